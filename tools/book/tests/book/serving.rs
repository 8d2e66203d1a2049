//! The book while it is being written: pages are told when they have been built anew.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::sample::Sample;

/// Whoever waits longer than this waits in vain.
const LIMIT: Duration = Duration::from_secs(60);

#[test]
fn a_page_that_is_served_hears_of_each_build() {
    let sample = Sample::new();
    sample.build();
    let address = sample.serve();
    let page = get(&address, "/en/threads.html");
    assert!(page.contains("target=print") && page.contains("new EventSource('/builds')"), "{page}");

    let mut builds = BufReader::new(ask(&address, "/builds"));
    let first = next(&mut builds);
    assert!(
        page.contains(&format!("data !== '{first}'")),
        "the page is not of build {first}: {page}"
    );

    sample.change("book/listings/two.py", "target=print", "target=say");
    let second = next(&mut builds);
    assert_ne!(first, second);
    let page = get(&address, "/en/threads.html");
    assert!(
        page.contains("target=say") && page.contains(&format!("data !== '{second}'")),
        "{page}"
    );
}

#[test]
fn a_page_that_is_refused_is_no_build() {
    let sample = Sample::new();
    sample.build();
    let address = sample.serve();
    let mut builds = BufReader::new(ask(&address, "/builds"));
    next(&mut builds);

    // Refused until both editions say the same; so the next build has both.
    sample.change("book/en/index.md", "goes through", "walks through");
    sample.change("book/es/index.md", "recorre", "atraviesa");
    sample.agree();
    next(&mut builds);
    assert!(get(&address, "/en/").contains("walks through"));
    assert!(get(&address, "/es/").contains("atraviesa"));
}

#[test]
fn what_is_published_waits_for_nobody() {
    let sample = Sample::new();
    sample.build();
    let address = sample.serve();
    get(&address, "/en/index.html");
    for page in ["index.html", "en/index.html", "es/threads.html", "en/theme/telar.js"] {
        assert!(!sample.read(&format!("target/book/{page}")).contains("EventSource"), "{page}");
    }
}

/// The whole response.
fn get(address: &str, path: &str) -> String {
    let mut response = String::new();
    ask(address, path).read_to_string(&mut response).expect("the page is handed out");
    response
}

fn ask(address: &str, path: &str) -> TcpStream {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("somebody serves there");
    stream.set_read_timeout(Some(LIMIT)).expect("the limit is not zero");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .expect("the server listens");
    stream
}

/// The number of the next build that the server tells of.
fn next(builds: &mut impl BufRead) -> String {
    let mut lines = builds.lines().map(|line| line.expect("a build is told of in time"));
    let number = lines.find_map(|line| Some(line.strip_prefix("data: ")?.to_owned()));
    number.expect("the server goes on telling")
}
