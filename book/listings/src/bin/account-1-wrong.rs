//! Two withdrawals from one account; the look and the withdrawal are two turns with the lock.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

static BALANCE: Mutex<i32> = Mutex::new(10);

// ANCHOR: withdraw
fn withdraw(amount: i32) {
    let enough = *BALANCE.lock().unwrap() >= amount; // ①
    if enough {
        *BALANCE.lock().unwrap() -= amount; // ②
    }
}
// ANCHOR_END: withdraw

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| withdraw(10));
        scope.spawn(|| withdraw(10));
    });
    let balance = *BALANCE.lock().unwrap();
    println!("balance: {balance}");
    assert!(balance >= 0); // ③
}
// ANCHOR_END: main
