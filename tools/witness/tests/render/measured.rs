//! Measurements, as a plot and as a table.

use messages::Language;
use witness::measured::{Contender, MEASURED_VERSION, Measurements, Round, With, Work, Written};
use witness::show;

use crate::xml::{assert_well_formed, between};

/// Four contenders, three rounds each: times in milliseconds, in a row and at once.
pub fn comparison() -> Measurements {
    let rounds = |all: [u64; 3]| {
        all.map(|ms| Round { wall_ns: ms * 1_000_000, cpu_ns: ms * 900_000 }).to_vec()
    };
    let contender = |written, with, work, in_a_row, at_once| Contender {
        written,
        with,
        work,
        workers: 2,
        in_a_row: rounds(in_a_row),
        at_once: rounds(at_once),
    };
    use Written::{Python, Rust};
    let contenders = vec![
        contender(Python, With::Threads, Work::Cpu, [600, 610, 605], [620, 600, 640]),
        contender(Python, With::Processes, Work::Cpu, [600, 610, 605], [330, 340, 350]),
        contender(Rust, With::Threads, Work::Cpu, [600, 604, 602], [301, 303, 310]),
        contender(Rust, With::Threads, Work::Wait, [400, 401, 402], [200, 201, 202]),
    ];
    Measurements { version: MEASURED_VERSION, python: Some("Python 3.11.7".into()), contenders }
}

#[test]
fn plot_and_table_are_snapshots_in_both_languages() {
    for language in Language::ALL {
        let plot = show::plot(&comparison(), language).replace("><", ">\n<");
        insta::assert_snapshot!(format!("plot_{language}"), plot);
        let rows = show::table(&comparison(), language);
        let table: Vec<_> = rows.iter().map(|row| row.join(" | ")).collect();
        insta::assert_snapshot!(format!("table_{language}"), table.join("\n"));
    }
}

#[test]
fn plot_has_a_dot_a_spread_and_an_aim_for_each_contender() {
    let svg = show::plot(&comparison(), Language::En);
    assert_well_formed(&svg);
    assert!(!svg.contains('\n'));
    // And one of each in the legend.
    for class in ["tip", "spread", "ideal"] {
        assert_eq!(svg.matches(&format!(" class=\"{class}\"")).count(), 5, "{class}");
    }
    let described = between(&svg, "<desc", "</desc>");
    assert!(
        described.contains("Python, threads, computing: 0.97 (0.95–1.02) times."),
        "{described}"
    );
}

#[test]
fn plot_names_contenders_by_what_they_differ_in() {
    let mut measured = comparison();
    measured.contenders.retain(|one| one.written == Written::Rust && one.work == Work::Cpu);
    let more = Contender { workers: 4, ..measured.contenders[0].clone() };
    measured.contenders.push(more);
    let svg = show::plot(&measured, Language::En);
    assert!(svg.contains(">2 threads<") && svg.contains(">4 threads<") && !svg.contains("Rust"));
}

#[test]
fn nothing_measured_is_nothing_drawn() {
    let none = Measurements { version: MEASURED_VERSION, python: None, contenders: Vec::new() };
    assert_well_formed(&show::plot(&none, Language::En));
    assert_eq!(show::table(&none, Language::Es).len(), 1);
}
