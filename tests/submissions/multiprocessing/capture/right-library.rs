//! Lets the standard library do it, which knows how.

use std::error::Error;
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

/// Runs the command and tells what came of it.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = options.command.split_first().ok_or("no command")?;
    let output = Command::new(program).args(arguments).output()?;
    println!("stdout: {}", described(&output.stdout));
    println!("stderr: {}", described(&output.stderr));
    match (output.status.code(), output.status.signal()) {
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
