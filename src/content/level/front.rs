//! The front matter of a level's page as far as it could be read, before its texts are rendered.

use serde::Deserialize;
use toml::Spanned;

use super::{Confidence, Level, LevelName, Root, Weakness};
use crate::content::{
    Html, Region,
    fields::{At, Fields},
    rules::levels::LEVEL_ROOT,
};

/// What the front matter tells of a level. A part is `None` when it is missing or wrong; then there is a problem too.
#[derive(Debug, Default)]
pub(in crate::content) struct LevelFront {
    pub(in crate::content) region: Option<At<Region>>,
    pub(in crate::content) off_center: Option<At<Root>>,
    pub(in crate::content) far_side: Option<At<Root>>,
    pub(in crate::content) skin: Vec<At<Root>>,
    confidence: Option<At<Confidence>>,
    central: Option<At<String>>,
    felt: Option<At<String>>,
    map: Option<At<String>>,
    weak: Vec<(At<String>, At<String>)>,
    strength: Option<At<String>>,
    reflex: Option<At<String>>,
    common: Option<At<String>>,
    evidence: Option<At<String>>,
}

impl LevelFront {
    /// Which of the texts says where it is felt, once all are there.
    pub(in crate::content) const FELT: usize = 1;

    /// Reads the keys of a level.
    pub(in crate::content) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            region: fields.required("region"),
            off_center: root(fields, "off_center"),
            far_side: root(fields, "far_side"),
            central: fields.required("central"),
            skin: skin(fields),
            felt: fields.required("felt"),
            map: fields.required("map"),
            weak: weak(fields),
            strength: fields.optional("strength"),
            reflex: fields.required("reflex"),
            common: fields.required("common"),
            confidence: fields.required("confidence"),
            evidence: fields.required("evidence"),
        }
    }

    /// Every text in inline Markdown, in the order in which [`Self::finish`] wants it back.
    pub(in crate::content) fn texts(&self) -> impl Iterator<Item = &At<String>> {
        let weak = self.weak.iter().flat_map(|(sign, muscle)| [sign, muscle]);
        self.central
            .iter()
            .chain(&self.felt)
            .chain(weak)
            .chain(&self.strength)
            .chain(&self.reflex)
            .chain(&self.common)
            .chain(&self.evidence)
            .chain(&self.map)
    }

    /// The level, from its texts as they were rendered and from one of them as plain words; `None` when a part is missing.
    pub(in crate::content) fn finish(self, slug: &str, rendered: Vec<Html>, felt_in_words: String) -> Option<Level> {
        let mut texts = rendered.into_iter();
        let mut of = |part: Option<At<String>>| part.and_then(|_| texts.next());
        let (central, felt) = (of(self.central), of(self.felt));
        let weak = self.weak.into_iter().map(|(sign, muscle)| {
            Some(Weakness {
                sign: of(Some(sign))?,
                muscle: of(Some(muscle))?,
            })
        });
        let weak = weak.collect::<Option<_>>()?;
        Some(Level {
            name: LevelName::of_slug(slug)?,
            off_center: self.off_center?.value,
            far_side: self.far_side?.value,
            central: central?,
            skin: self.skin.into_iter().map(|root| root.value).collect(),
            felt: felt?,
            felt_in_words,
            weak,
            strength: of(self.strength),
            reflex: of(self.reflex)?,
            common: of(self.common)?,
            confidence: self.confidence?.value,
            evidence: of(self.evidence)?,
            map: of(self.map)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWeakness {
    sign: Spanned<String>,
    muscle: Spanned<String>,
}

fn weak(fields: &mut Fields<'_>) -> Vec<(At<String>, At<String>)> {
    let list: Option<At<Vec<RawWeakness>>> = fields.required("weak");
    let mut pairs = Vec::new();
    for RawWeakness { sign, muscle } in list.map(|at| at.value).unwrap_or_default() {
        if let [sign, muscle] = fields.placed(vec![sign, muscle]).as_mut_slice() {
            pairs.push((sign.clone(), muscle.clone()));
        }
    }
    pairs
}

fn root(fields: &mut Fields<'_>, key: &'static str) -> Option<At<Root>> {
    let named = fields.required::<String>(key)?;
    known(fields, &named)
}

fn skin(fields: &mut Fields<'_>) -> Vec<At<Root>> {
    let named = fields.required_list("skin").unwrap_or_default();
    named.iter().filter_map(|named| known(fields, named)).collect()
}

fn known(fields: &mut Fields<'_>, named: &At<String>) -> Option<At<Root>> {
    match named.value.parse() {
        Ok(value) => Some(At {
            line: named.line,
            value,
        }),
        Err(reason) => {
            fields.fault(
                named.line,
                LEVEL_ROOT
                    .broken(format!("`{}` is no nerve root", named.value))
                    .instead(reason),
            );
            None
        }
    }
}
