//! Forms: shown, sent, refused with everything typed, or stored and confirmed.

use axum::{
    body::Bytes,
    extract::{FromRequest, RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use jiff::Timestamp;

use super::{
    caching::CachePolicy,
    error::AppError,
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

type Answer = Result<Response, AppError>;

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
pub(super) async fn send_kit(
    State(site): State<SiteHandle>,
    State(store): State<Store>,
    SentForm(raw): SentForm,
) -> Answer {
    let site = site.current();
    let offer = KitOffer::of(site.library());
    let form = KitForm::from_raw(&raw);
    let sent = SentStamp::from_raw(&raw);
    let outcome = match form.validate(&offer) {
        Ok(KitAnswer::ReadNow(topics)) => {
            let asked = topics.slugs.iter().map(Slug::as_str);
            return Ok(see_other(&kit_now_url(asked.chain(topics.unsure.then_some(NOT_SURE)))));
        }
        Ok(KitAnswer::Send(request)) => keep(&site, &store, &Submission::Kit(request), &sent).await,
        Err(errors) => Err(errors.into()),
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
pub(super) async fn send_contact(
    State(site): State<SiteHandle>,
    State(store): State<Store>,
    SentForm(raw): SentForm,
) -> Answer {
    let site = site.current();
    let form = ContactForm::from_raw(&raw);
    let sent = SentStamp::from_raw(&raw);
    let outcome = match form.validate() {
        Ok(message) => keep(&site, &store, &Submission::Contact(message), &sent).await,
        Err(errors) => Err(errors.into()),
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
    let reference = reference_of(&uri)?;
    let page = pages::sent_urgent(&site.current().frame(), FormName::Contact, &reference)?;
    Ok(private_page(StatusCode::OK, page))
}

/// Stores a valid submission of a person, once however often it is sent.
async fn keep(site: &Site, store: &Store, submission: &Submission, sent: &SentStamp) -> Result<Kept, Refusal> {
    let now = Timestamp::now();
    let key = sent.check(now)?;
    let library = site.library();
    let receipt = store.accept(submission, library.language(), key, now).await?;
    let text = submission.free_text();
    let sign = text.and_then(|text| library.red_flags().named_in(text.reveal()));
    Ok(Kept {
        reference: receipt.reference,
        sounds_urgent: sign.is_some(),
    })
}

/// A submission that is safely stored.
struct Kept {
    reference: Reference,
    /// Whether its text may tell of an emergency.
    sounds_urgent: bool,
}

impl Kept {
    /// Leads on to the confirmation of a form.
    fn confirmed_below(&self, form: &str) -> Response {
        let Self {
            reference,
            sounds_urgent,
        } = self;
        let urgent = if *sounds_urgent { "urgent/" } else { "" };
        see_other(&format!("{form}/sent/{urgent}{reference}"))
    }
}

/// Why a form comes back to the reader. Whatever the reason, every value comes back with it.
struct Refusal {
    /// What to correct; empty when nothing is wrong with the form.
    errors: FieldErrors,
    /// Why a sound form could not be stored. `None` when there is something to correct.
    store: Option<StoreError>,
}

impl From<FieldErrors> for Refusal {
    fn from(errors: FieldErrors) -> Self {
        Self { errors, store: None }
    }
}

impl From<StoreError> for Refusal {
    fn from(cause: StoreError) -> Self {
        Self {
            errors: FieldErrors::default(),
            store: Some(cause),
        }
    }
}

impl Refusal {
    fn notice(&self) -> Option<Notice> {
        self.store.as_ref().map(|cause| match cause {
            StoreError::KeyReused => Notice::KeyReused,
            StoreError::Full | StoreError::ReadOnly => Notice::StoreFull,
            _ => Notice::Busy,
        })
    }

    /// The same key again, so that sending once more cannot store twice; a new one where the old belongs to other text.
    fn stamp(&self, sent: &SentStamp) -> Result<FormStamp, NoRandomness> {
        let now = Timestamp::now();
        match self.store {
            Some(StoreError::KeyReused) => sent.renewed(now),
            _ => sent.kept(now),
        }
    }

    fn answer(&self, page: Rendered) -> Response {
        match &self.store {
            None | Some(StoreError::KeyReused) => private_page(StatusCode::UNPROCESSABLE_ENTITY, page),
            Some(cause) => {
                tracing::error!(%cause, "a submission could not be stored");
                let mut response = private_page(StatusCode::SERVICE_UNAVAILABLE, page);
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
                response
            }
        }
    }
}

/// The fields of a form, read only when the request says that it carries one.
pub(super) struct SentForm(RawForm);

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

fn confirmation(site: &SiteHandle, form: FormName, uri: &Uri) -> Answer {
    let reference = reference_of(uri)?;
    let page = pages::sent(&site.current().frame(), form, &reference)?;
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

fn private_page(status: StatusCode, page: Rendered) -> Response {
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
