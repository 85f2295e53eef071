//! The wish to talk about a scan, as stored.

use serde::{Deserialize, Serialize};

use super::{KeptError, reply::KeptReply};
use crate::forms::{FormName, FullName, MessageText, Private, ScanKind, ScanReview, ShortText};

/// The wish to talk about a scan, as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptScanReview {
    scan: String,
    made: Option<String>,
    message: Option<String>,
    name: String,
    #[serde(flatten)]
    reply: KeptReply,
}

impl KeptScanReview {
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        let scan = [("scan", self.scan)];
        let made = self.made.map(|made| ("made", made));
        let message = self.message.map(|message| ("message", message));
        let told = scan.into_iter().chain(made).chain(message);
        told.chain([("name", self.name)]).chain(self.reply.fields()).collect()
    }
}

impl From<&ScanReview> for KeptScanReview {
    fn from(review: &ScanReview) -> Self {
        Self {
            name: review.name.reveal().0.clone(),
            reply: (&review.reply).into(),
            scan: review.scan.reveal().as_str().to_owned(),
            made: review.made.as_ref().map(|made| made.reveal().0.clone()),
            message: review.message.as_ref().map(|text| text.reveal().0.clone()),
        }
    }
}

impl TryFrom<KeptScanReview> for ScanReview {
    type Error = KeptError;

    fn try_from(kept: KeptScanReview) -> Result<Self, Self::Error> {
        let form = FormName::ScanReview;
        let scan = ScanKind::from_value(&kept.scan).ok_or(KeptError::Value { form, field: "scan" })?;
        Ok(Self {
            name: Private::new(FullName(kept.name)),
            reply: kept.reply.read(form)?,
            scan: Private::new(scan),
            made: kept.made.map(|made| Private::new(ShortText(made))),
            message: kept.message.map(|text| Private::new(MessageText(text))),
        })
    }
}
