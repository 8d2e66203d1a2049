//! Wrong twins of `tools/pairs`, written anew with the types of the crate shuttle in place of those of
//! std.
//!
//! What a twin has in a `static` is handed to the threads here: a `static` would outlive the schedule.
//! Otherwise each is its twin line by line, under the same name. What happens outside of threads, locks,
//! atomics and channels has no port, as shuttle does not know of it.

mod atomics;
mod locks;
mod waits;

use shuttle::sync::Arc;
use shuttle::thread::{self, JoinHandle};

/// A program that shuttle can run, with a bug.
pub struct Port {
    /// The pair whose wrong twin this is.
    pub name: &'static str,
    /// The program.
    pub wrong: fn(),
}

const GROUPS: [&[Port]; 3] = [locks::PORTS, atomics::PORTS, waits::PORTS];

/// All ports.
pub fn all() -> impl Iterator<Item = &'static Port> {
    GROUPS.into_iter().flatten()
}

/// Runs each of these in a thread of its own and joins all of them; gives what they shared.
fn together<S: Send + Sync + 'static>(shared: S, works: &[fn(&S)]) -> Arc<S> {
    let shared = Arc::new(shared);
    let start = |&work: &fn(&S)| {
        let shared = Arc::clone(&shared);
        thread::spawn(move || work(&shared))
    };
    join_all(works.iter().map(start).collect());
    shared
}

/// Joins all of these.
fn join_all(threads: Vec<JoinHandle<()>>) {
    for thread in threads {
        thread.join().expect("the first panic ends the run");
    }
}

#[cfg(test)]
mod tests {
    use std::panic;

    use shuttle::scheduler::RandomScheduler;
    use shuttle::{Config, FailurePersistence, Runner};

    #[test]
    fn every_port_has_its_bug() {
        for port in super::all() {
            let mut config = Config::new();
            config.failure_persistence = FailurePersistence::None;
            let wrong = port.wrong;
            let explored = panic::catch_unwind(|| {
                // The seed is fixed, so this finds the bug always or never.
                Runner::new(RandomScheduler::new_from_seed(0, 10_000), config).run(wrong)
            });
            assert!(explored.is_err(), "no schedule of `{}` fails", port.name);
        }
    }
}
