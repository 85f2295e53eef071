//! How much waits, and for how long.

use std::io;

use jiff::Timestamp;

use crate::{
    forms::FormName,
    store::{Filter, Status, Store},
};

use super::OperatorError;

/// Prints for each form how many requests are new and handled, and for how many days the oldest new one waits.
pub async fn submissions_stats(store: &Store, now: Timestamp, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    writeln!(out, "{:<12}  {:>7}  {:>7}  OLDEST NEW", "FORM", "NEW", "HANDLED")?;
    for form in FormName::ALL {
        let filter = Filter {
            form: Some(form),
            ..Filter::default()
        };
        let list = store.list(&filter).await?;
        let count = |status| list.iter().filter(|listed| listed.status == status).count();
        let new = list.iter().filter(|listed| listed.status == Status::New);
        let waits = new
            .map(|listed| listed.received)
            .min()
            .map_or_else(String::new, |oldest| {
                format!("{} days", now.duration_since(oldest).as_hours() / 24)
            });
        let (new, handled) = (count(Status::New), count(Status::Handled));
        writeln!(
            out,
            "{}",
            format!("{form:<12}  {new:>7}  {handled:>7}  {waits}").trim_end()
        )?;
    }
    Ok(out.flush()?)
}
