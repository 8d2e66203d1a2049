//! Programs that nobody wrote for us, and what they are given to do.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use witness::Job;

/// A program from outside.
pub struct Outside {
    pub name: &'static str,
    /// What has to be installed.
    tools: &'static [&'static str],
    /// The program and its arguments, for when it runs in this folder.
    command: fn(&Path) -> Vec<String>,
}

pub const ALL: &[Outside] = &[
    Outside {
        name: "sort_and_head",
        tools: &["seq", "sort", "head"],
        command: |_| shell("sh", "seq 100 | sort -rn | head -3"),
    },
    Outside {
        name: "yes_and_head",
        tools: &["yes", "head"],
        command: |_| shell("sh", "yes | head -1"),
    },
    Outside {
        name: "parallel_sort",
        tools: &["sort"],
        command: |folder| {
            // With fewer lines, it works alone.
            shell_words(&["sort", "--parallel=4", "--output=sorted", &numbers(folder, 150_000)])
        },
    },
    Outside {
        name: "two_threads_of_xz",
        tools: &["xz"],
        command: |folder| {
            let numbers = numbers(folder, 2_000);
            shell_words(&["xz", "-T2", "-1", "--keep", "--force", "--block-size=4KiB", &numbers])
        },
    },
    Outside {
        name: "python_threads",
        tools: &["python3"],
        command: |folder| python(folder, "hilos.py"),
    },
    Outside {
        name: "python_processes",
        tools: &["python3"],
        command: |folder| python(folder, "procesos.py"),
    },
    Outside {
        name: "find_and_xargs",
        tools: &["find", "xargs", "wc"],
        command: |folder| {
            for name in ["one", "two", "three"] {
                write(folder, name, name);
            }
            shell("sh", "find . -type f | xargs -P2 -n1 wc -c")
        },
    },
    Outside {
        name: "parallel_make",
        tools: &["make"],
        command: |folder| {
            write(
                folder,
                "Makefile",
                "all: a b c\na b c:\n\t@sleep 1; echo $@\n.PHONY: all a b c\n",
            );
            shell_words(&["make", "-j2"])
        },
    },
    Outside {
        name: "tar_and_gzip",
        tools: &["tar", "gzip"],
        command: |folder| {
            numbers(folder, 10_000);
            shell("sh", "tar c numbers | gzip | tar tz")
        },
    },
    Outside {
        name: "bash_jobs",
        tools: &["bash"],
        command: |_| {
            shell(
                "bash",
                "for n in 1 2 3; do (sleep $n; echo $n) & done; wait -n; wait; kill -0 $$",
            )
        },
    },
    Outside { name: "rayon", tools: &[], command: |_| example("rayon_sum") },
    Outside { name: "tokio", tools: &[], command: |_| example("tokio_echo") },
];

impl Outside {
    /// What it needs and is not installed.
    pub fn lacks(&self) -> Option<&'static str> {
        let is_there = |tool: &str| {
            let found = Command::new("sh").args(["-c", "command -v \"$0\"", tool]).output();
            found.is_ok_and(|found| found.status.success())
        };
        self.tools.iter().copied().find(|tool| !is_there(tool))
    }

    /// The run of the program, in a folder of its own.
    pub fn job(&self) -> (Job, TempDir) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let mut words = (self.command)(folder.path()).into_iter();
        let program = words.next().expect("a command has a program");
        let mut job = Job::new(program).args(words);
        job.folder = Some(folder.path().to_owned());
        (job, folder)
    }
}

fn shell(shell: &str, script: &str) -> Vec<String> {
    shell_words(&[shell, "-c", script])
}

fn shell_words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("there is room for a file");
}

/// A file of that many different numbers, in no order; its name.
fn numbers(folder: &Path, count: u32) -> String {
    let mut text = String::new();
    for line in 0..count {
        // A prime that does not divide the count: every number comes once.
        let number = u64::from(line) * 7_919 % u64::from(count);
        writeln!(text, "{number}").expect("a string takes everything");
    }
    write(folder, "numbers", &text);
    "numbers".to_owned()
}

/// One of the source chapter's programs, with the import that it was printed without.
fn python(folder: &Path, name: &str) -> Vec<String> {
    let originals =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/support/tests/python").join(name);
    let text = fs::read_to_string(originals).expect("the originals are part of the repository");
    write(folder, name, &format!("import time\n{text}"));
    // The `python3` of the search path may be a script that starts the interpreter.
    let output = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output();
    let output = output.expect("it has been looked for");
    let interpreter = String::from_utf8(output.stdout).expect("a path of plain letters");
    shell_words(&[interpreter.trim(), "-u", name])
}

/// An example of this package: cargo builds them with the tests, into a folder beside theirs.
fn example(name: &str) -> Vec<String> {
    let own = std::env::current_exe().expect("the system knows who runs");
    let folder = own.ancestors().nth(2).expect("tests and examples are two folders deep");
    let path: PathBuf = folder.join("examples").join(name);
    let path = path.to_str().expect("target folders have plain names");
    shell_words(&[path])
}
