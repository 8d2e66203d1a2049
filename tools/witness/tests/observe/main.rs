//! The witness is tested on programs that do one thing each, the specimens.
//!
//! Nothing here depends on how fast anything is: what natural timing would leave open is decided by
//! an order, or holds under every timing.

mod boxed;
mod files;
mod processes;
mod threads;

use std::time::Duration;

use witness::{ChannelKind, Job, Order, Outcome, Report};

/// Each observation is made by this very binary, started anew.
#[ctor::ctor(unsafe)]
fn become_the_witness_if_asked() {
    witness::serve_if_asked();
}

fn job(specimen: &str) -> Job {
    let mut job = Job::new(env!("CARGO_BIN_EXE_specimen")).args([specimen]);
    job.limits.deadline = Duration::from_secs(60);
    job
}

fn observe(specimen: &str) -> Report {
    witness::observe(&job(specimen)).expect("the machine permits observing")
}

fn observe_in(order: Order, specimen: &str) -> Report {
    witness::observe(&Job { order, ..job(specimen) }).expect("the machine permits observing")
}

fn exited(code: i32) -> Outcome {
    Outcome::Exited { code }
}

fn texts(report: &Report) -> Vec<&str> {
    let mut texts: Vec<_> = report.lines.iter().map(|line| line.text.as_str()).collect();
    texts.sort_unstable();
    texts
}

/// Whether all these threads have a moment in common.
fn share_a_moment(report: &Report, threads: &[usize]) -> bool {
    let threads = || threads.iter().map(|thread| &report.threads[*thread]);
    let last_to_begin = threads().map(|thread| thread.began_ns).max();
    let first_to_end = threads().filter_map(|thread| thread.ended_ns).min();
    last_to_begin <= first_to_end
}

/// Who moved how many bytes.
type Moved = Vec<(usize, u64)>;

/// Writers and readers of each channel of this kind.
fn traffic(report: &Report, kind: ChannelKind) -> Vec<(Moved, Moved)> {
    let told = |traffic: &[witness::Traffic]| {
        traffic.iter().map(|traffic| (traffic.thread, traffic.bytes)).collect::<Vec<_>>()
    };
    let channels = report.channels.iter().filter(|channel| channel.kind == kind);
    channels.map(|channel| (told(&channel.writers), told(&channel.readers))).collect()
}
