//! Everything that the book is made of.

use std::path::{Path, PathBuf};

use course::Course;
use messages::Language;

use crate::Refusal;
use crate::edition::Edition;
use crate::page::Page;

/// What there is to build from.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The English edition.
    pub en: Edition,
    /// The Spanish edition.
    pub es: Edition,
    /// The exercises.
    pub course: Course,
}

impl Sources {
    /// Reads what is in the workspace's folder `root`; and says what is wrong with the summaries.
    ///
    /// # Errors
    ///
    /// When `course.toml` or a file that is there cannot be read.
    pub fn read(root: &Path) -> anyhow::Result<(Self, Vec<Refusal>)> {
        let course = Course::load(root)?;
        let (en, mut refusals) = Edition::read(root, Language::En)?;
        let (es, more) = Edition::read(root, Language::Es)?;
        refusals.extend(more);
        Ok((Self { root: root.to_owned(), en, es, course }, refusals))
    }

    /// Both editions.
    pub fn editions(&self) -> [&Edition; 2] {
        [&self.en, &self.es]
    }

    /// Every page of both editions.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.editions().into_iter().flat_map(|edition| &edition.pages)
    }

    /// The pages that both editions have, English and Spanish, in the order of the English summary.
    pub fn pairs(&self) -> impl Iterator<Item = (&Page, &Page)> {
        self.en.pages.iter().filter_map(|en| Some((en, self.es.page(&en.name)?)))
    }
}
