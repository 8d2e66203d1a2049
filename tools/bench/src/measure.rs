//! Running commands in turn and comparing them.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// A command with the name that it has in the table.
pub struct Contender {
    /// For the reader.
    pub name: &'static str,
    /// The program and its arguments.
    pub command: Vec<String>,
}

impl Contender {
    /// A command of these words.
    pub fn new(name: &'static str, words: &[&str]) -> Self {
        Self { name, command: words.iter().map(|word| (*word).to_owned()).collect() }
    }
}

/// Runs every contender once per round, after one round that does not count, and prints a table, with
/// the ratios to each contender whose index is in `bases`. `prepare` runs before each command, untimed.
pub fn compare(
    title: &str,
    contenders: &[Contender],
    bases: &[usize],
    rounds: usize,
    prepare: impl Fn() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    ensure!(rounds > 0, "at least one round is needed");
    let mut times = vec![Vec::with_capacity(rounds); contenders.len()];
    for round in 0..=rounds {
        for (contender, times) in contenders.iter().zip(&mut times) {
            prepare()?;
            let time = time(&contender.command)?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    println!("### {title}\n");
    let heads =
        bases.iter().map(|base| format!(" ratio to {} (min–max) |", contenders[*base].name));
    println!("| command | median | min–max |{}", heads.collect::<String>());
    println!("|---|---|---|{}", "---|".repeat(bases.len()));
    for (contender, own) in contenders.iter().zip(&times) {
        let seconds: Vec<f64> = own.iter().map(Duration::as_secs_f64).collect();
        let (low, median, high) = spread(seconds);
        print!("| {} | {median:.2} s | {low:.2}–{high:.2} s |", contender.name);
        for base in bases {
            let pairs = own.iter().zip(&times[*base]);
            let ratios = pairs.map(|(own, base)| own.as_secs_f64() / base.as_secs_f64());
            let (least, ratio, most) = spread(ratios.collect());
            print!(" {ratio:.2} ({least:.2}–{most:.2}) |");
        }
        println!();
    }
    println!();
    Ok(())
}

/// Does the same work in this many threads; gives what came of it in each.
pub fn side_by_side<T: Send>(
    threads: usize,
    work: impl Fn() -> anyhow::Result<T> + Sync,
) -> anyhow::Result<Vec<T>> {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(&work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no measurement panics")).collect()
    })
}

/// What `work` gives, and the processor time that it took, in seconds: this process's own, and that of
/// processes that it has started and reaped meanwhile.
pub fn with_processor_time<T>(
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<(T, f64)> {
    let before = processor_time()?;
    let done = work()?;
    Ok((done, processor_time()? - before))
}

fn processor_time() -> anyhow::Result<f64> {
    let mut seconds = 0.0;
    for who in [UsageWho::RUSAGE_SELF, UsageWho::RUSAGE_CHILDREN] {
        let usage = getrusage(who).context("failed to ask for processor time")?;
        seconds += (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6;
    }
    Ok(seconds)
}

fn time(command: &[String]) -> anyhow::Result<Duration> {
    let (program, args) = command.split_first().context("a command has a program")?;
    let begin = Instant::now();
    let status = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("failed to start `{program}`"))?;
    let time = begin.elapsed();
    ensure!(status.success(), "`{}` failed: {status}", command.join(" "));
    Ok(time)
}

/// Least, median and greatest.
pub fn spread(mut values: Vec<f64>) -> (f64, f64, f64) {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let median = if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    };
    (values[0], median, values[values.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn the_median_of_an_even_number_is_between_the_middle_two() {
        assert_eq!(spread(vec![4.0, 1.0, 2.0, 10.0]), (1.0, 3.0, 10.0));
        assert_eq!(spread(vec![4.0, 1.0, 2.0]), (1.0, 2.0, 4.0));
    }
}
