//! `yes` writes to a reader that goes away after one line.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::convert::Infallible;
use std::error::Error;
use std::io::{self, BufRead, BufReader, PipeWriter};

use nix::libc::_exit;
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, dup2_stdout, execvp, fork};

fn main() -> Result<(), Box<dyn Error>> {
    let reset = std::env::args().any(|arg| arg == "--reset");
    let (reader, writer) = io::pipe()?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            let _ = become_yes(reset, writer);
            unsafe { _exit(127) }
        }
        ForkResult::Parent { child } => {
            drop(writer);
            let mut line = String::new();
            BufReader::new(reader).read_line(&mut line)?; // ③
            match waitpid(child, None)? {
                WaitStatus::Signaled(_, signal, _) => println!("`yes` died of {signal}"),
                WaitStatus::Exited(_, code) => println!("`yes` ended with exit code {code}"),
                status => println!("{status:?}"),
            }
        }
    }
    Ok(())
}

fn become_yes(reset: bool, output: PipeWriter) -> nix::Result<Infallible> {
    if reset {
        unsafe { signal(Signal::SIGPIPE, SigHandler::SigDfl) }?; // ②
    }
    dup2_stdout(output)?;
    execvp(c"yes", &[c"yes"])
}
// ANCHOR_END: main
