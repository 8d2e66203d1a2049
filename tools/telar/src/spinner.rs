//! What moves on a terminal while the student waits. Elsewhere nothing is drawn.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Says what is being done, until it is dropped.
pub struct Spinner(ProgressBar);

impl Spinner {
    /// Something that takes a while, nobody knows how long.
    pub fn new(doing: impl Into<String>) -> Self {
        Self::start(ProgressBar::new_spinner(), "{spinner} {msg}", doing.into())
    }

    /// Something in so many steps.
    pub fn steps(count: usize, doing: impl Into<String>) -> Self {
        let bar = ProgressBar::new(count as u64);
        Self::start(bar, "{spinner} {msg} {wide_bar} {pos}/{len}", doing.into())
    }

    fn start(bar: ProgressBar, template: &str, doing: String) -> Self {
        bar.set_style(ProgressStyle::with_template(template).expect("the template is well-formed"));
        bar.set_message(doing);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// One step is done.
    pub fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
