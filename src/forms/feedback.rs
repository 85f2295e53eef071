//! What a reader makes of a page.

use crate::content::Library;

use super::{Asked, FeedbackText, FieldErrors, FormName, Private, RawForm, ReaderForm, Submission};

/// The feedback form with its values as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FeedbackForm {
    /// The path of the page, without the leading slash; empty for the site as a whole.
    pub page: String,
    /// `yes` or `no`; empty until chosen.
    pub answered: String,
    /// What was missing.
    pub missing: String,
}

/// What a reader makes of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// The path of the page, without the leading slash. `None` for the site as a whole.
    pub page: Option<String>,
    /// Whether it answered the question.
    pub answered: bool,
    /// What was missing. `None` when nothing was written.
    pub missing: Option<Private<FeedbackText>>,
}

impl ReaderForm for FeedbackForm {
    const NAME: FormName = FormName::Feedback;

    fn from_raw(raw: &RawForm) -> Self {
        let text = |name: &str| raw.text(name).to_owned();
        Self {
            page: text("page"),
            answered: text("answered"),
            missing: text("missing"),
        }
    }

    /// The page and the answer come from its foot.
    fn opened(query: &RawForm, _library: &Library) -> Self {
        Self {
            missing: String::new(),
            ..Self::from_raw(query)
        }
    }

    fn typed(&self) -> RawForm {
        RawForm::of(&[
            ("page", &self.page),
            ("answered", &self.answered),
            ("missing", &self.missing),
        ])
    }

    fn free_text(&self) -> Option<&str> {
        Some(&self.missing)
    }

    /// A page that the library does not have counts as the site as a whole.
    fn asked(&self, library: &Library) -> Result<Asked, FieldErrors> {
        let feedback = self.validate()?;
        Ok(Asked::Keep(Submission::Feedback(Feedback {
            page: feedback.page.filter(|page| library.article(page).is_some()),
            ..feedback
        })))
    }
}

impl FeedbackForm {
    /// The feedback, or every fault in form order.
    pub fn validate(&self) -> Result<Feedback, FieldErrors> {
        let mut errors = FieldErrors::default();
        let answered = errors.take("answered", answered(&self.answered));
        let missing = errors.take("missing", FeedbackText::parse(&self.missing));
        match (answered, missing) {
            (Some(answered), Some(missing)) => Ok(Feedback {
                page: Some(self.page.clone()).filter(|page| !page.is_empty()),
                answered,
                missing: missing.map(Private::new),
            }),
            _ => Err(errors),
        }
    }
}

fn answered(value: &str) -> Result<bool, &'static str> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("error-answered-empty"),
    }
}

impl std::fmt::Debug for FeedbackForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FeedbackForm").finish_non_exhaustive()
    }
}
