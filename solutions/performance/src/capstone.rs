//! A word count over generated text: once slow, for reasons to be found, and once fast.
//!
//! [`slow`] is given and right: it prints what it should. It is slow because of what it does on the
//! way, and none of that shows in its output. So the way to a fast version is not to guess and
//! change, but to watch, and then to do less:
//!
//! ```text
//! cargo telar observe capstone -- --variant slow --lines 200
//! ```
//!
//! tells how many threads it starts and how long each of them lives, who waits for whom, and in how
//! many writes the result leaves.
//!
//! # What is asked
//!
//! [`fast`] prints exactly what `slow` prints, and
//!
//! - starts `--threads` threads, whatever the text and the machine, and waits for each of them;
//! - lets each of them count one part of the text, all parts nearly equally long, while main only
//!   cuts, waits, merges and prints;
//! - shares nothing while it counts: each worker has a table of its own;
//! - writes the result in few calls: at most one for every 4096 bytes, rounded up, and one more;
//! - sends nothing through files or pipes on the way.
//!
//! Then `--report FILE.html` draws both, before and after. Times are shown there, never graded: they
//! depend on the machine and on what else it does. What is graded is what causes them.
//!
//! # Traps
//!
//! - **A part that ends inside a word** counts two halves. So cut where a line ends. (Text is UTF-8: at
//!   a position inside a letter such as `ñ`, slicing panics.)
//! - **Equal words meet in several parts**: add the tables up, do not print one after the other.
//! - **A lock around everything** makes the threads take turns; it is as slow as one thread, and dearer.
//! - **Standard output is line-buffered**, even into a file or a pipe: each newline is a write. Put the
//!   lines together first.
//! - **Spawn all, then join.** Joining inside the loop that spawns lets no two workers overlap; an
//!   iterator is lazy, so `map(spawn).map(join)` does just that.
//! - **Write to `out`**, not by `println!`: the report gives another one.
//!
//! # What to read
//!
//! [`std::thread::scope`], [`str::split_at`], [`str::split_whitespace`],
//! [`std::collections::HashMap::entry`], [`std::io::Write::write_all`].

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, LineWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many lines of text are generated and counted.
    #[arg(long, default_value_t = 4000)]
    lines: usize,
    /// What the text is generated from: the same seed gives the same text.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many threads the fast version starts.
    #[arg(long, default_value = "4")]
    threads: NonZeroUsize,
    /// Which version counts.
    #[arg(long, value_enum, default_value_t = Variant::Fast)]
    variant: Variant,
    /// Let each thread say on standard error how many words it has counted.
    #[arg(long)]
    parts: bool,
    /// Print no counts: time both versions and draw the outcome into this file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["variant", "parts"])]
    report: Option<PathBuf>,
}

/// The two versions of the word count.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Variant {
    /// The one to be analysed.
    Slow,
    /// The one to be written.
    Fast,
}

/// How often each word was met. The words stay where they are, in the text; the table points at them.
type Counts<'text> = HashMap<&'text str, usize>;

/// How many lines a thread of the slow version counts.
const LINES_PER_THREAD: usize = 10;

/// How often each version is timed for the report, after one run that is not.
const RUNS: usize = 9;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
enum NoReport {
    /// The two versions disagree, so their times mean nothing.
    #[error("no report: `fast` does not print what `slow` prints")]
    OutputsDiffer,
    /// The file can't be written.
    #[error("failed to write the report `{}`: {source}", path.display())]
    Write {
        /// As it was asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Counts the words by the version asked for, or writes the report on both.
///
/// # Errors
///
/// When the counts can't be printed; [`NoReport`].
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let text = generate(options.lines, options.seed);
    if let Some(path) = &options.report {
        return report(path, &text, options);
    }
    let mut stdout = io::stdout().lock();
    match options.variant {
        Variant::Slow => slow(&text, options, &mut stdout)?,
        Variant::Fast => fast(&text, options, &mut stdout)?,
    }
    Ok(())
}

/// Given, to be analysed: counts the words of `text` and writes the counts to `out`.
///
/// # Errors
///
/// When `out` can't be written to.
fn slow(text: &str, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let lines: Vec<&str> = text.lines().collect();
    let counts = Mutex::new(Counts::new());
    thread::scope(|scope| {
        for (part, lines) in lines.chunks(LINES_PER_THREAD).enumerate() {
            let counts = &counts;
            scope.spawn(move || {
                let mut words = 0;
                for word in lines.iter().flat_map(|line| line.split_whitespace()) {
                    *counts.lock().unwrap().entry(word).or_insert(0) += 1;
                    words += 1;
                }
                say_part(part, words, options);
            });
        }
    });
    for (word, count) in most_frequent_first(counts.into_inner().unwrap()) {
        writeln!(out, "{word} {count}")?;
    }
    Ok(())
}

/// Counts the words of `text` by as many threads as asked for, and writes the counts to `out` at
/// once.
///
/// Each thread counts one part of the text and tells how many words it found, by [`say_part`].
///
/// # Errors
///
/// When `out` can't be written to.
fn fast(text: &str, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let parts = cut(text, options.threads.get());
    let counts = thread::scope(|scope| {
        let spawn = |(part, text)| scope.spawn(move || count(part, text, options));
        // Collected, so that all of them run before the first one is joined.
        let workers: Vec<_> = parts.into_iter().enumerate().map(spawn).collect();
        let mut sum = Counts::new();
        for worker in workers {
            add(&mut sum, worker.join().expect("counting does not panic"));
        }
        sum
    });
    let mut lines = String::new();
    for (word, count) in most_frequent_first(counts) {
        lines += &format!("{word} {count}\n");
    }
    out.write_all(lines.as_bytes())
}

/// Cuts `text` into so many parts of nearly equal length, each of which ends with a line.
///
/// Some are empty when there are fewer lines than parts.
fn cut(text: &str, parts: usize) -> Vec<&str> {
    let mut rest = text;
    let mut cut = Vec::new();
    for left in (1..=parts).rev() {
        let share = rest.len() / left;
        // On to the end of the line that the share ends in. A newline is one byte and never part of
        // another letter, so looking at bytes is safe.
        let newline = rest.as_bytes()[share..].iter().position(|&byte| byte == b'\n');
        let end = newline.map_or(rest.len(), |newline| share + newline + 1);
        let (part, after) = rest.split_at(end);
        cut.push(part);
        rest = after;
    }
    cut
}

/// Counts the words of one part, into a table that no other thread sees.
fn count<'text>(part: usize, text: &'text str, options: &Options) -> Counts<'text> {
    let mut counts = Counts::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    say_part(part, counts.values().sum(), options);
    counts
}

/// Adds the counts of a part to those of the parts before it.
fn add<'text>(sum: &mut Counts<'text>, part: Counts<'text>) {
    for (word, count) in part {
        *sum.entry(word).or_insert(0) += count;
    }
}

/// Given: the order in which counts are printed; equally frequent words by the alphabet.
fn most_frequent_first(counts: Counts<'_>) -> Vec<(&str, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by(|(one, n), (other, m)| m.cmp(n).then(one.cmp(other)));
    counts
}

/// Given: with `--parts`, says on standard error how many words the calling thread counted in its
/// part; parts are numbered from 0.
fn say_part(part: usize, words: usize, options: &Options) {
    if options.parts {
        // One write for the whole line, so that the lines of two threads do not mix. That standard
        // error is closed is no reason to stop counting.
        let _ = io::stderr().write_all(format!("part {part}: {words} words\n").as_bytes());
    }
}

/// Given: so many lines of words; the same seed gives the same text.
fn generate(lines: usize, seed: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "ña", "pe", "ri", "so", "tú",
        "va",
    ];
    // SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
    let mut state = seed;
    let mut below = |bound: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % bound
    };
    let mut text = String::new();
    for _ in 0..lines {
        for _ in 0..8 + below(9) {
            // The smaller of two numbers: small ones are frequent, as some words are.
            let word = below(1024).min(below(1024));
            for digit in [word >> 8, word >> 4 & 15, word & 15] {
                text += SYLLABLES[digit];
            }
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

/// Given: times both versions and draws the outcome into a file, which is written whole or not at
/// all.
///
/// # Errors
///
/// [`NoReport`].
fn report(path: &Path, text: &str, options: &Options) -> Result<(), Box<dyn Error>> {
    let no_report = |source| NoReport::Write { path: path.to_owned(), source };
    let beside = file_beside(path).map_err(no_report)?;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    slow(text, options, &mut before)?;
    fast(text, options, &mut after)?;
    if before != after {
        return Err(NoReport::OutputsDiffer.into());
    }
    let before = timed(|out| slow(text, options, out))?;
    let after = timed(|out| fast(text, options, out))?;

    // By way of a second file, so that nobody ever finds half a report under the name asked for.
    let page = page(&before, &after, options);
    let written = fs::write(&beside, page).and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        // Half of it is of no use. Should it resist, then the first error still tells more.
        let _ = fs::remove_file(&beside);
        no_report(source).into()
    })
}

/// Given: where to write what shall later stand at `path`: in the same folder.
///
/// # Errors
///
/// When that can't be written, so that whoever mistyped the path is told before the work begins.
fn file_beside(path: &Path) -> io::Result<PathBuf> {
    if path.exists() && !path.is_file() {
        return Err(io::Error::other("this is not a regular file"));
    }
    let name = path.file_name().ok_or_else(|| io::Error::other("this names no file"))?;
    let beside = path.with_file_name(format!(".{}.{}", name.display(), std::process::id()));
    File::create_new(&beside)?;
    fs::remove_file(&beside)?;
    Ok(beside)
}

/// Given: how long each of [`RUNS`] runs took, the shortest first, after one that is not counted.
///
/// # Errors
///
/// When a run fails.
fn timed(
    mut version: impl FnMut(&mut LineWriter<File>) -> io::Result<()>,
) -> io::Result<Vec<Duration>> {
    // Line-buffered, as standard output is.
    let mut out = LineWriter::new(File::options().write(true).open("/dev/null")?);
    // The first run pays for what the others find ready: pages of memory, a warm cache.
    version(&mut out)?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        version(&mut out)?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

/// Given: the report, as a page that needs nothing but itself.
fn page(before: &[Duration], after: &[Duration], options: &Options) -> String {
    let Options { lines, seed, threads, .. } = options;
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    let longest = before[RUNS - 1].max(after[RUNS - 1]).as_secs_f64();
    let x = |time: Duration| 10.0 + 600.0 * time.as_secs_f64() / longest;
    let told = |times: &[Duration]| {
        let [min, median, max] = [0, RUNS / 2, RUNS - 1].map(|n| times[n].as_secs_f64() * 1e3);
        format!("{median:.2} ms (from {min:.2} to {max:.2})")
    };
    let bar = |y: u32, label: &str, times: &[Duration]| {
        let [min, median, max] = [0, RUNS / 2, RUNS - 1].map(|n| x(times[n]));
        format!(
            r#"<text x="10" y="{y}">{label}: {told}</text>
<path class="median" d="M10 {low} H{median:.1}"/><path class="spread" d="M{min:.1} {low} H{max:.1}"/>"#,
            told = told(times),
            low = y + 20,
        )
    };
    format!(
        r#"<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Word count, before and after</title>
<style>
:root {{ color-scheme: light dark; font-family: sans-serif }}
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem }}
svg {{ width: 100%; min-width: 30rem; fill: currentColor }}
.median {{ stroke: #2a78b8; stroke-width: 18 }}
.spread {{ stroke: currentColor; stroke-width: 3 }}
</style>
<h1>Word count, before and after</h1>
<svg viewBox="0 0 620 120" role="img" aria-labelledby="title desc">
<title id="title">How long the slow and the fast version take</title>
<desc id="desc">Before: {told_before}. After: {told_after}.</desc>
{bar_before}
{bar_after}
</svg>
<p>Wide bars: the median of {RUNS} runs each, after one to warm up. Thin lines: from the shortest
to the longest run.</p>
<p>{lines} lines of text from seed {seed}; the fast version had {threads} threads; {build} build;
{cores} cores.</p>
<p>Times depend on the machine and on what else it does. They are shown here, and not graded.</p>
</html>
"#,
        told_before = told(before),
        told_after = told(after),
        bar_before = bar(20, "Before", before),
        bar_after = bar(80, "After", after),
    )
}
