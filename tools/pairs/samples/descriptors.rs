//! Pipes, files, and waiting for several of them.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::thread;
use std::time::Duration;

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use nix::sys::eventfd::{EfdFlags, EventFd};
use nix::sys::select::{FdSet, select};
use nix::sys::time::{TimeVal, TimeValLike};
use nix::unistd::{dup2_stdout, pipe, write};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("pipe-full", pipe_full),
    ("pipe-full-at-once", pipe_full_at_once),
    ("pipe-many-writers", pipe_many_writers),
    ("pipe-no-reader", pipe_no_reader),
    ("nonblocking", nonblocking),
    ("poll-both", poll_both),
    ("poll-nothing", poll_nothing),
    ("select-one", select_one),
    ("epoll", epoll),
    ("epoll-edge", epoll_edge),
    ("eventfd", eventfd),
    ("eventfd-semaphore", eventfd_semaphore),
    ("redirect", redirect),
    ("files", files),
    ("much-output", much_output),
    ("many-messages", many_messages),
];

/// Much more than the pipe holds goes through it.
fn pipe_full() {
    let (reader, writer) = pipe().unwrap();
    let writing = thread::spawn(move || File::from(writer).write_all(&[7; 300_000]).unwrap());
    let mut all = Vec::new();
    File::from(reader).read_to_end(&mut all).unwrap();
    assert_eq!(all.len(), 300_000);
    writing.join().unwrap();
}

/// A write that may wait is not over before all of it is in the pipe.
fn pipe_full_at_once() {
    let (reader, writer) = pipe().unwrap();
    let writing = thread::spawn(move || assert_eq!(write(&writer, &[7; 150_000]), Ok(150_000)));
    let mut all = Vec::new();
    File::from(reader).read_to_end(&mut all).unwrap();
    assert_eq!(all.len(), 150_000);
    writing.join().unwrap();
}

/// What is written at once, and is short, stays together.
fn pipe_many_writers() {
    let (reader, writer) = pipe().unwrap();
    thread::scope(|scope| {
        for letter in [b'a', b'b', b'c'] {
            let mut writer = File::from(writer.try_clone().unwrap());
            scope.spawn(move || {
                for _ in 0..20 {
                    writer.write_all(&[letter; 2_000]).unwrap();
                }
            });
        }
        drop(writer);
        let mut reader = File::from(reader);
        let mut message = [0; 2_000];
        for _ in 0..60 {
            reader.read_exact(&mut message).unwrap();
            assert!(message.iter().all(|byte| *byte == message[0]));
        }
        assert_eq!(reader.read(&mut message).unwrap(), 0);
    });
}

fn pipe_no_reader() {
    let (reader, writer) = pipe().unwrap();
    let reading = thread::spawn(move || File::from(reader).read_exact(&mut [0; 10]).unwrap());
    let mut writer = File::from(writer);
    let error = loop {
        if let Err(error) = writer.write_all(&[0; 1_000]) {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    reading.join().unwrap();
}

/// Whoever may not wait is told so, and tries again.
fn nonblocking() {
    let (reader, writer) = pipe().unwrap();
    fcntl(&reader, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).unwrap();
    let writing = thread::spawn(move || {
        let mut writer = File::from(writer);
        for byte in 0..3 {
            thread::sleep(Duration::from_millis(10));
            writer.write_all(&[byte]).unwrap();
        }
    });
    let (mut reader, mut read) = (File::from(reader), Vec::new());
    let mut buffer = [0; 8];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => read.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                thread::sleep(Duration::from_millis(3));
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(read, [0, 1, 2]);
    writing.join().unwrap();
}

/// Two pipes are read as they fill, until both are closed.
fn poll_both() {
    let (pipes, writers): (Vec<_>, Vec<_>) = [2, 3]
        .into_iter()
        .map(|count| {
            let (reader, writer) = pipe().unwrap();
            let writing = thread::spawn(move || {
                let mut writer = File::from(writer);
                for _ in 0..count {
                    thread::sleep(Duration::from_millis(10));
                    writer.write_all(b"x").unwrap();
                }
            });
            (File::from(reader), writing)
        })
        .unzip();
    let mut open = [true, true];
    let mut counts = [0, 0];
    while open != [false, false] {
        let mut polled: Vec<PollFd> = Vec::new();
        for index in (0..2).filter(|index| open[*index]) {
            polled.push(PollFd::new(pipes[index].as_fd(), PollFlags::POLLIN));
        }
        assert!(poll(&mut polled, PollTimeout::NONE).unwrap() > 0);
        let ready: Vec<bool> = polled.iter().map(|polled| polled.any().unwrap()).collect();
        let asked: Vec<usize> = (0..2).filter(|index| open[*index]).collect();
        for (index, _) in asked.into_iter().zip(ready).filter(|(_, ready)| *ready) {
            match (&pipes[index]).read(&mut [0; 4]).unwrap() {
                0 => open[index] = false,
                count => counts[index] += count,
            }
        }
    }
    assert_eq!(counts, [2, 3]);
    writers.into_iter().for_each(|writer| writer.join().unwrap());
}

/// Waiting for what never comes ends with the time limit.
fn poll_nothing() {
    let (reader, _writer) = pipe().unwrap();
    let mut polled = [PollFd::new(reader.as_fd(), PollFlags::POLLIN)];
    assert_eq!(poll(&mut polled, PollTimeout::from(2_000_u16)), Ok(0));
    assert_eq!(poll(&mut polled, PollTimeout::ZERO), Ok(0));
}

fn select_one() {
    let (reader, writer) = pipe().unwrap();
    let mut set = FdSet::new();
    set.insert(reader.as_fd());
    let mut limit = TimeVal::milliseconds(500);
    assert_eq!(select(None, &mut set, None, None, &mut limit), Ok(0));
    assert!(!set.contains(reader.as_fd()));
    let writing = thread::spawn(move || File::from(writer).write_all(b"x").unwrap());
    set.insert(reader.as_fd());
    assert_eq!(select(None, &mut set, None, None, None), Ok(1));
    assert!(set.contains(reader.as_fd()));
    writing.join().unwrap();
}

fn epoll() {
    let epoll = Epoll::new(EpollCreateFlags::empty()).unwrap();
    let (reader, writer) = pipe().unwrap();
    epoll.add(&reader, EpollEvent::new(EpollFlags::EPOLLIN, 5)).unwrap();
    let mut events = [EpollEvent::empty(); 4];
    assert_eq!(epoll.wait(&mut events, EpollTimeout::from(100_u8)), Ok(0));
    let writing = thread::spawn(move || File::from(writer).write_all(b"x").unwrap());
    assert_eq!(epoll.wait(&mut events, EpollTimeout::NONE), Ok(1));
    assert_eq!(events[0].data(), 5);
    assert_eq!(File::from(reader.try_clone().unwrap()).read(&mut [0; 4]).unwrap(), 1);
    // Now it waits for the end.
    assert_eq!(epoll.wait(&mut events, EpollTimeout::NONE), Ok(1));
    writing.join().unwrap();
}

/// Told only when something changes: everything has to be read each time.
fn epoll_edge() {
    let epoll = Epoll::new(EpollCreateFlags::empty()).unwrap();
    let (reader, writer) = pipe().unwrap();
    fcntl(&reader, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).unwrap();
    let flags = EpollFlags::EPOLLIN | EpollFlags::EPOLLET;
    epoll.add(&reader, EpollEvent::new(flags, 0)).unwrap();
    let writing = thread::spawn(move || {
        let mut writer = File::from(writer);
        for _ in 0..5 {
            writer.write_all(b"abc").unwrap();
        }
    });
    let (mut reader, mut total) = (File::from(reader), 0);
    let mut events = [EpollEvent::empty(); 4];
    'all: loop {
        assert_eq!(epoll.wait(&mut events, EpollTimeout::NONE), Ok(1));
        loop {
            match reader.read(&mut [0; 2]) {
                Ok(0) => break 'all,
                Ok(count) => total += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => panic!("{error}"),
            }
        }
    }
    assert_eq!(total, 15);
    writing.join().unwrap();
}

/// A count that is added to by several threads and read by one.
fn eventfd() {
    let counter = EventFd::new().unwrap();
    thread::scope(|scope| {
        for amount in [1, 2, 3] {
            let counter = &counter;
            scope.spawn(move || counter.write(amount).unwrap());
        }
        let mut total = 0;
        while total < 6 {
            total += counter.read().unwrap();
        }
        assert_eq!(total, 6);
    });
}

/// Every reader takes one, and waits for it.
fn eventfd_semaphore() {
    let semaphore = EventFd::from_flags(EfdFlags::EFD_SEMAPHORE).unwrap();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(semaphore.read(), Ok(1)));
        }
        semaphore.write(2).unwrap();
        thread::sleep(Duration::from_millis(10));
        semaphore.write(1).unwrap();
    });
}

/// What is printed goes to a pipe that the program reads itself.
fn redirect() {
    let (reader, writer) = pipe().unwrap();
    dup2_stdout(&writer).unwrap();
    drop(writer);
    println!("to myself");
    let mut line = [0; 10];
    File::from(reader).read_exact(&mut line).unwrap();
    assert_eq!(&line, b"to myself\n");
}

fn files() {
    let folder = std::env::temp_dir().join(format!("telar-sample-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    thread::scope(|scope| {
        for name in ["one", "two"] {
            let file = folder.join(name);
            scope.spawn(move || {
                fs::write(&file, name).unwrap();
                assert_eq!(fs::read_to_string(&file).unwrap(), name);
            });
        }
    });
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    let locked = File::create(folder.join("locked")).unwrap();
    let again = File::open(folder.join("locked")).unwrap();
    locked.lock().unwrap();
    assert!(again.try_lock().is_err());
    fs::remove_dir_all(&folder).unwrap();
}

/// Several threads write more than a pipe holds; the lines of each stay together.
fn much_output() {
    thread::scope(|scope| {
        for letter in ["a", "b"] {
            scope.spawn(move || {
                let mut out = std::io::stdout().lock();
                for _ in 0..40 {
                    out.write_all(format!("{}\n", letter.repeat(3_000)).as_bytes()).unwrap();
                }
            });
        }
    });
}

/// Two threads hand a byte to and fro, so that the program gets on at each step, and takes many.
fn many_messages() {
    let [(mut here, mut to_there), (mut there, mut to_here)] = [(); 2].map(|()| {
        let (reader, writer) = pipe().unwrap();
        (File::from(reader), File::from(writer))
    });
    let echo = thread::spawn(move || {
        let mut byte = [0];
        while here.read(&mut byte).unwrap() == 1 {
            to_here.write_all(&byte).unwrap();
        }
    });
    let mut byte = [7];
    for _ in 0..1_000 {
        to_there.write_all(&byte).unwrap();
        there.read_exact(&mut byte).unwrap();
    }
    drop(to_there);
    echo.join().unwrap();
}
