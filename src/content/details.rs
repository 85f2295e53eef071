//! The keys of front matter that only one kind of article has.

use super::{
    Details, Kind, LevelName,
    fields::{At, Fields, WRONG_VALUE},
    rules::{
        facts::{self, NUMBER_WITHOUT_SOURCE},
        levels::LEVEL_NAME,
    },
};

/// Reads every key of the kind before it gives up, so that all that are wrong are told.
pub(in crate::content) fn read(fields: &mut Fields<'_>, kind: Kind) -> Option<Details> {
    match kind {
        Kind::Anatomy => {
            let (regions, levels) = (fields.required("regions"), levels(fields));
            Some(Details::Anatomy {
                regions: regions?.value,
                levels: levels?,
            })
        }
        Kind::Condition => {
            let (regions, levels) = (fields.required("regions"), levels(fields));
            let icd10 = fields.required("icd10");
            Some(Details::Condition {
                regions: regions?.value,
                levels: levels?,
                icd10: icd10?.value,
            })
        }
        Kind::Symptom => Some(Details::Symptom {
            nerves: fields.required("nerves")?.value,
        }),
        Kind::Test => Some(Details::Test {
            radiation: fields.required("radiation")?.value,
        }),
        Kind::Treatment => Some(Details::Treatment {
            stance: fields.required("stance")?.value,
        }),
        Kind::Procedure => {
            let (regions, levels) = (fields.required("regions"), levels(fields));
            let (anesthesia, stay) = (phrase(fields, "anesthesia"), phrase(fields, "stay"));
            let general = fields.optional("general").is_some_and(|general| general.value);
            Some(Details::Procedure {
                regions: regions?.value,
                levels: levels?,
                anesthesia: anesthesia?.value,
                stay: stay?.value,
                general,
            })
        }
        // Made from `level` and `comparison`, once the texts in them are rendered.
        Kind::Level | Kind::Comparison => None,
        Kind::Question => Some(Details::Question {
            topic: fields.required("topic")?.value,
        }),
        Kind::Story => story(fields),
        Kind::About => Some(Details::About {
            owner: fields.required("owner")?.value,
        }),
    }
}

/// The levels that a page is about; one that there is not is a problem.
fn levels(fields: &mut Fields<'_>) -> Option<Vec<LevelName>> {
    let mut levels = Vec::new();
    for At { line, value } in fields.required_list("levels")? {
        match value.parse() {
            Ok(level) => levels.push(level),
            Err(reason) => fields.fault(
                line,
                LEVEL_NAME
                    .broken(format!("there is no level `{value}`"))
                    .instead(reason),
            ),
        }
    }
    Some(levels)
}

/// A short phrase that has no room for a source, and so none for a figure.
fn phrase(fields: &mut Fields<'_>, key: &'static str) -> Option<At<String>> {
    let phrase: At<String> = fields.required(key)?;
    if let Some(number) = facts::figure(&phrase.value) {
        let what = format!("the number {number} has no source in `{key}`");
        let remedy = "say it without the number here, and give the number with its source in the text";
        fields.fault(phrase.line, NUMBER_WITHOUT_SOURCE.broken(what).instead(remedy));
    }
    Some(phrase)
}

fn story(fields: &mut Fields<'_>) -> Option<Details> {
    let example = fields.required::<bool>("example");
    let operated = fields.required("operated");
    let result = fields.required("result");
    if let Some(At { line, value: false }) = example {
        fields.fault(
            line,
            WRONG_VALUE
                .broken("`example` is false")
                .instead("tell only examples: stories are of nobody real"),
        );
    }
    Some(Details::Story {
        operated: operated?.value,
        result: result?.value,
    })
}
