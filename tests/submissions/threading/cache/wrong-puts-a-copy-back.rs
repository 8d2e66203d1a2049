//! A writer changes a copy without the lock, and puts it back: of two changes at the same time, one is
//! lost.
//!
//! Breaks: nobody_sees_half_a_change

use std::collections::HashMap;
use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
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
    entries: Mutex<HashMap<usize, Arc<Mutex<Option<Entry>>>>>,
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
        entries: Mutex::default(),
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
        let slot = self.slot(key);
        let copy = slot.lock().unwrap().get_or_insert_with(|| self.load(key)).clone();
        self.look(reader, key, &copy)
    }

    /// Lets the writer change the key's entry, which is loaded first if it is missing.
    fn write(&self, writer: usize, key: usize) {
        let slot = self.slot(key);
        let mut copy = slot.lock().unwrap().get_or_insert_with(|| self.load(key)).clone();
        self.change(writer, key, &mut copy);
        *slot.lock().unwrap() = Some(copy);
    }

    fn slot(&self, key: usize) -> Arc<Mutex<Option<Entry>>> {
        Arc::clone(self.entries.lock().unwrap().entry(key).or_default())
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
