//! A child adds up what comes through a pipe, and waits for an end that it prevents itself.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> Result<(), Box<dyn Error>> {
    let (reader, mut writer) = io::pipe()?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            let mut total = 0;
            for line in BufReader::new(reader).lines() {
                total += line?.parse::<u32>()?; // ②
            }
            println!("total: {total}");
            exit(0)
        }
        ForkResult::Parent { child } => {
            for price in [3, 5, 8] {
                writeln!(writer, "{price}")?;
            }
            drop(writer); // ③
            waitpid(child, None)?; // ④
        }
    }
    Ok(())
}
// ANCHOR_END: main
