//! Seeds besides the planned ones come last and find what those do not.

use witness::explore::{Expectation, Origin, Plan};

use crate::{explored_by, twin};

/// What finds the bug, and after how many runs.
fn found(seeds: u32, more_from: Option<u64>) -> (Option<Origin>, u32) {
    let plan = Plan { seeds, directed: 0, more_from, ..Plan::default() };
    let explored = explored_by(&twin("aba", "wrong"), &plan, &Expectation::default());
    (explored.failure.map(|failure| failure.origin), explored.runs)
}

#[test]
fn what_planned_seeds_do_not_find_others_may() {
    let (origin, runs) = found(64, None);
    let Some(Origin::Seed(seed)) = origin else { panic!("{origin:?}") };
    let before = u32::try_from(seed).expect("there are 64");
    assert_eq!(found(before, None), (None, runs - 1));
    assert_eq!(found(before, Some(seed)), (Some(Origin::Seed(seed)), runs));
    // What is found without them is found first.
    assert_eq!(found(before + 1, Some(1000)), (Some(Origin::Seed(seed)), runs));
}
