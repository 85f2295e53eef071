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

/// Makes text safe between tags and inside double-quoted attributes.
pub(in crate::content) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // HTML has no way to write NUL.
            '\0' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_characters_lose_their_power() {
        assert_eq!(escape("<a href=\"x\">&\0"), "&lt;a href=&quot;x&quot;&gt;&amp;\u{fffd}");
    }
}
