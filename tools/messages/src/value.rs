//! What stands in the place of a variable.

use fluent_bundle::FluentValue;

/// A value for a variable of a sentence: a text, or a whole number, by which a sentence can also
/// choose between its singular and its plural. Numbers are printed plainly, without separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Printed as it is.
    Text(String),
    /// Printed as it is; `1` chooses the singular.
    Number(i128),
}

/// Above this, a whole number no longer fits into the floating-point numbers that Fluent counts in.
const EXACT: u128 = 1 << 53;

impl Value {
    pub(crate) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(number) if number.unsigned_abs() <= EXACT => {
                FluentValue::from(*number as f64)
            }
            // Its digits as a text are exact, and it is no singular.
            Self::Number(number) => FluentValue::from(number.to_string()),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<std::borrow::Cow<'_, str>> for Value {
    fn from(text: std::borrow::Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

macro_rules! from_numbers {
    ($($number:ty),*) => {
        $(impl From<$number> for Value {
            fn from(number: $number) -> Self {
                // Every one of these types fits into an `i128`.
                Self::Number(number as i128)
            }
        })*
    };
}

from_numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);
