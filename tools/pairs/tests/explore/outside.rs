//! Programs from outside, written by others for other ends, are let pass.

pub mod programs;

use witness::explore::{Expectation, Plan};

use self::programs::Outside;
use crate::{assert_right, explored_by};

/// As many schedules as a test has time for; `tools/stress-loom` tries a thousand.
fn plan() -> Plan {
    Plan { seeds: 20, directed: 20, ..Plan::default() }
}

macro_rules! outside {
    ($($name:ident,)*) => {
        const TESTED: &[&str] = &[$(stringify!($name),)*];

        $(#[test]
        fn $name() {
            is_let_pass(stringify!($name));
        })*
    };
}

outside! {
    sort_and_head,
    yes_and_head,
    parallel_sort,
    two_threads_of_xz,
    python_threads,
    python_processes,
    find_and_xargs,
    parallel_make,
    tar_and_gzip,
    bash_jobs,
    rayon,
    tokio,
}

#[test]
fn every_program_from_outside_is_tested() {
    let names: Vec<&str> = programs::ALL.iter().map(|program| program.name).collect();
    assert_eq!(names, TESTED);
}

fn is_let_pass(name: &str) {
    let program = programs::ALL.iter().find(|program| program.name == name);
    let program: &Outside = program.expect("the list has it");
    if let Some(tool) = program.lacks() {
        panic!("`{tool}` is not installed: this can't be tested; see `.ci/run`");
    }
    let (job, _folder) = program.job();
    assert_right(&job, &explored_by(&job, &plan(), &Expectation::default()));
}
