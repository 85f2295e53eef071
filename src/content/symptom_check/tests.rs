//! Every combination of answers, and what the file must be.

use super::*;
use crate::content::{ContentDir, Language, Library};

fn library() -> Library {
    let content = ContentDir::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/content").into());
    Library::load(&content, Language::English).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What can be said of a question, nothing included.
const GIVEN: [Option<Answer>; 4] = [None, Some(Answer::Yes), Some(Answer::No), Some(Answer::NotSure)];

/// The combination of answers with this number.
fn combination(number: usize, questions: usize) -> Answers {
    let digit = |place: usize| number / GIVEN.len().pow(u32::try_from(place).unwrap()) % GIVEN.len();
    Answers((0..questions).map(|place| GIVEN[digit(place)]).collect())
}

/// Whether a question of at least this urgency has some other answer than a plain no, or none.
fn any_open(check: &SymptomCheck, answers: &Answers, at_least: Urgency) -> bool {
    let questions = check.questions.iter().zip(&answers.0);
    let mut urgent = questions.filter(|(question, _)| question.urgency >= at_least);
    urgent.any(|(_, answer)| *answer != Some(Answer::No))
}

#[test]
fn no_combination_of_answers_leads_past_a_sign_to_something_less_urgent() {
    let library = library();
    let check = library.symptom_check();
    let count = check.questions.len();
    let mut seen = std::collections::HashSet::new();
    for number in 0..GIVEN.len().pow(u32::try_from(count).unwrap()) {
        let answers = combination(number, count);
        let flagged = check.questions.iter().zip(&answers.0).any(|(question, answer)| {
            question.urgency == Urgency::Emergency && matches!(answer, Some(Answer::Yes | Answer::NotSure))
        });
        match check.advise(&answers) {
            Ok(advice) => {
                seen.insert(advice.urgency);
                assert_eq!(advice.urgency == Urgency::Emergency, flagged, "{answers:?}");
                for more in Urgency::ALL.into_iter().filter(|more| *more > advice.urgency) {
                    assert!(
                        !any_open(check, &answers, more),
                        "{answers:?} led to {:?}",
                        advice.urgency
                    );
                }
                let told: Vec<Urgency> = advice.because.iter().map(|question| question.urgency).collect();
                assert_eq!(told.iter().max().copied().unwrap_or(Urgency::SelfCare), advice.urgency);
            }
            Err(open) => {
                assert!(!flagged, "{answers:?} waits although one is a sign of an emergency");
                assert_eq!(open.len(), answers.0.iter().filter(|answer| answer.is_none()).count());
                assert!(!open.is_empty());
            }
        }
    }
    assert_eq!(seen.len(), Urgency::ALL.len(), "only {seen:?}");
}

#[test]
fn every_sign_of_an_emergency_is_asked_for_in_the_words_of_its_card() {
    let library = library();
    let questions = library.symptom_check().questions().iter();
    let asked: Vec<&String> = questions
        .filter(|question| question.urgency == Urgency::Emergency)
        .flat_map(|question| &question.signs)
        .collect();
    let cards: Vec<&String> = library.red_flags().signs().iter().map(|sign| &sign.card).collect();
    assert_eq!(asked.len(), cards.len());
    assert!(cards.iter().all(|card| asked.contains(card)), "{asked:#?}");
}

#[test]
fn of_several_answers_to_one_question_the_worse_is_taken() {
    let library = library();
    let check = library.symptom_check();
    let key = check.questions[0].key.as_str();
    let taken = |values: &[&str]| {
        let fields: Vec<(&str, &str)> = values.iter().map(|value| (key, *value)).collect();
        Answers::sent(check, &fields).0[0]
    };
    assert_eq!(taken(&["no", "yes"]), Some(Answer::Yes));
    assert_eq!(taken(&["not-sure", "no"]), Some(Answer::NotSure));
    assert_eq!(taken(&["no", "maybe"]), Some(Answer::No));
    assert_eq!(taken(&["maybe"]), None);
    assert_eq!(taken(&[]), None);
}

const QUESTION: &str = "[[question]]\nkey = \"a\"\ntitle = \"A\"\n";

/// The faults of a file that begins so and lacks nothing else.
fn faults(questions: &str) -> Vec<(usize, &'static str)> {
    let steps = |name: &str| format!("[next_steps.{name}]\ntitle = \"T\"\ncard = \"Do if:\"\ntext = \"Text.\"\n");
    let steps = ["emergency", "today", "days", "visit", "self-care"].map(steps).concat();
    let file = format!("{questions}{steps}");
    let problems = CheckDraft::parse("c.toml", &file).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| (problem.line, problem.rule.name))
        .collect()
}

#[test]
fn an_emergency_is_asked_for_by_name_and_all_else_in_words() {
    let ask = |rest: &str| faults(&format!("{QUESTION}{rest}\n"));
    assert_eq!(ask("urgency = \"emergency\"\nred_flags = [\"saddle\"]"), []);
    assert_eq!(ask("urgency = \"days\"\nsigns = [\"it hurts\"]"), []);
    assert_eq!(
        ask("urgency = \"emergency\"\nsigns = [\"you fall\"]"),
        [(1, "symptom-check")]
    );
    assert_eq!(
        ask("urgency = \"days\"\nred_flags = [\"saddle\"]"),
        [(1, "symptom-check")]
    );
    assert_eq!(ask("urgency = \"days\""), [(1, "symptom-check")]);
    assert_eq!(
        ask("urgency = \"self-care\"\nsigns = [\"all is well\"]"),
        [(4, "symptom-check")]
    );
}

#[test]
fn two_questions_of_one_key_and_a_link_in_an_emergency_are_told() {
    let twice = format!("{QUESTION}urgency = \"days\"\nsigns = [\"it hurts\"]\n").repeat(2);
    assert_eq!(faults(&twice), [(6, "symptom-check")]);
    let link = "[next_steps.emergency]\ntitle = \"T\"\ncard = \"Do if:\"\ntext = \"Read [this page](/x).\"\n";
    let problems = CheckDraft::parse("c.toml", link).err().unwrap();
    assert!(
        problems.iter().any(|problem| problem.rule.name == "emergency-link"),
        "{problems:?}"
    );
}
