//! Reads `scan-words.toml`, every fault with its line.

use std::collections::BTreeMap;

use super::{LONGEST_SPELLING, ScanFinding, ScanWord, ScanWords, WordGroup, spelling::Spellings, stem};
use crate::content::{
    Problem, Slug,
    draft::Draft,
    fields::{At, Fields},
    markdown::{self, document::Inline},
    red_flags::phrase::{Denials, words_of},
    rules::scan_words::SCAN_WORDS,
};

/// What gathers while the file is read.
#[derive(Default)]
struct Reading<'a> {
    file: &'a str,
    lines: Vec<(usize, Vec<Inline>)>,
    spellings: Spellings,
    /// The names of the words read so far, by their numbers.
    names: Vec<String>,
    /// The line of each key.
    keys: BTreeMap<String, usize>,
    problems: Vec<Problem>,
}

impl ScanWords {
    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut reading = Reading {
            file,
            ..Reading::default()
        };
        let denials = Denials::read(&mut fields);
        let ordinary = fields.required_list("ordinary").unwrap_or_default();
        let ages = fields.required::<Vec<u32>>("ages").map(|ages| ages.value);
        let ages = ages.unwrap_or_default();
        let findings = reading.findings(&mut fields, ages.len());
        let notes = fields.table("notes").and_then(|table| reading.notes(table));
        let groups = reading.groups(&mut fields, &findings);
        reading.ordinary(&ordinary);
        let mut problems = reading.problems;
        problems.extend(fields.finish());
        let (Some(denials), Some(notes), true) = (denials, notes, problems.is_empty()) else {
            return Err(problems);
        };
        Ok(Self {
            file: file.to_owned(),
            groups,
            findings,
            ages,
            spellings: reading.spellings,
            denials,
            ordinary: ordinary.iter().map(|word| stem(&word.value.to_lowercase())).collect(),
            lines: Box::new(Draft::of_lines(file, reading.lines)),
            notes: Box::new(notes),
        })
    }
}

impl Reading<'_> {
    /// Takes up a line of text; gives its number.
    fn line(&mut self, text: &At<String>) -> usize {
        let (inlines, found) = markdown::inlines(self.file, &text.value, text.line);
        self.problems.extend(found);
        self.lines.push((text.line, inlines));
        self.lines.len() - 1
    }

    fn findings(&mut self, fields: &mut Fields<'_>, ages: usize) -> Vec<ScanFinding> {
        let mut findings = Vec::new();
        for mut table in fields.array_of_tables("finding") {
            findings.extend(self.finding(&mut table, ages));
            self.problems.extend(table.finish());
        }
        findings
    }

    fn finding(&mut self, table: &mut Fields<'_>, ages: usize) -> Option<ScanFinding> {
        let key = table.required::<String>("key");
        let name = table.required::<String>("name");
        let label = table.required::<String>("label");
        let shares = table.required::<Vec<u32>>("shares");
        let wrong = |shares: &Vec<u32>| shares.len() != ages || shares.iter().any(|share| *share > 100);
        if let Some(At { line, .. }) = shares.as_ref().filter(|shares| wrong(&shares.value)) {
            let remedy = "give one number out of 100 for each of the ages";
            table.fault(
                *line,
                SCAN_WORDS.broken("these shares do not fit the ages").instead(remedy),
            );
        }
        let shares = shares?;
        Some(ScanFinding {
            key: key?.value,
            name: name?.value,
            shares: shares.value,
            label: self.line(&label?),
            line: shares.line,
        })
    }

    fn notes(&mut self, mut table: Fields<'_>) -> Option<Draft> {
        let text = table.required::<String>("text");
        self.problems.extend(table.finish());
        let text = text?;
        // What stands between three quotes begins on the line below them.
        let (notes, found) = Draft::of_text(self.file, &text.value, text.line + 1);
        self.problems.extend(found);
        Some(notes)
    }

    fn groups(&mut self, fields: &mut Fields<'_>, findings: &[ScanFinding]) -> Vec<WordGroup> {
        let mut groups = Vec::new();
        for mut table in fields.array_of_tables("group") {
            let title = table.required::<String>("title");
            let mut words = Vec::new();
            for mut word in table.array_of_tables("word") {
                words.extend(self.word(&mut word, findings));
                self.problems.extend(word.finish());
            }
            groups.extend(title.map(|title| WordGroup {
                title: title.value,
                words,
            }));
            self.problems.extend(table.finish());
        }
        groups
    }

    fn word(&mut self, table: &mut Fields<'_>, findings: &[ScanFinding]) -> Option<ScanWord> {
        let line = table.line();
        let key = table.required::<String>("key");
        let name = table.required::<String>("name");
        let spellings = table.required_list("spellings").unwrap_or_default();
        let plain = table.required::<String>("plain");
        let means = table.required::<String>("means");
        let figure = table.optional::<String>("figure").map(|figure| figure.value);
        let page = table.optional::<String>("page").map(|page| format!("/{}", page.value));
        let finding = table.optional::<String>("finding");
        let unknown = |finding: &&At<String>| !findings.iter().any(|known| known.key == finding.value);
        if let Some(At { line, value }) = finding.as_ref().filter(unknown) {
            let what = format!("there is no finding `{value}`");
            table.fault(
                *line,
                SCAN_WORDS.broken(what).instead("name one of the [[finding]] tables"),
            );
        }
        let (key, name) = (key?, name?);
        self.key(table, &key);
        let number = self.names.len();
        self.names.push(name.value.clone());
        for spelling in &spellings {
            self.spelling(table, spelling, number);
        }
        let (plain, means) = (plain?, means?);
        let plain = self.line(&plain);
        self.line(&means);
        Some(ScanWord {
            key: key.value,
            name: name.value,
            figure,
            page,
            finding: finding.map(|finding| finding.value),
            number,
            plain,
            line,
        })
    }

    fn key(&mut self, table: &mut Fields<'_>, key: &At<String>) {
        if let Err(reason) = key.value.parse::<Slug>() {
            table.fault(
                key.line,
                SCAN_WORDS
                    .broken(format!("`{}` is not a key", key.value))
                    .instead(reason),
            );
        }
        if let Some(first) = self.keys.insert(key.value.clone(), key.line) {
            let what = format!("the key `{}` is used before, on line {first}", key.value);
            table.fault(
                key.line,
                SCAN_WORDS.broken(what).instead("give each word a key of its own"),
            );
        }
    }

    fn spelling(&mut self, table: &mut Fields<'_>, spelling: &At<String>, number: usize) {
        let words: Vec<String> = words_of(&spelling.value).iter().map(|word| stem(word.text())).collect();
        if words.is_empty() || words.len() > LONGEST_SPELLING {
            let what = format!("`{}` has no words, or too many", spelling.value);
            let remedy = format!("write how reports spell it, in up to {LONGEST_SPELLING} words");
            return table.fault(spelling.line, SCAN_WORDS.broken(what).instead(remedy));
        }
        let Some(owner) = self.spellings.add(words, number).filter(|owner| *owner != number) else {
            return;
        };
        let owner = self.names.get(owner).map_or("", String::as_str);
        let what = format!("`{}` is a spelling of {owner} already", spelling.value);
        table.fault(
            spelling.line,
            SCAN_WORDS.broken(what).instead("leave it to one of them"),
        );
    }

    /// A word that is explained is not one that needs no explanation.
    fn ordinary(&mut self, ordinary: &[At<String>]) {
        for word in ordinary {
            let explained = self.spellings.at_start(&[stem(&word.value.to_lowercase())]).is_some();
            if explained {
                let what = format!("`{}` is ordinary and explained", word.value);
                let remedy = "take it out of one of the two";
                self.problems.push(Problem::new(
                    self.file,
                    word.line,
                    SCAN_WORDS.broken(what).instead(remedy),
                ));
            }
        }
    }
}
