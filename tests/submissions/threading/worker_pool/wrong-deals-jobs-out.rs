//! Each worker has a channel of its own, and the jobs are dealt out in turn. A worker that is free does
//! nothing for those that wait behind a slow one.
//!
//! Breaks: workers_work_at_once

use std::error::Error;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
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
    jobs: Vec<Sender<Job>>,
    next: AtomicUsize,
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
        let start = |_| {
            let (sender, jobs) = crossbeam_channel::unbounded();
            (sender, thread::spawn(move || work(jobs)))
        };
        let (jobs, workers) = (0..workers.get()).map(start).unzip();
        Self { jobs, next: AtomicUsize::new(0), workers }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let next = self.next.fetch_add(1, Ordering::SeqCst) % self.jobs.len();
        self.jobs[next]
            .send(Box::new(job))
            .expect("the workers receive for as long as there is a sender");
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs.clear();
        for worker in self.workers.drain(..) {
            worker.join().expect("a worker survives its jobs' panics");
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
