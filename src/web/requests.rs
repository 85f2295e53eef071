//! Forms: shown, sent, refused with everything typed, or stored and confirmed.
//!
//! One path for all of them; what differs is in each [`ReaderForm`].

use axum::{
    body::Bytes,
    extract::{FromRequest, RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use jiff::Timestamp;

use super::{
    caching::CachePolicy,
    desk::{Desk, Kept, Refusal},
    error::AppError,
    kit,
    metrics::NewlyStored,
    negotiation::coding_for,
    representation::Representation,
    site::{Site, SiteHandle},
};
use crate::{
    forms::{Asked, FieldErrors, FormName, FormStamp, RawForm, ReaderForm, Reference, SentStamp},
    pages::{self, Notice, RenderError, Rendered, Typed},
};

pub(super) type Answer = Result<Response, AppError>;

/// How much of a text is looked through for signs of an emergency; five times the longest that a form takes.
const LOOKED_THROUGH: usize = 20_000;

/// The field by which the buttons of a form tell what is to be done: nothing yet, `change` or `send`.
pub(super) const STEP_FIELD: &str = "step";

/// A form as first shown.
pub(super) async fn show<F: ReaderForm>(State(site): State<SiteHandle>, RawQuery(query): RawQuery) -> Answer {
    let site = site.current();
    let query = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    let typed = Typed {
        values: &F::opened(&query, site.library()).typed(),
        stamp: &FormStamp::fresh(Timestamp::now())?,
        errors: &FieldErrors::default(),
        notice: None,
        sounds_urgent: false,
    };
    Ok(private_page(
        StatusCode::OK,
        pages::form(&site.frame(), F::NAME, typed)?,
    ))
}

/// Takes a form: shows its answers once more, stores what it asks for, or gives it back.
pub(super) async fn send<F: ReaderForm>(State(site): State<SiteHandle>, desk: Desk, SentForm(raw): SentForm) -> Answer {
    let site = site.current();
    let form = F::from_raw(&raw);
    let came = Came {
        stamp: SentStamp::from_raw(&raw),
        sounds_urgent: sounds_urgent(&site, form.free_text()),
        form,
    };
    let step = raw.text(STEP_FIELD);
    if step == "change" {
        return came.shown(&site, On::Form);
    }
    let submission = match came.form.asked(site.library()) {
        Ok(Asked::Keep(submission)) => submission,
        Ok(Asked::TooEarly) => return Ok(see_other(too_early_url(came.sounds_urgent))),
        Ok(Asked::ReadKit(topics)) => return Ok(see_other(&kit::url_of(&site, &topics))),
        Err(mistakes) => return came.refused(&site, On::Form, &desk.refuse(mistakes)),
    };
    if F::NAME.is_checked() && step != "send" {
        return came.shown(&site, On::Check);
    }
    match desk.keep(&site, &submission, &came.stamp).await {
        Ok(kept) => Ok(confirmed(F::NAME, &kept, came.sounds_urgent)),
        Err(refusal) if F::NAME.is_checked() => came.refused(&site, On::Check, &refusal),
        Err(refusal) => came.refused(&site, On::Form, &refusal),
    }
}

/// A form as it came.
struct Came<F> {
    form: F,
    stamp: SentStamp,
    /// Whether its text may tell of an emergency.
    sounds_urgent: bool,
}

/// On which page a form goes back to its reader.
#[derive(Clone, Copy)]
enum On {
    /// With its questions.
    Form,
    /// With its answers alone, to be sent as they are.
    Check,
}

impl<F: ReaderForm> Came<F> {
    /// Nothing is wrong with it and nothing is stored.
    fn shown(&self, site: &Site, on: On) -> Answer {
        let stamp = self.stamp.kept(Timestamp::now())?;
        let page = self.page(site, on, &stamp, &FieldErrors::default(), None)?;
        Ok(private_page(StatusCode::OK, page))
    }

    fn refused(&self, site: &Site, on: On, refusal: &Refusal) -> Answer {
        let stamp = refusal.stamp(&self.stamp)?;
        let page = self.page(site, on, &stamp, &refusal.errors, refusal.notice())?;
        Ok(refusal.answer(page))
    }

    fn page(
        &self,
        site: &Site,
        on: On,
        stamp: &FormStamp,
        errors: &FieldErrors,
        notice: Option<Notice>,
    ) -> Result<Rendered, RenderError> {
        let typed = Typed {
            values: &self.form.typed(),
            stamp,
            errors,
            notice,
            sounds_urgent: self.sounds_urgent,
        };
        match on {
            On::Form => pages::form(&site.frame(), F::NAME, typed),
            On::Check => pages::check(&site.frame(), F::NAME, typed),
        }
    }
}

/// Whether a text may tell of an emergency.
pub(super) fn sounds_urgent(site: &Site, text: Option<&str>) -> bool {
    let text: String = text.unwrap_or_default().chars().take(LOOKED_THROUGH).collect();
    site.library().red_flags().named_in(&text).is_some()
}

/// Leads on to the confirmation.
fn confirmed(form: FormName, kept: &Kept, sounds_urgent: bool) -> Response {
    let urgent = if sounds_urgent { "urgent/" } else { "" };
    let mut response = see_other(&format!("{}/sent/{urgent}{}", form.path(), kept.reference));
    if !kept.repeated {
        response.extensions_mut().insert(NewlyStored);
    }
    response
}

/// Confirms what was sent; can be reloaded and says nothing but the reference.
pub(super) async fn sent<F: ReaderForm>(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    let page = pages::sent(&site.current().frame(), F::NAME, &reference_of(&uri)?)?;
    Ok(private_page(StatusCode::OK, page))
}

/// Confirms what may tell of an emergency, after the emergency card.
pub(super) async fn sent_urgent<F: ReaderForm>(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    let page = pages::sent_urgent(&site.current().frame(), F::NAME, &reference_of(&uri)?)?;
    Ok(private_page(StatusCode::OK, page))
}

/// The fields of a form, read only when the request says that it carries one.
pub(super) struct SentForm(pub(super) RawForm);

impl SentForm {
    /// The fields as sent.
    pub(super) fn fields(&self) -> &RawForm {
        &self.0
    }
}

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

/// The reference at the end of a confirmation's path.
fn reference_of(uri: &Uri) -> Result<Reference, AppError> {
    let told = uri.path().rsplit('/').next().unwrap_or_default();
    told.parse().map_err(|_no_reference| AppError::NotFound)
}

/// For whoever asks to be connected before there is a plan; nothing was kept.
pub(super) async fn too_early(State(site): State<SiteHandle>, uri: Uri) -> Answer {
    let sounds_urgent = uri.path().ends_with(too_early_url(true));
    let page = pages::too_early(&site.current().frame(), sounds_urgent)?;
    Ok(private_page(StatusCode::OK, page))
}

fn too_early_url(sounds_urgent: bool) -> &'static str {
    if sounds_urgent {
        "/connect/too-early/urgent"
    } else {
        "/connect/too-early"
    }
}

/// A page made for one reader.
pub(super) fn private_page(status: StatusCode, page: Rendered) -> Response {
    let headers = [(header::CACHE_CONTROL, CachePolicy::Private.header())];
    (status, headers, Html(page.text)).into_response()
}

/// The same in the coding that the client takes; for pages with drawings, which are many times larger without.
pub(super) fn private_page_coded(status: StatusCode, page: Rendered, asked: &HeaderMap) -> Response {
    let coded = Representation::once(page.text.into_bytes(), coding_for(asked));
    let mut response = (status, coded.body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, CachePolicy::Private.header());
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(page.media_type));
    if let Some(encoding) = coded.encoding {
        headers.insert(header::CONTENT_ENCODING, encoding);
    }
    response
}

/// `303`: the browser goes on with GET, so that a reload asks for the confirmation and never sends again.
pub(super) fn see_other(path: &str) -> Response {
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
