//! How a reader comes back to a request: by its reference and the email address or phone number that they gave.

use crate::content::Library;

use super::{
    Asked, ContactForm, ContactPoint, FeedbackForm, FieldErrors, FormName, KitForm, RawForm, ReaderForm, Reference,
    ScanReviewForm, SeekerForm, Submission, UpdatesForm, VolunteerForm,
};

/// The reference and the address or number as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct MyRequestForm {
    /// The reference.
    pub reference: String,
    /// The email address or the phone number.
    pub contact: String,
}

/// Shows that somebody may see a request, if the two belong together in the store.
pub struct Claim {
    /// Which request.
    pub reference: Reference,
    /// By what its sender is known.
    pub contact: ContactPoint,
}

/// A form of any name, sent for a request that is there already.
pub struct Correction {
    /// Every value as typed.
    pub typed: RawForm,
    /// What it asks for, or every fault in form order.
    pub asked: Result<Submission, FieldErrors>,
}

impl MyRequestForm {
    /// Where readers find it, in every language below its prefix.
    pub const PATH: &'static str = "/my-request";
    /// The name of the field for [`MyRequestForm::reference`].
    pub const REFERENCE_FIELD: &'static str = "reference";
    /// The name of the field for [`MyRequestForm::contact`].
    pub const CONTACT_FIELD: &'static str = "contact";

    /// The form as sent; a missing field is empty, an unknown one is ignored.
    pub fn from_raw(raw: &RawForm) -> Self {
        Self {
            reference: raw.text(Self::REFERENCE_FIELD).to_owned(),
            contact: raw.text(Self::CONTACT_FIELD).to_owned(),
        }
    }

    /// Both values as typed, by the name of their field.
    pub fn typed(&self) -> RawForm {
        RawForm::of(&[
            (Self::REFERENCE_FIELD, &self.reference),
            (Self::CONTACT_FIELD, &self.contact),
        ])
    }

    /// What it claims, or every fault in form order. A fault says what a reference or a number looks like, and nothing
    /// about which there are.
    pub fn validate(&self) -> Result<Claim, FieldErrors> {
        let mut errors = FieldErrors::default();
        let reference = match self.reference.trim() {
            "" => Err("error-my-reference-empty"),
            typed => typed.parse().map_err(|_fault| "error-my-reference-format"),
        };
        let contact = match self.contact.trim() {
            "" => Err("error-my-contact-empty"),
            typed => ContactPoint::typed(typed).ok_or("error-my-contact-format"),
        };
        let reference = errors.take(Self::REFERENCE_FIELD, reference);
        let contact = errors.take(Self::CONTACT_FIELD, contact);
        match (reference, contact) {
            (Some(reference), Some(contact)) => Ok(Claim { reference, contact }),
            _ => Err(errors),
        }
    }
}

impl std::fmt::Debug for MyRequestForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MyRequestForm").finish_non_exhaustive()
    }
}

impl FormName {
    /// Reads the form of this name, sent to take the place of what was sent by it before.
    pub fn read_correction(self, raw: &RawForm, library: &Library) -> Correction {
        match self {
            Self::Kit => Correction::of::<KitForm>(raw, library),
            Self::Contact => Correction::of::<ContactForm>(raw, library),
            Self::ScanReview => Correction::of::<ScanReviewForm>(raw, library),
            Self::Connect => Correction::of::<SeekerForm>(raw, library),
            Self::Volunteer => Correction::of::<VolunteerForm>(raw, library),
            Self::Updates => Correction::of::<UpdatesForm>(raw, library),
            Self::Feedback => Correction::of::<FeedbackForm>(raw, library),
        }
    }
}

impl Correction {
    fn of<F: ReaderForm>(raw: &RawForm, library: &Library) -> Self {
        let form = F::from_raw(raw);
        let asked = form.asked(library).and_then(|asked| match asked {
            Asked::Keep(submission) => Ok(submission),
            // There is something kept already, and nothing can take its place.
            Asked::ReadKit(_) => Err(FieldErrors::of("delivery", "error-delivery-empty")),
            Asked::TooEarly => Err(FieldErrors::of("plan", "error-plan-no")),
        });
        Self {
            typed: form.typed(),
            asked,
        }
    }
}

impl Submission {
    /// Its values as they are typed into its form.
    pub fn typed(&self) -> RawForm {
        let fields = self.revealed_fields();
        let values = fields.iter().flat_map(|(name, value)| {
            // The one question with several answers, none of which has a space in it.
            let several = (*name == "topics").then(|| value.split(' '));
            let one = several.is_none().then_some(value.as_str());
            several.into_iter().flatten().chain(one).map(|value| (*name, value))
        });
        RawForm::of(&values.collect::<Vec<_>>())
    }
}
