//! The explorer: runs an unmodified program under many schedules, each of which can be had again.
//!
//! A [`Session`] runs one program as often as it is asked to, each time under a [`Schedule`], and gives
//! what came of it as a [`Woven`] run. The same schedule gives the same run.
//!
//! # The rooms, in reading order
//!
//! - `schedule`, `woven`: what is asked, and what is answered; `session`: the two processes that talk
//!   about it;
//! - `run`: one run, with its theory of operation; `choice`, `chooser`, `turns`: who goes next; `random`;
//! - `task`: where a thread stands; `step`: letting it go on; `touch`, `memory`, `symbols`: breakpoints;
//! - `call`, `visible`: system calls; `futex`, `clock`, `descriptors`, `parts`, `unblocked`, `children`, `signals`: those that
//!   may wait, each kind in its own file;
//! - `births`, `ends`, `strikes`: coming and going, and being made to go; `locks`, `stuck`, `novelty`: why nobody can go on, or gets on;
//! - `places`: where in the source a thread is; `log`: the events of a run;
//! - `exploration`: which schedules are tried; `finding`: what is wrong with a run; `shrink`: the shortest
//!   schedule that fails;
//! - `recording`: failures that are kept.

mod schedule;
mod woven;
mod session;

mod run;
mod choice;
mod chooser;
mod turns;
mod random;

mod task;
mod step;
mod touch;
mod memory;
mod symbols;

mod call;
mod visible;
mod futex;
mod clock;
mod descriptors;
mod parts;
mod unblocked;
mod children;
mod signals;

mod births;
mod ends;
mod strikes;
mod locks;
mod novelty;
mod stuck;

mod places;
mod log;

mod finding;
mod shrink;
mod exploration;
mod recording;

pub use exploration::{DIRECTED, Explored, Failure, Origin, Plan, SEEDS, STEPS, explore};
pub use finding::{Exit, Expectation, Finding};
pub use random::Random;
pub use recording::{MOST as MOST_RECORDINGS, Recording, RecordingError, Since};
pub use run::Look;
pub use schedule::{Adversaries, Canonical, Choice, Decision, Schedule, Scheduler};
pub use session::Session;
pub(crate) use session::serve_if_asked;
pub use woven::{Inversion, Moved, Step, Woven};
