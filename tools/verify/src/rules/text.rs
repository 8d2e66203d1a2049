//! What no file may say, and what two files must say alike.

use std::env;
use std::path::Path;

use super::Tree;

/// Folders of somebody's machine and hosts of registries, wherever they stand.
pub fn machine_paths(tree: &Tree) -> Vec<String> {
    let mut folders: Vec<String> = vec![tree.root.display().to_string()];
    folders.extend(env::var("HOME").ok().filter(|home| Path::new(home).components().count() > 1));
    mentions(tree, &folders)
}

fn mentions(tree: &Tree, folders: &[String]) -> Vec<String> {
    // Put together from pieces, or this file would be the first to break the rule.
    let usual = ["root", "home", "Users"].map(|name| format!("/{name}/"));
    let hosts = ["index", "static", "registry"].map(|name| format!("://{name}."));
    let needles: Vec<String> =
        folders.iter().map(|folder| format!("{folder}/")).chain(usual).collect();
    let mut breaches = Vec::new();
    for (path, text) in tree.texts("") {
        for (number, line) in text.lines().enumerate() {
            let folder = needles.iter().find(|needle| names_folder(line, needle));
            let host = hosts.iter().find(|host| line.contains(host.as_str()));
            if let Some(found) = folder.or(host) {
                breaches.push(format!("{}:{}: `{found}`", path.display(), number + 1));
            }
        }
    }
    breaches
}

/// Whether an absolute path in this line begins with the folder; `target/root/` is no such path.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !"./-_~}>".contains(before))
    })
}

/// Whether the README and CI name the two commands.
pub fn commands(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for (file, command) in
        [("README.md", "cargo telar"), ("README.md", "cargo verify"), (".ci/run", "cargo verify")]
    {
        if !tree.read(file).is_some_and(|text| text.contains(command)) {
            breaches.push(format!("{file} does not name `{command}`"));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{breaches, tree};

    #[test]
    fn folders_of_a_machine_and_hosts_are_found() {
        let found = |text: &str| {
            let (_folder, tree) = tree(&[("notes.md", text)]);
            mentions(&tree, &["/srv/course".to_string()]).len()
        };
        let home = format!("/{}/", "home");
        assert_eq!(found(&format!("see {home}ana/x")), 1);
        assert_eq!(found(&format!("`{home}ana/x`")), 1);
        assert_eq!(found("in /srv/course/tests"), 1);
        assert_eq!(found(concat!("https:/", "/index.example.org")), 1);
        assert_eq!(found(&format!("target{home}x, ~{home}, book/en")), 0);
        assert_eq!(found("https://crates.io/crates/nix, /proc/self/exe, /tmp"), 0);
    }

    #[test]
    fn readme_and_ci_name_the_commands() {
        let readme = ("README.md", "`cargo telar`, `cargo verify`");
        assert!(breaches(commands, &[readme, (".ci/run", "cargo verify")]).is_empty());
        assert_eq!(breaches(commands, &[readme, (".ci/run", "cargo test")]).len(), 1);
        assert_eq!(breaches(commands, &[]).len(), 3);
    }
}
