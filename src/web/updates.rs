//! Confirming that an address wants updates, and stopping them, by links in letters. Looking at a link changes nothing:
//! mail programs look at links on their own.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;

use super::{
    desk::Desk,
    error::AppError,
    requests::{Answer, private_page, see_other},
    site::SiteHandle,
};
use crate::{
    outbox::{LinkPurpose, Spool, UpdatesLink},
    pages::{self, UpdatesStep},
    store::{Status, Store, StoreError},
};

/// What a link to confirm by leads to.
enum Wish {
    /// It can be confirmed.
    Open(UpdatesLink),
    /// It is confirmed already.
    Confirmed,
    /// The link is too old, or a newer one was sent.
    Late(UpdatesLink),
    /// There is nothing to confirm.
    Gone,
}

async fn wish(store: &Store, token: &str) -> Result<Wish, StoreError> {
    let Some(link) = UpdatesLink::read(token, LinkPurpose::Confirm, &store.link_signer()?) else {
        return Ok(Wish::Gone);
    };
    let timely = link.until.is_none_or(|until| Timestamp::now() <= until);
    Ok(match store.updates_wish(&link.reference).await? {
        None => Wish::Gone,
        Some((Status::Confirmed, _)) => Wish::Confirmed,
        Some((_, newest)) if timely && newest == link.letter => Wish::Open(link),
        Some(_) => Wish::Late(link),
    })
}

/// Shows the button to confirm by, or what became of the link.
pub(super) async fn show_confirm(
    State(site): State<SiteHandle>,
    State(store): State<Store>,
    Path(token): Path<String>,
) -> Answer {
    let (status, step) = match wish(&store, &token).await? {
        Wish::Open(_) => (StatusCode::OK, UpdatesStep::Confirm),
        Wish::Confirmed => (StatusCode::OK, UpdatesStep::Confirmed),
        Wish::Late(_) => (StatusCode::GONE, UpdatesStep::Late),
        Wish::Gone => (StatusCode::NOT_FOUND, UpdatesStep::Gone),
    };
    Ok(private_page(status, pages::updates(&site.current().frame(), step)?))
}

/// Confirms; or sends a new link where the old one came late.
pub(super) async fn confirm(
    State(site): State<SiteHandle>,
    State(store): State<Store>,
    desk: Desk,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    match wish(&store, &token).await? {
        Wish::Open(link) => {
            store.confirm_updates(&link.reference, Timestamp::now()).await?;
        }
        Wish::Late(link) => {
            if !desk.may_send() {
                let page = pages::updates(&site.current().frame(), UpdatesStep::Wait)?;
                return Ok(private_page(StatusCode::TOO_MANY_REQUESTS, page));
            }
            store.ask_again_to_confirm(&link.reference, Timestamp::now()).await?;
            return Ok(see_other("/updates/asked"));
        }
        Wish::Confirmed | Wish::Gone => {}
    }
    Ok(see_other(&format!("/updates/confirm/{token}")))
}

/// Says that a new link is on its way.
pub(super) async fn asked(State(site): State<SiteHandle>) -> Answer {
    let page = pages::updates(&site.current().frame(), UpdatesStep::Asked)?;
    Ok(private_page(StatusCode::OK, page))
}

/// Shows the button to stop by.
pub(super) async fn show_stop(
    State(site): State<SiteHandle>,
    State(store): State<Store>,
    Path(token): Path<String>,
) -> Answer {
    let link = UpdatesLink::read(&token, LinkPurpose::Stop, &store.link_signer()?).ok_or(AppError::NotFound)?;
    let step = match store.updates_wish(&link.reference).await? {
        Some(_) => UpdatesStep::Stop,
        None => UpdatesStep::Stopped,
    };
    Ok(private_page(
        StatusCode::OK,
        pages::updates(&site.current().frame(), step)?,
    ))
}

/// Stops them and erases the address. Mail programs send this with one click (RFC 8058): whatever its body, and without
/// being led on.
pub(super) async fn stop(
    State(site): State<SiteHandle>,
    State(store): State<Store>,
    State(spool): State<Spool>,
    Path(token): Path<String>,
) -> Answer {
    let link = UpdatesLink::read(&token, LinkPurpose::Stop, &store.link_signer()?).ok_or(AppError::NotFound)?;
    match store.stop_updates(&link.reference, Timestamp::now()).await {
        // It is removed; the log of the database is emptied within the hour.
        Ok(_) | Err(StoreError::Lingering) => {}
        Err(error) => return Err(error.into()),
    }
    if let Err(cause) = spool.tidy(&store).await {
        // The next round of the retention removes them.
        tracing::error!(%cause, "letters of stopped updates could not be removed yet");
    }
    let page = pages::updates(&site.current().frame(), UpdatesStep::Stopped)?;
    Ok(private_page(StatusCode::OK, page))
}
