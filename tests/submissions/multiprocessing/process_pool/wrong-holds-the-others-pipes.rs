//! Each worker closes the ends that are left from its own pipes, and keeps those of the workers before
//! it. One of these is let go in vain while a later one lives.
//!
//! Breaks: is_right_under_every_schedule
//! By chance breaks: each_task_is_done_by_a_worker, as_many_as_allowed_are_alive
//! By chance breaks: a_slow_task_holds_up_nobody, the_answers_are_right, a_poison_task_is_lost_alone
//! By chance breaks: a_partial_answer_is_no_answer, a_dead_worker_is_replaced, every_worker_is_reaped
//! By chance breaks: a_kill_at_any_step_is_survived
//! By chance breaks: tells_the_story

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::num::NonZeroUsize;
use std::os::fd::AsFd;
use std::process::abort;
use std::thread::sleep;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};

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

/// A worker as the parent sees it. It has a task in hand, always.
struct Worker {
    child: Pid,
    /// The parent's end of the pipe that the worker takes its tasks from; at its end, it ends.
    tasks: PipeWriter,
    /// The parent's end of the pipe that the worker answers through.
    answers: PipeReader,
    /// What it was given last, and has not answered yet.
    in_hand: usize,
}

/// Has all tasks done by workers, and tells what came of them.
///
/// # Errors
///
/// [`Lost`] when there is a task without an answer; the system's error when there can be no further
/// pipe or process, or when waiting fails (workers that were started are waited for all the same).
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut pool = Vec::new();
    let mut answers = vec![None; options.tasks];
    let served = serve(options, &mut pool, &mut answers);
    // Nobody is left in the pool, unless the system failed us.
    for worker in pool {
        retire(worker)?;
    }
    served?;
    tell(&answers)
}

/// Keeps the pool at work until every task has been answered, in `answers`, or lost.
///
/// # Errors
///
/// The system's error; workers may be left in `pool`.
fn serve(
    options: &Options,
    pool: &mut Vec<Worker>,
    answers: &mut [Option<u64>],
) -> Result<(), Box<dyn Error>> {
    let mut not_given = 0..options.tasks;
    loop {
        // In the beginning this fills the pool; later it replaces the dead.
        while pool.len() < options.workers.get()
            && let Some(task) = not_given.next()
        {
            let worker = start(task, options)?;
            pool.push(worker);
        }
        if pool.is_empty() {
            return Ok(());
        }
        let mut worker = pool.swap_remove(next_to_speak(pool)?);
        let answer = receive(&mut worker);
        answers[worker.in_hand] = answer;
        match answer.and_then(|_| not_given.next()) {
            Some(task) => {
                give(&mut worker, task);
                pool.push(worker);
            }
            // It is dead, or nothing is left for it to do: it ends, one way or the other.
            None => retire(worker)?,
        }
    }
}

/// Starts a worker with this task in hand.
///
/// # Errors
///
/// The system's error when there can be no further pipe or process.
fn start(task: usize, options: &Options) -> io::Result<Worker> {
    let (its_tasks, tasks) = io::pipe()?;
    let (answers, its_answers) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            let mut worker = Worker { child, tasks, answers, in_hand: task };
            give(&mut worker, task);
            Ok(worker)
        }
        ForkResult::Child => {
            drop((tasks, answers));
            do_tasks(its_tasks, its_answers, options);
            leave(0)
        }
    }
}

/// What a worker does: one task after the other, until the pipe of tasks ends or nobody listens.
fn do_tasks(mut tasks: PipeReader, mut answers: PipeWriter, options: &Options) {
    let mut task = [0; size_of::<usize>()];
    while tasks.read_exact(&mut task).is_ok() {
        let task = usize::from_ne_bytes(task);
        let answer = work(task, options);
        if send(&mut answers, task, answer, options).is_err() {
            return;
        }
    }
}

/// Gives the worker its next task.
fn give(worker: &mut Worker, task: usize) {
    worker.in_hand = task;
    // An error says that it has died meanwhile, and so does the end of file in place of its answer.
    let _ = worker.tasks.write_all(&task.to_ne_bytes());
}

/// The place in the pool of a worker that has something to say: an answer, or that it is dead.
///
/// # Errors
///
/// The system's error, except for `EINTR`: then a signal came in between, and it waits again.
fn next_to_speak(pool: &[Worker]) -> nix::Result<usize> {
    let ends = pool.iter().map(|worker| PollFd::new(worker.answers.as_fd(), PollFlags::POLLIN));
    let mut ends: Vec<_> = ends.collect();
    loop {
        match poll(&mut ends, PollTimeout::NONE) {
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
            Ok(_) => {
                if let Some(ready) = ends.iter().position(|end| end.any() != Some(false)) {
                    return Ok(ready);
                }
            }
        }
    }
}

/// What the worker answers; `None` when it has died before its answer was whole.
fn receive(worker: &mut Worker) -> Option<u64> {
    let mut answer = [0; size_of::<u64>()];
    worker.answers.read_exact(&mut answer).ok()?;
    Some(u64::from_ne_bytes(answer))
}

/// Ends the worker's pipe of tasks, and waits until it has ended.
///
/// # Errors
///
/// The system's error, except for `EINTR`: then a signal came in between, and it waits again.
fn retire(worker: Worker) -> nix::Result<()> {
    drop(worker.tasks);
    loop {
        match waitpid(worker.child, None) {
            Err(Errno::EINTR) => {}
            // How it ended makes no difference: an answer is there or it isn't.
            result => return result.map(drop),
        }
    }
}

/// Given: does a task, in the process that calls it, and returns the answer.
fn work(task: usize, options: &Options) -> u64 {
    println!("task {task} begins");
    sleep(Duration::from_millis(options.pause_ms));
    if options.poison.contains(&task) {
        abort();
    }
    (task * task) as u64
}

/// Given: sends the answer to a task, as the eight bytes of [`u64::to_ne_bytes`].
///
/// # Errors
///
/// The system's error; `BrokenPipe` when the parent has gone.
fn send(answers: &mut PipeWriter, task: usize, answer: u64, options: &Options) -> io::Result<()> {
    let bytes = answer.to_ne_bytes();
    if options.cut.contains(&task) {
        answers.write_all(&bytes[..3])?;
        abort();
    }
    answers.write_all(&bytes)
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

/// Given: ends this process here and now with this exit code.
///
/// Unlike [`std::process::exit`], it leaves alone what the child has only as a copy: it flushes no
/// buffer, in which text of the parent may wait, and runs no clean-up that is the parent's to run.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
