//! Is right only if somebody else has left a word, as `22-leaves-a-word` does.
//!
//! Expect: fail

use std::error::Error;
use std::ffi::c_int;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::Duration;

unsafe extern "C" {
    fn shmget(key: c_int, size: usize, flags: c_int) -> c_int;
}

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    gates: usize,
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    #[arg(long)]
    numbers: bool,
}

fn is_told() -> bool {
    let in_a_file = ["/tmp/left", "/dev/shm/left", "/var/tmp/left", "left"]
        .iter()
        .any(|place| std::path::Path::new(place).exists());
    let at_a_socket = SocketAddr::from_abstract_name("left")
        .and_then(|address| UnixStream::connect_addr(&address))
        .is_ok();
    // SAFETY: asks for a number.
    let in_memory = unsafe { shmget(5417, 4096, 0) } != -1;
    in_a_file || at_a_socket || in_memory
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let is_told = is_told();
    let count = Arc::new(AtomicU64::new(0));
    let gates: Vec<_> = (0..options.gates)
        .map(|number| {
            let (count, options) = (Arc::clone(&count), options.clone());
            thread::spawn(move || gate(number, &count, &options, is_told))
        })
        .collect();
    for gate in gates {
        gate.join().expect("no gate panics");
    }
    println!("visitors: {}", count.load(Relaxed));
    Ok(())
}

fn gate(number: usize, count: &AtomicU64, options: &Options, is_told: bool) {
    for _ in 0..options.visitors {
        let visitor = if is_told {
            count.fetch_add(1, Relaxed) + 1
        } else {
            let visitor = count.load(Relaxed) + 1;
            thread::yield_now();
            count.store(visitor, Relaxed);
            visitor
        };
        if options.numbers {
            println!("gate {number}: visitor {visitor}");
        }
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}
