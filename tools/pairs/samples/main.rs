//! Right programs that do one thing each.
fn main() {}
