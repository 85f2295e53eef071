//! What each form asks for and keeps, why, and who gets to see it: the one table from which the privacy page is made.
//!
//! The hints on the forms and the columns of an export come from it too. Tests hold every form, what the store keeps of
//! it, and the days in `site.toml` to it, so that a new question cannot be left out.

use super::FormName;

/// One thing that a form asks for and keeps.
#[derive(Debug, Clone, Copy)]
pub struct KeptField {
    /// The name of the question, also in the store and in an export.
    pub name: &'static str,
    /// The key of what it is in the reader's words.
    pub what: &'static str,
    /// The key of why it is asked, as it goes on after "We ask"; the hint of the question says the same words.
    pub why: &'static str,
    /// When it is kept.
    pub need: Need,
    /// Who sees it.
    pub seen_by: &'static [Receiver],
}

/// When a form has a value to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Each time; the form cannot be sent without it.
    Always,
    /// When another answer asks for it.
    ByChoice,
    /// When the reader likes to give it.
    Optional,
}

/// Somebody who sees what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiver {
    /// Those who answer.
    Staff,
    /// The services on the way of an email.
    MailServices,
    /// The other of two who may talk, when they are asked whether they would like to.
    OtherWhenAsked,
    /// The other of two who may talk, after both have agreed.
    OtherOnceAgreed,
}

/// A field that staff see and nobody else.
const fn field(name: &'static str, what: &'static str, why: &'static str, need: Need) -> KeptField {
    KeptField {
        name,
        what,
        why,
        need,
        seen_by: &[Receiver::Staff],
    }
}

/// A field that stands in an email to the reader.
const fn in_mail(field: KeptField) -> KeptField {
    KeptField {
        seen_by: &[Receiver::Staff, Receiver::MailServices],
        ..field
    }
}

/// A field that the other of two who may talk sees before either has agreed.
const fn told_first(field: KeptField) -> KeptField {
    KeptField {
        seen_by: &[Receiver::Staff, Receiver::OtherWhenAsked],
        ..field
    }
}

/// A field that the other of two who may talk sees after both have agreed.
const fn told_last(field: KeptField) -> KeptField {
    KeptField {
        seen_by: &[Receiver::Staff, Receiver::MailServices, Receiver::OtherOnceAgreed],
        ..field
    }
}

const KIT: [KeptField; 5] = [
    in_mail(field("topics", "kept-topics", "kit-topics-why", Need::Always)),
    field("delivery", "kept-delivery", "kit-delivery-why", Need::Always),
    in_mail(field("name", "kept-kit-name", "kit-name-why", Need::ByChoice)),
    in_mail(field("email", "kept-kit-email", "kit-email-why", Need::ByChoice)),
    field("address", "kept-kit-address", "kit-address-why", Need::ByChoice),
];

const CONTACT: [KeptField; 6] = [
    in_mail(field("name", "kept-name", "contact-name-why", Need::Always)),
    field("reply_by", "kept-reply-by", "contact-reply-why", Need::Always),
    in_mail(field("email", "kept-reply-email", "contact-email-why", Need::ByChoice)),
    field("phone", "kept-reply-phone", "contact-phone-why", Need::ByChoice),
    field("best_time", "kept-best-time", "contact-best-time-why", Need::Optional),
    field("message", "kept-message", "contact-message-why", Need::Always),
];

const SCAN_REVIEW: [KeptField; 8] = [
    field("scan", "kept-scan", "scan-kind-why", Need::Always),
    field("made", "kept-scan-made", "scan-made-why", Need::Optional),
    field("message", "kept-scan-message", "scan-message-why", Need::Optional),
    in_mail(field("name", "kept-name", "contact-name-why", Need::Always)),
    field("reply_by", "kept-reply-by", "contact-reply-why", Need::Always),
    in_mail(field("email", "kept-reply-email", "contact-email-why", Need::ByChoice)),
    field("phone", "kept-reply-phone", "contact-phone-why", Need::ByChoice),
    field("best_time", "kept-best-time", "contact-best-time-why", Need::Optional),
];

/// What both sides of a connection say of themselves.
const CASE_CONDITION: KeptField = told_first(field(
    "condition",
    "kept-condition",
    "connect-condition-why",
    Need::Always,
));
const CASE_PROCEDURE: KeptField = told_first(field(
    "procedure",
    "kept-procedure",
    "connect-procedure-why",
    Need::Always,
));

const CONNECT: [KeptField; 9] = [
    CASE_CONDITION,
    CASE_PROCEDURE,
    field("plan", "kept-plan", "connect-plan-why", Need::Always),
    field("message", "kept-talk", "connect-message-why", Need::Optional),
    told_last(field("name", "kept-name", "contact-name-why", Need::Always)),
    field("reply_by", "kept-reach-by", "connect-reply-why", Need::Always),
    told_last(field("email", "kept-reach-email", "connect-email-why", Need::ByChoice)),
    told_last(field("phone", "kept-reach-phone", "connect-phone-why", Need::ByChoice)),
    told_last(field(
        "best_time",
        "kept-best-time",
        "contact-best-time-why",
        Need::Optional,
    )),
];

const VOLUNTEER: [KeptField; 9] = [
    CASE_CONDITION,
    CASE_PROCEDURE,
    told_first(field("treated", "kept-treated", "volunteer-treated-why", Need::Always)),
    told_last(field("name", "kept-name", "contact-name-why", Need::Always)),
    field("reply_by", "kept-reach-by", "connect-reply-why", Need::Always),
    told_last(field("email", "kept-reach-email", "connect-email-why", Need::ByChoice)),
    told_last(field("phone", "kept-reach-phone", "connect-phone-why", Need::ByChoice)),
    told_last(field(
        "best_time",
        "kept-best-time",
        "contact-best-time-why",
        Need::Optional,
    )),
    field("consent", "kept-consent", "volunteer-consent-why", Need::Always),
];
const UPDATES: [KeptField; 1] = [in_mail(field(
    "email",
    "kept-updates-email",
    "updates-email-why",
    Need::Always,
))];

const FEEDBACK: [KeptField; 3] = [
    field("page", "kept-page", "feedback-page-why", Need::Optional),
    field("answered", "kept-answered", "feedback-question-why", Need::Always),
    field("missing", "kept-missing", "feedback-missing-why", Need::Optional),
];

impl FormName {
    /// Everything that the form keeps, in form order.
    pub fn kept(self) -> &'static [KeptField] {
        match self {
            Self::Kit => &KIT,
            Self::Contact => &CONTACT,
            Self::ScanReview => &SCAN_REVIEW,
            Self::Connect => &CONNECT,
            Self::Volunteer => &VOLUNTEER,
            Self::Updates => &UPDATES,
            Self::Feedback => &FEEDBACK,
        }
    }
}

impl Receiver {
    /// The key of who it is in the reader's words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Staff => "seen-by-staff",
            Self::MailServices => "seen-by-mail-services",
            Self::OtherWhenAsked => "seen-by-other-when-asked",
            Self::OtherOnceAgreed => "seen-by-other-once-agreed",
        }
    }
}
