//! Asks again and again whether the workers have finished: they may have, and not have ended yet.
//!
//! Breaks: is_right_under_every_schedule

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
    #[arg(long, default_value = "3")]
    workers: NonZeroUsize,
    #[arg(long, default_value_t = 6)]
    jobs: usize,
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    #[arg(long, value_name = "JOB")]
    panic: Vec<usize>,
    #[arg(long)]
    meet: bool,
}

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

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
    fn new(workers: NonZeroUsize) -> Self {
        let (sender, jobs) = crossbeam_channel::unbounded();
        let start = |_| {
            let jobs = jobs.clone();
            thread::spawn(move || work(jobs))
        };
        Self { jobs: Some(sender), workers: (0..workers.get()).map(start).collect() }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("it is there until the pool is dropped");
        jobs.send(Box::new(job)).unwrap();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        while !self.workers.iter().all(JoinHandle::is_finished) {
            thread::yield_now();
        }
    }
}

fn work(jobs: Receiver<Job>) {
    for job in jobs {
        if catch_unwind(AssertUnwindSafe(job)).is_err() {
            println!("panicked");
        }
    }
}

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
