//! The far side polls without limit, and leaves when its partner hangs up.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

#[derive(Debug, clap::Args)]
pub struct Options {
    #[arg(long, value_enum, default_value_t = Over::Pipe)]
    over: Over,
    #[arg(long, conflicts_with = "messages")]
    silent: bool,
    #[arg(value_name = "MESSAGE", value_parser = one_line,
        default_values = ["hola", "¿quién está ahí?", "una tubería"])]
    messages: Vec<String>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Over {
    Pipe,
    Socketpair,
    Threads,
}

#[derive(Debug, thiserror::Error)]
enum FarSide {
    #[error("the far side hung up before it answered `{0}`")]
    HungUp(String),
    #[error("the far side failed")]
    Failed,
    #[error("the far side panicked")]
    Panicked,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let messages = if options.silent { &[] } else { options.messages.as_slice() };
    match options.over {
        Over::Pipe => over_pipes(messages),
        Over::Socketpair => over_a_socketpair(messages),
        Over::Threads => between_threads(messages),
    }
}

fn near_side(
    messages: &[String],
    hears: impl Read,
    mut speaks: impl Write,
) -> Result<(), Box<dyn Error>> {
    let mut hears = BufReader::new(hears);
    let mut stdout = io::stdout().lock();
    for message in messages {
        // `writeln!` into a pipe would make two writes of this, one for the newline alone.
        speaks.write_all(format!("{message}\n").as_bytes())?;
        let mut answer = String::new();
        hears.read_line(&mut answer)?;
        // A line that does not end was cut off by end of file; so was one without a single byte.
        let answer = answer.strip_suffix('\n');
        let answer = answer.ok_or_else(|| FarSide::HungUp(message.clone()))?;
        writeln!(stdout, "{message} -> {answer}")?;
    }
    Ok(())
}

fn far_side(hears: impl Read + std::os::fd::AsFd, mut speaks: impl Write) -> io::Result<()> {
    let mut hears = hears;
    let mut pending = Vec::new();
    loop {
        let mut asked = [PollFd::new(hears.as_fd(), PollFlags::POLLIN)];
        poll(&mut asked, PollTimeout::NONE)?;
        let told = asked[0].revents().unwrap_or(PollFlags::empty());
        if !told.contains(PollFlags::POLLIN) {
            return Ok(());
        }
        let mut buf = [0; 4096];
        let n = hears.read(&mut buf)?;
        if n == 0 {
            return Ok(());
        }
        pending.extend_from_slice(&buf[..n]);
        while let Some(at) = pending.iter().position(|b| *b == b'\n') {
            let line: Vec<u8> = pending.drain(..=at).collect();
            let line = String::from_utf8(line).unwrap().to_uppercase();
            speaks.write_all(line.as_bytes())?;
        }
    }
}

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

fn between_threads(messages: &[String]) -> Result<(), Box<dyn Error>> {
    let (far_hears, near_speaks) = io::pipe()?;
    let (near_hears, far_speaks) = io::pipe()?;
    // Threads share one table of descriptors: nothing is copied, so there is nothing spare to close.
    let far = thread::spawn(move || far_side(far_hears, far_speaks));
    let said = near_side(messages, near_hears, near_speaks);
    far.join().map_err(|_| FarSide::Panicked)??;
    said
}

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

fn one_line(message: &str) -> Result<String, String> {
    if message.contains('\n') {
        return Err("a message is one line".into());
    }
    Ok(message.to_owned())
}
