//! Wrong: the guard for reading lives as long as the `match`, and the same thread asks for the other one.

use std::sync::RwLock;

fn ask() -> i32 {
    21
}

// ANCHOR: forecast
fn forecast(known: &RwLock<Option<i32>>) -> i32 {
    match *known.read().unwrap() {
        Some(degrees) => degrees,
        None => *known.write().unwrap().get_or_insert_with(ask), // ①
    }
}
// ANCHOR_END: forecast

fn main() {
    println!("{} degrees", forecast(&RwLock::new(None)));
}
