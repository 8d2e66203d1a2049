//! Scratch: runs a program under many schedules, each twice.
use std::time::Instant;
use witness::Job;
use witness::explore::*;

#[ctor::ctor(unsafe)]
fn become_the_witness_if_asked() {
    witness::serve_if_asked();
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut opt = |name: &str, default: u64| -> u64 {
        if let Some(at) = args.iter().position(|a| a == name) {
            args.remove(at);
            args.remove(at).parse().unwrap()
        } else {
            default
        }
    };
    let seeds = opt("--seeds", 100);
    let first_seed = opt("--first", 0);
    let twice = opt("--twice", 1);
    let tidy = opt("--tidy", 0) == 1;
    let same = opt("--same", 0) == 1;
    let explore_too = opt("--explore", 0) == 1;
    let steps = opt("--steps", 20_000);
    let deadline = opt("--deadline", 10);
    let show = opt("--show", 0) == 1;
    let most = opt("--most", 5) as usize;
    if args[0] == "--" {
        args.remove(0);
    }
    let mut job = Job::new(args.remove(0)).args(args);
    job.limits.steps = steps;
    job.limits.deadline = std::time::Duration::from_secs(deadline);
    let expectation = Expectation { tidy, same_story: same, ..Expectation::default() };
    let started = Instant::now();
    if explore_too {
        let explored = explore(&job, &Plan::default(), &expectation, &mut |_| None).unwrap();
        println!("explored {} runs {} steps", explored.runs, explored.steps);
        if let Some(failure) = explored.failure {
            println!("{:?} {:?} {:?} doubtful {}", failure.origin, failure.finding, failure.schedule, failure.doubtful);
            println!("{}", serde_json::to_string_pretty(&failure.woven).unwrap());
        }
        println!("notes {:?}", explored.notes);
        return;
    }
    let mut session = Session::start(&job).unwrap();
    let mut schedules: Vec<(String, Schedule)> = Canonical::ALL
        .into_iter()
        .map(|c| (format!("{c:?}"), Schedule::canonical(c)))
        .collect();
    let first = session.run(&schedules[0].1, Look::Quick).unwrap();
    println!(
        "first: {:?} steps {} points {} in program {} notes {:?}",
        first.report.outcome, first.steps, first.points, first.points_in_program, first.report.notes
    );
    if show {
        for line in &first.report.lines {
            println!("   {} {:?} {}", line.thread, line.stream, line.text);
        }
    }
    for seed in first_seed..first_seed + seeds {
        let mut s = Schedule::of_seed(seed, first.points);
        schedules.push((format!("seed {seed}"), s.clone()));
        if seed % 4 == 0 {
            s.adversaries = Adversaries::LEGAL;
            schedules.push((format!("seed {seed} legal"), s));
        }
    }
    let (mut bad, mut differing, mut steps, mut runs) = (0, 0, 0, 0);
    let mut notes = first.report.notes.clone();
    for (name, schedule) in &schedules {
        let one = match session.run(schedule, Look::Quick) {
            Ok(one) => one,
            Err(error) => {
                println!("{name}: ERROR {error}");
                bad += 1;
                session = Session::start(&job).unwrap();
                continue;
            }
        };
        runs += 1;
        steps += one.steps;
        for note in &one.report.notes {
            if !notes.contains(note) {
                notes.push(note.clone());
            }
        }
        if let Some(finding) = expectation.finds(&one, Some(&first)) {
            bad += 1;
            if bad <= most {
                println!("{name}: {finding:?} {:?} notes {:?} steps {}", one.report.outcome, one.report.notes, one.steps);
                for line in one.report.lines.iter().rev().take(6).rev() {
                    println!("   {} {:?} {}", line.thread, line.stream, line.text);
                }
            }
        }
        if twice == 1 {
            let again = session.run(schedule, Look::Quick);
            if again.as_ref().map(|a| a.fingerprint).ok() != Some(one.fingerprint) {
                differing += 1;
                if differing <= most {
                    println!("{name}: DIFFERS");
                    let a = session.run(schedule, Look::Closely).unwrap();
                    for _ in 0..20 {
                        let b = session.run(schedule, Look::Closely).unwrap();
                        if a.fingerprint != b.fingerprint {
                            let at = a.log.iter().zip(&b.log).position(|(a, b)| a != b);
                            println!("  at {at:?} of {} {}", a.log.len(), b.log.len());
                            if let Some(at) = at {
                                for i in at.saturating_sub(6)..at {
                                    println!("   = {} t{} {} {:?}", a.log[i].at_ns, a.log[i].thread, a.log[i].what, a.log[i].object);
                                }
                                for l in [&a.log, &b.log] {
                                    for i in at..(at + 4).min(l.len()) {
                                        println!("   > {} t{} {} {:?} {:?}", l[i].at_ns, l[i].thread, l[i].what, l[i].object, l[i].place);
                                    }
                                    println!("   --");
                                }
                            }
                            break;
                        }
                    }
                }
            }
        }
    }
    println!(
        "{} schedules, {bad} bad, {differing} differing, {:.0} steps/run, {:.1} ms/run, notes {notes:?}",
        schedules.len(),
        steps as f64 / runs as f64,
        started.elapsed().as_secs_f64() * 1000.0 / runs as f64 / (1 + twice) as f64,
    );
    if bad + differing > 0 {
        std::process::exit(1);
    }
}
