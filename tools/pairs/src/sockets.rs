//! Sockets: one read is not one message, the end has to be said, and who comes first is not known.

use std::io::{Read, Write, read_to_string};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::thread;

use nix::sys::socket::{setsockopt, sockopt::SndBuf};

use crate::helpers::{fork_child, join_all, reap_well};
use crate::{Kind::Deadlock, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("tcp-one-read", Panic, tcp_one_read_wrong, tcp_one_read_right),
    Pair::new("tcp-no-shutdown", Deadlock, no_shutdown_wrong, no_shutdown_right),
    Pair::new("tcp-first-come", Panic, first_come_wrong, first_come_right),
    Pair::new("unix-one-read", Panic, unix_one_read_wrong, unix_one_read_right),
    Pair::new("dialogue", Deadlock, dialogue_wrong, dialogue_right),
];

/// A listener at a free port of this machine, and its address.
fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Sends a line in two writes.
fn send_greeting(address: SocketAddr) {
    let mut stream = TcpStream::connect(address).unwrap();
    // Without this, the second write would wait for the first one's receipt.
    stream.set_nodelay(true).unwrap();
    stream.write_all(b"hello, ").unwrap();
    stream.write_all(b"world").unwrap();
}

/// The server takes one read for one message.
fn tcp_one_read_wrong() {
    let (listener, address) = listen();
    let client = thread::spawn(move || send_greeting(address));
    let (mut stream, _) = listener.accept().unwrap();
    let mut message = [0; 64];
    let length = stream.read(&mut message).unwrap();
    client.join().unwrap();
    assert_eq!(&message[..length], b"hello, world");
}

/// The server reads until the message is whole.
fn tcp_one_read_right() {
    let (listener, address) = listen();
    let client = thread::spawn(move || send_greeting(address));
    let (mut stream, _) = listener.accept().unwrap();
    let mut message = [0; 12];
    stream.read_exact(&mut message).unwrap();
    client.join().unwrap();
    assert_eq!(&message, b"hello, world");
}

/// Reads a question to its end, then answers it.
fn answer_one(listener: &TcpListener) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut question = String::new();
    stream.read_to_string(&mut question).unwrap();
    stream.write_all(question.to_uppercase().as_bytes()).unwrap();
}

/// The client waits for the answer, the server for the question's end, which the client never tells.
fn no_shutdown_wrong() {
    let (listener, address) = listen();
    let server = thread::spawn(move || answer_one(&listener));
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"hello").unwrap();
    assert_eq!(read_to_string(stream).unwrap(), "HELLO");
    server.join().unwrap();
}

/// The client shuts its half of the connection.
fn no_shutdown_right() {
    let (listener, address) = listen();
    let server = thread::spawn(move || answer_one(&listener));
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"hello").unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    assert_eq!(read_to_string(stream).unwrap(), "HELLO");
    server.join().unwrap();
}

/// Two clients, each of which sends its number; these, in the order in which they were accepted.
fn two_clients() -> Vec<u8> {
    let (listener, address) = listen();
    let start = |number: u8| {
        thread::spawn(move || {
            TcpStream::connect(address).unwrap().write_all(&[number]).unwrap();
        })
    };
    let threads = vec![start(1), start(2)];
    let accept = || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut number = [0];
        stream.read_exact(&mut number).unwrap();
        number[0]
    };
    let numbers = vec![accept(), accept()];
    join_all(threads);
    numbers
}

/// The connection that is accepted first is taken for the client that was started first.
fn first_come_wrong() {
    assert_eq!(two_clients(), [1, 2]);
}

/// The clients' own words tell who they are.
fn first_come_right() {
    let mut numbers = two_clients();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2]);
}

/// What is written at once is taken to be read at once, which a stream does not promise.
fn unix_one_read_wrong() {
    let (mut near, mut far) = UnixStream::pair().unwrap();
    let child = fork_child(move || {
        far.write_all(&[b'.'; 64]).unwrap();
        0
    });
    let length = near.read(&mut [0; 64]).unwrap();
    reap_well(child);
    assert_eq!(length, 64);
}

/// The parent reads until all is there.
fn unix_one_read_right() {
    let (mut near, mut far) = UnixStream::pair().unwrap();
    let child = fork_child(move || {
        far.write_all(&[b'.'; 64]).unwrap();
        0
    });
    near.read_exact(&mut [0; 64]).unwrap();
    reap_well(child);
}

/// More than the sockets of [`small_pair`] hold.
const MUCH: usize = 16 << 10;

/// Two sockets that hold few bytes, so that a dialogue need not be long to fill them: the system makes
/// the least of this that it allows.
fn small_pair() -> (UnixStream, UnixStream) {
    let (near, far) = UnixStream::pair().unwrap();
    setsockopt(&near, SndBuf, &1).unwrap();
    setsockopt(&far, SndBuf, &1).unwrap();
    (near, far)
}

/// Both sides write all they have before they read: both wait for room.
fn dialogue_wrong() {
    let (mut near, mut far) = small_pair();
    let child = fork_child(move || {
        far.write_all(&[b'b'; MUCH]).unwrap();
        far.read_exact(&mut [0; MUCH]).unwrap();
        0
    });
    near.write_all(&[b'a'; MUCH]).unwrap();
    near.read_exact(&mut [0; MUCH]).unwrap();
    reap_well(child);
}

/// One side reads first.
fn dialogue_right() {
    let (mut near, mut far) = small_pair();
    let child = fork_child(move || {
        far.read_exact(&mut [0; MUCH]).unwrap();
        far.write_all(&[b'b'; MUCH]).unwrap();
        0
    });
    near.write_all(&[b'a'; MUCH]).unwrap();
    near.read_exact(&mut [0; MUCH]).unwrap();
    reap_well(child);
}
