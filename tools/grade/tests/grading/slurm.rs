//! A class that a real Slurm grades: Debian's, with its three daemons started by hand, on this machine alone.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::class::Class;

/// A cluster of one machine; its daemons end with it.
struct Cluster {
    folder: tempfile::TempDir,
    daemons: Vec<Child>,
}

impl Cluster {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().display().to_string();
        for folder in ["state", "spool"] {
            fs::create_dir(Path::new(&path).join(folder)).expect("there is room");
        }
        let mut cluster = Self { folder, daemons: Vec::new() };
        let key = cluster.folder.path().join("key");
        fs::write(&key, [7; 64]).expect("there is room");
        fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o400)).unwrap();
        fs::write(cluster.configuration(), configuration(&path)).expect("there is room");
        // It complains of a temporary folder that others may write above, and is told that this is meant.
        cluster.daemon(
            "munged",
            &[
                "--foreground",
                "--force",
                &format!("--key-file={path}/key"),
                &format!("--socket={path}/munge"),
                &format!("--pid-file={path}/munged.pid"),
                &format!("--log-file={path}/munged.log"),
                &format!("--seed-file={path}/munged.seed"),
            ],
        );
        while !Path::new(&path).join("munge").exists() {
            cluster.is_alive();
        }
        cluster.daemon("slurmctld", &["-D"]);
        cluster.daemon("slurmd", &["-D"]);
        // Its answer comes only when there is somebody to give it.
        while cluster.say("sinfo", &["--noheader", "--format=%t"]).as_deref() != Some("idle") {
            cluster.is_alive();
        }
        cluster
    }

    fn configuration(&self) -> std::path::PathBuf {
        self.folder.path().join("slurm.conf")
    }

    fn daemon(&mut self, name: &str, args: &[&str]) {
        let log = fs::File::create(self.folder.path().join(format!("{name}.txt"))).unwrap();
        let mut command = Command::new(name);
        command.args(args).env("SLURM_CONF", self.configuration()).stdin(Stdio::null());
        let child = command.stdout(log.try_clone().unwrap()).stderr(log).spawn();
        self.daemons.push(child.unwrap_or_else(|error| {
            panic!(
                "this test needs Debian's package `slurm-wlm`; starting `{name}` failed: {error}"
            )
        }));
    }

    fn is_alive(&mut self) {
        for daemon in &mut self.daemons {
            if let Some(status) = daemon.try_wait().unwrap() {
                let said = ["munged", "slurmctld", "slurmd"].map(|name| {
                    fs::read_to_string(self.folder.path().join(format!("{name}.txt")))
                        .unwrap_or_default()
                });
                panic!("one of the daemons ended, {status}:\n{}", said.join("\n"));
            }
        }
        thread::yield_now();
    }

    /// What a command of Slurm's prints, if it succeeds.
    fn say(&self, command: &str, args: &[&str]) -> Option<String> {
        let output = Command::new(command)
            .args(args)
            .env("SLURM_CONF", self.configuration())
            .output()
            .ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Waits until all jobs are over.
    fn wait(&self) {
        while self.say("squeue", &["--noheader"]).is_none_or(|jobs| !jobs.is_empty()) {
            thread::yield_now();
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for daemon in self.daemons.iter_mut().rev() {
            // It may have ended by itself; either way it is gone afterwards.
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

/// A cluster of this machine, without anything that it would need a network or rights for.
fn configuration(folder: &str) -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").expect("a machine has a name");
    let name = name.trim().split('.').next().unwrap_or_default();
    let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (first, second) = (free(), free());
    let processors = thread::available_parallelism().map_or(1, usize::from);
    format!(
        "ClusterName=telar\nSlurmctldHost={name}(127.0.0.1)\nSlurmUser=root\nSlurmctldPort={first}\nSlurmdPort={second}\n\
         AuthType=auth/munge\nAuthInfo=socket={folder}/munge\nCredType=cred/munge\nProctrackType=proctrack/linuxproc\n\
         TaskPlugin=task/none\nMpiDefault=none\nSelectType=select/cons_tres\nSelectTypeParameters=CR_CPU\n\
         StateSaveLocation={folder}/state\nSlurmdSpoolDir={folder}/spool\nSlurmctldPidFile={folder}/slurmctld.pid\n\
         SlurmdPidFile={folder}/slurmd.pid\nReturnToService=2\n\
         NodeName={name} NodeAddr=127.0.0.1 CPUs={processors} State=UNKNOWN\n\
         PartitionName=all Nodes={name} Default=YES MaxTime=INFINITE State=UP\n"
    )
}

/// More files than a part has, so that there are several parts.
const FILES: [(&str, &str); 7] = [
    ("right-atomic.rs", "pass"),
    ("right-scope.rs", "pass"),
    ("wrong-load-then-store.rs", "fail"),
    ("wrong-debug-output.rs", "fail"),
    ("wrong-main-prints.rs", "fail"),
    ("wrong-an-arc-each.rs", "fail"),
    ("wrong-right-text.rs", "fail"),
];

#[test]
#[ignore = "needs Slurm; CI runs it"]
fn an_array_of_jobs_grades_a_class() {
    let mut cluster = Cluster::start();
    let mut class = Class::new();
    for (file, expected) in FILES {
        class.corpus(file, file, expected);
    }
    let submit = || {
        let mut command = class.grade("grades");
        command.args(["--engine", "slurm"]).env("SLURM_CONF", cluster.configuration());
        let output = command.stdout(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let said = submit();
    assert!(said.contains("2 jobs"), "{said}");
    // One of them is lost, with the merging, as when a cluster goes down: what it would have found is missing.
    let array = said.split("(array ").nth(1).and_then(|it| it.split(')').next()).unwrap();
    cluster.say("scancel", &[&format!("{array}_2")]).expect("it can be taken back");
    cluster.wait();
    let ledger = class.folder.path().join("grades/ledger.jsonl");
    let verdicts = || fs::read_to_string(&ledger).unwrap().matches("\"kind\":\"verdict\"").count();
    let some = verdicts();
    let told = ["part-1.txt", "merge.txt"].map(|name| {
        let path = class.folder.path().join("grades/slurm").join(name);
        fs::read_to_string(path).unwrap_or_default()
    });
    assert!(some > 0 && some < FILES.len() * 8, "{some}: {told:?}");

    // The same command submits the rest.
    let said = submit();
    assert!(said.contains("one job"), "{said}");
    cluster.wait();
    assert_eq!(verdicts(), FILES.len() * 8);
    class.check("grades");

    // And then there is none.
    let said = submit();
    assert!(said.contains("gradebook.html"), "{said}");
    cluster.is_alive();
}
