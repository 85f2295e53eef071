//! Words that readers meet in reports and letters, from `glossary.toml`.

use std::collections::BTreeMap;

use super::{Problem, Rule, Slug, fields::Fields};

pub(in crate::content) const GLOSSARY_SLUG: Rule = Rule::error(
    "glossary-slug",
    "Each term has a slug of its own.",
    "give each term a slug of its own",
);

/// One entry of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// The anchor on the glossary page.
    pub slug: String,
    /// The headword.
    pub name: String,
    /// What it means in plain words.
    pub plain: String,
    /// What it means in the words of medicine. `None` for everyday words.
    pub medical: Option<String>,
    /// Other words for it.
    pub variants: Vec<String>,
    /// How to say it, the stressed syllable in capitals.
    pub say: String,
    /// Whether its first use on a page becomes a link.
    pub link: bool,
    /// Where it stands in its file.
    pub(in crate::content) line: usize,
}

/// All terms, A to Z.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    pub(in crate::content) terms: Vec<Term>,
}

impl Glossary {
    /// Every term in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }
}

impl Glossary {
    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut problems = Vec::new();
        let mut terms = Vec::new();
        let mut seen = BTreeMap::new();
        for mut term in fields.array_of_tables("term") {
            let line = term.line();
            let read = Term::read(&mut term);
            problems.extend(term.finish());
            let Some(read) = read else { continue };
            if let Some(first) = seen.insert(read.slug.clone(), line) {
                let what = format!("the slug `{}` is used before, on line {first}", read.slug);
                problems.push(Problem::new(file, line, GLOSSARY_SLUG.broken(what)));
            }
            terms.push(read);
        }
        problems.extend(fields.finish());
        terms.sort_by_cached_key(|term| term.name.to_lowercase());
        if problems.is_empty() {
            Ok(Self { terms })
        } else {
            Err(problems)
        }
    }
}

impl Term {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let slug = fields.required::<String>("slug");
        let name = fields.required("name");
        let plain = fields.required("plain");
        let medical = fields.optional("medical");
        let variants = fields.required("variants");
        let say = fields.required("say");
        let link = fields.required("link");
        if let Some(at) = &slug
            && let Err(reason) = at.value.parse::<Slug>()
        {
            fields.fault(
                at.line,
                GLOSSARY_SLUG
                    .broken(format!("`{}` is not a slug", at.value))
                    .instead(reason),
            );
        }
        Some(Self {
            slug: slug?.value,
            name: name?.value,
            plain: plain?.value,
            medical: medical.map(|at| at.value),
            variants: variants?.value,
            say: say?.value,
            link: link?.value,
            line: fields.line(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERM: &str =
        "[[term]]\nslug = \"mri\"\nname = \"MRI\"\nplain = \"A scan.\"\nvariants = []\nsay = \"\"\nlink = true\n";

    #[test]
    fn a_slug_used_twice_is_told_at_the_second() {
        let problems = Glossary::parse("g.toml", &TERM.repeat(2)).unwrap_err();
        assert_eq!((problems[0].line, problems[0].rule.name), (8, "glossary-slug"));
    }

    #[test]
    fn each_missing_key_of_a_term_is_named() {
        let problems = Glossary::parse("g.toml", "[[term]]\nslug = \"mri\"\n").unwrap_err();
        assert_eq!(problems.len(), 5, "{problems:?}");
    }
}
