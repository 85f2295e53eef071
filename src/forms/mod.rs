//! Turns what a browser sent into a checked [`Submission`]; the first stage of the writing lane.
//!
//! ```text
//! bytes -> RawForm -> KitForm, ContactForm, … -> KitRequest, ContactMessage, … -> Submission -> store
//! ```
//!
//! Each form is a [`ReaderForm`]: it keeps the text as typed, so that a page can show it again, and becomes a request only
//! through its `asked`. What can be traced to a person is held in [`Private`] from there on.

mod connect;
mod contact;
mod contact_point;
mod errors;
mod feedback;
mod fields;
mod keeping;
mod kept;
mod kit;
mod my_request;
mod offer;
mod private;
mod raw;
mod reader_form;
mod reference;
mod reply;
mod scan_review;
mod stamp;
mod submission;
mod talker;
#[cfg(test)]
mod tests;
mod traces;
mod updates;

pub use crate::{content::Language, kit::NOT_SURE};
pub use connect::{Case, ConnectSeeker, ConnectVolunteer, Plan, SeekerForm, Treated, VolunteerForm};
pub use contact::{ContactForm, ContactMessage};
pub use contact_point::ContactPoint;
pub use errors::{FieldError, FieldErrors};
pub use feedback::{Feedback, FeedbackForm};
pub use fields::{EmailAddress, FeedbackText, FullName, MessageText, PhoneNumber, PostalAddress, ShortText};
pub use keeping::{KeptField, Need, Receiver};
pub use kept::KeptError;
pub use kit::{Delivery, KitForm, KitRequest, KitTopics};
pub use my_request::{Claim, Correction, MyRequestForm};
pub use offer::{KitOffer, KitTopic};
pub use private::Private;
pub use raw::{FormRefusal, RawForm};
pub use reader_form::{Asked, ReaderForm};
pub use reference::{Reference, ReferenceFault};
pub use reply::{BestTime, Reply};
pub use scan_review::{ScanKind, ScanReview, ScanReviewForm};
pub use stamp::{FormStamp, NoRandomness, SentStamp, SubmissionKey};
pub use submission::{Digest, FormName, Submission};
pub use talker::Talker;
pub use updates::{UpdatesForm, UpdatesRequest};
