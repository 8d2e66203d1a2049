//! Something of the program's that does not block for as long as we hold it.

use std::os::fd::OwnedFd;

use nix::fcntl::{FcntlArg, OFlag, fcntl};

/// What a descriptor stands for, made non-blocking until this is dropped.
pub struct Unblocked {
    pub descriptor: OwnedFd,
    /// The flags to give back.
    pub flags: Option<OFlag>,
}

impl Unblocked {
    pub fn new(descriptor: OwnedFd) -> Self {
        let flags = fcntl(&descriptor, FcntlArg::F_GETFL).map(OFlag::from_bits_retain);
        let flags = flags.ok().filter(|flags| !flags.contains(OFlag::O_NONBLOCK));
        if let Some(flags) = flags {
            // Everything that a descriptor can stand for takes this flag.
            let _ = fcntl(&descriptor, FcntlArg::F_SETFL(flags | OFlag::O_NONBLOCK));
        }
        Self { descriptor, flags }
    }

    /// It is the program's own wish that it does not block.
    pub fn was_before(&self) -> bool {
        self.flags.is_none()
    }
}

impl Drop for Unblocked {
    fn drop(&mut self) {
        if let Some(flags) = self.flags {
            let _ = fcntl(&self.descriptor, FcntlArg::F_SETFL(flags));
        }
    }
}
