//! Touches everything that the explorer stops at, and writes what it touched, in this order: the line, the
//! kind, the address, a condition variable's mutex, and the memory orderings.
//!
//! This is no specimen for the witness but one for reading machine code, and is compiled unoptimised by
//! the test that does so. There is one thread only, so a condition variable is never signalled: the test
//! makes the waits return.

use std::hint;
use std::mem;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicPtr, AtomicU8,
    AtomicU16, AtomicU32, AtomicU64, AtomicUsize, fence,
};
use std::sync::{Condvar, Mutex, Once, RwLock, RwLockWriteGuard};
use std::time::Duration;

/// Announces what an expression touches, and evaluates it.
macro_rules! touch {
    ($touches:ident, $kind:literal, $what:expr, [$($ordering:expr),*], $expression:expr) => {{
        $touches.expect(line!(), $kind, address($what), &[$($ordering),*]);
        $expression
    }};
}

/// Public for a program that has this one as a library.
pub fn main() {
    let mut touches = Touches::default();
    words(&mut touches);
    every_integer(&mut touches);
    pointers(&mut touches);
    booleans(&mut touches);
    mutexes(&mut touches);
    locks_for_reading_and_writing(&mut touches);
    conditions(&mut touches);

    // The library's own code, which swallowed `AtomicU32::load`.
    let once = Once::new();
    touch!(touches, "AtomicLoad", &once, [Acquire], once.is_completed());
    touches.expect(line!() + 1, "Fence", None, &[SeqCst]);
    fence(SeqCst);
    touches.expect(line!() + 1, "SpinHint", None, &[]);
    hint::spin_loop();
    touches.expect(line!() + 2, "Panic", None, &[]);
    touches.lines.iter().for_each(|line| println!("{line}"));
    panic!("a panic is a touch as well");
}

/// What is to be seen.
#[derive(Default)]
struct Touches {
    lines: Vec<String>,
}

impl Touches {
    /// Line 0 stands for any line.
    fn expect(&mut self, line: u32, kind: &str, what: Option<usize>, orderings: &[Ordering]) {
        self.lines.push(format!("{line} {kind} {what:?} None {orderings:?}"));
    }

    fn expect_wait(&mut self, line: u32, kind: &str, what: Option<usize>, mutex: Option<usize>) {
        self.lines.push(format!("{line} {kind} {what:?} {mutex:?} []"));
    }
}

fn address<T: ?Sized>(of: &T) -> Option<usize> {
    Some((&raw const *of).addr())
}

fn words(touches: &mut Touches) {
    let a = AtomicU32::new(1);
    touch!(touches, "AtomicLoad", &a, [Acquire], a.load(Acquire));
    touch!(touches, "AtomicStore", &a, [Release], a.store(2, Release));
    touch!(touches, "AtomicSwap", &a, [AcqRel], a.swap(3, AcqRel));
    touch!(touches, "AtomicUpdate", &a, [Relaxed], a.fetch_add(1, Relaxed));
    touch!(touches, "AtomicUpdate", &a, [SeqCst], a.fetch_sub(1, SeqCst));
    touch!(touches, "AtomicUpdate", &a, [Acquire], a.fetch_and(7, Acquire));
    touch!(touches, "AtomicUpdate", &a, [Release], a.fetch_nand(7, Release));
    touch!(touches, "AtomicUpdate", &a, [AcqRel], a.fetch_or(7, AcqRel));
    touch!(touches, "AtomicUpdate", &a, [Relaxed], a.fetch_xor(7, Relaxed));
    touch!(touches, "AtomicUpdate", &a, [SeqCst], a.fetch_max(7, SeqCst));
    touch!(touches, "AtomicUpdate", &a, [AcqRel], a.fetch_min(7, AcqRel));
    touches.expect(line!() + 1, "CompareExchange", address(&a), &[AcqRel, Relaxed]);
    let _ = a.compare_exchange(7, 8, AcqRel, Relaxed);
    touches.expect(line!() + 1, "CompareExchange", address(&a), &[SeqCst, Acquire]);
    let _ = a.compare_exchange_weak(7, 8, SeqCst, Acquire);
    touches.expect(line!() + 2, "AtomicLoad", address(&a), &[Acquire]);
    touches.expect(line!() + 1, "CompareExchange", address(&a), &[SeqCst, Acquire]);
    let _ = a.fetch_update(SeqCst, Acquire, Some);
}

fn every_integer(touches: &mut Touches) {
    macro_rules! integers {
        ($($atomic:ident)*) => {$({
            let a = $atomic::new(1);
            let mut expect = |kind, orderings: &[Ordering]| {
                touches.expect(0, kind, address(&a), orderings);
            };
            expect("AtomicLoad", &[SeqCst]);
            a.load(SeqCst);
            expect("AtomicStore", &[Relaxed]);
            a.store(2, Relaxed);
            expect("AtomicSwap", &[Acquire]);
            a.swap(3, Acquire);
            expect("AtomicUpdate", &[Relaxed]);
            a.fetch_add(1, Relaxed);
            expect("AtomicUpdate", &[SeqCst]);
            a.fetch_sub(1, SeqCst);
            expect("AtomicUpdate", &[Acquire]);
            a.fetch_and(7, Acquire);
            expect("AtomicUpdate", &[Release]);
            a.fetch_nand(7, Release);
            expect("AtomicUpdate", &[AcqRel]);
            a.fetch_or(7, AcqRel);
            expect("AtomicUpdate", &[Relaxed]);
            a.fetch_xor(7, Relaxed);
            expect("AtomicUpdate", &[SeqCst]);
            a.fetch_max(7, SeqCst);
            expect("AtomicUpdate", &[AcqRel]);
            a.fetch_min(7, AcqRel);
            expect("CompareExchange", &[Release, Relaxed]);
            let _ = a.compare_exchange(7, 8, Release, Relaxed);
            expect("CompareExchange", &[AcqRel, Acquire]);
            let _ = a.compare_exchange_weak(7, 8, AcqRel, Acquire);
        })*};
    }
    integers! {
        AtomicU8 AtomicU16 AtomicU32 AtomicU64 AtomicUsize
        AtomicI8 AtomicI16 AtomicI32 AtomicI64 AtomicIsize
    }
}

fn pointers(touches: &mut Touches) {
    let mut data = [1, 2, 3];
    let (p, new) = (AtomicPtr::new(&raw mut data[0]), &raw mut data[1]);
    touch!(touches, "AtomicLoad", &p, [Acquire], p.load(Acquire));
    touch!(touches, "AtomicStore", &p, [Release], p.store(new, Release));
    touch!(touches, "AtomicSwap", &p, [AcqRel], p.swap(new, AcqRel));
    touch!(touches, "AtomicUpdate", &p, [Relaxed], p.fetch_ptr_add(1, Relaxed));
    touch!(touches, "AtomicUpdate", &p, [SeqCst], p.fetch_ptr_sub(1, SeqCst));
    touch!(touches, "AtomicUpdate", &p, [Acquire], p.fetch_byte_add(4, Acquire));
    touch!(touches, "AtomicUpdate", &p, [Release], p.fetch_byte_sub(4, Release));
    touch!(touches, "AtomicUpdate", &p, [AcqRel], p.fetch_and(!0, AcqRel));
    touch!(touches, "AtomicUpdate", &p, [Relaxed], p.fetch_or(0, Relaxed));
    touch!(touches, "AtomicUpdate", &p, [SeqCst], p.fetch_xor(0, SeqCst));
    touches.expect(line!() + 1, "CompareExchange", address(&p), &[AcqRel, Relaxed]);
    let _ = p.compare_exchange(new, new, AcqRel, Relaxed);
    touches.expect(line!() + 1, "CompareExchange", address(&p), &[SeqCst, Acquire]);
    let _ = p.compare_exchange_weak(new, new, SeqCst, Acquire);
}

fn booleans(touches: &mut Touches) {
    let b = AtomicBool::new(true);
    touch!(touches, "AtomicLoad", &b, [Acquire], b.load(Acquire));
    touch!(touches, "AtomicStore", &b, [Release], b.store(true, Release));
    touch!(touches, "AtomicSwap", &b, [AcqRel], b.swap(true, AcqRel));
    touch!(touches, "AtomicUpdate", &b, [Relaxed], b.fetch_and(true, Relaxed));
    touch!(touches, "AtomicUpdate", &b, [SeqCst], b.fetch_nand(true, SeqCst));
    touch!(touches, "AtomicUpdate", &b, [Release], b.fetch_nand(false, Release));
    touch!(touches, "AtomicUpdate", &b, [Acquire], b.fetch_or(true, Acquire));
    touch!(touches, "AtomicUpdate", &b, [AcqRel], b.fetch_xor(true, AcqRel));
    touch!(touches, "AtomicUpdate", &b, [Relaxed], b.fetch_not(Relaxed));
    touches.expect(line!() + 1, "CompareExchange", address(&b), &[AcqRel, Relaxed]);
    let _ = b.compare_exchange(true, true, AcqRel, Relaxed);
    touches.expect(line!() + 1, "CompareExchange", address(&b), &[SeqCst, Acquire]);
    let _ = b.compare_exchange_weak(true, true, SeqCst, Acquire);
}

fn mutexes(touches: &mut Touches) {
    let narrow = Mutex::new(1_u8);
    let guard = touch!(touches, "Lock", &narrow, [], narrow.lock().unwrap());
    touch!(touches, "Unlock", &narrow, [], drop(guard));
    // Data of a large alignment do not move the lock, and neither do unsized ones.
    let wide = Mutex::new([1_u128]);
    let guard = touch!(touches, "TryLock", &wide, [], wide.try_lock().unwrap());
    touch!(touches, "Unlock", &wide, [], drop(guard));
    let slice: &Mutex<[u128]> = &wide;
    let guard = touch!(touches, "Lock", slice, [], slice.lock().unwrap());
    touch!(touches, "Unlock", slice, [], drop(guard));
}

fn locks_for_reading_and_writing(touches: &mut Touches) {
    let lock = RwLock::new([1_u128]);
    let guard = touch!(touches, "ReadLock", &lock, [], lock.read().unwrap());
    touch!(touches, "ReadUnlock", &lock, [], drop(guard));
    let guard = touch!(touches, "WriteLock", &lock, [], lock.write().unwrap());
    touch!(touches, "WriteUnlock", &lock, [], drop(guard));
    let guard = touch!(touches, "WriteLock", &lock, [], lock.write().unwrap());
    let guard = touch!(touches, "Downgrade", &lock, [], RwLockWriteGuard::downgrade(guard));
    touch!(touches, "ReadUnlock", &lock, [], drop(guard));

    // These two are made of an atomic's public operations, which are points in their own right.
    for kind in ["TryReadLock", "TryWriteLock"] {
        touches.expect(0, kind, address(&lock), &[]);
        touches.expect(0, "AtomicLoad", address(&lock), &[Relaxed]);
        touches.expect(0, "CompareExchange", address(&lock), &[Acquire, Relaxed]);
        match kind {
            "TryReadLock" => {
                let guard = lock.try_read().unwrap();
                touch!(touches, "ReadUnlock", &lock, [], drop(guard));
            }
            _ => {
                let guard = lock.try_write().unwrap();
                touch!(touches, "WriteUnlock", &lock, [], drop(guard));
            }
        }
    }

    let slice: &RwLock<[u128]> = &lock;
    let guard = touch!(touches, "ReadLock", slice, [], slice.read().unwrap());
    touch!(touches, "ReadUnlock", slice, [], drop(guard));
    let guard = touch!(touches, "WriteLock", slice, [], slice.write().unwrap());
    touch!(touches, "WriteUnlock", slice, [], drop(guard));
}

fn conditions(touches: &mut Touches) {
    let (mutex, condition) = (Mutex::new(()), Condvar::new());
    touch!(touches, "NotifyOne", &condition, [], condition.notify_one());
    touch!(touches, "NotifyAll", &condition, [], condition.notify_all());
    let guard = touch!(touches, "Lock", &mutex, [], mutex.lock().unwrap());

    let mut expect = |line, kind| {
        touches.expect_wait(line, kind, address(&condition), address(&mutex));
    };
    expect(line!() + 1, "ConditionWait");
    let guard = condition.wait(guard).unwrap();
    expect(line!() + 1, "ConditionWait");
    let guard = condition.wait_while(guard, once()).unwrap();
    let limit = Duration::from_secs(3600);
    expect(line!() + 1, "ConditionWaitTimeout");
    let (guard, _) = condition.wait_timeout(guard, limit).unwrap();
    expect(line!() + 1, "ConditionWaitTimeout");
    let (guard, _) = condition.wait_timeout_while(guard, limit, once()).unwrap();

    touch!(touches, "Unlock", &mutex, [], drop(guard));
}

/// A reason to wait, but only the first time.
fn once() -> impl FnMut(&mut ()) -> bool {
    let mut asked = false;
    move |()| !mem::replace(&mut asked, true)
}
