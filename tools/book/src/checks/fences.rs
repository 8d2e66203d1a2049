//! Code and output stand in no page: a listing comes by an include, an output by a recorded run.

use std::path::Path;

use crate::directive::Kind;
use crate::page::{Fence, Page};
use crate::{Refusal, listing};

/// Languages of listings.
const CODE: [&str; 3] = ["rust", "python", "c"];

/// What is wrong with the code blocks of a page.
pub fn check(page: &Page, root: &Path) -> Vec<Refusal> {
    let mut refusals: Vec<Refusal> = (page.fences.iter())
        .filter_map(|fence| Some(Refusal::new(page, fence.line, problem(fence, root)?)))
        .collect();
    for &line in &page.indented {
        let problem = "a code block is only indented; put it between fences, with its language";
        refusals.push(Refusal::new(page, line, problem));
    }
    for directive in page.directives.iter().filter(|it| it.kind == Kind::Include) {
        let problem = "an include stands alone in a fence: ```rust,ignore, the include, ```";
        refusals.push(Refusal::new(page, directive.line, problem));
    }
    refusals
}

fn problem(fence: &Fence, root: &Path) -> Option<String> {
    let language = fence.language();
    match language {
        "" => Some("a fence names its language: rust, python, c, console or text".to_owned()),
        _ if CODE.contains(&language) => match fence.include() {
            Some(argument) => listing::read(root, argument).err(),
            None => Some(format!(
                "a `{language}` fence holds one include and nothing else; put the code into a file of \
                 `book/listings` and write `{{{{#include ../listings/…:anchor}}}}`"
            )),
        },
        "console" | "text" if fence.body.contains("{{#") => {
            Some(format!("a `{language}` fence holds no directive; let it stand by itself"))
        }
        "console" if !only_commands(&fence.body) => Some(
            "a console fence holds commands alone, in lines that begin with `$ `; \
             an output comes by `{{#run NAME}}`"
                .to_owned(),
        ),
        "console" | "text" => None,
        _ => Some(format!(
            "no page has a `{language}` fence; there are rust, python, c, console and text"
        )),
    }
}

/// Whether every line is a command or goes on with one.
fn only_commands(body: &str) -> bool {
    let mut goes_on = false;
    body.lines().filter(|line| !line.trim().is_empty()).all(|line| {
        let well = goes_on || line.starts_with("$ ");
        goes_on = line.ends_with('\\');
        well
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::{page, problems};

    fn told(text: &str) -> Vec<String> {
        problems(&check(&page(text), Path::new("/nowhere")))
    }

    #[test]
    fn commands_and_text_may_stand_in_a_page() {
        let text = "```console\n$ cargo test \\\n    --all\n\n$ ls\n```\n\n```text\nwords\n```\n";
        assert!(told(text).is_empty());
    }

    #[test]
    fn everything_else_comes_from_files() {
        for (text, expected) in [
            ("```\nx\n```\n", "names its language"),
            ("```rust,ignore\nfn main() {}\n```\n", "one include and nothing else"),
            ("```python\n{{#include ../a.py:a}}\nx = 1\n```\n", "one include and nothing else"),
            (
                "```c\n{{#include ../listings/a.c:a}}\n```\n",
                "`book/listings/a.c` cannot be included",
            ),
            ("```console\n$ ls\nCargo.toml\n```\n", "commands alone"),
            ("```text\n{{#run a}}\n```\n", "holds no directive"),
            ("```json\n{}\n```\n", "no page has a `json` fence"),
            ("    let x;\n", "only indented"),
            ("{{#include ../a.rs:a}}\n", "stands alone in a fence"),
        ] {
            let told = told(text);
            assert_eq!(told.len(), 1, "{text}: {told:?}");
            assert!(told[0].contains(expected), "{text}: {told:?}");
        }
    }
}
