//! Rules for links: to pages that are there, to anchors that are on them, in words that name them.

use std::collections::{BTreeMap, BTreeSet};

use super::Notes;
use crate::content::{
    Kind, Rule,
    draft::Draft,
    markdown::{
        document::{InlineKind, plain_text},
        passages::{Link, inner, links},
    },
    rule::Fault,
    stock::Stock,
};

pub(super) const DEAD_LINK: Rule = Rule::error(
    "dead-link",
    "A link leads to a page that is there.",
    "mend the path, or take the link out",
);
pub(super) const DEAD_ANCHOR: Rule = Rule::error(
    "dead-anchor",
    "An anchor in a link is on the page that it leads to.",
    "mend the anchor, or take it out",
);
pub(super) const OUTSIDE_LINK: Rule = Rule::error(
    "outside-link",
    "A link stays on this site.",
    "begin it with /, such as /conditions/herniated-disc",
);
pub(super) const LINK_TEXT: Rule = Rule::error(
    "link-text",
    "The words of a link say where it leads.",
    "name the page it leads to",
);
pub(super) const RELATED: Rule = Rule::error(
    "related",
    "A page names 2 to 6 others that it is related to, each once.",
    "choose 2 to 6",
);

/// Pages that the program makes, besides the index of each kind.
const MADE: [&str; 16] = [
    "/",
    "/glossary",
    "/sources",
    "/levels/find",
    "/check",
    "/scan-words",
    "/questions-to-ask",
    KIT,
    SENT_KIT,
    "/contact",
    "/scan-review",
    "/my-request",
    "/connect",
    "/connect/ask",
    "/connect/volunteer",
    "/updates",
];
/// Where a kit is made; `?about=` names a page that it can be about.
const KIT: &str = "/kit";
/// The form for a kit that is sent; `?topic=` names such a page.
const SENT_KIT: &str = "/info-kit";

/// Link texts that do not say where they lead.
const EMPTY_WORDS: [&str; 12] = [
    "click here",
    "here",
    "read more",
    "more",
    "learn more",
    "this page",
    "this link",
    "link",
    "this",
    "see here",
    "find out more",
    "more information",
];

/// Everything that a link may lead to.
pub(super) struct SiteMap {
    /// Paths, each with its anchors; `None` where they cannot be told.
    pages: BTreeMap<String, Option<BTreeSet<String>>>,
    /// Slugs of the pages that a kit can be about.
    topics: BTreeSet<String>,
}

impl SiteMap {
    pub(super) fn of(drafts: &[Draft], stock: &Stock) -> Self {
        let mut pages = BTreeMap::new();
        for draft in drafts {
            // A file that cannot be read is still a page that is meant to be there: links to it are not at fault.
            let anchors = draft.readable.then(|| draft.anchors().collect());
            pages.insert(format!("/{}", draft.path()), anchors);
            // A kind without articles has no index.
            pages.insert(format!("/{}", draft.kind.folder()), None);
        }
        for path in MADE {
            pages.insert(path.to_owned(), None);
        }
        let terms = stock
            .glossary
            .as_ref()
            .map(|glossary| glossary.terms().iter().map(|term| term.slug.clone()).collect());
        pages.insert("/glossary".to_owned(), terms);
        let on_kits = |draft: &&Draft| matches!(draft.kind, Kind::Condition | Kind::Procedure);
        let topics = drafts
            .iter()
            .filter(on_kits)
            .map(|draft| draft.slug.to_string())
            .collect();
        Self { pages, topics }
    }

    /// What is wrong with a link from the page `from`, if anything is.
    pub(super) fn fault(&self, from: &str, href: &str) -> Option<Fault> {
        let (target, anchor) = href
            .split_once('#')
            .map_or((href, None), |(target, anchor)| (target, Some(anchor)));
        let path = target.split('?').next().unwrap_or_default();
        if path.is_empty() && anchor.is_none() {
            return Some(
                DEAD_LINK
                    .broken("the link leads nowhere")
                    .instead("write where it leads"),
            );
        }
        if !path.is_empty() && !path.starts_with('/') {
            let fault = OUTSIDE_LINK.broken(format!("`{href}` is not a path of this site"));
            return Some(if path.contains(':') {
                fault.instead("outside links stand in sources.toml: cite the source instead")
            } else {
                fault
            });
        }
        let path = if path.is_empty() { from } else { path };
        let Some(anchors) = self.pages.get(path) else {
            return Some(DEAD_LINK.broken(format!("there is no page {path}")));
        };
        let asked = |path: &str, field: &str| target.strip_prefix(path).and_then(|rest| rest.strip_prefix(field));
        let topic = asked(KIT, "?about=").or_else(|| asked(SENT_KIT, "?topic="));
        if let Some(topic) = topic.filter(|topic| !self.topics.contains(*topic)) {
            let fault = DEAD_LINK.broken(format!("there is no info kit about `{topic}`"));
            return Some(fault.instead("name the slug of a condition or procedure"));
        }
        let anchor = anchor.filter(|anchor| anchors.as_ref().is_some_and(|known| !known.contains(*anchor)))?;
        let known: Vec<&str> = anchors.iter().flatten().take(20).map(String::as_str).collect();
        let fault = DEAD_ANCHOR.broken(format!("there is no #{anchor} on {path}"));
        Some(fault.instead(format!("its anchors are {}", known.join(", "))))
    }
}

pub(super) fn check(draft: &Draft, map: &SiteMap, notes: &mut Notes<'_>) {
    let from = format!("/{}", draft.path());
    for link in links(&draft.document.blocks).into_iter().chain(in_openings(draft)) {
        report(map, &from, link.href, link.line, notes);
        words(&link, notes);
    }
    if let Some(step) = &draft.front.next_step {
        report(map, &from, &step.value.href, step.line, notes);
    }
    for link in draft.front.comparison.iter().flat_map(|comparison| &comparison.links) {
        report(map, &from, &link.value, link.line, notes);
    }
    related(draft, map, notes);
}

/// The pages that a draft leads to in any way but as related, as paths without a leading slash.
pub(super) fn targets(draft: &Draft) -> impl Iterator<Item = String> {
    let linked = links(&draft.document.blocks).into_iter().chain(in_openings(draft));
    let step = draft.front.next_step.iter().map(|step| step.value.href.as_str());
    let compared = draft.front.comparison.iter().flat_map(|comparison| &comparison.links);
    let compared = compared.map(|link| link.value.as_str());
    let hrefs = linked.map(|link| link.href).chain(step).chain(compared);
    hrefs.map(|href| {
        let path = href.split(['#', '?']).next().unwrap_or_default();
        path.trim_start_matches('/').to_owned()
    })
}

fn in_openings(draft: &Draft) -> Vec<Link<'_>> {
    let mut found = Vec::new();
    for opening in draft.openings() {
        inner(opening, &mut |inline| {
            if let InlineKind::Link { href, inlines } = &inline.kind {
                found.push(Link {
                    line: inline.line,
                    href,
                    words: plain_text(inlines),
                });
            }
        });
    }
    found
}

fn report(map: &SiteMap, from: &str, href: &str, line: usize, notes: &mut Notes<'_>) {
    if let Some(fault) = map.fault(from, href) {
        notes.fault(line, fault);
    }
}

fn words(link: &Link<'_>, notes: &mut Notes<'_>) {
    let words = link
        .words
        .trim()
        .trim_end_matches(['.', ':', '>', '»', '…'])
        .to_lowercase();
    if words.is_empty() {
        notes.fault(
            link.line,
            LINK_TEXT.broken(format!("the link to {} has no words", link.href)),
        );
    } else if EMPTY_WORDS.contains(&words.as_str()) || words.starts_with("http") || words.starts_with('/') {
        notes.fault(
            link.line,
            LINK_TEXT.broken(format!(
                "the link text \u{201c}{}\u{201d} does not say where it leads",
                link.words
            )),
        );
    }
}

fn related(draft: &Draft, map: &SiteMap, notes: &mut Notes<'_>) {
    let own = draft.path();
    let list = &draft.front.related;
    let mut seen = BTreeSet::new();
    for path in list {
        if path.value == own {
            notes.fault(
                path.line,
                RELATED.broken("the page is related to itself").instead("take it out"),
            );
        } else if !seen.insert(&path.value) {
            notes.fault(
                path.line,
                RELATED
                    .broken(format!("{} is there twice", path.value))
                    .instead("take one out"),
            );
        } else if path.value.split_once('/').is_none() || !map.pages.contains_key(&format!("/{}", path.value)) {
            notes.fault(
                path.line,
                RELATED
                    .broken(format!("there is no article {}", path.value))
                    .instead("write its path without the first /, such as conditions/herniated-disc"),
            );
        }
    }
    if let Some(first) = list
        .first()
        .filter(|_| !(2..=6).contains(&list.len()) && draft.kind != Kind::About)
    {
        notes.fault(
            first.line,
            RELATED.broken(format!("the number of related pages is {}", list.len())),
        );
    }
}
