//! Two withdrawals from one account; each has a lock of its own.

// ANCHOR: main
use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
use std::thread;

static BALANCE: AtomicI32 = AtomicI32::new(10);

fn withdraw(amount: i32, lock: &Mutex<()>) {
    let _guard = lock.lock().unwrap(); // ①
    if BALANCE.load(SeqCst) >= amount {
        BALANCE.fetch_sub(amount, SeqCst);
    }
}

fn main() {
    let (left, right) = (Mutex::new(()), Mutex::new(())); // ②
    thread::scope(|scope| {
        scope.spawn(|| withdraw(10, &left));
        scope.spawn(|| withdraw(10, &right));
    });
    let balance = BALANCE.load(SeqCst);
    println!("balance: {balance}");
    assert!(balance >= 0);
}
// ANCHOR_END: main
