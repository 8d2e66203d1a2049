//! The report: a table of the likest pairs, and a page for each with both files side by side.
//!
//! What students have written is escaped by the templates; nothing of it is ever marked as safe.

use std::collections::BTreeMap;
use std::path::Path;

use messages::Language;
use minijinja::{Environment, Value, context};

use super::Compared;
use super::pairs::{File, Pair};
use crate::report::{STYLE, put};
use crate::voice::MESSAGES;

/// How many colours stretches have; each has its number, too.
const COLOURS: usize = 6;

/// Writes the report and its pages.
pub fn write(
    compared: &Compared,
    files: &BTreeMap<String, Vec<File>>,
    folder: &Path,
    language: Language,
) -> anyhow::Result<()> {
    let mut templates = Environment::new();
    templates.add_template("similarity.html", include_str!("../../templates/similarity.html"))?;
    templates.add_template("pair.html", include_str!("../../templates/pair.html"))?;
    let mut json = serde_json::to_vec_pretty(compared)?;
    json.push(b'\n');
    put(&folder.join("similarity.json"), &json)?;
    let page = templates.get_template("similarity.html")?.render(table(compared, language))?;
    put(&folder.join("similarity.html"), page.as_bytes())?;
    let template = templates.get_template("pair.html")?;
    for (number, it) in compared.pairs.iter().enumerate() {
        let page = template.render(pair(it, &files[&it.exercise], language))?;
        put(&folder.join("similarity").join(file_name(number)), page.as_bytes())?;
    }
    Ok(())
}

fn file_name(number: usize) -> String {
    format!("{:03}.html", number + 1)
}

fn table(compared: &Compared, language: Language) -> Value {
    let pairs = compared.pairs.iter().enumerate().map(|(number, it)| {
        context! {
            page => format!("similarity/{}", file_name(number)),
            exercise => &it.exercise,
            students => it.students.each_ref().map(|it| it.join(", ")),
            share => percent(it.share, language),
            tokens => it.tokens,
        }
    });
    let equal = compared.equal.iter();
    let equal =
        equal.map(|it| context! { exercise => &it.exercise, students => it.students.join(", ") });
    context! {
        lang => language.to_string(),
        style => Value::from_safe_string(STYLE.into()),
        words => words(language),
        pairs => pairs.collect::<Vec<_>>(),
        equal => equal.collect::<Vec<_>>(),
    }
}

fn pair(pair: &Pair, files: &[File], language: Language) -> Value {
    let sides = [0, 1].map(|side| {
        let text = files[pair.files[side]].text();
        let lines = text.lines().enumerate().map(|(index, text)| {
            let number = index + 1;
            let within = |stretch: &[(usize, usize); 2]| (stretch[side].0..=stretch[side].1).contains(&number);
            let stretch = pair.stretches.iter().position(within);
            let begins = stretch.filter(|at| pair.stretches[*at][side].0 == number);
            context! {
                number,
                text,
                colour => stretch.map(|at| at % COLOURS),
                begins => begins.map(|at| at + 1),
            }
        });
        context! { students => pair.students[side].join(", "), lines => lines.collect::<Vec<_>>(), own => side, other => 1 - side }
    });
    context! {
        lang => language.to_string(),
        style => Value::from_safe_string(STYLE.into()),
        words => words(language),
        exercise => &pair.exercise,
        share => percent(pair.share, language),
        sides,
    }
}

fn percent(share: f64, language: Language) -> String {
    format!("{} %", language.decimal((share * 100.0).round(), 0))
}

fn words(language: Language) -> Value {
    let say = |id: &str| MESSAGES.say(language, id, &[]);
    context! {
        title => say("similar-title"),
        what => say("similar-what"),
        equal => say("similar-equal"),
        none => say("similar-none"),
        exercise => say("page-exercise"),
        students => say("similar-students"),
        share => say("similar-share"),
        tokens => say("similar-tokens"),
        look => say("similar-look"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::{Equal, pairs};

    const ATTACK: &str = "<script>alert(1)</script>";

    #[test]
    fn both_files_stand_side_by_side_and_nothing_of_them_is_markup() {
        let text = format!(
            "fn f(row: &Row) {{ let mut sum = 0; for it in row {{ if it.is_odd() {{ sum += it * 3; }} else {{ sum -= 1; }} }} }}\n// {ATTACK}\n"
        );
        let file = |text: &str| {
            let mut file = File::new(text);
            file.students.push(ATTACK.into());
            file
        };
        let files = vec![file(&text), file(&format!("// first\n{text}"))];
        let pairs = pairs::find("counter", &files, "");
        assert_eq!(pairs.len(), 1);
        let equal =
            vec![Equal { exercise: "counter".into(), students: vec![ATTACK.into(), "bea".into()] }];
        let all = BTreeMap::from([("counter".to_owned(), files)]);
        for language in Language::ALL {
            let folder = tempfile::tempdir().unwrap();
            write(
                &Compared { equal: equal_of(&equal), pairs: pairs.clone() },
                &all,
                folder.path(),
                language,
            )
            .unwrap();
            let table = std::fs::read_to_string(folder.path().join("similarity.html")).unwrap();
            let page = std::fs::read_to_string(folder.path().join("similarity/001.html")).unwrap();
            for text in [&table, &page] {
                assert!(!text.contains(ATTACK) && text.contains("&lt;script&gt;"), "{text}");
            }
            assert!(table.contains("100 %"), "{table}");
            // The same stretch begins in the first line here, in the second there, and each leads to the other.
            assert!(page.contains("id=\"s0-1\"") && page.contains("href=\"#s1-1\""), "{page}");
            assert!(page.contains("id=\"s1-1\"") && page.contains("href=\"#s0-1\""), "{page}");
        }
    }

    fn equal_of(equal: &[Equal]) -> Vec<Equal> {
        let copy =
            |it: &Equal| Equal { exercise: it.exercise.clone(), students: it.students.clone() };
        equal.iter().map(copy).collect()
    }
}
