//! An edition: the pages of one language, in the order of its `SUMMARY.md`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use messages::Language;

use crate::Refusal;
use crate::page::Page;

/// One edition.
#[derive(Debug, Clone)]
pub struct Edition {
    /// In which language.
    pub language: Language,
    /// In the order of the summary.
    pub pages: Vec<Page>,
}

impl Edition {
    /// Reads an edition in the workspace's folder `root`; and says what is wrong with its summary.
    ///
    /// # Errors
    ///
    /// When a file that is there cannot be read.
    pub fn read(root: &Path, language: Language) -> anyhow::Result<(Self, Vec<Refusal>)> {
        let folder = Path::new("book").join(language.to_string());
        let summary = folder.join("SUMMARY.md");
        let listed = Page::new(language, "SUMMARY.md", text_of(root, &summary)?).links;
        let mut refusals = Vec::new();
        let mut pages: Vec<Page> = Vec::new();
        for link in listed {
            let refused = |problem| Refusal { file: summary.clone(), line: link.line, problem };
            let name = link.target.trim_start_matches("./");
            if pages.iter().any(|page| page.name == name) {
                refusals.push(refused(format!("`{name}` is listed twice; list it once")));
            } else if !root.join(&folder).join(name).is_file() {
                refusals.push(refused(format!(
                    "there is no page `{name}`; write it, or take it out of the summary"
                )));
            } else {
                let text = text_of(root, &folder.join(name))?;
                pages.push(Page::new(language, name, text));
            }
        }
        for name in written(&root.join(&folder))? {
            if !pages.iter().any(|page| page.name == name) {
                let file = folder.join(&name);
                let problem = "this page is not listed; list it in `SUMMARY.md`, or delete it";
                refusals.push(Refusal { file, line: 1, problem: problem.to_owned() });
            }
        }
        Ok((Self { language, pages }, refusals))
    }

    /// The page of this name.
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.name == name)
    }
}

/// The names of the pages in a folder, in alphabetical order.
fn written(folder: &Path) -> anyhow::Result<Vec<String>> {
    let told = || format!("failed to read the folder `{}`", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(told)? {
        let name = entry.with_context(told)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && name != "SUMMARY.md" {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn text_of(root: &Path, file: &PathBuf) -> anyhow::Result<String> {
    fs::read_to_string(root.join(file))
        .with_context(|| format!("failed to read `{}`", file.display()))
}
