//! A message is sent before it is received, so what came before the one comes before the other.

// ANCHOR: main
use std::sync::mpsc::channel;
use std::thread;

fn main() {
    let (sender, receiver) = channel();
    let writer = thread::spawn(move || {
        println!("written"); // ①
        sender.send("hello").unwrap();
    });
    let word = receiver.recv().unwrap(); // ②
    println!("read: {word}");
    writer.join().unwrap();
}
// ANCHOR_END: main
