//! Running one command in a box, for which nobody has to watch each step.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};

use crate::{Confinement, Group};

/// What our executable is called inside, as its first argument.
const NAME: &str = "telar-bound";

impl Confinement {
    /// A command that runs `program` in the box, in `folder` there. Arguments, environment and streams are the caller's to
    /// give. When bubblewrap is killed, everything in the box is. All of it is in the `group`, if there is one. The calling
    /// program has to call [`serve_if_asked`] at its start.
    ///
    /// # Errors
    ///
    /// When the box can't be described, or the group has gone.
    pub fn run(&self, program: &Path, folder: &Path, group: Option<&Group>) -> io::Result<Command> {
        let own = OwnedFd::from(File::open("/proc/self/exe")?);
        let mut described = File::from(memfd_create(c"confinement", MFdFlags::MFD_CLOEXEC)?);
        described.write_all(&serde_json::to_vec(self)?)?;
        let described = OwnedFd::from(described);
        let inside = |descriptor: &OwnedFd| format!("/proc/self/fd/{}", descriptor.as_raw_fd());
        let words = self.command();
        let mut command = Command::new(&words[0]);
        command.arg("--die-with-parent").args(&words[1..]);
        command.arg(inside(&own)).arg(NAME).arg(inside(&described)).arg(folder).arg(program);
        if let Some((user, group)) = self.run_as {
            command.uid(user).gid(group);
        }
        if let Some(group) = group {
            group.take_in(&mut command)?;
        }
        // They live as long as the command does.
        let keep = move || {
            for descriptor in [&own, &described] {
                fcntl(descriptor, FcntlArg::F_SETFD(FdFlag::empty()))?;
            }
            Ok(())
        };
        // SAFETY: between fork and exec it only makes system calls.
        unsafe { command.pre_exec(keep) };
        Ok(command)
    }
}

/// Becomes a program, when this process was started by bubblewrap to do so, and then never returns.
pub fn serve_if_asked() {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_none_or(|name| name != NAME) {
        return;
    }
    let [described, folder, program] = std::array::from_fn(|_| args.next().unwrap_or_default());
    let error = become_program(&described, &folder, &program, args.collect());
    eprintln!("error: {error}");
    std::process::exit(127);
}

fn become_program(
    described: &OsString,
    folder: &OsString,
    program: &OsString,
    args: Vec<OsString>,
) -> Box<dyn std::error::Error> {
    let bind = || {
        let confinement: Confinement = serde_json::from_slice(&std::fs::read(described)?)?;
        // SAFETY: marks descriptors; none is used after this.
        unsafe { libc::close_range(3, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC as i32) };
        confinement.binding()?.bind()?;
        Ok(())
    };
    match bind() {
        Ok(()) => Command::new(program).args(args).current_dir(folder).exec().into(),
        Err(error) => error,
    }
}
