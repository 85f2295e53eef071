//! Markup that is known to be safe to send.

use std::fmt;

/// Finished markup. Only the content room can make it, from Markdown without raw HTML or from a checked figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// Wraps markup that a renderer of this room has made.
    pub(in crate::content) fn from_renderer(markup: String) -> Self {
        Self(markup)
    }

    /// The markup as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
