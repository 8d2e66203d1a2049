//! Step 4: the child sends what it has found through a pipe.

// ANCHOR: main
use std::error::Error;
use std::io::{self, Read, Write};

use nix::libc;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> Result<(), Box<dyn Error>> {
    let text = "copied with everything else";
    let (mut reader, mut writer) = io::pipe()?; // ①
    // SAFETY: ②
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(reader); // ③
            let longest = text.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
            let sent = writeln!(writer, "{longest}"); // ④
            // SAFETY: ②
            unsafe { libc::_exit(sent.is_err().into()) }
        }
        ForkResult::Parent { child } => {
            drop(writer); // ⑤
            let mut answer = String::new();
            reader.read_to_string(&mut answer)?; // ⑥
            waitpid(child, None)?; // ⑦
            match answer.strip_suffix('\n') {
                Some(longest) => println!("parent: {longest}"),
                None => println!("parent: no answer"), // ⑧
            }
            Ok(())
        }
    }
}
// ANCHOR_END: main
