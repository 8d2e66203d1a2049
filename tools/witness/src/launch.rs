//! Starts the program so that nothing of it is missed: it is seized before its first instruction.
//!
//! fork → the child waits on a pipe → the witness seizes it → the child sets up its descriptors,
//! installs the filter and executes the program. If that fails, the child sends the error through a
//! second pipe, which otherwise closes by itself at the exec. In a box, the child is that of a process inside
//! (`inside`); nothing of the box is observed.

mod image;
pub mod inside;

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};

use nix::fcntl::OFlag;
use nix::unistd::{ForkResult, Pid, pipe2};
use seccompiler::BpfProgram;

use crate::Error;
use crate::job::Job;
use crate::sys;
use image::{Failed, Image, STEP_BOX, STEP_FILTER, STEP_FOLDER, Streams};

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
        let mut message = Vec::new();
        // What can't be read was not said.
        let _ = self.0.read_to_end(&mut message);
        let Some((&[step, a, b, c, d], text)) = message.split_first_chunk() else {
            return Error::Witness { reason: "the program ended before it began".into() };
        };
        let source = io::Error::from_raw_os_error(i32::from_ne_bytes([a, b, c, d]));
        match step {
            STEP_BOX => Error::NotPermitted { reason: String::from_utf8_lossy(text).into_owned() },
            STEP_FILTER => {
                Error::NotPermitted { reason: format!("installing a seccomp filter: {source}") }
            }
            STEP_FOLDER => Error::Folder { folder: job.folder.clone().unwrap_or_default(), source },
            _ => Error::Start { program: job.program.clone(), source },
        }
    }
}

/// Sends a failed start through the pipe, with words if there are any.
fn complain(pipe: OwnedFd, (step, errno): Failed, words: &str) {
    let [a, b, c, d] = errno.to_ne_bytes();
    let message = [&[step, a, b, c, d], words.as_bytes()].concat();
    let _ = File::from(pipe).write_all(&message);
}

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
    let image = Image::of(job, matches!(setting, Setting::Same { .. }))?;
    let plumbing =
        |source: nix::Error| Error::Witness { reason: format!("making a pipe: {source}") };
    let (complaint_read, complaint_write) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let (stdout_read, stdout) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let (stderr_read, stderr) = pipe2(OFlag::O_CLOEXEC).map_err(plumbing)?;
    let own_name = |descriptor: i32| {
        std::fs::read_link(format!("/proc/self/fd/{descriptor}"))
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let stdin = match setting {
        Setting::Natural => None,
        Setting::Same { input } => Some(input),
    };
    let stdin_number = stdin.as_ref().map_or(0, AsRawFd::as_raw_fd);
    let stdio = [stdin_number, stdout_read.as_raw_fd(), stderr_read.as_raw_fd()].map(own_name);
    // An earlier launch has closed the doors, and what has them closed can't be seized.
    doors(true)?;
    let streams = Streams { stdin, stdout, stderr };
    let pid = match &job.enclosure {
        None => start(&image, filter, &streams, complaint_write)?,
        Some(enclosure) => inside::start(enclosure, image, filter, &streams, &complaint_write)?,
    };
    Ok(Launched {
        pid,
        stdout: stdout_read,
        stderr: stderr_read,
        stdio,
        complaint: Complaint(File::from(complaint_read)),
    })
}

/// Forks, seizes the child, and lets it execute the program.
fn start(
    image: &Image,
    filter: &BpfProgram,
    streams: &Streams,
    complaint: OwnedFd,
) -> Result<Pid, Error> {
    let (go_read, go_write) = pipe2(OFlag::O_CLOEXEC)
        .map_err(|source| Error::Witness { reason: format!("making a pipe: {source}") })?;
    // SAFETY: this process has one thread, so that the child may call anything, as if it were no fork.
    let pid = match unsafe { nix::unistd::fork() } {
        Ok(ForkResult::Parent { child }) => child,
        Ok(ForkResult::Child) => {
            drop(go_write);
            let mut go = [0];
            if File::from(go_read).read_exact(&mut go).is_ok() {
                complain(complaint, image.execute(streams, filter, || Ok(())), "");
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
    doors(false)?;
    File::from(go_write)
        .write_all(b"!")
        .map_err(|source| Error::Witness { reason: format!("starting the program: {source}") })?;
    Ok(pid)
}

/// While they are closed, nobody of the same user may open our descriptors or memory through `/proc`. A child has
/// it from us, and can't be seized then.
fn doors(open: bool) -> Result<(), Error> {
    nix::sys::prctl::set_dumpable(open).map_err(|source| Error::Witness {
        reason: format!("opening or closing the doors: {source}"),
    })
}
