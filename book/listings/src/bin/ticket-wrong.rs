//! Wrong: between the look and the act, another thread may come; one seat is sold twice.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn buy(seats: &Mutex<u32>) -> bool {
    let free = *seats.lock().unwrap(); // ①
    if free == 0 {
        return false;
    }
    *seats.lock().unwrap() = free - 1; // ②
    true
}

fn main() {
    let seats = Mutex::new(1);
    let sold = thread::scope(|scope| {
        let buyers = [scope.spawn(|| buy(&seats)), scope.spawn(|| buy(&seats))];
        buyers.map(|buyer| buyer.join().unwrap())
    });
    let tickets = sold.iter().filter(|&&one| one).count();
    println!("1 seat, tickets sold: {tickets}");
    assert_eq!(tickets, 1); // ③
}
// ANCHOR_END: main
