//! A page, and what there is in it that checks and directives need to know.

use std::ops::Range;
use std::path::{Path, PathBuf};

use messages::Language;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::directive::{self, Kind};

/// One page of one edition.
#[derive(Debug, Clone)]
pub struct Page {
    /// Which edition.
    pub language: Language,
    /// The name that both editions share: `threading.md`.
    pub name: String,
    /// From the folder of the workspace: `book/en/threading.md`.
    pub file: PathBuf,
    /// As it is written.
    pub text: String,
    /// In the order of the page, as are all lists here.
    pub headings: Vec<Heading>,
    /// Code blocks with a fence.
    pub fences: Vec<Fence>,
    /// Those outside of fences; an `include` within one is in [`Fence::body`].
    pub directives: Vec<Directive>,
    /// Lines that look like directives and are none, each with what is wrong.
    pub broken: Vec<(usize, String)>,
    /// Links that are not HTML.
    pub links: Vec<Link>,
    /// Raw HTML elements that belong to the page's structure: `details` and `fieldset`, and their lines.
    pub elements: Vec<(&'static str, usize)>,
    /// Ids given by raw HTML, and their lines.
    pub html_ids: Vec<(String, usize)>,
    /// Lines with code blocks that are only indented.
    pub indented: Vec<usize>,
    /// Words of prose; code is not counted.
    pub words: usize,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The explicit one, `{#…}`.
    pub id: Option<String>,
    /// Its words.
    pub title: String,
    /// Counted from 1, as all lines here.
    pub line: usize,
    /// In bytes of [`Page::text`].
    pub range: Range<usize>,
}

/// A code block between fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// What stands behind the opening fence.
    pub info: String,
    /// The lines between the fences.
    pub body: String,
    /// The line of the opening fence.
    pub line: usize,
    /// With its fences, in bytes of [`Page::text`].
    pub range: Range<usize>,
}

/// A directive outside of a fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What is asked for.
    pub kind: Kind,
    /// Of what.
    pub argument: String,
    /// Where.
    pub line: usize,
    /// Its line without the newline, in bytes of [`Page::text`].
    pub range: Range<usize>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it is written.
    pub target: String,
    /// Where it stands.
    pub line: usize,
}

impl Fence {
    /// The language: `rust` of `rust,ignore`.
    pub fn language(&self) -> &str {
        self.info.split([',', ' ', '\t']).next().unwrap_or_default()
    }

    /// What it includes, when that is all that it contains.
    pub fn include(&self) -> Option<&str> {
        match directive::read(self.body.trim_end_matches('\n')) {
            Ok((Kind::Include, argument)) => Some(argument),
            _ => None,
        }
    }
}

impl Page {
    /// Reads what is in a page's text.
    pub fn new(language: Language, name: &str, text: String) -> Self {
        let mut page = Self {
            language,
            name: name.to_owned(),
            file: Path::new("book").join(language.to_string()).join(name),
            text: String::new(),
            headings: Vec::new(),
            fences: Vec::new(),
            directives: Vec::new(),
            broken: Vec::new(),
            links: Vec::new(),
            elements: Vec::new(),
            html_ids: Vec::new(),
            indented: Vec::new(),
            words: 0,
        };
        page.read_markdown(&text);
        page.read_directives(&text);
        page.text = text;
        page
    }

    /// The explicit ids of the page.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().filter_map(|heading| heading.id.as_deref());
        headings.chain(self.html_ids.iter().map(|(id, _)| id.as_str()))
    }

    fn read_markdown(&mut self, text: &str) {
        let lines = Lines::of(text);
        let mut within = Within::Prose;
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            let line = lines.at(range.start);
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let id = id.map(|id| id.to_string());
                    let (level, title) = (number(level), String::new());
                    self.headings.push(Heading { level, id, title, line, range });
                    within = Within::Heading;
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let info = info.trim().to_owned();
                    self.fences.push(Fence { info, body: String::new(), line, range });
                    within = Within::Fence;
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    self.indented.push(line);
                    within = Within::Indented;
                }
                Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock) => within = Within::Prose,
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    self.links.push(Link { target: dest_url.to_string(), line });
                }
                Event::Text(words) | Event::Code(words) => match within {
                    Within::Fence => {
                        self.fences.last_mut().expect("a fence has begun").body.push_str(&words);
                    }
                    Within::Indented => {}
                    Within::Heading => {
                        let heading = self.headings.last_mut().expect("a heading has begun");
                        heading.title.push_str(&words);
                    }
                    Within::Prose => self.words += words.split_whitespace().count(),
                },
                Event::Html(html) | Event::InlineHtml(html) => self.read_html(&html, line),
                _ => {}
            }
        }
    }

    fn read_html(&mut self, html: &str, line: usize) {
        for (below, html) in html.lines().enumerate() {
            for element in ["details", "fieldset"] {
                let openings = html.matches(&format!("<{element}")).count();
                self.elements.extend(std::iter::repeat_n((element, line + below), openings));
            }
            for rest in html.split(" id=\"").skip(1) {
                let id = rest.split('"').next().unwrap_or_default();
                self.html_ids.push((id.to_owned(), line + below));
            }
        }
    }

    fn read_directives(&mut self, text: &str) {
        let mut start = 0;
        for (index, whole) in text.split_inclusive('\n').enumerate() {
            let range = start..start + whole.trim_end_matches(['\n', '\r']).len();
            start += whole.len();
            let in_fence = self.fences.iter().any(|fence| fence.range.contains(&range.start));
            if in_fence || !whole.contains("{{#") {
                continue;
            }
            let line = index + 1;
            match directive::read(whole) {
                Ok((kind, argument)) => {
                    // It was counted as prose.
                    self.words = self.words.saturating_sub(whole.split_whitespace().count());
                    let argument = argument.to_owned();
                    self.directives.push(Directive { kind, argument, line, range });
                }
                Err(problem) => self.broken.push((line, problem)),
            }
        }
    }
}

/// Where text belongs.
enum Within {
    Prose,
    Heading,
    Fence,
    Indented,
}

/// Line numbers of places in a text.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(newline, _)| newline).collect())
    }

    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&newline| newline < byte) + 1
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// What mdBook understands as well.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Hilos\n\nDos palabras, [aquí](ipc.md#relay).\n\n## Uno {#one}\n\n\
        ```rust,ignore\n{{#include ../a.rs:b}}\n```\n\n{{#run x}}\n\n{{#nope x}}\n\n\
        <details id=\"d\"><summary>?</summary>\n\nSí.\n\n</details>\n\n    let x;\n";

    #[test]
    fn everything_is_found_with_its_line() {
        let page = Page::new(Language::Es, "threading.md", TEXT.to_owned());
        assert_eq!(page.file, Path::new("book/es/threading.md"));
        let headings: Vec<_> =
            page.headings.iter().map(|it| (it.level, it.id.as_deref(), it.line)).collect();
        assert_eq!(headings, [(1, None, 1), (2, Some("one"), 5)]);
        assert_eq!(page.headings[1].title, "Uno");
        assert_eq!(page.fences[0].include(), Some("../a.rs:b"));
        assert_eq!((page.fences[0].language(), page.fences[0].line), ("rust", 7));
        let run = &page.directives[0];
        assert_eq!((run.kind, run.argument.as_str(), run.line), (Kind::Run, "x", 11));
        assert_eq!(&page.text[run.range.clone()], "{{#run x}}");
        assert_eq!((page.directives.len(), page.broken[0].0), (1, 13));
        assert_eq!(page.links, [Link { target: "ipc.md#relay".into(), line: 3 }]);
        assert_eq!(page.elements, [("details", 15)]);
        assert_eq!(page.ids().collect::<Vec<_>>(), ["one", "d"]);
        assert_eq!(page.indented, [21]);
    }
}
