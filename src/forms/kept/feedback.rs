//! Feedback as stored.

use serde::{Deserialize, Serialize};

use crate::forms::{Feedback, FeedbackText, Private};

/// Feedback as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptFeedback {
    page: Option<String>,
    answered: bool,
    missing: Option<String>,
}

impl KeptFeedback {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        let answered = if self.answered { "yes" } else { "no" };
        let page = self.page.map(|page| ("page", page));
        let missing = self.missing.map(|missing| ("missing", missing));
        page.into_iter()
            .chain([("answered", answered.to_owned())])
            .chain(missing)
            .collect()
    }
}

impl From<&Feedback> for KeptFeedback {
    fn from(feedback: &Feedback) -> Self {
        let missing = feedback.missing.as_ref();
        Self {
            page: feedback.page.clone(),
            answered: feedback.answered,
            missing: missing.map(|text| text.reveal().0.clone()),
        }
    }
}

impl From<KeptFeedback> for Feedback {
    fn from(kept: KeptFeedback) -> Self {
        Self {
            page: kept.page,
            answered: kept.answered,
            missing: kept.missing.map(|text| Private::new(FeedbackText(text))),
        }
    }
}
