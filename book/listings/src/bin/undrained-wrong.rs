//! A child sends more than a pipe holds, to a parent that waits for the child first.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::error::Error;
use std::io::{self, Read, Write};

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> Result<(), Box<dyn Error>> {
    let bytes: usize = std::env::args().nth(1).ok_or("how many bytes?")?.parse()?;
    let (mut reader, mut writer) = io::pipe()?;
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(reader);
            let sent = writer.write_all(&vec![b'x'; bytes]); // ①
            unsafe { _exit(sent.is_err().into()) }
        }
        ForkResult::Parent { child } => {
            drop(writer);
            waitpid(child, None)?; // ②
            let received = reader.read_to_end(&mut Vec::new())?;
            println!("{received} bytes");
        }
    }
    Ok(())
}
// ANCHOR_END: main
