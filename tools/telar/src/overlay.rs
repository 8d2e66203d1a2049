//! A topic's package with some exercises' files replaced, so that one file that does not compile
//! does not stand in the way of the others.
//!
//! The overlay is a package of its own under `target/telar/overlay`. Its manifest is the topic's, with
//! what that one inherits from the workspace put into it, and under another name: so both build into
//! the same target folder, share every dependency that is built there, and never overwrite each
//! other's program. Files stand in for the student's by having the same signatures: they are the
//! reference's. None of their code is judged, or ever runs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::Context;
use course::Topic;
use toml::{Table, Value};

use crate::cargo::{self, Build};
use crate::room::Room;
use crate::voice::Voice;

/// Builds the topic's program with the files of the exercises in `replaced` taken from the reference.
pub fn build(
    room: &Room,
    topic: &Topic,
    replaced: &BTreeSet<&str>,
    voice: Voice,
) -> anyhow::Result<Build> {
    let folder = room.own_folder().join("overlay").join(&topic.name);
    lay_out(room, topic, replaced, &folder)
        .with_context(|| voice.say("no-overlay", &[("topic", topic.name.clone().into())]))?;
    let target = cargo::target_folder(&room.root, voice)?;
    let name = name(topic);
    // Cargo calls rustc in this folder. Errors, and the places at which the program panics, are to
    // name the student's files all the same.
    let remap = format!("--remap-path-prefix=src=crates/{}/src", topic.name);
    let manifest = folder.join("Cargo.toml").display().to_string();
    let target = target.display().to_string();
    let command = [
        "rustc",
        "--manifest-path",
        &manifest,
        "--target-dir",
        &target,
        "--bin",
        &name,
        "--",
        &remap,
    ];
    let doing = voice.say("building", &[("topic", topic.name.clone().into())]);
    cargo::build(&room.root, &command, doing, voice)
}

fn name(topic: &Topic) -> String {
    format!("{}-overlay", topic.name)
}

fn lay_out(
    room: &Room,
    topic: &Topic,
    replaced: &BTreeSet<&str>,
    folder: &Path,
) -> anyhow::Result<()> {
    let theirs = room.root.join("crates").join(&topic.name);
    let reference = room.root.join("solutions").join(&topic.name);
    let is_replaced = |exercise: &&course::Exercise| replaced.contains(exercise.name.as_str());
    let stand_ins: Vec<PathBuf> =
        topic.exercises.iter().filter(is_replaced).map(course::Exercise::file).collect();

    mirror(&theirs.join("src"), &folder.join("src"), &|path| {
        stand_ins.iter().any(|file| path == theirs.join(file))
    })?;
    for file in &stand_ins {
        copy(&reference.join(file), &folder.join(file))?;
    }
    copy(&room.root.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    let manifest = manifest(
        read(&room.root.join("Cargo.toml"))?,
        read(&theirs.join("Cargo.toml"))?,
        &room.root,
        &name(topic),
    );
    put(&folder.join("Cargo.toml"), toml::to_string(&manifest)?.as_bytes())?;
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Table> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

/// The topic's manifest as that of a workspace of one package, which inherits from itself.
fn manifest(mut workspace: Table, mut topic: Table, root: &Path, name: &str) -> Table {
    if let Some(Value::Table(settings)) = workspace.get_mut("workspace") {
        settings.remove("members");
        settings.remove("default-members");
        if let Some(Value::Table(dependencies)) = settings.get_mut("dependencies") {
            for (_, dependency) in dependencies.iter_mut() {
                if let Some(Value::String(path)) = dependency.get_mut("path") {
                    *path = root.join(path.as_str()).display().to_string();
                }
            }
        }
        topic.insert("workspace".into(), Value::Table(settings.clone()));
    }
    if let Some(Value::Table(mut profiles)) = workspace.remove("profile") {
        for profile in profiles.iter_mut().filter_map(|(_, profile)| profile.as_table_mut()) {
            // Settings for the workspace's tools: of no use here, and cargo would warn of each.
            profile.remove("package");
        }
        topic.insert("profile".into(), Value::Table(profiles));
    }
    topic.remove("test");
    topic.remove("dev-dependencies");
    let renamed = || Value::String(name.to_owned());
    if let Some(Value::Table(package)) = topic.get_mut("package") {
        package.insert("name".into(), renamed());
    }
    if let Some(Value::Array(programs)) = topic.get_mut("bin") {
        for program in programs.iter_mut().filter_map(Value::as_table_mut) {
            program.insert("name".into(), renamed());
        }
    }
    topic
}

/// Makes the folder `to` hold what `from` does, files that are `skipped` left as they are.
fn mirror(from: &Path, to: &Path, skipped: &dyn Fn(&Path) -> bool) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for entry in fs::read_dir(to).with_context(|| to.display().to_string())? {
        let old = entry?.path();
        let source = from.join(old.file_name().expect("an entry of a folder has a name"));
        if old.is_file() && !source.is_file() {
            fs::remove_file(&old).with_context(|| old.display().to_string())?;
        }
    }
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?.path();
        let copied = to.join(entry.file_name().expect("an entry of a folder has a name"));
        if entry.is_dir() {
            mirror(&entry, &copied, skipped)?;
        } else if !skipped(&entry) {
            copy(&entry, &copied)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let contents = fs::read(from).with_context(|| from.display().to_string())?;
    put(to, &contents)
}

/// Writes the file unless it says this already: an untouched file need not be compiled again.
fn put(path: &Path, contents: &[u8]) -> anyhow::Result<()> {
    match fs::read(path) {
        Ok(present) if present == contents => Ok(()),
        _ => write(path, contents).with_context(|| path.display().to_string()),
    }
}

fn write(path: &Path, contents: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_stands_alone_under_a_name_of_its_own() {
        let workspace = toml::from_str(
            r#"
            [workspace]
            members = ["crates/topic"]
            default-members = ["crates/topic"]
            [workspace.package]
            edition = "2024"
            [workspace.dependencies]
            clap = "4"
            support = { path = "tests/support" }
            [profile.dev]
            debug = 1
            [profile.dev.package.witness]
            opt-level = 3
            "#,
        );
        let topic = toml::from_str(
            r#"
            [package]
            name = "topic"
            edition.workspace = true
            [[bin]]
            name = "topic"
            path = "src/main.rs"
            [[test]]
            name = "grade"
            path = "../../tests/topic.rs"
            [dependencies]
            clap.workspace = true
            [dev-dependencies]
            support.workspace = true
            "#,
        );
        let made =
            manifest(workspace.unwrap(), topic.unwrap(), Path::new("/course"), "topic-overlay");
        insta::assert_snapshot!(toml::to_string(&made).unwrap(), @r#"
        [[bin]]
        name = "topic-overlay"
        path = "src/main.rs"

        [dependencies.clap]
        workspace = true

        [package]
        name = "topic-overlay"

        [package.edition]
        workspace = true

        [profile.dev]
        debug = 1

        [workspace.dependencies]
        clap = "4"

        [workspace.dependencies.support]
        path = "/course/tests/support"

        [workspace.package]
        edition = "2024"
        "#);
    }

    #[test]
    fn a_file_that_says_the_same_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/file");
        put(&file, b"same").unwrap();
        // A file that is written to would no longer be read-only by then; root may write to it all
        // the same, so the time is what tells.
        let before = fs::metadata(&file).unwrap().modified().unwrap();
        put(&file, b"same").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
        put(&file, b"other").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"other");
    }
}
