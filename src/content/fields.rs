//! Reads a TOML table key by key, so that every faulty key of a file is told and not only the first.

use jiff::civil::Date;
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
    value::Datetime,
};

use super::{Problem, Rule, rule::Fault};

pub(in crate::content) const TOML: Rule = Rule::error(
    "toml",
    "TOML is well formed.",
    "mend the TOML here: key = value, texts in double quotes",
);
pub(in crate::content) const TOML_KEY: Rule = Rule::error(
    "toml-key",
    "A table or list of tables is written as one.",
    "write it as [name] with its keys on the lines below",
);
pub(in crate::content) const UNKNOWN_KEY: Rule = Rule::error(
    "unknown-key",
    "Only known keys are used.",
    "mend its spelling or take it out",
);
pub(in crate::content) const MISSING_KEY: Rule = Rule::error(
    "missing-key",
    "Every key that must be there is there.",
    "add a line for it",
);
pub(in crate::content) const WRONG_VALUE: Rule = Rule::error(
    "wrong-value",
    "A value is of the right type, and one that the key can have.",
    "write the value as the content guide shows it",
);
pub(in crate::content) const EMPTY: Rule =
    Rule::error("empty", "A text that readers see says something.", "write its words");

/// A value with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::content) struct At<T> {
    pub(in crate::content) line: usize,
    pub(in crate::content) value: T,
}

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub(in crate::content) struct Lines {
    /// The number of the text's first line within its file, from 1.
    first: usize,
    breaks: Vec<usize>,
}

impl Lines {
    pub(in crate::content) fn of(text: &str, first: usize) -> Self {
        Self {
            first,
            breaks: text.match_indices('\n').map(|(at, _)| at).collect(),
        }
    }

    /// The line within the file on which a byte of the text stands.
    pub(in crate::content) fn at(&self, offset: usize) -> usize {
        self.first + self.breaks.partition_point(|line_end| *line_end < offset)
    }
}

/// The keys of one table that are still to be read.
pub(in crate::content) struct Fields<'a> {
    file: &'a str,
    lines: Lines,
    /// The line of the table itself, for keys that are missing.
    line: usize,
    table: DeTable<'a>,
    known: Vec<String>,
    problems: Vec<Problem>,
}

impl<'a> Fields<'a> {
    /// Parses a text that begins on the line `first` of `file`.
    pub(in crate::content) fn parse(file: &'a str, text: &'a str, first: usize) -> Result<Self, Vec<Problem>> {
        let lines = Lines::of(text, first);
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(Self {
                file,
                lines,
                line: first,
                table: table.into_inner(),
                known: Vec::new(),
                problems: Vec::new(),
            });
        }
        let mut problems: Vec<Problem> = errors.iter().map(|error| syntax(file, &lines, error)).collect();
        // One slip often sets off several reports on the same line.
        problems.dedup_by_key(|problem| problem.line);
        Err(problems)
    }

    /// The tables under this one, in the order of the file, each with its key; anything else is a problem.
    pub(in crate::content) fn tables(&mut self) -> Vec<(String, Fields<'a>)> {
        let mut tables: Vec<_> = std::mem::take(&mut self.table).into_iter().collect();
        tables.sort_by_key(|(key, _)| key.span().start);
        let mut found = Vec::new();
        for (key, value) in tables {
            let line = self.lines.at(key.span().start);
            match value.into_inner() {
                DeValue::Table(table) => found.push((key.into_inner().into_owned(), self.inner(line, table))),
                _ => self.fault(
                    line,
                    TOML_KEY.broken(format!("`{key}` is not a table", key = key.get_ref())),
                ),
            }
        }
        found
    }

    /// The tables of an array such as `[[term]]`.
    pub(in crate::content) fn array_of_tables(&mut self, key: &'static str) -> Vec<Fields<'a>> {
        self.known.push(key.to_owned());
        let Some((line, value)) = self.take(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.into_inner() else {
            self.fault(
                line,
                TOML_KEY
                    .broken(format!("`{key}` is not a list of tables"))
                    .instead(format!("write each as [[{key}]]")),
            );
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in array {
            let line = self.lines.at(item.span().start);
            match item.into_inner() {
                DeValue::Table(table) => found.push(self.inner(line, table)),
                _ => self.fault(
                    line,
                    TOML_KEY
                        .broken(format!("`{key}` holds something other than a table"))
                        .instead(format!("write each as [[{key}]]")),
                ),
            }
        }
        found
    }

    /// Whether a key is still to be read.
    pub(in crate::content) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The table under a key that must be there.
    pub(in crate::content) fn table(&mut self, key: &str) -> Option<Fields<'a>> {
        if !self.has(key) {
            self.known.push(key.to_owned());
            return self.missing(key);
        }
        self.optional_table(key)
    }

    /// The table under a key that may be left out.
    pub(in crate::content) fn optional_table(&mut self, key: &str) -> Option<Fields<'a>> {
        self.known.push(key.to_owned());
        let (line, value) = self.take(key)?;
        if let DeValue::Table(table) = value.into_inner() {
            return Some(self.inner(line, table));
        }
        self.fault(
            line,
            TOML_KEY
                .broken(format!("`{key}` is not a table"))
                .instead(format!("write it as [{key}] or as {key} = {{ … }}")),
        );
        None
    }

    /// Every key with its text, in the order of the file; values other than texts are problems.
    pub(in crate::content) fn texts(&mut self) -> Vec<(String, At<String>)> {
        let mut entries: Vec<_> = std::mem::take(&mut self.table).into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut found = Vec::new();
        for (key, value) in entries {
            let line = self.lines.at(key.span().start);
            let name = key.into_inner().into_owned();
            if let Some(value) = self.read(&name, line, value) {
                found.push((name, At { line, value }));
            }
        }
        found
    }

    /// The value of a key that must be there.
    pub(in crate::content) fn required<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<At<T>> {
        self.known.push(key.to_owned());
        let (line, value) = self.take(key).or_else(|| self.missing(key))?;
        self.read(key, line, value).map(|value| At { line, value })
    }

    /// The value of a key that may be left out.
    pub(in crate::content) fn optional<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<At<T>> {
        self.known.push(key.to_owned());
        let (line, value) = self.take(key)?;
        self.read(key, line, value).map(|value| At { line, value })
    }

    /// A list of texts, each with its own line; `None` when the key is missing or wrong.
    pub(in crate::content) fn optional_list(&mut self, key: &'static str) -> Option<Vec<At<String>>> {
        let list: At<Vec<Spanned<String>>> = self.optional(key)?;
        Some(self.placed(list.value))
    }

    /// A list of texts that must be there.
    pub(in crate::content) fn required_list(&mut self, key: &'static str) -> Option<Vec<At<String>>> {
        let list: At<Vec<Spanned<String>>> = self.required(key)?;
        Some(self.placed(list.value))
    }

    /// Values of a list, each with its own line.
    pub(in crate::content) fn placed<T>(&self, list: Vec<Spanned<T>>) -> Vec<At<T>> {
        list.into_iter()
            .map(|item| At {
                line: self.lines.at(item.span().start),
                value: item.into_inner(),
            })
            .collect()
    }

    /// A calendar day that must be there.
    pub(in crate::content) fn required_date(&mut self, key: &'static str) -> Option<At<Date>> {
        let at: At<Datetime> = self.required(key)?;
        let date = day(&at.value);
        if date.is_none() {
            self.fault(
                at.line,
                WRONG_VALUE
                    .broken(format!("`{key}` is not a day of the calendar"))
                    .instead("write it as 2026-11-22, without a time"),
            );
        }
        date.map(|value| At { line: at.line, value })
    }

    /// Notes a fault in a value that was read.
    pub(in crate::content) fn fault(&mut self, line: usize, fault: Fault) {
        self.problems.push(Problem::new(self.file, line, fault));
    }

    /// The line of the table.
    pub(in crate::content) fn line(&self) -> usize {
        self.line
    }

    /// Leaves keys unread where another fault says enough.
    pub(in crate::content) fn pass_over(&mut self, keys: &[&str]) {
        for key in keys {
            self.table.remove(*key);
        }
    }

    /// Ends the reading of a table within this one; what is wrong with it is told here.
    pub(in crate::content) fn take_in(&mut self, inner: Self) {
        self.problems.extend(inner.finish());
    }

    /// Ends the reading: whatever key is left is unknown.
    pub(in crate::content) fn finish(mut self) -> Vec<Problem> {
        let known = self.known.join(", ");
        for key in self.table.keys() {
            self.problems.push(Problem::new(
                self.file,
                self.lines.at(key.span().start),
                UNKNOWN_KEY
                    .broken(format!("there is no key `{}` here", key.get_ref()))
                    .instead(format!("mend its spelling or take it out; the keys are {known}")),
            ));
        }
        self.problems
    }

    fn inner(&self, line: usize, table: DeTable<'a>) -> Self {
        Self {
            file: self.file,
            lines: self.lines.clone(),
            line,
            table,
            known: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn take(&mut self, key: &str) -> Option<(usize, Spanned<DeValue<'a>>)> {
        let (key, value) = self.table.remove_entry(key)?;
        Some((self.lines.at(key.span().start), value))
    }

    /// Always `None`, so that it ends a chain.
    fn missing<T>(&mut self, key: &str) -> Option<T> {
        self.fault(
            self.line,
            MISSING_KEY
                .broken(format!("the key `{key}` is missing"))
                .instead(format!("add a line `{key} = …`")),
        );
        None
    }

    fn read<T: DeserializeOwned>(&mut self, key: &str, line: usize, value: Spanned<DeValue<'a>>) -> Option<T> {
        match T::deserialize(value.into_deserializer()) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = error.span().map_or(line, |span| self.lines.at(span.start));
                let what = format!("`{key}`: {}", error.message());
                self.fault(line, WRONG_VALUE.broken(what));
                None
            }
        }
    }
}

/// The day that a TOML date names; `None` with a time of day, or when the calendar has no such day.
pub(in crate::content) fn day(datetime: &Datetime) -> Option<Date> {
    let date = datetime.date.filter(|_| datetime.time.is_none())?;
    let year = i16::try_from(date.year).ok()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(year, month, day).ok()
}

fn syntax(file: &str, lines: &Lines, error: &toml::de::Error) -> Problem {
    let line = lines.at(error.span().map_or(0, |span| span.start));
    let what = error.message().replace('\n', ", ");
    Problem::new(file, line, TOML.broken(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_faulty_key_is_told_at_its_line() {
        let text = "name = 3\ncolour = \"red\"\n";
        let mut fields = Fields::parse("x.toml", text, 10).unwrap();
        assert_eq!(fields.required::<String>("name"), None);
        assert_eq!(fields.required::<String>("size"), None);
        let told: Vec<(usize, &str)> = fields
            .finish()
            .iter()
            .map(|problem| (problem.line, problem.rule.name))
            .collect();
        assert_eq!(told, [(10, "wrong-value"), (10, "missing-key"), (11, "unknown-key")]);
    }

    #[test]
    fn broken_syntax_is_told_with_the_line_in_the_file() {
        let problems = Fields::parse("x.toml", "a = 1\nb = \n", 5).err().unwrap();
        assert_eq!(problems[0].line, 6);
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_no_date() {
        let mut fields = Fields::parse("x.toml", "on = 2026-02-29", 1)
            .map_err(drop)
            .unwrap_or_else(|()| {
                // The parser itself may know the calendar.
                Fields::parse("x.toml", "on = 2026-02-28T10:00:00", 1).unwrap()
            });
        assert_eq!(fields.required_date("on"), None);
    }
}
