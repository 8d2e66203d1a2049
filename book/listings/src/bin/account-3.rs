//! Two withdrawals from one account; each looks and withdraws in one turn with the one lock.

use std::sync::Mutex;
use std::thread;

static BALANCE: Mutex<i32> = Mutex::new(10);

// ANCHOR: withdraw
fn withdraw(amount: i32) {
    let mut balance = BALANCE.lock().unwrap(); // ①
    if *balance >= amount {
        *balance -= amount; // ②
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
    assert!(balance >= 0);
}
