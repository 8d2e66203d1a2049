//! Sockets: within a process, between threads, between processes.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::thread;
use std::time::Duration;

use nix::sys::socket::{AddressFamily, SockFlag, SockType, socketpair};
use nix::unistd::{read, write};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("tcp-echo", tcp_echo),
    ("tcp-many", tcp_many),
    ("tcp-refused", tcp_refused),
    ("tcp-time-limit", tcp_time_limit),
    ("tcp-nonblocking-accept", tcp_nonblocking_accept),
    ("udp", udp),
    ("unix-pair", unix_pair),
    ("unix-server", unix_server),
    ("unix-datagrams", unix_datagrams),
    ("unix-packets", unix_packets),
];

fn tcp_echo() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        stream.write_all(&all).unwrap();
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"there and back").unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut back = String::new();
    stream.read_to_string(&mut back).unwrap();
    assert_eq!(back, "there and back");
    server.join().unwrap();
}

/// A thread for every client.
fn tcp_many() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        thread::scope(|scope| {
            for stream in listener.incoming().take(3) {
                let mut stream = stream.unwrap();
                scope.spawn(move || {
                    let mut number = [0];
                    stream.read_exact(&mut number).unwrap();
                    stream.write_all(&[number[0] + 1]).unwrap();
                });
            }
        });
    });
    thread::scope(|scope| {
        for number in 0..3 {
            scope.spawn(move || {
                let mut stream = TcpStream::connect(address).unwrap();
                stream.write_all(&[number]).unwrap();
                let mut answer = [0];
                stream.read_exact(&mut answer).unwrap();
                assert_eq!(answer[0], number + 1);
            });
        }
    });
    server.join().unwrap();
}

fn tcp_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(TcpStream::connect(address).unwrap_err().kind(), ErrorKind::ConnectionRefused);
}

/// A read that waits for what does not come gives up.
fn tcp_time_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    let error = stream.read(&mut [0]).unwrap_err();
    assert!([ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()));
}

fn tcp_nonblocking_accept() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    listener.set_nonblocking(true).unwrap();
    let client = thread::spawn(move || {
        thread::sleep(Duration::from_millis(25));
        TcpStream::connect(address).unwrap()
    });
    loop {
        match listener.accept() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(error) => panic!("{error}"),
        }
    }
    client.join().unwrap();
}

fn udp() {
    let (one, other) =
        (UdpSocket::bind("127.0.0.1:0").unwrap(), UdpSocket::bind("127.0.0.1:0").unwrap());
    let to = other.local_addr().unwrap();
    let sender = thread::spawn(move || {
        for number in 0..3 {
            one.send_to(&[number; 20], to).unwrap();
        }
    });
    for number in 0..3 {
        let mut datagram = [0; 64];
        assert_eq!(other.recv(&mut datagram).unwrap(), 20);
        assert_eq!(datagram[0], number);
    }
    sender.join().unwrap();
}

fn unix_pair() {
    let (mut one, mut other) = UnixStream::pair().unwrap();
    let answering = thread::spawn(move || {
        let mut number = [0; 4];
        while other.read_exact(&mut number).is_ok() {
            let next = u32::from_le_bytes(number) + 1;
            other.write_all(&next.to_le_bytes()).unwrap();
        }
    });
    let mut number = [0; 4];
    for _ in 0..4 {
        one.write_all(&number).unwrap();
        one.read_exact(&mut number).unwrap();
    }
    assert_eq!(u32::from_le_bytes(number), 4);
    drop(one);
    answering.join().unwrap();
}

fn unix_server() {
    let path = std::env::temp_dir().join(format!("telar-sample-{}.socket", std::process::id()));
    let listener = UnixListener::bind(&path).unwrap();
    let server = thread::spawn(move || {
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"welcome").unwrap();
        }
    });
    for _ in 0..2 {
        let mut greeting = String::new();
        UnixStream::connect(&path).unwrap().read_to_string(&mut greeting).unwrap();
        assert_eq!(greeting, "welcome");
    }
    server.join().unwrap();
    std::fs::remove_file(&path).unwrap();
}

fn unix_datagrams() {
    let (one, other) = UnixDatagram::pair().unwrap();
    let sender = thread::spawn(move || {
        for number in 0..20 {
            one.send(&[number; 100]).unwrap();
        }
    });
    for number in 0..20 {
        let mut datagram = [0; 200];
        assert_eq!(other.recv(&mut datagram).unwrap(), 100);
        assert_eq!(datagram[0], number);
    }
    sender.join().unwrap();
}

/// Packets arrive whole, and end with an empty one.
fn unix_packets() {
    let kind = SockType::SeqPacket;
    let (one, other) = socketpair(AddressFamily::Unix, kind, None, SockFlag::empty()).unwrap();
    let sender = thread::spawn(move || {
        for number in 1..=3 {
            write(&one, &[number; 10]).unwrap();
        }
    });
    let mut packet = [0; 30];
    for _ in 0..3 {
        assert_eq!(read(&other, &mut packet), Ok(10));
    }
    sender.join().unwrap();
    assert_eq!(read(&other, &mut packet), Ok(0));
}
