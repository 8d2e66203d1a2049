//! Which text of a section belongs to which in the other edition: `book/translations.toml`.
//!
//! Both editions are originals, so neither is checked against the other; but when one changes, somebody
//! must look at both and say that they say the same. That is [`agree`], which notes a short hash of each
//! text. A section is what stands below a heading of level 2 or 3, up to the next one; the opening of a
//! page has the empty id. How a text is broken into lines does not matter.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::page::Page;
use crate::sources::Sources;

/// Where it is kept, from the folder of the workspace.
pub const FILE: &str = "book/translations.toml";

const HEAD: &str = "\
# Which English and which Spanish text of a section belong together: a short hash of each, by page and
# section; the opening of a page has the empty name. Written by `cargo telar book agree`, after somebody
# has seen that both say the same.
";

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Of its heading; empty for the page's opening.
    pub id: String,
    /// Of its heading, counted from 1.
    pub line: usize,
    /// Of its text.
    pub hash: String,
}

/// What is noted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Agreed(BTreeMap<String, BTreeMap<String, Hashes>>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Hashes {
    en: String,
    es: String,
}

/// The sections of a page, in its order. A heading without an id of its own begins none.
pub fn sections(page: &Page) -> Vec<Section> {
    let mut starts = vec![(String::new(), 1, 0)];
    for heading in page.headings.iter().filter(|heading| matches!(heading.level, 2 | 3)) {
        if let Some(id) = &heading.id
            && starts.iter().all(|(other, ..)| other != id)
        {
            starts.push((id.clone(), heading.line, heading.range.start));
        }
    }
    let ends = starts.iter().skip(1).map(|&(.., start)| start).chain([page.text.len()]);
    (starts.iter().zip(ends))
        .map(|((id, line, start), end)| Section {
            id: id.clone(),
            line: *line,
            hash: hash(&page.text[*start..end]),
        })
        .collect()
}

/// Forty bits: enough that no change goes unnoticed, and short enough to read in a `diff`.
fn hash(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(words).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

impl Agreed {
    /// What is noted in the workspace's folder `root`; nothing, when there is no such file yet.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or understood.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        match fs::read_to_string(root.join(FILE)) {
            Ok(text) => toml::from_str(&text).with_context(|| {
                format!(
                    "`{FILE}` is damaged; take it from git again, or run `cargo telar book agree`"
                )
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("failed to read `{FILE}`")),
        }
    }

    /// The hashes of a section's English and Spanish text.
    pub fn get(&self, page: &str, id: &str) -> Option<(&str, &str)> {
        let hashes = self.0.get(page)?.get(id)?;
        Some((&hashes.en, &hashes.es))
    }

    /// The sections of a page that are noted.
    pub fn ids(&self, page: &str) -> impl Iterator<Item = &str> {
        self.0.get(page).into_iter().flat_map(|sections| sections.keys().map(String::as_str))
    }

    /// Notes that both texts of a section, or of all sections of the page, belong together. Says
    /// whether there is such a section.
    pub fn agree(&mut self, en: &Page, es: &Page, id: Option<&str>) -> bool {
        let noted = self.0.entry(en.name.clone()).or_default();
        if id.is_none() {
            noted.clear();
        }
        let mut found = false;
        for (english, spanish) in sections(en).into_iter().zip(sections(es)) {
            if id.is_none_or(|id| id == english.id) {
                noted.insert(english.id, Hashes { en: english.hash, es: spanish.hash });
                found = true;
            }
        }
        found
    }

    fn write(&self, root: &Path) -> anyhow::Result<()> {
        let told = || format!("failed to write `{FILE}`");
        let mut text = HEAD.to_owned();
        for (page, sections) in &self.0 {
            text.push_str(&format!("\n[{page:?}]\n"));
            for (id, Hashes { en, es }) in sections {
                text.push_str(&format!("{id:?} = {{ en = \"{en}\", es = \"{es}\" }}\n"));
            }
        }
        let path = root.join(FILE);
        let folder = path.parent().context("it is in no folder").with_context(told)?;
        let mut file = tempfile::NamedTempFile::new_in(folder).with_context(told)?;
        file.write_all(text.as_bytes()).with_context(told)?;
        file.persist(&path).with_context(told)?;
        Ok(())
    }
}

/// Notes that the texts of `what` belong together: `page.md#section`, `page.md`, or all of them.
///
/// # Errors
///
/// When there is no such page or section in both editions, or their sections differ.
pub fn agree(sources: &Sources, what: Option<&str>) -> anyhow::Result<()> {
    let (name, id) = match what.map(|what| what.split_once('#').unwrap_or((what, ""))) {
        None => (None, None),
        Some((name, _)) if what == Some(name) => (Some(name), None),
        Some((name, id)) => (Some(name), Some(id)),
    };
    let mut agreed = Agreed::read(&sources.root)?;
    let mut found = false;
    for (en, es) in sources.pairs().filter(|(en, _)| name.is_none_or(|name| name == en.name)) {
        let ids = |page| sections(page).into_iter().map(|it| it.id).collect::<Vec<_>>();
        if ids(en) != ids(es) {
            bail!(
                "the editions of `{}` have different sections; `cargo telar book` says where",
                en.name
            );
        }
        found |= agreed.agree(en, es, id);
    }
    if name.is_none() {
        agreed.0.retain(|page, _| sources.en.page(page).is_some());
    } else if !found {
        bail!(
            "there is no `{}` in both editions; name a page or a section: `threading.md#source`",
            what.unwrap_or_default()
        );
    }
    agreed.write(&sources.root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::sources;

    const TEXT: &str = "# A\n\nWords.\n\n## B {#b}\n\nMore\nwords.\n";

    #[test]
    fn a_section_reaches_to_the_next_and_line_breaks_do_not_count() {
        let of = |text: &str| sections(&sources(text, text).en.pages[0]);
        let there = of(TEXT);
        assert_eq!(there.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["", "b"]);
        assert_eq!(there, of(&TEXT.replace("More\nwords.", "More words.")));
        let changed = of(&TEXT.replace("More", "Other"));
        assert_eq!(there[0], changed[0]);
        assert_ne!(there[1], changed[1]);
    }

    #[test]
    fn what_is_agreed_on_is_read_again_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("book")).unwrap();
        let mut book = sources(TEXT, TEXT);
        book.root = folder.path().to_owned();
        agree(&book, Some("a.md#b")).unwrap();
        let agreed = Agreed::read(folder.path()).unwrap();
        assert!(agreed.get("a.md", "b").is_some() && agreed.get("a.md", "").is_none());
        agree(&book, None).unwrap();
        let agreed = Agreed::read(folder.path()).unwrap();
        assert_eq!(agreed.ids("a.md").collect::<Vec<_>>(), ["", "b"]);
        for wrong in ["b.md", "a.md#c"] {
            let refused = agree(&book, Some(wrong)).unwrap_err().to_string();
            assert!(refused.contains(wrong), "{refused}");
        }
    }
}
