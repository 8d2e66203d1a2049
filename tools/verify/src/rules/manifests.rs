//! What every `Cargo.toml` has in common.

use toml::{Table, Value};

use super::Tree;

/// Dependencies that don't come from the workspace's list.
pub fn versions(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for (path, manifest) in members(tree) {
        for (section, dependencies) in dependency_tables(&manifest) {
            for (name, dependency) in dependencies {
                if dependency.get("workspace").and_then(Value::as_bool) != Some(true) {
                    breaches.push(format!("{path}: `{name}` in [{section}]"));
                }
            }
        }
    }
    breaches
}

/// Packages with lints of their own.
pub fn lints(tree: &Tree) -> Vec<String> {
    members(tree)
        .filter(|(_, manifest)| {
            let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
            lints.and_then(Value::as_bool) != Some(true)
        })
        .map(|(path, _)| path)
        .collect()
}

/// Default members that are not the student's crates.
pub fn default_members(tree: &Tree) -> Vec<String> {
    let manifest = tree.read("Cargo.toml").and_then(|text| text.parse::<Table>().ok());
    let members = manifest
        .as_ref()
        .and_then(|manifest| manifest.get("workspace")?.get("default-members")?.as_array());
    let members: Vec<&str> = members.into_iter().flatten().filter_map(Value::as_str).collect();
    let mut breaches = Vec::new();
    for topic in tree.topics() {
        if !members.contains(&format!("crates/{topic}").as_str()) {
            breaches.push(format!("Cargo.toml: `crates/{topic}` is no default member"));
        }
    }
    for member in members {
        if !member.starts_with("crates/") {
            breaches.push(format!("Cargo.toml: `{member}` is a default member"));
        }
    }
    breaches
}

/// The manifests of all packages; the workspace's own has none.
fn members(tree: &Tree) -> impl Iterator<Item = (String, Table)> {
    tree.texts("Cargo.toml").filter_map(|(path, text)| {
        // Cargo itself refuses a manifest that is no TOML.
        let manifest: Table = text.parse().ok()?;
        manifest.contains_key("package").then(|| (path.display().to_string(), manifest))
    })
}

/// Every table of dependencies in a manifest, those for one platform included.
fn dependency_tables(manifest: &Table) -> Vec<(String, &Table)> {
    const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let platforms = platforms
        .filter_map(|(platform, table)| Some((format!("target.{platform}."), table.as_table()?)));
    let mut tables = Vec::new();
    for (prefix, table) in [(String::new(), manifest)].into_iter().chain(platforms) {
        for section in SECTIONS {
            if let Some(dependencies) = table.get(section).and_then(Value::as_table) {
                tables.push((format!("{prefix}{section}"), dependencies));
            }
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::breaches;

    #[test]
    fn a_version_outside_of_the_workspace_s_list_is_a_breach() {
        let found = |text: &str| {
            breaches(versions, &[("a/Cargo.toml", &format!("[package]\nname = \"a\"\n{text}"))])
        };
        assert!(found("[dependencies]\nnix.workspace = true").is_empty());
        assert!(
            found("[dependencies]\nnix = { workspace = true, features = [\"fs\"] }").is_empty()
        );
        assert_eq!(found("[dependencies]\nnix = \"1\"").len(), 1);
        assert_eq!(found("[dev-dependencies]\nnix = { version = \"1\" }").len(), 1);
        assert_eq!(found("[build-dependencies.nix]\npath = \"x\"").len(), 1);
        assert_eq!(found("[target.'cfg(unix)'.dependencies]\nnix = \"1\"").len(), 1);
    }

    #[test]
    fn lints_stand_in_the_workspace() {
        let found = |text: &str| breaches(lints, &[("a/Cargo.toml", text)]);
        assert!(found("[package]\nname = \"a\"\n[lints]\nworkspace = true").is_empty());
        assert_eq!(found("[package]\nname = \"a\"").len(), 1);
        assert_eq!(
            found("[package]\nname = \"a\"\n[lints.rust]\nmissing_docs = \"warn\"").len(),
            1
        );
        assert!(found("[workspace]\nmembers = []").is_empty());
    }

    #[test]
    fn default_members_are_the_student_s_crates() {
        let found = |members: &str| {
            let text = format!("[workspace]\ndefault-members = [{members}]");
            breaches(default_members, &[("Cargo.toml", &text)])
        };
        assert!(found("\"crates/threading\"").is_empty());
        assert_eq!(found("").len(), 1);
        assert_eq!(found("\"crates/threading\", \"tools/verify\"").len(), 1);
    }
}
