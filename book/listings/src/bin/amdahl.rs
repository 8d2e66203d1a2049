//! What Amdahl's law allows: a table of speed-ups.

// ANCHOR: main
fn main() {
    let shares = [0.0, 0.1, 0.5, 1.0]; // ①
    println!("threads   s=0   s=0.1   s=0.5     s=1");
    for threads in [1, 2, 4, 8, 16, 1024] {
        let [none, tenth, half, all] = shares.map(|serial| speed_up(serial, threads));
        println!("{threads:7} {none:5.0} {tenth:7.2} {half:7.2} {all:7.2}");
    }
}

fn speed_up(serial: f64, threads: u32) -> f64 {
    1.0 / (serial + (1.0 - serial) / f64::from(threads)) // ②
}
// ANCHOR_END: main
