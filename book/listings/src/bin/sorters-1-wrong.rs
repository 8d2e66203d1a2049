//! Two sorters, started one after the other; the second inherits too much.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::error::Error;
use std::fs::File;
use std::io::Write;

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, dup2_stdin, execvp, fork, pipe};

fn start_sorter() -> nix::Result<(File, Pid)> {
    let (reader, writer) = pipe()?; // ①
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(writer); // ②
            let _ = dup2_stdin(reader).and_then(|()| execvp(c"sort", &[c"sort"])); // ③
            unsafe { _exit(127) } // ④
        }
        ForkResult::Parent { child } => Ok((File::from(writer), child)),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut fruit, fruit_sorter) = start_sorter()?;
    let (mut animals, animal_sorter) = start_sorter()?;
    fruit.write_all(b"pear\napple\n")?;
    animals.write_all(b"owl\ncat\n")?;
    drop(fruit); // ⑤
    waitpid(fruit_sorter, None)?;
    drop(animals);
    waitpid(animal_sorter, None)?;
    Ok(())
}
// ANCHOR_END: main
