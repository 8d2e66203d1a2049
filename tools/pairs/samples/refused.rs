//! Programs that ask for what would let them escape the explorer, and are told that they may not.
//!
//! Each prints the error's number.

use std::io::Error;

use crate::Sample;

pub const SAMPLES: &[Sample] = &[("ask-io-uring", ask_io_uring), ("ask-ptrace", ask_ptrace)];

fn ask_io_uring() {
    let mut parameters = [0_u64; 32];
    // SAFETY: the parameters are 120 bytes, all of them zero.
    let result = unsafe { libc::syscall(libc::SYS_io_uring_setup, 4, parameters.as_mut_ptr()) };
    report(result);
}

fn ask_ptrace() {
    // SAFETY: asking to be traced touches no memory.
    report(unsafe { libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) });
}

fn report(result: i64) {
    let number = Error::last_os_error().raw_os_error();
    println!("{}", if result < 0 { number.unwrap_or(0) } else { 0 });
}
