//! The symptom check: questions about signs, and how soon their answers need help, from `symptom-check.toml`.
//!
//! It is no diagnosis. Whatever is not a plain no counts, and the most urgent sign that counts decides.

mod draft;
#[cfg(test)]
mod tests;

use serde::Deserialize;

use super::Body;
pub(in crate::content) use draft::CheckDraft;

/// How soon help is needed, the least urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Not now, as far as the questions tell.
    SelfCare,
    /// A visit is worth booking.
    Visit,
    /// Within a few days.
    Days,
    /// Today.
    Today,
    /// At once.
    Emergency,
}

/// Something for each urgency.
#[derive(Debug, Clone)]
pub(in crate::content) struct ByUrgency<T> {
    emergency: T,
    today: T,
    days: T,
    visit: T,
    self_care: T,
}

/// The questions, and what to do after each kind of answers.
#[derive(Debug, Clone)]
pub struct SymptomCheck {
    questions: Vec<CheckQuestion>,
    next_steps: ByUrgency<NextSteps>,
}

/// One question: whether any of some signs is there.
#[derive(Debug, Clone)]
pub struct CheckQuestion {
    /// The name of its field.
    pub key: String,
    /// What the signs have in common, in a few words.
    pub title: String,
    /// The signs, each as the end of a sentence that ends in "if:".
    pub signs: Vec<String>,
    /// How soon a yes needs help.
    pub urgency: Urgency,
}

/// What to do.
#[derive(Debug, Clone)]
pub struct NextSteps {
    /// The heading of the page.
    pub title: String,
    /// The heading of the card that says why; it ends in "if:".
    pub card: String,
    /// What stands on the card when no answer counts.
    pub signs: Vec<String>,
    /// The rest of the page.
    pub text: Body,
}

/// What a reader says of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One of the signs is there.
    Yes,
    /// None is.
    No,
    /// One may be there.
    NotSure,
}

/// The answers in the order of the questions; `None` where none was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers(Vec<Option<Answer>>);

/// How soon some answers need help.
#[derive(Debug)]
pub struct Advice<'a> {
    /// The most urgent of what counts.
    pub urgency: Urgency,
    /// The questions behind it; none when no answer counts.
    pub because: Vec<&'a CheckQuestion>,
}

impl Urgency {
    /// Every urgency, the least first.
    pub const ALL: [Self; 5] = [Self::SelfCare, Self::Visit, Self::Days, Self::Today, Self::Emergency];
}

impl<T> ByUrgency<T> {
    fn get(&self, urgency: Urgency) -> &T {
        match urgency {
            Urgency::Emergency => &self.emergency,
            Urgency::Today => &self.today,
            Urgency::Days => &self.days,
            Urgency::Visit => &self.visit,
            Urgency::SelfCare => &self.self_care,
        }
    }

    fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> ByUrgency<U> {
        ByUrgency {
            emergency: f(&self.emergency),
            today: f(&self.today),
            days: f(&self.days),
            visit: f(&self.visit),
            self_care: f(&self.self_care),
        }
    }
}

impl Answer {
    /// The values of a field, which are also what the form offers, in its order.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Yes, "yes"), (Self::No, "no"), (Self::NotSure, "not-sure")];

    /// Whether help is needed because of it. Who is not sure gets it checked.
    pub fn counts(self) -> bool {
        self != Self::No
    }

    fn of(value: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|(_, name)| *name == value);
        known.map(|(answer, _)| answer)
    }
}

impl Answers {
    /// The answers to a check among the fields that were sent. Of several to one question, one that counts is taken.
    pub fn sent(check: &SymptomCheck, fields: &[(&str, &str)]) -> Self {
        let to = |question: &CheckQuestion| {
            let given = fields.iter().filter(|(name, _)| *name == question.key);
            let mut given = given.filter_map(|(_, value)| Answer::of(value));
            let first = given.next()?;
            Some(given.find(|answer| answer.counts() && !first.counts()).unwrap_or(first))
        };
        Self(check.questions.iter().map(to).collect())
    }

    /// The answer to each question in turn.
    pub fn iter(&self) -> impl Iterator<Item = Option<Answer>> {
        self.0.iter().copied()
    }
}

impl SymptomCheck {
    /// The questions in order.
    pub fn questions(&self) -> &[CheckQuestion] {
        &self.questions
    }

    /// What to do after answers of an urgency.
    pub fn next_steps(&self, urgency: Urgency) -> &NextSteps {
        self.next_steps.get(urgency)
    }

    /// How soon these answers need help, or the questions that must be answered first. An emergency waits for no answer.
    pub fn advise(&self, answers: &Answers) -> Result<Advice<'_>, Vec<&CheckQuestion>> {
        let answered = || self.questions.iter().zip(answers.iter());
        let because: Vec<&CheckQuestion> = answered()
            .filter(|(_, answer)| answer.is_some_and(Answer::counts))
            .map(|(question, _)| question)
            .collect();
        let urgency = because.iter().map(|question| question.urgency).max();
        let urgency = urgency.unwrap_or(Urgency::SelfCare);
        let open: Vec<&CheckQuestion> = answered()
            .filter(|(_, answer)| answer.is_none())
            .map(|(question, _)| question)
            .collect();
        if urgency < Urgency::Emergency && !open.is_empty() {
            return Err(open);
        }
        Ok(Advice { urgency, because })
    }
}
