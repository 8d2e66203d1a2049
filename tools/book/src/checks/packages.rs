//! The packages of the workspace, as far as commands name them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use toml::Table;

/// The folder of each package, by its name.
pub struct Packages(BTreeMap<String, PathBuf>);

/// What `cargo build`, `run` and `test` are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Built<'a> {
    pub package: Option<&'a str>,
    pub program: Option<&'a str>,
    /// What is left: a program's arguments, or a filter of tests.
    pub rest: &'a [&'a str],
}

impl Packages {
    /// The members of the workspace in the folder `root`; none where there is no manifest.
    ///
    /// # Errors
    ///
    /// When a manifest cannot be read.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let mut packages = BTreeMap::new();
        if root.join("Cargo.toml").is_file() {
            let workspace = manifest(root)?;
            let members = workspace.get("workspace").and_then(|it| it.get("members"));
            for member in members.and_then(|it| it.as_array()).into_iter().flatten() {
                let path = member.as_str().context("a member of the workspace is no path")?;
                let folder = root.join(path);
                let manifest = manifest(&folder)?;
                let name = manifest.get("package").and_then(|it| it.get("name")?.as_str());
                packages.insert(name.context("a package has no name")?.to_owned(), folder);
            }
        }
        Ok(Self(packages))
    }

    /// Understands cargo's options, those that the book uses.
    ///
    /// # Errors
    ///
    /// When it is another option, or there is no such package or program: the error says so.
    pub fn build<'a>(&self, options: &'a [&'a str]) -> Result<Built<'a>, String> {
        let (mut package, mut program, mut rest) = (None, None, options);
        loop {
            match rest {
                ["-q" | "--quiet" | "--release", more @ ..] => rest = more,
                ["-p" | "--package", name, more @ ..] => (package, rest) = (Some(*name), more),
                ["--bin", name, more @ ..] => (program, rest) = (Some(*name), more),
                ["--", more @ ..] => {
                    rest = more;
                    break;
                }
                [option, ..] if option.starts_with('-') => {
                    return Err(format!("cargo's option `{option}` is not known here"));
                }
                _ => break,
            }
        }
        match (package, program) {
            (Some(package), _) if !self.0.contains_key(package) => {
                Err(format!("there is no package `{package}`"))
            }
            (Some(package), Some(program)) if !self.builds(package, program) => {
                Err(format!("the package `{package}` has no program `{program}`"))
            }
            (None, Some(program)) => Err(format!("`{program}` needs its package: `-p PACKAGE`")),
            _ => Ok(Built { package, program, rest }),
        }
    }

    /// Whether there is a program of this name.
    pub fn has_program(&self, name: &str) -> bool {
        self.0.keys().any(|package| self.builds(package, name))
    }

    fn builds(&self, package: &str, program: &str) -> bool {
        let folder = &self.0[package];
        folder.join(format!("src/bin/{program}.rs")).is_file()
            || package == program && folder.join("src/main.rs").is_file()
    }
}

fn manifest(folder: &Path) -> anyhow::Result<Table> {
    let path = folder.join("Cargo.toml");
    let told = || format!("failed to read `{}`", path.display());
    let text = fs::read_to_string(&path).with_context(told)?;
    toml::from_str(&text).with_context(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_programs_of_this_workspace_are_known() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let packages = Packages::read(&root).unwrap();
        assert!(packages.has_program("book") && !packages.has_program("course"));
        let built = packages.build(&["-q", "-p", "book", "--bin", "book", "--", "-x"]).unwrap();
        assert_eq!(built, Built { package: Some("book"), program: Some("book"), rest: &["-x"] });
        for (wrong, told) in [
            (&["-p", "books"][..], "no package `books`"),
            (&["-p", "book", "--bin", "boot"], "no program `boot`"),
            (&["--bin", "book"], "needs its package"),
            (&["--fast"], "`--fast` is not known"),
        ] {
            let refused = packages.build(wrong).unwrap_err();
            assert!(refused.contains(told), "{refused}");
        }
    }
}
