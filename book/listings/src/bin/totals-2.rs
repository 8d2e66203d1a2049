//! A child adds up what comes through a pipe, until the end of file.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

// ANCHOR: main
fn main() -> Result<(), Box<dyn Error>> {
    let (reader, mut writer) = io::pipe()?;
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(writer); // ①
            let added = add_up(BufReader::new(reader)); // ②
            unsafe { _exit(added.is_err().into()) }
        }
        ForkResult::Parent { child } => {
            drop(reader); // ③
            for price in [3, 5, 8] {
                writeln!(writer, "{price}")?;
            }
            drop(writer);
            waitpid(child, None)?;
        }
    }
    Ok(())
}
// ANCHOR_END: main

fn add_up(prices: impl BufRead) -> Result<(), Box<dyn Error>> {
    let mut total = 0;
    for price in prices.lines() {
        total += price?.parse::<u32>()?;
    }
    println!("total: {total}");
    Ok(())
}
