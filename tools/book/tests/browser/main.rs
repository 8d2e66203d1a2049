//! The book in a real browser: Chromium without a window, on the book as it is built.
//!
//! All of these tests are ignored unless they are asked for, because a student's machine needs no browser
//! driver to prove the course. CI always asks for them:
//!
//! ```text
//! tools/book/fetch-axe
//! cargo test -p book --test browser -- --ignored
//! ```
//!
//! They need Debian's packages `chromium` and `chromium-driver`, and `fetch-axe` needs `npm`. Once asked
//! for, a test that lacks one of them fails and says so.
//!
//! # Theory of operation
//!
//! [`book`] builds both editions once, into a folder for these tests. Each test has a chromedriver and a
//! Chromium of its own ([`browser`]), so that no test sees what another has stored. Pages are read from
//! disk, as a reader without a network would; only the redirect is also tried on a server. Nothing
//! sleeps: the browser itself says when what is waited for has come true.

mod book;
mod browser;
#[path = "../book/sample.rs"]
#[expect(dead_code, reason = "the tests without a browser use all of it")]
mod sample;

mod pages;
mod accessibility;
mod search;
mod languages;
mod scheduler;
mod paper;
mod plain;
mod serving;
mod screenshots;
