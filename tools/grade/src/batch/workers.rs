//! Who judges: several at a time, each with the next file.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use crate::compile::recorded::Grader;
use crate::compile::{Compiled, Compiler};
use crate::judge::Judge;
use crate::ledger::{Found, Ledger, Line, Verdict};
use crate::plan::Unit;

/// Who judges at the same time.
pub struct Workers {
    pub compiler: Compiler,
    pub judge: Judge,
    pub graders: BTreeMap<String, Grader>,
    pub ledger: Mutex<Ledger>,
}

impl Workers {
    /// Judges all of these files, so many at a time.
    pub fn judge_all(&self, units: &[Unit], jobs: usize) -> anyhow::Result<()> {
        let progress = progress(units.len());
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let work = || -> anyhow::Result<()> {
            // Relaxed: each number is taken once, and nothing else hangs on it.
            while let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed)) {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let found = self.one(unit).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
                let lines: Vec<Line> = found.into_iter().map(Line::Verdict).collect();
                let mut ledger = self.ledger.lock().expect("nobody panics with the ledger in hand");
                ledger.append(&lines).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
                progress.inc(1);
            }
            Ok(())
        };
        let ended: Vec<anyhow::Result<()>> = thread::scope(|scope| {
            let workers: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(work)).collect();
            workers.into_iter().map(|it| it.join().expect("a worker does not panic")).collect()
        });
        progress.finish_and_clear();
        ended.into_iter().collect()
    }

    /// Compiles and judges one file.
    fn one(&self, unit: &Unit) -> anyhow::Result<Vec<Found>> {
        let own = BTreeMap::from([(unit.module.clone(), unit.text.as_str())]);
        let mut all = own.clone();
        all.extend(unit.with.iter().map(|(module, text)| (module.clone(), text.as_str())));
        // Together with the others first, since it may use them; should one of them not compile, alone.
        let mut compiled = self.compiler.compile(&unit.topic, &all)?;
        if !matches!(compiled, Compiled::Program(_)) && all.len() > 1 {
            compiled = self.compiler.compile(&unit.topic, &own)?;
        }
        match compiled {
            Compiled::Refused(said) => Ok(unit.all(Verdict::CompileError, &said)),
            Compiled::Stopped => Ok(unit.all(Verdict::CompileTimeout, "")),
            Compiled::Program(program) => {
                let grader = self.graders.get(&unit.topic).context("this topic was not built")?;
                self.judge.judge(unit, grader, &program)
            }
        }
    }
}

fn progress(units: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed_precise} (-{eta_precise})")
            .expect("the template is right");
    ProgressBar::new(units as u64).with_style(style)
}
