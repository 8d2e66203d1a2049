//! What is executed: made by the witness, used by the process that becomes the program.

use std::ffi::CString;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use nix::sys::personality::Persona;
use nix::sys::signal::{SigSet, SigmaskHow, Signal, sigprocmask};
use seccompiler::BpfProgram;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::job::Job;

/// What the program's standard streams are to be.
pub struct Streams {
    /// What it reads; the caller's own when `None`.
    pub stdin: Option<OwnedFd>,
    /// Where it writes.
    pub stdout: OwnedFd,
    /// Where it complains.
    pub stderr: OwnedFd,
}

/// The step at which a start failed, and the error's number.
pub type Failed = (u8, i32);

/// The folder could not be entered.
pub const STEP_FOLDER: u8 = 1;
/// The filter could not be installed.
pub const STEP_FILTER: u8 = 2;
/// The program could not be executed, or something before that went wrong.
pub const STEP_EXEC: u8 = 3;
/// The process could not bind itself to its box.
pub const STEP_BOX: u8 = 4;

/// All that `execve` needs, made before the fork.
#[derive(Serialize, Deserialize)]
pub struct Image {
    path: CString,
    args: Vec<CString>,
    env: Vec<CString>,
    folder: Option<PathBuf>,
    /// Whether addresses are the same in each run.
    same: bool,
}

impl Image {
    pub fn of(job: &Job, same: bool) -> Result<Self, Error> {
        let text = |bytes: &[u8]| {
            CString::new(bytes).map_err(|_| Error::Start {
                program: job.program.clone(),
                source: io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "an argument holds a zero byte",
                ),
            })
        };
        let path = look_up(&job.program)
            .map_err(|source| Error::Start { program: job.program.clone(), source })?;
        let mut env: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
        if !job.clear_env {
            env.extend(
                std::env::vars_os()
                    .map(|(key, value)| (key.as_bytes().to_vec(), value.as_bytes().to_vec())),
            );
        }
        for (key, value) in &job.env {
            env.retain(|(known, _)| known != key.as_bytes());
            env.push((key.clone().into_bytes(), value.clone().into_bytes()));
        }
        Ok(Self {
            folder: job.folder.clone(),
            same,
            path: text(path.as_os_str().as_bytes())?,
            args: std::iter::once(&job.program)
                .chain(&job.args)
                .map(|arg| text(arg.as_bytes()))
                .collect::<Result<_, _>>()?,
            env: env
                .iter()
                .map(|(key, value)| text(&[key.as_slice(), b"=", value].concat()))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Turns the calling process into the program, bound by `bind`; returns only the step that failed and why.
    pub fn execute(
        &self,
        streams: &Streams,
        filter: &BpfProgram,
        bind: impl FnOnce() -> Result<(), Failed>,
    ) -> Failed {
        let failed = |step| move |error: nix::Error| (step, error as i32);
        let set_up = || {
            bind()?;
            // A session of its own: no controlling terminal to type into, and no signal from ours.
            nix::unistd::setsid().map_err(failed(STEP_EXEC))?;
            if let Some(stdin) = &streams.stdin {
                nix::unistd::dup2_stdin(stdin).map_err(failed(STEP_EXEC))?;
            }
            if self.same {
                // Where it is refused, addresses differ from run to run, and little else.
                let _ = nix::sys::personality::set(Persona::ADDR_NO_RANDOMIZE);
            }
            nix::unistd::dup2_stdout(&streams.stdout).map_err(failed(STEP_EXEC))?;
            nix::unistd::dup2_stderr(&streams.stderr).map_err(failed(STEP_EXEC))?;
            // SAFETY: marks descriptors; none is used after this but through `exec` and the complaint.
            if unsafe { libc::close_range(3, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC as i32) }
                != 0
            {
                return Err((STEP_EXEC, io::Error::last_os_error().raw_os_error().unwrap_or(0)));
            }
            // Rust programs ignore SIGPIPE, and an ignored signal stays ignored across exec: without
            // this, `yes | head -1` would complain instead of ending.
            // SAFETY: installs no handler, only the default action.
            unsafe {
                nix::sys::signal::signal(Signal::SIGPIPE, nix::sys::signal::SigHandler::SigDfl)
            }
            .map_err(failed(STEP_EXEC))?;
            sigprocmask(SigmaskHow::SIG_SETMASK, Some(&SigSet::empty()), None)
                .map_err(failed(STEP_EXEC))?;
            if let Some(folder) = &self.folder {
                nix::unistd::chdir(folder).map_err(failed(STEP_FOLDER))?;
            }
            seccompiler::apply_filter(filter)
                .map_err(|_| (STEP_FILTER, io::Error::last_os_error().raw_os_error().unwrap_or(0)))
        };
        match set_up() {
            Ok(()) => match nix::unistd::execve(&self.path, &self.args, &self.env) {
                Ok(never) => match never {},
                Err(error) => (STEP_EXEC, error as i32),
            },
            Err(complaint) => complaint,
        }
    }
}

/// Finds a program as a shell does: in the folders of `PATH`, unless its name holds a slash.
fn look_up(program: &str) -> io::Result<PathBuf> {
    if program.contains('/') {
        return Ok(PathBuf::from(program));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| is_executable(candidate))
        .ok_or_else(|| io::Error::from_raw_os_error(libc::ENOENT))
}

fn is_executable(path: &Path) -> bool {
    path.is_file() && nix::unistd::access(path, nix::unistd::AccessFlags::X_OK).is_ok()
}
