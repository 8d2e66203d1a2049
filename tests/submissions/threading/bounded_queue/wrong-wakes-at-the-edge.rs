//! Wakes somebody only when the queue stops being empty, or full: of two who wait for room, the second
//! one is never woken when another item was taken before the first one got on.
//!
//! Breaks: is_right_under_every_schedule
//! Also breaks: nobody_waits_while_another_works

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
        let state = self.state.lock().unwrap();
        let mut state = self
            .not_full
            .wait_while(state, |now| now.items.len() >= self.capacity && !now.closed)
            .unwrap();
        if state.closed {
            return Err(item);
        }
        state.items.push_back(item);
        if state.items.len() == 1 {
            self.not_empty.notify_one();
        }
        Ok(())
    }

    /// Takes the oldest item out, once there is one; `None` when the queue is closed and empty.
    fn pop(&self) -> Option<T> {
        let state = self.state.lock().unwrap();
        let mut state =
            self.not_empty.wait_while(state, |now| now.items.is_empty() && !now.closed).unwrap();
        let item = state.items.pop_front()?;
        if state.items.len() + 1 == self.capacity {
            self.not_full.notify_one();
        }
        Some(item)
    }

    /// Lets nothing in any more, and wakes everybody who waits, on both sides.
    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

/// What the producer of this number does: it makes its items and puts each into the queue, until all
/// are in or one is refused.
fn produce(producer: usize, queue: &Queue<Item>, options: &Options) {
    for number in 0..options.items {
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
/// it has taken `--stop-after` items, it closes the queue, and goes on.
fn consume(queue: &Queue<Item>, options: &Options) {
    let mut taken = 0;
    loop {
        println!("ready");
        let Some(item) = queue.pop() else { break };
        println!("took {item}");
        taken += 1;
        use_up(item, options);
        if options.stop_after == Some(taken) {
            queue.close();
        }
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
