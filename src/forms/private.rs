//! The wrapper that keeps personal data out of logs and pages.

use std::fmt;

/// A value that can be traced to a person: it can be stored and compared, but not printed by accident.
///
/// There is no `Display` and no `Serialize`; [`Private::reveal`] is the only way in, so that every use can be found.
#[derive(Clone, PartialEq, Eq)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Hides a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for storing it or for showing it to those who may read it.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}
