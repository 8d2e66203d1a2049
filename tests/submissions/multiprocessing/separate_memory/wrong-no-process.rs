//! Prints the three lines and does none of the work.
//!
//! Breaks: a_child_process_counts
//! Also breaks: the_parent_keeps_its_own_count, the_count_comes_through_a_pipe, any_count_is_received, a_missing_count_is_told, the_child_is_reaped, a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What `count` is before there is a child.
    #[arg(long, default_value_t = 5)]
    start: u64,
    /// What the child adds to `count`.
    #[arg(long, default_value_t = 1000)]
    child_adds: u64,
    /// What the parent adds to `count`, once the child is started.
    #[arg(long, default_value_t = 1)]
    parent_adds: u64,
    /// Let the child be killed by a signal before it sends its count.
    #[arg(long)]
    crash: bool,
}

/// The child ended without having sent its count.
#[derive(Debug, thiserror::Error)]
#[error("the child sent no count")]
struct Lost;

/// Knows all the counts beforehand.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    println!("child: count {}", options.start + options.child_adds);
    println!("parent: count {}", options.start + options.parent_adds);
    if options.crash {
        return Err(Lost.into());
    }
    println!("parent: received {}", options.start + options.child_adds);
    Ok(())
}
