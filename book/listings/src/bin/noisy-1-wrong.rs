//! Step 1, wrong: one stream is read to its end before anybody looks at the other.

// ANCHOR: main
use std::error::Error;
use std::io::Read;
use std::process::{Command, Stdio};

fn main() -> Result<(), Box<dyn Error>> {
    let script = "printf %0100000d 1 >&2; echo done"; // ①
    let mut child = Command::new("sh")
        .args(["-c", script])
        .stdout(Stdio::piped()) // ②
        .stderr(Stdio::piped())
        .spawn()?;
    let mut answer = String::new();
    child.stdout.take().ok_or("no stdout")?.read_to_string(&mut answer)?; // ③
    let mut noise = Vec::new();
    child.stderr.take().ok_or("no stderr")?.read_to_end(&mut noise)?; // ④
    child.wait()?;
    print!("{answer}");
    println!("and {} bytes of noise", noise.len());
    Ok(())
}
// ANCHOR_END: main
