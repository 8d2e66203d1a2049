//! How cargo calls the compiler, written down while the course's own programs are built.
//!
//! Cargo calls whatever `RUSTC_WORKSPACE_WRAPPER` names, with the compiler's path and arguments, for the workspace's own
//! packages. That is this program, which notes the call and then becomes the compiler.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};

/// The variable that names the folder for calls, and makes this program a wrapper.
const VARIABLE: &str = "TELAR_RECORD_CALLS";

/// A call of the compiler.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Call {
    args: Vec<String>,
    /// What cargo tells of the package by variables, which programs may ask for.
    pub env: BTreeMap<String, String>,
}

impl Call {
    /// The call's arguments, with what is made put into `out`, and with what was built before taken from `libraries`.
    pub fn args_for(&self, out: &Path, libraries: &Path) -> Vec<OsString> {
        let folders: Vec<String> = self.libraries().map(|it| it.display().to_string()).collect();
        let moved = |arg: &str| {
            let moved = folders.iter().find_map(|folder| {
                let (before, after) = arg.split_once(folder.as_str())?;
                Some(format!("{before}{}{after}", libraries.display()))
            });
            OsString::from(moved.unwrap_or_else(|| arg.to_owned()))
        };
        let mut args = Vec::new();
        let mut rest = self.args.iter().peekable();
        while let Some(arg) = rest.next() {
            // Nothing is compiled twice, and the program's name is to be its own alone.
            let not_here = |next: &&String| {
                next.starts_with("incremental=") || next.starts_with("extra-filename=")
            };
            match arg.as_str() {
                "--out-dir" => {
                    rest.next();
                    args.extend([OsString::from("--out-dir"), out.into()]);
                }
                "-C" if rest.peek().is_some_and(not_here) => drop(rest.next()),
                other if other.starts_with("--error-format=") || other.starts_with("--json=") => {}
                other if other.starts_with("--emit=") => args.push("--emit=link".into()),
                other => args.push(moved(other)),
            }
        }
        args
    }

    /// The folders in which the compiler looks for what was built before.
    pub fn libraries(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.args.iter().filter_map(|arg| arg.strip_prefix("dependency="));
        folders.map(PathBuf::from)
    }
}

/// Builds each topic's program as it stands, and gives the calls; they are kept in `target/telar/calls`.
///
/// # Errors
///
/// When cargo can't build them.
pub fn record(root: &Path, topics: &[&str]) -> anyhow::Result<BTreeMap<String, Call>> {
    let folder = target(root)?.join("telar/calls");
    std::fs::create_dir_all(&folder).context("failed to make a folder for the build")?;
    let own = std::env::current_exe().context("failed to find this program")?;
    let mut build = cargo(root);
    build.args(["build", "--quiet", "--bins"]);
    build.env("RUSTC_WORKSPACE_WRAPPER", own).env(VARIABLE, &folder);
    for topic in topics {
        build.args(["--package", topic]);
        if !folder.join(topic).is_file() {
            // What is fresh is not compiled, and so the call would stay unknown.
            let clean = ["clean", "--quiet", "--package", topic];
            cargo(root).args(clean).status().context("failed to start cargo")?;
        }
    }
    let status = build.status().context("failed to start cargo")?;
    ensure!(
        status.success(),
        "the course's own programs do not compile; restore `crates/` as it was"
    );
    let read = |topic: &&str| {
        let text = std::fs::read(folder.join(topic));
        let text = text.with_context(|| format!("cargo did not build `{topic}`"))?;
        Ok(((*topic).to_owned(), serde_json::from_slice(&text)?))
    };
    topics.iter().map(read).collect()
}

/// Cargo, as it is called here: with nothing that is set elsewhere having a say.
fn cargo(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    cargo.current_dir(root);
    for variable in
        ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"]
    {
        cargo.env_remove(variable);
    }
    cargo
}

/// A topic's grader.
#[derive(Debug, Clone)]
pub struct Grader {
    /// The test program.
    pub path: PathBuf,
    /// The folder of the package that it was built for.
    pub folder: PathBuf,
}

/// Builds the graders of these topics.
///
/// # Errors
///
/// When cargo can't build them.
pub fn graders(root: &Path, topics: &[&str]) -> anyhow::Result<BTreeMap<String, Grader>> {
    #[derive(Deserialize)]
    struct Message {
        executable: Option<PathBuf>,
        manifest_path: Option<PathBuf>,
        target: Option<Target>,
    }
    #[derive(Deserialize)]
    struct Target {
        kind: Vec<String>,
    }
    let mut build = cargo(root);
    build.args(["test", "--quiet", "--no-run", "--test", "grade", "--message-format=json"]);
    build.args(topics.iter().flat_map(|topic| ["--package", topic]));
    let output = build.stderr(Stdio::inherit()).output().context("failed to start cargo")?;
    ensure!(output.status.success(), "the graders do not compile; restore `tests/` as it was");
    let mut graders = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Message>(line) else { continue };
        let is_test = message.target.is_some_and(|it| it.kind == ["test"]);
        if let (true, Some(path), Some(manifest)) =
            (is_test, message.executable, message.manifest_path)
        {
            let folder = manifest.parent().unwrap_or(root).to_owned();
            let topic = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            graders.insert(topic, Grader { path, folder });
        }
    }
    match topics.iter().find(|topic| !graders.contains_key(**topic)) {
        Some(topic) => bail!("cargo did not build the grader of `{topic}`"),
        None => Ok(graders),
    }
}

/// The folder that cargo builds into.
fn target(root: &Path) -> anyhow::Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let mut metadata = cargo(root);
    metadata.args(["metadata", "--no-deps", "--format-version=1", "--quiet"]);
    let output = metadata.output().context("failed to start cargo")?;
    ensure!(output.status.success(), "`cargo metadata` failed in `{}`", root.display());
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    Ok(metadata.target_directory)
}

/// Notes a call and becomes the compiler, when cargo has called this program for that; then never returns.
pub fn become_compiler_if_asked() {
    let Some(folder) = std::env::var_os(VARIABLE) else { return };
    let mut words = std::env::args_os().skip(1);
    let rustc = words.next().unwrap_or_default();
    let args: Vec<OsString> = words.collect();
    let failed = match note(Path::new(&folder), &args) {
        Ok(()) => Command::new(rustc).args(&args).exec().into(),
        Err(error) => error,
    };
    eprintln!("error: {failed:#}");
    std::process::exit(1);
}

/// Notes the call if it is for a program.
fn note(folder: &Path, args: &[OsString]) -> anyhow::Result<()> {
    let args: Vec<String> = args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1).cloned()
    };
    let (Some(name), Some("bin")) = (value("--crate-name"), value("--crate-type").as_deref())
    else {
        return Ok(());
    };
    let of_package = |(name, _): &(String, String)| {
        ["CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|start| name.starts_with(start))
    };
    let call = Call { env: std::env::vars().filter(of_package).collect(), args };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, &call)?;
    file.persist(folder.join(name))?;
    Ok(())
}

/// The folder of the compiler that cargo calls.
pub fn sysroot() -> anyhow::Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&rustc).args(["--print", "sysroot"]).output();
    let output =
        output.with_context(|| format!("failed to start `{}`", rustc.to_string_lossy()))?;
    if !output.status.success() {
        bail!("`{} --print sysroot` failed", rustc.to_string_lossy());
    }
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// The compiler's version, as it says it.
pub fn version() -> anyhow::Result<String> {
    let output = Command::new(sysroot()?.join("bin/rustc")).arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
