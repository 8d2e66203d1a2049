//! A child adds up what comes through a pipe, and waits for an end that it prevents itself.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> Result<(), Box<dyn Error>> {
    let (reader, mut writer) = io::pipe()?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            let added = add_up(BufReader::new(reader));
            unsafe { _exit(added.is_err().into()) }
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

fn add_up(prices: impl BufRead) -> Result<(), Box<dyn Error>> {
    let mut total = 0;
    for price in prices.lines() {
        total += price?.parse::<u32>()?; // ②
    }
    println!("total: {total}");
    Ok(())
}
// ANCHOR_END: main
