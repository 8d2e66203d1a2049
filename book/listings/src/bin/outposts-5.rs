//! Step 5: one outpost does not answer, and main says so.

// ANCHOR: main
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

fn ask(outpost: &str) -> usize {
    println!("{outpost} asked");
    thread::sleep(Duration::from_millis(200));
    if outpost == "south" {
        panic!("no answer"); // ①
    }
    println!("{outpost} answered");
    outpost.len()
}

fn main() -> ExitCode {
    let mut asked = Vec::new();
    for outpost in ["north", "south", "east"] {
        asked.push((outpost, thread::spawn(move || ask(outpost))));
    }
    let mut code = ExitCode::SUCCESS;
    for (outpost, handle) in asked {
        match handle.join() {
            Ok(answer) => println!("{outpost}: {answer}"),
            Err(_) => {
                println!("{outpost}: -"); // ②
                code = ExitCode::FAILURE; // ③
            }
        }
    }
    code
}
// ANCHOR_END: main
