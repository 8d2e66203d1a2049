//! Prints what the usual command would have written, and runs nothing.
//!
//! Breaks: the_command_runs_in_a_child
//! Also breaks: both_streams_are_captured, every_byte_arrives, a_mebibyte_on_each_does_not_hang, exit_code_and_signal_are_told_apart, nothing_is_left_behind, a_kill_at_any_step_is_told, tells_the_story

use std::error::Error;

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

/// Knows the three lines beforehand.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if options.command.is_empty() {
        return Err("no command".into());
    }
    println!("stdout: 4 bytes, sum db8c80b452225d4f");
    println!("stderr: 4 bytes, sum b1cd6f606f7fd772");
    println!("exit code: 3");
    Ok(())
}
