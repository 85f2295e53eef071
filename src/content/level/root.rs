//! The nerve roots that have a skin area.

use std::{fmt, str::FromStr};

/// From the top down. C1 usually has no skin area.
const ROOTS: [&str; 29] = [
    "C2", "C3", "C4", "C5", "C6", "C7", "C8", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11",
    "T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "S5",
];

/// A nerve root, named by its vertebra.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root(&'static str);

impl Root {
    /// The name as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// How drawings name it in the class of what it serves, after `root-`.
    pub(in crate::content) fn class(self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Root {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        ROOTS
            .into_iter()
            .find(|root| *root == text)
            .map(Self)
            .ok_or("a root is one of C2 to C8, T1 to T12, L1 to L5 and S1 to S5")
    }
}
