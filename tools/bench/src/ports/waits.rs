//! Waiting for others: condition variables, parking, channels.

use std::collections::VecDeque;

use shuttle::sync::atomic::AtomicU32;
use shuttle::sync::atomic::Ordering::SeqCst;
use shuttle::sync::{Arc, Condvar, Mutex, mpsc};
use shuttle::thread;

use super::{Port, join_all, together};

pub const PORTS: &[Port] = &[
    Port { name: "if-for-while", wrong: if_for_while },
    Port { name: "one-condvar", wrong: one_condvar },
    Port { name: "wait-without-look", wrong: wait_without_look },
    Port { name: "notify-one-of-two", wrong: notify_one_of_two },
    Port { name: "park-once", wrong: park_once },
    Port { name: "barrier-rounds", wrong: barrier_rounds },
    Port { name: "arrival-order", wrong: arrival_order },
];

/// A lock and the condition variable that goes with it.
struct Watched<T> {
    value: Mutex<T>,
    changed: Condvar,
}

impl<T> Watched<T> {
    fn new(value: T) -> Self {
        Self { value: Mutex::new(value), changed: Condvar::new() }
    }
}

fn if_for_while() {
    type Shared = (Watched<VecDeque<u32>>, Mutex<u32>);
    let consume = |(queue, taken): &Shared| {
        let mut items = queue.value.lock().unwrap();
        if items.is_empty() {
            items = queue.changed.wait(items).unwrap();
        }
        if items.pop_front().is_some() {
            *taken.lock().unwrap() += 1;
        }
    };
    let produce = |(queue, _): &Shared| {
        for item in 0..2 {
            queue.value.lock().unwrap().push_back(item);
            queue.changed.notify_one();
        }
    };
    let shared = (Watched::new(VecDeque::new()), Mutex::new(0));
    let shared = together(shared, &[consume, consume, produce]);
    assert_eq!(*shared.1.lock().unwrap(), 2, "a wake-up means that there is something");
}

fn one_condvar() {
    type Slot = Watched<Option<u32>>;
    let put = |slot: &Slot| {
        let value = slot.value.lock().unwrap();
        let mut value = slot.changed.wait_while(value, |value| value.is_some()).unwrap();
        *value = Some(1);
        slot.changed.notify_one();
    };
    let take = |slot: &Slot| {
        let value = slot.value.lock().unwrap();
        let mut value = slot.changed.wait_while(value, |value| value.is_none()).unwrap();
        *value = None;
        slot.changed.notify_one();
    };
    together(Watched::new(None), &[take, take, put, put]);
}

fn wait_without_look() {
    let done = Arc::new(Watched::new(false));
    let worker = thread::spawn({
        let done = Arc::clone(&done);
        move || {
            *done.value.lock().unwrap() = true;
            done.changed.notify_one();
        }
    });
    let value = done.value.lock().unwrap();
    drop(done.changed.wait(value).unwrap());
    worker.join().unwrap();
}

fn notify_one_of_two() {
    type Door = Watched<bool>;
    let enter = |door: &Door| {
        let open = door.value.lock().unwrap();
        drop(door.changed.wait_while(open, |open| !*open).unwrap());
    };
    let unlock = |door: &Door| {
        *door.value.lock().unwrap() = true;
        door.changed.notify_one();
    };
    together(Watched::new(false), &[unlock, enter, enter]);
}

fn park_once() {
    let done = Arc::new([0; 2].map(AtomicU32::new));
    let start = |number: usize| {
        let (done, parent) = (Arc::clone(&done), thread::current());
        thread::spawn(move || {
            done[number].store(1, SeqCst);
            parent.unpark();
        })
    };
    let threads = vec![start(0), start(1)];
    thread::park();
    assert_eq!(done[0].load(SeqCst), 1, "the first one has woken us");
    join_all(threads);
}

fn barrier_rounds() {
    type Barrier = Watched<u32>;
    fn meet(barrier: &Barrier) {
        let mut arrived = barrier.value.lock().unwrap();
        *arrived += 1;
        if *arrived == 2 {
            *arrived = 0;
            barrier.changed.notify_all();
        } else {
            drop(barrier.changed.wait_while(arrived, |arrived| *arrived != 0).unwrap());
        }
    }
    let run = |barrier: &Barrier| (0..2).for_each(|_| meet(barrier));
    together(Watched::new(0), &[run, run]);
}

fn arrival_order() {
    let (sender, receiver) = mpsc::channel();
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number * number).unwrap())
    };
    let threads = vec![start(1), start(2), start(3)];
    let squares: Vec<u32> = receiver.iter().take(3).collect();
    assert_eq!(squares, [1, 4, 9]);
    join_all(threads);
}
