//! A program with four threads forks: how many does the child have?
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::sync::Barrier;
use std::{fs, thread};

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> nix::Result<()> {
    let finish = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| finish.wait()); // ①
        }
        match unsafe { fork() }? {
            ForkResult::Child => {
                println!("child: {} thread", threads()); // ②
                unsafe { _exit(0) }
            }
            ForkResult::Parent { child } => {
                waitpid(child, None)?;
                println!("parent: {} threads", threads()); // ③
            }
        }
        finish.wait();
        Ok(())
    })
}

fn threads() -> usize {
    fs::read_dir("/proc/self/task").map_or(0, Iterator::count) // ④
}
// ANCHOR_END: main
