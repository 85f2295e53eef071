//! Numbers of sources in order of first use, and the marks that link to them.

use crate::content::{SourceId, Words, html::escape};

/// The sources cited so far on a page.
#[derive(Debug, Default)]
pub(super) struct Citations {
    /// Each source with how often it was cited; its number is the index plus one.
    cited: Vec<(SourceId, usize)>,
}

impl Citations {
    /// The mark for one or more sources cited at the same place. Commas keep "1" and "2" from reading as twelve.
    pub(super) fn mark(&mut self, ids: &[&str], words: &Words) -> String {
        let links: Vec<String> = ids.iter().map(|id| self.link(id, words)).collect();
        format!("<sup class=\"cite\">{}</sup>", links.join(", "))
    }

    fn link(&mut self, id: &str, words: &Words) -> String {
        let (number, uses) = self.count(id);
        let label = escape(&words.with("cite-label", "number", number));
        format!("<a href=\"#source-{number}\" id=\"cite-{number}-{uses}\" aria-label=\"{label}\">{number}</a>")
    }

    fn count(&mut self, id: &str) -> (usize, usize) {
        for (index, (known, uses)) in self.cited.iter_mut().enumerate() {
            if known.as_str() == id {
                *uses += 1;
                return (index + 1, *uses);
            }
        }
        self.cited.push((SourceId(id.to_owned()), 1));
        (self.cited.len(), 1)
    }

    /// The sources in order of their numbers.
    pub(super) fn into_sources(self) -> Vec<SourceId> {
        self.cited.into_iter().map(|(id, _)| id).collect()
    }
}
