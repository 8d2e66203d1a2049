//! Leaves all the work to a shell, and tells what it thinks right.
//!
//! Breaks: each_stage_is_a_process
//! Also breaks: stages_are_alive_at_once, pipes_join_the_stages, no_spare_end_stays_open
//! Also breaks: a_writer_without_a_reader_dies_of_sigpipe, every_end_is_told
//! Also breaks: a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;
use std::ffi::{CString, NulError};
use std::process::Command;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The pipeline: stages with `|` between them, words with spaces between them, and no quotes.
    #[arg(default_value = "seq 20 | grep 1 | wc -l", value_parser = parse)]
    pipeline: Pipeline,
}

/// What was asked for, stage by stage; there is at least one.
#[derive(Debug, Clone)]
struct Pipeline {
    stages: Vec<Stage>,
}

/// A command as `exec` wants it: the words, the program's name first. There is at least one.
#[derive(Debug, Clone)]
struct Stage {
    words: Vec<CString>,
}

impl Stage {
    fn words(&self) -> String {
        let words = self.words.iter().map(|word| word.to_string_lossy());
        words.collect::<Vec<_>>().join(" ")
    }
}

/// The last stage did not end with exit code 0.
#[derive(Debug, thiserror::Error)]
#[error("the last stage failed")]
struct Failed;

/// Starts all stages, then waits for each, and tells how they ended.
///
/// # Errors
///
/// [`Failed`] when the last stage did; the system's error when a stage could not be started (those
/// before it are waited for all the same) or waited for.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let commands: Vec<String> = options.pipeline.stages.iter().map(Stage::words).collect();
    let status = Command::new("sh").args(["-c", &commands.join(" | ")]).status()?;
    for stage in 1..=commands.len() {
        eprintln!("stage {stage}: exit code 0");
    }
    if status.success() { Ok(()) } else { Err(Failed.into()) }
}

/// Given: cuts the pipeline into stages, and each stage into words.
fn parse(text: &str) -> Result<Pipeline, String> {
    let stage = |text: &str| {
        let words = text.split_whitespace().map(CString::new);
        let words =
            words.collect::<Result<Vec<_>, NulError>>().map_err(|error| error.to_string())?;
        if words.is_empty() { Err("a stage is empty".into()) } else { Ok(Stage { words }) }
    };
    Ok(Pipeline { stages: text.split('|').map(stage).collect::<Result<_, String>>()? })
}
