//! Text that fits: what platforms refuse when it is too long, and characters that they can't keep.

/// Text of a student's or a compiler's, made harmless and at most so many bytes long; what is left out is told.
///
/// Control characters go: terminals obey some, and databases refuse the one that is zero.
pub fn cut(text: &str, most: usize) -> String {
    let kept = &text[..text.floor_char_boundary(most)];
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let mut kept: String = kept.chars().filter(is_kept).collect();
    if text.len() > most {
        kept += "\n[…]";
    }
    kept
}

/// What `make` gives, with its texts cut as much as needed for all to have at most so many bytes. `make` is told how long
/// each text may be.
pub fn within(most: usize, make: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let mut length = most;
    loop {
        let made = make(length);
        if made.len() <= most || length == 0 {
            return made;
        }
        length /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_told_and_nothing_else_is() {
        assert_eq!(cut("añb", 4), "añb");
        assert_eq!(cut("añb", 2), "a\n[…]");
        assert_eq!(cut("a\u{0}\u{1b}[2J\n\tb", 100), "a[2J\n\tb");
    }

    #[test]
    fn texts_are_cut_no_more_than_to_fit() {
        let texts = ["x".repeat(1000), "y".repeat(10)];
        let make = |length| texts.each_ref().map(|it| cut(it, length)).concat().into_bytes();
        assert_eq!(within(2000, make).len(), 1010);
        let cut = within(300, make);
        assert!((100..=300).contains(&cut.len()), "{}", cut.len());
        assert!(cut.ends_with(b"yyyyyyyyyy"));
    }
}
