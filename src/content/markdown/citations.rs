//! Numbers of sources in order of first use, and the marks that link to them.

use crate::content::{SourceId, Words, html::escape};

/// The sources cited so far on a page.
#[derive(Debug, Default)]
pub(in crate::content) struct Citations {
    /// Whether sources are left out, and their marks with them.
    pub(in crate::content) unmarked: bool,
    /// Each source once; its number is the index plus one.
    cited: Vec<SourceId>,
}

impl Citations {
    /// The mark for one or more sources cited at the same place. Commas keep "1" and "2" from reading as twelve.
    pub(super) fn mark(&mut self, ids: &[&str], words: &Words) -> String {
        if self.unmarked {
            return String::new();
        }
        let links: Vec<String> = ids.iter().map(|id| self.link(id, words)).collect();
        format!("<sup>{}</sup>", links.join(", "))
    }

    fn link(&mut self, id: &str, words: &Words) -> String {
        let (number, first) = self.number(id);
        let label = escape(&words.with("cite-label", "number", number));
        // The list of sources leads back to the first use only. Every page has dozens of these ids, so they are short.
        let id = if first {
            format!(" id=\"c-{number}\"")
        } else {
            String::new()
        };
        format!("<a href=\"#s-{number}\"{id} aria-label=\"{label}\">{number}</a>")
    }

    /// The number of a source, and whether this is its first use.
    fn number(&mut self, id: &str) -> (usize, bool) {
        let known = self.cited.iter().position(|known| known.as_str() == id);
        if known.is_none() {
            self.cited.push(SourceId(id.to_owned()));
        }
        (known.unwrap_or(self.cited.len() - 1) + 1, known.is_none())
    }

    /// The sources in order of their numbers.
    pub(super) fn into_sources(self) -> Vec<SourceId> {
        self.cited
    }
}
