//! The two sides of an exploration: the caller, who asks for runs, and the process that makes them.
//!
//! As with a single observation, the explorer is the caller's own executable, started anew under another
//! name. It stays for many runs, so that what it has read from the program's file is read once. Requests
//! come through its standard input and answers go through its standard output, a line of JSON each; the
//! program is given neither.

use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sched::{CpuSet, sched_getcpu, sched_setaffinity};
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};

use super::run::{Library, Look, Run};
use super::schedule::Schedule;
use super::visible;
use super::woven::Woven;
use crate::job::{Input, Job};
use crate::serve::{Failure, in_memory};
use crate::{Error, launch, ticker};

/// What the explorer is called, as `argv[0]`.
const NAME: &str = "telar-loom";

/// How many times as long as a run may cost its answer is waited for: the machine may be busy with something
/// else.
const PATIENCE: u32 = 60;

/// The variable that asks a Rust program for a backtrace when it panics.
const BACKTRACE: &str = "RUST_BACKTRACE";

/// What is asked of the explorer.
#[derive(Serialize, Deserialize)]
enum Request {
    /// From now on, runs are of this program.
    Ready(Box<Job>),
    /// A run.
    Run { schedule: Schedule, look: Look },
}

/// A program that is run as often as it is asked for.
#[derive(Debug)]
pub struct Session {
    explorer: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    patience: PollTimeout,
}

impl Session {
    /// Readies the job's program. The calling process must have called
    /// [`serve_if_asked`](crate::serve_if_asked) at its start.
    ///
    /// An input of [`Input::Inherited`] is read to its end first: each run is given the same.
    ///
    /// # Errors
    ///
    /// When the explorer can't be started.
    pub fn start(job: &Job) -> Result<Self, Error> {
        let mut explorer = Command::new("/proc/self/exe");
        if let Some(enclosure) = &job.enclosure {
            enclosure.pass_on_to(&mut explorer);
        }
        let mut explorer = explorer
            .arg0(NAME)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|source| failed("starting it", &source))?;
        let requests = explorer.stdin.take();
        let answers = BufReader::new(explorer.stdout.take().expect("it was asked for"));
        let mut session = Self { explorer, requests, answers, patience: PollTimeout::ZERO };
        session.ready(job)?;
        Ok(session)
    }

    /// Readies another job's program, in the same box if there is one. What has been read of the files of programs is
    /// kept.
    ///
    /// # Errors
    ///
    /// When the explorer can't be asked.
    pub fn ready(&mut self, job: &Job) -> Result<(), Error> {
        let mut job = job.clone();
        if job.input == Input::Inherited {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
                .map_err(|source| failed("reading the input", &source))?;
            job.input = Input::Bytes(bytes);
        }
        if !job.env.iter().any(|(name, _)| name == BACKTRACE) {
            // Making one takes thirty times as long as a run.
            job.env.push((BACKTRACE.into(), "0".into()));
        }
        let patience = job.limits.deadline.saturating_mul(PATIENCE);
        self.patience = PollTimeout::try_from(patience).unwrap_or(PollTimeout::MAX);
        self.say(&Request::Ready(Box::new(job)))
    }

    /// Runs the program once.
    ///
    /// # Errors
    ///
    /// When there is nothing to report; see [`Error`].
    pub fn run(&mut self, schedule: &Schedule, look: Look) -> Result<Woven, Error> {
        self.say(&Request::Run { schedule: schedule.clone(), look })?;
        let mut ready = [PollFd::new(self.answers.get_ref().as_fd(), PollFlags::POLLIN)];
        let heard = poll(&mut ready, self.patience)
            .map_err(|source| failed("waiting for its answer", &source.into()))?;
        if heard == 0 {
            return Err(Error::Witness { reason: "the explorer does not answer".into() });
        }
        let mut answer = String::new();
        self.answers
            .read_line(&mut answer)
            .map_err(|source| failed("reading its answer", &source))?;
        let answer: Result<Woven, Failure> = serde_json::from_str(&answer)
            .map_err(|_| Error::Witness { reason: "the explorer gave no answer".into() })?;
        answer.map_err(Error::from)
    }

    fn say(&mut self, what: &impl Serialize) -> Result<(), Error> {
        let mut line = serde_json::to_vec(what)
            .map_err(|source| failed("writing a request", &source.into()))?;
        line.push(b'\n');
        let requests = self.requests.as_mut().expect("it is taken only at the end");
        requests.write_all(&line).map_err(|source| failed("asking it", &source))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Without requests it ends by itself; unless it hangs.
        drop(self.requests.take());
        let _ = self.explorer.kill();
        let _ = self.explorer.wait();
    }
}

fn failed(doing: &str, source: &io::Error) -> Error {
    Error::Witness { reason: format!("{doing}: {source}") }
}

/// Becomes the explorer when this process was started as one, and then never returns.
pub(crate) fn serve_if_asked() {
    if std::env::args().next().is_none_or(|name| name != NAME) {
        return;
    }
    stay_on_one_processor();
    let mut requests = io::stdin().lock();
    let mut answers = io::stdout().lock();
    let served = serve(&mut requests, &mut answers);
    std::process::exit(i32::from(served.is_err()));
}

fn serve(requests: &mut impl BufRead, answers: &mut impl Write) -> io::Result<()> {
    let ready = make_ready();
    let mut library = Library::default();
    let mut job = None;
    let mut line = String::new();
    while requests.read_line(&mut line)? > 0 {
        match serde_json::from_str(&line)? {
            Request::Ready(another) => job = Some(another),
            Request::Run { schedule, look } => {
                let answer = match (&ready, &job) {
                    (Ok(filter), Some(job)) => one_run(job, &schedule, look, filter, &mut library),
                    (Err(reason), _) => Err(Error::Witness { reason: reason.clone() }),
                    (_, None) => Err(Error::Witness { reason: "there is no program".into() }),
                };
                let mut told = serde_json::to_vec(&answer.map_err(Failure::from))?;
                told.push(b'\n');
                answers.write_all(&told)?;
                answers.flush()?;
            }
        }
        line.clear();
    }
    Ok(())
}

fn make_ready() -> Result<seccompiler::BpfProgram, String> {
    let told = |doing: &str, source: &dyn std::fmt::Display| format!("{doing}: {source}");
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL)
        .map_err(|source| told("binding to the caller", &source))?;
    nix::sys::prctl::set_child_subreaper(true)
        .map_err(|source| told("becoming the subreaper", &source))?;
    ticker::start_with(|| ()).map_err(|source| told("starting the timer", &source))?;
    visible::filter().map_err(|source| told("making the filter", &source))
}

fn one_run(
    job: &Job,
    schedule: &Schedule,
    look: Look,
    filter: &seccompiler::BpfProgram,
    library: &mut Library,
) -> Result<Woven, Error> {
    let input = match &job.input {
        Input::Bytes(bytes) => in_memory(c"input", nix::sys::memfd::MFdFlags::MFD_CLOEXEC, bytes),
        Input::Nothing | Input::Inherited => std::fs::File::open("/dev/null"),
    };
    let input = input.map_err(|source| failed("giving the input", &source))?;
    let launched = launch::launch(job, filter, launch::Setting::Same { input: input.into() })?;
    Run::weave(job, schedule, look, library, launched)
}

/// The program and its explorer take turns: on one processor, nobody has to wake another one.
///
/// It stays where it is: the kernel has just begun it where there was least to do.
fn stay_on_one_processor() {
    let mut one = CpuSet::new();
    if sched_getcpu().is_ok_and(|cpu| one.set(cpu).is_ok()) {
        // Where it is refused, runs take longer and nothing else.
        let _ = sched_setaffinity(Pid::from_raw(0), &one);
    }
}
