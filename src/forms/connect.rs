//! Two people who may talk: one who has a procedure before them, and one who has had it. Each fills in a form of their
//! own, and nothing is passed on before both have agreed.

use crate::content::{Kind, Library, Slug};

use super::{
    Asked, FieldErrors, FormName, FullName, KitOffer, MessageText, NOT_SURE, Private, RawForm, ReaderForm, Reply,
    Submission,
};

/// The seeker's form with its values as typed: `condition`, `procedure`, `plan`, `message`, `name` and those of a
/// [`Reply`].
#[derive(Debug, Clone)]
pub struct SeekerForm(RawForm);

/// The volunteer's form with its values as typed: `condition`, `procedure`, `treated`, `name`, those of a [`Reply`], and
/// `consent`.
#[derive(Debug, Clone)]
pub struct VolunteerForm(RawForm);

/// What somebody has and what is done about it: health information, once it stands beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The page about it. `None` when it is another, or they are not sure.
    pub condition: Option<Slug>,
    /// The page about it. `None` when it is another, or they are not sure.
    pub procedure: Option<Slug>,
}

/// Somebody who would like to talk to one who has been through it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectSeeker {
    /// What they have, and what they think about having done.
    pub case: Private<Case>,
    /// Whether they have a plan; without one they are asked to come back.
    pub plan: Plan,
    /// What they would like to talk about. `None` when they did not say.
    pub message: Option<Private<MessageText>>,
    /// Who asks.
    pub name: Private<FullName>,
    /// How to reach them.
    pub reply: Reply,
}

/// Somebody who has been through it and would talk about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectVolunteer {
    /// What they had, and what was done.
    pub case: Private<Case>,
    /// How long ago.
    pub treated: Private<Treated>,
    /// Who offers.
    pub name: Private<FullName>,
    /// How to reach them, which is also what is shared once both have agreed.
    pub reply: Reply,
}

/// Whether there is a treatment plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// There is one.
    Yes,
    /// They do not know.
    NotSure,
}

/// How long ago a procedure was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treated {
    /// Within the last twelve months.
    ThisYear,
    /// One to two years ago.
    OneToTwo,
    /// Three to five years ago.
    ThreeToFive,
    /// Longer ago.
    Longer,
}

impl Plan {
    /// The value of its radio button.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::NotSure => NOT_SURE,
        }
    }

    /// The choice with this value.
    pub(super) fn from_value(value: &str) -> Option<Self> {
        [Self::Yes, Self::NotSure]
            .into_iter()
            .find(|plan| plan.as_str() == value)
    }
}

impl Treated {
    /// Every choice, in form order.
    pub const ALL: [Self; 4] = [Self::ThisYear, Self::OneToTwo, Self::ThreeToFive, Self::Longer];

    /// The value of its radio button.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ThisYear => "this-year",
            Self::OneToTwo => "1-2",
            Self::ThreeToFive => "3-5",
            Self::Longer => "longer",
        }
    }

    /// The choice with this value.
    pub(super) fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|treated| treated.as_str() == value)
    }
}

impl Case {
    fn parse(typed: &RawForm, offer: &KitOffer, errors: &mut FieldErrors) -> Option<Self> {
        let condition = page_of(typed.text("condition"), offer, Kind::Condition, "error-condition-empty");
        let procedure = page_of(typed.text("procedure"), offer, Kind::Procedure, "error-procedure-empty");
        let condition = errors.take("condition", condition);
        let procedure = errors.take("procedure", procedure);
        Some(Self {
            condition: condition?,
            procedure: procedure?,
        })
    }
}

/// The page with this slug, or none for [`NOT_SURE`]; `fault` for a value that is not offered.
fn page_of(value: &str, offer: &KitOffer, kind: Kind, fault: &'static str) -> Result<Option<Slug>, &'static str> {
    if value == NOT_SURE {
        return Ok(None);
    }
    let mut offered = offer.cases(kind);
    let topic = offered.find(|topic| topic.slug.as_str() == value).ok_or(fault)?;
    Ok(Some(topic.slug.clone()))
}

impl ReaderForm for SeekerForm {
    const NAME: FormName = FormName::Connect;

    fn from_raw(raw: &RawForm) -> Self {
        let own = ["condition", "procedure", "plan", "message", "name"];
        Self(raw.only(own.into_iter().chain(Reply::FIELDS)))
    }

    fn typed(&self) -> RawForm {
        self.0.clone()
    }

    fn free_text(&self) -> Option<&str> {
        Some(self.0.text("message"))
    }

    /// Without a plan nothing else needs to be right, since nothing is kept.
    fn asked(&self, library: &Library) -> Result<Asked, FieldErrors> {
        if self.0.text("plan") == "no" {
            return Ok(Asked::TooEarly);
        }
        let seeker = self.validate(&KitOffer::of(library))?;
        Ok(Asked::Keep(Submission::ConnectSeeker(seeker)))
    }
}

impl SeekerForm {
    /// The wish, or every fault in form order.
    pub fn validate(&self, offer: &KitOffer) -> Result<ConnectSeeker, FieldErrors> {
        let typed = &self.0;
        let mut errors = FieldErrors::default();
        let case = Case::parse(typed, offer, &mut errors);
        let plan = errors.take("plan", Plan::from_value(typed.text("plan")).ok_or("error-plan-empty"));
        let message = errors.take("message", MessageText::parse_optional(typed.text("message")));
        let name = errors.take("name", FullName::parse(typed.text("name")));
        let reply = Reply::parse(typed, &mut errors);
        match (case, plan, message, name, reply) {
            (Some(case), Some(plan), Some(message), Some(name), Some(reply)) => Ok(ConnectSeeker {
                case: Private::new(case),
                plan,
                message: message.map(Private::new),
                name: Private::new(name),
                reply,
            }),
            _ => Err(errors),
        }
    }
}

impl ReaderForm for VolunteerForm {
    const NAME: FormName = FormName::Volunteer;

    fn from_raw(raw: &RawForm) -> Self {
        let own = ["condition", "procedure", "treated", "name"];
        Self(raw.only(own.into_iter().chain(Reply::FIELDS).chain(["consent"])))
    }

    fn typed(&self) -> RawForm {
        self.0.clone()
    }

    fn asked(&self, library: &Library) -> Result<Asked, FieldErrors> {
        let volunteer = self.validate(&KitOffer::of(library))?;
        Ok(Asked::Keep(Submission::ConnectVolunteer(volunteer)))
    }
}

impl VolunteerForm {
    /// The offer, or every fault in form order.
    pub fn validate(&self, offer: &KitOffer) -> Result<ConnectVolunteer, FieldErrors> {
        let typed = &self.0;
        let mut errors = FieldErrors::default();
        let case = Case::parse(typed, offer, &mut errors);
        let treated = Treated::from_value(typed.text("treated")).ok_or("error-treated-empty");
        let treated = errors.take("treated", treated);
        let name = errors.take("name", FullName::parse(typed.text("name")));
        let reply = Reply::parse(typed, &mut errors);
        let agreed = (typed.text("consent") == "yes")
            .then_some(())
            .ok_or("error-consent-empty");
        let agreed = errors.take("consent", agreed);
        match (case, treated, name, reply, agreed) {
            (Some(case), Some(treated), Some(name), Some(reply), Some(())) => Ok(ConnectVolunteer {
                case: Private::new(case),
                treated: Private::new(treated),
                name: Private::new(name),
                reply,
            }),
            _ => Err(errors),
        }
    }
}
