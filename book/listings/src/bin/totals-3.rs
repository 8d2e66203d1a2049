//! A child adds up what comes through a socketpair, and sends the total back the same way.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

// ANCHOR: main
fn main() -> Result<(), Box<dyn Error>> {
    let (mut here, there) = UnixStream::pair()?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(here);
            let answered = answer(&there);
            unsafe { _exit(answered.is_err().into()) }
        }
        ForkResult::Parent { child } => {
            drop(there);
            for price in [3, 5, 8] {
                writeln!(here, "{price}")?;
            }
            here.shutdown(Shutdown::Write)?; // ③
            println!("total: {}", io::read_to_string(here)?.trim()); // ④
            waitpid(child, None)?;
        }
    }
    Ok(())
}

fn answer(mut parent: &UnixStream) -> Result<(), Box<dyn Error>> {
    let mut total = 0;
    for price in BufReader::new(parent).lines() {
        total += price?.parse::<u32>()?;
    }
    writeln!(parent, "{total}")?; // ②
    Ok(())
}
// ANCHOR_END: main
