//! Six sensors, three threads in each of two processes.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

use std::process::abort;
use std::thread;
use std::time::Duration;

use nix::libc::_exit;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

const DELAY_MS: [u64; 6] = [100, 300, 500, 200, 400, 600];
const DEGREES: [i32; 6] = [14, 9, 17, 21, 12, 19];

// ANCHOR: main
fn main() -> nix::Result<()> {
    let mut roofs = Vec::new();
    for roof in 0..2 {
        match unsafe { fork() }? {
            ForkResult::Parent { child } => roofs.push(child), // ①
            ForkResult::Child => {
                ask_roof(roof);
                unsafe { _exit(0) } // ②
            }
        }
    }
    for (roof, child) in roofs.into_iter().enumerate() {
        let end = waitpid(child, None)?; // ③
        match end {
            WaitStatus::Exited(_, code) => println!("roof {roof}: exit code {code}"),
            WaitStatus::Signaled(_, signal, _) => println!("roof {roof}: {signal}"),
            _ => {}
        }
    }
    Ok(())
}

fn ask_roof(roof: usize) {
    thread::scope(|scope| {
        for sensor in roof * 3..roof * 3 + 3 {
            scope.spawn(move || println!("sensor {sensor}: {} °C", ask(sensor))); // ④
        }
    });
}
// ANCHOR_END: main

fn ask(sensor: usize) -> i32 {
    thread::sleep(Duration::from_millis(DELAY_MS[sensor]));
    if sensor == 4 {
        abort();
    }
    DEGREES[sensor]
}
