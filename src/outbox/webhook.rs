//! Calls a program of the operator, signed after <https://www.standardwebhooks.com>: which form, which reference, when,
//! and nothing personal.

use std::{path::Path, sync::Arc, time::Duration};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

use super::{Fault, OutboxError, secret_of};
use crate::store::{Delivery, DeliveryKind};

const SECRET_SETTING: &str = "--webhook-secret-file (DISCWISE_WEBHOOK_SECRET_FILE)";
/// Bytes; what the standard asks for.
const SHORTEST_SECRET: usize = 24;

/// A program that is told of each request.
#[derive(Clone)]
pub struct Webhook {
    agent: ureq::Agent,
    url: Arc<str>,
    secret: Arc<[u8]>,
}

impl Webhook {
    /// Calls nobody yet. The file holds the secret in base64, with or without `whsec_` before it; an answer must have
    /// come within `patience`.
    pub fn new(url: &str, secret_file: &Path, patience: Duration) -> Result<Self, OutboxError> {
        let text = secret_of(SECRET_SETTING, secret_file)?;
        let secret = BASE64_STANDARD.decode(text.strip_prefix("whsec_").unwrap_or(&text));
        let secret = secret.ok().filter(|secret| secret.len() >= SHORTEST_SECRET);
        let secret = secret.ok_or_else(|| OutboxError::File {
            setting: SECRET_SETTING,
            path: secret_file.to_owned(),
            why: format!("which does not hold at least {SHORTEST_SECRET} bytes in base64, such as whsec_MfKQ9r8G…"),
        })?;
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(patience))
            // An address elsewhere is not the one that the operator trusts.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("discwise")
            .build()
            .new_agent();
        Ok(Self {
            agent,
            url: Arc::from(url),
            secret: Arc::from(secret),
        })
    }

    /// Tells of a request; any answer of 200 to 299 is good.
    pub(super) async fn call(&self, delivery: &Delivery, now: Timestamp) -> Result<(), Fault> {
        let request = &delivery.request;
        let id = format!("{}-{}", request.reference.as_str(), delivery.id);
        let what = match delivery.kind {
            DeliveryKind::CorrectionWebhook => "request.corrected",
            _ => "request.received",
        };
        let body = serde_json::json!({
            "type": what,
            "timestamp": request.received,
            "data": { "form": request.form.as_str(), "reference": request.reference.to_string() },
        });
        let (hook, body) = (self.clone(), body.to_string());
        let called = tokio::task::spawn_blocking(move || hook.post(&id, now, &body));
        called.await.unwrap_or(Err(Fault::Connection))
    }

    fn post(&self, id: &str, now: Timestamp, body: &str) -> Result<(), Fault> {
        let seconds = now.as_second().to_string();
        let call = self
            .agent
            .post(&*self.url)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", &seconds)
            .header("webhook-signature", signature(&self.secret, id, &seconds, body)?);
        let status = call.send(body).map_err(|error| fault_of(&error))?.status();
        if status.is_success() {
            Ok(())
        } else {
            Err(Fault::Webhook(status.as_u16()))
        }
    }
}

pub(super) fn signature(secret: &[u8], id: &str, seconds: &str, body: &str) -> Result<String, Fault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_any_length_will_do| Fault::Letter)?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Ok(format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())))
}

fn fault_of(error: &ureq::Error) -> Fault {
    match error {
        ureq::Error::Timeout(_) => Fault::Timeout,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => Fault::Tls,
        other => Fault::below(other),
    }
}
