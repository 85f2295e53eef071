//! Every short text of the interface, from `words.ftl` (Fluent).

use fluent_bundle::{FluentArgs, FluentError, FluentResource, concurrent::FluentBundle};
use jiff::civil::Date;

use super::{Language, Problem, Rule, fields::Lines};

pub(in crate::content) const WORDS_SYNTAX: Rule = Rule::error(
    "words-syntax",
    "The words of the interface are well-formed Fluent.",
    "write it as key = words; see projectfluent.org for more",
);
pub(in crate::content) const WORDS_MISSING: Rule = Rule::error(
    "words-missing",
    "Every word that articles need is there.",
    "add a line for it",
);
pub(in crate::content) const WORDS_TWICE: Rule = Rule::error(
    "words-twice",
    "Each key of the words is there once.",
    "take one of them out",
);

/// The keys that this room itself puts into articles.
const NEEDED: [&str; 17] = [
    "care-emergency",
    "care-urgent",
    "care-self-care",
    "callout-important",
    "inset-information",
    "figure-in-words",
    "cite-label",
    "table-label",
    "outcome-number",
    "outcome-number-about",
    "outcome-range",
    "outcome-range-about",
    "outcome-up-to",
    "outcome-fewer-than",
    "outcome-picture",
    "outcome-picture-range",
    "date",
];

/// Values to put into a text, by the name that the text gives them.
pub type Values<'a> = FluentArgs<'a>;

/// The interface words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str, language: Language) -> Result<Self, Vec<Problem>> {
        let lines = Lines::of(text, 1);
        let mut problems = Vec::new();
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, errors)| {
            problems.extend(errors.iter().map(|error| {
                Problem::new(
                    file,
                    lines.at(error.pos.start),
                    WORDS_SYNTAX.broken(error.kind.to_string()),
                )
            }));
            partial
        });
        let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
        // Marks of direction around values show up as boxes in titles and in mail subjects.
        bundle.set_use_isolating(false);
        if let Err(errors) = bundle.add_resource(resource) {
            problems.extend(errors.iter().map(|error| twice(file, text, error)));
        }
        let words = Self { bundle };
        problems.extend(words.missing(file));
        if problems.is_empty() { Ok(words) } else { Err(problems) }
    }

    /// Whether there is a text for this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn missing(&self, file: &str) -> Vec<Problem> {
        let missing = NEEDED.iter().filter(|key| !self.has(key));
        missing
            .map(|key| {
                let what = format!("the key `{key}` is missing");
                Problem::new(
                    file,
                    1,
                    WORDS_MISSING.broken(what).instead(format!("add a line `{key} = …`")),
                )
            })
            .collect()
    }

    /// The text for a key; the key itself when there is none, which the tests of the templates rule out.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text for a key with one number or text put in; `name` is the variable's name in the file.
    pub fn with<'a>(&'a self, key: &str, name: &'a str, value: impl Into<fluent_bundle::FluentValue<'a>>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.format(key, Some(&args))
    }

    /// The text for a key with several values put in.
    pub fn with_all(&self, key: &str, args: &Values<'_>) -> String {
        self.format(key, Some(args))
    }

    /// A day in the language's own order, by the key `date`: `$month` is 1 to 12, `$day` and `$year` are digits.
    pub fn date(&self, day: Date) -> String {
        let mut args = FluentArgs::new();
        args.set("month", day.month());
        args.set("day", day.day().to_string());
        args.set("year", day.year().to_string());
        self.format("date", Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut errors).into_owned()
    }
}

fn twice(file: &str, text: &str, error: &FluentError) -> Problem {
    let FluentError::Overriding { id, .. } = error else {
        return Problem::new(file, 1, WORDS_SYNTAX.broken(error.to_string()).instead("mend the file"));
    };
    let starts = |line: &str| {
        line.strip_prefix(id.as_str())
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let line = text
        .lines()
        .enumerate()
        .filter(|(_, line)| starts(line))
        .last()
        .map_or(1, |(at, _)| at + 1);
    Problem::new(file, line, WORDS_TWICE.broken(format!("the key `{id}` is there twice")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_told_at_the_second() {
        let problems = Words::parse("words.ftl", "a = x\nb = y\na = z\n", Language::English)
            .err()
            .unwrap();
        assert_eq!((problems[0].line, problems[0].rule.name), (3, "words-twice"));
    }

    #[test]
    fn a_line_that_is_not_fluent_is_told() {
        let problems = Words::parse("words.ftl", "a = x\n\n!!\n", Language::English)
            .err()
            .unwrap();
        assert_eq!((problems[0].line, problems[0].rule.name), (3, "words-syntax"));
    }
}
