//! Kits made at once: the address names the topics, and nothing is kept.

use axum::{
    extract::{RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};

use super::{
    error::AppError,
    reading,
    requests::{Answer, private_page, private_page_coded, see_other},
    site::{Site, SiteHandle},
};
use crate::{
    forms::{KitTopics, RawForm},
    kit::{KitChoice, KitQuery},
    pages,
};

pub(super) use crate::kit::READ;

/// Where a kit is chosen.
const CHOOSE: &str = "/kit";

/// The field by which the form's button says that the choice is made.
const MAKE: &str = "make";

/// The form, with what the address chooses; once the choice is made it leads on to the kit.
pub(super) async fn choose(State(site): State<SiteHandle>, request: Request) -> Answer {
    let Some(query) = request.uri().query() else {
        return Ok(reading::document(State(site), request).await);
    };
    let site = site.current();
    let fields = RawForm::parse(query.as_bytes())?;
    let asked = KitQuery::read(fields.iter(), site.library());
    if fields.text(MAKE).is_empty() {
        return form(&site, &asked);
    }
    match asked.choice(site.library()) {
        Ok(choice) => Ok(see_other(&format!("{READ}?{}", choice.query()))),
        Err(refused) => form(&site, &refused),
    }
}

/// The kit that the address tells of, or the form with what is wrong with it.
pub(super) async fn read(State(site): State<SiteHandle>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    let site = site.current();
    let fields = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    match KitQuery::read(fields.iter(), site.library()).choice(site.library()) {
        Ok(choice) => {
            let page = pages::kit(&site.frame(), &choice)?;
            Ok(private_page_coded(StatusCode::OK, page, &headers))
        }
        Err(refused) => form(&site, &refused),
    }
}

/// The list of pages that was here before kits were made; whoever kept its address finds its topics chosen.
pub(super) async fn moved(State(site): State<SiteHandle>, RawQuery(query): RawQuery) -> Answer {
    let site = site.current();
    let fields = RawForm::parse(query.unwrap_or_default().as_bytes())?;
    let target = match KitChoice::about(fields.all("topic"), site.library()) {
        Ok(choice) => format!("{CHOOSE}?{}", choice.query()),
        Err(_) => CHOOSE.to_owned(),
    };
    let location = HeaderValue::try_from(target).map_err(|_no_header| AppError::NotFound)?;
    Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location)]).into_response())
}

/// Where the kit about the topics of a request is.
pub(super) fn url_of(site: &Site, topics: &KitTopics) -> String {
    format!("{READ}?{}", topics.kit_query(site.library()))
}

pub(super) fn form(site: &Site, asked: &KitQuery) -> Answer {
    let status = if asked.faults().is_empty() {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    };
    Ok(private_page(status, pages::kit_choice(&site.frame(), asked)?))
}
