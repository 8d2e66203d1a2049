//! The card of an exercise: what is to be reached, where, and by which commands.
//!
//! The list of what the grader looks at follows it in the page, in the page's own words; the theme
//! draws both as one.

use course::{Exercise, Topic};
use messages::Language;

use crate::say::{escaped, say};

/// The card, as HTML without a blank line.
pub fn card(topic: &Topic, exercise: &Exercise, language: Language) -> String {
    let name = &exercise.name;
    let title = say(language, "card-title", &[("title", exercise.title.get(language).into())]);
    let points = say(language, "card-points", &[("points", u64::from(exercise.points).into())]);
    let file = format!("crates/{}/{}", topic.name, exercise.file().display());
    let commands = [
        format!("cargo test -p {} {}::", topic.name, exercise.module()),
        format!("cargo telar test {name}"),
        format!("cargo telar observe {name}"),
    ];
    let commands = commands.map(|command| format!("$ {command}")).join("\n");
    let word = |id: &str| escaped(&say(language, id, &[]));
    format!(
        "<section class=\"exercise\" aria-labelledby=\"card-{name}\">\n\
         <p class=\"exercise-title\" id=\"card-{name}\"><strong>{}</strong> <span>{}</span></p>\n\
         <p>{}</p>\n\
         <p>{} <code>{}</code></p>\n\
         <pre><code class=\"language-console\">{}</code></pre>\n\
         <p>{}</p>\n\
         </section>",
        escaped(&title),
        escaped(&points),
        with_code(exercise.goal.get(language)),
        word("card-file"),
        escaped(&file),
        escaped(&commands),
        word("card-requirements"),
    )
}

/// A sentence of course.toml as HTML: what stands between backticks is code.
fn with_code(sentence: &str) -> String {
    let parts = escaped(sentence);
    let parts = parts.split('`').enumerate();
    parts
        .map(|(index, part)| match index % 2 {
            1 => format!("<code>{part}</code>"),
            _ => part.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::course;

    #[test]
    fn a_card_names_file_and_commands_and_has_no_blank_line() {
        let course = course();
        let topic = &course.topics[0];
        let card = card(topic, &topic.exercises[0], Language::Es);
        for part in ["Suma", "1 punto", "crates/sums/src/sum.rs", "$ cargo telar test sum"] {
            assert!(card.contains(part), "{part}: {card}");
        }
        assert!(!card.contains("\n\n"));
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(with_code("by `fork`, <wait>"), "by <code>fork</code>, &lt;wait&gt;");
    }
}
