//! How staff bring readers together, from the words of the command line to the operator's room.

use std::io;

use discwise::{
    config::{ConnectAction, Settings},
    operator,
    store::{Side, Store},
};

use crate::{
    failure::Failure,
    staff::{confirm, identities, list_format, parsed, reference, store_of_staff},
};

pub(crate) async fn connect(settings: &Settings, action: ConnectAction) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let done = do_with_matches(&store, action).await;
    store.close().await;
    done
}

async fn do_with_matches(store: &Store, action: ConnectAction) -> Result<(), Failure> {
    let out = &mut io::stdout().lock();
    let now = jiff::Timestamp::now();
    match action {
        ConnectAction::Suggest { seeker, identity } => {
            let (seeker, identities) = (reference(seeker)?, identities(identity)?);
            operator::connect_suggest(store, &seeker, identities.as_ref(), out).await?;
        }
        ConnectAction::Propose { seeker, volunteer } => {
            operator::connect_propose(store, &reference(seeker)?, &reference(volunteer)?, now, out).await?;
        }
        ConnectAction::Accepted { of, by } => {
            operator::connect_accepted(store, &reference(of)?, side(&by)?, now, out).await?;
        }
        ConnectAction::Declined { of, by } => {
            operator::connect_declined(store, &reference(of)?, side(&by)?, now, out).await?;
        }
        ConnectAction::Called { request } => {
            operator::connect_called(store, &reference(request)?, now, out).await?;
        }
        ConnectAction::Expire { days, dry_run, yes } => {
            let due = operator::connect_due(store, days, now, out).await?;
            if !dry_run && !due.is_empty() {
                confirm("They will be given up, and those who were asked are told.", yes)?;
                operator::connect_expire(store, &due, now, out).await?;
            }
        }
        ConnectAction::List { format } => operator::connect_list(store, list_format(format), out).await?,
    }
    Ok(())
}

fn side(told: &str) -> Result<Side, Failure> {
    parsed("--by", told)
}
