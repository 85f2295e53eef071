//! The wish to hear of new and changed pages. It counts only once the address has confirmed it.

use crate::content::Library;

use super::{Asked, EmailAddress, FieldErrors, FormName, Private, RawForm, ReaderForm, Submission};

/// The form with its value as typed.
#[derive(Debug, Clone)]
pub struct UpdatesForm(RawForm);

/// The wish to hear of new and changed pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdatesRequest {
    /// Where to.
    pub to: Private<EmailAddress>,
}

impl ReaderForm for UpdatesForm {
    const NAME: FormName = FormName::Updates;

    fn from_raw(raw: &RawForm) -> Self {
        Self(raw.only(std::iter::once("email")))
    }

    fn typed(&self) -> RawForm {
        self.0.clone()
    }

    fn asked(&self, _library: &Library) -> Result<Asked, FieldErrors> {
        let mut errors = FieldErrors::default();
        let to = errors.take("email", EmailAddress::parse(self.0.text("email")));
        let to = Private::new(to.ok_or(errors)?);
        Ok(Asked::Keep(Submission::Updates(UpdatesRequest { to })))
    }
}
