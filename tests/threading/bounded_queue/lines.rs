//! What a run of `bounded-queue` says, line by line.

/// A line of a run, and who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    pub thread: usize,
    pub what: What,
}

/// What a line says; the numbers are those of the producer and of its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Put(usize, usize),
    Refused(usize, usize),
    Ready,
    Took(usize, usize),
}

impl Said {
    pub fn is_put(&self) -> bool {
        matches!(self.what, What::Put(..))
    }

    pub fn is_took(&self) -> bool {
        matches!(self.what, What::Took(..))
    }
}

impl What {
    pub fn of(line: &str) -> Option<Self> {
        if line == "ready" {
            return Some(Self::Ready);
        }
        let (word, item) = line.split_once(' ')?;
        let (producer, number) = item.split_once('.')?;
        let (producer, number) = (producer.parse().ok()?, number.parse().ok()?);
        match word {
            "put" => Some(Self::Put(producer, number)),
            "refused" => Some(Self::Refused(producer, number)),
            "took" => Some(Self::Took(producer, number)),
            _ => None,
        }
    }

    /// The producer whose line it is; `None` for a consumer's.
    pub fn producer(self) -> Option<usize> {
        match self {
            Self::Put(producer, _) | Self::Refused(producer, _) => Some(producer),
            Self::Ready | Self::Took(..) => None,
        }
    }
}
