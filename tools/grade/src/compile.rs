//! Compiling what was handed in, in a box.
//!
//! The instructor's own tree is built first, by cargo and outside of any box; how cargo called the compiler for each
//! topic's program is written down on the way. A submission is then compiled by that very call, with its files in place
//! of the instructor's: no manifest, no build script and no configuration of a student's is ever looked at.

pub mod recorded;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context;
use confine::{Confinement, Group, Limits};
use recorded::Call;

use crate::ingest;
use crate::patience::{self, Ended};

/// The longest that the compiler may take on the wall: three times its processor time, for other work beside it.
const DEADLINE: Duration = Duration::from_secs(3 * Limits::COMPILER.cpu_s);

/// Most of the compiler's words that are kept.
const WORDS: usize = 16 << 10;

/// Largest program that is taken out of the box.
const LARGEST_PROGRAM: u64 = 256 << 20;

/// The course's own libraries: what graders are made of.
const OWN: [&str; 5] = ["confine", "course", "messages", "support", "witness"];

/// What came of compiling.
#[derive(Debug)]
pub enum Compiled {
    /// The program is at this place.
    Program(PathBuf),
    /// The compiler refused, and said this.
    Refused(String),
    /// The compiler took too long or too much.
    Stopped,
}

/// Compiles topics' programs.
#[derive(Debug)]
pub struct Compiler {
    /// The course's folder.
    root: PathBuf,
    calls: BTreeMap<String, Call>,
    /// The folder that holds the compiler and its library.
    sysroot: PathBuf,
    /// The box, unless none was wanted.
    confinement: Option<Confinement>,
    /// Where programs are put and work is done.
    folder: PathBuf,
}

impl Compiler {
    /// A compiler for these calls, that works in `folder`.
    pub fn new(
        root: &Path,
        calls: BTreeMap<String, Call>,
        confinement: Option<Confinement>,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let sysroot = recorded::sysroot()?;
        let (root, folder) = (root.to_owned(), folder.to_owned());
        let compiler = Self { root, calls, sysroot, confinement, folder };
        compiler.gather_libraries().context("failed to gather what was built before")?;
        Ok(compiler)
    }

    /// Puts what others have written, compiled, into a folder of its own: beside it, cargo has put references and graders,
    /// which a submission could include.
    fn gather_libraries(&self) -> anyhow::Result<()> {
        let to = self.libraries();
        fs::create_dir(&to)?;
        let folders: BTreeSet<PathBuf> = self.calls.values().flat_map(Call::libraries).collect();
        for entry in
            folders.iter().map(fs::read_dir).collect::<Result<Vec<_>, _>>()?.into_iter().flatten()
        {
            let file = entry?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_library = name.ends_with(".rlib") || name.ends_with(".so");
            let is_ours = OWN.iter().any(|own| name.starts_with(&format!("lib{own}-")));
            if is_library && !is_ours && fs::hard_link(&file, to.join(&name)).is_err() {
                fs::copy(&file, to.join(&name))?;
            }
        }
        Ok(())
    }

    fn libraries(&self) -> PathBuf {
        self.folder.join("libraries")
    }

    /// Compiles a topic's program with these files, by module, in place of the course's own. Equal files give the same
    /// program, which is compiled once.
    pub fn compile(&self, topic: &str, files: &BTreeMap<String, &str>) -> anyhow::Result<Compiled> {
        let name = files.iter().fold(topic.to_owned(), |name, (module, text)| {
            format!("{name}\n{module} {}", ingest::hash(text.as_bytes()))
        });
        let program = self.folder.join("programs").join(ingest::hash(name.as_bytes()));
        if program.is_file() {
            return Ok(Compiled::Program(program));
        }
        let work = tempfile::Builder::new().prefix("compile-").tempdir_in(&self.folder)?;
        let sources = work.path().join("crates").join(topic).join("src");
        self.lay_out(topic, files, &sources).context("failed to lay out a submission")?;
        let out = work.path().join("out");
        fs::create_dir(&out)?;
        let call = self.calls.get(topic).context("this topic was not built")?;
        // Where there can be none, each process has its own limits still.
        let group = self.confinement.as_ref().and_then(|_| Group::new(&Limits::COMPILER).ok());
        let mut command = self.command(call, work.path(), &out, group.as_ref())?;
        let words = tempfile::tempfile()?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(words.try_clone()?);
        let mut words = words;
        let ended =
            patience::wait(command.spawn().context("failed to start the compiler")?, DEADLINE)?;
        let said = patience::end_of(&mut words, WORDS)?;
        match ended {
            Ended::Well => {}
            Ended::Badly { code: Some(1) } => return Ok(Compiled::Refused(said)),
            Ended::Badly { .. } | Ended::Late => return Ok(Compiled::Stopped),
        }
        self.take_out(&out.join(topic.replace('-', "_")), &program)?;
        Ok(Compiled::Program(program))
    }

    /// The topic's own sources, with these in place of some.
    fn lay_out(
        &self,
        topic: &str,
        files: &BTreeMap<String, &str>,
        to: &Path,
    ) -> anyhow::Result<()> {
        let own = self.root.join("crates").join(topic).join("src");
        fs::create_dir_all(to)?;
        for entry in walkdir::WalkDir::new(&own).min_depth(1) {
            let entry = entry?;
            let place = to.join(entry.path().strip_prefix(&own).expect("it is in there"));
            if entry.file_type().is_dir() {
                fs::create_dir(&place)?;
            } else {
                fs::copy(entry.path(), &place)?;
            }
        }
        for (module, text) in files {
            fs::write(to.join(module).with_extension("rs"), text)?;
        }
        Ok(())
    }

    /// The recorded call, made here and in the box.
    fn command(
        &self,
        call: &Call,
        work: &Path,
        out: &Path,
        group: Option<&Group>,
    ) -> anyhow::Result<Command> {
        let rustc = self.sysroot.join("bin/rustc");
        let mut remap = OsString::from("--remap-path-prefix=");
        remap.push(work);
        remap.push("=");
        remap.push(&self.root);
        let args = call.args_for(out, &self.libraries()).into_iter().chain([remap]);
        let mut command = match &self.confinement {
            None => Command::new(rustc),
            Some(confinement) => {
                let mut confinement = confinement.clone();
                confinement.limits = Limits::COMPILER;
                // The compiler runs nothing of a student's, and may lie where nobody can go.
                confinement.run_as = None;
                confinement.readable.push(self.sysroot.clone());
                confinement.readable.push(self.libraries());
                confinement.readable.push(work.to_owned());
                confinement.writable.push(out.to_owned());
                confinement.run(&rustc, work, group)?
            }
        };
        command
            .args(args)
            .current_dir(work)
            .env_clear()
            .envs(&call.env)
            .env("PATH", "/usr/bin:/bin");
        Ok(command)
    }

    /// Copies what the compiler has made out of the box: a regular file, not too large.
    fn take_out(&self, made: &Path, to: &Path) -> anyhow::Result<()> {
        let file = ingest::open_regular(made).context("the compiler made no program")?;
        let mut bytes = Vec::new();
        file.take(LARGEST_PROGRAM).read_to_end(&mut bytes)?;
        let folder = to.parent().expect("programs have a folder");
        fs::create_dir_all(folder)?;
        let mut whole = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut whole, &bytes)?;
        let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        whole.as_file().set_permissions(executable)?;
        whole.persist(to)?;
        Ok(())
    }
}
