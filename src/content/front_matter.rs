//! The facts about an article that stand before its text, in TOML between `+++` lines.

use jiff::civil::Date;
use serde::Deserialize;
use toml::{Spanned, value::Datetime};

use super::{
    Change, ClinicalReview, Details, Kind, NextStep, Problem, Rule,
    comparison::ComparisonFront,
    details,
    fields::{At, Fields, WRONG_VALUE, day},
    level::LevelFront,
    markdown::passages::Place,
};

pub(in crate::content) const FRONT_MATTER: Rule = Rule::error(
    "front-matter",
    "An article begins with its front matter.",
    "put the front matter between two lines of +++ at the top of the file",
);

/// The line that stands before and after the front matter.
const FENCE: &str = "+++";

/// Front matter as far as it could be read. A part is `None` when it is missing or wrong; then there is a problem too.
#[derive(Debug, Default)]
pub(in crate::content) struct FrontMatter {
    pub(in crate::content) title: Option<At<String>>,
    pub(in crate::content) summary: Option<At<String>>,
    pub(in crate::content) key_points: Vec<At<String>>,
    pub(in crate::content) also_called: Vec<At<String>>,
    pub(in crate::content) related: Vec<At<String>>,
    pub(in crate::content) next_step: Option<At<NextStep>>,
    pub(in crate::content) reviewed: Option<At<Date>>,
    pub(in crate::content) next_review: Option<At<Date>>,
    pub(in crate::content) clinical: Option<At<ClinicalReview>>,
    pub(in crate::content) changes: Vec<At<Change>>,
    pub(in crate::content) details: Option<Details>,
    /// What only the page of a level has; its details are made of it once the texts in it are rendered.
    pub(in crate::content) level: Option<LevelFront>,
    /// The same of a comparison.
    pub(in crate::content) comparison: Option<ComparisonFront>,
}

/// A file cut into its two parts.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::content) struct Parts<'a> {
    pub(in crate::content) front: &'a str,
    /// The line on which the TOML begins.
    pub(in crate::content) front_line: usize,
    pub(in crate::content) body: &'a str,
    /// The line on which the body begins.
    pub(in crate::content) body_line: usize,
}

impl<'a> Parts<'a> {
    /// A file that is all TOML and has no text.
    pub(in crate::content) fn of_data(source: &'a str) -> Self {
        Self {
            front: source,
            front_line: 1,
            body: "",
            body_line: 1,
        }
    }
}

/// Cuts a file at its `+++` lines.
pub(in crate::content) fn cut<'a>(file: &str, source: &'a str) -> Result<Parts<'a>, Problem> {
    let fault = |what| Problem::new(file, 1, FRONT_MATTER.broken(what));
    let mut lines = source.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == FENCE);
    let opening = opening.ok_or_else(|| fault("the file does not begin with +++"))?;
    let start = opening.len();
    let mut end = start;
    for (number, line) in lines.enumerate() {
        let after = end + line.len();
        if line.trim_end() == FENCE
            && let (Some(front), Some(body)) = (source.get(start..end), source.get(after..))
        {
            // The opening line, then `number` lines of TOML, then the closing line.
            return Ok(Parts {
                front,
                front_line: 2,
                body,
                body_line: number + 3,
            });
        }
        end = after;
    }
    Err(fault("the second +++ is missing"))
}

impl FrontMatter {
    /// The texts in inline Markdown that only one kind has, each with where it stands.
    pub(in crate::content) fn own_texts(&self) -> impl Iterator<Item = (Place, &At<String>)> {
        let level = self.level.iter().flat_map(LevelFront::texts);
        let comparison = self.comparison.iter().flat_map(|comparison| &comparison.texts);
        let comparison = comparison.map(|(place, text)| (*place, text));
        level.map(|text| (Place::Item, text)).chain(comparison)
    }

    /// Reads the keys that the kind has.
    pub(in crate::content) fn parse(file: &str, kind: Kind, text: &str, first: usize) -> (Self, Vec<Problem>) {
        match Fields::parse(file, text, first) {
            Ok(mut fields) => {
                let front = Self::read(&mut fields, kind);
                (front, fields.finish())
            }
            Err(problems) => (Self::default(), problems),
        }
    }

    fn read(fields: &mut Fields<'_>, kind: Kind) -> Self {
        let free = matches!(kind, Kind::About);
        let brief = free || matches!(kind, Kind::Question);
        let list = |fields: &mut Fields<'_>, key, optional| {
            if optional {
                fields.optional_list(key)
            } else {
                fields.required_list(key)
            }
            .unwrap_or_default()
        };
        Self {
            title: fields.required("title"),
            summary: fields.required("summary"),
            key_points: list(fields, "key_points", brief),
            also_called: list(fields, "also_called", brief),
            related: list(fields, "related", free),
            next_step: next_step(fields, free),
            reviewed: fields.required_date("reviewed"),
            next_review: fields.required_date("next_review"),
            clinical: if free { None } else { clinical_review(fields) },
            changes: changes(fields),
            details: details::read(fields, kind),
            level: matches!(kind, Kind::Level).then(|| LevelFront::read(fields)),
            comparison: matches!(kind, Kind::Comparison).then(|| ComparisonFront::read(fields)),
        }
    }
}

fn next_step(fields: &mut Fields<'_>, optional: bool) -> Option<At<NextStep>> {
    let at: At<RawNextStep> = if optional {
        fields.optional("next_step")?
    } else {
        fields.required("next_step")?
    };
    Some(At {
        line: at.line,
        value: NextStep {
            text: at.value.text,
            href: at.value.href,
        },
    })
}

fn changes(fields: &mut Fields<'_>) -> Vec<At<Change>> {
    let Some(At { value, .. }) = fields.required::<Vec<Spanned<RawChange>>>("changes") else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    for At {
        line,
        value: RawChange { date, what },
    } in fields.placed(value)
    {
        match day(&date) {
            Some(date) => changes.push(At {
                line,
                value: Change { date, what },
            }),
            None => fields.fault(
                line,
                WRONG_VALUE
                    .broken(format!("`{date}` is not a day"))
                    .instead("write it as 2026-11-22"),
            ),
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.value.date));
    changes
}

fn clinical_review(fields: &mut Fields<'_>) -> Option<At<ClinicalReview>> {
    let At { line, value } = fields.required::<RawReview>("clinical_review")?;
    let remedy = "write \"awaiting\", or { name = …, credentials = …, date = … }";
    match value {
        RawReview::Word(word) if word == "awaiting" => Some(At {
            line,
            value: ClinicalReview::Awaiting,
        }),
        RawReview::Word(word) => {
            fields.fault(
                line,
                WRONG_VALUE
                    .broken(format!("`{word}` says nobody's name"))
                    .instead(remedy),
            );
            None
        }
        RawReview::Signed(RawSignature {
            name,
            credentials,
            date,
        }) => {
            let date = day(&date);
            if date.is_none() {
                fields.fault(
                    line,
                    WRONG_VALUE
                        .broken("the date of the clinical review is not a day")
                        .instead(remedy),
                );
            }
            Some(At {
                line,
                value: ClinicalReview::By {
                    name,
                    credentials,
                    date: date?,
                },
            })
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNextStep {
    text: String,
    href: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChange {
    date: Datetime,
    what: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawReview {
    Word(String),
    Signed(RawSignature),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSignature {
    name: String,
    credentials: String,
    date: Datetime,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_at_its_fences() {
        let parts = cut("a.md", "+++\r\na = 1\r\n+++\r\nText\n").unwrap();
        assert_eq!(
            parts,
            Parts {
                front: "a = 1\r\n",
                front_line: 2,
                body: "Text\n",
                body_line: 4
            }
        );
        assert_eq!(cut("a.md", "+++\n+++").unwrap().body_line, 3);
    }

    #[test]
    fn a_file_without_fences_is_refused() {
        assert!(cut("a.md", "# Title").unwrap_err().what.contains("does not begin"));
        assert!(cut("a.md", "+++\na = 1").unwrap_err().what.contains("second"));
    }

    #[test]
    fn a_clinician_can_sign() {
        let text = "clinical_review = { name = \"A\", credentials = \"MD\", date = 2026-01-02 }";
        let (front, _) = FrontMatter::parse("a.md", Kind::Question, text, 2);
        assert!(matches!(front.clinical.unwrap().value, ClinicalReview::By { .. }));
        let misspelt = text.replace("name =", "nmae = \"B\", name =");
        let (front, problems) = FrontMatter::parse("a.md", Kind::Question, &misspelt, 2);
        assert!(front.clinical.is_none() && problems.iter().any(|problem| problem.rule.name == "wrong-value"));
    }

    #[test]
    fn a_number_that_has_no_room_for_its_source_is_refused() {
        let text = "anesthesia = \"Numbing at L4\"\nstay = \"1 or 2 nights\"";
        let (_, problems) = FrontMatter::parse("a.md", Kind::Procedure, text, 2);
        let told = problems
            .iter()
            .filter(|problem| problem.rule.name == "number-without-source");
        assert_eq!(told.map(|problem| problem.line).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn keys_of_another_kind_are_unknown() {
        let (_, problems) = FrontMatter::parse("a.md", Kind::Symptom, "stance = \"unproven\"", 2);
        assert!(
            problems
                .iter()
                .any(|problem| problem.rule.name == "unknown-key" && problem.line == 2),
            "{problems:?}"
        );
        assert!(
            problems
                .iter()
                .any(|problem| problem.what == "the key `nerves` is missing"),
            "{problems:?}"
        );
    }
}
