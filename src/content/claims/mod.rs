//! What each source is known to give, figure by figure, from `claims.toml`, so that a number is the same on every page.

mod worded;

use super::{
    Problem, SourceId,
    fields::{At, Fields},
};

pub(in crate::content) use worded::{bare, figures};

/// The figures that pages may take from each source.
#[derive(Debug, Default)]
pub(in crate::content) struct Claims {
    /// In the order of the file.
    sources: Vec<ClaimsOfSource>,
}

/// The figures of one source.
#[derive(Debug)]
pub(in crate::content) struct ClaimsOfSource {
    pub(in crate::content) line: usize,
    pub(in crate::content) id: SourceId,
    /// Each as pages word it, with what it counts.
    pub(in crate::content) figures: Vec<(String, At<String>)>,
}

impl Claims {
    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut problems = Vec::new();
        let mut sources = Vec::new();
        for (id, mut table) in fields.tables() {
            sources.push(ClaimsOfSource {
                line: table.line(),
                id: SourceId(id),
                figures: table.texts(),
            });
            problems.extend(table.finish());
        }
        problems.extend(fields.finish());
        if problems.is_empty() {
            Ok(Self { sources })
        } else {
            Err(problems)
        }
    }

    /// Every source that gives a figure, with its figures.
    pub(in crate::content) fn sources(&self) -> &[ClaimsOfSource] {
        &self.sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_keeps_its_source_and_its_line() {
        let claims = Claims::parse(
            "c.toml",
            "[S12]\n\"4.5 weeks\" = \"a\"\n\n[S3]\n\"7 out of 100\" = \"b\"\n",
        )
        .unwrap();
        let told: Vec<_> = claims.sources().iter().map(|of| (of.line, of.id.as_str())).collect();
        assert_eq!(told, [(1, "S12"), (4, "S3")]);
        let (figure, meaning) = &claims.sources()[1].figures[0];
        assert_eq!(
            (figure.as_str(), meaning.line, meaning.value.as_str()),
            ("7 out of 100", 5, "b")
        );
    }

    #[test]
    fn what_is_no_text_or_stands_twice_is_told_at_its_line() {
        let at = |text: &str| {
            let problems = Claims::parse("c.toml", text).unwrap_err();
            (problems[0].line, problems[0].rule.name)
        };
        assert_eq!(at("[S1]\n\"6 weeks\" = 6\n"), (2, "wrong-value"));
        assert_eq!(at("x = 1\n"), (1, "toml-key"));
        assert_eq!(at("[S1]\n\"6 weeks\" = \"a\"\n\"6 weeks\" = \"b\"\n"), (3, "toml"));
    }
}
