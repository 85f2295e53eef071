//! Seekers and volunteers as stored.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{KeptError, reply::KeptReply};
use crate::{
    content::Slug,
    forms::{Case, ConnectSeeker, ConnectVolunteer, FormName, FullName, MessageText, NOT_SURE, Plan, Private, Treated},
};

/// What somebody has and what is done about it, as stored.
#[derive(Serialize, Deserialize)]
struct KeptCase {
    condition: Option<String>,
    procedure: Option<String>,
}

/// A seeker as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptSeeker {
    #[serde(flatten)]
    case: KeptCase,
    plan: String,
    message: Option<String>,
    name: String,
    #[serde(flatten)]
    reply: KeptReply,
}

/// A volunteer as stored; none is without consent.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptVolunteer {
    #[serde(flatten)]
    case: KeptCase,
    treated: String,
    name: String,
    #[serde(flatten)]
    reply: KeptReply,
}

impl KeptCase {
    fn fields(self) -> [(&'static str, String); 2] {
        let told = |slug: Option<String>| slug.unwrap_or_else(|| NOT_SURE.to_owned());
        [("condition", told(self.condition)), ("procedure", told(self.procedure))]
    }

    fn read(self, form: FormName) -> Result<Private<Case>, KeptError> {
        let slug = |kept: Option<String>, field| {
            let read = kept.map(|text| Slug::from_str(&text)).transpose();
            read.map_err(|_rule| KeptError::Value { form, field })
        };
        Ok(Private::new(Case {
            condition: slug(self.condition, "condition")?,
            procedure: slug(self.procedure, "procedure")?,
        }))
    }
}

impl From<&Private<Case>> for KeptCase {
    fn from(case: &Private<Case>) -> Self {
        let Case { condition, procedure } = case.reveal();
        Self {
            condition: condition.as_ref().map(Slug::to_string),
            procedure: procedure.as_ref().map(Slug::to_string),
        }
    }
}

impl KeptSeeker {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        let message = self.message.map(|message| ("message", message));
        let told = self
            .case
            .fields()
            .into_iter()
            .chain([("plan", self.plan)])
            .chain(message);
        told.chain([("name", self.name)]).chain(self.reply.fields()).collect()
    }
}

impl KeptVolunteer {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        let told = [("treated", self.treated), ("name", self.name)];
        let told = self.case.fields().into_iter().chain(told).chain(self.reply.fields());
        told.chain([("consent", "yes".to_owned())]).collect()
    }
}

impl From<&ConnectSeeker> for KeptSeeker {
    fn from(seeker: &ConnectSeeker) -> Self {
        Self {
            case: (&seeker.case).into(),
            plan: seeker.plan.as_str().to_owned(),
            message: seeker.message.as_ref().map(|text| text.reveal().0.clone()),
            name: seeker.name.reveal().0.clone(),
            reply: (&seeker.reply).into(),
        }
    }
}

impl TryFrom<KeptSeeker> for ConnectSeeker {
    type Error = KeptError;

    fn try_from(kept: KeptSeeker) -> Result<Self, Self::Error> {
        let form = FormName::Connect;
        Ok(Self {
            case: kept.case.read(form)?,
            plan: Plan::from_value(&kept.plan).ok_or(KeptError::Value { form, field: "plan" })?,
            message: kept.message.map(|text| Private::new(MessageText(text))),
            name: Private::new(FullName(kept.name)),
            reply: kept.reply.read(form)?,
        })
    }
}

impl From<&ConnectVolunteer> for KeptVolunteer {
    fn from(volunteer: &ConnectVolunteer) -> Self {
        Self {
            case: (&volunteer.case).into(),
            treated: volunteer.treated.reveal().as_str().to_owned(),
            name: volunteer.name.reveal().0.clone(),
            reply: (&volunteer.reply).into(),
        }
    }
}

impl TryFrom<KeptVolunteer> for ConnectVolunteer {
    type Error = KeptError;

    fn try_from(kept: KeptVolunteer) -> Result<Self, Self::Error> {
        let form = FormName::Volunteer;
        let treated = Treated::from_value(&kept.treated).ok_or(KeptError::Value { form, field: "treated" })?;
        Ok(Self {
            case: kept.case.read(form)?,
            treated: Private::new(treated),
            name: Private::new(FullName(kept.name)),
            reply: kept.reply.read(form)?,
        })
    }
}
