//! `yes` writes to a reader that goes away after one line.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::error::Error;
use std::io::{self, BufRead, BufReader};
use std::process::exit;

use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, dup2_stdout, execvp, fork};

fn main() -> Result<(), Box<dyn Error>> {
    let reset = std::env::args().any(|arg| arg == "--reset");
    let (reader, writer) = io::pipe()?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            if reset {
                unsafe { signal(Signal::SIGPIPE, SigHandler::SigDfl) }?; // ②
            }
            let _ = dup2_stdout(writer).and_then(|()| execvp(c"yes", &[c"yes"]));
            exit(127)
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
// ANCHOR_END: main
