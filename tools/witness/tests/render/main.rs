//! The renderings of a report: its story, its text, its picture, its trace, and its documentation.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test -p witness --test render` writes the
//! snapshots anew; read their difference before it is kept.

mod reports;
mod xml;

mod explored;
mod figures;
mod measured;
mod show;
mod story;
mod without_end;
