//! What this machine can enforce, found out by trying.

use std::process::{Command, Stdio};

use crate::{Confinement, Group, Limits};

/// One thing that a box needs, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was tried.
    pub what: What,
    /// Why it does not work; `None` when it does.
    pub trouble: Option<String>,
}

/// What a box needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// The program `bwrap`.
    Bubblewrap,
    /// Namespaces: a box can be made at all.
    Namespaces,
    /// Limits on what a process uses.
    Limits,
    /// Landlock: what may be written.
    Landlock,
    /// Refusing calls.
    Seccomp,
    /// Control groups: limits on what all processes of a box use together.
    Groups,
}

impl What {
    /// Whether there is no box without it.
    pub fn is_needed(self) -> bool {
        self != Self::Groups
    }
}

/// Why there can be no box; nothing where there can.
pub fn troubles() -> Vec<String> {
    let needed = examine().into_iter().filter(|finding| finding.what.is_needed());
    needed.filter_map(|finding| finding.trouble).collect()
}

/// Tries everything.
pub fn examine() -> Vec<Finding> {
    let confinement = match Confinement::new(Limits::PROGRAM) {
        Ok(confinement) => confinement,
        Err(missing) => {
            return vec![Finding { what: What::Bubblewrap, trouble: Some(missing.to_string()) }];
        }
    };
    let there = Finding { what: What::Bubblewrap, trouble: None };
    let made = Finding { what: What::Namespaces, trouble: makes_a_box(&confinement) };
    let kernel = [
        (What::Limits, None),
        (What::Landlock, landlock()),
        (What::Seccomp, seccomp()),
        (What::Groups, Group::new(&Limits::PROGRAM).err()),
    ];
    [there, made]
        .into_iter()
        .chain(kernel.map(|(what, trouble)| Finding { what, trouble }))
        .collect()
}

fn makes_a_box(confinement: &Confinement) -> Option<String> {
    let command = confinement.command();
    let run = Command::new(&command[0])
        .args(&command[1..])
        .arg("/usr/bin/true")
        .stdin(Stdio::null())
        .output();
    match run {
        Ok(output) if output.status.success() => None,
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Some(format!(
                "{said} (a container's seccomp profile or AppArmor may forbid namespaces)"
            ))
        }
        Err(error) => Some(error.to_string()),
    }
}

/// The kernel's version of Landlock, if it has one.
fn landlock() -> Option<String> {
    /// Asks for the version instead of making a set of rules.
    const VERSION: libc::c_int = 1;
    // SAFETY: with this flag, the call takes no pointer and makes nothing.
    let version = unsafe {
        libc::syscall(libc::SYS_landlock_create_ruleset, std::ptr::null::<u8>(), 0, VERSION)
    };
    (version < 1)
        .then(|| format!("the kernel has no Landlock ({})", std::io::Error::last_os_error()))
}

fn seccomp() -> Option<String> {
    // SAFETY: with this request, the call takes no pointer and changes nothing.
    let mode = unsafe { libc::prctl(libc::PR_GET_SECCOMP) };
    (mode < 0).then(|| format!("the kernel has no seccomp ({})", std::io::Error::last_os_error()))
}
