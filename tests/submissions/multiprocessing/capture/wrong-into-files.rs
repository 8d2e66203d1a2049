//! Leads both streams into files, which are never full, and reads them afterwards.
//!
//! Breaks: both_streams_are_captured
//! Also breaks: a_kill_at_any_step_is_told, tells_the_story

use std::error::Error;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use nix::sys::signal::Signal;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The command and its arguments.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        default_values = ["sh", "-c", "echo out; echo err >&2; exit 3"]
    )]
    command: Vec<String>,
}

/// Runs the command and reads what it left behind.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = options.command.split_first().ok_or("no command")?;
    let status = Command::new(program)
        .args(arguments)
        .stdout(File::create("stdout")?)
        .stderr(File::create("stderr")?)
        .status()?;
    println!("stdout: {}", described(&fs::read("stdout")?));
    println!("stderr: {}", described(&fs::read("stderr")?));
    match (status.code(), status.signal()) {
        (Some(code), _) => println!("exit code: {code}"),
        (None, signal) => println!("signal: {}", Signal::try_from(signal.unwrap_or_default())?),
    }
    Ok(())
}

/// Given: how many bytes there are, and a sum in which each of them, and its place, counts (FNV-1a).
fn described(bytes: &[u8]) -> String {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{} bytes, sum {sum:016x}", bytes.len())
}
