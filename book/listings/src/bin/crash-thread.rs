//! A thread that aborts takes the whole process with it.

// ANCHOR: main
use std::thread;

fn main() {
    println!("main begins");
    let crashes = thread::spawn(|| std::process::abort()); // ①
    let _ = crashes.join();
    println!("main goes on"); // ②
}
// ANCHOR_END: main
