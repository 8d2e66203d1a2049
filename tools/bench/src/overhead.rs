//! What the witness costs a program.

use std::path::Path;

use anyhow::Context;

use crate::measure::{Contender, compare};
use crate::programs;

/// Compares runs of two programs: one that makes `writes` small writes to a pipe, one that computes.
pub fn run(writes: u64, compute: u64, rounds: usize) -> anyhow::Result<()> {
    let folder = programs::build("witness", &["witness", "specimen"])?;
    let tool = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (witness, specimen) = (tool("witness"), tool("specimen"));
    let log = std::env::temp_dir().join(format!("strace-{}.log", std::process::id()));
    let log = log.to_str().context("the temporary folder's name is not UTF-8")?;

    for (title, name, size) in [
        (
            format!("{writes} writes of 8 bytes to a pipe that another thread empties"),
            "pour-into-pipe",
            writes,
        ),
        (format!("2 threads × {compute} million multiplications"), "compute", compute),
    ] {
        let size = size.to_string();
        let contenders = [
            Contender::new("untraced", &[&specimen, name, &size]),
            Contender::new(
                "witness, `--detail lines`",
                &[&witness, "--lines", &specimen, name, &size],
            ),
            Contender::new("witness, full detail", &[&witness, &specimen, name, &size]),
            Contender::new("`strace -f`", &["strace", "-f", "-o", log, &specimen, name, &size]),
        ];
        compare(&title, &contenders, &[0, 3], rounds, || Ok(()))?;
    }
    // Nobody misses it if it was never made.
    let _ = std::fs::remove_file(Path::new(log));
    Ok(())
}
