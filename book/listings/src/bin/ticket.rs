//! The look and the act under one lock: one seat is sold once.

use std::sync::Mutex;
use std::thread;

// ANCHOR: buy
fn buy(seats: &Mutex<u32>) -> bool {
    let mut free = seats.lock().unwrap(); // ①
    if *free == 0 {
        return false;
    }
    *free -= 1;
    true
} // ②
// ANCHOR_END: buy

fn main() {
    let seats = Mutex::new(1);
    let sold = thread::scope(|scope| {
        let buyers = [scope.spawn(|| buy(&seats)), scope.spawn(|| buy(&seats))];
        buyers.map(|buyer| buyer.join().unwrap())
    });
    let tickets = sold.iter().filter(|&&one| one).count();
    println!("1 seat, tickets sold: {tickets}");
    assert_eq!(tickets, 1);
}
