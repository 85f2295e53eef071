//! The request for an info kit.

use crate::{
    content::{Library, Slug},
    kit::{KitChoice, KitQuery, MOST_TOPICS, NOT_SURE},
};

use super::{
    Asked, EmailAddress, FieldErrors, FormName, FullName, KitOffer, PostalAddress, Private, RawForm, ReaderForm,
    Submission,
};

/// The info kit form with its values as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct KitForm {
    /// Slugs of topics, and [`NOT_SURE`].
    pub topics: Vec<String>,
    /// `now`, `email` or `post`; empty until chosen.
    pub delivery: String,
    /// The full name.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The postal address.
    pub address: String,
}

/// What a kit is to be about; at least one topic, or not sure, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitTopics {
    /// The chosen pages, in the order of the form.
    pub slugs: Vec<Slug>,
    /// Whether the reader does not know what they have.
    pub unsure: bool,
}

impl KitTopics {
    /// The kit about them, without pages withdrawn since they were chosen; or why none can be made.
    pub fn choice(&self, library: &Library) -> Result<KitChoice, KitQuery> {
        let unsure = self.unsure.then_some(NOT_SURE);
        KitChoice::about(self.slugs.iter().map(Slug::as_str).chain(unsure), library)
    }

    /// The query of that kit's address; where none can be made, the page there says why, with the topics chosen.
    pub fn kit_query(&self, library: &Library) -> String {
        self.choice(library)
            .map_or_else(|refused| refused.query(), |choice| choice.query())
    }
}

/// A kit to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitRequest {
    /// What it is to be about: health information, once it stands beside a name.
    pub topics: Private<KitTopics>,
    /// Where it goes.
    pub delivery: Delivery,
}

/// Where a kit goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// By email.
    Email {
        /// How to address the reader. `None` when they did not say.
        name: Option<Private<FullName>>,
        /// Where to.
        to: Private<EmailAddress>,
    },
    /// By post.
    Post {
        /// The name on the envelope.
        name: Private<FullName>,
        /// Where to.
        to: Private<PostalAddress>,
    },
}

impl ReaderForm for KitForm {
    const NAME: FormName = FormName::Kit;

    fn from_raw(raw: &RawForm) -> Self {
        let text = |name: &str| raw.text(name).to_owned();
        Self {
            topics: raw.all("topics").map(str::to_owned).collect(),
            delivery: text("delivery"),
            name: text("name"),
            email: text("email"),
            address: text("address"),
        }
    }

    /// `topic` is the slug of the page that the reader comes from.
    fn opened(query: &RawForm, library: &Library) -> Self {
        Self::blank(Some(query.text("topic")), &KitOffer::of(library))
    }

    fn typed(&self) -> RawForm {
        let topics = self.topics.iter().map(|topic| ("topics", topic.as_str()));
        let others: [(&str, &str); 4] = [
            ("delivery", &self.delivery),
            ("name", &self.name),
            ("email", &self.email),
            ("address", &self.address),
        ];
        RawForm::of(&topics.chain(others).collect::<Vec<_>>())
    }

    fn asked(&self, library: &Library) -> Result<Asked, FieldErrors> {
        self.validate(&KitOffer::of(library))
    }
}

impl KitForm {
    /// The form before anything is typed; `topic` is the slug of the page that the reader comes from.
    pub fn blank(topic: Option<&str>, offer: &KitOffer) -> Self {
        let offered = topic.and_then(|slug| offer.topic(slug));
        Self {
            topics: offered.map(|topic| topic.slug.to_string()).into_iter().collect(),
            ..Self::default()
        }
    }

    /// What the form asks for, or every fault in form order. Fields of a delivery that was not chosen are not kept.
    pub fn validate(&self, offer: &KitOffer) -> Result<Asked, FieldErrors> {
        let mut errors = FieldErrors::default();
        let topics = errors.take("topics", self.chosen_topics(offer));
        let answer = match self.delivery.as_str() {
            "now" => topics.map(Asked::ReadKit),
            "email" => self.by_email(&mut errors).and_then(|delivery| send(topics, delivery)),
            "post" => self.by_post(&mut errors).and_then(|delivery| send(topics, delivery)),
            _ => errors.take("delivery", Err("error-delivery-empty")),
        };
        answer.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn chosen_topics(&self, offer: &KitOffer) -> Result<KitTopics, &'static str> {
        let known = |value: &String| value == NOT_SURE || offer.topic(value).is_some();
        if self.topics.is_empty() {
            return Err("error-topics-empty");
        }
        if !self.topics.iter().all(known) {
            return Err("error-topics-unknown");
        }
        let has = |value: &str| self.topics.iter().any(|topic| topic == value);
        let asked = offer.topics().filter(|topic| has(topic.slug.as_str()));
        let topics = KitTopics {
            slugs: asked.map(|topic| topic.slug.clone()).collect(),
            unsure: has(NOT_SURE),
        };
        if topics.slugs.len() + usize::from(topics.unsure) > MOST_TOPICS {
            return Err("error-topics-too-many");
        }
        Ok(topics)
    }

    fn by_email(&self, errors: &mut FieldErrors) -> Option<Delivery> {
        let name = match self.name.trim() {
            "" => Ok(None),
            typed => FullName::parse(typed).map(|name| Some(Private::new(name))),
        };
        let name = errors.take("name", name);
        let to = errors.take("email", EmailAddress::parse(&self.email));
        Some(Delivery::Email {
            name: name?,
            to: Private::new(to?),
        })
    }

    fn by_post(&self, errors: &mut FieldErrors) -> Option<Delivery> {
        let name = errors.take("name", FullName::parse(&self.name));
        let to = errors.take("address", PostalAddress::parse(&self.address));
        Some(Delivery::Post {
            name: Private::new(name?),
            to: Private::new(to?),
        })
    }
}

fn send(topics: Option<KitTopics>, delivery: Delivery) -> Option<Asked> {
    Some(Asked::Keep(Submission::Kit(KitRequest {
        topics: Private::new(topics?),
        delivery,
    })))
}

impl std::fmt::Debug for KitForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KitForm").finish_non_exhaustive()
    }
}
