//! Showing much in little space: the first few and the last few.

/// How many to show of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// What is shown of a list.
pub(super) struct Shown<'a, T> {
    pub(super) first: &'a [T],
    /// How many stand between the two parts and are not shown.
    pub(super) left_out: usize,
    pub(super) last: &'a [T],
}

impl Bound {
    /// The list's two ends; all of it as the first part when it is short enough.
    pub(super) fn of<T>(self, list: &[T]) -> Shown<'_, T> {
        // To leave out a single one would save no line.
        if list.len() <= self.first + self.last + 1 {
            return Shown { first: list, left_out: 0, last: &[] };
        }
        let last = list.len() - self.last;
        Shown { first: &list[..self.first], left_out: last - self.first, last: &list[last..] }
    }
}

impl<'a, T> Shown<'a, T> {
    /// All that is shown, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a T> + Clone + use<'a, T> {
        self.first.iter().chain(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_shown_twice_or_forgotten() {
        let bound = Bound { first: 3, last: 2 };
        for count in 0..20 {
            let list: Vec<usize> = (0..count).collect();
            let shown = bound.of(&list);
            assert_eq!(shown.iter().count() + shown.left_out, count);
            assert_ne!(shown.left_out, 1, "one that is left out could as well be shown");
            assert!(shown.iter().is_sorted());
            assert!(shown.iter().count() <= 6);
        }
    }
}
