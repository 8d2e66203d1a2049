//! Inside a box: the process that starts programs there.
//!
//! Each request comes with descriptors: what is to be executed, a socket of its own, the complaint, output, error and
//! input. For each, a child is forked, which says "here I am" through that socket, whereby the kernel tells the witness
//! which number it has outside; when it has been seized and is told to go on, it binds itself and becomes the program.

use std::fs::File;
use std::io::{IoSlice, IoSliceMut, Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

use confine::{Binding, Confinement};
use nix::cmsg_space;
use nix::sched::{sched_getaffinity, sched_setaffinity};
use nix::sys::memfd::MFdFlags;
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::socket::{
    AddressFamily, ControlMessage, ControlMessageOwned, MsgFlags, SockFlag, SockType,
    UnixCredentials, recv, recvmsg, send, sendmsg, setsockopt, socketpair, sockopt,
};
use nix::unistd::{ForkResult, Pid};
use seccompiler::{BpfProgram, sock_filter};
use serde::{Deserialize, Serialize};

use super::image::{Image, STEP_BOX, Streams};
use super::{complain, doors};
use crate::Error;
use crate::enclosure::Enclosure;
use crate::serve::in_memory;
use crate::sys;

/// What our executable is called inside, as its first argument.
const NAME: &str = "telar-inside";

/// What is to be executed.
#[derive(Serialize, Deserialize)]
struct Asked {
    image: Image,
    /// The filter, instruction by instruction.
    filter: Vec<(u16, u8, u8, u32)>,
}

/// Our executable's arguments inside: the numbers of a socket and of a file that describes the box.
pub fn arguments(socket: RawFd, confinement: RawFd) -> [String; 3] {
    [NAME.into(), socket.to_string(), confinement.to_string()]
}

/// Waits for the first word from inside; gives whether it came.
pub fn is_ready(socket: &OwnedFd) -> bool {
    recv(socket.as_raw_fd(), &mut [0], MsgFlags::empty()) == Ok(1)
}

/// Starts a program in a box, seized and about to be executed.
pub fn start(
    enclosure: &Enclosure,
    image: Image,
    filter: &BpfProgram,
    streams: &Streams,
    complaint: &OwnedFd,
) -> Result<Pid, Error> {
    let failed =
        |source: nix::Error| Error::Witness { reason: format!("asking the box: {source}") };
    let filter = filter.iter().map(|it| (it.code, it.jt, it.jf, it.k)).collect();
    let asked = serde_json::to_vec(&Asked { image, filter }).map_err(std::io::Error::from);
    let asked = asked
        .and_then(|bytes| in_memory(c"asked", MFdFlags::MFD_CLOEXEC, &bytes))
        .map_err(|source| Error::Witness { reason: format!("asking the box: {source}") })?;
    let (ours, theirs) =
        socketpair(AddressFamily::Unix, SockType::Stream, None, SockFlag::SOCK_CLOEXEC)
            .map_err(failed)?;
    setsockopt(&ours, sockopt::PassCred, &true).map_err(failed)?;
    let mut passed = vec![asked.as_raw_fd(), theirs.as_raw_fd(), complaint.as_raw_fd()];
    passed.extend([&streams.stdout, &streams.stderr].map(AsRawFd::as_raw_fd));
    passed.push(streams.stdin.as_ref().map_or(libc::STDIN_FILENO, AsRawFd::as_raw_fd));
    sendmsg::<()>(
        enclosure.socket.as_raw_fd(),
        &[IoSlice::new(b"!")],
        &[ControlMessage::ScmRights(&passed)],
        MsgFlags::MSG_NOSIGNAL,
        None,
    )
    .map_err(failed)?;
    // Else the end of the socket could not be noticed when nobody else has it any more.
    drop(theirs);
    let pid =
        who_is_there(&ours).ok_or_else(|| Error::Witness { reason: "the box has gone".into() })?;
    sys::seize(pid.as_raw())
        .map_err(|source| Error::NotPermitted { reason: format!("ptrace: {source}") })?;
    // Children have their parent's processors, and this one has another parent.
    if let Ok(own) = sched_getaffinity(Pid::from_raw(0)) {
        // Where it is refused, runs take longer and nothing else.
        let _ = sched_setaffinity(pid, &own);
    }
    doors(false)?;
    File::from(ours)
        .write_all(b"!")
        .map_err(|source| Error::Witness { reason: format!("starting the program: {source}") })?;
    Ok(pid)
}

/// The number, outside, of whoever says the first word; `None` when nobody does.
fn who_is_there(socket: &OwnedFd) -> Option<Pid> {
    let mut word = [0];
    let mut parts = [IoSliceMut::new(&mut word)];
    let mut space = cmsg_space!(UnixCredentials);
    let message = loop {
        match recvmsg::<()>(
            socket.as_raw_fd(),
            &mut parts,
            Some(&mut space),
            MsgFlags::MSG_CMSG_CLOEXEC,
        ) {
            // The tick of the explorer's clock.
            Err(nix::Error::EINTR) => {}
            other => break other.ok()?,
        }
    };
    if message.bytes == 0 {
        return None;
    }
    message.cmsgs().ok()?.find_map(|part| match part {
        ControlMessageOwned::ScmCredentials(who) => Some(Pid::from_raw(who.pid())),
        _ => None,
    })
}

/// Starts programs, when this process was started inside a box to do so, and then never returns.
pub fn serve_if_asked() {
    let mut args = std::env::args().skip(1);
    if args.next().is_none_or(|name| name != NAME) {
        return;
    }
    let mut number = || args.next().and_then(|number| number.parse().ok());
    let status = match (number(), number()) {
        (Some(socket), Some(confinement)) => serve(socket, confinement).map_or(1, |()| 0),
        _ => 1,
    };
    // SAFETY: ends this process at once, which has done nothing that would have to be undone.
    unsafe { libc::_exit(status) }
}

fn serve(socket: RawFd, confinement: RawFd) -> Result<(), Box<dyn std::error::Error>> {
    // SAFETY: it was left to us, and nobody else here knows of it.
    let mut confinement = unsafe { File::from_raw_fd(confinement) };
    let mut described = Vec::new();
    confinement.read_to_end(&mut described)?;
    let confinement: Confinement = serde_json::from_slice(&described)?;
    nix::sys::prctl::set_name(c"telar-inside")?;
    let binding = confinement.binding().inspect_err(|unbound| eprintln!("{unbound}"))?;
    // What is started here may not look into this process, nor has to be waited for by it.
    doors(false)?;
    // SAFETY: installs no handler.
    unsafe { signal(Signal::SIGCHLD, SigHandler::SigIgn) }?;
    send(socket, b"!", MsgFlags::empty())?;
    loop {
        let mut word = [0];
        let mut parts = [IoSliceMut::new(&mut word)];
        let mut space = cmsg_space!([RawFd; 6]);
        let message =
            recvmsg::<()>(socket, &mut parts, Some(&mut space), MsgFlags::MSG_CMSG_CLOEXEC)?;
        if message.bytes == 0 {
            return Ok(());
        }
        let mut passed = Vec::new();
        for part in message.cmsgs()? {
            if let ControlMessageOwned::ScmRights(numbers) = part {
                // SAFETY: the kernel has just made them for us alone.
                passed.extend(numbers.into_iter().map(|it| unsafe { OwnedFd::from_raw_fd(it) }));
            }
        }
        // SAFETY: this process has one thread, so that the child may call anything, as if it were no fork.
        if let ForkResult::Child = unsafe { nix::unistd::fork() }? {
            become_program(binding, passed);
            // SAFETY: ends this process at once.
            unsafe { libc::_exit(127) }
        }
    }
}

/// Turns the calling process into what was asked for; returns only if it could not.
fn become_program(binding: Binding, passed: Vec<OwnedFd>) -> Option<()> {
    let mut passed = passed.into_iter();
    let mut asked = Vec::new();
    File::from(passed.next()?).read_to_end(&mut asked).ok()?;
    let asked: Asked = serde_json::from_slice(&asked).ok()?;
    let mut socket = File::from(passed.next()?);
    let complaint = passed.next()?;
    let (stdout, stderr, stdin) = (passed.next()?, passed.next()?, passed.next()?);
    let streams = Streams { stdin: Some(stdin), stdout, stderr };
    let filter: BpfProgram =
        asked.filter.iter().map(|&(code, jt, jf, k)| sock_filter { code, jt, jf, k }).collect();
    // SAFETY: installs no handler.
    unsafe { signal(Signal::SIGCHLD, SigHandler::SigDfl) }.ok()?;
    doors(true).ok()?;
    sys::may_be_seized_by_others();
    let mut go = [0];
    socket.write_all(b"!").and_then(|()| socket.read_exact(&mut go)).ok()?;
    let mut reason = String::new();
    let bind = || {
        binding.bind().map_err(|unbound| {
            reason = unbound.to_string();
            (STEP_BOX, 0)
        })
    };
    let failed = asked.image.execute(&streams, &filter, bind);
    complain(complaint, failed, &reason);
    None
}
