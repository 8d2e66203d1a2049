//! The two sides of the witness: the caller, who asks for a run, and the process that witnesses it.
//!
//! The witness is a process of its own, because being a tracer belongs to a thread but adopting orphans
//! to a whole process: several tracers in one process would reap each other's. It is the caller's own
//! executable, started anew under another name; so a test binary needs no other program beside it. The
//! job travels in a file in memory, because arguments are limited, and the report comes back through
//! standard output, a pipe that the program is not given.

use std::ffi::CStr;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::memfd::{MFdFlags, memfd_create};
use serde::{Deserialize, Serialize};

use crate::job::{Detail, Input, Job, Order};
use crate::report::Report;
use crate::{Error, filter, launch, tracer};

/// What the witness is called, as `argv[0]`.
const NAME: &str = "telar-witness";

/// How much longer than the deadline a witness may take.
pub const GRACE: std::time::Duration = std::time::Duration::from_secs(10);

/// An [`Error`] on its way between two processes.
#[derive(Serialize, Deserialize)]
pub enum Failure {
    Start { program: String, errno: i32 },
    Folder { folder: std::path::PathBuf, errno: i32 },
    NotPermitted { reason: String },
    Witness { reason: String },
}

/// Runs the job's program to its end and reports what it did.
///
/// The calling process must have called [`serve_if_asked`] at its start.
///
/// # Errors
///
/// When there is nothing to report; see [`Error`].
pub fn observe(job: &Job) -> Result<Report, Error> {
    let failed =
        |doing: &str, source: io::Error| Error::Witness { reason: format!("{doing}: {source}") };
    let mut job = job.clone();
    if job.order != Order::Natural {
        // An order is decided by who waits, and only full detail sees that.
        job.detail = Detail::Full;
    }
    let input = match std::mem::replace(&mut job.input, Input::Inherited) {
        Input::Nothing => Stdio::null(),
        Input::Inherited => Stdio::inherit(),
        Input::Bytes(bytes) => in_memory(c"input", MFdFlags::MFD_CLOEXEC, &bytes)
            .map_err(|source| failed("giving the input", source))?
            .into(),
    };
    let asked = serde_json::to_vec(&job).map_err(io::Error::from);
    // The witness inherits this one; the program does not, see `launch`.
    let asked = asked
        .and_then(|asked| in_memory(c"job", MFdFlags::empty(), &asked))
        .map_err(|source| failed("writing the job down", source))?;
    let mut witness = Command::new("/proc/self/exe");
    if let Some(enclosure) = &job.enclosure {
        enclosure.pass_on_to(&mut witness);
    }
    let mut witness = witness
        .arg0(NAME)
        .arg(format!("/proc/self/fd/{}", asked.as_raw_fd()))
        .stdin(input)
        .stderr(Stdio::inherit())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| failed("starting it", source))?;
    let mut answer = Vec::new();
    // The witness keeps the time itself; but the program may stop it.
    let patience = job.limits.deadline.saturating_add(GRACE);
    let (done, ended) = std::sync::mpsc::channel::<()>();
    let pid = nix::unistd::Pid::from_raw(witness.id().cast_signed());
    let read = std::thread::scope(|scope| {
        scope.spawn(move || {
            if ended.recv_timeout(patience) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                // It has not been waited for yet, so the number is still its own.
                let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL);
            }
        });
        let mut stdout = witness.stdout.take().expect("it was asked for");
        let read = io::Read::read_to_end(&mut stdout, &mut answer);
        drop(done);
        read
    });
    let status = witness.wait().map_err(|source| failed("waiting for it", source))?;
    read.map_err(|source| failed("reading its answer", source))?;
    let answer: Result<Report, Failure> = serde_json::from_slice(&answer)
        .map_err(|_| Error::Witness { reason: format!("it gave no answer ({status})") })?;
    if !status.success() {
        return Err(Error::Witness { reason: format!("it was ended before its time ({status})") });
    }
    answer.map_err(Error::from)
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Start { program, errno } => {
                Self::Start { program, source: io::Error::from_raw_os_error(errno) }
            }
            Failure::Folder { folder, errno } => {
                Self::Folder { folder, source: io::Error::from_raw_os_error(errno) }
            }
            Failure::NotPermitted { reason } => Self::NotPermitted { reason },
            Failure::Witness { reason } => Self::Witness { reason },
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let number = |source: io::Error| source.raw_os_error().unwrap_or(libc::EINVAL);
        match error {
            Error::Start { program, source } => Self::Start { program, errno: number(source) },
            Error::Folder { folder, source } => Self::Folder { folder, errno: number(source) },
            Error::NotPermitted { reason } => Self::NotPermitted { reason },
            Error::Witness { reason } => Self::Witness { reason },
        }
    }
}

/// A file that only exists in memory, to be read from its beginning.
pub fn in_memory(name: &CStr, flags: MFdFlags, bytes: &[u8]) -> io::Result<File> {
    let mut file = File::from(memfd_create(name, flags)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

/// Becomes the witness when this process was started as one by [`observe`], and then never returns.
///
/// Call it first thing in `main`, before there is a second thread; test binaries call it before `main`
/// (see the crate `support`).
pub fn serve_if_asked() {
    launch::inside::serve_if_asked();
    crate::explore::serve_if_asked();
    let mut args = std::env::args_os();
    if args.next().is_none_or(|name| name != NAME) {
        return;
    }
    let asked = args.next().unwrap_or_default();
    let answer = serve(Path::new(&asked)).map_err(Failure::from);
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    let written = serde_json::to_writer(&mut stdout, &answer).is_ok() && stdout.flush().is_ok();
    std::process::exit(i32::from(!written));
}

fn serve(asked: &Path) -> Result<Report, Error> {
    let failed =
        |doing: &str, source: String| Error::Witness { reason: format!("{doing}: {source}") };
    let asked = fs::read(asked).map_err(|source| failed("finding the job", source.to_string()))?;
    let job: Job = serde_json::from_slice(&asked)
        .map_err(|source| failed("reading the job", source.to_string()))?;
    // Without a caller there is nobody to report to: end, and the program with us.
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL)
        .map_err(|source| failed("binding to the caller", source.to_string()))?;
    nix::sys::prctl::set_child_subreaper(true)
        .map_err(|source| failed("becoming the subreaper", source.to_string()))?;
    let filter = filter::program(job.detail)
        .map_err(|source| failed("making the filter", source.to_string()))?;
    tracer::trace(&job, launch::launch(&job, &filter, launch::Setting::Natural)?)
}
