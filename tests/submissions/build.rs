//! Makes one program of all submissions of a topic.
//!
//! One by one, a hundred submissions would be linked a hundred times; as modules of one program they
//! compile together in a second or two. This lists the files of `<topic>/<module>/` and writes, for each
//! topic, a table from the exercise's and the submission's name to the submission's code. A topic
//! without submissions has an empty table.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Files of this folder that are no topic.
const SHARED: [&str; 2] = ["build", "choose"];

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo tells where this is"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo tells where to write"));
    // Each program of this package is a topic: `submissions-threading` in `threading.rs`.
    for file in files_and_folders(&here)? {
        let name = stem(&file);
        if file.extension().is_some_and(|it| it == "rs") && !SHARED.contains(&name.as_str()) {
            // A folder is looked at as a whole, so a new file in it is noticed.
            println!("cargo::rerun-if-changed={}", here.join(&name).display());
            fs::write(out.join(format!("{name}.rs")), table(&here.join(&name))?)?;
        }
    }
    println!("cargo::rerun-if-changed={}", here.display());
    Ok(())
}

/// The code for one topic: every submission as a module, and the table of them.
fn table(topic: &Path) -> io::Result<String> {
    let mut modules = String::new();
    let mut rows = String::new();
    for folder in files_and_folders(topic)? {
        let module = stem(&folder);
        let exercise = module.replace('_', "-");
        let mut inner = String::new();
        for file in files_and_folders(&folder)? {
            if file.extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let name = stem(&file);
            let submission = name.replace('-', "_");
            let _ = writeln!(inner, "    #[path = {file:?}]\n    pub mod {submission};");
            let _ = writeln!(
                rows,
                "    ({exercise:?}, {name:?}, |arguments| choose::run({exercise:?}, arguments, {module}::{submission}::run)),"
            );
        }
        let _ = writeln!(modules, "mod {module} {{\n{inner}}}");
    }
    Ok(format!("{modules}\nconst SUBMISSIONS: &[choose::Submission] = &[\n{rows}];\n"))
}

/// What is in a folder, sorted, so that the same files always make the same program; nothing when there
/// is no such folder.
fn files_and_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
