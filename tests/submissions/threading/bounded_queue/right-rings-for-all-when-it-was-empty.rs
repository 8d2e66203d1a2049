//! `push` rings only when the queue was empty, and then for everybody.

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
    #[arg(long, default_value_t = 2)]
    producers: usize,
    #[arg(long, default_value_t = 1)]
    consumers: usize,
    #[arg(long, default_value_t = 4)]
    items: usize,
    #[arg(long, default_value = "3")]
    capacity: NonZeroUsize,
    #[arg(long, default_value_t = 20)]
    make_ms: u64,
    #[arg(long, default_value_t = 50)]
    use_ms: u64,
    #[arg(long, value_name = "ITEMS")]
    stop_after: Option<usize>,
    #[arg(long)]
    leave_open: bool,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    producer: usize,
    number: usize,
}

struct Queue<T> {
    state: Mutex<State<T>>,
    not_empty: Condvar,
    not_full: Condvar,
    capacity: usize,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

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
        if !options.leave_open {
            queue.close();
        }
        ends.into_iter().collect::<Result<(), _>>().expect("no producer panics");
    });
    Ok(())
}

impl<T> Queue<T> {
    fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity && !state.closed {
            state = self.not_full.wait(state).unwrap();
        }
        if state.closed {
            return Err(item);
        }
        let was_empty = state.items.is_empty();
        state.items.push_back(item);
        if was_empty {
            self.not_empty.notify_all();
        }
        Ok(())
    }

    fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state = self.not_empty.wait(state).unwrap();
        }
        let item = state.items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

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

fn make(producer: usize, number: usize, options: &Options) -> Item {
    thread::sleep(Duration::from_millis(options.make_ms));
    Item { producer, number }
}

fn use_up(_item: Item, options: &Options) {
    thread::sleep(Duration::from_millis(options.use_ms));
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.producer, self.number)
    }
}
