//! The list of those who hear of new pages.

use std::{collections::BTreeSet, io, path::Path};

use crate::{
    forms::{FormName, Submission},
    outbox::to_stop,
    store::{Filter, Identities, Status, Store},
};

use super::{
    OperatorError, private_file,
    spreadsheet::{harmless, writer},
};

/// Writes every address that has confirmed, once, with the link by which its reader stops updates. `origin` is where
/// readers find the site. Gives how many addresses are left out because they are sealed, and not to one of the identities.
pub async fn updates_list(
    store: &Store,
    identities: Option<&Identities>,
    origin: &str,
    out: &mut dyn io::Write,
) -> Result<usize, OperatorError> {
    let confirmed = Filter {
        form: Some(FormName::Updates),
        status: Some(Status::Confirmed),
        ..Filter::default()
    };
    let signer = store.link_signer()?;
    let mut csv = writer(out);
    csv.write_record(["email", "stop"])?;
    let (mut position, mut sealed, mut told) = (0, 0, BTreeSet::new());
    loop {
        let batch = store.next_stored(&confirmed, position).await?;
        let Some(last) = batch.last() else { break };
        position = last.position;
        for mut stored in batch {
            if let Some(identities) = identities {
                stored = stored.opened_by(identities)?;
            }
            let Some(Submission::Updates(request)) = stored.submission.open() else {
                sealed += 1;
                continue;
            };
            let address = request.to.reveal().as_str();
            if told.insert(address.to_lowercase()) {
                let stop = to_stop(&stored.listed.reference, origin, &signer);
                csv.write_record([harmless(address).as_ref(), &stop])?;
            }
        }
    }
    csv.flush()?;
    Ok(sealed)
}

/// Writes the same into a new file that nobody else can read.
pub async fn updates_list_to(
    path: &Path,
    store: &Store,
    identities: Option<&Identities>,
    origin: &str,
) -> Result<usize, OperatorError> {
    let file = private_file::create(path)?;
    let mut out = io::BufWriter::new(&file);
    let done = updates_list(store, identities, origin, &mut out).await;
    drop(out);
    private_file::finish(&file, path, done)
}
