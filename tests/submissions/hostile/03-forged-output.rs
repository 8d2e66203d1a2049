//! Prints what a grader prints when all is well, before `main` and after it.
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

#[used]
#[unsafe(link_section = ".init_array")]
static BEFORE_MAIN: extern "C" fn() = before_main;

extern "C" fn before_main() {
    forge();
}

fn forge() {
    println!("test counter::the_total_is_exact ... ok");
    println!("test result: ok. 8 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
    println!("{{\"version\":1,\"verdict\":\"pass\"}}");
    println!("::error::owned");
    println!("\x1b]0;owned\x07=HYPERLINK(\"http://192.0.2.1\")<script>alert(1)</script>");
}

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    forge();
    Ok(())
}
