//! Programs that wait in calls without a model come to their end all the same, and the report says so.

use witness::Note;
use witness::explore::Expectation;

use crate::{assert_right, explored, sample};

/// Each with the call that there is no model of.
pub const SAMPLES: &[(&str, &str)] = &[
    ("wait_flock", "flock"),
    ("wait_fcntl", "fcntl"),
    ("wait_fifo", "mknodat"),
    ("wait_semop", "semtimedop"),
    ("wait_timerfd", "timerfd_settime"),
];

#[test]
fn calls_without_a_model_are_noted_and_end() {
    for (name, call) in SAMPLES {
        let job = sample(&name.replace('_', "-"));
        let explored = explored(&job, &Expectation::default());
        let note = Note::Unmodelled { call: (*call).to_owned() };
        assert!(explored.notes.contains(&note), "{name}: {:?}", explored.notes);
        if explored.failure.as_ref().is_none_or(|failure| !failure.doubtful) {
            assert_right(&job, &explored);
        }
    }
}
