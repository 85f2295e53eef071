//! Makes a letter of a delivery about a match: to the reader, or for one who wants to be called to staff.

use super::{
    Fault, Outbox,
    letters::Letter,
    match_letters::{self, Call, Told},
};
use crate::{
    content::Library,
    forms::Reference,
    store::{Delivery, DeliveryKind, Identities, Match, StoreError, Stored},
};

/// What became of the wish to make a letter.
pub(super) enum Made {
    /// It can be sent.
    Letter(Letter),
    /// It can be sent to staff, who then have to call.
    Call(Letter),
    /// There is nobody to write to, or nothing to say, any more.
    Nothing,
    /// A request that it needs is sealed, and no key of it is here.
    Sealed,
}

impl Outbox {
    pub(super) async fn match_letter(
        &self,
        library: &Library,
        delivery: &Delivery,
        identities: Option<&Identities>,
    ) -> Result<Made, Fault> {
        let about = self.store.match_of_delivery(delivery.id).await.map_err(unreadable)?;
        // A letter about a match goes with it; that it ended is told without.
        if about.is_none() && delivery.kind != DeliveryKind::MatchEnded {
            return Ok(Made::Nothing);
        }
        let request = &delivery.request.reference;
        if self.store.wants_a_call(request).await.map_err(unreadable)? {
            let call = match (delivery.kind, &about) {
                (DeliveryKind::MatchProposal, Some(of)) => Call::Ask(of),
                (DeliveryKind::MatchIntroduction, Some(of)) => Call::Introduce(of),
                _ => Call::Ended,
            };
            let letter = match_letters::call(library, &delivery.request, &call, self.staff_address(library));
            return Ok(Made::Call(letter));
        }
        let Some(stored) = self.opened(request, identities).await? else {
            return Ok(Made::Nothing);
        };
        let Some(submission) = stored.submission.open() else {
            return Ok(Made::Sealed);
        };
        let told = Told::of(&self.origin, &stored.listed, submission).ok_or(Fault::Letter)?;
        match (delivery.kind, about) {
            (DeliveryKind::MatchProposal, Some(of)) => self.proposal(library, &told, &of, identities).await,
            (DeliveryKind::MatchIntroduction, Some(of)) => self.introduction(library, &told, &of, identities).await,
            _ => made(match_letters::ended(library, &told)),
        }
    }

    async fn proposal(
        &self,
        library: &Library,
        told: &Told<'_>,
        of: &Match,
        identities: Option<&Identities>,
    ) -> Result<Made, Fault> {
        let other = &of.other_than(told.reference()).request;
        let Some(other) = self.opened(other, identities).await? else {
            return Ok(Made::Nothing);
        };
        let Some(submission) = other.submission.open() else {
            return Ok(Made::Sealed);
        };
        let other = submission.talker().ok_or(Fault::Letter)?;
        made(match_letters::proposal(
            library,
            told,
            of,
            other.case.reveal(),
            other.treated,
        ))
    }

    async fn introduction(
        &self,
        library: &Library,
        told: &Told<'_>,
        of: &Match,
        identities: Option<&Identities>,
    ) -> Result<Made, Fault> {
        let Some(introduction) = self.store.introduction(of).await.map_err(unreadable)? else {
            return Ok(Made::Nothing);
        };
        let introduction = match identities {
            Some(identities) => introduction.opened_by(identities).map_err(unreadable)?,
            None => introduction,
        };
        if introduction.is_sealed() {
            return Ok(Made::Sealed);
        }
        made(match_letters::introduction(library, told, &introduction))
    }

    async fn opened(&self, request: &Reference, identities: Option<&Identities>) -> Result<Option<Stored>, Fault> {
        let stored = self.store.find(request).await.map_err(unreadable)?;
        let opened = match identities {
            Some(identities) => stored.map(|stored| stored.opened_by(identities)).transpose(),
            None => Ok(stored),
        };
        opened.map_err(unreadable)
    }
}

fn made(letter: Option<Letter>) -> Result<Made, Fault> {
    letter.map(Made::Letter).ok_or(Fault::Letter)
}

fn unreadable(_private: StoreError) -> Fault {
    Fault::Letter
}
