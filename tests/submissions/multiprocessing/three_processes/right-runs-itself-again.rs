//! Each worker is this same program, started afresh by `Command`; a variable of its environment
//! tells it who it is.

use std::env;
use std::error::Error;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use nix::libc;
use nix::sys::signal::{Signal, raise};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many workers there are; they are numbered from 0.
    #[arg(long, default_value_t = 3)]
    workers: usize,
    /// How many steps each worker does.
    #[arg(long, default_value_t = 5)]
    steps: usize,
    /// How long a worker sleeps after each step, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    pause_ms: u64,
    /// Let this worker exit with code 1 after its first step; may be given several times.
    #[arg(long, value_name = "WORKER")]
    fail: Vec<usize>,
    /// Let this worker be killed by a signal after its first step; may be given several times.
    #[arg(long, value_name = "WORKER")]
    kill: Vec<usize>,
}

/// Some workers did not end well: they exited with another code than 0, or a signal ended them.
#[derive(Debug, thiserror::Error)]
#[error("these workers failed: {}", .workers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Failed {
    /// Their numbers, the smallest first.
    workers: Vec<usize>,
}

/// The variable that holds the worker's number.
const WORKER: &str = "THREE_PROCESSES_WORKER";

/// Does the work of one worker when it was started as one; else starts them all and waits for each.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if let Ok(worker) = env::var(WORKER) {
        work(worker.parse()?, options);
        return Ok(());
    }

    let mut children = Vec::new();
    for worker in 0..options.workers {
        children.push(start(worker)?);
    }
    let mut failed = Vec::new();
    for (worker, mut child) in children.into_iter().enumerate() {
        // Covers signals too: `success` is true for exit code 0 alone.
        if !child.wait()?.success() {
            failed.push(worker);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// Starts one worker with the arguments that this process was given.
fn start(worker: usize) -> std::io::Result<Child> {
    let mut command = Command::new(env::current_exe()?);
    let mut args = env::args_os();
    if let Some(name) = args.next() {
        command.arg0(name);
    }
    command.args(args).env(WORKER, worker.to_string()).spawn()
}

/// What a worker does.
fn work(worker: usize, options: &Options) {
    println!("Proceso {worker} iniciado");
    for step in 0..options.steps {
        println!("Proceso {worker} trabajando...");
        sleep(Duration::from_millis(options.pause_ms));
        if step == 0 {
            break_down_if_asked(worker, options);
        }
    }
    println!("Proceso {worker} terminó");
}

/// Ends this process when `--fail` or `--kill` names the worker.
fn break_down_if_asked(worker: usize, options: &Options) {
    if options.fail.contains(&worker) {
        leave(1);
    }
    if options.kill.contains(&worker) {
        let _ = raise(Signal::SIGKILL);
    }
}

/// Ends this process here and now.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
