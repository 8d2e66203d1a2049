//! Where to read on: a page's section on the usual mistakes, unless another section is about this one.

/// An exercise, a finding, and the section of the exercise's page that is about it.
///
/// The name of a finding that all graders may have does not say whose it is, so the exercise does.
const SECTIONS: &[(&str, &str, &str)] = &[
    ("counter", "counter-twice", "run"),
    ("counter", "counter-never", "run"),
    ("scoped-sum", "scoped-sum-one-at-a-time", "lazy"),
    ("scoped-sum", "scoped-sum-never-started", "lazy"),
    ("scoped-sum", "scoped-sum-threads", "remainder"),
    ("scoped-sum", "scoped-sum-long", "remainder"),
    ("bounded-queue", "bounded-queue-item-waits", "whom"),
    ("bounded-queue", "bounded-queue-consumers-left", "whom"),
    ("bounded-queue", "bounded-queue-producers-left", "whom"),
    ("worker-pool", "worker-pool-late", "close"),
    ("worker-pool", "worker-pool-left", "close"),
    ("worker-pool", "worker-pool-unsaid", "panics"),
    ("transfers", "common-schedule-deadlock", "order"),
    ("cache", "cache-loads", "gap"),
    ("cache", "cache-loads-again", "gap"),
    ("cache", "cache-loads-said", "gap"),
    ("cache", "cache-writer-starves", "starvation"),
    ("separate-memory", "separate-memory-no-pipe", "pipe"),
    ("separate-memory", "separate-memory-made-up", "pipe"),
    ("capture", "common-stuck", "run"),
    ("capture", "common-schedule-deadlock", "run"),
    ("pipeline", "pipeline-no-sigpipe", "sigpipe"),
    ("process-pool", "process-pool-held-up", "poll"),
    ("process-pool", "process-pool-told", "run"),
    ("graceful-shutdown", "common-schedule-deadlock", "handlers"),
    ("graceful-shutdown", "graceful-shutdown-not-forced", "counted"),
];

/// The page and section on this finding, within an edition of the book: `scoped-sum.md#lazy`.
pub(crate) fn about(exercise: &course::Exercise, finding: &str) -> String {
    let usual = exercise.wrong_turns();
    let is_it = |entry: &&(&str, &str, &str)| entry.0 == exercise.name && entry.1 == finding;
    match (SECTIONS.iter().find(is_it), usual.split_once('#')) {
        (Some((_, _, section)), Some((page, _))) => format!("{page}#{section}"),
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{SECTIONS, about};
    use crate::messages::has;

    #[test]
    fn each_section_is_on_the_page_in_both_editions_and_each_finding_is_one() {
        let root =
            course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this is in a course");
        let course = course::Course::load(&root).unwrap_or_else(|error| panic!("{error}"));
        for (name, finding, section) in SECTIONS {
            assert!(has(&format!("{finding}-cause")), "{finding}");
            let mut exercises = course.exercises().map(|(_, exercise)| exercise);
            let exercise = exercises.find(|it| it.name == *name).expect("it is in the course");
            let place = about(exercise, finding);
            let (page, found) = place.split_once('#').expect("it names a section");
            assert_eq!(found, *section);
            for language in ["en", "es"] {
                let text = std::fs::read_to_string(root.join("book").join(language).join(page));
                let text = text.expect("the page is there");
                assert!(text.contains(&format!("{{#{section}}}")), "book/{language}/{place}");
            }
            assert_eq!(about(exercise, "none"), exercise.wrong_turns());
        }
    }
}
