//! Kits as files: one that staff choose, and those that go to readers by mail.

use std::{fs, io, path::Path};

use crate::{
    content::Library,
    forms::{Delivery, FormName, FullName, KitTopics, PostalAddress, Private, Reference, Submission},
    kit::{KitChoice, KitFault, Typesetter},
    pages::{self, AssetUrls, Frame},
    store::{Filter, Identities, Status, Store},
};

use super::{OperatorError, private_file, submissions::print_field};

/// The list of where each kit goes, beside the kits.
const ADDRESSES: &str = "addresses.txt";

/// Makes kits out of one library.
pub struct KitPrinter {
    library: Library,
    assets: AssetUrls,
    /// Where readers find the site; each kit leads there.
    origin: String,
    typesetter: Typesetter,
}

impl KitPrinter {
    /// Reads what is needed to set kits.
    pub fn new(library: Library, origin: String) -> Result<Self, OperatorError> {
        Ok(Self {
            library,
            assets: AssetUrls::default(),
            origin,
            typesetter: Typesetter::new()?,
        })
    }

    /// Writes a kit into a new file, whole or not at all; gives how many pages it has.
    fn print(&self, choice: &KitChoice, path: &Path) -> Result<usize, OperatorError> {
        let frame = Frame {
            library: &self.library,
            assets: &self.assets,
            origin: &self.origin,
            refreshing: None,
        };
        let file = private_file::create(path)?;
        let print = || {
            let manuscript = pages::kit_manuscript(&frame, choice)?;
            let (pdf, pages) = self.typesetter.typeset_and_count(&manuscript)?;
            private_file::write(&file, path, &pdf).map(|()| pages)
        };
        let printed = print();
        private_file::finish(&file, path, printed)
    }
}

/// What of a queue was not printed.
#[derive(Debug, Default)]
pub struct Unprinted {
    /// How many requests are sealed, and not to one of the identities; nobody knows which of them go by mail.
    pub sealed: usize,
    /// Requests of which no kit can be made, with why.
    pub unmade: Vec<(Reference, KitFault)>,
}

/// A kit that goes by mail.
struct Parcel {
    reference: Reference,
    topics: Private<KitTopics>,
    name: Private<FullName>,
    address: Private<PostalAddress>,
}

/// Writes one kit into a new file.
pub fn kit_print(
    printer: &KitPrinter,
    choice: &KitChoice,
    path: &Path,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let pages = printer.print(choice, path)?;
    writeln!(out, "{}: {pages} pages", path.display())?;
    Ok(out.flush()?)
}

/// Writes every kit that is to go by mail and is not handled into a new folder that nobody else can read, named by its
/// reference, with a list of where each goes. When one cannot be written, nothing stays.
pub async fn kits_print_queue(
    store: &Store,
    identities: Option<&Identities>,
    printer: &KitPrinter,
    folder: &Path,
    out: &mut dyn io::Write,
) -> Result<Unprinted, OperatorError> {
    let (parcels, sealed) = waiting(store, identities).await?;
    let mut left = Unprinted {
        sealed,
        ..Unprinted::default()
    };
    let mut ready = Vec::new();
    for parcel in parcels {
        match parcel.topics.reveal().choice(&printer.library) {
            Ok(choice) => ready.push((parcel, choice)),
            Err(refused) => {
                let fault = refused.faults().first().cloned().unwrap_or(KitFault::NoTopic);
                left.unmade.push((parcel.reference, fault));
            }
        }
    }
    if ready.is_empty() {
        writeln!(out, "No kits to print.")?;
    } else {
        private_file::create_folder(folder)?;
        if let Err(fault) = print_all(printer, &ready, folder) {
            fs::remove_dir_all(folder).ok();
            return Err(fault);
        }
        tell_what_is_next(&ready, folder, out)?;
    }
    out.flush()?;
    Ok(left)
}

/// What is to go by mail, in the order of arrival, and how many requests could not be looked into.
async fn waiting(store: &Store, identities: Option<&Identities>) -> Result<(Vec<Parcel>, usize), OperatorError> {
    let new = Filter {
        form: Some(FormName::Kit),
        status: Some(Status::New),
        ..Filter::default()
    };
    let (mut position, mut sealed, mut parcels) = (0, 0, Vec::new());
    loop {
        let batch = store.next_stored(&new, position).await?;
        let Some(last) = batch.last() else { break };
        position = last.position;
        for mut stored in batch {
            if let Some(identities) = identities {
                stored = stored.opened_by(identities)?;
            }
            match stored.submission.open() {
                Some(Submission::Kit(request)) => {
                    if let Delivery::Post { name, to } = &request.delivery {
                        parcels.push(Parcel {
                            reference: stored.listed.reference.clone(),
                            topics: request.topics.clone(),
                            name: name.clone(),
                            address: to.clone(),
                        });
                    }
                }
                _ => sealed += 1,
            }
        }
    }
    Ok((parcels, sealed))
}

fn print_all(printer: &KitPrinter, ready: &[(Parcel, KitChoice)], folder: &Path) -> Result<(), OperatorError> {
    let mut addresses = Vec::new();
    for (parcel, choice) in ready {
        let name = format!("{}.pdf", parcel.reference);
        let pages = printer.print(choice, &folder.join(&name))?;
        let fields = [
            ("file", name.as_str()),
            ("pages", &pages.to_string()),
            ("name", parcel.name.reveal().as_str()),
            ("address", parcel.address.reveal().as_str()),
        ];
        print_field("reference", &parcel.reference.to_string(), &mut addresses)?;
        for (label, value) in fields {
            print_field(label, value, &mut addresses)?;
        }
        addresses.push(b'\n');
    }
    let path = folder.join(ADDRESSES);
    let file = private_file::create(&path)?;
    let written = private_file::write(&file, &path, &addresses);
    private_file::finish(&file, &path, written)
}

fn tell_what_is_next(ready: &[(Parcel, KitChoice)], folder: &Path, out: &mut dyn io::Write) -> io::Result<()> {
    let (kits, folder) = (ready.len(), folder.display());
    writeln!(
        out,
        "Kits to print: {kits}. They are in {folder}, with names and addresses in {ADDRESSES}."
    )?;
    writeln!(out, "Once they are in the mail, remove {folder} and run:")?;
    for (parcel, _) in ready {
        writeln!(out, "discwise submissions handled {}", parcel.reference)?;
    }
    Ok(())
}
