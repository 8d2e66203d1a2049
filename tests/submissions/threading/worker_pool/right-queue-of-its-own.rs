//! No channel: a queue behind a lock, a condition variable, and a flag that says whether more will come.

use std::collections::VecDeque;
use std::error::Error;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, Condvar, Mutex};
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

/// The jobs to be done, and whether there will be more.
struct Queue {
    jobs: Mutex<(VecDeque<Job>, bool)>,
    changed: Condvar,
}

struct Pool {
    jobs: Arc<Queue>,
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
        let jobs = Mutex::new((VecDeque::new(), true));
        let jobs = Arc::new(Queue { jobs, changed: Condvar::new() });
        let start = |_| {
            let jobs = Arc::clone(&jobs);
            thread::spawn(move || work(&jobs))
        };
        let workers = (0..workers.get()).map(start).collect();
        Self { jobs, workers }
    }

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.jobs.lock().unwrap().0.push_back(Box::new(job));
        self.jobs.changed.notify_one();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs.jobs.lock().unwrap().1 = false;
        self.jobs.changed.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().expect("a worker survives its jobs' panics");
        }
    }
}

fn work(queue: &Queue) {
    loop {
        let mut jobs = queue.jobs.lock().unwrap();
        while jobs.0.is_empty() && jobs.1 {
            jobs = queue.changed.wait(jobs).unwrap();
        }
        let Some(job) = jobs.0.pop_front() else { return };
        drop(jobs);
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
