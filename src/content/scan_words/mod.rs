//! The words of scan reports, from `scan-words.toml`: what each says and means, how common it is, and how it is found in
//! what a reader types.

mod reading;
mod spelling;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{
    Html, SourceId,
    draft::Draft,
    markdown::{
        self,
        document::{Document, Inline},
    },
    red_flags::phrase::{Denials, words_of},
    stock::Shelf,
};
use spelling::{Spellings, stem};

/// Words that a spelling may have; it keeps the time for a long text in bounds.
const LONGEST_SPELLING: usize = 10;

/// Words without an explanation that are named; more of them would help nobody.
const MOST_UNKNOWN: usize = 12;

/// Every word of a report that is explained, in groups.
pub struct ScanWords {
    /// Relative to the content folder.
    pub(in crate::content) file: String,
    groups: Vec<WordGroup>,
    findings: Vec<ScanFinding>,
    ages: Vec<u32>,
    spellings: Spellings,
    /// Words before a finding that may say that it is not there.
    denials: Denials,
    /// Words that need no explanation.
    ordinary: BTreeSet<String>,
    /// The lines of text that words and findings name by their number.
    lines: Box<Draft>,
    notes: Box<Draft>,
}

/// Words that belong together.
#[derive(Debug)]
pub struct WordGroup {
    /// What they have in common.
    pub title: String,
    /// The words in the order of the file.
    pub words: Vec<ScanWord>,
}

/// A word of a report.
#[derive(Debug)]
pub struct ScanWord {
    /// Its name in forms and anchors.
    pub key: String,
    /// The word, with other names for it.
    pub name: String,
    /// A drawing of it. `None` where there is none.
    pub figure: Option<String>,
    /// The path of the page with more on it, with its slash. `None` where there is none.
    pub page: Option<String>,
    /// The row of the table that counts it. `None` where no number was found.
    pub finding: Option<String>,
    /// Its number among all words, in the order of the file.
    number: usize,
    /// Where its first line of text stands; what it means follows.
    plain: usize,
    line: usize,
}

/// How many people without pain had a finding.
#[derive(Debug)]
pub struct ScanFinding {
    /// What words call it by.
    pub key: String,
    /// Its name in the table.
    pub name: String,
    /// Out of 100 people, for each age of the table.
    pub shares: Vec<u32>,
    /// Which line of text says what was counted.
    label: usize,
    /// Where its numbers stand.
    line: usize,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Found<'a> {
    /// Each word once, in the order of the text.
    pub words: Vec<FoundWord<'a>>,
    /// What is neither explained nor ordinary, each once, in small letters; the first few.
    pub unknown: Vec<String>,
    /// Whether there are more of these.
    pub more_unknown: bool,
}

/// A word that a text holds.
#[derive(Debug)]
pub struct FoundWord<'a> {
    /// The word.
    pub word: &'a ScanWord,
    /// Whether the text seems to say, wherever it names it, that it is not there.
    pub denied: bool,
}

/// Words told for one page, with the sources in the order of their numbers.
#[derive(Debug)]
pub struct Explained {
    /// In the order in which they were asked for.
    pub words: Vec<ExplainedWord>,
    /// What holds for all numbers; empty where none of the words has any.
    pub notes: Html,
    /// The sources of all that stands here.
    pub citations: Vec<SourceId>,
}

/// What a word says.
#[derive(Debug)]
pub struct ExplainedWord {
    /// In plain words.
    pub plain: Html,
    /// What it means for the reader.
    pub means: Html,
    /// What was counted, as the end of a sentence that a number begins. `None` where nothing was.
    pub counted: Option<Html>,
}

impl ScanWord {
    /// Where it stands in its file.
    pub(in crate::content) fn line(&self) -> usize {
        self.line
    }
}

impl ScanWords {
    /// The words, in groups.
    pub fn groups(&self) -> &[WordGroup] {
        &self.groups
    }

    /// Every word, in the order of the file.
    pub fn words(&self) -> impl Iterator<Item = &ScanWord> {
        self.groups.iter().flat_map(|group| &group.words)
    }

    /// The table of findings without pain.
    pub fn findings(&self) -> &[ScanFinding] {
        &self.findings
    }

    /// The ages of that table.
    pub fn ages(&self) -> &[u32] {
        &self.ages
    }

    /// What was counted of a word. `None` where nothing was.
    pub fn finding(&self, word: &ScanWord) -> Option<&ScanFinding> {
        let key = word.finding.as_ref()?;
        self.findings.iter().find(|finding| finding.key == *key)
    }

    /// The words that a text names, and what in it is not known.
    pub fn find(&self, text: &str) -> Found<'_> {
        let words = words_of(text);
        let stems: Vec<String> = words.iter().map(|word| stem(word.text())).collect();
        let denied = self.denials.reach(&words);
        let mut found = Found::default();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let later = words.iter().skip(at + 1).take(LONGEST_SPELLING);
            let end = at + 1 + later.take_while(|word| !word.begins_sentence()).count();
            let sentence = stems.get(at..end).unwrap_or_default();
            if let Some((number, length)) = self.spellings.at_start(sentence) {
                let denied = denied.get(at).copied().unwrap_or_default();
                self.note_found(number, denied, &mut found);
                at += length;
            } else {
                self.note_unknown(word.text(), &mut found);
                at += 1;
            }
        }
        found
    }

    fn note_found<'a>(&'a self, number: usize, denied: bool, found: &mut Found<'a>) {
        if let Some(before) = found.words.iter_mut().find(|found| found.word.number == number) {
            before.denied &= denied;
        } else if let Some(word) = self.words().find(|word| word.number == number) {
            found.words.push(FoundWord { word, denied });
        }
    }

    /// Names of levels and measures have a digit in them; what has one or two letters is short for something ordinary.
    fn note_unknown(&self, word: &str, found: &mut Found<'_>) {
        let is_word = word.chars().all(char::is_alphabetic) && word.chars().nth(2).is_some();
        let is_known = self.ordinary.contains(&stem(word)) || found.unknown.iter().any(|known| known == word);
        if !is_word || is_known {
            return;
        }
        if found.unknown.len() < MOST_UNKNOWN {
            found.unknown.push(word.to_owned());
        } else {
            found.more_unknown = true;
        }
    }

    /// The numbers of the table, each row with its line and with what it counts, where its sources stand.
    pub(in crate::content) fn counts(&self) -> impl Iterator<Item = (usize, &[u32], &[Inline])> {
        self.findings.iter().filter_map(|finding| {
            let label = self.lines.own_texts.get(finding.label)?;
            Some((finding.line, finding.shares.as_slice(), label.inlines.as_slice()))
        })
    }

    /// Its texts, for the rules that hold for all text.
    pub(in crate::content) fn texts(&self) -> [&Draft; 2] {
        [&self.lines, &self.notes]
    }

    /// Tells some words, with what was counted or without, so that sources and glossary links run through the page.
    pub(in crate::content) fn explain(&self, words: &[&ScanWord], counted: bool, stock: &Shelf) -> Explained {
        let finding = |word: &ScanWord| self.finding(word).filter(|_| counted);
        let mut lines: Vec<&[Inline]> = Vec::new();
        for word in words {
            let label = finding(word).map(|finding| finding.label);
            let of_word = [Some(word.plain), Some(word.plain + 1), label];
            lines.extend(of_word.into_iter().flatten().map(|line| self.lines.line(line)));
        }
        let names = words.iter().map(|word| word.name.as_str());
        let nothing = Document::default();
        let any_counted = words.iter().any(|word| word.finding.is_some());
        let notes = if any_counted { &self.notes.document } else { &nothing };
        let (told, body) = markdown::render(stock, names, &lines, notes);
        let mut told = told.into_iter();
        let mut next = || told.next().unwrap_or_default();
        let words = words.iter().map(|word| ExplainedWord {
            plain: next(),
            means: next(),
            counted: finding(word).is_some().then(&mut next),
        });
        Explained {
            words: words.collect(),
            notes: body.html,
            citations: body.citations,
        }
    }
}
