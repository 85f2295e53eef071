//! Rules for what hangs together: every source is cited, every term is used, every page is reached from another, related
//! pages lead to each other.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Notes, citations::cited, links::targets};
use crate::content::{
    Details, Kind, Problem, Rule, ScanWords, Sources, comparison::ComparisonFront, draft::Draft, markdown::TermIndex,
    sources, stock::Stock,
};

pub(super) const UNCITED_SOURCE: Rule = Rule::error(
    "uncited-source",
    "Each source of sources.toml is cited on some page.",
    "cite it where it belongs, or take it out",
);
pub(super) const UNUSED_TERM: Rule = Rule::warning(
    "unused-term",
    "Each term of the glossary, or a variant of it, stands on some page.",
    "add the variant that pages use, write it once where a page tells of it, or take it out",
);
pub(super) const ORPHAN: Rule = Rule::error(
    "orphan",
    "A page is reached from another page than the list of its kind.",
    "link to it, or relate to it, where a reader would want it next",
);
pub(super) const ONE_WAY_RELATED: Rule = Rule::warning(
    "one-way-related",
    "A page that another is related to leads back to it.",
    "take it out here, or relate to this page or link to it from there",
);

/// Looks at all pages together. Where one of them cannot be read, it may well hold what seems to be missing.
pub(super) fn check(drafts: &[Draft], stock: &Stock) -> Vec<Problem> {
    let whole = stock.symptom_check.is_some() && stock.scan_words.is_some();
    if !whole || drafts.iter().any(|draft| draft.front.title.is_none()) {
        return Vec::new();
    }
    let mut problems = uncited(drafts, stock);
    problems.extend(unused(drafts, stock));
    let leads = Leads::of(drafts, stock);
    for draft in drafts {
        let mut notes = Notes::on(&draft.file);
        orphan(draft, &leads, &mut notes);
        one_way(draft, &leads, &mut notes);
        problems.extend(notes.problems);
    }
    problems
}

fn uncited(drafts: &[Draft], stock: &Stock) -> Vec<Problem> {
    let texts = drafts.iter().chain(tools(stock));
    let known: BTreeSet<String> = texts.flat_map(cited).map(|(_, id)| id).collect();
    let mut notes = Notes::on(sources::FILE);
    let sources = stock.sources.iter().flat_map(Sources::iter);
    for (id, source) in sources.filter(|(id, _)| !known.contains(id.as_str())) {
        notes.fault(source.line, UNCITED_SOURCE.broken(format!("no page cites {id}")));
    }
    notes.problems
}

/// What one term means may name another, but that brings no reader to it: only pages count.
fn unused(drafts: &[Draft], stock: &Stock) -> Vec<Problem> {
    let Some(glossary) = &stock.glossary else {
        return Vec::new();
    };
    let index = TermIndex::of_all(glossary);
    let texts: Vec<&Draft> = drafts.iter().chain(tools(stock)).collect();
    let used = texts.par_iter().flat_map_iter(|text| {
        let names = text.front.title.iter().chain(&text.front.also_called);
        let names = names.map(|name| name.value.clone());
        let texts = names.chain(text.passages().into_iter().map(|passage| passage.text));
        texts.flat_map(|text| index.used(&text).map(str::to_owned).collect::<Vec<_>>())
    });
    let mut used: BTreeSet<String> = used.collect();
    let names = stock.scan_words.iter().flat_map(ScanWords::words);
    used.extend(names.flat_map(|word| index.used(&word.name)).map(str::to_owned));
    let file = stock.own("glossary.toml");
    let mut notes = Notes::on(&file);
    for term in glossary.terms().iter().filter(|term| !used.contains(&term.slug)) {
        let what = format!("no page has the word \u{201c}{}\u{201d}", term.name);
        notes.fault(term.line, UNUSED_TERM.broken(what));
    }
    notes.problems
}

/// The texts of the program's own pages.
fn tools(stock: &Stock) -> impl Iterator<Item = &Draft> {
    let check = stock.symptom_check.iter().flat_map(|draft| draft.texts());
    stock.scan_words.iter().flat_map(ScanWords::texts).chain(check)
}

/// Which page leads to which, by paths without a leading slash. A comparison is on each page that it is for, and a page
/// and the levels that it is about name each other.
struct Leads {
    targets: BTreeMap<String, BTreeSet<String>>,
    /// Pages that another page leads to.
    reached: BTreeSet<String>,
}

impl Leads {
    fn of(drafts: &[Draft], stock: &Stock) -> Self {
        let mut leads: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for draft in drafts {
            let related = draft.front.related.iter().map(|path| path.value.clone());
            let all: BTreeSet<String> = targets(draft).chain(related).collect();
            leads.insert(draft.path(), all);
        }
        for draft in drafts {
            let pages = draft.front.comparison.iter().flat_map(ComparisonFront::stands_on);
            for page in pages {
                let from = leads.entry(page.trim_start_matches('/').to_owned()).or_default();
                from.insert(draft.path());
            }
            for level in draft.front.details.iter().flat_map(Details::levels) {
                let level = format!("{}/{}", Kind::Level.folder(), level.slug());
                if let Some(from) = leads.get_mut(&level) {
                    from.insert(draft.path());
                    leads.entry(draft.path()).or_default().insert(level);
                }
            }
        }
        let words = stock.scan_words.iter().flat_map(ScanWords::words);
        let words = words.filter_map(|word| Some(word.page.as_ref()?.trim_start_matches('/').to_owned()));
        let linked = tools(stock).flat_map(targets).chain(words).collect();
        // No page has this path, so that the tools are none of their own.
        leads.insert(String::new(), linked);
        let others = |(from, targets)| BTreeSet::iter(targets).filter(move |to| *to != from);
        Self {
            reached: leads.iter().flat_map(others).cloned().collect(),
            targets: leads,
        }
    }

    fn lead(&self, from: &str, to: &str) -> bool {
        self.targets.get(from).is_some_and(|targets| targets.contains(to))
    }
}

fn orphan(draft: &Draft, leads: &Leads, notes: &mut Notes<'_>) {
    // The foot of every page leads to the pages about the site.
    if draft.kind != Kind::About && !leads.reached.contains(&draft.path()) {
        notes.fault(1, ORPHAN.broken("no other page leads here"));
    }
}

fn one_way(draft: &Draft, leads: &Leads, notes: &mut Notes<'_>) {
    let own = draft.path();
    for path in draft.front.related.iter().filter(|path| path.value != own) {
        // Of a page that is not there, another rule tells.
        if leads.targets.contains_key(&path.value) && !leads.lead(&path.value, &own) {
            let what = format!("{} does not lead back here", path.value);
            notes.fault(path.line, ONE_WAY_RELATED.broken(what));
        }
    }
}
