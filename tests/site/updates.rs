//! Updates by email: asked for, confirmed by a link in a letter, stopped by one click.

use std::{fs, path::Path};

use discwise::{
    outbox::{LinkPurpose, UpdatesLink},
    store::Status,
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    folder::Stranger,
    outbox::{decoded, header, spooled, start, wait_for},
    process::{Running, data, refused, run},
    support::TestSite,
};

pub const ADDRESS: &str = "sam@xq7mark.example.org";

/// Asks for updates for an address.
pub fn ask(site: &Running, key: u128, address: &str) {
    let key = format!("{key:032x}");
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("key", key.as_str()), ("opened", "1"), ("email", address)])
        .finish();
    let answer = site.post("/updates", &body);
    assert!(answer.contains("location: /updates/sent/"), "{answer}");
}

/// The letters, in the order in which they were queued.
pub fn letters(folder: &Path, count: usize) -> Vec<String> {
    let number = |path: &std::path::PathBuf| -> u64 {
        let name = path.file_stem().unwrap().to_str().unwrap();
        name.rsplit_once('-').unwrap().1.parse().unwrap()
    };
    let whole = || {
        let mut files = spooled(folder);
        files.retain(|file| file.extension().unwrap() == "eml");
        files.sort_by_key(number);
        files
    };
    let files = wait_for(whole, |files| files.len() == count);
    files
        .iter()
        .map(|file| decoded(&fs::read_to_string(file).unwrap()))
        .collect()
}

/// The link to confirm by, as a path.
pub fn confirm_link(letter: &str) -> &str {
    let at = letter.find("/updates/confirm/").unwrap();
    letter[at..].split_whitespace().next().unwrap()
}

/// The link to stop by of a letter's header, as a path.
pub fn stop_link(letter: &str) -> &str {
    let link = header(letter, "List-Unsubscribe").strip_prefix('<').unwrap();
    let link = link.strip_suffix('>').unwrap();
    &link[link.find("/updates/stop/").unwrap()..]
}

pub fn told(folder: &Path, command: &[&str]) -> String {
    let output = run(&[command, &["--data", folder.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn states(folder: &Path) -> Vec<String> {
    let list = told(
        folder,
        &["submissions", "list", "--form", "updates", "--format", "json"],
    );
    let state = |line: &str| -> String {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line.get("status").unwrap().as_str().unwrap().to_owned()
    };
    list.lines().map(state).collect()
}

/// The addresses of `updates list` with their links.
pub fn listed(folder: &Path) -> Vec<(String, String)> {
    let list = told(folder, &["updates", "list"]);
    let mut lines = list.lines().map(|line| {
        let (address, stop) = line.split_once(',').unwrap();
        (address.trim_matches('"').to_owned(), stop.trim_matches('"').to_owned())
    });
    assert_eq!(lines.next(), Some(("email".to_owned(), "stop".to_owned())));
    lines.collect()
}

/// What a mail program sends for one click: no origin, no cookie, a body of its own.
pub fn click(site: &Running, path: &str, more: &str) -> String {
    let body = "List-Unsubscribe=One-Click";
    site.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{more}content-type: \
         application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

#[test]
fn an_address_is_on_the_list_once_it_has_confirmed_and_off_it_by_one_click() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder, &[]);
    ask(&site, 7, ADDRESS);
    let letter = letters(&folder, 1).remove(0);
    assert_eq!(header(&letter, "To"), ADDRESS);
    assert_eq!(header(&letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let link = confirm_link(&letter);
    for _ in 0..2 {
        let page = site.get(link);
        assert!(
            page.contains("Do you want our updates?") && page.contains("no-store"),
            "{page}"
        );
    }
    assert_eq!(states(&folder), ["unconfirmed"], "looking changes nothing");
    assert!(listed(&folder).is_empty());
    let elsewhere = "origin: https://elsewhere.example\r\nsec-fetch-site: cross-site\r\n";
    assert!(click(&site, link, elsewhere).starts_with("HTTP/1.1 403"));
    assert!(site.post(link, "").contains(&format!("location: {link}")));
    assert!(site.get(link).contains("You will hear from us"));
    assert_eq!(states(&folder), ["confirmed"]);

    // Who asks twice is listed once, and stops both.
    ask(&site, 8, ADDRESS);
    let again = letters(&folder, 2).remove(1);
    site.post(confirm_link(&again), "");
    let rows = listed(&folder);
    let [(address, stop)] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    let stop = &stop[stop.find("/updates/stop/").unwrap()..];
    assert_eq!((address.as_str(), stop), (ADDRESS, stop_link(&letter)));
    assert!(site.get(stop).contains("Stop our updates?"));
    assert_eq!(states(&folder), ["confirmed", "confirmed"], "looking changes nothing");
    let stopped = click(&site, stop, "");
    assert!(
        stopped.starts_with("HTTP/1.1 200") && stopped.contains("You get no more updates"),
        "{stopped}"
    );
    assert!(states(&folder).is_empty() && spooled(&folder).is_empty());
    assert!(listed(&folder).is_empty());
    assert!(click(&site, stop, "").starts_with("HTTP/1.1 200"));
    assert!(site.get(link).starts_with("HTTP/1.1 404"));
    let log = site.log.told();
    let token = stop.rsplit('/').next().unwrap();
    assert!(!log.contains("xq7mark") && !log.contains(token), "{log}");
}

#[test]
fn only_the_newest_link_confirms_and_none_can_be_made_up() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder, &[]);
    ask(&site, 7, ADDRESS);
    let first = letters(&folder, 1).remove(0);
    let link = confirm_link(&first);
    let last = link.chars().last().unwrap();
    let other = if last == 'A' { "Q" } else { "A" };
    let forged = [
        link.replace("/confirm/", "/confirm/x"),
        format!("{}{other}", &link[..link.len() - 1]),
        "/updates/confirm/x".to_owned(),
        stop_link(&first).replace("/stop/", "/confirm/"),
    ];
    for forged in forged {
        site.post(&forged, "");
        assert!(site.get(&forged).starts_with("HTTP/1.1 404"), "{forged}");
    }
    let crossed = link.replace("/confirm/", "/stop/");
    assert!(site.get(&crossed).starts_with("HTTP/1.1 404") && click(&site, &crossed, "").starts_with("HTTP/1.1 404"));
    assert_eq!(states(&folder), ["unconfirmed"]);

    // Another letter was sent meanwhile.
    Stranger::at(&folder).run(
        "INSERT INTO deliveries (submission, kind, state, due_ms) SELECT id, 'updates-confirm', 'waiting', 0 FROM submissions",
    );
    letters(&folder, 2);
    let late = site.get(link);
    assert!(
        late.starts_with("HTTP/1.1 410") && late.contains("Send a new link"),
        "{late}"
    );
    assert!(site.post(link, "").contains("location: /updates/asked"));
    assert_eq!(states(&folder), ["unconfirmed"], "an old link confirms nothing");
    let newest = letters(&folder, 3).remove(2);
    site.post(confirm_link(&newest), "");
    assert_eq!(states(&folder), ["confirmed"]);
}

#[test]
fn an_address_that_does_not_confirm_is_removed_and_one_that_does_stays() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder, &[]);
    ask(&site, 7, ADDRESS);
    let letter = letters(&folder, 1).remove(0);
    site.post(confirm_link(&letter), "");
    ask(&site, 8, "ann@xq7mark.example.org");
    letters(&folder, 2);
    let eight_days = "UPDATE submissions SET received_ms = received_ms - 8 * 24 * 60 * 60 * 1000";
    Stranger::at(&folder).run(eight_days);
    let due = told(&folder, &["retention", "run", "--dry-run"]);
    assert!(due.contains("updates: 1 older than 7 days"), "{due}");
    told(&folder, &["retention", "run", "--yes"]);
    assert_eq!(states(&folder), ["confirmed"]);
    let kept = letters(&folder, 1).remove(0);
    assert_eq!(header(&kept, "To"), ADDRESS);
}

#[test]
fn staff_do_not_handle_a_wish_for_updates_and_are_told_what_to_do() {
    let data = data();
    let folder = data.path().join("store");
    let site = start(&folder, &[]);
    ask(&site, 7, ADDRESS);
    let list = told(&folder, &["submissions", "list", "--format", "csv"]);
    let reference = list
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap()
        .trim_matches('"');
    let path = folder.to_str().unwrap();
    let handle = ["submissions", "handled", reference, "--data", path];
    let answer = refused(&handle, 1);
    assert!(
        answer.contains(&format!("discwise submissions erase {reference}")),
        "{answer}"
    );
    assert_eq!(states(&folder), ["unconfirmed"]);
    assert!(!told(&folder, &["audit"]).contains("handled"));
}

#[tokio::test]
async fn a_link_that_is_too_old_offers_a_new_letter_and_no_address_gets_more_than_five() {
    let site = TestSite::start().await;
    let key = format!("{:032x}", 7);
    let fields = [("key", key.as_str()), ("opened", "1"), ("email", ADDRESS)];
    site.post("/updates", &fields).await.expect(303);
    let letters = async || site.store.deliveries(None).await.unwrap();
    let queued = letters().await.remove(0);
    let link = |until: Timestamp| {
        let link = UpdatesLink {
            reference: queued.request.reference.clone(),
            letter: queued.id,
            until: Some(until),
        };
        let token = link.token(LinkPurpose::Confirm, &site.store.link_signer().unwrap());
        format!("/updates/confirm/{token}")
    };
    let minute = SignedDuration::from_mins(1);
    let (timely, late) = (link(Timestamp::now() + minute), link(Timestamp::now() - minute));
    site.get(&timely).await.expect(200);
    let page = site.get(&late).await.expect(410);
    assert!(page.words("h1").contains("no longer works"));
    for sent in [2, 3, 4, 5, 5] {
        let asked = site.post(&late, &[]).await.expect(303);
        assert_eq!(asked.header("location"), "/updates/asked");
        assert_eq!(letters().await.len(), sent);
    }
    site.get(&timely).await.expect(410);
    assert_eq!(letters().await[0].request.status, Status::Unconfirmed);
}
