//! What the program's descriptors stand for, and how many bytes went through.

use std::collections::HashMap;

use libc::pid_t;

use crate::procfs;
use crate::report::{Channel, ChannelKind, Descriptor, Traffic};

/// Most channels that are told apart; a program that uses more has the others counted as one.
const MOST: usize = 10_000;

/// Most descriptors left open that are told, of each process.
const MOST_LEFT_OPEN: usize = 256;

/// The channels used so far, and a memory of which descriptor stands for which.
pub struct Channels {
    all: Vec<Channel>,
    by_name: HashMap<String, usize>,
    /// What a process's descriptor stands for, so that not every write has to ask `/proc`. Forgotten
    /// when the number is closed or replaced; a new descriptor always gets a closed number.
    known: HashMap<(pid_t, i32), usize>,
    stdio: [String; 3],
}

impl Channels {
    /// `stdio` are the kernel's names of the standard descriptors that the program was given.
    pub fn new(stdio: [String; 3]) -> Self {
        Self { all: Vec::new(), by_name: HashMap::new(), known: HashMap::new(), stdio }
    }

    /// What descriptor `number` of process `pid` stands for; `None` when it is not open.
    pub fn of(&mut self, pid: pid_t, number: i32) -> Option<usize> {
        if let Some(channel) = self.known.get(&(pid, number)) {
            return Some(*channel);
        }
        let (kind, name) = procfs::descriptor(pid, number)?;
        let channel = match self.by_name.get(&name) {
            Some(channel) => *channel,
            None if self.all.len() >= MOST => self.others(),
            None => self.add(self.kind(kind, &name), name),
        };
        self.known.insert((pid, number), channel);
        Some(channel)
    }

    /// The channel with this index.
    pub fn get(&self, channel: usize) -> &Channel {
        &self.all[channel]
    }

    /// Two sockets of process `pid` are each other's ends: one channel.
    pub fn pair(&mut self, pid: pid_t, ends: [i32; 2]) {
        if self.all.len() >= MOST {
            return;
        }
        let [Some((_, one)), Some((_, other))] = ends.map(|end| procfs::descriptor(pid, end))
        else {
            return;
        };
        let channel = self.add(ChannelKind::SocketPair, format!("{one} {other}"));
        self.by_name.insert(one, channel);
        self.by_name.insert(other, channel);
    }

    /// Descriptors of `pid` may mean something else from now on.
    pub fn forget(&mut self, pid: pid_t) {
        self.known.retain(|(known, _), _| *known != pid);
    }

    /// Descriptor `number` of `pid` may mean something else from now on.
    pub fn forget_one(&mut self, pid: pid_t, number: i32) {
        self.known.remove(&(pid, number));
    }

    /// `thread` wrote to `channel`.
    pub fn wrote(&mut self, channel: usize, thread: usize, bytes: u64, calls: u64) {
        count(&mut self.all[channel].writers, Traffic { thread, bytes, calls });
    }

    /// `thread` read from `channel`.
    pub fn read(&mut self, channel: usize, thread: usize, bytes: u64, calls: u64) {
        count(&mut self.all[channel].readers, Traffic { thread, bytes, calls });
    }

    /// Whether all that was ever written to `channel` goes into the smallest pipe, so that nobody has had
    /// to wait for room in it.
    pub fn had_room(&self, channel: usize) -> bool {
        /// A page, which is the least that `F_SETPIPE_SZ` gives: fcntl(2).
        const LEAST: u64 = 4096;
        let channel = &self.all[channel];
        let written: u64 = channel.writers.iter().map(|traffic| traffic.bytes).sum();
        channel.kind == ChannelKind::Pipe && written <= LEAST
    }

    /// The descriptors above 2 that process `pid` has open.
    pub fn open_descriptors(&self, pid: pid_t) -> Vec<Descriptor> {
        procfs::descriptors(pid)
            .into_iter()
            .filter(|number| *number > 2)
            .take(MOST_LEFT_OPEN)
            .filter_map(|number| {
                let (kind, name) = procfs::descriptor(pid, number)?;
                // A socket that came from `socketpair` is known as such by its name.
                let kind = match self.by_name.get(&name) {
                    Some(channel) => self.all[*channel].kind,
                    None => self.kind(kind, &name),
                };
                Some(Descriptor { number, kind, name })
            })
            .collect()
    }

    /// Which of the processes `pids` have the other end of `channel` open, so that somebody who waits to
    /// read from the descriptor called `own_end`, or to write to it, has to wait on.
    pub fn held_open_by(
        &self,
        channel: usize,
        own_end: &str,
        reading: bool,
        pids: &[pid_t],
    ) -> Vec<pid_t> {
        let opens = if reading { procfs::is_writable } else { procfs::is_readable };
        // What is written into one's own end of a socketpair comes out at the other.
        let is_other_end = |name: &str| {
            self.by_name.get(name) == Some(&channel)
                && (self.all[channel].kind != ChannelKind::SocketPair || name != own_end)
        };
        let holds = |pid: &pid_t| {
            procfs::descriptors(*pid).into_iter().any(|number| {
                procfs::descriptor(*pid, number).is_some_and(|(_, name)| is_other_end(&name))
                    && opens(*pid, number)
            })
        };
        pids.iter().copied().filter(holds).collect()
    }

    /// All channels, in the order of first use.
    pub fn finish(self) -> Vec<Channel> {
        self.all
    }

    fn kind(&self, kind: ChannelKind, name: &str) -> ChannelKind {
        match self.stdio.iter().position(|own| own == name) {
            // Everybody may open that one, and many do.
            Some(0) if name != "/dev/null" => ChannelKind::Stdin,
            Some(1) => ChannelKind::Stdout,
            Some(2) => ChannelKind::Stderr,
            _ => kind,
        }
    }

    /// The one channel for all that there was no room for.
    fn others(&mut self) -> usize {
        const NAME: &str = "others";
        let known = self.by_name.get(NAME).copied();
        known.unwrap_or_else(|| self.add(ChannelKind::Other, NAME.into()))
    }

    fn add(&mut self, kind: ChannelKind, name: String) -> usize {
        let channel = self.all.len();
        self.all.push(Channel {
            kind,
            name: name.clone(),
            writers: Vec::new(),
            readers: Vec::new(),
        });
        self.by_name.insert(name, channel);
        channel
    }
}

fn count(all: &mut Vec<Traffic>, more: Traffic) {
    match all.iter_mut().find(|traffic| traffic.thread == more.thread) {
        Some(traffic) => {
            traffic.bytes += more.bytes;
            traffic.calls += more.calls;
        }
        None => all.push(more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_writes_little_to_a_pipe_never_waits_for_room() {
        let mut channels = Channels::new(["0", "1", "2"].map(String::from));
        let pipe = channels.add(ChannelKind::Pipe, "pipe:[7]".into());
        let socket = channels.add(ChannelKind::Socket, "socket:[8]".into());
        for thread in [0, 1] {
            channels.wrote(pipe, thread, 2048, 1);
            channels.wrote(socket, thread, 1, 1);
        }
        assert!(channels.had_room(pipe) && !channels.had_room(socket));
        channels.wrote(pipe, 1, 1, 1);
        assert!(!channels.had_room(pipe));
    }
}
