//! Running commands by turns, and looking at the clocks.

use std::io;
use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use super::Round;

/// Runs each command once to warm up, and then `rounds` times, by turns: A B C A B C …. What slows the
/// machine down for a while then slows down all of them.
///
/// The result has a list for each command, with an entry for each round. `about_to` is told the number of each
/// run before it begins, counted from 0. Processor time is that of all children of the calling process, so it
/// must not wait for other ones meanwhile.
///
/// # Errors
///
/// When a command cannot be started, or fails.
pub fn alternating(
    commands: &mut [Command],
    rounds: usize,
    about_to: &mut dyn FnMut(usize),
) -> io::Result<Vec<Vec<Round>>> {
    let mut measured = vec![Vec::with_capacity(rounds); commands.len()];
    let mut number = 0;
    for round in 0..=rounds {
        for (command, measured) in commands.iter_mut().zip(&mut measured) {
            about_to(number);
            number += 1;
            let run = run(command)?;
            if round > 0 {
                measured.push(run);
            }
        }
    }
    Ok(measured)
}

fn run(command: &mut Command) -> io::Result<Round> {
    let (began, cpu) = (Instant::now(), children_cpu_ns()?);
    let status = command.status()?;
    let wall_ns = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
    if !status.success() {
        let program = command.get_program().to_string_lossy();
        return Err(io::Error::other(format!("`{program}` ended with {status}")));
    }
    Ok(Round { wall_ns, cpu_ns: children_cpu_ns()?.saturating_sub(cpu) })
}

/// Processor time of all children that have been waited for, and of those that they waited for.
fn children_cpu_ns() -> io::Result<u64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok((usage.user_time() + usage.system_time()).num_nanoseconds().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_take_turns_after_a_warm_up() {
        let mut commands = [Command::new("true"), Command::new("true")];
        let mut begun = Vec::new();
        let measured = alternating(&mut commands, 3, &mut |number| begun.push(number))
            .expect("`true` succeeds");
        assert_eq!(measured.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
        assert_eq!(begun, (0..8).collect::<Vec<_>>());
        assert!(measured.iter().flatten().all(|round| round.wall_ns > 0));
    }

    #[test]
    fn a_command_that_fails_is_not_measured() {
        let error =
            alternating(&mut [Command::new("false")], 1, &mut |_| {}).expect_err("`false` fails");
        assert!(error.to_string().starts_with("`false` ended with exit status: 1"), "{error}");
        alternating(&mut [Command::new("no-such-program")], 1, &mut |_| {})
            .expect_err("there is no such program");
    }
}
