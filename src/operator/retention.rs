//! Removes requests when the days that readers were told are over; by the running site, and by command.

use std::{io, time::Duration};

use jiff::{SignedDuration, Timestamp};

use crate::{
    content::RetentionDays,
    forms::FormName,
    outbox::Spool,
    store::{Filter, Status, Store, StoreError},
};

use super::OperatorError;

/// How often the running site looks for requests whose days are over.
pub const RETENTION_ROUND: Duration = Duration::from_hours(1);

/// When nothing has come and nothing was done for longer than this, the clock may be ahead.
const LONG_SILENCE: SignedDuration = SignedDuration::from_hours(24 * 30);

/// For so many rounds.
const ROUNDS_OF_DOUBT: u32 = 6;

/// Before which moment a request of a form must have come to be removed now.
fn expiry(days: RetentionDays, form: FormName, now: Timestamp) -> Timestamp {
    let kept = SignedDuration::from_hours(24 * i64::from(form.days_kept(&days)));
    now.checked_sub(kept).unwrap_or(Timestamp::MIN)
}

/// Prints how many requests of each form are over their days; returns how many they are together.
pub async fn retention_due(
    store: &Store,
    days: RetentionDays,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<usize, OperatorError> {
    let mut due = 0;
    for form in FormName::ALL {
        let filter = Filter {
            form: Some(form),
            received_before: Some(expiry(days, form, now)),
            ..Filter::default()
        };
        let count = store.list(&filter).await?;
        // An address that has confirmed is kept until its reader stops the updates.
        let count = count.iter().filter(|listed| listed.status != Status::Confirmed).count();
        due += count;
        let kept = form.days_kept(&days);
        let unit = if kept == 1 { "day" } else { "days" };
        writeln!(out, "{form}: {count} older than {kept} {unit}")?;
    }
    out.flush()?;
    Ok(due)
}

/// Removes every request that is over its days, and the letters about it, so that no file holds a byte of it; returns
/// how many they were.
pub async fn retention_run(
    store: &Store,
    spool: &Spool,
    days: RetentionDays,
    now: Timestamp,
) -> Result<u64, OperatorError> {
    let mut removed = 0;
    for form in FormName::ALL {
        removed += store.expire(form, expiry(days, form, now), now).await?;
    }
    // Even when nothing was removed: an earlier erasure may have left bytes in the log.
    store.sweep().await?;
    spool.tidy(store).await?;
    Ok(removed)
}

/// Does so at once and then every round, until the store is closed. What fails is logged and tried again next time.
pub async fn retention_keep(
    store: Store,
    spool: Spool,
    days: RetentionDays,
    clock: impl Fn() -> Timestamp,
    round: Duration,
) {
    let mut doubts = 0;
    loop {
        match keep_one_round(&store, &spool, days, clock(), &mut doubts).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "requests were removed whose days are over"),
            Err(OperatorError::Store(StoreError::Closed)) => return,
            Err(error) => tracing::warn!(%error, "requests whose days are over could not all be removed"),
        }
        tokio::time::sleep(round).await;
    }
}

/// One wrong clock would remove everything. So the first rounds after a long silence remove nothing: a clock that was
/// set wrong is put right meanwhile, and where there was nothing but silence the requests go a few hours later.
async fn keep_one_round(
    store: &Store,
    spool: &Spool,
    days: RetentionDays,
    now: Timestamp,
    doubts: &mut u32,
) -> Result<u64, OperatorError> {
    let silence = store.latest().await?.map(|latest| now.duration_since(latest));
    if silence.is_none_or(|silence| silence <= LONG_SILENCE) {
        *doubts = 0;
    } else if *doubts < ROUNDS_OF_DOUBT {
        *doubts += 1;
        let days = LONG_SILENCE.as_hours() / 24;
        tracing::warn!(%now, "nothing has happened for {days} days, if the clock is right; old requests are removed later");
        store.sweep().await?;
        return Ok(0);
    }
    retention_run(store, spool, days, now).await
}
