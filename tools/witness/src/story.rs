//! The story of a run: its canonical form, the same for every legal interleaving.
//!
//! Two runs of a right program that differ only in who was faster have byte-identical stories, so a
//! story can be a snapshot. What is left out, and why, stands in `docs/run-report.md`: times, numbers
//! of the kernel, names of threads, who waited first, and the order in which siblings were created.
//!
//! The telling is here; [`canon`] decides who is called "thread 1", and [`said`] what of a thread's
//! output is its own words.

mod canon;
mod said;

use crate::escape::escaped;
use crate::report::{
    ChannelKind, End, Fate, Note, Outcome, Process, Report, Stream, Stuck, WaitOn,
};
use canon::Canon;
pub(crate) use canon::{Flow, flows};

/// The canonical form of a run, in English, one short line per fact.
///
/// Processes and threads are called by their place in the tree of creation. Siblings are put in the
/// order of what they did, so that the order of their creation does not matter.
pub fn story(report: &Report) -> String {
    let said = said::said(report);
    let canon = Canon::of(report, &said);
    let mut told = vec![outcome(report)];
    if let Outcome::Stuck { waiting } = &report.outcome {
        let mut stuck: Vec<_> = waiting.iter().map(|one| stuck_line(report, &canon, one)).collect();
        stuck.sort();
        told.extend(stuck);
    }
    for &thread in canon.in_order() {
        told.push(String::new());
        told.push(header(report, &canon, thread));
        if said[thread].is_empty() {
            told.push("  wrote nothing".into());
        }
        told.extend(said[thread].iter().map(|line| format!("  {line}")));
    }
    let mut carried = carried(report, &canon);
    if !carried.is_empty() {
        told.push(String::new());
        told.append(&mut carried);
    }
    told.extend(report.notes.iter().filter_map(unseen));
    told.join("\n") + "\n"
}

fn outcome(report: &Report) -> String {
    match &report.outcome {
        Outcome::Exited { code } => format!("the program ended with exit code {code}"),
        Outcome::Signaled { signal } => format!("the program was ended by {signal}"),
        Outcome::Stuck { .. } => "the program got stuck: nobody could go on".into(),
        Outcome::Endless { .. } => "the program went on without end".into(),
        Outcome::Deadline => "the program was still running at the deadline".into(),
        Outcome::OutputLimit => "the program wrote more than it may".into(),
        Outcome::TaskLimit => "the program had more threads and processes than it may".into(),
    }
}

fn stuck_line(report: &Report, canon: &Canon, stuck: &Stuck) -> String {
    let who = canon.role(stuck.thread);
    match &stuck.on {
        WaitOn::Sleep { .. } => format!("  {who} sleeps"),
        WaitOn::Join { thread } => format!("  {who} waits for the end of {}", canon.role(*thread)),
        WaitOn::Futex { .. } => format!("  {who} waits for a lock, a condition or a message"),
        WaitOn::Lock { .. } => match stuck.held_by {
            None => format!("  {who} waits for a lock"),
            Some(holder) if holder == stuck.thread => {
                format!("  {who} waits for a lock that it holds itself")
            }
            Some(holder) => {
                format!("  {who} waits for a lock held by {}", canon.role(holder))
            }
        },
        WaitOn::Condition => format!("  {who} waits on a condition variable"),
        WaitOn::Child => format!("  {who} waits for the end of a child"),
        WaitOn::Channel { channel, reading } => {
            let waits = if *reading { "waits to read from a" } else { "waits to write to a" };
            let kind = report.channels.get(*channel).map_or(ChannelKind::Other, |one| one.kind);
            let mut holders: Vec<_> =
                stuck.held_open_by.iter().map(|&process| canon.process_role(process)).collect();
            holders.sort();
            let held = match holders.as_slice() {
                [] => String::new(),
                holders => format!(", held open by {}", holders.join(", ")),
            };
            format!("  {who} {waits} {}{held}", kind_name(kind))
        }
        WaitOn::Call { name } => format!("  {who} waits in {name}"),
    }
}

fn header(report: &Report, canon: &Canon, thread: usize) -> String {
    let process = report.process_of(thread);
    let mut header = canon.role(thread);
    if let Some(creator) = report.threads[thread].created_by {
        header += &format!(", created by {}", canon.role(creator));
    }
    if report.main_of(process) != thread {
        header += ", ";
        header += ending_of_thread(report, thread);
    } else if report.processes[process].parent.is_some() {
        if let Some(program) = other_program(report, process) {
            header += &format!(", runs {program}");
        }
        header += &format!(", {}", ending_of_process(&report.processes[process]));
    } else if report.processes[process].cut_off.contains(&thread) {
        // A process whose main thread has left still has a main thread to be told about.
        header += ", ";
        header += ending_of_thread(report, thread);
    }
    header
}

/// How a thread ended. Who joined it is no part of it: joining a thread that has already ended makes
/// no system call, so whether a join is seen is a matter of who was faster.
fn ending_of_thread(report: &Report, thread: usize) -> &'static str {
    let process = &report.processes[report.process_of(thread)];
    if process.cut_off.contains(&thread) {
        "cut off by the end of its process"
    } else if report.threads[thread].ended_ns.is_some() {
        "ended before its process"
    } else {
        "had not ended"
    }
}

fn ending_of_process(process: &Process) -> String {
    let end = match &process.end {
        End::Exited { code } => format!("exit code {code}"),
        End::Signaled { signal } => signal.clone(),
        End::Killed => "had not ended".into(),
    };
    match process.fate {
        Fate::Root => end,
        Fate::Reaped { .. } => format!("{end}, reaped by its parent"),
        Fate::Discarded => format!("{end}, discarded: its parent ignores SIGCHLD"),
        Fate::Zombie => format!("{end}, never reaped: a zombie"),
        // Whether an orphan got to its end before the run was tidied up is a matter of speed.
        Fate::Orphan => "orphan: its parent ended before it".into(),
        Fate::Undecided => "still there when the run was cut off".into(),
    }
}

/// The name of the program that a child runs, when that is not its parent's.
fn other_program(report: &Report, process: usize) -> Option<String> {
    let command = &report.processes[process].command;
    let parents = &report.processes[report.processes[process].parent?].command;
    if command.is_empty() || command == parents {
        return None;
    }
    let name = command[0].rsplit('/').next().unwrap_or(&command[0]);
    Some(escaped(name).into_owned())
}

/// One line for each way on which bytes went from one thread of the program to another.
fn carried(report: &Report, canon: &Canon) -> Vec<String> {
    let mut flows: Vec<_> = report.channels.iter().flat_map(canon::flows).collect();
    for flow in &mut flows {
        flow.writers.sort_by_key(|&thread| canon.place(thread));
        flow.readers.sort_by_key(|&thread| canon.place(thread));
    }
    let places = |threads: &[usize]| -> Vec<usize> {
        threads.iter().map(|&thread| canon.place(thread)).collect()
    };
    flows.sort_by_key(|flow| (places(&flow.writers), places(&flow.readers), flow.kind, flow.bytes));
    flows.iter().map(|flow| flow_line(canon, flow)).collect()
}

fn flow_line(canon: &Canon, flow: &Flow) -> String {
    let names = |threads: &[usize]| match threads {
        [] => "nobody".to_owned(),
        threads => threads.iter().map(|&thread| canon.role(thread)).collect::<Vec<_>>().join(", "),
    };
    let (writers, readers) = (names(&flow.writers), names(&flow.readers));
    let (kind, bytes) = (kind_name(flow.kind), bytes(flow.bytes));
    // Of a single end of a socket, who is at the other one is not known.
    match (flow.kind, flow.readers.is_empty()) {
        (ChannelKind::Socket, true) => format!("{kind}: {bytes} sent by {writers}"),
        (ChannelKind::Socket, false) => format!("{kind}: {bytes} received by {readers}"),
        _ => format!("{kind}: {bytes} from {writers} to {readers}"),
    }
}

fn unseen(note: &Note) -> Option<String> {
    let Note::UnseenOutput { stream, bytes: count } = note else {
        return None;
    };
    let stream = match stream {
        Stream::Stdout => "out",
        Stream::Stderr => "err",
    };
    Some(format!("\n{} of {stream} came from an unseen author", bytes(*count)))
}

fn bytes(count: u64) -> String {
    if count == 1 { "1 byte".into() } else { format!("{count} bytes") }
}

fn kind_name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Stdin => "standard input",
        ChannelKind::Stdout => "standard output",
        ChannelKind::Stderr => "standard error",
        ChannelKind::Pipe => "pipe",
        ChannelKind::SocketPair => "socketpair",
        ChannelKind::Socket => "socket",
        ChannelKind::File => "file",
        ChannelKind::Terminal => "terminal",
        ChannelKind::Other => "descriptor",
    }
}
