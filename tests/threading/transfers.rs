//! The grader of the exercise `transfers`: a test for each requirement.
//!
//! What decides is the paperwork, a sleep in the middle of a transfer. [`Order::Oversleep`] lets one
//! thread go first and sleep until nobody else can go on: whoever then goes on all the same, or waits,
//! does so whatever the machine does. In other orders, only transfers run together that no order of the
//! locks could bring to a stop: who gets stuck by chance is the business of the schedules.

use std::time::Duration;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("transfers");

/// How long the paperwork takes, in milliseconds; different in each kind of run, so that a program
/// that always sleeps for the same time is found out.
const PAUSE_MS: u64 = 2;

/// Transfers in which a lower number always pays a higher one, so that a program that takes the locks in
/// the order of payment can't get stuck; nor can it with those below, in which it is the other way round.
const UPWARD: &[&str] = &["0:1:30", "1:2:20", "0:3:7", "2:3:50", "0:1:400"];
const DOWNWARD: &[&str] = &["3:2:15", "1:0:25", "3:0:1", "2:1:60", "3:2:110"];

#[test]
fn each_transfer_has_its_own_thread() {
    EXERCISE.requires("each_transfer_has_its_own_thread", |program| {
        for (order, transfers, audits, pause_ms) in [
            (Order::Natural, UPWARD, 0, 1),
            (Order::Natural, DOWNWARD, 0, 2),
            (Order::Oversleep(0), &["2:1:5"], 2, 3),
        ] {
            let run = program.run_in(order, args_for(4, transfers, audits, pause_ms))?;
            let threads = threads(&run, transfers.len() + audits)?;
            run.succeeds()?;
            for (transfer, &thread) in transfers.iter().zip(&threads) {
                writes_its_line(&run, thread, &line_of(transfer))?;
                sleeps_once(&run, thread, Duration::from_millis(pause_ms))?;
            }
            for &thread in &threads[transfers.len()..] {
                let wrote = run.texts_of(thread, Stream::Stdout);
                run.check(
                    wrote.len() == 1 && wrote[0].starts_with("audit: "),
                    "transfers-line",
                    args! { role: run.role(thread), seen: wrote.join(" / "), required: "audit: …" },
                )?;
                let slept = run.sleeps_of(thread).iter().sum();
                sleeps_for(&run, thread, slept, Duration::ZERO)?;
            }
        }
        Ok(())
    });
}

#[test]
fn balances_are_right() {
    EXERCISE.requires("balances_are_right", |program| {
        let drawn = format!("1:3:{}", drawn("transfers-amount", 2..=99));
        for transfers in [UPWARD, DOWNWARD, &UPWARD[..1], &DOWNWARD[1..2], &[&drawn]] {
            let run = program.run(args_for(4, transfers, 0, 1))?;
            threads(&run, transfers.len())?;
            ends_with_balances(&run, 4, transfers)?;
        }
        Ok(())
    });
}

/// While the paperwork of one transfer lasts, for however long, those that share no account with it
/// are made.
#[test]
fn disjoint_transfers_proceed_at_once() {
    EXERCISE.requires("disjoint_transfers_proceed_at_once", |program| {
        let transfers = ["2:3:10", "1:0:20", "4:5:30"];
        for first in 0..transfers.len() {
            let run =
                program.run_in(Order::Oversleep(first), args_for(6, &transfers, 0, PAUSE_MS))?;
            let threads = threads(&run, transfers.len())?;
            run.ends()?;
            let last = paperwork(&run, threads[first])?.1;
            for (&thread, transfer) in threads.iter().zip(&transfers) {
                run.check(
                    paperwork(&run, thread)?.1 <= last,
                    "transfers-waits-for-stranger",
                    args! { one: line_of(transfers[first]), other: line_of(transfer) },
                )?;
            }
        }
        Ok(())
    });
}

/// While the paperwork of one transfer lasts, another one that wants one of its accounts waits, and
/// does nothing else: its own paperwork comes after.
#[test]
fn transfers_that_share_an_account_take_turns() {
    EXERCISE.requires("transfers_that_share_an_account_take_turns", |program| {
        let pairs = [
            ["0:1:10", "0:1:20"],
            ["0:1:10", "1:0:20"],
            ["1:2:10", "0:1:20"],
            ["1:2:10", "2:0:20"],
            ["2:1:10", "0:1:20"],
            ["2:0:10", "2:1:20"],
        ];
        for pair in pairs {
            let run = program.run_in(Order::Oversleep(0), args_for(3, &pair, 0, PAUSE_MS))?;
            take_turns(&run, pair)?;
        }
        Ok(())
    });
}

/// An audit that comes in the middle of a transfer waits for its end, and then finds all the money.
#[test]
fn an_audit_finds_all_the_money() {
    EXERCISE.requires("an_audit_finds_all_the_money", |program| {
        for (accounts, transfer) in [(2, "0:1:30"), (2, "1:0:200"), (5, "3:4:10"), (4, "2:0:1")] {
            let run = program
                .run_in(Order::Oversleep(0), args_for(accounts, &[transfer], 1, PAUSE_MS))?;
            let threads = threads(&run, 2)?;
            run.ends()?;
            let done = paperwork(&run, threads[0])?.1;
            let required = format!("audit: {}", 100 * accounts);
            let lines = run.lines_of(threads[1]).into_iter();
            let lines: Vec<_> = lines.filter(|line| line.stream == Stream::Stdout).collect();
            let seen = lines.first().map_or("", |line| line.text.as_str());
            run.check(
                seen == required,
                "transfers-audit",
                args! { transfer: line_of(transfer), seen: seen, required: required },
            )?;
            run.check(
                lines.iter().all(|line| line.at_ns >= done),
                "transfers-audit-looks-away",
                args! { transfer: line_of(transfer) },
            )?;
        }
        Ok(())
    });
}

#[test]
fn an_account_may_pay_itself() {
    EXERCISE.requires("an_account_may_pay_itself", |program| {
        let own = ["1:1:30"];
        let run = program.run(args_for(2, &own, 1, 1))?;
        threads(&run, 2)?;
        ends_with_balances(&run, 2, &own)?;
        let pair = ["1:1:30", "0:1:5"];
        let run = program.run_in(Order::Oversleep(0), args_for(2, &pair, 0, PAUSE_MS))?;
        take_turns(&run, pair)?;
        ends_with_balances(&run, 2, &pair)
    });
}

/// In virtual time, under some hundred schedules: two transfers meet in opposite directions, and three
/// in a circle, and an audit; nobody gets stuck, and each run tells the same.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule("")
    });
}

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(""));
}

/// The arguments for these transfers in a bank of so many accounts.
fn args_for(accounts: usize, transfers: &[&str], audits: usize, pause_ms: u64) -> String {
    let transfers: String = transfers.iter().map(|it| format!(" --transfer {it}")).collect();
    format!("--accounts {accounts} --audits {audits} --pause-ms {pause_ms}{transfers}")
}

/// The threads besides main, if there are as many as required. Each requirement begins here: to whoever
/// has no threads, that is the one thing worth telling.
fn threads(run: &Run, required: usize) -> Judged<Vec<usize>> {
    let threads = run.threads_of(0);
    let seen = threads.len();
    run.check(seen == required, "transfers-count", args! { required: required, seen: seen })?;
    Ok(threads)
}

/// Checks that the thread wrote this line, and nothing else.
fn writes_its_line(run: &Run, thread: usize, required: &str) -> Judged {
    let seen = run.texts_of(thread, Stream::Stdout).join(" / ");
    run.check(
        seen == required,
        "transfers-line",
        args! { role: run.role(thread), seen: seen, required: required },
    )
}

/// Checks that the thread slept for its paperwork, and only for that.
fn sleeps_once(run: &Run, thread: usize, pause: Duration) -> Judged {
    let sleeps = run.sleeps_of(thread);
    let values = args! { role: run.role(thread), times: sleeps.len() };
    run.check(sleeps.len() == 1, "transfers-sleeps", values)?;
    sleeps_for(run, thread, sleeps[0], pause)
}

fn sleeps_for(run: &Run, thread: usize, seen: Duration, required: Duration) -> Judged {
    let told = |time: Duration| format!("{} ms", time.as_micros() as f64 / 1e3);
    run.check(
        seen == required,
        "transfers-pause",
        args! { role: run.role(thread), seen: told(seen), required: told(required) },
    )
}

/// When a thread's paperwork began, and when it was over: when its line was written. (A sleeper that
/// the order holds back has been done long before it goes on.)
fn paperwork(run: &Run, thread: usize) -> Judged<(u64, u64)> {
    sleeps_once(run, thread, Duration::from_millis(PAUSE_MS))?;
    let is_sleep = |wait: &&Wait| matches!(wait.on, WaitOn::Sleep { .. });
    let begun = run.waits_of(thread).into_iter().find(is_sleep).map(|wait| wait.from_ns);
    let mut lines = run.lines_of(thread).into_iter();
    let done = lines.find(|line| line.stream == Stream::Stdout).map(|line| line.at_ns);
    match (begun, done) {
        (Some(begun), Some(done)) if begun < done => Ok((begun, done)),
        _ => Err(run.fail("transfers-no-receipt", args! { role: run.role(thread) })),
    }
}

/// Checks that the second transfer's paperwork began when the first one's, which lasted until nobody
/// else could go on, was over; and that the second thread really waited.
fn take_turns(run: &Run, [one, other]: [&str; 2]) -> Judged {
    let threads = threads(run, 2)?;
    run.ends()?;
    let values = || args! { one: line_of(one), other: line_of(other) };
    let asks_again = |note: &Note| matches!(note, Note::ReleasedEarly { .. });
    run.check(!run.notes.iter().any(asks_again), "transfers-asks-again", values())?;
    let done = paperwork(run, threads[0])?.1;
    let begun = paperwork(run, threads[1])?.0;
    run.check(begun >= done, "transfers-gets-in", values())
}

/// Checks what main says of the accounts at the end.
fn ends_with_balances(run: &Run, accounts: usize, transfers: &[&str]) -> Judged {
    run.succeeds()?;
    let mut balances = vec![100; accounts];
    for transfer in transfers {
        let (from, to, amount) = parts(transfer);
        balances[from] -= amount;
        balances[to] += amount;
    }
    for (number, balance) in balances.iter().enumerate() {
        let required = format!("account {number}: {balance}");
        let account = format!("account {number}: ");
        let said = run.texts_of(run.main_of(0), Stream::Stdout);
        let seen = said.into_iter().find(|line| line.starts_with(&account)).unwrap_or("");
        run.check(
            seen == required,
            "transfers-balance",
            args! { number: number, seen: seen, required: required },
        )?;
    }
    Ok(())
}

/// What the program prints when it has made the transfer.
fn line_of(transfer: &str) -> String {
    let (from, to, amount) = parts(transfer);
    format!("{from} -> {to}: {amount}")
}

/// The two accounts and the amount.
fn parts(transfer: &str) -> (usize, usize, i64) {
    let mut parts = transfer.split(':');
    let mut next = || parts.next().and_then(|part| part.parse::<i64>().ok());
    match (next(), next(), next()) {
        (Some(from), Some(to), Some(amount)) => (from as usize, to as usize, amount),
        _ => unreachable!("the transfers stand above"),
    }
}
