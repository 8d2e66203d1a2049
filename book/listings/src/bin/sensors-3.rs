//! Six sensors, three threads in each of two processes; what they say comes back through a pipe.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

use std::error::Error;
use std::io::{self, BufRead, BufReader, PipeWriter, Write};
use std::process::abort;
use std::thread;
use std::time::Duration;

use nix::libc::_exit;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

const DELAY_MS: [u64; 6] = [100, 300, 500, 200, 400, 600];
const DEGREES: [i32; 6] = [14, 9, 17, 21, 12, 19];

// ANCHOR: main
fn main() -> Result<(), Box<dyn Error>> {
    let (reader, writer) = io::pipe()?; // ①
    let mut roofs = Vec::new();
    for roof in 0..2 {
        match unsafe { fork() }? {
            ForkResult::Parent { child } => roofs.push(child),
            ForkResult::Child => {
                drop(reader);
                ask_roof(roof, &writer);
                unsafe { _exit(0) }
            }
        }
    }
    drop(writer); // ②
    for line in BufReader::new(reader).lines() {
        println!("{}", line?); // ③
    }
    for (roof, child) in roofs.into_iter().enumerate() {
        if let WaitStatus::Signaled(_, signal, _) = waitpid(child, None)? {
            println!("roof {roof}: {signal}"); // ④
        }
    }
    Ok(())
}

fn ask_roof(roof: usize, mut writer: &PipeWriter) {
    thread::scope(|scope| {
        for sensor in roof * 3..roof * 3 + 3 {
            scope.spawn(move || {
                let line = format!("sensor {sensor}: {} °C\n", ask(sensor));
                writer.write_all(line.as_bytes()) // ⑤
            });
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
