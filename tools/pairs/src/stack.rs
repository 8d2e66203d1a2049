//! A lock-free stack, and the trap of all such structures: a value that has changed and changed back.

use std::sync::Mutex;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;

use crate::helpers::together;
use crate::{Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[Pair::new("aba", Panic, aba_wrong, aba_right)];

/// Which node lies below node 1 and which below node 2; 0 is none. The stack begins as 1 on 2.
static BELOW: [AtomicU32; 3] = [AtomicU32::new(0), AtomicU32::new(2), AtomicU32::new(0)];
/// The node on top in the lower half; the upper half counts the changes, if anybody does.
static TOP: AtomicU32 = AtomicU32::new(1);
/// Who has a node to himself notes it here.
static OWNED: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Takes the node on top; `change` is added to the top at every change.
fn pop(change: u32) -> Option<u32> {
    loop {
        let top = TOP.load(SeqCst);
        let node = top & 0xffff;
        if node == 0 {
            return None;
        }
        let below = BELOW[node as usize].load(SeqCst);
        let new = (top & !0xffff).wrapping_add(change) | below;
        if TOP.compare_exchange(top, new, SeqCst, SeqCst).is_ok() {
            return Some(node);
        }
    }
}

/// Puts a node on top.
fn push(node: u32, change: u32) {
    loop {
        let top = TOP.load(SeqCst);
        BELOW[node as usize].store(top & 0xffff, SeqCst);
        let new = (top & !0xffff).wrapping_add(change) | node;
        if TOP.compare_exchange(top, new, SeqCst, SeqCst).is_ok() {
            return;
        }
    }
}

/// Takes a node and keeps it.
fn keep_one<const CHANGE: u32>() {
    OWNED.lock().unwrap().extend(pop(CHANGE));
}

/// Takes two nodes, keeps the second and puts the first one back.
fn keep_the_second<const CHANGE: u32>() {
    let first = pop(CHANGE);
    let second = pop(CHANGE);
    if let Some(first) = first {
        push(first, CHANGE);
    }
    OWNED.lock().unwrap().extend(second);
}

/// Asserts that each node is either owned or on the stack, and that once.
fn count_nodes() {
    let mut nodes = OWNED.lock().unwrap().clone();
    nodes.extend(std::iter::from_fn(|| pop(0)).take(3));
    nodes.sort_unstable();
    assert_eq!(nodes, [1, 2]);
}

/// A thread has seen node 1 on top of 2 when the other takes both and puts 1 back: the exchange finds
/// 1 on top, as before, and makes 2 the top, which the other one owns.
fn aba_wrong() {
    together([keep_one::<0>, keep_the_second::<0>]);
    count_nodes();
}

/// The top counts its changes, so "1 again" differs from "still 1".
fn aba_right() {
    together([keep_one::<0x10000>, keep_the_second::<0x10000>]);
    count_nodes();
}
