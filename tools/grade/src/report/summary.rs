//! The gradebook in a terminal.

use messages::Language;

use crate::gradebook::Gradebook;
use crate::ledger::Verdict;
use crate::voice;

/// How many passed which exercise, and what somebody has to look at.
pub fn summary(gradebook: &Gradebook, language: Language) -> String {
    let say = |id: &str, values: &[_]| voice::MESSAGES.say(language, id, values);
    let mut text = say("summary-students", &[("count", gradebook.students.len().into())]);
    text.push('\n');
    for (index, exercise) in gradebook.graded.exercises.iter().enumerate() {
        let graded = || gradebook.students.iter().map(|student| &student.exercises[index]);
        let handed = graded().filter(|it| it.file.is_some()).count();
        let whole = graded().filter(|it| it.is_whole()).count();
        let values = [
            ("exercise", exercise.name.clone().into()),
            ("handed", handed.into()),
            ("whole", whole.into()),
        ];
        text += &format!("  {}\n", say("summary-exercise", &values));
    }
    let doubtful = [Verdict::Inconclusive, Verdict::BoxError, Verdict::Timeout];
    for student in &gradebook.students {
        let requirements = student.exercises.iter().flat_map(|it| &it.requirements);
        let count =
            requirements.filter(|it| it.verdict.is_some_and(|it| doubtful.contains(&it))).count();
        let who = || ("student", student.name.escape_debug().to_string().into());
        if count > 0 {
            text += &format!("  {}\n", say("summary-doubtful", &[who(), ("count", count.into())]));
        }
        let remarks = voice::remarks(student, language);
        if !remarks.is_empty() {
            let problems = remarks.join("; ");
            text += &format!(
                "  {}\n",
                say("summary-problems", &[who(), ("problems", problems.into())])
            );
        }
    }
    text
}
