//! The words inside figures, from `labels.toml`: shared ones, and those of each drawing.

use std::collections::BTreeMap;

use super::{
    Problem, Rule,
    fields::{At, Fields},
};

pub(in crate::content) const FIGURE_WORDS: Rule = Rule::error(
    "figure-words",
    "Each drawing has a title and a description, and these have a drawing.",
    "mend the name, or take the words out",
);

/// The words of all figures.
#[derive(Debug, Default)]
pub(in crate::content) struct Labels {
    shared: BTreeMap<String, String>,
    figures: BTreeMap<String, FigureWords>,
}

/// The words of one figure.
#[derive(Debug, Default)]
struct FigureWords {
    line: usize,
    words: BTreeMap<String, String>,
}

impl Labels {
    /// Parses the text of `file`: `[shared]`, then `[figures.NAME]` for each drawing.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut problems = Vec::new();
        let mut labels = Self::default();
        if let Some(mut shared) = fields.table("shared") {
            labels.shared = plain(shared.texts());
            problems.extend(shared.finish());
        }
        if let Some(mut figures) = fields.table("figures") {
            for (name, mut words) in figures.tables() {
                let line = words.line();
                let entry = FigureWords {
                    line,
                    words: plain(words.texts()),
                };
                problems.extend(words.finish());
                problems.extend(entry.missing(file, &name));
                labels.figures.insert(name, entry);
            }
            problems.extend(figures.finish());
        }
        problems.extend(fields.finish());
        if problems.is_empty() { Ok(labels) } else { Err(problems) }
    }

    /// The words for a key of a figure; its own before the shared ones.
    pub(in crate::content) fn word(&self, figure: &str, key: &str) -> Option<&str> {
        let own = self.figures.get(figure).and_then(|words| words.words.get(key));
        own.or_else(|| self.shared.get(key)).map(String::as_str)
    }

    /// The figures that have words, each with its line.
    pub(in crate::content) fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.figures.iter().map(|(name, words)| (name.as_str(), words.line))
    }
}

impl FigureWords {
    fn missing(&self, file: &str, name: &str) -> Vec<Problem> {
        let missing = ["title", "description"]
            .into_iter()
            .filter(|key| !self.words.contains_key(*key));
        missing
            .map(|key| {
                let what = format!("the figure `{name}` has no `{key}`");
                Problem::new(
                    file,
                    self.line,
                    FIGURE_WORDS
                        .broken(what)
                        .instead(format!("add a line `{key} = …` under it")),
                )
            })
            .collect()
    }
}

fn plain(entries: Vec<(String, At<String>)>) -> BTreeMap<String, String> {
    entries.into_iter().map(|(key, at)| (key, at.value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_a_description_is_told() {
        let problems = Labels::parse("l.toml", "[shared]\n[figures.a]\ntitle = \"A\"\n").unwrap_err();
        assert_eq!((problems[0].line, problems[0].rule.name), (2, "figure-words"));
    }
}
