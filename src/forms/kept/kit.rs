//! A kit request as stored.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::KeptError;
use crate::{
    content::Slug,
    forms::{Delivery, EmailAddress, FormName, FullName, KitRequest, KitTopics, NOT_SURE, PostalAddress, Private},
};

/// An info kit request as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptKit {
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

impl KeptKit {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        let asked = self.topics.into_iter().chain(self.unsure.then(|| NOT_SURE.to_owned()));
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
