//! Threads that wait for ever, looked at from outside.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use libc::pid_t;
use nix::sys::ptrace;
use nix::unistd::Pid;
use tempfile::TempDir;

use super::Places;
use crate::procfs;
use crate::report::Place;
use crate::sys::{self, Waited};

/// Main waits for input, and its thread for the lock that main holds.
const WAITING: &str = r#"
use std::io::Read;
use std::sync::Mutex;

static LOCK: Mutex<u32> = Mutex::new(0);

struct Account;

impl Account {
    fn deposit(&self) {
        *LOCK.lock().unwrap() += 1; // the thread
    }
}

fn main() {
    let held = LOCK.lock().unwrap();
    let thread = std::thread::spawn(|| {
        Account.deposit();
    });
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap(); // main
    drop(held);
    thread.join().unwrap();
}
"#;

/// A program that waits for input, which never comes, and is killed in the end.
struct Waiting {
    child: Child,
    _folder: Option<TempDir>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.child.kill().expect("it is our child");
        self.child.wait().expect("it is our child");
    }
}

impl Waiting {
    fn start(program: &Path, folder: Option<TempDir>) -> Waiting {
        let child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        Waiting { child: child.expect("the program can be started"), _folder: folder }
    }

    /// Where its threads are, in the order of their creation, once all `threads` of them sleep.
    fn places(&self, threads: usize) -> Vec<Option<Place>> {
        let pid = pid_t::try_from(self.child.id()).expect("Linux has no larger numbers");
        let tids = loop {
            let tids = procfs_threads(pid);
            if tids.len() == threads && tids.iter().all(|tid| procfs::sleeps(*tid)) {
                break tids;
            }
            thread::yield_now();
        };
        let mut places = Places::default();
        tids.into_iter().map(|tid| place(&mut places, pid, tid)).collect()
    }
}

fn procfs_threads(pid: pid_t) -> Vec<pid_t> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).expect("it is our child");
    let names = tasks.filter_map(|task| task.ok()?.file_name().into_string().ok());
    let mut tids: Vec<pid_t> = names.filter_map(|name| name.parse().ok()).collect();
    tids.sort_unstable();
    tids
}

fn place(places: &mut Places, pid: pid_t, tid: pid_t) -> Option<Place> {
    let thread = Pid::from_raw(tid);
    sys::seize(tid).expect("it is our child's thread");
    ptrace::interrupt(thread).expect("it is traced");
    assert!(matches!(sys::wait_for(tid), Waited::Status { .. }));
    let registers = ptrace::getregs(thread).expect("it is stopped");
    let place = places.of(pid, tid, &registers);
    assert_eq!(places.of(pid, tid, &registers), place, "what is remembered differs");
    ptrace::detach(thread, None).expect("it is stopped");
    place
}

/// Compiles [`WAITING`], in the folder that it is in, as `src/waiting.rs`.
fn compile(options: &[&str]) -> (PathBuf, TempDir) {
    let folder = tempfile::tempdir().expect("there is room for a program");
    fs::create_dir(folder.path().join("src")).expect("the folder is ours");
    fs::write(folder.path().join("src/waiting.rs"), WAITING).expect("the folder is ours");
    let mut compiler = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()));
    compiler.current_dir(&folder).args(["--edition", "2024", "src/waiting.rs"]).args(options);
    assert!(compiler.status().expect("there is a compiler").success(), "it does not compile");
    (folder.path().join("waiting"), folder)
}

/// The line of [`WAITING`] that ends with this comment.
fn line(comment: &str) -> u32 {
    let before = WAITING.lines().take_while(|line| !line.ends_with(&format!("// {comment}")));
    before.count() as u32 + 1
}

#[test]
fn a_waiting_thread_is_at_the_innermost_line_of_its_own_source() {
    for options in [
        &["-C", "debuginfo=2"][..],
        &["-C", "debuginfo=line-tables-only"],
        &["-C", "debuginfo=line-tables-only", "-C", "symbol-mangling-version=v0"],
        &["-C", "debuginfo=1", "-C", "opt-level=3"],
        &["-C", "debuginfo=1", "-C", "relocation-model=static"],
    ] {
        let (program, folder) = compile(options);
        let places = Waiting::start(&program, Some(folder)).places(2);
        let [Some(main), Some(thread)] = &places[..] else { panic!("{options:?}: {places:?}") };
        for place in [main, thread] {
            assert_eq!(place.file, "src/waiting.rs", "{options:?}");
        }
        assert_eq!((main.line, &*main.function), (line("main"), "waiting::main"), "{options:?}");
        assert_eq!(thread.line, line("the thread"), "{options:?}");
        assert_eq!(thread.function, "waiting::Account::deposit", "{options:?}");
    }
}

#[test]
fn a_program_without_debug_information_has_no_places() {
    let (program, folder) = compile(&["-C", "debuginfo=0"]);
    assert_eq!(Waiting::start(&program, Some(folder)).places(2), [None, None]);
    let (program, folder) = compile(&["-C", "strip=symbols"]);
    assert_eq!(Waiting::start(&program, Some(folder)).places(2), [None, None]);
    assert_eq!(Waiting::start(Path::new("/bin/cat"), None).places(1), [None]);
}
