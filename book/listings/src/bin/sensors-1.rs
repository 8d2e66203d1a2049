//! Six sensors asked by six threads of one process; one of them takes all with it.

// ANCHOR: main
use std::process::abort;
use std::thread;
use std::time::Duration;

const DELAY_MS: [u64; 6] = [100, 300, 500, 200, 400, 600];
const DEGREES: [i32; 6] = [14, 9, 17, 21, 12, 19];

fn main() {
    thread::scope(|scope| {
        for sensor in 0..6 {
            scope.spawn(move || println!("sensor {sensor}: {} °C", ask(sensor))); // ①
        }
    });
    println!("all asked"); // ②
}

fn ask(sensor: usize) -> i32 {
    thread::sleep(Duration::from_millis(DELAY_MS[sensor]));
    if sensor == 4 {
        abort(); // ③
    }
    DEGREES[sensor]
}
// ANCHOR_END: main
