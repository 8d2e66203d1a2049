//! The test that every crate with sentences runs: nothing is said in one language alone.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use fluent_syntax::ast::{PatternElement, Resource};

/// Each sentence's name, and the variables that it mentions.
type Sentences = BTreeMap<String, BTreeSet<String>>;

/// Checks that two Fluent texts have the same sentences, and each sentence the same variables.
///
/// # Errors
///
/// The first difference or mistake that was found, as a sentence that names it.
///
/// ```
/// assert!(messages::parity("bye = Bye, { $who }", "bye = Adiós, { $who }").is_ok());
/// assert_eq!(
///     messages::parity("bye = Bye, { $who }", "bye = Adiós"),
///     Err("`bye` mentions `$who` in en alone".into()),
/// );
/// ```
pub fn parity(en: &str, es: &str) -> Result<(), String> {
    let en = sentences("en", en)?;
    let es = sentences("es", es)?;
    for (mine, one, other) in [("en", &en, &es), ("es", &es, &en)] {
        for (id, variables) in one {
            let Some(theirs) = other.get(id) else {
                return Err(format!("`{id}` is said in {mine} alone"));
            };
            if let Some(variable) = variables.difference(theirs).next() {
                return Err(format!("`{id}` mentions `${variable}` in {mine} alone"));
            }
        }
    }
    Ok(())
}

fn sentences(language: &str, text: &str) -> Result<Sentences, String> {
    let resource: Resource<&str> = fluent_syntax::parser::parse(text).map_err(|(_, errors)| {
        let line =
            errors.first().map_or(0, |error| text[..error.pos.start].matches('\n').count() + 1);
        format!("{language} is not Fluent near line {line}: {errors:?}")
    })?;
    let mut sentences = Sentences::new();
    for entry in &resource.body {
        // A term (`-name`) is a language's own business; only sentences are asked for by name.
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut variables = BTreeSet::new();
        let attributes = message.attributes.iter().map(|attribute| &attribute.value);
        for pattern in message.value.iter().chain(attributes) {
            in_pattern(pattern, &mut variables);
        }
        if sentences.insert(message.id.name.to_owned(), variables).is_some() {
            return Err(format!("`{}` is said twice in {language}", message.id.name));
        }
    }
    Ok(sentences)
}

fn in_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, variables),
        Expression::Select { selector, variants } => {
            in_inline(selector, variables);
            for variant in variants {
                in_pattern(&variant.value, variables);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, variables),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            in_arguments(arguments, variables);
        }
        InlineExpression::Placeable { expression } => in_expression(expression, variables),
        InlineExpression::TermReference { arguments: None, .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn in_arguments(arguments: &CallArguments<&str>, variables: &mut BTreeSet<String>) {
    for argument in &arguments.positional {
        in_inline(argument, variables);
    }
    for argument in &arguments.named {
        in_inline(&argument.value, variables);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_in_one_language_alone_is_named() {
        assert_eq!(parity("a = A\nb = B", "a = A"), Err("`b` is said in en alone".into()));
        assert_eq!(parity("a = A", "a = A\nc = C"), Err("`c` is said in es alone".into()));
    }

    #[test]
    fn a_variable_in_one_language_alone_is_named() {
        let both = "a = { $x } and { $y }";
        assert_eq!(parity(both, "a = { $x }"), Err("`a` mentions `$y` in en alone".into()));
        assert_eq!(parity("a = { $x }", both), Err("`a` mentions `$y` in es alone".into()));
    }

    #[test]
    fn variables_are_found_in_selectors_and_in_their_variants() {
        let chosen = "a = { $n ->\n    [one] one\n   *[other] { $n } of { $whom }\n}\n";
        assert_eq!(parity(chosen, "a = { $n }"), Err("`a` mentions `$whom` in en alone".into()));
        assert_eq!(parity(chosen, "a = { $n } de { $whom }"), Ok(()));
    }

    #[test]
    fn what_is_not_fluent_or_said_twice_is_refused() {
        let broken = parity("a = A\nb = { $", "a = A").expect_err("a brace is open");
        assert!(broken.starts_with("en is not Fluent near line 2"), "{broken}");
        assert_eq!(parity("a = A\na = B", "a = A"), Err("`a` is said twice in en".into()));
    }
}
