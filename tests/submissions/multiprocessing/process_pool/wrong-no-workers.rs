//! Prints all the right lines, and there is nobody who does the work.
//!
//! Breaks: each_task_is_done_by_a_worker
//! Also breaks: as_many_as_allowed_are_alive, a_slow_task_holds_up_nobody, the_answers_are_right
//! Also breaks: a_poison_task_is_lost_alone, a_partial_answer_is_no_answer, a_dead_worker_is_replaced
//! Also breaks: every_worker_is_reaped, a_kill_at_any_step_is_survived, is_right_under_every_schedule
//! Also breaks: tells_the_story

use std::error::Error;
use std::num::NonZeroUsize;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many workers there may be at once.
    #[arg(long, default_value = "3")]
    workers: NonZeroUsize,
    /// How many tasks there are; they are numbered from 0.
    #[arg(long, default_value_t = 6)]
    tasks: usize,
    /// How long each task takes, in milliseconds.
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    /// Let this task crash its worker; may be given several times.
    #[arg(long, value_name = "TASK")]
    poison: Vec<usize>,
    /// Let the worker of this task crash in the middle of its answer; may be given several times.
    #[arg(long, value_name = "TASK")]
    cut: Vec<usize>,
}

/// Some tasks were lost with their workers.
#[derive(Debug, thiserror::Error)]
#[error("these tasks were lost: {}", .tasks.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Lost {
    /// Their numbers, the smallest first.
    tasks: Vec<usize>,
}

/// Has all tasks done by workers, and tells what came of them.
///
/// # Errors
///
/// [`Lost`] when there is a task without an answer; the system's error when there can be no further
/// pipe or process, or when waiting fails (workers that were started are waited for all the same).
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut answers = vec![None; options.tasks];
    for (task, answer) in answers.iter_mut().enumerate() {
        println!("task {task} begins");
        if !options.poison.contains(&task) && !options.cut.contains(&task) {
            *answer = Some((task * task) as u64);
        }
    }
    tell(&answers)
}

/// Given: prints what came of each task.
fn tell(answers: &[Option<u64>]) -> Result<(), Box<dyn Error>> {
    for (task, answer) in answers.iter().enumerate() {
        match answer {
            Some(answer) => println!("task {task}: {answer}"),
            None => println!("task {task}: lost"),
        }
    }
    let tasks: Vec<_> = (0..answers.len()).filter(|&task| answers[task].is_none()).collect();
    if tasks.is_empty() { Ok(()) } else { Err(Lost { tasks }.into()) }
}
