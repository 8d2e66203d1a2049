//! Asks for the lock for writing while it has the one for reading, and waits for itself.
//!
//! Breaks: is_right_under_every_schedule
//! Also breaks: everybody_is_a_thread, readers_look_at_the_same_time, each_key_is_loaded_once, nobody_sees_half_a_change, a_writer_gets_in, tells_the_story

use std::collections::HashMap;
use std::error::Error;
use std::sync::RwLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    readers: usize,
    #[arg(long, default_value_t = 1)]
    writers: usize,
    #[arg(long, default_value_t = 2)]
    keys: usize,
    #[arg(long, default_value_t = 100)]
    load_ms: u64,
    #[arg(long, default_value_t = 100)]
    look_ms: u64,
    #[arg(long, default_value_t = 100)]
    change_ms: u64,
    #[arg(long)]
    until_written: bool,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    left: u64,
    right: u64,
}

struct Cache {
    entries: RwLock<HashMap<usize, Entry>>,
    loads: Vec<AtomicUsize>,
    options: Options,
}

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
    fn read(&self, reader: usize, key: usize) -> Entry {
        let entries = self.entries.read().unwrap();
        if !entries.contains_key(&key) {
            let mut entries = self.entries.write().unwrap();
            entries.entry(key).or_insert_with(|| self.load(key));
        }
        self.look(reader, key, &entries[&key])
    }

    fn write(&self, writer: usize, key: usize) {
        let mut entries = self.entries.write().unwrap();
        let entry = entries.entry(key).or_insert_with(|| self.load(key));
        self.change(writer, key, entry);
    }

    fn load(&self, key: usize) -> Entry {
        self.loads[key].fetch_add(1, Ordering::Relaxed);
        pause(self.options.load_ms);
        Entry::default()
    }

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

    fn change(&self, writer: usize, key: usize, entry: &mut Entry) {
        entry.left += 1;
        pause(self.options.change_ms);
        entry.right += 1;
        println!("writer {writer}: key {key} is written");
    }
}

fn pause(ms: u64) {
    if ms > 0 {
        thread::sleep(Duration::from_millis(ms));
    }
}
