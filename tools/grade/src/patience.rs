//! Waiting for a process, but not for ever.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::process::Child;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with exit code 0.
    Well,
    /// With another code, or by a signal.
    Badly {
        /// The exit code, if there is one.
        code: Option<i32>,
    },
    /// It was killed, because it took too long.
    Late,
}

/// Waits for a child until the deadline, then kills it.
pub fn wait(mut child: Child, deadline: Duration) -> std::io::Result<Ended> {
    let pid = Pid::from_raw(child.id().cast_signed());
    let (done, waited) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let watch = scope.spawn(move || {
            // Dropping `done` ends this at once. The child can't have been reaped before the signal is sent, unless it
            // ended in this very moment; then there is nobody to kill.
            let late = waited.recv_timeout(deadline) == Err(mpsc::RecvTimeoutError::Timeout);
            if late {
                let _ = kill(pid, Signal::SIGKILL);
            }
            late
        });
        let status = child.wait();
        drop(done);
        let late = watch.join().expect("watching does not panic");
        let status = status?;
        Ok(match (late, status.code()) {
            (true, None) => Ended::Late,
            (_, Some(0)) => Ended::Well,
            (_, code) => Ended::Badly { code },
        })
    })
}

/// The last of what was written into a file, as text.
pub fn end_of(file: &mut File, most: usize) -> std::io::Result<String> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(most as u64)))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn who_takes_too_long_is_ended() {
        let child = Command::new("sh").args(["-c", "while :; do :; done"]).spawn().unwrap();
        assert_eq!(wait(child, Duration::from_millis(50)).unwrap(), Ended::Late);
        let child = Command::new("sh").args(["-c", "exit 7"]).spawn().unwrap();
        assert_eq!(wait(child, Duration::from_secs(600)).unwrap(), Ended::Badly { code: Some(7) });
    }
}
