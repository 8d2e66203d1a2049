//! Step 2: a thread reads one stream while the other is read.

// ANCHOR: main
use std::error::Error;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;

fn main() -> Result<(), Box<dyn Error>> {
    let script = "printf %0100000d 1 >&2; echo done";
    let mut child = Command::new("sh")
        .args(["-c", script])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stderr = child.stderr.take().ok_or("no stderr")?;
    let reader = thread::spawn(move || {
        let mut noise = Vec::new();
        stderr.read_to_end(&mut noise).map(|_| noise) // ①
    });
    let mut answer = String::new();
    child.stdout.take().ok_or("no stdout")?.read_to_string(&mut answer)?; // ②
    let noise = reader.join().expect("reading does not panic")?; // ③
    child.wait()?; // ④
    print!("{answer}");
    println!("and {} bytes of noise", noise.len());
    Ok(())
}
// ANCHOR_END: main
