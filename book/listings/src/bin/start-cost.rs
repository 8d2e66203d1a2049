//! What it costs to start something that does nothing, and to wait for its end.

// ANCHOR: main
use std::process::Command;
use std::thread;
use std::time::Instant;

use nix::libc;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

const RUNS: usize = 401;

fn median(name: &str, start_and_wait: fn()) {
    let mut micros: Vec<_> = (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            start_and_wait(); // ①
            begin.elapsed().as_micros()
        })
        .collect();
    micros.sort_unstable();
    let (least, most) = (micros[0], micros[RUNS - 1]);
    println!("{name}: {} ({least}-{most}) µs", micros[RUNS / 2]); // ②
}

fn main() {
    median("thread", || thread::spawn(|| {}).join().unwrap());
    // SAFETY: ③
    median("fork", || match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => assert!(waitpid(child, None).is_ok()),
        // SAFETY: ④
        ForkResult::Child => unsafe { libc::_exit(0) },
    });
    median("program", || {
        assert!(Command::new("true").status().unwrap().success()); // ⑤
    });
}
// ANCHOR_END: main
