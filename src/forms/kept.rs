//! How a request is written down and read back: the one place where everything private is revealed.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::content::Slug;

use super::{
    BestTime, ContactMessage, Delivery, EmailAddress, Feedback, FeedbackText, FormName, FullName, KitRequest,
    KitTopics, MessageText, PhoneNumber, PostalAddress, Private, Reply, Submission,
};

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

/// An info kit request as stored.
#[derive(Serialize, Deserialize)]
struct KeptKit {
    topics: Vec<String>,
    unsure: bool,
    #[serde(flatten)]
    delivery: KeptDelivery,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "delivery", rename_all = "kebab-case")]
enum KeptDelivery {
    Email { name: Option<String>, email: String },
    Post { name: String, address: String },
}

/// A contact message as stored.
#[derive(Serialize, Deserialize)]
struct KeptContact {
    name: String,
    #[serde(flatten)]
    reply: KeptReply,
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "reply_by", rename_all = "kebab-case")]
enum KeptReply {
    Email { email: String },
    Phone { phone: String, best_time: String },
}

/// Feedback as stored.
#[derive(Serialize, Deserialize)]
struct KeptFeedback {
    page: Option<String>,
    answered: bool,
    missing: Option<String>,
}

impl Submission {
    /// The JSON for the store, personal data and all.
    pub fn reveal_json(&self) -> Result<String, KeptError> {
        let json = match self {
            Self::Kit(request) => serde_json::to_string(&KeptKit::from(request)),
            Self::Contact(message) => serde_json::to_string(&KeptContact::from(message)),
            Self::Feedback(feedback) => serde_json::to_string(&KeptFeedback::from(feedback)),
        };
        json.map_err(|_private| KeptError::Shape { form: self.form() })
    }

    /// Reads what [`Submission::reveal_json`] has written. The limits of today's forms are not applied again, so that a
    /// stricter form does not make older requests unreadable.
    pub fn from_json(form: FormName, json: &str) -> Result<Self, KeptError> {
        // The cause is dropped on purpose: serde quotes the text it stumbles over.
        let shape = |_private: serde_json::Error| KeptError::Shape { form };
        match form {
            FormName::Kit => serde_json::from_str::<KeptKit>(json)
                .map_err(shape)?
                .try_into()
                .map(Self::Kit),
            FormName::Contact => serde_json::from_str::<KeptContact>(json)
                .map_err(shape)?
                .try_into()
                .map(Self::Contact),
            FormName::Feedback => serde_json::from_str::<KeptFeedback>(json)
                .map(|kept| Self::Feedback(kept.into()))
                .map_err(shape),
        }
    }

    /// Every field with its value in form order, personal data and all; what was not asked or not given is left out.
    pub fn revealed_fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Kit(request) => KeptKit::from(request).fields(),
            Self::Contact(message) => KeptContact::from(message).fields(),
            Self::Feedback(feedback) => KeptFeedback::from(feedback).fields(),
        }
    }
}

impl KeptKit {
    fn fields(self) -> Vec<(&'static str, String)> {
        let asked = self
            .topics
            .into_iter()
            .chain(self.unsure.then(|| super::NOT_SURE.to_owned()));
        let mut fields = vec![("topics", asked.collect::<Vec<_>>().join(" "))];
        match self.delivery {
            KeptDelivery::Email { name, email } => {
                fields.push(("delivery", "email".to_owned()));
                fields.extend(name.map(|name| ("name", name)));
                fields.push(("email", email));
            }
            KeptDelivery::Post { name, address } => {
                fields.extend([("delivery", "post".to_owned()), ("name", name), ("address", address)]);
            }
        }
        fields
    }
}

impl KeptContact {
    fn fields(self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("name", self.name)];
        match self.reply {
            KeptReply::Email { email } => fields.extend([("reply_by", "email".to_owned()), ("email", email)]),
            KeptReply::Phone { phone, best_time } => {
                fields.extend([
                    ("reply_by", "phone".to_owned()),
                    ("phone", phone),
                    ("best_time", best_time),
                ]);
            }
        }
        fields.push(("message", self.message));
        fields
    }
}

impl KeptFeedback {
    fn fields(self) -> Vec<(&'static str, String)> {
        let answered = if self.answered { "yes" } else { "no" };
        let page = self.page.map(|page| ("page", page));
        let missing = self.missing.map(|missing| ("missing", missing));
        page.into_iter()
            .chain([("answered", answered.to_owned())])
            .chain(missing)
            .collect()
    }
}

impl From<&Feedback> for KeptFeedback {
    fn from(feedback: &Feedback) -> Self {
        let missing = feedback.missing.as_ref();
        Self {
            page: feedback.page.clone(),
            answered: feedback.answered,
            missing: missing.map(|text| text.reveal().0.clone()),
        }
    }
}

impl From<KeptFeedback> for Feedback {
    fn from(kept: KeptFeedback) -> Self {
        Self {
            page: kept.page,
            answered: kept.answered,
            missing: kept.missing.map(|text| Private::new(FeedbackText(text))),
        }
    }
}

impl From<&KitRequest> for KeptKit {
    fn from(request: &KitRequest) -> Self {
        let KitTopics { slugs, unsure } = request.topics.reveal();
        let delivery = match &request.delivery {
            Delivery::Email { name, to } => KeptDelivery::Email {
                name: name.as_ref().map(|name| name.reveal().0.clone()),
                email: to.reveal().0.clone(),
            },
            Delivery::Post { name, to } => KeptDelivery::Post {
                name: name.reveal().0.clone(),
                address: to.reveal().0.clone(),
            },
        };
        Self {
            topics: slugs.iter().map(Slug::to_string).collect(),
            unsure: *unsure,
            delivery,
        }
    }
}

impl TryFrom<KeptKit> for KitRequest {
    type Error = KeptError;

    fn try_from(kept: KeptKit) -> Result<Self, Self::Error> {
        let slugs = kept
            .topics
            .iter()
            .map(|slug| Slug::from_str(slug))
            .collect::<Result<_, _>>();
        let slugs = slugs.map_err(|_rule| KeptError::Value {
            form: FormName::Kit,
            field: "topics",
        })?;
        let delivery = match kept.delivery {
            KeptDelivery::Email { name, email } => Delivery::Email {
                name: name.map(|name| Private::new(FullName(name))),
                to: Private::new(EmailAddress(email)),
            },
            KeptDelivery::Post { name, address } => Delivery::Post {
                name: Private::new(FullName(name)),
                to: Private::new(PostalAddress(address)),
            },
        };
        Ok(Self {
            topics: Private::new(KitTopics {
                slugs,
                unsure: kept.unsure,
            }),
            delivery,
        })
    }
}

impl From<&ContactMessage> for KeptContact {
    fn from(message: &ContactMessage) -> Self {
        let reply = match &message.reply {
            Reply::Email(address) => KeptReply::Email {
                email: address.reveal().0.clone(),
            },
            Reply::Phone { number, best_time } => KeptReply::Phone {
                phone: number.reveal().0.clone(),
                best_time: best_time.as_str().to_owned(),
            },
        };
        Self {
            name: message.name.reveal().0.clone(),
            reply,
            message: message.message.reveal().0.clone(),
        }
    }
}

impl TryFrom<KeptContact> for ContactMessage {
    type Error = KeptError;

    fn try_from(kept: KeptContact) -> Result<Self, Self::Error> {
        let reply = match kept.reply {
            KeptReply::Email { email } => Reply::Email(Private::new(EmailAddress(email))),
            KeptReply::Phone { phone, best_time } => Reply::Phone {
                number: Private::new(PhoneNumber(phone)),
                best_time: BestTime::from_value(&best_time).ok_or(KeptError::Value {
                    form: FormName::Contact,
                    field: "best_time",
                })?,
            },
        };
        Ok(Self {
            name: Private::new(FullName(kept.name)),
            reply,
            message: Private::new(MessageText(kept.message)),
        })
    }
}
