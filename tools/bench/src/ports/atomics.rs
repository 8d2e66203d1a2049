//! Atomics: each operation is whole, two of them in a row are not.

use shuttle::sync::Mutex;
use shuttle::sync::atomic::Ordering::SeqCst;
use shuttle::sync::atomic::{AtomicBool, AtomicU32};

use super::{Port, together};

pub const PORTS: &[Port] = &[
    Port { name: "load-then-store", wrong: load_then_store },
    Port { name: "load-then-store-once", wrong: load_then_store_once },
    Port { name: "flag-before-data", wrong: flag_before_data },
    Port { name: "aba", wrong: aba },
];

fn load_then_store() {
    let add_ten = |count: &AtomicU32| (0..10).for_each(|_| add(count));
    let count = together(AtomicU32::new(0), &[add_ten, add_ten]);
    assert_eq!(count.load(SeqCst), 20);
}

fn load_then_store_once() {
    let count = together(AtomicU32::new(0), &[add, add]);
    assert_eq!(count.load(SeqCst), 2);
}

fn add(count: &AtomicU32) {
    count.store(count.load(SeqCst) + 1, SeqCst);
}

fn flag_before_data() {
    struct Message {
        data: AtomicU32,
        ready: AtomicBool,
    }
    let message = Message { data: AtomicU32::new(0), ready: AtomicBool::new(false) };
    together(
        message,
        &[
            |message| {
                message.ready.store(true, SeqCst);
                message.data.store(42, SeqCst);
            },
            |message| {
                if message.ready.load(SeqCst) {
                    assert_eq!(message.data.load(SeqCst), 42);
                }
            },
        ],
    );
}

struct Stack {
    below: [AtomicU32; 3],
    top: AtomicU32,
    owned: Mutex<Vec<u32>>,
}

impl Stack {
    fn pop(&self) -> Option<u32> {
        loop {
            let top = self.top.load(SeqCst);
            if top == 0 {
                return None;
            }
            let below = self.below[top as usize].load(SeqCst);
            if self.top.compare_exchange(top, below, SeqCst, SeqCst).is_ok() {
                return Some(top);
            }
        }
    }

    fn push(&self, node: u32) {
        loop {
            let top = self.top.load(SeqCst);
            self.below[node as usize].store(top, SeqCst);
            if self.top.compare_exchange(top, node, SeqCst, SeqCst).is_ok() {
                return;
            }
        }
    }

    fn keep_one(&self) {
        self.owned.lock().unwrap().extend(self.pop());
    }

    fn keep_the_second(&self) {
        let first = self.pop();
        let second = self.pop();
        if let Some(first) = first {
            self.push(first);
        }
        self.owned.lock().unwrap().extend(second);
    }

    fn count_nodes(&self) {
        let mut nodes = self.owned.lock().unwrap().clone();
        nodes.extend(std::iter::from_fn(|| self.pop()).take(3));
        nodes.sort_unstable();
        assert_eq!(nodes, [1, 2]);
    }
}

fn aba() {
    let below = [0, 2, 0].map(AtomicU32::new);
    let stack = Stack { below, top: AtomicU32::new(1), owned: Mutex::new(Vec::new()) };
    together(stack, &[Stack::keep_one, Stack::keep_the_second]).count_nodes();
}
