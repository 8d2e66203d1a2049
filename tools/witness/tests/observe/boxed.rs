//! In a box, a program is observed as it is outside of one, and reaches nothing.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use confine::{Confinement, Limits};
use witness::{Enclosure, Job, Order, Outcome, Report};

use crate::{exited, job, texts};

fn confinement(job: &Job) -> Confinement {
    let mut confinement = Confinement::new(Limits::PROGRAM).expect("bubblewrap is installed");
    confinement.readable.push(job.program.clone().into());
    confinement.writable.extend(job.folder.clone());
    confinement
}

fn boxed(job: Job) -> Job {
    let enclosure = Enclosure::open(&confinement(&job)).expect("the machine permits boxes");
    Job { enclosure: Some(Arc::new(enclosure)), ..job }
}

/// A shell command in a box, and in a folder that it may write.
fn shell(command: &str) -> (Report, tempfile::TempDir) {
    shell_until(Duration::from_secs(60), command)
}

fn shell_until(deadline: Duration, command: &str) -> (Report, tempfile::TempDir) {
    let folder = open_folder();
    let mut job = Job::new("/bin/sh").args(["-c", command]);
    job.limits.deadline = deadline;
    job.folder = Some(folder.path().into());
    (witness::observe(&boxed(job)).expect("the machine permits boxes"), folder)
}

/// A folder that nobody, too, may write.
fn open_folder() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("there is room");
    let all = fs::Permissions::from_mode(0o777);
    fs::set_permissions(folder.path(), all).expect("it is ours");
    folder
}

#[test]
fn the_story_is_the_same_as_outside() {
    let specimens = [
        ("join-all", Order::CreatorFirst),
        ("scope", Order::CreatorFirst),
        ("sleep-locked", Order::Oversleep(0)),
        ("lock-twice", Order::Natural),
        ("reap-all", Order::CreatorFirst),
        ("talk-through-pipe", Order::Natural),
        ("keep-own-write-end", Order::Natural),
        ("exec-from-a-thread", Order::Natural),
    ];
    for (specimen, order) in specimens {
        let job = Job { order, ..job(specimen) };
        let outside = witness::observe(&job).expect("the machine permits observing");
        let inside = witness::observe(&boxed(job)).expect("the machine permits boxes");
        assert_eq!(witness::story(&inside), witness::story(&outside), "{specimen}");
        assert_eq!(inside.processes.len(), outside.processes.len(), "{specimen}");
        assert_eq!(inside.outcome, outside.outcome, "{specimen}");
    }
}

#[test]
fn nobody_else_is_there() {
    let (report, _) =
        shell("for it in /proc/[0-9]*; do cat $it/comm 2>/dev/null; done | sort -u; id -u");
    let seen = texts(&report);
    assert!(seen.contains(&"bwrap"), "{seen:?}");
    let known = ["1000", "bwrap", "cat", "sh", "sort", "telar-inside"];
    assert!(seen.iter().all(|name| known.contains(name)), "{seen:?}");
}

#[test]
fn files_of_the_machine_are_not_there() {
    let secret = tempfile::NamedTempFile::new().expect("there is room");
    fs::write(secret.path(), "the key").expect("it is ours");
    let (report, folder) = shell(&format!(
        "ls -A / /etc /tmp; cat {}; echo mine > here; echo more > /usr/there; echo last > /there",
        secret.path().display()
    ));
    let seen = texts(&report).join("\n");
    assert!(!seen.contains("the key"), "{seen}");
    assert!(!seen.contains("passwd"), "{seen}");
    assert_eq!(
        fs::read_to_string(folder.path().join("here")).expect("it may write there"),
        "mine\n"
    );
    assert!(!fs::exists("/usr/there").unwrap() && !fs::exists("/there").unwrap());
}

#[test]
fn what_is_not_needed_is_refused() {
    let tries = [
        ("unshare --user true", "unshare"),
        ("mount -t tmpfs none /tmp", "mount"),
        ("python3 -c 'import socket; socket.socket(40, 1)'", "vsock"),
        ("python3 -c 'import socket; socket.create_connection((\"192.0.2.1\", 9))'", "the network"),
    ];
    for (command, what) in tries {
        let (report, _) = shell(command);
        assert_ne!(report.outcome, exited(0), "{what}");
    }
    let (report, _) = shell(
        "python3 -c '
import socket
server = socket.create_server((\"127.0.0.1\", 0))
socket.create_connection(server.getsockname()).sendall(b\"hello\")
print(server.accept()[0].recv(9))'",
    );
    assert_eq!(texts(&report), ["b'hello'"], "a network of its own is there");
}

#[test]
fn too_much_is_refused() {
    let (report, _) = shell("head -c 1G /dev/zero > /tmp/large; stat -c %s /tmp/large");
    let seen = texts(&report);
    let size = seen.iter().find_map(|line| line.parse::<u64>().ok()).expect("it was written to");
    assert!(size <= Limits::PROGRAM.scratch_bytes, "{size}");
    let (report, _) = shell("python3 -c 'bytearray(8 << 30)'");
    assert!(texts(&report).iter().any(|line| line.contains("MemoryError")));
}

#[test]
fn a_box_that_cannot_be_made_is_an_error() {
    let mut confinement = confinement(&job("join-all"));
    confinement.readable.push("/there is/no such file".into());
    let error = Enclosure::open(&confinement).unwrap_err();
    let witness::Error::NotPermitted { reason } = &error else { panic!("{error:?}") };
    assert!(reason.contains("no such file"), "{reason}");
}

#[test]
fn nobody_outlives_the_run() {
    let mark = format!("{}", std::process::id());
    let (report, _) = shell_until(
        Duration::from_secs(1),
        &format!("setsid sh -c 'setsid sleep 3600 {mark}' & exit 0"),
    );
    assert_ne!(report.outcome, Outcome::Deadline);
    let left = fs::read_dir("/proc").unwrap().flatten().find(|entry| {
        let command = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&command).contains(&format!("3600\0{mark}"))
    });
    assert!(left.is_none(), "{left:?}");
}

#[test]
fn a_fork_bomb_is_ended() {
    let mut job = job("fork-without-end");
    job.limits.tasks = 40;
    let report = witness::observe(&boxed(job)).expect("the witness answers");
    assert_eq!(report.outcome, Outcome::TaskLimit);
}
