//! The box from inside: a process binds itself, for good, before it executes what nobody vouches for.

use std::error::Error;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, Scope,
};
use seccompiler::BpfProgram;

use crate::{Confinement, Limits, Unbound, calls};

/// The newest rules of Landlock that are asked for; older kernels enforce those that they know.
const RULES: ABI = ABI::V6;

/// What may be written in every box, beside what it was given for that.
const WRITABLE: [&str; 2] = ["/tmp", "/dev"];

/// All that binds a process, made ready; so that to bind one takes a few system calls.
pub struct Binding {
    limits: Limits,
    files: RulesetCreated,
    calls: BpfProgram,
}

impl Confinement {
    /// Makes ready what binds a process. To be called in the box.
    ///
    /// # Errors
    ///
    /// When the kernel refuses a part. What it does not know is found out by the [`doctor`](crate::doctor).
    pub fn binding(&self) -> Result<Binding, Unbound> {
        let files = self.files().map_err(|source| unbound("restrict files", &source))?;
        let calls = calls::filter().map_err(|source| unbound("make a filter", &source))?;
        Ok(Binding { limits: self.limits.clone(), files, calls })
    }

    /// Everything may be read and executed, for nothing is there that may not; little may be written.
    fn files(&self) -> Result<RulesetCreated, Box<dyn Error>> {
        let readable = AccessFs::from_read(RULES);
        let writable = WRITABLE.iter().map(PathBuf::from).chain(self.writable.iter().cloned());
        let mut rules = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(RULES))?
            .scope(Scope::AbstractUnixSocket | Scope::Signal)?
            .create()?
            .add_rule(PathBeneath::new(PathFd::new("/")?, readable))?;
        for place in writable.filter(|place| Path::exists(place)) {
            rules =
                rules.add_rule(PathBeneath::new(PathFd::new(place)?, AccessFs::from_all(RULES)))?;
        }
        Ok(rules)
    }
}

impl Binding {
    /// Binds the calling process, and all that it will start.
    ///
    /// # Errors
    ///
    /// When the kernel refuses a part.
    pub fn bind(self) -> Result<(), Unbound> {
        self.limits.apply()?;
        nix::sys::prctl::set_no_new_privs()
            .map_err(|source| unbound("give up privileges", &source))?;
        self.files.restrict_self().map_err(|source| unbound("restrict files", &source))?;
        seccompiler::apply_filter(&self.calls)
            .map_err(|source| unbound("install a filter", &source))
    }
}

fn unbound(what: &'static str, source: &dyn std::fmt::Display) -> Unbound {
    Unbound { what, reason: source.to_string() }
}
