//! The wish to talk about the report of a scan. Nothing is uploaded, and it is no diagnosis.

use crate::content::Library;

use super::{
    Asked, FieldErrors, FormName, FullName, MessageText, Private, RawForm, ReaderForm, Reply, ShortText, Submission,
};

/// The form with its values as typed: `scan`, `made`, `message`, `name` and those of a [`Reply`].
#[derive(Debug, Clone)]
pub struct ScanReviewForm(RawForm);

/// The wish to talk about a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanReview {
    /// Which scan it was: health information, once it stands beside a name.
    pub scan: Private<ScanKind>,
    /// When it was made, in the reader's words. `None` when they did not say.
    pub made: Option<Private<ShortText>>,
    /// What the reader would like to know. `None` when nothing was written.
    pub message: Option<Private<MessageText>>,
    /// Who asks.
    pub name: Private<FullName>,
    /// How to answer.
    pub reply: Reply,
}

/// A kind of scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanKind {
    /// Magnetic resonance imaging.
    Mri,
    /// Computed tomography.
    Ct,
    /// A plain X-ray.
    XRay,
    /// The reader does not know.
    NotSure,
}

impl ScanKind {
    /// Every choice, in form order.
    pub const ALL: [Self; 4] = [Self::Mri, Self::Ct, Self::XRay, Self::NotSure];

    /// The value of its radio button.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mri => "mri",
            Self::Ct => "ct",
            Self::XRay => "x-ray",
            Self::NotSure => "not-sure",
        }
    }

    /// The choice with this value.
    pub(super) fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scan| scan.as_str() == value)
    }
}

impl ReaderForm for ScanReviewForm {
    const NAME: FormName = FormName::ScanReview;

    fn from_raw(raw: &RawForm) -> Self {
        let own = ["scan", "made", "message", "name"];
        Self(raw.only(own.into_iter().chain(Reply::FIELDS)))
    }

    fn typed(&self) -> RawForm {
        self.0.clone()
    }

    fn free_text(&self) -> Option<&str> {
        Some(self.0.text("message"))
    }

    fn asked(&self, _library: &Library) -> Result<Asked, FieldErrors> {
        let review = self.validate()?;
        Ok(Asked::Keep(Submission::ScanReview(review)))
    }
}

impl ScanReviewForm {
    /// The wish, or every fault in form order.
    pub fn validate(&self) -> Result<ScanReview, FieldErrors> {
        let typed = &self.0;
        let mut errors = FieldErrors::default();
        let scan = ScanKind::from_value(typed.text("scan")).ok_or("error-scan-empty");
        let scan = errors.take("scan", scan);
        let made = errors.take("made", ShortText::parse(typed.text("made"), "error-made-long"));
        let message = errors.take("message", MessageText::parse_optional(typed.text("message")));
        let name = errors.take("name", FullName::parse(typed.text("name")));
        let reply = Reply::parse(typed, &mut errors);
        match (scan, made, message, name, reply) {
            (Some(scan), Some(made), Some(message), Some(name), Some(reply)) => Ok(ScanReview {
                scan: Private::new(scan),
                made: made.map(Private::new),
                message: message.map(Private::new),
                name: Private::new(name),
                reply,
            }),
            _ => Err(errors),
        }
    }
}
