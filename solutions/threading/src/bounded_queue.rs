//! A bounded queue: producers wait while it is full, consumers wait while it is empty, and nobody asks
//! twice.
//!
//! # What the program does
//!
//! `threading bounded-queue` starts two producers and one consumer, each a thread of its own besides
//! main. Each producer makes four items, one after the other, and puts each into a queue that holds
//! three; the consumer takes them out and uses them. Making an item takes 20 ms and using one 50 ms, so
//! the queue is soon full, and the producers go no faster than the consumer does.
//!
//! A line is printed by the thread that it is about:
//!
//! ```text
//! put 0.3       by a producer: its item is in the queue (item 3 of producer 0)
//! refused 0.3   by a producer: the queue was closed, the item is not in it; the producer ends
//! ready         by a consumer, each time before it takes an item
//! took 0.3      by a consumer: this is the item that it has got and is about to use
//! ```
//!
//! # What the queue promises
//!
//! - It never holds more than `--capacity` items. [`Queue::push`] waits while it is full.
//! - Items come out in the order in which they went in. [`Queue::pop`] waits while it is empty.
//! - [`Queue::close`] ends the waiting: whoever waits is woken, and from then on no item goes in. What is
//!   in the queue still comes out; then `pop` gives `None`, and a consumer ends.
//! - Who waits sleeps until somebody wakes it: it does not look again and again, not even with a pause
//!   in between, and sets no limit to its waiting.
//! - The lock is held while the queue is looked at and changed, and at no other time. While one producer
//!   makes an item, or a consumer uses one, all the others can go on.
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: which thread wrote which line, who waits, and for
//! what. `--consumers 0` is a queue that nobody takes from, and `--leave-open` one that nobody closes: in
//! both cases threads wait for ever, as they should, and the grader sees how. `--stop-after` closes the
//! queue while producers may be waiting; whether that is before or after the consumer uses its last item
//! is all the same. Each thread in turn is held back, or kept asleep, until nobody else can go on; and
//! some hundred orders of steps are tried, with wake-ups that have no reason.
//!
//! # What to read
//!
//! [`std::sync::Condvar`]: its `wait` takes the guard of a lock, lets go of the lock and sleeps, in one
//! step; when it is woken, it takes the lock again and gives the guard back. `notify_one` wakes one of the
//! threads that wait on that variable, `notify_all` wakes all. [`std::collections::VecDeque`] is the
//! queue inside. The book explains it in `bounded-queue.md#bounded-queue`.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- bounded-queue --capacity 1
//! cargo telar observe bounded-queue -- --producers 1 --items 3
//! cargo test -p threading bounded_queue::
//! ```

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// What the program is told on its command line.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many producers to start.
    #[arg(long, default_value_t = 2)]
    producers: usize,
    /// How many consumers to start.
    #[arg(long, default_value_t = 1)]
    consumers: usize,
    /// How many items each producer makes.
    #[arg(long, default_value_t = 4)]
    items: usize,
    /// How many items the queue holds.
    #[arg(long, default_value = "3")]
    capacity: NonZeroUsize,
    /// How long it takes to make an item, in milliseconds.
    #[arg(long, default_value_t = 20)]
    make_ms: u64,
    /// How long it takes to use an item, in milliseconds.
    #[arg(long, default_value_t = 50)]
    use_ms: u64,
    /// A consumer closes the queue when it has taken this many items.
    #[arg(long, value_name = "ITEMS")]
    stop_after: Option<usize>,
    /// Nobody closes the queue when the producers have ended, so that the consumers wait for ever.
    #[arg(long)]
    leave_open: bool,
}

/// What is made, waits in the queue, and is used. Printed as `0.3`.
#[derive(Debug, Clone, Copy)]
struct Item {
    /// The number of the producer that made it.
    producer: usize,
    /// How many that producer had made before.
    number: usize,
}

/// A queue that holds a limited number of items, for any number of threads on both sides.
struct Queue<T> {
    /// To wait, keep this lock from the look at the state until the wait begins: what changes in between
    /// would wake nobody.
    state: Mutex<State<T>>,
    /// Signalled for each item that is put in, and when the queue is closed. Consumers wait on it.
    not_empty: Condvar,
    /// Signalled for each item that is taken out, and when the queue is closed. Producers wait on it.
    not_full: Condvar,
    /// How many items fit; at least 1.
    capacity: usize,
}

/// What the lock protects.
struct State<T> {
    /// The oldest at the front.
    items: VecDeque<T>,
    /// Nothing goes in any more.
    closed: bool,
}

/// Given: starts everybody, and closes the queue when the last producer has ended.
///
/// # Errors
///
/// Never; the other exercises' `run` may.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let queue = &Queue::new(options.capacity.get());
    thread::scope(|scope| {
        for _ in 0..options.consumers {
            scope.spawn(move || consume(queue, options));
        }
        let producers: Vec<_> = (0..options.producers)
            .map(|producer| scope.spawn(move || produce(producer, queue, options)))
            .collect();
        let ends: Vec<_> = producers.into_iter().map(|producer| producer.join()).collect();
        // Before anything can panic here: a consumer that waits for ever would never be joined.
        if !options.leave_open {
            queue.close();
        }
        ends.into_iter().collect::<Result<(), _>>().expect("no producer panics");
    });
    Ok(())
}

impl<T> Queue<T> {
    /// An empty queue, open on both sides.
    fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    /// Puts an item in at the back, once there is room for it.
    ///
    /// # Errors
    ///
    /// When the queue is closed, before the call or while it waits: the item comes back.
    fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        // `while`, not `if`: between the signal and our waking up, another producer may have filled the
        // room. And a thread may wake without any signal.
        while state.items.len() == self.capacity && !state.closed {
            state = self.not_full.wait(state).unwrap();
        }
        if state.closed {
            return Err(item);
        }
        state.items.push_back(item);
        // One item is of use to one consumer.
        self.not_empty.notify_one();
        Ok(())
    }

    /// Takes the oldest item out, once there is one; `None` when the queue is closed and empty.
    fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state = self.not_empty.wait(state).unwrap();
        }
        // Closed or not, what is in the queue comes out.
        let item = state.items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    /// Lets nothing in any more, and wakes everybody who waits, on both sides.
    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        // Each of them has something to do now, and none would wake the next.
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

/// What the producer of this number does: it makes its items and puts each into the queue, until all
/// are in or one is refused.
fn produce(producer: usize, queue: &Queue<Item>, options: &Options) {
    for number in 0..options.items {
        // Made before the queue is touched, so that nobody waits for us meanwhile.
        let item = make(producer, number, options);
        match queue.push(item) {
            Ok(()) => println!("put {item}"),
            Err(item) => {
                println!("refused {item}");
                return;
            }
        }
    }
}

/// What a consumer does: it takes items out of the queue and uses each, until there are none left. When
/// it has taken `--stop-after` items, it closes the queue, before or after it uses the last of them, and
/// goes on.
fn consume(queue: &Queue<Item>, options: &Options) {
    for taken in 1.. {
        println!("ready");
        let Some(item) = queue.pop() else { return };
        println!("took {item}");
        if options.stop_after == Some(taken) {
            queue.close();
        }
        use_up(item, options);
    }
}

/// Given: makes an item, which takes its time.
fn make(producer: usize, number: usize, options: &Options) -> Item {
    thread::sleep(Duration::from_millis(options.make_ms));
    Item { producer, number }
}

/// Given: uses an item, which takes its time.
fn use_up(_item: Item, options: &Options) {
    thread::sleep(Duration::from_millis(options.use_ms));
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.producer, self.number)
    }
}
