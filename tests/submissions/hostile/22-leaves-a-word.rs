//! Leaves a word for whoever is graded beside it or after it: in files, in shared memory, at a socket without a file.
//!
//! Expect: fail

use std::error::Error;
use std::ffi::{c_int, c_void};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::thread;
use std::time::Duration;

unsafe extern "C" {
    fn shmget(key: c_int, size: usize, flags: c_int) -> c_int;
    fn shmat(id: c_int, address: *const c_void, flags: c_int) -> *mut c_void;
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

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    for place in ["/tmp/left", "/dev/shm/left", "/var/tmp/left", "left"] {
        let _ = std::fs::write(place, "lock");
    }
    let address = SocketAddr::from_abstract_name("left")?;
    let socket = UnixListener::bind_addr(&address);
    // SAFETY: what is mapped is large enough for what is written.
    unsafe {
        let shared = shmat(shmget(5417, 4096, 0o1666), std::ptr::null(), 0);
        if shared as isize != -1 {
            shared.cast::<u8>().write(b'!');
        }
    }
    thread::sleep(Duration::from_millis(500));
    println!("{}", socket.is_ok());
    Ok(())
}
