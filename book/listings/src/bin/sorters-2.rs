//! Two sorters, started one after the other; `exec` closes what is not theirs.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::error::Error;
use std::fs::File;
use std::io::Write;

use nix::fcntl::OFlag;
use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, dup2_stdin, execvp, fork, pipe2};

fn start_sorter() -> nix::Result<(File, Pid)> {
    let (reader, writer) = pipe2(OFlag::O_CLOEXEC)?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(writer);
            let _ = dup2_stdin(reader).and_then(|()| execvp(c"sort", &[c"sort"])); // ②
            unsafe { _exit(127) }
        }
        ForkResult::Parent { child } => Ok((File::from(writer), child)),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut fruit, fruit_sorter) = start_sorter()?;
    let (mut animals, animal_sorter) = start_sorter()?;
    fruit.write_all(b"pear\napple\n")?;
    animals.write_all(b"owl\ncat\n")?;
    drop(fruit); // ③
    waitpid(fruit_sorter, None)?;
    drop(animals);
    waitpid(animal_sorter, None)?;
    Ok(())
}
// ANCHOR_END: main
