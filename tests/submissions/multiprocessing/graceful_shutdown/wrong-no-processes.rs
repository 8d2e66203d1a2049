//! Main writes all the lines itself, in the order in which they often come.
//!
//! Breaks: each_worker_does_its_tasks
//! Also breaks: work_in_flight_is_finished, no_worker_begins_another_task, every_child_is_reaped, a_stop_is_no_failure, a_second_signal_forces, the_deadline_forces, a_lost_worker_is_named, is_right_under_every_schedule, tells_the_story

use std::error::Error;
use std::thread::sleep;
use std::time::Duration;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many workers there are; they are numbered from 0.
    #[arg(long, default_value_t = 3)]
    workers: usize,
    /// How many tasks there are; they are numbered from 0.
    #[arg(long, default_value_t = 6)]
    tasks: usize,
    /// How long a task takes, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    task_ms: u64,
    /// How many seconds the workers have to end once they are told to.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    deadline_s: u32,
    /// Send this program SIGTERM when this task has begun, as `kill` would.
    #[arg(long, value_name = "TASK")]
    stop_at: Option<usize>,
    /// Send it once more as soon as it says that it is stopping.
    #[arg(long)]
    insist: bool,
    /// Let this task never end.
    #[arg(long, value_name = "TASK")]
    hang: Option<usize>,
}

/// Writes what workers would write.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    for worker in 0..options.workers {
        println!("start {worker}");
    }
    for task in 0..options.tasks {
        println!("begin {task}");
        sleep(Duration::from_millis(options.task_ms));
        println!("done {task}");
    }
    Ok(())
}
