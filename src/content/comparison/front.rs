//! Reads a comparison's file: every key and every cell, so that all that is wrong is told at once.

use std::collections::BTreeMap;

use super::{Cell, Choice, Comparison, Finding, OutcomeGroup, OutcomeRow, TextId};
use crate::content::{
    Html, OutOf100, Rule, Slug,
    fields::{At, EMPTY, Fields},
    markdown::{outcome::Outcome, passages::Place},
    out_of_100::{Hedge, OUTCOME},
};

pub(in crate::content) const COMPARISON_CHOICES: Rule = Rule::error(
    "comparison-choices",
    "A comparison has a few choices, and waiting is the first.",
    "compare 2 to 5",
);
pub(in crate::content) const COMPARISON_CELL: Rule = Rule::error(
    "comparison-cell",
    "Each choice has one finding for each outcome: a number, words or a stated gap.",
    "give n, people, time and source, or gap = \"\"",
);
pub(in crate::content) const COMPARISON_SLUG: Rule = Rule::error(
    "comparison-slug",
    "Each choice and outcome has a slug of its own.",
    "give each a name of its own",
);
pub(in crate::content) const COMPARISON_OUTCOMES: Rule = Rule::error(
    "comparison-outcomes",
    "A comparison tells benefits, then harms, then what it is like.",
    "put outcomes in the order benefit, harm, experience",
);

/// The choice that every comparison begins with: doing nothing is always one.
const WAITING: &str = "wait";

/// Choices that fit beside each other on a page.
const MOST_CHOICES: usize = 5;

/// The ways in which a cell can tell what was found.
const FINDINGS: [&str; 4] = ["n", "gap", "none", "text"];

/// A comparison as far as it could be read, before its texts are rendered.
#[derive(Debug, Default)]
pub(in crate::content) struct ComparisonFront {
    /// Texts in inline Markdown, in order of reading.
    pub(in crate::content) texts: Vec<(Place, At<String>)>,
    /// Texts that are read as they stand.
    pub(in crate::content) plain: Vec<(Place, At<String>)>,
    /// The numbers of its cells, each with its time for a label.
    pub(in crate::content) numbers: Vec<Outcome>,
    /// Paths that it leads to.
    pub(in crate::content) links: Vec<At<String>>,
    /// `None` when a part is missing or wrong; then there is a problem too.
    comparison: Option<Comparison>,
}

impl ComparisonFront {
    /// Reads the keys of a comparison.
    pub(in crate::content) fn read(fields: &mut Fields<'_>) -> Self {
        let mut front = Self::default();
        front.comparison = front.comparison(fields);
        front
    }

    /// The pages that lead to it.
    pub(in crate::content) fn stands_on(&self) -> &[String] {
        self.comparison.as_ref().map_or(&[], |comparison| &comparison.pages)
    }

    /// The comparison with its texts as they were rendered, in their order.
    pub(in crate::content) fn finish(self, texts: Vec<Html>) -> Option<Comparison> {
        Some(Comparison {
            texts,
            ..self.comparison?
        })
    }

    fn comparison(&mut self, fields: &mut Fields<'_>) -> Option<Comparison> {
        let pages = self.pages(fields);
        let condition = self.text(fields, "condition");
        let suits = self.list(fields, "suits");
        let stop = self.list(fields, "stop");
        let more_signs = fields.required::<String>("more_signs");
        self.links.extend(more_signs.clone());
        let (keys, choices) = self.choices(fields);
        let together = self.text(fields, "together");
        let outcomes = self.outcomes(fields, &keys);
        let unknown = self.list(fields, "unknown");
        let matters = self.plain_list(fields, "matters");
        let questions = self.plain_list(fields, "questions");
        Some(Comparison {
            texts: Vec::new(),
            pages,
            condition: condition?,
            suits,
            stop,
            more_signs: more_signs?.value,
            together: together?,
            choices,
            outcomes,
            unknown,
            matters,
            questions,
        })
    }

    /// Written without the leading slash, as related pages are.
    fn pages(&mut self, fields: &mut Fields<'_>) -> Vec<String> {
        let pages = filled_list(fields, "pages").into_iter().map(|page| At {
            line: page.line,
            value: format!("/{}", page.value),
        });
        let pages: Vec<At<String>> = pages.collect();
        self.links.extend(pages.iter().cloned());
        pages.into_iter().map(|page| page.value).collect()
    }

    /// The keys of all choices, and those that are whole.
    fn choices(&mut self, fields: &mut Fields<'_>) -> (Vec<At<String>>, Vec<Choice>) {
        let mut keys: Vec<At<String>> = Vec::new();
        let mut choices = Vec::new();
        for mut option in fields.array_of_tables("option") {
            let key = option.required::<String>("key");
            choices.extend(self.choice(&mut option, key.as_ref()));
            keys.extend(key);
            fields.take_in(option);
        }
        twice(fields, &keys, "option");
        let line = keys.first().map_or(fields.line(), |key| key.line);
        if keys.first().is_none_or(|key| key.value != WAITING) {
            let remedy =
                format!("begin with [[option]] key = \"{WAITING}\": doing nothing is always one of the choices");
            fields.fault(
                line,
                COMPARISON_CHOICES
                    .broken(format!("the first choice is not `{WAITING}`"))
                    .instead(remedy),
            );
        }
        if !(2..=MOST_CHOICES).contains(&keys.len()) {
            let what = format!("the number of choices is {}", keys.len());
            fields.fault(
                line,
                COMPARISON_CHOICES
                    .broken(what)
                    .instead(format!("compare 2 to {MOST_CHOICES}")),
            );
        }
        (keys, choices)
    }

    fn choice(&mut self, option: &mut Fields<'_>, key: Option<&At<String>>) -> Option<Choice> {
        let name = self.plain(option, Place::Heading, "name");
        let what = self.text(option, "what");
        let page = option.optional::<String>("page");
        self.links.extend(page.clone());
        Some(Choice {
            key: slug(option, key?)?,
            name: name?,
            what: what?,
            page: page.map(|page| page.value),
        })
    }

    fn outcomes(&mut self, fields: &mut Fields<'_>, keys: &[At<String>]) -> Vec<OutcomeRow> {
        let mut rows = Vec::new();
        let mut ids = Vec::new();
        let mut groups: Vec<At<OutcomeGroup>> = Vec::new();
        for mut outcome in fields.array_of_tables("outcome") {
            let id = outcome.required::<String>("id");
            let group = outcome.required::<OutcomeGroup>("group");
            rows.extend(self.outcome(&mut outcome, id.as_ref(), group.as_ref(), keys));
            ids.extend(id);
            groups.extend(group);
            fields.take_in(outcome);
        }
        twice(fields, &ids, "outcome");
        order(fields, &groups);
        rows
    }

    fn outcome(
        &mut self,
        outcome: &mut Fields<'_>,
        id: Option<&At<String>>,
        group: Option<&At<OutcomeGroup>>,
        keys: &[At<String>],
    ) -> Option<OutcomeRow> {
        let heading = self.plain(outcome, Place::Heading, "heading");
        let note = outcome.optional("note").map(|note| self.keep(Place::Item, note));
        let group = group.map(|group| group.value);
        let cells: Vec<Option<Cell>> = keys.iter().map(|key| self.cell(outcome, &key.value, group)).collect();
        Some(OutcomeRow {
            id: slug(outcome, id?)?,
            group: group?,
            heading: heading?,
            note,
            cells: cells.into_iter().collect::<Option<_>>()?,
        })
    }

    fn cell(&mut self, outcome: &mut Fields<'_>, key: &str, group: Option<OutcomeGroup>) -> Option<Cell> {
        if !outcome.has(key) {
            let what = format!("the choice `{key}` has no cell");
            let remedy = format!("add [outcome.{key}] with n, people, time and source, or with a gap");
            outcome.fault(outcome.line(), COMPARISON_CELL.broken(what).instead(remedy));
        }
        let mut cell = outcome.optional_table(key)?;
        let finding = self.finding(&mut cell, group);
        let certainty = cell.optional("certainty").map(|certainty| certainty.value);
        outcome.take_in(cell);
        Some(Cell {
            finding: finding?,
            certainty,
        })
    }

    fn finding(&mut self, cell: &mut Fields<'_>, group: Option<OutcomeGroup>) -> Option<Finding> {
        let in_words = group == Some(OutcomeGroup::Experience);
        let told: Vec<&str> = FINDINGS.into_iter().filter(|key| cell.has(key)).collect();
        let (what, remedy) = match told.as_slice() {
            ["n"] if !in_words => return self.number(cell),
            ["text"] if in_words || group.is_none() => return self.text(cell, "text").map(Finding::Words),
            ["none"] => return self.text(cell, "none").map(Finding::CannotHappen),
            ["gap"] => {
                let gap = cell.required::<String>("gap")?;
                let told = !gap.value.trim().is_empty();
                return Some(Finding::Gap(told.then(|| self.keep(Place::Item, gap))));
            }
            ["n"] => (
                "a number where the outcome is told in words",
                "write it as text = \"…\" with its source",
            ),
            ["text"] => (
                "words where a number belongs",
                "give n, people, time and source, or a gap",
            ),
            [] => (
                "the cell tells nothing",
                "give n, people, time and source, or gap = \"\"",
            ),
            _ => ("the cell tells two things at once", "keep one of n, gap, none and text"),
        };
        cell.fault(cell.line(), COMPARISON_CELL.broken(what).instead(remedy));
        cell.pass_over(&["n", "to", "hedge", "people", "time", "source", "gap", "none", "text"]);
        None
    }

    fn number(&mut self, cell: &mut Fields<'_>) -> Option<Finding> {
        let number = OutOf100::read(cell);
        let hedge = cell.optional::<Hedge>("hedge");
        if let Some(hedge) = &hedge
            && hedge.value != Hedge::About
            && number.as_ref().is_some_and(|number| number.value.is_range())
        {
            cell.fault(
                hedge.line,
                OUTCOME
                    .broken("a bound has two ends")
                    .instead("take out `to`, or the hedge"),
            );
        }
        let people = filled(cell, "people");
        let time = filled(cell, "time");
        self.plain.extend(time.clone().map(|time| (Place::Outcome, time)));
        let source = cell.required::<String>("source");
        let (people, source) = (people?, source?);
        let people = At {
            line: people.line,
            value: format!("{}[^{}]", people.value, source.value),
        };
        let people = self.keep(Place::Outcome, people);
        let (At { line, value: number }, label) = (number?, time?);
        let number = number.hedged(hedge.map(|hedge| hedge.value));
        self.numbers.push(Outcome {
            number: At {
                line,
                value: number.clone(),
            },
            label: label.clone(),
            source,
        });
        Some(Finding::Number {
            number,
            people,
            time: label.value,
        })
    }

    fn keep(&mut self, place: Place, text: At<String>) -> TextId {
        self.texts.push((place, text));
        TextId(self.texts.len() - 1)
    }

    fn text(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<TextId> {
        filled(fields, key).map(|text| self.keep(Place::Item, text))
    }

    fn list(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<TextId> {
        let list = filled_list(fields, key).into_iter();
        list.map(|text| self.keep(Place::Item, text)).collect()
    }

    fn plain(&mut self, fields: &mut Fields<'_>, place: Place, key: &'static str) -> Option<String> {
        let text = filled(fields, key)?;
        self.plain.push((place, text.clone()));
        Some(text.value)
    }

    fn plain_list(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
        let list = filled_list(fields, key);
        self.plain.extend(list.iter().cloned().map(|text| (Place::Item, text)));
        list.into_iter().map(|text| text.value).collect()
    }
}

/// A text that is there and not empty.
fn filled(fields: &mut Fields<'_>, key: &'static str) -> Option<At<String>> {
    let text = fields.required::<String>(key)?;
    if text.value.trim().is_empty() {
        fields.fault(text.line, EMPTY.broken(format!("`{key}` is empty")));
        return None;
    }
    Some(text)
}

/// A list of texts of which there is at least one.
fn filled_list(fields: &mut Fields<'_>, key: &'static str) -> Vec<At<String>> {
    let list = fields.required_list(key);
    if list.as_ref().is_some_and(Vec::is_empty) {
        fields.fault(
            fields.line(),
            EMPTY
                .broken(format!("`{key}` is empty"))
                .instead("write at least one line"),
        );
    }
    list.unwrap_or_default()
}

fn slug(fields: &mut Fields<'_>, text: &At<String>) -> Option<Slug> {
    let slug = text.value.parse();
    if let Err(reason) = slug {
        let what = format!("`{}` is not a slug", text.value);
        fields.fault(text.line, COMPARISON_SLUG.broken(what).instead(reason));
    }
    slug.ok()
}

fn twice(fields: &mut Fields<'_>, names: &[At<String>], kind: &str) {
    let mut seen = BTreeMap::new();
    for name in names {
        if let Some(first) = seen.insert(&name.value, name.line) {
            let what = format!("the {kind} `{}` is there before, on line {first}", name.value);
            fields.fault(name.line, COMPARISON_SLUG.broken(what));
        }
    }
}

/// Every group is there, and outcomes of a group stand together, so that sources are numbered in order of reading.
fn order(fields: &mut Fields<'_>, groups: &[At<OutcomeGroup>]) {
    for pair in groups.windows(2) {
        if let [before, after] = pair
            && after.value < before.value
        {
            fields.fault(
                after.line,
                COMPARISON_OUTCOMES.broken("the outcome stands after one of a later group"),
            );
        }
    }
    for (group, name) in [
        (OutcomeGroup::Benefit, "benefit"),
        (OutcomeGroup::Harm, "harm"),
        (OutcomeGroup::Experience, "experience"),
    ] {
        if groups.iter().all(|known| known.value != group) {
            let what = format!("there is no outcome of the group `{name}`");
            fields.fault(
                fields.line(),
                COMPARISON_OUTCOMES
                    .broken(what)
                    .instead("tell what may get better, what may go wrong, and what it is like"),
            );
        }
    }
}
