//! Two children speak when they like, and end; the parent hears whoever does.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::io::{self, PipeReader, Read, Write};
use std::os::fd::AsFd;
use std::thread::sleep;
use std::time::Duration;

use nix::libc::_exit;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};

fn speaker(name: &'static str, after_ms: u64) -> io::Result<(&'static str, Pid, PipeReader)> {
    let (ear, mut mouth) = io::pipe()?;
    match unsafe { fork() }? {
        ForkResult::Child => {
            sleep(Duration::from_millis(after_ms));
            let said = mouth.write_all(b"done");
            unsafe { _exit(said.is_err().into()) }
        }
        ForkResult::Parent { child } => Ok((name, child, ear)),
    }
}

fn main() -> io::Result<()> {
    let mut speakers = vec![speaker("slow", 900)?, speaker("quick", 0)?];
    while !speakers.is_empty() {
        let ears = speakers.iter().map(|(.., ear)| PollFd::new(ear.as_fd(), PollFlags::POLLIN));
        let mut ears: Vec<_> = ears.collect();
        poll(&mut ears, PollTimeout::NONE)?; // ①
        let Some(ready) = ears.iter().position(|ear| ear.any() == Some(true)) else { continue }; // ②
        let (name, child, ear) = &mut speakers[ready];
        let mut word = [0; 4];
        if ear.read_exact(&mut word).is_ok() {
            println!("{name}: {}", String::from_utf8_lossy(&word));
        } else {
            println!("{name}: end of file"); // ③
            waitpid(*child, None)?;
            speakers.remove(ready);
        }
    }
    Ok(())
}
// ANCHOR_END: main
