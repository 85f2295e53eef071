//! Kits as files, from the words of the command line to the operator's room.

use std::io::{self, Write};

use discwise::{
    config::{KitArguments, KitsAction, Settings},
    content::{Kind, Language, Library},
    kit::{self, KitChoice, KitFault, KitQuery, Part, field},
    operator::{self, KitPrinter, Unprinted},
};

use crate::{
    check::content,
    failure::Failure,
    staff::{identities, origin, store_of_staff},
};

/// The flag by which a page of each kind is named.
const FLAGS: [(Kind, &str); 3] = [
    (Kind::Condition, "--condition"),
    (Kind::Procedure, "--procedure"),
    (Kind::Level, "--level"),
];

/// Names that differ by one letter in so many are taken for slips.
const LETTERS_A_SLIP: usize = 3;

pub(crate) fn kit(settings: &Settings, told: &KitArguments) -> Result<(), Failure> {
    let library = library(settings)?;
    let choice = choice(&library, told)?;
    let printer = printer(settings, library)?;
    Ok(operator::kit_print(
        &printer,
        &choice,
        &told.out,
        &mut io::stdout().lock(),
    )?)
}

pub(crate) async fn kits(settings: &Settings, action: KitsAction) -> Result<(), Failure> {
    let KitsAction::PrintQueue { out: folder, identity } = action;
    let identities = identities(identity)?;
    let printer = printer(settings, library(settings)?)?;
    let store = store_of_staff(settings).await?;
    let out = &mut io::stdout().lock();
    let left = operator::kits_print_queue(&store, identities.as_ref(), &printer, &folder, out).await;
    store.close().await;
    tell_of_unprinted(&left?, identities.is_some())
}

/// Unlike a row of an export, a kit that is not printed cannot be seen to be missing.
fn tell_of_unprinted(left: &Unprinted, with_identity: bool) -> Result<(), Failure> {
    let mut told = io::stderr().lock();
    for (reference, fault) in &left.unmade {
        writeln!(told, "{reference} cannot be printed: {fault}").ok();
    }
    let hint = if with_identity {
        "that identity does not open them"
    } else {
        "--identity FILE opens them"
    };
    if left.sealed > 0 {
        writeln!(told, "sealed and not looked into: {}; {hint}", left.sealed).ok();
    } else if left.unmade.is_empty() {
        return Ok(());
    }
    Err(Failure::NotPrinted)
}

fn library(settings: &Settings) -> Result<Library, Failure> {
    Ok(Library::load(&content(settings.content.as_deref()), Language::English)?)
}

/// A kit on paper names the address of the site, which a command can only be told.
fn printer(settings: &Settings, library: Library) -> Result<KitPrinter, Failure> {
    let origin = origin(settings);
    if settings.public_origin.is_none() {
        writeln!(
            io::stderr(),
            "the address in a kit will be {origin}; --public-origin names another one"
        )
        .ok();
    }
    Ok(KitPrinter::new(library, origin)?)
}

/// What the arguments say, in the fields of a kit's address.
fn choice(library: &Library, told: &KitArguments) -> Result<KitChoice, Failure> {
    let about = &told.about;
    let named = FLAGS.into_iter().zip([
        about.conditions.as_slice(),
        about.procedures.as_slice(),
        about.level.as_slice(),
    ]);
    for ((kind, flag), slugs) in named.clone() {
        for slug in slugs {
            known(library, kind, flag, slug)?;
        }
    }
    let slugs = named.flat_map(|(_, slugs)| slugs).map(String::as_str);
    let topics = slugs.chain(about.not_sure.then_some(kit::NOT_SURE));
    let is_in = |part: &&str| !told.without.iter().any(|left_out| left_out == part);
    let parts = Part::ALL.map(Part::value);
    let mut parts: Vec<&str> = parts.iter().copied().filter(is_in).collect();
    if parts.is_empty() {
        parts.push(kit::NO_PART);
    }
    let print = if told.large_print { "large" } else { "usual" };
    let pairs = topics
        .map(|topic| (field::ABOUT, topic))
        .chain(parts.into_iter().map(|part| (field::PART, part)))
        .chain([
            (field::DETAIL, told.detail.as_str()),
            (field::PRINT, print),
            (field::PAPER, told.paper.as_str()),
        ]);
    let chosen = KitQuery::read(pairs, library).choice(library);
    chosen.map_err(|refused| Failure::NoKit(refused.faults().first().cloned().unwrap_or(KitFault::NoTopic)))
}

/// Nothing when there is a page of this kind and name; else what may be meant.
fn known(library: &Library, kind: Kind, flag: &'static str, given: &str) -> Result<(), Failure> {
    if kit::topics(library).any(|page| page.kind == kind && page.slug.as_str() == given) {
        return Ok(());
    }
    let slips = |slug: &str| strsim::osa_distance(slug, given);
    let near = kit::topics(library)
        .filter(|page| page.slug.as_str().contains(given) || slips(page.slug.as_str()) * LETTERS_A_SLIP <= given.len())
        .min_by_key(|page| slips(page.slug.as_str()));
    let flag_of = |kind: Kind| FLAGS.iter().find(|(known, _)| *known == kind).map(|(_, flag)| *flag);
    let hint = match near.and_then(|page| Some((flag_of(page.kind)?, &page.slug))) {
        Some((flag, slug)) => format!("did you mean {flag} {slug}?"),
        None => "a page is named by the end of its address, such as disc-extrusion".to_owned(),
    };
    Err(Failure::NoSuchTopic {
        flag,
        given: given.to_owned(),
        hint,
    })
}
