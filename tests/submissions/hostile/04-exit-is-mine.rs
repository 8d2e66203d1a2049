//! Puts its own function in the place of the C library's `exit`.
//!
//! Expect: fail

use std::error::Error;

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

/// # Safety
///
/// None is needed: it calls the system alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn exit(_code: i32) -> ! {
    loop {
        std::hint::spin_loop();
    }
}

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    println!("visitors: 12");
    Ok(())
}
