//! The comparison that `cargo telar compare` runs: threads or processes, computing or waiting.

// ANCHOR: all
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, thread};

fn compute(worker: usize) {
    let is_prime =
        |number: &u64| (2..).take_while(|d| d * d <= *number).all(|d| !number.is_multiple_of(d));
    let primes = (2..2_300_000).filter(is_prime).count();
    println!("worker {worker}: {primes} primes");
}

fn wait(worker: usize) {
    thread::sleep(Duration::from_millis(200));
    println!("worker {worker}: waited");
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [way, kind, number] = args.as_slice() else {
        eprintln!("usage: compare sequential|threads|processes|worker cpu|wait NUMBER");
        return ExitCode::from(2);
    };
    let work = if kind == "cpu" { compute } else { wait };
    let number: usize = number.parse().expect("the third argument is a number");
    match way.as_str() {
        "sequential" => (0..number).for_each(work), // ①
        "threads" => thread::scope(|scope| {
            for worker in 0..number {
                scope.spawn(move || work(worker)); // ②
            }
        }),
        "processes" => {
            let program = env::current_exe().expect("a running program has a file");
            let start = |worker: usize| {
                let worker = worker.to_string();
                Command::new(&program).args(["worker", kind, &worker]).spawn() // ③
            };
            let children: Vec<_> = (0..number).map(start).collect();
            for child in children {
                child.and_then(|mut child| child.wait()).expect("the child runs and ends");
            }
        }
        _ => work(number), // ④
    }
    ExitCode::SUCCESS
}
// ANCHOR_END: all
