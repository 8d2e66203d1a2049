//! Prints what a producer and a consumer would have printed, in a right order, with threads that do
//! nothing else: there is no queue.
//!
//! Breaks: everybody_is_a_thread
//! Also breaks: every_item_arrives_once, the_order_is_kept, never_above_capacity, who_waits_sleeps, nobody_waits_while_another_works, close_wakes_everybody, is_right_under_every_schedule, tells_the_story

use std::error::Error;
use std::num::NonZeroUsize;
use std::thread;

/// What the program is told on its command line.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 2)]
    producers: usize,
    #[arg(long, default_value_t = 1)]
    consumers: usize,
    #[arg(long, default_value_t = 4)]
    items: usize,
    #[arg(long, default_value = "3")]
    capacity: NonZeroUsize,
    #[arg(long, default_value_t = 20)]
    make_ms: u64,
    #[arg(long, default_value_t = 50)]
    use_ms: u64,
    #[arg(long)]
    stop_after: Option<usize>,
    #[arg(long)]
    leave_open: bool,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let _ = (options.capacity, options.make_ms, options.use_ms);
    let _ = (options.stop_after, options.leave_open);
    thread::scope(|scope| {
        (0..options.producers + options.consumers).for_each(|_| _ = scope.spawn(|| ()));
    });
    for producer in 0..options.producers {
        for number in 0..options.items {
            println!("ready");
            println!("put {producer}.{number}");
            println!("took {producer}.{number}");
        }
    }
    for _ in 0..options.consumers {
        println!("ready");
    }
    Ok(())
}
