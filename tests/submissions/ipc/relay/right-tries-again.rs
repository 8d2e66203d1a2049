//! The far side's end does not block: when nothing has come yet, it waits a little and tries again.
//! Between threads, a scope waits for it.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::libc;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What carries the words.
    #[arg(long, value_enum, default_value_t = Over::Pipe)]
    over: Over,
    /// Say nothing at all: the conversation ends as soon as both sides are there.
    #[arg(long, conflicts_with = "messages")]
    silent: bool,
    /// What the near side says, one line each.
    #[arg(value_name = "MESSAGE", value_parser = one_line,
        default_values = ["hola", "¿quién está ahí?", "una tubería"])]
    messages: Vec<String>,
}

/// What carries the words between the two sides.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Over {
    /// Two pipes between a parent and its child.
    Pipe,
    /// One socketpair between a parent and its child.
    Socketpair,
    /// Two pipes between two threads of one process.
    Threads,
}

/// The far side is not there to answer.
#[derive(Debug, thiserror::Error)]
enum FarSide {
    /// It closed its end while the near side waited for an answer.
    #[error("the far side hung up before it answered `{0}`")]
    HungUp(String),
    /// Its process did not end with exit code 0.
    #[error("the far side failed")]
    Failed,
    /// Its thread panicked.
    #[error("the far side panicked")]
    Panicked,
}

/// Leads the conversation over what was asked for.
///
/// # Errors
///
/// When there can be no conversation, or when one of the two sides fails. The far side has been
/// waited for all the same, if it was started.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let messages = if options.silent { &[] } else { options.messages.as_slice() };
    match options.over {
        Over::Pipe => over_pipes(messages),
        Over::Socketpair => over_a_socketpair(messages),
        Over::Threads => between_threads(messages),
    }
}

/// The near side: says each message, hears the answer and prints both.
fn near_side(
    messages: &[String],
    hears: impl Read,
    mut speaks: impl Write,
) -> Result<(), Box<dyn Error>> {
    let mut hears = BufReader::new(hears);
    let mut stdout = io::stdout().lock();
    for message in messages {
        speaks.write_all(format!("{message}\n").as_bytes())?;
        let mut answer = String::new();
        hears.read_line(&mut answer)?;
        let answer = answer.strip_suffix('\n');
        let answer = answer.ok_or_else(|| FarSide::HungUp(message.clone()))?;
        writeln!(stdout, "{message} -> {answer}")?;
    }
    Ok(())
}

/// How long the far side waits before it tries again.
const A_LITTLE: Duration = Duration::from_millis(5);

/// The far side: answers each line in upper case, until end of file.
fn far_side(mut hears: impl Read + AsFd, mut speaks: impl Write) -> io::Result<()> {
    let flags = OFlag::from_bits_retain(fcntl(&hears, FcntlArg::F_GETFL)?);
    fcntl(&hears, FcntlArg::F_SETFL(flags | OFlag::O_NONBLOCK))?;
    let mut piece = [0; 4096];
    let mut heard = Vec::new();
    loop {
        match hears.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => heard.extend(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::sleep(A_LITTLE),
            Err(error) => return Err(error),
        }
        while let Some(end) = heard.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = heard.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line).to_uppercase();
            say(&mut speaks, line.as_bytes())?;
        }
    }
}

/// Writes all of it; over a socketpair, speaking does not block either.
fn say(speaks: &mut impl Write, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match speaks.write(bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::sleep(A_LITTLE),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The conversation between a parent and its child, over two pipes.
///
/// # Errors
///
/// See [`run`].
fn over_pipes(messages: &[String]) -> Result<(), Box<dyn Error>> {
    let (far_hears, near_speaks) = io::pipe()?;
    let (near_hears, far_speaks) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Child => {
            // The copy of the near side's ends. With this `near_speaks` open, no end of file would
            // ever reach `far_hears`.
            drop((near_speaks, near_hears));
            leave(far_side(far_hears, far_speaks))
        }
        ForkResult::Parent { child } => {
            // With these open, the near side would not notice that the far side is gone.
            drop((far_hears, far_speaks));
            let said = near_side(messages, near_hears, near_speaks);
            // `near_side` owned its ends and has dropped them, so the child can end.
            wait_for(child)?;
            said
        }
    }
}

/// The conversation between a parent and its child, over one socketpair.
///
/// # Errors
///
/// See [`run`].
fn over_a_socketpair(messages: &[String]) -> Result<(), Box<dyn Error>> {
    let (near, far) = UnixStream::pair()?;
    // SAFETY: as in `over_pipes`, this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(near);
            leave(far_side(&far, &far))
        }
        ForkResult::Parent { child } => {
            drop(far);
            let said = near_side(messages, &near, &near);
            // `near_side` had it only on loan, so nobody has closed it yet.
            drop(near);
            wait_for(child)?;
            said
        }
    }
}

/// The conversation between the main thread and a second one, over two pipes.
///
/// # Errors
///
/// See [`run`].
fn between_threads(messages: &[String]) -> Result<(), Box<dyn Error>> {
    let (far_hears, near_speaks) = io::pipe()?;
    let (near_hears, far_speaks) = io::pipe()?;
    thread::scope(|scope| {
        let far = scope.spawn(move || far_side(far_hears, far_speaks));
        let said = near_side(messages, near_hears, near_speaks);
        far.join().map_err(|_| FarSide::Panicked)??;
        said
    })
}

/// Waits until `child` has ended.
///
/// # Errors
///
/// [`FarSide::Failed`] when it did not end with exit code 0; the system's error, except for `EINTR`:
/// then a signal came in between, and it waits again.
fn wait_for(child: Pid) -> Result<(), Box<dyn Error>> {
    loop {
        match waitpid(child, None) {
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
            Ok(WaitStatus::Exited(_, 0)) => return Ok(()),
            // Ended by a signal, or by another exit code; it is the far side's to say why.
            Ok(_) => return Err(FarSide::Failed.into()),
        }
    }
}

/// Given: ends this process here and now, with exit code 0 if all went well, else 1.
fn leave(result: io::Result<()>) -> ! {
    let code = match result {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("error: the far side: {error}");
            1
        }
    };
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}

/// Given: a message as it can be said: without a newline, which would make two messages of it.
fn one_line(message: &str) -> Result<String, String> {
    if message.contains('\n') {
        return Err("a message is one line".into());
    }
    Ok(message.to_owned())
}
