//! Forms: shown, sent, refused with everything typed, or stored and confirmed.

use std::convert::Infallible;

use axum::{
    body::Bytes,
    extract::{FromRef, FromRequest, FromRequestParts, RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use jiff::Timestamp;

use super::{
    caching::CachePolicy,
    error::AppError,
    limits::{FormLimits, TooMany},
    metrics::NewlyStored,
    site::{Site, SiteHandle},
};
use crate::{
    content::Slug,
    forms::{
        ContactForm, FieldErrors, FormName, FormStamp, KitAnswer, KitForm, KitOffer, NOT_SURE, NoRandomness, RawForm,
        Reference, SentStamp, Submission,
    },
    pages::{self, Notice, Rendered},
    store::{Store, StoreError},
};

pub(super) type Answer = Result<Response, AppError>;

/// The empty kit form; `?topic=` preselects the page that the reader comes from.
pub(super) async fn kit_form(State(site): State<SiteHandle>, RawQuery(query): RawQuery) -> Answer {
    let site = site.current();
    let offer = KitOffer::of(site.library());
    let query = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    let form = KitForm::blank(Some(query.text("topic")), &offer);
    let stamp = FormStamp::fresh(Timestamp::now())?;
    let page = pages::kit_form(&site.frame(), &form, &FieldErrors::default(), &stamp, &offer, None)?;
    Ok(private_page(StatusCode::OK, page))
}

/// Takes a kit request, or sends the reader on to read the kit now.
pub(super) async fn send_kit(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let site = site.current();
    let offer = KitOffer::of(site.library());
    let form = KitForm::from_raw(&raw);
    let sent = SentStamp::from_raw(&raw);
    let outcome = match form.validate(&offer) {
        Ok(KitAnswer::ReadNow(topics)) => {
            let asked = topics.slugs.iter().map(Slug::as_str);
            return Ok(see_other(&kit_now_url(asked.chain(topics.unsure.then_some(NOT_SURE)))));
        }
        Ok(KitAnswer::Send(request)) => desk.keep(&site, &Submission::Kit(request), &sent).await,
        Err(errors) => Err(desk.refuse(errors)),
    };
    match outcome {
        Ok(kept) => Ok(kept.confirmed_below("/info-kit")),
        Err(refusal) => {
            let stamp = refusal.stamp(&sent)?;
            let page = pages::kit_form(&site.frame(), &form, &refusal.errors, &stamp, &offer, refusal.notice())?;
            Ok(refusal.answer(page))
        }
    }
}

/// The chosen pages for a reader who wants nothing kept.
pub(super) async fn kit_now(State(site): State<SiteHandle>, RawQuery(query): RawQuery) -> Answer {
    let site = site.current();
    let query = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    let topics: Vec<String> = query.all("topic").map(str::to_owned).collect();
    Ok(private_page(StatusCode::OK, pages::kit_now(&site.frame(), &topics)?))
}

/// Confirms a kit request; can be reloaded and says nothing but the reference.
pub(super) async fn kit_sent(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    confirmation(&site, FormName::Kit, &uri)
}

/// The empty contact form.
pub(super) async fn contact_form(State(site): State<SiteHandle>) -> Answer {
    let site = site.current();
    let stamp = FormStamp::fresh(Timestamp::now())?;
    let page = pages::contact_form(
        &site.frame(),
        &ContactForm::blank(),
        &FieldErrors::default(),
        &stamp,
        None,
    )?;
    Ok(private_page(StatusCode::OK, page))
}

/// Takes a message.
pub(super) async fn send_contact(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let site = site.current();
    let form = ContactForm::from_raw(&raw);
    let sent = SentStamp::from_raw(&raw);
    let outcome = match form.validate() {
        Ok(message) => desk.keep(&site, &Submission::Contact(message), &sent).await,
        Err(errors) => Err(desk.refuse(errors)),
    };
    match outcome {
        Ok(kept) => Ok(kept.confirmed_below("/contact")),
        Err(refusal) => {
            let stamp = refusal.stamp(&sent)?;
            let page = pages::contact_form(&site.frame(), &form, &refusal.errors, &stamp, refusal.notice())?;
            Ok(refusal.answer(page))
        }
    }
}

/// Confirms a message.
pub(super) async fn contact_sent(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    confirmation(&site, FormName::Contact, &uri)
}

/// Confirms a message that may tell of an emergency, after the emergency card.
pub(super) async fn contact_sent_urgent(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    urgent_confirmation(&site, FormName::Contact, &uri)
}

/// Where forms are handed in: the only way to the store, and it minds how many forms the client has sent.
pub(super) struct Desk {
    store: Store,
    turn: Result<(), TooMany>,
}

impl<S: Send + Sync> FromRequestParts<S> for Desk
where
    Store: FromRef<S>,
    FormLimits: FromRef<S>,
{
    type Rejection = Infallible;

    /// Counts the form, whatever becomes of it.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self {
            store: Store::from_ref(state),
            turn: FormLimits::from_ref(state).take_turn(parts),
        })
    }
}

impl Desk {
    /// Stores a valid submission of a person, once however often it is sent.
    pub(super) async fn keep(&self, site: &Site, submission: &Submission, sent: &SentStamp) -> Result<Kept, Refusal> {
        self.turn?;
        let now = Timestamp::now();
        let key = sent.check(now)?;
        let library = site.library();
        let receipt = self.store.accept(submission, library.language(), key, now).await?;
        let text = submission.free_text();
        let sign = text.and_then(|text| library.red_flags().named_in(text.reveal()));
        Ok(Kept {
            reference: receipt.reference,
            repeated: receipt.repeated,
            sounds_urgent: sign.is_some(),
        })
    }

    /// Gives a form with mistakes back; whoever sends too many is told that first.
    pub(super) fn refuse(&self, mistakes: FieldErrors) -> Refusal {
        match self.turn {
            Ok(()) => mistakes.into(),
            Err(too_many) => too_many.into(),
        }
    }
}

/// A submission that is safely stored.
pub(super) struct Kept {
    reference: Reference,
    /// Whether it was stored before.
    repeated: bool,
    /// Whether its text may tell of an emergency.
    sounds_urgent: bool,
}

impl Kept {
    /// Leads on to the confirmation of a form.
    pub(super) fn confirmed_below(&self, form: &str) -> Response {
        let Self {
            reference,
            repeated,
            sounds_urgent,
        } = self;
        let urgent = if *sounds_urgent { "urgent/" } else { "" };
        let mut response = see_other(&format!("{form}/sent/{urgent}{reference}"));
        if !repeated {
            response.extensions_mut().insert(NewlyStored);
        }
        response
    }
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

/// The fields of a form, read only when the request says that it carries one.
pub(super) struct SentForm(pub(super) RawForm);

impl<S: Send + Sync> FromRequest<S> for SentForm {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        if !is_form(request.headers()) {
            return Err(AppError::UnsupportedMediaType);
        }
        let body = Bytes::from_request(request, state).await?;
        Ok(Self(RawForm::parse(&body)?))
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The confirmation of a form, by the reference at the end of its path.
pub(super) fn confirmation(site: &SiteHandle, form: FormName, uri: &Uri) -> Answer {
    let reference = reference_of(uri)?;
    let page = pages::sent(&site.current().frame(), form, &reference)?;
    Ok(private_page(StatusCode::OK, page))
}

/// The confirmation after the emergency card.
pub(super) fn urgent_confirmation(site: &SiteHandle, form: FormName, uri: &Uri) -> Answer {
    let reference = reference_of(uri)?;
    let page = pages::sent_urgent(&site.current().frame(), form, &reference)?;
    Ok(private_page(StatusCode::OK, page))
}

/// The reference at the end of a confirmation's path.
fn reference_of(uri: &Uri) -> Result<Reference, AppError> {
    let told = uri.path().rsplit('/').next().unwrap_or_default();
    told.parse().map_err(|_no_reference| AppError::NotFound)
}

fn kit_now_url<'a>(topics: impl Iterator<Item = &'a str>) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(topics.map(|slug| ("topic", slug)))
        .finish();
    format!("/info-kit/now?{query}")
}

/// A page made for one reader.
pub(super) fn private_page(status: StatusCode, page: Rendered) -> Response {
    let headers = [(header::CACHE_CONTROL, CachePolicy::Private.header())];
    (status, headers, Html(page.text)).into_response()
}

/// `303`: the browser goes on with GET, so that a reload asks for the confirmation and never sends again.
fn see_other(path: &str) -> Response {
    match HeaderValue::try_from(path) {
        Ok(location) => {
            let headers = [
                (header::LOCATION, location),
                (header::CACHE_CONTROL, CachePolicy::Private.header()),
            ];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(_) => AppError::NotFound.into_response(),
    }
}
