//! What threads do and leave undone.

use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

fn spawn_three() -> Vec<JoinHandle<()>> {
    (1..=3).map(|number| thread::spawn(move || println!("I am {number}"))).collect()
}

/// Three threads, each joined.
pub fn join_all() {
    for thread in spawn_three() {
        thread.join().expect("printing does not panic");
    }
}

/// Three threads, none joined.
pub fn join_none() {
    spawn_three();
}

/// Three threads, each joined before the next one is created.
pub fn join_one_by_one() {
    for number in 1..=3 {
        thread::spawn(move || println!("I am {number}")).join().expect("printing does not panic");
    }
}

/// Three threads, and a nap that is usually long enough for them.
pub fn sleep_instead_of_join() {
    spawn_three();
    thread::sleep(Duration::from_millis(50));
}

/// Scoped threads: main goes on when their work is done, which is before they have ended.
pub fn scope() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| ());
        }
    });
}

/// Main spins until its thread is done.
pub fn spin_until_done() {
    let thread = thread::spawn(|| println!("done"));
    while !thread.is_finished() {
        std::hint::spin_loop();
    }
}

/// Main looks every millisecond whether its thread is done.
pub fn nap_until_done() {
    let thread = thread::spawn(|| println!("done"));
    while !thread.is_finished() {
        thread::sleep(Duration::from_millis(1));
    }
}

/// Main waits for its thread's message, 1 ms at a time.
pub fn wait_a_little_until_done() {
    let (sender, done) = std::sync::mpsc::channel();
    let thread = thread::spawn(move || {
        println!("done");
        sender.send(()).expect("main listens");
    });
    while done.recv_timeout(Duration::from_millis(1)).is_err() {}
    thread.join().expect("printing does not panic");
}

/// Two threads that each sleep once; `held` is what each holds from before its sleep to its last line.
fn sleep_and_tell<G>(hold: impl Fn() -> G + Copy + Send + 'static) {
    let threads = (1..=2).map(|number| {
        thread::spawn(move || {
            let _held = hold();
            thread::sleep(Duration::from_millis(1));
            println!("{number} is done");
        })
    });
    for thread in threads.collect::<Vec<_>>() {
        thread.join().expect("sleeping does not panic");
    }
}

/// Both need the same lock for all that they do.
pub fn sleep_locked() {
    static LOCK: Mutex<()> = Mutex::new(());
    sleep_and_tell(|| LOCK.lock());
}

/// Neither needs what the other has.
pub fn sleep_unlocked() {
    sleep_and_tell(|| ());
}

/// Main ends while another thread, that has waited for this, replaces the program.
pub fn exec_while_leaving() {
    thread::spawn(|| {
        use std::os::unix::process::CommandExt;
        panic!("exec failed: {}", Command::new("/bin/echo").arg("too late").exec());
    });
    std::process::exit(7);
}

/// Main ends while another thread waits for ever, in a call that is no wait to the witness.
pub fn blocked_while_leaving() {
    let (sender, begun) = std::sync::mpsc::channel();
    thread::spawn(move || {
        sender.send(()).expect("main listens");
        nix::unistd::pause();
    });
    begun.recv().expect("the thread says that it has begun");
}

/// Two threads end the process, while a third waits for ever.
pub fn leave_twice() {
    let (sender, begun) = std::sync::mpsc::channel();
    thread::spawn(move || {
        sender.send(()).expect("main listens");
        nix::unistd::pause();
    });
    begun.recv().expect("the thread says that it has begun");
    thread::spawn(|| std::process::exit(7));
    std::process::exit(7);
}

/// Asks for more nanoseconds than there are.
pub fn sleep_for_ever() {
    thread::sleep(Duration::MAX);
}

/// Waits for a lock that it holds itself.
pub fn lock_twice() {
    let lock = Mutex::new(());
    let _first = lock.lock();
    let _second = lock.lock();
}

/// Two threads that do nothing but compute: `rounds` times a million multiplications each.
pub fn compute(rounds: u64) {
    let work = move || {
        let mut number = 1_u64;
        for _ in 0..rounds * 1_000_000 {
            number = std::hint::black_box(number).wrapping_mul(6_364_136_223_846_793_005);
        }
        number
    };
    let threads = [thread::spawn(work), thread::spawn(work)];
    for thread in threads {
        thread.join().expect("multiplying does not panic");
    }
}

/// A thread that is not main replaces the program, while main and another thread live.
pub fn exec_from_a_thread() {
    use std::os::unix::process::CommandExt;
    static BEGUN: AtomicBool = AtomicBool::new(false);
    thread::spawn(|| {
        BEGUN.store(true, Ordering::SeqCst);
        thread::park();
    });
    thread::spawn(|| {
        while !BEGUN.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        panic!("exec failed: {}", Command::new("/bin/echo").arg("another program").exec());
    });
    loop {
        thread::park();
    }
}
