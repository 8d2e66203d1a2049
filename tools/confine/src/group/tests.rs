//! Control groups: where they can be made, and that they bound.

use super::*;

const V1: &str = "\
32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
39 31 0:36 /docker/17 /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
";
const OWN_V1: &str = "9:cpu,cpuacct:/\n8:pids:/docker/17/inner\n4:memory:/a:b\n0::/\n";

/// A tree of version 2, in a folder; no more than the file that says which controllers there are.
fn tree(controllers: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("user.slice");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("cgroup.controllers"), controllers).unwrap();
    let mounts =
        format!("30 23 0:26 / {} rw - cgroup2 cgroup2 rw,nsdelegate\n", folder.path().display());
    (folder, mounts)
}

#[test]
fn groups_are_made_within_ones_own() {
    let found = |controller| place(controller, V1, OWN_V1).unwrap();
    assert_eq!(found(Controller::Memory).folder, Path::new("/sys/fs/cgroup/memory/a:b"));
    assert_eq!(found(Controller::Pids).folder, Path::new("/sys/fs/cgroup/pids/inner"));
    assert_eq!(found(Controller::Pids).version, Version::One);
    // What lies outside of the part that is seen is nobody's here.
    assert_eq!(place(Controller::Pids, V1, "8:pids:/\n"), None);

    let (folder, mounts) = tree("cpuset cpu io memory pids\n");
    let found = place(Controller::Memory, &mounts, "0::/user.slice\n").unwrap();
    assert_eq!((found.folder, found.version), (folder.path().join("user.slice"), Version::Two));
    let (_folder, mounts) = tree("cpu memory\n");
    assert_eq!(place(Controller::Pids, &mounts, "0::/user.slice\n"), None);
}

/// A group with these limits, or `None` where none can be made, which the doctor says.
fn group(limits: Limits) -> Option<Group> {
    Group::new(&limits).inspect_err(|why| eprintln!("no group here: {why}")).ok()
}

fn shell(group: &Group, script: &str) -> std::process::Output {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    group.take_in(&mut command).unwrap();
    command.output().unwrap()
}

#[test]
fn memory_is_bounded_for_all_together() {
    let Some(group) = group(Limits { all_memory_bytes: 64 << 20, ..Limits::PROGRAM }) else {
        return;
    };
    // Each holds as much as is allowed for all.
    let holds = |bytes: &str| format!("head -c {bytes} /dev/zero | tail -c {bytes} | wc -c");
    let few = shell(&group, &holds("1M"));
    assert_eq!(String::from_utf8_lossy(&few.stdout).trim(), "1048576");
    let many = shell(&group, &format!("{h} & {h} & {h} & wait", h = holds("40M")));
    let whole = String::from_utf8_lossy(&many.stdout).matches("41943040").count();
    assert!(whole < 3, "{many:?}");
}

#[test]
fn processes_are_counted_for_all_together_and_nothing_is_left() {
    let Some(group) = group(Limits { tasks: 8, ..Limits::PROGRAM }) else { return };
    let folders = group.folders.clone();
    assert!(!folders.is_empty() && folders.iter().all(|folder| folder.is_dir()));
    let all_begin = |count| {
        let script =
            format!("for k in $(seq {count}); do sleep 1000 > /dev/null 2>&1 & done; echo all");
        let said = String::from_utf8_lossy(&shell(&group, &script).stdout).contains("all");
        let members = fs::read_to_string(folders.last().unwrap().join("cgroup.procs")).unwrap();
        let sleepers: Vec<&str> = members.split_whitespace().collect();
        if !sleepers.is_empty() {
            assert!(Command::new("kill").arg("-KILL").args(&sleepers).status().unwrap().success());
        }
        said
    };
    assert!(all_begin(4));
    assert!(!all_begin(40));
    // Whoever was killed leaves the group when its new parent has been told.
    for folder in &folders {
        while !fs::read_to_string(folder.join("cgroup.procs")).unwrap().is_empty() {
            std::thread::yield_now();
        }
    }
    drop(group);
    assert!(folders.iter().all(|folder| !folder.exists()));
}
