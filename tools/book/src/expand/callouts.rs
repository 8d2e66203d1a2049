//! Callouts: the lists that explain the numbers ①, ②… of a listing.
//!
//! Their numbers stand in the text, so the theme leaves out the bullets; it knows the lists by the
//! element that is put around them here.

use std::ops::Range;

/// Where there are such lists, in bytes of the text; in its order.
pub fn lists(text: &str) -> Vec<Range<usize>> {
    let mut lists: Vec<Range<usize>> = Vec::new();
    let (mut start, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if is_callout(line) {
            match lists.last_mut().filter(|_| inside) {
                Some(list) => list.end = range.end,
                None => lists.push(range),
            }
            inside = true;
        } else if inside && line.starts_with("  ") {
            // An item goes on.
            lists.last_mut().expect("one has begun").end = range.end;
        } else if !line.trim().is_empty() {
            inside = false;
        }
    }
    lists
}

fn is_callout(line: &str) -> bool {
    line.strip_prefix("- ").is_some_and(|item| item.starts_with(|c| ('①'..='⑳').contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reaches_from_its_first_number_to_the_end_of_its_last_item() {
        let text = "A.\n\n- ① One\n  goes on.\n\n- ② Two.\n\nB.\n\n- ③ Three.\n- no number\n";
        let lists: Vec<&str> = lists(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lists, ["- ① One\n  goes on.\n\n- ② Two.\n", "- ③ Three.\n"]);
    }
}
