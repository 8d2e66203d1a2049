//! Reports written by hand: what the renderings are tested on.
//!
//! Times are given in microseconds, so that a scene reads as a short script.

use witness::{
    Channel, ChannelKind, Detail, End, Fate, Line, Order, Outcome, Process, Report, Stream, Stuck,
    Thread, Traffic, VERSION, Wait, WaitOn,
};

/// A report in the making. Main is thread 0 of process 0, born at 0.
pub struct Scene {
    pub report: Report,
}

impl Scene {
    pub fn new(command: &[&str]) -> Self {
        let command: Vec<String> = command.iter().map(ToString::to_string).collect();
        let mut scene = Self {
            report: Report {
                version: VERSION,
                command: command.clone(),
                detail: Detail::Full,
                order: Order::Natural,
                outcome: Outcome::Exited { code: 0 },
                duration_ns: 0,
                cpu_ns: 0,
                peak_threads: 0,
                peak_processes: 0,
                processes: Vec::new(),
                threads: Vec::new(),
                lines: Vec::new(),
                waits: Vec::new(),
                channels: Vec::new(),
                notes: Vec::new(),
            },
        };
        scene.process(None, command, 0);
        scene
    }

    fn process(&mut self, creator: Option<usize>, command: Vec<String>, at: u64) -> usize {
        let index = self.report.processes.len();
        let parent = creator.map(|thread| self.report.threads[thread].process);
        let mut path = Vec::new();
        if let Some(parent) = parent {
            let siblings =
                self.report.processes.iter().filter(|other| other.parent == Some(parent));
            let number = siblings.count() + 1;
            path.clone_from(&self.report.processes[parent].path);
            path.push(number);
        }
        self.report.processes.push(Process {
            path,
            pid: 4000 + index as i32,
            parent,
            created_by: creator,
            command,
            born_ns: at * 1000,
            ended_ns: None,
            end: End::Killed,
            fate: Fate::Root,
            threads: Vec::new(),
            cut_off: Vec::new(),
            left_open: Vec::new(),
        });
        self.push_thread(index, creator, at);
        index
    }

    fn push_thread(&mut self, process: usize, creator: Option<usize>, at: u64) -> usize {
        let index = self.report.threads.len();
        let number = self.report.processes[process].threads.len();
        self.report.processes[process].threads.push(index);
        self.report.threads.push(Thread {
            process,
            number,
            tid: 4000 + index as i32,
            created_by: creator,
            name: None,
            born_ns: at * 1000,
            began_ns: at * 1000,
            ended_ns: None,
            joined_by: None,
            cpu_ns: 100_000,
            calls: [("write".to_owned(), 7)].into(),
        });
        index
    }

    /// A thread, created by another one of its process. Gives its index.
    pub fn thread(&mut self, creator: usize, at: u64) -> usize {
        self.push_thread(self.report.threads[creator].process, Some(creator), at)
    }

    /// A child process that runs its parent's program. Gives the index of its main thread.
    pub fn child(&mut self, creator: usize, at: u64) -> usize {
        let parent = self.report.threads[creator].process;
        let command = self.report.processes[parent].command.clone();
        let process = self.process(Some(creator), command, at);
        self.report.processes[process].fate = Fate::Zombie;
        self.report.processes[process].threads[0]
    }

    pub fn says(&mut self, thread: usize, at: u64, text: &str) {
        self.writes(thread, at, Stream::Stdout, text);
    }

    pub fn complains(&mut self, thread: usize, at: u64, text: &str) {
        self.writes(thread, at, Stream::Stderr, text);
    }

    fn writes(&mut self, thread: usize, at: u64, stream: Stream, text: &str) {
        self.report.lines.push(Line {
            at_ns: at * 1000,
            thread,
            stream,
            text: text.to_owned(),
            complete: true,
            locks: Vec::new(),
        });
    }

    pub fn waits(&mut self, thread: usize, from: u64, until: u64, on: WaitOn) {
        let until_ns = Some(until * 1000);
        self.report.waits.push(Wait { thread, from_ns: from * 1000, until_ns, on });
    }

    pub fn sleeps(&mut self, thread: usize, from: u64, until: u64) {
        let requested_ns = Some((until - from) * 1000);
        self.waits(thread, from, until, WaitOn::Sleep { requested_ns });
    }

    pub fn waits_for_ever(&mut self, thread: usize, from: u64, on: WaitOn) {
        self.report.waits.push(Wait { thread, from_ns: from * 1000, until_ns: None, on });
    }

    /// The thread leaves by itself.
    pub fn ends(&mut self, thread: usize, at: u64) {
        self.report.threads[thread].ended_ns = Some(at * 1000);
    }

    /// The whole process of a thread ends; its threads that are still alive are cut off.
    pub fn exits(&mut self, thread: usize, at: u64, end: End) {
        let index = self.report.threads[thread].process;
        let process = &mut self.report.processes[index];
        process.ended_ns = Some(at * 1000);
        process.end = end;
        for &thread in &process.threads {
            let life = &mut self.report.threads[thread];
            if life.ended_ns.is_none() {
                life.ended_ns = Some(at * 1000);
                if life.number != 0 {
                    process.cut_off.push(thread);
                }
            }
        }
    }

    pub fn reaps(&mut self, by: usize, child: usize, at: u64) {
        let process = self.report.threads[child].process;
        self.report.processes[process].fate = Fate::Reaped { by, at_ns: at * 1000 };
    }

    /// Bytes from one thread to another.
    pub fn carries(&mut self, kind: ChannelKind, name: &str, from: usize, to: usize, bytes: u64) {
        let traffic = |thread, calls| vec![Traffic { thread, bytes, calls }];
        self.report.channels.push(Channel {
            kind,
            name: name.into(),
            writers: traffic(from, 1),
            readers: traffic(to, 2),
        });
    }

    /// The report, with what follows from the rest filled in.
    pub fn finish(mut self) -> Report {
        let report = &mut self.report;
        let ends = report.threads.iter().filter_map(|thread| thread.ended_ns);
        let lines = report.lines.iter().map(|line| line.at_ns);
        let waits = report.waits.iter().map(|wait| wait.until_ns.unwrap_or(wait.from_ns));
        report.duration_ns = ends.chain(lines).chain(waits).max().unwrap_or(0);
        report.cpu_ns = report.threads.iter().map(|thread| thread.cpu_ns).sum();
        report.peak_threads = report.threads.len();
        report.peak_processes = report.processes.len();
        report.lines.sort_by_key(|line| line.at_ns);
        report.waits.sort_by_key(|wait| wait.from_ns);
        self.report
    }
}

pub const EXIT_0: End = End::Exited { code: 0 };

/// The source chapter's three threads. `order[i]` is the worker that is created as number i, and
/// `jitter` shifts who writes when.
pub fn three_threads(order: [usize; 3], jitter: u64) -> Report {
    let mut scene = Scene::new(&["threading", "three-threads"]);
    let mut random = jitter;
    let mut next = |most: u64| {
        // A linear congruential generator: the same jitter always gives the same run.
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % most
    };
    let mut workers = Vec::new();
    for (place, worker) in order.into_iter().enumerate() {
        let born = 1000 + 100 * place as u64 + next(90);
        let thread = scene.thread(0, born);
        let mut at = born + 10 + next(500);
        scene.says(thread, at, &format!("Hilo {worker} iniciado"));
        for _ in 0..5 {
            at += 1 + next(300);
            scene.says(thread, at, &format!("Hilo {worker} trabajando..."));
            scene.sleeps(thread, at + 2, at + 1002);
            at += 1010 + next(100);
        }
        scene.says(thread, at, &format!("Hilo {worker} terminó"));
        scene.ends(thread, at + 20);
        workers.push((thread, at + 20));
    }
    let mut now = 1500;
    for (thread, ended) in workers {
        // Only a join that had to wait is seen.
        if ended > now {
            scene.waits(0, now, ended, WaitOn::Join { thread });
            scene.report.threads[thread].joined_by = Some(0);
            now = ended;
        }
    }
    scene.exits(0, now + 200, EXIT_0);
    scene.finish()
}

/// A parent, two children that send it what they found, and all that can go wrong: a thread cut off,
/// a zombie, an orphan, descriptors left open.
pub fn family() -> Report {
    let mut scene = Scene::new(&["sh", "-c", "count <&3 & 'it'"]);
    let first = scene.child(0, 500);
    let second = scene.child(0, 700);
    let helper = scene.thread(first, 900);
    scene.report.threads[helper].name = Some("helper\x1b[31m".into());
    scene.says(first, 1200, "part 0: 25 primes");
    scene.says(helper, 1300, "part 1: 21 primes");
    scene.complains(second, 1400, "warning: <slow> & \x1b]0;owned\x07 \"quoted\"");
    scene.carries(ChannelKind::Pipe, "pipe:[11]", first, 0, 8);
    scene.carries(ChannelKind::SocketPair, "socketpair:[12]", second, 0, 21);
    scene.carries(ChannelKind::Pipe, "pipe:[13]", 0, 0, 0);
    scene.report.channels.push(Channel {
        kind: ChannelKind::File,
        name: "/etc/ld.so.cache".into(),
        writers: Vec::new(),
        readers: vec![Traffic { thread: 0, bytes: 4096, calls: 1 }],
    });
    let pipe = WaitOn::Channel { channel: 0, reading: true };
    scene.waits(0, 800, 1500, pipe);
    scene.waits(0, 1600, 1900, WaitOn::Child);
    scene.exits(first, 1800, End::Exited { code: 3 });
    scene.reaps(0, first, 1900);
    scene.exits(second, 1700, End::Signaled { signal: "SIGKILL".into() });
    let stray = scene.child(0, 1950);
    scene.report.threads[stray].ended_ns = None;
    let process = scene.report.threads[stray].process;
    scene.report.processes[process].fate = Fate::Orphan;
    scene.report.processes[process].command = vec!["/usr/bin/sleep".into(), "100".into()];
    scene.report.processes[0].left_open = vec![
        witness::Descriptor { number: 3, kind: ChannelKind::Pipe, name: "pipe:[11]".into() },
        witness::Descriptor { number: 4, kind: ChannelKind::File, name: "/tmp/notes".into() },
    ];
    scene.report.notes = vec![
        witness::Note::UnseenOutput { stream: Stream::Stdout, bytes: 12 },
        witness::Note::WaitsLeftOut { count: 3 },
        witness::Note::ReleasedEarly { thread: helper, because: witness::Impatience::Spinning },
        witness::Note::OutputLeftOut { stream: Stream::Stderr, bytes: 1 },
    ];
    scene.report.order = Order::Starve(2);
    scene.exits(0, 2000, EXIT_0);
    scene.finish()
}

/// Main joins a thread that reads from a pipe whose write end main still holds open.
pub fn stuck() -> Report {
    let mut scene = Scene::new(&["ipc", "relay", "--over", "threads"]);
    let reader = scene.thread(0, 300);
    scene.carries(ChannelKind::Pipe, "pipe:[21]", 0, reader, 5);
    scene.says(reader, 600, "HELLO");
    scene.waits_for_ever(0, 700, WaitOn::Join { thread: reader });
    let pipe = WaitOn::Channel { channel: 0, reading: true };
    scene.waits_for_ever(reader, 650, pipe.clone());
    scene.report.outcome = Outcome::Stuck {
        waiting: vec![
            waits_in_vain(0, WaitOn::Join { thread: reader }, Vec::new()),
            waits_in_vain(reader, pipe, vec![0]),
        ],
    };
    let mut report = scene.finish();
    report.duration_ns = 900_000;
    report
}

/// A thread of which only is known what it waits for.
pub fn waits_in_vain(thread: usize, on: WaitOn, held_open_by: Vec<usize>) -> Stuck {
    Stuck { thread, on, held_open_by, held_by: None, held_since: None, at: None }
}

/// More of everything than anybody wants to read.
pub fn crowd(threads: usize) -> Report {
    let mut scene = Scene::new(&["crowd"]);
    let mut previous: Option<usize> = None;
    for number in 0..threads {
        let at = 100 + 10 * number as u64;
        let thread = scene.thread(0, at);
        for step in 0..20 {
            scene.says(thread, at + step, &format!("{number} at {step}"));
            scene.sleeps(thread, at + step, at + step + 1);
        }
        scene.ends(thread, at + 30);
        if let Some(other) = previous {
            scene.carries(ChannelKind::Pipe, &format!("pipe:[{number}]"), other, thread, 1);
        }
        previous = Some(thread);
    }
    scene.exits(0, 100 + 10 * threads as u64 + 50, EXIT_0);
    scene.finish()
}
