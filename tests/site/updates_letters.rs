//! Letters that staff write to everybody who wants updates.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{
    outbox::{MailServer, decoded, deliveries, header, in_state, keys, let_pauses_end, start, wait_for},
    process::{Running, data, refused},
    updates::{ADDRESS, ask, click, confirm_link, letters, listed, stop_link, told},
};

const OTHER: &str = "ann@xq7mark.example.org";
const SUBJECT: &str = "A new page about walking";
const TEXT: &str = "Hello,\n\nwe have a new page. It says how soon people walk again – and how far.";

/// Writes a letter into a file beside the store.
fn written(data: &Path, name: &str, words: &str) -> String {
    let file = data.join(name);
    fs::write(&file, words).unwrap();
    file.to_str().unwrap().to_owned()
}

fn letter(data: &Path) -> String {
    written(data, "letter.txt", &format!("{SUBJECT}\n\n{TEXT}\n"))
}

/// Asks and confirms; the letter to confirm by is the last of so many.
fn sign_up(site: &Running, folder: &Path, key: u128, address: &str, count: usize) {
    ask(site, key, address);
    let asked = letters(folder, count).pop().unwrap();
    site.post(confirm_link(&asked), "");
}

/// The letters of staff, by address.
fn of_staff(letters: &[String]) -> Vec<&str> {
    let ours = letters.iter().filter(|letter| header(letter, "Subject") == SUBJECT);
    ours.map(|letter| header(letter, "To")).collect()
}

#[test]
fn a_letter_of_staff_goes_once_to_each_address_that_has_confirmed() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let site = start(&folder, &[]);
    let letter = letter(data.path());
    let command = ["updates", "send", letter.as_str(), "--yes", "--data", path];
    assert!(refused(&command, 1).contains("nobody has confirmed"));
    sign_up(&site, &folder, 7, ADDRESS, 1);
    sign_up(&site, &folder, 8, &ADDRESS.to_uppercase(), 2);
    sign_up(&site, &folder, 9, OTHER, 3);
    ask(&site, 10, "unsure@xq7mark.example.org");
    letters(&folder, 4);

    let counted = told(&folder, &["updates", "send", &letter, "--dry-run"]);
    assert!(counted.contains("goes to 2 confirmed addresses"), "{counted}");
    let unasked = refused(&["updates", "send", &letter, "--data", path], 2);
    assert!(unasked.contains("--yes"), "{unasked}");
    let answer = told(&folder, &["updates", "send", &letter, "--yes"]);
    assert!(answer.contains("2 queued"), "{answer}");
    let all = letters(&folder, 6);
    assert_eq!(BTreeSet::from_iter(of_staff(&all)), BTreeSet::from([ADDRESS, OTHER]));
    for letter in &all[4..] {
        assert_eq!(header(letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        let words = letter.replace("\r\n", "\n");
        assert!(words.contains(&format!("\n\n{TEXT}\n\n")), "{words}");
        assert!(words.matches(stop_link(letter)).count() == 2, "{words}");
    }

    let same = written(
        data.path(),
        "same.txt",
        &format!("{SUBJECT} \r\n{TEXT}\r\n\r\n").replace("\n\n", "\r\n\r\n"),
    );
    for file in [&letter, &same] {
        for how in ["--yes", "--dry-run"] {
            let again = refused(&["updates", "send", file, how, "--data", path], 1);
            assert!(again.contains("was queued on"), "{again}");
        }
    }
    let log = site.log.told();
    drop(site);
    let site = start(&folder, &[]);
    // One that confirms later does not get it either.
    sign_up(&site, &folder, 11, "late@xq7mark.example.org", 7);
    assert_eq!(of_staff(&letters(&folder, 7)).len(), 2);
    let audit = told(&folder, &["audit"]);
    assert!(
        audit
            .lines()
            .any(|line| line.contains("mailed") && line.trim_end().ends_with('2')),
        "{audit}"
    );
    assert!(!format!("{log}{audit}").contains("xq7mark"), "{log}{audit}");

    // The link in it stops them.
    let to_other = all.iter().rfind(|letter| header(letter, "To") == OTHER).unwrap();
    assert!(click(&site, stop_link(to_other), "").starts_with("HTTP/1.1 200"));
    assert!(listed(&folder).iter().all(|(address, _)| address != OTHER));
    let next = written(data.path(), "next.txt", &format!("{SUBJECT}\n\nThere is more.\n"));
    let answer = told(&folder, &["updates", "send", &next, "--yes"]);
    assert!(answer.contains("2 queued"), "{answer}");
}

#[test]
fn who_stops_while_a_letter_waits_does_not_get_it() {
    let data = data();
    let folder = data.path().join("store");
    let server = MailServer::start(250);
    let settings = server.settings();
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let site = start(&folder, &settings);
    let mut stop = String::new();
    for (key, address) in [(7, ADDRESS), (8, OTHER)] {
        ask(&site, key, address);
        let taken = wait_for(
            || server.letters(),
            |taken| taken.iter().any(|letter| letter.contains(address)),
        );
        let asked = decoded(taken.iter().find(|letter| letter.contains(address)).unwrap());
        site.post(confirm_link(&asked), "");
        stop = stop_link(&asked).to_owned();
    }
    wait_for(|| in_state(&folder, "done"), |&done| done == 2);
    server.answer_with(451);
    told(&folder, &["updates", "send", &letter(data.path()), "--yes"]);
    let refused = |list: &Vec<serde_json::Value>| list.iter().filter(|line| line["fault"] == "smtp 451").count() == 2;
    wait_for(|| deliveries(&folder), refused);
    assert!(click(&site, &stop, "").starts_with("HTTP/1.1 200"));
    server.answer_with(250);
    let_pauses_end(&folder);
    wait_for(|| in_state(&folder, "waiting"), |&waiting| waiting == 0);
    let taken: Vec<_> = server.letters().iter().map(|letter| decoded(letter)).collect();
    assert_eq!(of_staff(&taken), [ADDRESS]);
}

#[test]
fn letters_to_sealed_addresses_wait_for_staff_with_the_key() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let (identity, recipient) = keys(data.path(), "identity");
    let site = start(&folder, &["--recipient", &recipient]);
    ask(&site, 7, ADDRESS);
    let send_held = [
        "outbox",
        "send",
        "--identity",
        &identity,
        "--public-origin",
        "https://discs.example.org",
    ];
    wait_for(|| in_state(&folder, "held"), |&held| held == 1);
    assert_eq!(told(&folder, &send_held), "1 sent.\n");
    let asked = letters(&folder, 1).remove(0);
    site.post(confirm_link(&asked), "");
    let letter = letter(data.path());
    let counted = told(&folder, &["updates", "send", &letter, "--dry-run"]);
    assert!(
        counted.contains("1 confirmed address.") && counted.contains("Sealed: 1"),
        "{counted}"
    );
    told(&folder, &["updates", "send", &letter, "--yes"]);
    wait_for(|| in_state(&folder, "held"), |&held| held == 1);
    assert_eq!(told(&folder, &send_held), "1 sent.\n");
    let all = letters(&folder, 2);
    assert_eq!(of_staff(&all), [ADDRESS]);
    assert!(header(&all[1], "List-Unsubscribe").starts_with("<https://discs.example.org/updates/stop/"));
    assert_eq!(told(&folder, &send_held), "0 sent.\n");
    assert!(refused(&["updates", "send", &letter, "--yes", "--data", path], 1).contains("was queued on"));
}

#[test]
fn a_file_that_is_no_letter_is_refused() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    drop(start(&folder, &[]));
    let long = format!("Subject\n\n{}", "words ".repeat(12_000));
    let wide = format!("{}\n\nText", "words ".repeat(30));
    for (words, why) in [
        ("", "subject on its first line"),
        ("Only a subject\n\n", "text below"),
        ("\n\nNo subject", "subject on its first line"),
        ("Subject\n\nbell\u{7}", "control characters"),
        (&long, "longer than 65536 bytes"),
        (&wide, "150 characters"),
    ] {
        let file = written(data.path(), "bad.txt", words);
        let answer = refused(&["updates", "send", &file, "--yes", "--data", path], 1);
        assert!(answer.contains("bad.txt") && answer.contains(why), "{answer}");
    }
    let nowhere = refused(&["updates", "send", "/nowhere.txt", "--yes", "--data", path], 1);
    assert!(nowhere.contains("/nowhere.txt"), "{nowhere}");
}
