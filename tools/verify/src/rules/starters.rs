//! What a starter must be so that a student can start from it alone.

use syn::{Attribute, Meta};

use super::Tree;

/// The reason that a starter's attribute gives; it tells the student when it can go.
const REASON: &str = "starter code: delete this attribute when no `todo!` is left";

/// Whether this is the attribute that lets a starter be unfinished.
pub fn is_starter_attribute(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else {
        return false;
    };
    attribute.path().is_ident("expect") && list.tokens.to_string().contains(REASON)
}

/// `todo!`s without a sentence.
pub fn todos(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for lesson in &tree.untouched {
        let file = lesson.starter_file();
        let Some(text) = tree.read(&file) else {
            continue;
        };
        for (start, _) in text.match_indices("todo!(") {
            let line = text[..start].matches('\n').count() + 1;
            let argument = text[start + "todo!(".len()..].trim_start();
            let sentence = argument.strip_prefix('"').and_then(|rest| rest.split('"').next());
            // Two words are the least that can tell somebody to do something.
            if sentence.is_none_or(|sentence| sentence.split_whitespace().count() < 2) {
                breaches.push(format!("{}:{line}: a `todo!` without a sentence", file.display()));
            }
        }
    }
    breaches
}

/// Starters with a `todo!` that don't open with the attribute.
pub fn attributes(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for lesson in &tree.untouched {
        let file = lesson.starter_file();
        let Some(text) = tree.read(&file) else {
            continue;
        };
        let Ok(parsed) = syn::parse_file(&text) else {
            continue;
        };
        let attribute = parsed.attrs.iter().find(|attribute| is_starter_attribute(attribute));
        let names_todo = attribute.is_some_and(|attribute| match &attribute.meta {
            // As tokens are printed, with blanks around the colons.
            Meta::List(list) => list.tokens.to_string().replace(' ', "").contains("clippy::todo"),
            _ => false,
        });
        if text.contains("todo!(") && !names_todo {
            breaches.push(format!(
                "{} has no `#![expect(clippy::todo, …)]` with the usual reason",
                file.display()
            ));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::breaches;

    const FILE: &str = "crates/threading/src/three_threads.rs";

    #[test]
    fn a_todo_must_say_what_to_do() {
        let found = |text| breaches(todos, &[(FILE, text)]);
        assert!(found("fn f() { todo!(\"start the workers\") }").is_empty());
        assert!(found("fn f() { todo!(\n    \"start the workers\"\n) }").is_empty());
        assert_eq!(
            found("fn f() {\n todo!() }"),
            [format!("{FILE}:2: a `todo!` without a sentence")]
        );
        assert_eq!(found("fn f() { todo!(\"later\") }").len(), 1);
    }

    #[test]
    fn a_starter_expects_its_todos_and_says_until_when() {
        let with =
            |inner: &str| format!("//! Doc.\n#![expect({inner})]\nfn f() {{ todo!(\"do it\") }}");
        let found = |text: &str| breaches(attributes, &[(FILE, text)]);
        assert!(found(&with(&format!("clippy::todo, reason = \"{REASON}\""))).is_empty());
        assert_eq!(found(&with("clippy::todo, reason = \"because\"")).len(), 1);
        assert_eq!(found(&with(&format!("dead_code, reason = \"{REASON}\""))).len(), 1);
        assert_eq!(found("fn f() { todo!(\"do it\") }").len(), 1);
        // A student who has solved it all deletes the attribute.
        assert!(found("fn f() {}").is_empty());
    }
}
