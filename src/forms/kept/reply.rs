//! How to answer, as stored beside the rest of a request.

use serde::{Deserialize, Serialize};

use super::KeptError;
use crate::forms::{BestTime, EmailAddress, FormName, PhoneNumber, Private, Reply};

/// How to answer, as stored.
#[derive(Serialize, Deserialize)]
#[serde(tag = "reply_by", rename_all = "kebab-case")]
pub(super) enum KeptReply {
    Email { email: String },
    Phone { phone: String, best_time: String },
}

impl KeptReply {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Email { email } => vec![("reply_by", "email".to_owned()), ("email", email)],
            Self::Phone { phone, best_time } => vec![
                ("reply_by", "phone".to_owned()),
                ("phone", phone),
                ("best_time", best_time),
            ],
        }
    }

    /// Reads it as a part of a request by this form.
    pub(super) fn read(self, form: FormName) -> Result<Reply, KeptError> {
        Ok(match self {
            Self::Email { email } => Reply::Email(Private::new(EmailAddress(email))),
            Self::Phone { phone, best_time } => Reply::Phone {
                number: Private::new(PhoneNumber(phone)),
                best_time: BestTime::from_value(&best_time).ok_or(KeptError::Value {
                    form,
                    field: "best_time",
                })?,
            },
        })
    }
}

impl From<&Reply> for KeptReply {
    fn from(reply: &Reply) -> Self {
        match reply {
            Reply::Email(address) => Self::Email {
                email: address.reveal().0.clone(),
            },
            Reply::Phone { number, best_time } => Self::Phone {
                phone: number.reveal().0.clone(),
                best_time: best_time.as_str().to_owned(),
            },
        }
    }
}
