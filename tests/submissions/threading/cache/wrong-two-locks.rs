//! Keeps the left halves behind one lock and the right halves behind another.
//!
//! Breaks: nobody_sees_half_a_change
//! Also breaks: is_right_under_every_schedule

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
    lefts: RwLock<HashMap<usize, u64>>,
    rights: RwLock<HashMap<usize, u64>>,
    loads: Vec<AtomicUsize>,
    options: Options,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let cache = Cache {
        lefts: RwLock::default(),
        rights: RwLock::default(),
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
        self.provide(key);
        let left = self.lefts.read().unwrap()[&key];
        pause(self.options.look_ms);
        let right = self.rights.read().unwrap()[&key];
        let whole = if left == right { "whole" } else { "torn" };
        if left > 0 || !self.options.until_written {
            println!("reader {reader}: key {key} is {whole}");
        }
        Entry { left, right }
    }

    fn provide(&self, key: usize) {
        let mut lefts = self.lefts.write().unwrap();
        lefts.entry(key).or_insert_with(|| {
            let entry = self.load(key);
            self.rights.write().unwrap().insert(key, entry.right);
            entry.left
        });
    }

    fn write(&self, writer: usize, key: usize) {
        self.provide(key);
        *self.lefts.write().unwrap().entry(key).or_default() += 1;
        pause(self.options.change_ms);
        *self.rights.write().unwrap().entry(key).or_default() += 1;
        println!("writer {writer}: key {key} is written");
    }

    fn load(&self, key: usize) -> Entry {
        self.loads[key].fetch_add(1, Ordering::Relaxed);
        pause(self.options.load_ms);
        Entry::default()
    }
}

fn pause(ms: u64) {
    if ms > 0 {
        thread::sleep(Duration::from_millis(ms));
    }
}
