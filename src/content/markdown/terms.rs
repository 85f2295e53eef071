//! Finds the first use of each glossary term on a page and makes it a link.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::content::{Glossary, Term, html::escape};

/// A word of a text, by its bytes.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    start: usize,
    text: &'t str,
}

/// One way to write a term.
#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    /// Abbreviations match only as written: "MILD" is no "mild".
    exact: bool,
    term: usize,
}

/// A term where it stands in a text, by bytes.
struct Use {
    range: Range<usize>,
    term: usize,
}

/// Ways to write terms, by their first word in lower case; longest first.
#[derive(Debug, Default)]
pub(in crate::content) struct TermIndex {
    phrases: BTreeMap<String, Vec<Phrase>>,
    slugs: Vec<String>,
}

impl TermIndex {
    /// Every way to write every term that links.
    pub(in crate::content) fn of(glossary: &Glossary) -> Self {
        let linking = glossary.terms().iter().filter(|term| term.link);
        Self::with(linking, is_hard)
    }

    /// Every way to write every term, whether it links or not, everyday words for it included.
    pub(in crate::content) fn of_all(glossary: &Glossary) -> Self {
        Self::with(glossary.terms().iter(), |_, _| true)
    }

    /// `names` says of a term's name and one of its variants whether the variant counts.
    fn with<'g>(terms: impl Iterator<Item = &'g Term>, names: impl Fn(&str, &str) -> bool) -> Self {
        let mut index = Self::default();
        for term in terms {
            let number = index.slugs.len();
            index.slugs.push(term.slug.clone());
            let variants = term.variants.iter().filter(|variant| names(&term.name, variant));
            for name in std::iter::once(&term.name).chain(variants) {
                index.add(name, number);
            }
        }
        for phrases in index.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        index
    }

    /// The anchors of the terms that a text uses.
    pub(in crate::content) fn used(&self, text: &str) -> impl Iterator<Item = &str> {
        let terms = self.uses(text).into_iter();
        terms.filter_map(|found| self.slugs.get(found.term).map(String::as_str))
    }

    /// The terms of a text in order, where several could begin at a word the longest.
    fn uses(&self, text: &str) -> Vec<Use> {
        let found = words(text);
        let mut uses = Vec::new();
        let mut rest = found.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let longest = self.longest(text, rest);
            let last = longest.and_then(|(length, _)| rest.get(length - 1));
            let (Some((length, term)), Some(last)) = (longest, last) else {
                rest = after;
                continue;
            };
            uses.push(Use {
                range: first.start..last.start + last.text.len(),
                term,
            });
            rest = rest.get(length..).unwrap_or_default();
        }
        uses
    }

    fn add(&mut self, name: &str, term: usize) {
        let exact = name.chars().skip(1).any(char::is_uppercase);
        let words: Vec<String> = words(name).into_iter().map(|word| word.text.to_owned()).collect();
        if let Some(first) = words.first() {
            let first = first.to_lowercase();
            self.phrases
                .entry(first)
                .or_default()
                .push(Phrase { words, exact, term });
        }
    }

    /// The longest phrase that begins with the first of these words, and how many words it has.
    fn longest(&self, text: &str, words: &[Word<'_>]) -> Option<(usize, usize)> {
        let first = words.first()?.text.to_lowercase();
        let singular = first.strip_suffix('s');
        let keys = std::iter::once(first.as_str()).chain(singular);
        keys.filter_map(|key| self.phrases.get(key))
            .flatten()
            .filter(|phrase| phrase.fits(text, words))
            .map(|phrase| (phrase.words.len(), phrase.term))
            .max_by_key(|(length, _)| *length)
    }
}

impl Phrase {
    fn fits(&self, text: &str, found: &[Word<'_>]) -> bool {
        let Some(found) = found.get(..self.words.len()) else {
            return false;
        };
        let last = self.words.len() - 1;
        let same = self.words.iter().zip(found).enumerate().all(|(at, (wanted, word))| {
            self.same(wanted, word.text)
                || (at == last && word.text.strip_suffix('s').is_some_and(|one| self.same(wanted, one)))
        });
        same && found.windows(2).all(|pair| adjacent(text, pair))
    }

    fn same(&self, wanted: &str, found: &str) -> bool {
        if self.exact {
            wanted == found
        } else {
            wanted.to_lowercase() == found.to_lowercase()
        }
    }
}

/// Whether a variant is another form of the name ("annulus", "herniated"), an abbreviation, or what the name abbreviates.
/// Everyday words for a thing ("neck", "slip", "outer ring") need no explanation, and mean other things too.
fn is_hard(name: &str, variant: &str) -> bool {
    let abbreviation = variant
        .chars()
        .filter(|character| character.is_uppercase())
        .nth(1)
        .is_some();
    let parts = words(variant);
    let initials: String = parts.iter().filter_map(|word| word.text.chars().next()).collect();
    let names = words(name);
    let related = |word: &Word<'_>| names.iter().any(|own| same_start(own.text, word.text));
    let spelled_out = parts.len() > 1 && names.iter().any(|own| own.text.eq_ignore_ascii_case(&initials));
    abbreviation || spelled_out || parts.iter().any(related)
}

/// Letters at the start of two words that make them forms of one.
const COMMON_START: usize = 5;

fn same_start(left: &str, right: &str) -> bool {
    let same = left
        .chars()
        .flat_map(char::to_lowercase)
        .zip(right.chars().flat_map(char::to_lowercase));
    same.take_while(|(left, right)| left == right).count() >= COMMON_START
}

/// Whether only white space parts two words: a comma or full stop ends a phrase.
fn adjacent(text: &str, pair: &[Word<'_>]) -> bool {
    let [left, right] = pair else { return false };
    text.get(left.start + left.text.len()..right.start)
        .is_some_and(|gap| gap.chars().all(char::is_whitespace))
}

/// The words of a text; hyphens and apostrophes inside belong to the word.
fn words(text: &str) -> Vec<Word<'_>> {
    let inside = |character: char| character.is_alphanumeric() || matches!(character, '-' | '\'' | '’');
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(char::is_alphanumeric) {
        let (_, word) = rest.split_at(from);
        let (word, after) = word.split_at(word.find(|character| !inside(character)).unwrap_or(word.len()));
        let start = text.len() - after.len() - word.len();
        let word = word.trim_end_matches(|character: char| !character.is_alphanumeric());
        found.push(Word { start, text: word });
        rest = after;
    }
    found
}

/// The terms of one page that still wait for their first use.
pub(super) struct TermLinks<'a> {
    index: &'a TermIndex,
    /// The start of every path of the page's language.
    prefix: &'static str,
    used: BTreeSet<usize>,
}

impl<'a> TermLinks<'a> {
    /// `own` are the names of the page's own subject: it explains them itself.
    pub(super) fn new<'n>(index: &'a TermIndex, prefix: &'static str, own: impl Iterator<Item = &'n str>) -> Self {
        let own = own.filter_map(|name| {
            let found = words(name);
            index
                .longest(name, &found)
                .filter(|(length, _)| *length == found.len())
                .map(|(_, term)| term)
        });
        Self {
            index,
            prefix,
            used: own.collect(),
        }
    }

    /// The terms that the page used or is about, as the anchors of their entries.
    pub(super) fn into_slugs(self) -> Vec<String> {
        let slugs = self.used.into_iter().filter_map(|term| self.index.slugs.get(term));
        slugs.cloned().collect()
    }

    /// Text as markup, with links at first uses.
    pub(super) fn link(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut written = 0;
        for Use { range, term } in self.index.uses(text) {
            if self.used.insert(term)
                && let (Some(before), Some(phrase), Some(slug)) = (
                    text.get(written..range.start),
                    text.get(range.clone()),
                    self.index.slugs.get(term),
                )
            {
                out.push_str(&escape(before));
                out.extend([
                    "<a class=\"term\" href=\"",
                    self.prefix,
                    "/glossary#",
                    slug,
                    "\">",
                    &escape(phrase),
                    "</a>",
                ]);
                written = range.end;
            }
        }
        out.push_str(&escape(text.get(written..).unwrap_or_default()));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(slug: &str, name: &str, variants: &[&str], link: bool) -> Term {
        Term {
            slug: slug.to_owned(),
            name: name.to_owned(),
            plain: String::new(),
            medical: None,
            variants: variants.iter().map(|&text| text.to_owned()).collect(),
            say: String::new(),
            link,
            line: 1,
        }
    }

    fn glossary() -> Glossary {
        let terms = vec![
            term("annulus-fibrosus", "Annulus fibrosus", &["annulus", "outer ring"], true),
            term("nerve", "Nerve", &[], true),
            term("nerve-root", "Nerve root", &[], true),
            term("mild", "MILD", &[], true),
            term("acute", "Acute", &[], false),
        ];
        Glossary { terms }
    }

    fn linked(texts: &[&str], own: &[&str]) -> String {
        let index = TermIndex::of(&glossary());
        let mut links = TermLinks::new(&index, "", own.iter().copied());
        texts.iter().map(|text| links.link(text)).collect()
    }

    #[test]
    fn the_first_use_of_a_term_becomes_a_link_and_later_ones_do_not() {
        let html = linked(&["The annulus & the ", "Annulus fibrosus."], &[]);
        assert_eq!(
            html,
            "The <a class=\"term\" href=\"/glossary#annulus-fibrosus\">annulus</a> &amp; the Annulus fibrosus."
        );
    }

    #[test]
    fn everyday_words_for_a_term_are_not_linked() {
        assert_eq!(linked(&["The outer ring."], &[]), "The outer ring.");
        assert!(is_hard("MRI", "magnetic resonance imaging"));
        assert!(is_hard("Herniation", "herniated disc"));
        assert!(is_hard("Adjacent segment disease", "ASD"));
        assert!(!is_hard("Spondylolisthesis", "slip"));
        assert!(!is_hard("Anterior", "front"));
    }

    #[test]
    fn the_longest_term_wins_and_plurals_count() {
        let html = linked(&["Nerve roots and nerves"], &[]);
        assert_eq!(
            html,
            "<a class=\"term\" href=\"/glossary#nerve-root\">Nerve roots</a> and <a class=\"term\" href=\"/glossary#nerve\">nerves</a>"
        );
    }

    #[test]
    fn parts_of_words_other_cases_and_commas_between_do_not_match() {
        let html = linked(&["Nervous, annulus-like, mild, acute; a nerve, root"], &[]);
        assert_eq!(html.matches("<a").count(), 1, "{html}");
    }

    #[test]
    fn a_page_does_not_link_its_own_subject() {
        assert_eq!(linked(&["The annulus."], &["Annulus fibrosus"]), "The annulus.");
    }

    #[test]
    fn a_text_uses_terms_that_do_not_link_and_everyday_words_for_others() {
        let index = TermIndex::of_all(&glossary());
        let used: Vec<&str> = index.used("Acute pain: the outer ring, then nerve roots.").collect();
        assert_eq!(used, ["acute", "annulus-fibrosus", "nerve-root"]);
    }
}
