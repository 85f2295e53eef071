//! Words that mean the same to a search, from `synonyms.toml`: groups, abbreviations, spellings, and words too small to
//! look for.

use std::collections::BTreeMap;

use super::{
    Problem, Rule,
    fields::{At, Fields},
};

pub(in crate::content) const SYNONYM: Rule = Rule::error(
    "synonym",
    "A word has one place among the synonyms, and means something there.",
    "put groups together that share a word, and use [[means]] for what is wider, narrower or of several words",
);

/// What readers write for what the pages say.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    meanings: Vec<Meaning>,
    spellings: Vec<Spelling>,
    small_words: Vec<String>,
}

/// Words that stand for others, but not the other way around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// What readers write.
    pub from: Vec<String>,
    /// What they may look for with it.
    pub to: Vec<String>,
}

/// Another spelling of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// What readers write.
    pub from: String,
    /// What the pages write.
    pub to: String,
}

impl Synonyms {
    /// Words and phrases that mean the same, group by group.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// Words that stand for others.
    pub fn meanings(&self) -> &[Meaning] {
        &self.meanings
    }

    /// Other spellings of single words.
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// Words such as "the", which a search passes over as long as there are others.
    pub fn small_words(&self) -> &[String] {
        &self.small_words
    }

    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut synonyms = Self::default();
        let mut owners = BTreeMap::new();
        let small_words = fields.required_list("small_words").unwrap_or_default();
        synonyms.small_words = small_words.into_iter().map(|word| word.value).collect();
        for mut group in fields.array_of_tables("group") {
            let words = group.required_list("words").unwrap_or_default();
            if words.len() < 2 {
                let fault = SYNONYM.broken("a group of one word says nothing");
                group.fault(group.line(), fault.instead("give it two or more, or take it out"));
            }
            owned_once(&mut group, &words, &mut owners);
            synonyms.groups.push(words.into_iter().map(|word| word.value).collect());
            fields.take_in(group);
        }
        for mut meaning in fields.array_of_tables("means") {
            let from = texts(&mut meaning, "from");
            let to = texts(&mut meaning, "to");
            synonyms.meanings.push(Meaning { from, to });
            fields.take_in(meaning);
        }
        for mut spelling in fields.array_of_tables("spelling") {
            let from = single_word(&mut spelling, "from");
            let to = single_word(&mut spelling, "to");
            let both = from.zip(to);
            synonyms.spellings.extend(both.map(|(from, to)| Spelling { from, to }));
            fields.take_in(spelling);
        }
        let problems = fields.finish();
        if problems.is_empty() {
            Ok(synonyms)
        } else {
            Err(problems)
        }
    }
}

/// A phrase in two groups would make everything in both the same.
fn owned_once(group: &mut Fields<'_>, words: &[At<String>], owners: &mut BTreeMap<String, usize>) {
    for At { line, value } in words {
        if let Some(first) = owners.insert(value.to_lowercase(), *line) {
            let what = format!("`{value}` is in a group already, on line {first}");
            group.fault(*line, SYNONYM.broken(what));
        }
    }
}

fn texts(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let texts = fields.required_list(key).unwrap_or_default();
    texts.into_iter().map(|text| text.value).collect()
}

fn single_word(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let word = fields.required::<String>(key)?;
    if word.value.split_whitespace().count() != 1 {
        let what = format!("`{}` is not one word", word.value);
        fields.fault(word.line, SYNONYM.broken(what));
    }
    Some(word.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_at_its_line() {
        let text = "small_words = [\"the\"]\n[[group]]\nwords = [\"sciatica\"]\n[[group]]\nwords = [\"a\", \"Sciatica\"]\n\
                    [[spelling]]\nfrom = \"two words\"\nto = \"x\"\n[[means]]\nfrom = [\"acdf\"]\n";
        let problems = Synonyms::parse("s.toml", text).unwrap_err();
        let told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.line, problem.rule.name))
            .collect();
        assert_eq!(
            told,
            [(2, "synonym"), (5, "synonym"), (9, "missing-key"), (7, "synonym")]
        );
    }
}
