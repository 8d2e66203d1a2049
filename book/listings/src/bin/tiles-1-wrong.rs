//! Three tiles, painted by three processes; the second one aborts in the middle of its answer.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::io::{self, PipeReader, Read, Write};
use std::process::abort;

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};

fn paint(tile: u32, mut answer: impl Write) -> io::Result<()> {
    let color = (100 + tile).to_string();
    answer.write_all(&color.as_bytes()[..2])?; // ①
    if tile == 1 {
        abort();
    }
    answer.write_all(&color.as_bytes()[2..])?;
    answer.write_all(b"\n") // ②
}

fn painter(tile: u32) -> io::Result<(Pid, PipeReader)> {
    let (answer, its_answer) = io::pipe()?; // ③
    match unsafe { fork() }? {
        ForkResult::Child => unsafe { _exit(paint(tile, its_answer).is_err().into()) },
        ForkResult::Parent { child } => Ok((child, answer)),
    }
}

fn main() -> io::Result<()> {
    let painters = (0..3).map(painter).collect::<io::Result<Vec<_>>>()?;
    for (tile, (child, mut answer)) in painters.into_iter().enumerate() {
        let mut color = String::new();
        answer.read_to_string(&mut color)?; // ④
        waitpid(child, None)?;
        println!("tile {tile}: {}", color.trim_end());
    }
    Ok(())
}
// ANCHOR_END: main
