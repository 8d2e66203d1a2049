//! A pool of workers: a few threads that live long, and jobs that are handed over to them.
//!
//! # What the program does
//!
//! `threading worker-pool` makes a pool of three workers, each a thread of its own besides main, and
//! submits six jobs, numbered from 0. Each job is done by one of the workers, whichever is free; when
//! all are submitted, main drops the pool. It prints `dropped` when the drop has come back.
//!
//! A line is printed, to standard output, by the thread that it is about:
//!
//! ```text
//! begin 4    by a job, and so by the worker that does it
//! end 4      by the same job, after its pause
//! panicked   by a worker whose job has panicked; it goes on with the next one
//! dropped    by main
//! ```
//!
//! # What the pool promises
//!
//! - It has as many workers as were asked for, from the beginning to its end, however many jobs there
//!   are. A worker without a job sleeps.
//! - So many jobs are done at once: as long as a worker is free, no job waits. (With `--meet`, the jobs
//!   wait for each other, as many as there are workers. Only a pool that works on all of them at once
//!   ever gets beyond that. The jobs that don't panic have to be so many that each finds company: three,
//!   six or nine for three workers. Else the last ones wait for ever, in a right pool, too.)
//! - A job that panics is over, and that is all. Its worker says `panicked` and takes the next one.
//!   (`--panic 1` makes job 1 panic.)
//! - Dropping the pool waits: first every job that was submitted is done, then every worker ends. When
//!   the drop comes back, no thread of the pool is left.
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: how many threads there are, which of them did which
//! job, and whether any was still alive when main wrote `dropped`. Each thread in turn is held back
//! until nobody else can go on; and some hundred orders of steps are tried. That a worker without a job
//! sleeps is not looked at, because main never leaves one without for long.
//!
//! # What to read
//!
//! [`crossbeam_channel::unbounded`] makes a channel whose two ends can both be cloned. Each message is
//! received by one receiver. `for job in jobs`, with a [`Receiver`], sleeps until there is a job, and
//! ends when the channel is empty *and its last [`Sender`] is dropped*. [`std::panic::catch_unwind`] calls
//! a closure and gives an `Err` when it panics; wrap the job in [`std::panic::AssertUnwindSafe`], for
//! nobody looks at what it leaves behind. The book explains it in `worker-pool.md#worker-pool`.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- worker-pool --workers 2 --panic 1
//! cargo telar observe worker-pool -- --meet
//! cargo test -p threading worker_pool::
//! ```

#![expect(
    unused_variables,
    unused_imports,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::error::Error;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many workers the pool has.
    #[arg(long, default_value = "3")]
    workers: NonZeroUsize,
    /// How many jobs are submitted.
    #[arg(long, default_value_t = 6)]
    jobs: usize,
    /// How long a job takes, in milliseconds.
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    /// A job that panics when it has begun; may be given several times.
    #[arg(long, value_name = "JOB")]
    panic: Vec<usize>,
    /// Jobs that have begun, and don't panic, wait until there are as many of them as workers; their number
    /// has to be a multiple of that of the workers.
    #[arg(long)]
    meet: bool,
}

/// Something to be done once, by whoever gets it: it owns all that it needs.
type Job = Box<dyn FnOnce() + Send>;

/// Threads that do the jobs submitted to them. Dropping it waits until all is done.
struct Pool {
    /// Where jobs go in; there until the pool is dropped. The workers end when it is gone.
    jobs: Option<Sender<Job>>,
    /// One for each worker.
    workers: Vec<JoinHandle<()>>,
}

/// Given: makes a pool, submits the jobs, and drops the pool.
///
/// # Errors
///
/// Never; the other exercises' `run` may.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let pool = Pool::new(options.workers);
    let meeting = options.meet.then(|| Arc::new(Barrier::new(options.workers.get())));
    for number in 0..options.jobs {
        let (options, meeting) = (options.clone(), meeting.clone());
        pool.submit(move || job(number, &options, meeting.as_deref()));
    }
    drop(pool);
    println!("dropped");
    Ok(())
}

impl Pool {
    /// Starts the workers, which wait for jobs.
    fn new(workers: NonZeroUsize) -> Self {
        todo!("make a channel, start the workers with an end of it each, and keep the other end")
    }

    /// Hands a job over to the worker that is free first, and does not wait until it is done.
    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        todo!("send the job to the workers")
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        todo!("tell the workers that no more jobs come, then wait for every one")
    }
}

/// What a worker does: one job after the other, until there are none left and will be none.
fn work(jobs: Receiver<Job>) {
    todo!("do one job after the other, and survive those that panic")
}

/// Given: a job, from its first line to its last.
fn job(number: usize, options: &Options, meeting: Option<&Barrier>) {
    println!("begin {number}");
    if options.panic.contains(&number) {
        panic!("job {number} was told to panic");
    }
    if let Some(meeting) = meeting {
        meeting.wait();
    }
    thread::sleep(Duration::from_millis(options.pause_ms));
    println!("end {number}");
}
