//! A cache: many readers at once, one writer alone, and each key loaded once.
//!
//! # What the program does
//!
//! `threading cache` starts three readers and one writer, each a thread of its own. They share a cache
//! of two keys, which is empty at first; to load a key takes a while. Each reader reads all keys, one
//! after the other; the writer writes all keys. In whatever order the first eight lines come, the
//! program prints
//!
//! ```text
//! reader 0: key 0 is whole
//! reader 0: key 1 is whole
//! reader 1: key 0 is whole
//! reader 1: key 1 is whole
//! reader 2: key 0 is whole
//! reader 2: key 1 is whole
//! writer 0: key 0 is written
//! writer 0: key 1 is written
//! key 0: loaded 1
//! key 1: loaded 1
//! ```
//!
//! An entry is a pair of two equal numbers, and a reader looks at both of them, with a pause in between.
//! If they differ, it says `torn` for `whole`. All of the program is given, but for two functions of
//! [`Cache`]: [`Cache::read`] and [`Cache::write`].
//!
//! # What is asked of the cache
//!
//! - **Readers look at the same time**: a reader that takes long keeps no other reader waiting.
//! - **Nobody sees half a change.** Whoever looks at an entry finds both numbers as one writer left them.
//! - **Each key is loaded once**, by whoever needs it first, reader or writer. Who needs it meanwhile
//!   waits for that one load.
//! - **A writer gets in**: once it waits, readers that come later wait behind it. Otherwise readers
//!   who follow each other closely would keep it out for ever.
//! - Who waits, waits at a lock; it does not sleep, and does not ask again and again.
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: which thread wrote which line, and who got through
//! while another one looked, loaded or wrote; it lets each of these last until nobody else can go on.
//! With `--until-written`, readers read a key again and again, with pauses, until they find it written.
//! And it explores: it tries about a hundred schedules, among them those in which two readers find a key
//! missing at the same moment.
//!
//! # What to read
//!
//! [`std::sync::RwLock`]: `read` gives a guard that others may have too, `write` one that nobody else has.
//! There is no way from the first to the second: a reader that asks for `write` waits for its own guard.
//! [`std::collections::hash_map::Entry::or_insert_with`] calls a function only if the key is missing.
//! The book tells more in `cache.md#cache`.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- cache --readers 5 --writers 2 --look-ms 500
//! cargo telar explore cache
//! cargo test -p threading cache::
//! ```
#![expect(
    unused_variables,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::collections::HashMap;
use std::error::Error;
use std::sync::RwLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many readers there are.
    #[arg(long, default_value_t = 3)]
    readers: usize,
    /// How many writers there are.
    #[arg(long, default_value_t = 1)]
    writers: usize,
    /// How many keys each of them goes through.
    #[arg(long, default_value_t = 2)]
    keys: usize,
    /// How long it takes to load a key, in milliseconds.
    #[arg(long, default_value_t = 100)]
    load_ms: u64,
    /// How long a reader takes between the two halves of an entry, in milliseconds.
    #[arg(long, default_value_t = 100)]
    look_ms: u64,
    /// How long a writer takes between the two halves of an entry, in milliseconds.
    #[arg(long, default_value_t = 100)]
    change_ms: u64,
    /// Let readers read each key again and again, until they find it written.
    #[arg(long)]
    until_written: bool,
}

/// What is known of a key. Its two halves are equal, but while it is changed.
#[derive(Debug, Clone, Default)]
struct Entry {
    /// How often it was written.
    left: u64,
    /// The same.
    right: u64,
}

/// The entries, and what is needed to load, look at and change them.
struct Cache {
    /// Those that are loaded. A reader may look at an entry as long as it holds the lock, and others too;
    /// to add or change one, it must be held alone.
    entries: RwLock<HashMap<usize, Entry>>,
    /// How often each key was loaded.
    loads: Vec<AtomicUsize>,
    /// How long things take.
    options: Options,
}

/// Given: lets the readers read and the writers write; then tells how often each key was loaded.
///
/// # Errors
///
/// Never; it is the type that every exercise has.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let cache = Cache {
        entries: RwLock::default(),
        loads: (0..options.keys).map(|_| AtomicUsize::new(0)).collect(),
        options: options.clone(),
    };
    thread::scope(|scope| {
        let cache = &cache;
        for reader in 0..options.readers {
            scope.spawn(move || {
                for key in 0..options.keys {
                    while cache.read(reader, key).left == 0 && options.until_written {
                        pause(options.look_ms);
                    }
                }
            });
        }
        for writer in 0..options.writers {
            scope.spawn(move || {
                for key in 0..options.keys {
                    cache.write(writer, key);
                }
            });
        }
    });
    for (key, loads) in cache.loads.iter().enumerate() {
        println!("key {key}: loaded {}", loads.load(Ordering::Relaxed));
    }
    Ok(())
}

impl Cache {
    /// Lets the reader look at the key's entry, which is loaded first if it is missing.
    ///
    /// Returns what the reader saw.
    fn read(&self, reader: usize, key: usize) -> Entry {
        todo!("let the reader look at the entry, and load it first if it is missing")
    }

    /// Lets the writer change the key's entry, which is loaded first if it is missing.
    fn write(&self, writer: usize, key: usize) {
        todo!("let the writer change the entry, and load it first if it is missing")
    }

    /// Given: loads a key's entry from afar, which takes a while.
    fn load(&self, key: usize) -> Entry {
        self.loads[key].fetch_add(1, Ordering::Relaxed);
        pause(self.options.load_ms);
        Entry::default()
    }

    /// Given: the reader looks at both halves of the entry, one after the other, and says what it saw.
    fn look(&self, reader: usize, key: usize, entry: &Entry) -> Entry {
        let left = entry.left;
        pause(self.options.look_ms);
        let seen = Entry { left, right: entry.right };
        let whole = if seen.left == seen.right { "whole" } else { "torn" };
        if seen.left > 0 || !self.options.until_written {
            println!("reader {reader}: key {key} is {whole}");
        }
        seen
    }

    /// Given: the writer changes both halves of the entry, one after the other, and says so.
    fn change(&self, writer: usize, key: usize, entry: &mut Entry) {
        entry.left += 1;
        pause(self.options.change_ms);
        entry.right += 1;
        println!("writer {writer}: key {key} is written");
    }
}

/// Given: sleeps for so many milliseconds; not at all for none.
fn pause(ms: u64) {
    if ms > 0 {
        thread::sleep(Duration::from_millis(ms));
    }
}
