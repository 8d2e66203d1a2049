//! What bytes went through: pipes and sockets first, because they join threads; then files.

use std::collections::BTreeSet;

use super::super::page::{LEFT, Page};
use crate::escape::escaped;
use crate::job::Detail;
use crate::report::{Channel, ChannelKind, Traffic};
use crate::show::words::{Words, shortened};

/// One row for each channel; files that were only read are counted together, because a dynamic
/// loader alone reads a dozen.
pub(in super::super) fn carried(page: &mut Page, words: &Words) {
    page.heading("carried");
    if words.report.detail == Detail::Lines {
        page.indented(&words.say("waited-unseen", &[]));
        return;
    }
    let (read_only, told): (Vec<&Channel>, Vec<&Channel>) = words
        .report
        .channels
        .iter()
        .filter(|channel| bytes(&channel.writers) + bytes(&channel.readers) > 0)
        .partition(|channel| is_only_read(channel));
    if told.is_empty() && read_only.is_empty() {
        page.indented(&words.say("carried-nothing", &[]));
    }
    let rows = told.iter().map(|channel| row(words, channel));
    page.table(&rows.collect::<Vec<_>>(), &[LEFT, LEFT]);
    if !read_only.is_empty() {
        let names: BTreeSet<_> = read_only.iter().map(|channel| &channel.name).collect();
        let total: u64 = read_only.iter().map(|channel| bytes(&channel.readers)).sum();
        let values = [("count", names.len().into()), ("bytes", total.into())];
        page.indented(&words.say("carried-files", &values));
    }
}

fn is_only_read(channel: &Channel) -> bool {
    channel.kind == ChannelKind::File && bytes(&channel.writers) == 0
}

fn row(words: &Words, channel: &Channel) -> Vec<String> {
    let mut what = words.kind(channel.kind);
    if channel.kind == ChannelKind::File {
        what = shortened(&escaped(&channel.name), 60);
    }
    let side = |traffic: &[Traffic]| {
        let moved = traffic.iter().filter(|one| one.bytes > 0);
        words.list(moved.map(|one| words.role(one.thread)).collect())
    };
    let between = match (bytes(&channel.writers), bytes(&channel.readers), channel.kind) {
        // Both ends at once: what the one wrote is what the other read.
        (1.., 1.., ChannelKind::SocketPair) => {
            let both = channel.writers.iter().chain(&channel.readers).filter(|one| one.bytes > 0);
            let both: BTreeSet<usize> = both.map(|one| one.thread).collect();
            let names: Vec<_> = both.into_iter().map(|thread| words.role(thread)).collect();
            names.join(" ↔ ")
        }
        (_, _, ChannelKind::Pipe) | (1.., 1.., _) => words.say(
            "carried-from-to",
            &[("from", side(&channel.writers).into()), ("to", side(&channel.readers).into())],
        ),
        (1.., _, _) => side(&channel.writers),
        _ => side(&channel.readers),
    };
    let mut moved = Vec::new();
    for (id, traffic) in [("carried-written", &channel.writers), ("carried-read", &channel.readers)]
    {
        if bytes(traffic) > 0 {
            let calls: u64 = traffic.iter().map(|one| one.calls).sum();
            let values = [("bytes", bytes(traffic).into()), ("calls", calls.into())];
            moved.push(words.say(id, &values));
        }
    }
    vec![what, between, moved.join(", ")]
}

fn bytes(side: &[Traffic]) -> u64 {
    side.iter().map(|traffic| traffic.bytes).sum()
}
