//! Prints what the readers and writers would have printed, and looks at nothing.
//!
//! Breaks: everybody_is_a_thread
//! Also breaks: readers_look_at_the_same_time, each_key_is_loaded_once, nobody_sees_half_a_change, a_writer_gets_in, tells_the_story

use std::error::Error;

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

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    for reader in 0..options.readers {
        for key in 0..options.keys {
            println!("reader {reader}: key {key} is whole");
        }
    }
    for writer in 0..options.writers {
        for key in 0..options.keys {
            println!("writer {writer}: key {key} is written");
        }
    }
    for key in 0..options.keys {
        println!("key {key}: loaded 1");
    }
    Ok(())
}
