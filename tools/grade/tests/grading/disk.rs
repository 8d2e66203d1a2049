//! A disk that is full: grading stops with a clear word, and goes on from there once there is room.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::class::Class;

/// A file system of its own, as large as it is told to be.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn new(place: &'a Path, size: &str) -> Self {
        fs::create_dir_all(place).expect("there is room");
        mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "telar"], place);
        Self(place)
    }

    fn grow(&self, size: &str) {
        mount(&["-o", &format!("remount,size={size}")], self.0);
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

fn mount(options: &[&str], place: &Path) {
    let status = Command::new("mount").args(options).arg(place).status();
    assert!(
        status.is_ok_and(|it| it.success()),
        "this test needs to be root, to mount a small disk"
    );
}

#[test]
#[ignore = "needs to be root; CI runs it"]
fn a_full_disk_stops_grading_and_costs_nothing() {
    let mut class = Class::new();
    class.corpus("ana", "right-atomic.rs", "pass");
    class.corpus("bea", "wrong-load-then-store.rs", "fail");
    class.corpus("cid", "wrong-one-gate-at-a-time.rs", "fail");
    class.corpus("dan", "wrong-main-prints.rs", "fail");
    let place = class.folder.path().join("small");
    let disk = Disk::new(&place, "20k");
    let output = class.grade("small").stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("ledger.jsonl") && said.contains("the same command goes on"), "{said}");
    let before = fs::read_to_string(place.join("ledger.jsonl")).unwrap();
    let finished = before.lines().filter(|line| line.contains("\"kind\":\"verdict\"")).count();
    assert!(finished > 0, "something was finished before the disk was full");

    disk.grow("64m");
    assert!(class.grade("small").status().unwrap().success());
    class.check("small");
    // What was finished stands as it stood.
    let after = fs::read_to_string(place.join("ledger.jsonl")).unwrap();
    let whole = &before[..before.rfind('\n').unwrap() + 1];
    assert!(after.starts_with(whole));
    drop(disk);
}
