//! Grading a class: what it costs beside compiling and judging, next to the common way, and how it grows.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::account::Account;
use crate::measure::spread;

/// The exercise that is handed in: its topic, its module, and a right file for it.
const TOPIC: &str = "threading";
const MODULE: &str = "counter";
const RIGHT: &str = "tests/submissions/threading/counter/right-atomic.rs";
const STARTER: &str = "crates/threading/src/counter.rs";

/// A class of different files that are all graded, and one submission graded the common way.
pub fn cost(students: usize) -> anyhow::Result<()> {
    let account = Account::open()?;
    let own = programs()?;
    let room = tempfile::tempdir().context("failed to make a folder")?;
    let class = class(room.path(), RIGHT, students)?;
    // Before anything is measured, what every way needs is built.
    grade(&account, &own, &self::class(room.path(), RIGHT, 1)?, &room.path().join("before"))?;
    let graded = grade(&account, &own, &class, &room.path().join("grades"))?;
    let (mut compiled, mut judged) = (0.0, 0.0);
    let grader = grader()?;
    for student in fs::read_dir(&class)? {
        let file = student?.path().join(format!("{MODULE}.rs"));
        let (program, seconds) = account.of(|| compile(&file, room.path()))?;
        compiled += seconds;
        judged += account.of(|| judge(&grader, &program))?.1;
    }
    let ((), common) = account.of(|| the_common_way(&class, room.path()))?;
    let each = |seconds: f64| seconds / students as f64;
    println!(
        "| {students} different right files of one exercise | processor time of each | ratio to rustc's |"
    );
    println!("|---|---|---|");
    let rows = [
        ("rustc alone", each(compiled)),
        ("the grader alone, without a box", each(judged)),
        ("`cargo telar grade`, all in all", each(graded.seconds)),
        ("… beside these two", each(graded.seconds - compiled - judged)),
        ("the common way: a checkout and an empty target folder of its own, `cargo test`", common),
    ];
    for (name, seconds) in rows {
        println!("| {name} | {seconds:.2} s | {:.2} |", seconds / each(compiled));
    }
    println!(
        "\nThe common way takes {:.1} times the processor time.",
        common / each(graded.seconds)
    );
    let minutes = graded.wall.as_secs_f64() / 60.0;
    println!("{:.0} submissions a minute.", students as f64 / minutes);
    Ok(())
}

/// Classes of several sizes, in which everybody hands in a starter of his own.
pub fn growth(sizes: &[usize], rounds: usize) -> anyhow::Result<()> {
    ensure!(rounds > 0, "at least one round is needed");
    let account = Account::open()?;
    let own = programs()?;
    let room = tempfile::tempdir().context("failed to make a folder")?;
    let mut all: BTreeMap<usize, Vec<Graded>> = BTreeMap::new();
    for round in 0..rounds {
        for &size in sizes {
            let class = class(room.path(), STARTER, size)?;
            let out = room.path().join(format!("grades-{size}-{round}"));
            all.entry(size).or_default().push(grade(&account, &own, &class, &out)?);
        }
    }
    println!("| submissions | processor time (min–max) | of each | most memory |");
    println!("|---|---|---|---|");
    for (size, graded) in all {
        let (least, median, most) = spread(graded.iter().map(|it| it.seconds).collect());
        let memory = graded.iter().map(|it| it.memory_kib).max().unwrap_or_default() / 1024;
        let each = median / size as f64;
        println!("| {size} | {median:.1} s ({least:.1}–{most:.1}) | {each:.3} s | {memory} MiB |");
    }
    Ok(())
}

/// What grading has cost.
struct Graded {
    /// Processor time, of all that it has started too.
    seconds: f64,
    wall: Duration,
    /// The most memory that the grading process itself had.
    memory_kib: u64,
}

/// The built `grade`.
fn programs() -> anyhow::Result<PathBuf> {
    run(cargo().args(["build", "--quiet", "--package", "grade"]))?;
    Ok(target()?.join("debug/grade"))
}

/// A folder with as many submissions; each file says who has written it, so no two are equal.
fn class(room: &Path, file: &str, students: usize) -> anyhow::Result<PathBuf> {
    let folder = room.join(format!("class-{students}"));
    let text = fs::read_to_string(file).with_context(|| format!("failed to read `{file}`"))?;
    for student in 0..students {
        let own = folder.join(format!("student-{student:04}"));
        fs::create_dir_all(&own)?;
        fs::write(own.join(format!("{MODULE}.rs")), format!("{text}// {student}\n"))?;
    }
    Ok(folder)
}

fn grade(account: &Account, program: &Path, class: &Path, out: &Path) -> anyhow::Result<Graded> {
    let began = Instant::now();
    let (memory_kib, seconds) = account.of(|| {
        let mut grading = Command::new(program)
            .arg("grade")
            .arg(class)
            .args(["--exercise", MODULE, "--out"])
            .arg(out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("failed to start grading")?;
        let status = format!("/proc/{}/status", grading.id());
        let mut most = 0;
        let ended = loop {
            // Gone with the process; what was read last stands.
            most = memory_kib(&status).unwrap_or(most);
            match grading.try_wait()? {
                Some(ended) => break ended,
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        ensure!(ended.success(), "grading failed: {ended}");
        Ok(most)
    })?;
    Ok(Graded { seconds, wall: began.elapsed(), memory_kib })
}

/// The most that a process has had in memory.
fn memory_kib(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Compiles a file as grading does, by the call that it has recorded, and gives the program.
fn compile(file: &Path, room: &Path) -> anyhow::Result<PathBuf> {
    #[derive(Deserialize)]
    struct Call {
        args: Vec<String>,
        env: BTreeMap<String, String>,
    }
    let recorded = fs::read(target()?.join("telar/calls").join(TOPIC))?;
    let call: Call = serde_json::from_slice(&recorded)?;
    let (work, out) = (room.join("work"), room.join("out"));
    let sources = work.join("crates").join(TOPIC).join("src");
    fs::create_dir_all(&sources)?;
    for source in fs::read_dir(Path::new("crates").join(TOPIC).join("src"))? {
        let source = source?;
        fs::copy(source.path(), sources.join(source.file_name()))?;
    }
    fs::copy(file, sources.join(format!("{MODULE}.rs")))?;
    let mut args = Vec::new();
    let mut rest = call.args.iter().peekable();
    while let Some(arg) = rest.next() {
        let left_out = |next: &&String| {
            next.starts_with("incremental=") || next.starts_with("extra-filename=")
        };
        match arg.as_str() {
            "--out-dir" => {
                rest.next();
                args.extend(["--out-dir".into(), out.display().to_string()]);
            }
            "-C" if rest.peek().is_some_and(left_out) => drop(rest.next()),
            other if other.starts_with("--emit=") => args.push("--emit=link".into()),
            other => args.push(other.to_owned()),
        }
    }
    let mut rustc = Command::new("rustc");
    run(rustc.args(args).envs(call.env).current_dir(&work))?;
    Ok(out.join(TOPIC))
}

/// The topic's grader.
fn grader() -> anyhow::Result<PathBuf> {
    let args = ["test", "--quiet", "--no-run", "--test", "grade", "--message-format=json"];
    let output = cargo().args(args).args(["--package", TOPIC]).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages =
        said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut tests = messages.filter(|it| it["target"]["kind"][0] == "test");
    let path = tests.find_map(|it| Some(PathBuf::from(it["executable"].as_str()?)));
    path.context("cargo has built no grader")
}

/// Judges a program, as `cargo test` does.
fn judge(grader: &Path, program: &Path) -> anyhow::Result<()> {
    let package = std::path::absolute(Path::new("crates").join(TOPIC))?;
    run(Command::new(grader)
        .args(["--test-threads", "1", &format!("{MODULE}::")])
        .env("CARGO_MANIFEST_DIR", &package)
        .env("CARGO_PKG_NAME", TOPIC)
        .env(format!("CARGO_BIN_EXE_{TOPIC}"), program)
        .current_dir(&package))
}

/// What is usual: a fresh checkout for one submission, and `cargo test` there.
fn the_common_way(class: &Path, room: &Path) -> anyhow::Result<()> {
    let checkout = room.join("checkout");
    run(Command::new("git").args(["clone", "--quiet", "."]).arg(&checkout))?;
    let file = format!("{MODULE}.rs");
    let handed = class.join("student-0000").join(&file);
    fs::copy(handed, checkout.join("crates").join(TOPIC).join("src").join(&file))?;
    let test = ["test", "--quiet", "--package", TOPIC, &format!("{MODULE}::")];
    run(cargo().args(test).current_dir(&checkout).env("CARGO_TARGET_DIR", room.join("target")))
}

fn cargo() -> Command {
    Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// Where cargo builds.
fn target() -> anyhow::Result<PathBuf> {
    let output = cargo().args(["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    Ok(PathBuf::from(metadata["target_directory"].as_str().context("cargo names no folder")?))
}

/// Runs a command that has to succeed, and says nothing.
fn run(command: &mut Command) -> anyhow::Result<()> {
    let output = command.stdin(Stdio::null()).process_group(0).output();
    let output = output.with_context(|| format!("failed to start {:?}", command.get_program()))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "{:?} failed: {said}", command.get_program());
    Ok(())
}
