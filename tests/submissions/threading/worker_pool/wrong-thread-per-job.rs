//! Starts a thread for each job; the number of workers means nothing.
//!
//! Breaks: as_many_workers_as_asked
//! Also breaks: every_job_is_done_once, workers_work_at_once, a_panicking_job_does_not_kill_its_worker, dropping_the_pool_waits_for_every_job, no_thread_is_left, is_right_under_every_schedule

use std::error::Error;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

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
    threads: Mutex<Vec<JoinHandle<()>>>,
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
    fn new(_workers: NonZeroUsize) -> Self {
        Self { threads: Mutex::default() }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.threads.lock().unwrap().push(thread::spawn(|| work(Box::new(job))));
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        for thread in self.threads.get_mut().unwrap().drain(..) {
            thread.join().expect("a panic is caught");
        }
    }
}

fn work(job: Job) {
    if catch_unwind(AssertUnwindSafe(job)).is_err() {
        println!("panicked");
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
