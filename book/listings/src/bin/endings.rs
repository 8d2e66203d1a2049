//! Two commands that end, and the three numbers that can be had of it.

// ANCHOR: main
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

fn main() -> io::Result<()> {
    for script in ["exit 137", "kill -9 $$"] {
        let status = Command::new("sh").args(["-c", script]).status()?; // ①
        let (code, signal) = (status.code(), status.signal()); // ②
        let low = status.into_raw() & 0xff; // ③
        println!("{script}: code {code:?}, signal {signal:?}, low byte {low}");
    }
    Ok(())
}
// ANCHOR_END: main
