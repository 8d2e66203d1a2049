//! Starts the program so that nothing of it is missed: it is seized before its first instruction.
//!
//! fork → the child waits on a pipe → the witness seizes it → the child sets up its descriptors,
//! installs the filter and executes the program. If that fails, the child sends the error through a
//! second pipe, which otherwise closes by itself at the exec.

use std::ffi::CString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;
use nix::sys::personality::Persona;
use nix::sys::signal::{SigSet, SigmaskHow, Signal, sigprocmask};
use nix::unistd::{ForkResult, Pid, pipe2};
use seccompiler::BpfProgram;

use crate::Error;
use crate::job::Job;
use crate::sys;

/// The program, seized and about to be executed, and the witness's ends of what it is connected to.
pub struct Launched {
    /// The first process of the program.
    pub pid: Pid,
    /// What it writes to standard output.
    pub stdout: OwnedFd,
    /// What it writes to standard error.
    pub stderr: OwnedFd,
    /// The kernel's names of its three standard descriptors, as `/proc` shows them.
    pub stdio: [String; 3],
    /// Where the child says why it could not execute the program.
    pub complaint: Complaint,
}

/// The witness's end of the pipe through which a failed start is told.
pub struct Complaint(File);

impl Complaint {
    /// Why the program could not be executed. To be asked after its process ended without an exec.
    pub fn read(mut self, job: &Job) -> Error {
        let mut message = [0; 5];
        match self.0.read_exact(&mut message) {
            Ok(()) => {
                let [step, errno @ ..] = message;
                let source = io::Error::from_raw_os_error(i32::from_ne_bytes(errno));
                match step {
                    STEP_FILTER => Error::NotPermitted {
                        reason: format!("installing a seccomp filter: {source}"),
                    },
                    STEP_FOLDER => {
                        Error::Folder { folder: job.folder.clone().unwrap_or_default(), source }
                    }
                    _ => Error::Start { program: job.program.clone(), source },
                }
            }
            Err(_) => Error::Witness { reason: "the program ended before it began".into() },
        }
    }
}

const STEP_FOLDER: u8 = 1;
const STEP_FILTER: u8 = 2;
const STEP_EXEC: u8 = 3;

/// In which surroundings the program is started.
pub enum Setting {
    /// As it would be by anybody; its standard input is the caller's.
    Natural,
    /// In the same surroundings each time: addresses are not drawn.
    Same {
        /// What it reads as its standard input.
        input: OwnedFd,
    },
}

/// Starts the job's program under `filter`, with the calling thread as its tracer.
pub fn launch(job: &Job, filter: &BpfProgram, setting: Setting) -> Result<Launched, Error> {
    let image = Image::of(job)?;
    let plumbing =
        |source: nix::Error| Error::Witness { reason: format!("making a pipe: {source}") };
    let (go_read, go_write) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let (complaint_read, complaint_write) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let (stdout_read, stdout_write) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let (stderr_read, stderr_write) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let own_name = |descriptor: i32| {
        std::fs::read_link(format!("/proc/self/fd/{descriptor}"))
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let stdin = match &setting {
        Setting::Natural => 0,
        Setting::Same { input } => input.as_raw_fd(),
    };
    let stdio = [stdin, stdout_read.as_raw_fd(), stderr_read.as_raw_fd()].map(own_name);
    // An earlier launch has closed the doors, and what has them closed can't be seized.
    nix::sys::prctl::set_dumpable(true)
        .map_err(|source| Error::Witness { reason: format!("opening the doors: {source}") })?;

    // SAFETY: this process has one thread, so that the child may call anything, as if it were no fork.
    let pid = match unsafe { nix::unistd::fork() } {
        Ok(ForkResult::Parent { child }) => child,
        Ok(ForkResult::Child) => {
            drop(go_write);
            let mut go = [0];
            if File::from(go_read).read_exact(&mut go).is_ok() {
                let (step, errno) =
                    image.execute(job, filter, &setting, &stdout_write, &stderr_write);
                let mut message = [step, 0, 0, 0, 0];
                message[1..].copy_from_slice(&errno.to_ne_bytes());
                let _ = File::from(complaint_write).write_all(&message);
            }
            // SAFETY: ends this process at once, without running anything of the parent's.
            unsafe { libc::_exit(127) }
        }
        Err(source) => {
            return Err(Error::Witness { reason: format!("fork: {source}") });
        }
    };

    if let Err(source) = sys::seize(pid.as_raw()) {
        // The child reads end of file instead of "go" and ends.
        drop(go_write);
        let _ = nix::sys::wait::waitpid(pid, None);
        return Err(Error::NotPermitted { reason: format!("ptrace: {source}") });
    }
    // From here on nobody of the same user may open our descriptors or memory through `/proc`. Not
    // earlier: the child would have it from us, and could not be seized.
    nix::sys::prctl::set_dumpable(false)
        .map_err(|source| Error::Witness { reason: format!("closing the doors: {source}") })?;
    File::from(go_write)
        .write_all(b"!")
        .map_err(|source| Error::Witness { reason: format!("starting the program: {source}") })?;
    Ok(Launched {
        pid,
        stdout: stdout_read,
        stderr: stderr_read,
        stdio,
        complaint: Complaint(File::from(complaint_read)),
    })
}

/// All that `execve` needs, made before the fork.
struct Image {
    path: CString,
    args: Vec<CString>,
    env: Vec<CString>,
}

impl Image {
    fn of(job: &Job) -> Result<Self, Error> {
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

    /// Turns the calling process into the program; returns only the step that failed and why.
    fn execute(
        &self,
        job: &Job,
        filter: &BpfProgram,
        setting: &Setting,
        stdout: &OwnedFd,
        stderr: &OwnedFd,
    ) -> (u8, i32) {
        let failed = |step| move |error: nix::Error| (step, error as i32);
        let set_up = || {
            // A session of its own: no controlling terminal to type into, and no signal from ours.
            nix::unistd::setsid().map_err(failed(STEP_EXEC))?;
            if let Setting::Same { input } = setting {
                nix::unistd::dup2_stdin(input.as_fd()).map_err(failed(STEP_EXEC))?;
                // Where it is refused, addresses differ from run to run, and little else.
                let _ = nix::sys::personality::set(Persona::ADDR_NO_RANDOMIZE);
            }
            nix::unistd::dup2_stdout(stdout.as_fd()).map_err(failed(STEP_EXEC))?;
            nix::unistd::dup2_stderr(stderr.as_fd()).map_err(failed(STEP_EXEC))?;
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
            if let Some(folder) = &job.folder {
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
