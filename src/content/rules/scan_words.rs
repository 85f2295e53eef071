//! Rules for the words of a scan report: figures and pages that they name are there.

use super::{Notes, links::SiteMap};
use crate::content::{Rule, scan_words::ScanWords, stock::Stock};

pub(in crate::content) const SCAN_WORDS: Rule = Rule::error(
    "scan-words",
    "Each word of a scan report has a key, spellings, shares and a figure of its own.",
    "name a drawing of figures/, without its ending",
);

pub(super) fn check(words: &ScanWords, map: &SiteMap, stock: &Stock, notes: &mut Notes<'_>) {
    for word in words.words() {
        let figure = word
            .figure
            .as_ref()
            .filter(|figure| !stock.drawings.contains_key(*figure));
        if let Some(figure) = figure {
            let what = format!("there is no figure `{figure}` for {}", word.name);
            notes.fault(word.line(), SCAN_WORDS.broken(what));
        }
        if let Some(fault) = word.page.as_ref().and_then(|page| map.fault("", page)) {
            notes.fault(word.line(), fault);
        }
    }
}
