//! The witness on its own: runs a program and prints the report as JSON.
//!
//! For benchmarks and for trying things; `cargo telar observe` is the comfortable way.

use std::process::ExitCode;

use witness::{Detail, Input, Job};

fn main() -> ExitCode {
    witness::serve_if_asked();
    let mut args = std::env::args().skip(1).peekable();
    let detail = match args.next_if(|arg| arg == "--lines") {
        Some(_) => Detail::Lines,
        None => Detail::Full,
    };
    let Some(program) = args.next() else {
        eprintln!("usage: witness [--lines] PROGRAM [ARGUMENT…]");
        return ExitCode::from(2);
    };
    let mut job = Job::new(program).args(args);
    job.detail = detail;
    job.input = Input::Inherited;
    job.limits.deadline = std::time::Duration::from_secs(3600);
    let answer = witness::observe(&job).map_err(anyhow::Error::from).and_then(|report| {
        serde_json::to_writer_pretty(std::io::stdout().lock(), &report)?;
        Ok(())
    });
    match answer {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
