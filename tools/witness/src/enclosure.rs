//! An open box, in which programs are started.
//!
//! bubblewrap makes the box and executes in it our own executable, which was opened before: it is in nobody's file
//! system there. That process stays, and starts a program whenever it is asked to (`launch::inside`). So a box is
//! made once for all the runs of an exploration. Neither it nor bubblewrap is observed, for the box belongs to the
//! caller, not to the witness.

use std::fs::File;
use std::io::{Read, Seek};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use confine::{Confinement, Group};
use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::sys::memfd::MFdFlags;
use nix::sys::socket::{AddressFamily, SockFlag, SockType, socketpair};
use serde::{Deserialize, Deserializer, Serializer};

use crate::Error;
use crate::launch::inside;
use crate::serve::in_memory;

/// An open box; it is closed, and whoever is in it killed, when this is dropped by whoever opened it.
#[derive(Debug)]
pub struct Enclosure {
    /// Where a program is asked for.
    pub(crate) socket: OwnedFd,
    /// bubblewrap, unless another process has opened the box.
    bubblewrap: Option<Child>,
    /// What bounds all of its processes together, where there can be such a thing; removed when they have gone.
    _group: Option<Group>,
}

impl Enclosure {
    /// Opens a box. The calling process must have called [`serve_if_asked`](crate::serve_if_asked) at its start.
    ///
    /// # Errors
    ///
    /// When the box can't be made.
    pub fn open(confinement: &Confinement) -> Result<Self, Error> {
        let failed = |doing: &str, source: &dyn std::fmt::Display| Error::Witness {
            reason: format!("opening a box: {doing}: {source}"),
        };
        let (socket, theirs) =
            socketpair(AddressFamily::Unix, SockType::SeqPacket, None, SockFlag::SOCK_CLOEXEC)
                .map_err(|source| failed("a socket", &source))?;
        let own =
            File::open("/proc/self/exe").map_err(|source| failed("our executable", &source))?;
        let memory = |name, bytes: &[u8]| {
            in_memory(name, MFdFlags::MFD_CLOEXEC, bytes)
                .map_err(|source| failed("a file in memory", &source))
        };
        let said = memory(c"box", b"")?;
        let told =
            serde_json::to_vec(confinement).map_err(|source| failed("describing it", &source))?;
        let told = memory(c"confinement", &told)?;
        let command = confinement.command();
        let mut bubblewrap = Command::new(&command[0]);
        bubblewrap
            .args(&command[1..])
            .env_clear()
            .arg(format!("/proc/self/fd/{}", own.as_raw_fd()))
            .args(inside::arguments(theirs.as_raw_fd(), told.as_raw_fd()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(said.try_clone().map_err(|source| failed("a file in memory", &source))?);
        if let Some((user, group)) = confinement.run_as {
            bubblewrap.uid(user).gid(group);
        }
        pass_on(&mut bubblewrap, [own.as_raw_fd(), theirs.as_raw_fd(), told.as_raw_fd()]);
        let group = Group::new(&confinement.limits).ok();
        if let Some(group) = &group {
            group.take_in(&mut bubblewrap).map_err(|source| failed("its group", &source))?;
        }
        let mut bubblewrap = bubblewrap.spawn().map_err(|source| failed("bubblewrap", &source))?;
        // Else its end could not be noticed when nobody else has it any more.
        drop(theirs);
        if !inside::is_ready(&socket) {
            let _ = bubblewrap.wait();
            return Err(Error::NotPermitted { reason: text(said) });
        }
        Ok(Self { socket, bubblewrap: Some(bubblewrap), _group: group })
    }

    /// Lets a process that is about to be started ask for programs too.
    pub(crate) fn pass_on_to(&self, command: &mut Command) {
        pass_on(command, [self.socket.as_raw_fd()]);
    }
}

impl Drop for Enclosure {
    fn drop(&mut self) {
        let Some(bubblewrap) = &mut self.bubblewrap else { return };
        // With the last end of the socket, the process inside ends, and with it the box.
        let _ =
            nix::sys::socket::shutdown(self.socket.as_raw_fd(), nix::sys::socket::Shutdown::Both);
        let _ = bubblewrap.wait();
    }
}

impl PartialEq for Enclosure {
    fn eq(&self, other: &Self) -> bool {
        self.socket.as_raw_fd() == other.socket.as_raw_fd()
    }
}

impl Eq for Enclosure {}

/// Keeps these descriptors open in the program that is about to be executed.
fn pass_on<const N: usize>(command: &mut Command, descriptors: [RawFd; N]) {
    let keep = move || {
        for descriptor in descriptors {
            // SAFETY: it is open, for this is the moment between fork and exec.
            let descriptor = unsafe { std::os::fd::BorrowedFd::borrow_raw(descriptor) };
            fcntl(descriptor, FcntlArg::F_SETFD(FdFlag::empty()))?;
        }
        Ok(())
    };
    // SAFETY: between fork and exec it only makes system calls.
    unsafe { command.pre_exec(keep) };
}

/// What was written into a file in memory.
fn text(mut file: File) -> String {
    let mut text = String::new();
    // What can't be read was not said.
    let _ = file.rewind().and_then(|()| file.read_to_string(&mut text));
    text.trim().to_owned()
}

/// On the way to a process that has inherited the socket, a box is the socket's number.
pub fn serialize<S: Serializer>(
    enclosure: &Option<Arc<Enclosure>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match enclosure {
        Some(enclosure) => serializer.serialize_some(&enclosure.socket.as_raw_fd()),
        None => serializer.serialize_none(),
    }
}

/// See [`serialize`].
pub fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Arc<Enclosure>>, D::Error> {
    let number: Option<RawFd> = Option::deserialize(deserializer)?;
    Ok(number.map(|number| {
        // SAFETY: it was inherited for this, and nobody else here knows of it.
        let socket = unsafe { OwnedFd::from_raw_fd(number) };
        Arc::new(Enclosure { socket, bubblewrap: None, _group: None })
    }))
}
