//! How a request is written down and read back: the one place where everything private is revealed.

mod connect;
mod contact;
mod feedback;
mod kit;
mod reply;
mod scan_review;
mod updates;

use serde::de::DeserializeOwned;

use super::{FormName, Submission};
use connect::{KeptSeeker, KeptVolunteer};
use contact::KeptContact;
use feedback::KeptFeedback;
use kit::KeptKit;
use scan_review::KeptScanReview;
use updates::KeptUpdates;

/// A stored request that this program cannot read.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// Not the JSON of this form.
    #[error("a stored {form} request does not have the fields of its form")]
    Shape {
        /// The form it was stored for.
        form: FormName,
    },
    /// A value that the form does not offer.
    #[error("a stored {form} request holds an unknown value in the field {field}")]
    Value {
        /// The form it was stored for.
        form: FormName,
        /// The field.
        field: &'static str,
    },
}

impl Submission {
    /// The JSON for the store, personal data and all.
    pub fn reveal_json(&self) -> Result<String, KeptError> {
        let json = match self {
            Self::Kit(request) => serde_json::to_string(&KeptKit::from(request)),
            Self::Contact(message) => serde_json::to_string(&KeptContact::from(message)),
            Self::ScanReview(review) => serde_json::to_string(&KeptScanReview::from(review)),
            Self::ConnectSeeker(seeker) => serde_json::to_string(&KeptSeeker::from(seeker)),
            Self::ConnectVolunteer(volunteer) => serde_json::to_string(&KeptVolunteer::from(volunteer)),
            Self::Updates(request) => serde_json::to_string(&KeptUpdates::from(request)),
            Self::Feedback(feedback) => serde_json::to_string(&KeptFeedback::from(feedback)),
        };
        json.map_err(|_private| KeptError::Shape { form: self.form() })
    }

    /// Reads what [`Submission::reveal_json`] has written. The limits of today's forms are not applied again, so that a
    /// stricter form does not make older requests unreadable.
    pub fn from_json(form: FormName, json: &str) -> Result<Self, KeptError> {
        Ok(match form {
            FormName::Kit => Self::Kit(read::<KeptKit>(form, json)?.try_into()?),
            FormName::Contact => Self::Contact(read::<KeptContact>(form, json)?.try_into()?),
            FormName::ScanReview => Self::ScanReview(read::<KeptScanReview>(form, json)?.try_into()?),
            FormName::Connect => Self::ConnectSeeker(read::<KeptSeeker>(form, json)?.try_into()?),
            FormName::Volunteer => Self::ConnectVolunteer(read::<KeptVolunteer>(form, json)?.try_into()?),
            FormName::Updates => Self::Updates(read::<KeptUpdates>(form, json)?.into()),
            FormName::Feedback => Self::Feedback(read::<KeptFeedback>(form, json)?.into()),
        })
    }

    /// Every field with its value in form order, personal data and all; what was not asked or not given is left out.
    pub fn revealed_fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Kit(request) => KeptKit::from(request).fields(),
            Self::Contact(message) => KeptContact::from(message).fields(),
            Self::ScanReview(review) => KeptScanReview::from(review).fields(),
            Self::ConnectSeeker(seeker) => KeptSeeker::from(seeker).fields(),
            Self::ConnectVolunteer(volunteer) => KeptVolunteer::from(volunteer).fields(),
            Self::Updates(request) => KeptUpdates::from(request).fields(),
            Self::Feedback(feedback) => KeptFeedback::from(feedback).fields(),
        }
    }
}

/// The cause is dropped on purpose: serde quotes the text it stumbles over.
fn read<Kept: DeserializeOwned>(form: FormName, json: &str) -> Result<Kept, KeptError> {
    serde_json::from_str(json).map_err(|_private| KeptError::Shape { form })
}
