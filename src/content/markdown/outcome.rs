//! Outcome blocks: a number of people out of a hundred, told in words and drawn as dots.

use crate::content::{
    OutOf100, Problem,
    fields::{At, Fields},
    out_of_100::OUTCOME,
    out_of_100::{Hedge, OF},
};

/// A result in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::content) struct Outcome {
    pub(in crate::content) number: At<OutOf100>,
    /// Who they are and when, in words.
    pub(in crate::content) label: At<String>,
    pub(in crate::content) source: At<String>,
}

impl Outcome {
    pub(in crate::content) fn parse(file: &str, text: &str, first: usize) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, first)?;
        let read = Self::read(&mut fields);
        let problems = fields.finish();
        read.filter(|_| problems.is_empty()).ok_or(problems)
    }

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let number = OutOf100::read(fields);
        let of = fields.required::<u32>("of");
        let about = fields.optional::<bool>("about").filter(|about| about.value);
        let label = fields.required("label");
        let source = fields.required("source");
        if let Some(of) = of.as_ref().filter(|of| of.value != OF) {
            let what = format!("the result is out of {}, not out of {OF}", of.value);
            fields.fault(of.line, OUTCOME.broken(what));
        }
        of?;
        let At { line, value: number } = number?;
        let number = number.hedged(about.map(|_| Hedge::About));
        Some(Self {
            number: At { line, value: number },
            label: label?,
            source: source?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(extra: &str) -> Result<Outcome, Vec<Problem>> {
        let text = format!("n = 70\nof = 100\nlabel = \"people\"\nsource = \"S9\"\n{extra}");
        Outcome::parse("a.md", &text, 12)
    }

    #[test]
    fn a_range_that_runs_backwards_is_told_at_its_line() {
        let problems = outcome("to = 60").unwrap_err();
        assert_eq!((problems[0].line, problems[0].rule.name), (16, "outcome"));
    }

    #[test]
    fn a_result_out_of_another_number_is_refused() {
        let problems = Outcome::parse("a.md", "n = 7\nof = 10\nlabel = \"x\"\nsource = \"S9\"\n", 1).unwrap_err();
        assert_eq!((problems[0].line, problems[0].rule.name), (2, "outcome"));
    }
}
