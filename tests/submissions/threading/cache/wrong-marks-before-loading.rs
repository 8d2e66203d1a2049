//! Puts an empty entry in before it loads the key, so that nobody else does; the others take it for loaded.
//!
//! Breaks: each_key_is_loaded_once

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
        self.make_sure_of(key);
        self.look(reader, key, &self.entries.read().unwrap()[&key])
    }

    fn write(&self, writer: usize, key: usize) {
        self.make_sure_of(key);
        let mut entries = self.entries.write().unwrap();
        self.change(writer, key, entries.get_mut(&key).unwrap());
    }

    fn make_sure_of(&self, key: usize) {
        if self.entries.read().unwrap().contains_key(&key) {
            return;
        }
        let before = {
            let mut entries = self.entries.write().unwrap();
            let before = entries.contains_key(&key);
            entries.entry(key).or_default();
            before
        };
        if !before {
            let loaded = self.load(key);
            self.entries.write().unwrap().insert(key, loaded);
        }
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
