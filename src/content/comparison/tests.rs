//! What a comparison's file must hold, told at its lines.

use super::*;
use crate::content::{Problem, fields::Fields};

const WHOLE: &str = include_str!("../../../tests/fixtures/library/en/comparisons/sample-comparison.toml");

/// Reads what is a comparison's alone.
fn read(text: &str) -> (ComparisonFront, Vec<Problem>) {
    let mut fields = Fields::parse("c.toml", text, 1).unwrap();
    let front = ComparisonFront::read(&mut fields);
    let shared = ["title", "summary", "key_points", "also_called", "related", "next_step"];
    fields.pass_over(&shared);
    fields.pass_over(&["reviewed", "next_review", "clinical_review", "changes"]);
    (front, fields.finish())
}

/// The problems of the whole file with one piece of it written otherwise.
fn told(piece: &str, otherwise: &str) -> Vec<(usize, &'static str)> {
    assert!(WHOLE.contains(piece), "the sample has no {piece}");
    let (_, problems) = read(&WHOLE.replacen(piece, otherwise, 1));
    problems
        .iter()
        .map(|problem| (problem.line, problem.rule.name))
        .collect()
}

fn line_of(piece: &str) -> usize {
    1 + WHOLE.split(piece).next().unwrap().matches('\n').count()
}

#[test]
fn a_whole_file_has_a_cell_for_every_choice_of_every_outcome() {
    let (front, problems) = read(WHOLE);
    assert_eq!(problems, []);
    let texts = front.texts.len();
    let comparison = front.finish(vec![Html::default(); texts]).unwrap();
    assert_eq!(comparison.outcomes.len(), 3);
    for row in &comparison.outcomes {
        assert_eq!(row.cells.len(), comparison.choices.len(), "{}", row.id);
    }
}

#[test]
fn a_missing_cell_is_told_at_its_outcome() {
    let cell = "[outcome.cut]\ngap = \"\"\n";
    let outcome = line_of("[[outcome]]\nid = \"better\"");
    assert_eq!(told(cell, ""), [(outcome, "comparison-cell")]);
}

#[test]
fn a_cell_of_no_choice_is_unknown() {
    let cells = told(
        "[outcome.cut]\ngap = \"\"\n",
        "[outcome.cut]\ngap = \"\"\n\n[outcome.magic]\ngap = \"\"\n",
    );
    assert!(cells.iter().any(|(_, rule)| *rule == "unknown-key"), "{cells:?}");
}

#[test]
fn each_missing_part_of_a_number_is_told() {
    let whole = "n = 70\npeople = \"people with a sample\"\ntime = \"after 1 year\"\nsource = \"S1\"\n";
    for part in [
        "people = \"people with a sample\"\n",
        "time = \"after 1 year\"\n",
        "source = \"S1\"\n",
    ] {
        let problems = told(whole, &whole.replace(part, ""));
        assert_eq!(problems.len(), 1, "{part}: {problems:?}");
        assert_eq!(problems[0].1, "missing-key");
    }
    let problems = told("people = \"people with a sample\"", "people = \" \"");
    assert_eq!(problems, [(line_of("people = \"people with a sample\""), "empty")]);
}

#[test]
fn benefits_and_harms_are_told_in_numbers_and_the_rest_in_words() {
    let better = line_of("[outcome.cut]\ngap = \"\"");
    assert_eq!(
        told("[outcome.cut]\ngap = \"\"", "[outcome.cut]\ntext = \"Good.\""),
        [(better, "comparison-cell")]
    );
    let like = line_of("[outcome.wait]\ntext =");
    let problems = told(
        "[outcome.wait]\ntext = \"You carry on.\"",
        "[outcome.wait]\nn = 7\nsource = \"S1\"",
    );
    assert_eq!(problems, [(like, "comparison-cell")]);
}

#[test]
fn a_cell_tells_one_thing() {
    let cell = line_of("[outcome.cut]\ngap = \"\"");
    assert_eq!(
        told("[outcome.cut]\ngap = \"\"", "[outcome.cut]\n"),
        [(cell, "comparison-cell")]
    );
    let both = "[outcome.cut]\nnone = \"No.\"\ngap = \"\"";
    assert_eq!(told("[outcome.cut]\ngap = \"\"", both), [(cell, "comparison-cell")]);
}

#[test]
fn doing_nothing_is_the_first_choice() {
    let (_, problems) = read(
        &WHOLE
            .replace("key = \"wait\"", "key = \"later\"")
            .replace("outcome.wait", "outcome.later"),
    );
    let told: Vec<_> = problems.iter().map(|problem| problem.rule.name).collect();
    assert_eq!(told, ["comparison-choices"]);
}

#[test]
fn no_group_of_outcomes_is_left_out_and_none_is_torn_apart() {
    let problems = told("group = \"harm\"", "group = \"benefit\"");
    assert_eq!(problems, [(1, "comparison-outcomes")]);
    let problems = told("group = \"benefit\"", "group = \"harm\"");
    assert_eq!(problems, [(1, "comparison-outcomes")]);
}

#[test]
fn a_certainty_that_nobody_rates_by_is_refused() {
    let problems = told("certainty = \"low\"", "certainty = \"so-so\"");
    assert_eq!(problems, [(line_of("certainty = \"low\""), "wrong-value")]);
}

#[test]
fn a_bound_with_two_ends_is_told_at_its_line() {
    let problems = told("hedge = \"about\"", "hedge = \"up to\"");
    assert_eq!(problems, [(line_of("hedge = \"about\""), "outcome")]);
}
