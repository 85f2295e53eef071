//! Rules for the words of a scan report: figures and pages that they name are there.

use super::{Notes, links::SiteMap};
use crate::content::{scan_words::ScanWords, stock::Stock};

pub(super) fn check(words: &ScanWords, map: &SiteMap, stock: &Stock, notes: &mut Notes<'_>) {
    for word in words.words() {
        let figure = word
            .figure
            .as_ref()
            .filter(|figure| !stock.drawings.contains_key(*figure));
        if let Some(figure) = figure {
            let what = format!("there is no figure `{figure}` for {}", word.name);
            notes.error(
                word.line(),
                "scan-words",
                what,
                "name a drawing of figures/, without its ending",
            );
        }
        if let Some((rule, what, remedy)) = word.page.as_ref().and_then(|page| map.fault("", page)) {
            notes.error(word.line(), rule, what, remedy);
        }
    }
}
