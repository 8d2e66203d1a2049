//! Other work for the machine.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

/// Does this while all processors are kept busy by others.
pub fn under_load<T>(work: impl FnOnce() -> T) -> T {
    /// Says that the work is done, also when it has panicked.
    struct Done<'a>(&'a AtomicBool);
    impl Drop for Done<'_> {
        fn drop(&mut self) {
            self.0.store(true, SeqCst);
        }
    }
    let is_done = AtomicBool::new(false);
    let processors = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                while !is_done.load(SeqCst) {
                    std::hint::spin_loop();
                }
            });
        }
        let _done = Done(&is_done);
        work()
    })
}
