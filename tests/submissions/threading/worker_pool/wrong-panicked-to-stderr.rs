//! Says `panicked` where errors go.
//!
//! Breaks: a_panicking_job_does_not_kill_its_worker
//! Also breaks: is_right_under_every_schedule

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
        let (sender, jobs) = crossbeam_channel::unbounded();
        let start = |_| {
            // Each worker has an end of its own; all are ends of one channel.
            let jobs = jobs.clone();
            thread::spawn(move || work(jobs))
        };
        Self { jobs: Some(sender), workers: (0..workers.get()).map(start).collect() }
    }

    /// Hands a job over to the worker that is free first, and does not wait until it is done.
    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("it is there until the pool is dropped");
        jobs.send(Box::new(job)).expect("the workers receive for as long as there is a sender");
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        // First: as long as there is a sender, the workers wait for another job, and we for them.
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            worker.join().expect("a worker survives its jobs' panics");
        }
    }
}

/// What a worker does: one job after the other, until there are none left and will be none.
fn work(jobs: Receiver<Job>) {
    for job in jobs {
        // Without this, the panic would end this thread, and the pool have a worker less.
        if catch_unwind(AssertUnwindSafe(job)).is_err() {
            eprintln!("panicked");
        }
    }
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
