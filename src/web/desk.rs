//! The desk where forms are handed in: kept once, or given back with everything typed and the reason.

use std::{convert::Infallible, net::IpAddr};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    limits::{FormLimits, TooMany},
    requests::private_page,
    site::Site,
};
use crate::{
    forms::{FieldErrors, FormName, FormStamp, MyRequestForm, NoRandomness, Reference, SentStamp, Submission},
    outbox::Spool,
    pages::{Notice, Rendered},
    store::{Listed, Store, StoreError, Stored},
};

/// Where forms are handed in: the only way to the store, and it minds how many forms the client sends, whatever becomes of them.
pub(super) struct Desk {
    store: Store,
    spool: Spool,
    limits: FormLimits,
    sender: IpAddr,
}

impl<S: Send + Sync> FromRequestParts<S> for Desk
where
    Store: FromRef<S>,
    Spool: FromRef<S>,
    FormLimits: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let limits = FormLimits::from_ref(state);
        Ok(Self {
            store: Store::from_ref(state),
            spool: Spool::from_ref(state),
            sender: limits.sender(parts),
            limits,
        })
    }
}

impl Desk {
    /// Stores a valid submission of a person, once however often it is sent.
    pub(super) async fn keep(&self, site: &Site, submission: &Submission, sent: &SentStamp) -> Result<Kept, Refusal> {
        self.limits.take_turn(self.sender)?;
        let now = Timestamp::now();
        let key = sent.check(now)?;
        let language = site.library().language();
        let receipt = self.store.accept(submission, language, key, now).await?;
        Ok(Kept {
            reference: receipt.reference,
            repeated: receipt.repeated,
        })
    }

    /// The request that somebody claims as theirs. `None` alike for one that is not there, one of somebody else, and one
    /// whose days are over.
    ///
    /// Every try counts as a form that is sent, and one in vain counts twice, so that guessing is slow.
    pub(super) async fn claimed(&self, site: &Site, form: &MyRequestForm) -> Result<Option<Stored>, Refusal> {
        self.limits.take_turn(self.sender)?;
        let claim = form.validate()?;
        let stored = self.store.find_by_contact(&claim.reference, &claim.contact).await?;
        // Updates are stopped by the links in their letters, and no address takes the place of one that has confirmed.
        let theirs = stored
            .filter(|stored| stored.listed.form != FormName::Updates && Timestamp::now() < goes(site, &stored.listed));
        if theirs.is_none() {
            self.limits.take_turn(self.sender).ok();
        }
        Ok(theirs)
    }

    /// Whether exactly this submission is what is stored under the reference.
    pub(super) async fn holds(&self, form: &MyRequestForm, submission: &Submission) -> bool {
        let (Ok(claim), Some(contact)) = (form.validate(), submission.contact_points().pop()) else {
            return false;
        };
        let stored = self.store.find_by_contact(&claim.reference, &contact).await;
        stored.is_ok_and(|stored| stored.is_some_and(|stored| stored.submission.open() == Some(submission)))
    }

    /// Puts another submission in the place of a request. `false` when it is gone meanwhile.
    pub(super) async fn correct(&self, reference: &Reference, submission: &Submission) -> Result<bool, Refusal> {
        Ok(self.store.correct(reference, submission, Timestamp::now()).await?)
    }

    /// Removes a request and its letters.
    pub(super) async fn erase(&self, reference: &Reference) -> Result<(), Refusal> {
        match self.store.erase_for_reader(reference, Timestamp::now()).await {
            // It is removed; the log of the database is emptied within the hour.
            Ok(_) | Err(StoreError::Lingering) => {}
            Err(cause) => return Err(cause.into()),
        }
        if let Err(cause) = self.spool.tidy(&self.store).await {
            // The next round of the retention removes them.
            tracing::error!(%cause, "letters of an erased request could not be removed yet");
        }
        Ok(())
    }

    /// Whether this sender may send something now; counts it.
    pub(super) fn may_send(&self) -> bool {
        self.limits.take_turn(self.sender).is_ok()
    }

    /// Gives a form with mistakes back; whoever sends too many is told that first.
    pub(super) fn refuse(&self, mistakes: FieldErrors) -> Refusal {
        match self.limits.take_turn(self.sender) {
            Ok(()) => mistakes.into(),
            Err(too_many) => too_many.into(),
        }
    }
}

/// When a request goes by itself.
pub(super) fn goes(site: &Site, request: &Listed) -> Timestamp {
    let days = request.form.days_kept(&site.library().site().retention_days);
    let kept = SignedDuration::from_hours(24 * i64::from(days));
    request.received.checked_add(kept).unwrap_or(Timestamp::MAX)
}

/// A submission that is safely stored.
pub(super) struct Kept {
    pub(super) reference: Reference,
    /// Whether it was stored before.
    pub(super) repeated: bool,
}

/// Why a form comes back to the reader. Whatever the reason, every value comes back with it.
pub(super) struct Refusal {
    /// What to correct; empty when nothing is wrong with the form.
    pub(super) errors: FieldErrors,
    /// Why a sound form could not be taken. `None` when there is something to correct.
    cause: Option<Cause>,
}

/// Why a form cannot be taken although nothing is wrong with it.
enum Cause {
    Store(StoreError),
    TooMany(TooMany),
}

impl From<FieldErrors> for Refusal {
    fn from(errors: FieldErrors) -> Self {
        Self { errors, cause: None }
    }
}

impl From<StoreError> for Refusal {
    fn from(cause: StoreError) -> Self {
        Self {
            errors: FieldErrors::default(),
            cause: Some(Cause::Store(cause)),
        }
    }
}

impl From<TooMany> for Refusal {
    fn from(cause: TooMany) -> Self {
        Self {
            errors: FieldErrors::default(),
            cause: Some(Cause::TooMany(cause)),
        }
    }
}

impl Refusal {
    pub(super) fn notice(&self) -> Option<Notice> {
        self.cause.as_ref().map(|cause| match cause {
            Cause::TooMany(_) => Notice::TooMany,
            Cause::Store(StoreError::KeyReused) => Notice::KeyReused,
            Cause::Store(StoreError::Full | StoreError::ReadOnly) => Notice::StoreFull,
            Cause::Store(_) => Notice::Busy,
        })
    }

    /// The same key again, so that sending once more cannot store twice; a new one where the old belongs to other text.
    pub(super) fn stamp(&self, sent: &SentStamp) -> Result<FormStamp, NoRandomness> {
        let now = Timestamp::now();
        match self.cause {
            Some(Cause::Store(StoreError::KeyReused)) => sent.renewed(now),
            _ => sent.kept(now),
        }
    }

    pub(super) fn answer(&self, page: Rendered) -> Response {
        match &self.cause {
            None | Some(Cause::Store(StoreError::KeyReused)) => private_page(StatusCode::UNPROCESSABLE_ENTITY, page),
            Some(Cause::TooMany(told)) => later(StatusCode::TOO_MANY_REQUESTS, page, told.retry_after()),
            Some(Cause::Store(cause)) => {
                tracing::error!(%cause, "a submission could not be stored");
                later(StatusCode::SERVICE_UNAVAILABLE, page, HeaderValue::from_static("60"))
            }
        }
    }
}

/// A page that asks to try again after so many seconds.
fn later(status: StatusCode, page: Rendered, seconds: HeaderValue) -> Response {
    let mut response = private_page(status, page);
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}
