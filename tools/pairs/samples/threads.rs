//! Threads that meet, wait, share and pass on.

use std::cell::RefCell;
use std::hint;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, mpsc};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{after, select, tick, unbounded};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("barrier", barrier),
    ("scoped-sum", scoped_sum),
    ("messages", messages),
    ("select", selecting),
    ("ticks", ticks),
    ("thread-locals", thread_locals),
    ("once", once),
    ("many-readers", many_readers),
    ("wait-timeout", wait_timeout),
    ("park", park),
    ("spin", spin),
    ("try-lock", try_lock),
    ("tries-its-own-lock", tries_its_own_lock),
    ("counts-far", counts_far),
    ("many-threads", many_threads),
    ("threads-of-threads", threads_of_threads),
];

/// In each round, exactly one of those who meet is told that it is the leader.
fn barrier() {
    static MEETING: LazyLock<Barrier> = LazyLock::new(|| Barrier::new(3));
    static LEADERS: AtomicU32 = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for round in 0..3 {
                    if MEETING.wait().is_leader() {
                        LEADERS.fetch_add(1, SeqCst);
                    }
                    MEETING.wait();
                    assert_eq!(LEADERS.load(SeqCst), round + 1);
                    MEETING.wait();
                }
            });
        }
    });
}

fn scoped_sum() {
    let numbers: Vec<u64> = (1..=1_000).collect();
    let sum: u64 = thread::scope(|scope| {
        let parts: Vec<_> =
            numbers.chunks(250).map(|part| scope.spawn(move || part.iter().sum::<u64>())).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    });
    assert_eq!(sum, 500_500);
}

/// Every message of every sender arrives once, through a channel with room for any number, for two and
/// for none.
fn messages() {
    for room in [None, Some(2), Some(0)] {
        let mut received: Vec<u32> = match room {
            None => {
                let (sender, receiver) = mpsc::channel();
                thread::scope(|scope| {
                    for first in [0, 10] {
                        let sender = sender.clone();
                        scope.spawn(move || {
                            (first..first + 4).for_each(|n| sender.send(n).unwrap())
                        });
                    }
                    drop(sender);
                    receiver.iter().collect()
                })
            }
            Some(room) => {
                let (sender, receiver) = mpsc::sync_channel(room);
                thread::scope(|scope| {
                    for first in [0, 10] {
                        let sender = sender.clone();
                        scope.spawn(move || {
                            (first..first + 4).for_each(|n| sender.send(n).unwrap())
                        });
                    }
                    drop(sender);
                    receiver.iter().collect()
                })
            }
        };
        received.sort_unstable();
        assert_eq!(received, [0, 1, 2, 3, 10, 11, 12, 13]);
    }
}

/// Whatever arrives first is taken first, until both channels are closed.
fn selecting() {
    let (words, from_words) = unbounded::<&str>();
    let (numbers, from_numbers) = unbounded::<u32>();
    let senders = [
        thread::spawn(move || {
            ["one", "two"].into_iter().for_each(|word| words.send(word).unwrap())
        }),
        thread::spawn(move || (0..3).for_each(|number| numbers.send(number).unwrap())),
    ];
    let (mut heard, mut counted, mut open) = (0, 0, [true, true]);
    while open != [false, false] {
        select! {
            recv(from_words) -> word => match word {
                Ok(_) => heard += 1,
                Err(_) if open[0] => open[0] = false,
                Err(_) => thread::yield_now(),
            },
            recv(from_numbers) -> number => match number {
                Ok(_) => counted += 1,
                Err(_) if open[1] => open[1] = false,
                Err(_) => thread::yield_now(),
            },
        }
    }
    assert_eq!((heard, counted), (2, 3));
    senders.into_iter().for_each(|sender| sender.join().unwrap());
}

/// A clock that ticks is listened to until another one strikes.
fn ticks() {
    let (tick, strike) = (tick(Duration::from_millis(300)), after(Duration::from_secs(1)));
    let mut ticks = 0;
    loop {
        select! {
            recv(tick) -> _ => ticks += 1,
            recv(strike) -> _ => break,
        }
    }
    // Those of 300, 600 and 900 ms, unless somebody was too slow to hear each of them.
    assert!(ticks <= 3, "{ticks} ticks");
}

/// What a thread has of its own is dropped when it ends, before its joiner goes on.
fn thread_locals() {
    static DROPPED: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    struct Own(u32);
    impl Drop for Own {
        fn drop(&mut self) {
            DROPPED.lock().unwrap().push(self.0);
            println!("{} is dropped", self.0);
        }
    }
    thread_local!(static OWN: RefCell<Option<Own>> = const { RefCell::new(None) });
    let threads: Vec<_> = (1..4)
        .map(|number| thread::spawn(move || OWN.with(|own| *own.borrow_mut() = Some(Own(number)))))
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let mut dropped = DROPPED.lock().unwrap().clone();
    dropped.sort_unstable();
    assert_eq!(dropped, [1, 2, 3]);
}

/// However many come at once, what is done once is done once, and all see it done.
fn once() {
    static STARTS: AtomicU32 = AtomicU32::new(0);
    static START: Once = Once::new();
    static CELL: OnceLock<u32> = OnceLock::new();
    static LAZY: LazyLock<u32> = LazyLock::new(|| STARTS.fetch_add(1, SeqCst) + 10);
    thread::scope(|scope| {
        for number in 0..3 {
            scope.spawn(move || {
                START.call_once(|| {
                    STARTS.fetch_add(1, SeqCst);
                    println!("thread {number} is first");
                });
                assert_eq!(CELL.get_or_init(|| 7), &7);
                assert!([10, 11].contains(&*LAZY));
                assert!(STARTS.load(SeqCst) >= 1);
            });
        }
    });
    assert_eq!(STARTS.load(SeqCst), 2);
}

/// Readers see all of a change or nothing of it.
fn many_readers() {
    static PAIR: RwLock<(u32, u32)> = RwLock::new((0, 0));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..3 {
                    let pair = PAIR.read().unwrap();
                    assert_eq!(pair.0, pair.1);
                }
            });
        }
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..2 {
                    let mut pair = PAIR.write().unwrap();
                    pair.0 += 1;
                    pair.1 += 1;
                }
            });
        }
    });
    assert_eq!(*PAIR.read().unwrap(), (4, 4));
}

/// Somebody who waits with a time limit looks again when it is over.
fn wait_timeout() {
    static READY: Mutex<bool> = Mutex::new(false);
    static CHANGED: Condvar = Condvar::new();
    let waiter = thread::spawn(|| {
        let mut ready = READY.lock().unwrap();
        while !*ready {
            ready = CHANGED.wait_timeout(ready, Duration::from_millis(50)).unwrap().0;
        }
    });
    thread::sleep(Duration::from_millis(120));
    *READY.lock().unwrap() = true;
    CHANGED.notify_all();
    waiter.join().unwrap();
}

fn park() {
    let flag = Arc::new(AtomicBool::new(false));
    let parked = thread::spawn({
        let flag = Arc::clone(&flag);
        move || {
            while !flag.load(SeqCst) {
                thread::park();
            }
            thread::park_timeout(Duration::from_millis(10));
        }
    });
    flag.store(true, SeqCst);
    parked.thread().unpark();
    parked.join().unwrap();
}

/// A loop that waits for another thread without blocking ends when that one has had its turn.
fn spin() {
    static READY: AtomicU32 = AtomicU32::new(0);
    let threads = [
        thread::spawn(|| {
            while READY.load(SeqCst) < 1 {
                hint::spin_loop();
            }
            READY.store(2, SeqCst);
        }),
        thread::spawn(|| {
            while READY.load(SeqCst) < 2 {
                thread::yield_now();
            }
        }),
    ];
    READY.store(1, SeqCst);
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

fn try_lock() {
    static SHARED: Mutex<u32> = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                loop {
                    if let Ok(mut shared) = SHARED.try_lock() {
                        *shared += 1;
                        break;
                    }
                    thread::yield_now();
                }
            });
        }
    });
    assert_eq!(*SHARED.lock().unwrap(), 3);
}

fn many_threads() {
    static COUNT: Mutex<u32> = Mutex::new(0);
    let threads: Vec<_> = (0..50)
        .map(|number| {
            let builder = thread::Builder::new().name(format!("worker {number}"));
            builder.stack_size(64 << 10).spawn(|| *COUNT.lock().unwrap() += 1).unwrap()
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(*COUNT.lock().unwrap(), 50);
}

fn threads_of_threads() {
    fn leaves(depth: u32) -> u32 {
        if depth == 0 {
            return 1;
        }
        thread::scope(|scope| {
            let sides = [(); 2].map(|()| scope.spawn(move || leaves(depth - 1)));
            sides.map(|side| side.join().unwrap()).into_iter().sum()
        })
    }
    assert_eq!(leaves(3), 8);
}

/// Main tries a lock that it has already, and gives it back once. Who has it then is another thread.
fn tries_its_own_lock() {
    static ONE: Mutex<()> = Mutex::new(());
    static OTHER: Mutex<()> = Mutex::new(());
    let own = ONE.lock().unwrap();
    assert!(ONE.try_lock().is_err());
    drop(own);
    thread::scope(|scope| {
        scope.spawn(|| {
            let _one = ONE.lock().unwrap();
            thread::sleep(Duration::from_millis(1));
        });
        scope.spawn(|| {
            let _other = OTHER.lock().unwrap();
            let _one = ONE.lock().unwrap();
        });
        let _other = OTHER.lock().unwrap();
    });
}

/// Two threads count, and nobody hears of it until they are done.
fn counts_far() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..1_000).for_each(|_| _ = COUNT.fetch_add(1, SeqCst)));
        }
    });
    assert_eq!(COUNT.load(SeqCst), 2_000);
}
