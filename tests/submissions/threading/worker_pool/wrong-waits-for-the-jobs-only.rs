//! Counts the jobs that are not done yet, and waits until there are none; the workers are left to
//! themselves.
//!
//! Breaks: no_thread_is_left
//! Also breaks: is_right_under_every_schedule

use std::error::Error;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Barrier, Condvar, Mutex};
use std::thread;
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
    open: Arc<(Mutex<usize>, Condvar)>,
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
        for _ in 0..workers.get() {
            let jobs = jobs.clone();
            thread::spawn(move || work(jobs));
        }
        Self { jobs: Some(sender), open: Arc::default() }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("it is there until the pool is dropped");
        *self.open.0.lock().unwrap() += 1;
        let open = Arc::clone(&self.open);
        let counted = move || {
            let end = catch_unwind(AssertUnwindSafe(job));
            *open.0.lock().unwrap() -= 1;
            open.1.notify_all();
            end.unwrap_or_else(|panic| resume_unwind(panic));
        };
        jobs.send(Box::new(counted)).expect("the workers receive for as long as there is a sender");
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        let (open, changed) = &*self.open;
        let _all_done = changed.wait_while(open.lock().unwrap(), |open| *open > 0).unwrap();
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
