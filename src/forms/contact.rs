//! A message to the people behind the site.

use crate::content::Library;

use super::{Asked, FieldErrors, FormName, FullName, MessageText, Private, RawForm, ReaderForm, Reply, Submission};

/// The contact form with its values as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ContactForm {
    /// The full name.
    pub name: String,
    /// `email` or `phone`; empty until chosen.
    pub reply_by: String,
    /// The email address.
    pub email: String,
    /// The phone number.
    pub phone: String,
    /// `any`, `morning` or `afternoon`; empty until chosen.
    pub best_time: String,
    /// The message.
    pub message: String,
}

/// A message that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactMessage {
    /// Who writes.
    pub name: Private<FullName>,
    /// How they want their answer.
    pub reply: Reply,
    /// What they write.
    pub message: Private<MessageText>,
}

impl ReaderForm for ContactForm {
    const NAME: FormName = FormName::Contact;

    fn from_raw(raw: &RawForm) -> Self {
        let text = |name: &str| raw.text(name).to_owned();
        Self {
            name: text("name"),
            reply_by: text("reply_by"),
            email: text("email"),
            phone: text("phone"),
            best_time: text("best_time"),
            message: text("message"),
        }
    }

    fn typed(&self) -> RawForm {
        RawForm::of(&[
            ("name", &self.name),
            ("reply_by", &self.reply_by),
            ("email", &self.email),
            ("phone", &self.phone),
            ("best_time", &self.best_time),
            ("message", &self.message),
        ])
    }

    fn free_text(&self) -> Option<&str> {
        Some(&self.message)
    }

    fn asked(&self, _library: &Library) -> Result<Asked, FieldErrors> {
        let message = self.validate()?;
        Ok(Asked::Keep(Submission::Contact(message)))
    }
}

impl ContactForm {
    /// The message, or every fault in form order. Fields of a way to reply that was not chosen are not kept.
    pub fn validate(&self) -> Result<ContactMessage, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", FullName::parse(&self.name));
        let reply = Reply::parse(&self.typed(), &mut errors);
        let message = errors.take("message", MessageText::parse(&self.message));
        match (name, reply, message) {
            (Some(name), Some(reply), Some(message)) => Ok(ContactMessage {
                name: Private::new(name),
                reply,
                message: Private::new(message),
            }),
            _ => Err(errors),
        }
    }
}

impl std::fmt::Debug for ContactForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ContactForm").finish_non_exhaustive()
    }
}
