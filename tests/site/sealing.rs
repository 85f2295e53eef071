//! Sealing from outside: keys made by the program, a site that holds the public one, staff who hold the secret one.

use std::{fs, path::Path, process::Command};

use crate::{
    folder::any_file_holds,
    outbox::{ask_for_kit, deliveries, start, wait_for},
    process::{BINARY, Running, data, refused, run},
};

/// Makes a pair in a folder that is not the site's; gives the public key and the path of the secret one.
pub fn keys(folder: &Path, name: &str) -> (String, String) {
    let file = folder.join(name).to_str().unwrap().to_owned();
    let made = run(&["keygen", "--out", &file]);
    assert_eq!(made.status.code(), Some(0));
    (String::from_utf8(made.stdout).unwrap().trim().to_owned(), file)
}

pub fn told(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_site_with_a_recipient_keeps_no_word_that_it_can_read() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let (ann, ann_file) = keys(data.path(), "ann");
    let (bob, bob_file) = keys(data.path(), "bob");
    let (_, eve_file) = keys(data.path(), "eve");
    refused(&["keygen", "--out", &ann_file], 1);
    let both = format!("{ann},{bob}");
    let site = Running::start_by(Command::new(BINARY).args(["--recipient", &both]), &folder);
    let reference = site.send_message(7, "marker-sealed words");
    let erased = site.send_message(8, "marker-erased words");
    let note = ["submissions", "note", &reference, "marker-note", "--data", path];
    let refusal = refused(&note, 1);
    assert!(refusal.contains("--recipient"), "{refusal}");
    told(&[&note[..], &["--recipient", &ann]].concat());
    told(&["submissions", "handled", &reference, "--data", path]);
    told(&["submissions", "erase", &erased, "--yes", "--data", path]);
    let backup = folder.join("backup.db");
    told(&["backup", backup.to_str().unwrap(), "--data", path]);
    for word in ["marker-", "sam@example.org", "Sam Lee"] {
        assert!(!any_file_holds(&folder, word), "{word}");
    }
    let show = ["submissions", "show", &reference, "--data", path];
    let closed = told(&show);
    assert!(
        closed.contains("contact") && closed.contains("sealed; --identity FILE"),
        "{closed}"
    );
    for (file, note) in [(&ann_file, "marker-note"), (&bob_file, "marker-sealed")] {
        let opened = run(&[&show[..], &["--identity", file]].concat());
        let text = String::from_utf8(opened.stdout).unwrap();
        assert!(text.contains("marker-sealed words") && text.contains(note), "{text}");
    }
    let refusal = refused(&[&show[..], &["--identity", &eve_file]].concat(), 1);
    assert!(refusal.contains("not to this identity"), "{refusal}");
    let armored = told(&[&show[..], &["--sealed"]].concat());
    assert!(armored.starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"), "{armored}");
    assert!(site.log.told().contains("requests are sealed"), "{}", site.log.told());
}

#[test]
fn an_export_of_sealed_requests_is_whole_with_the_identity() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let (ann, ann_file) = keys(data.path(), "ann");
    let (_, eve_file) = keys(data.path(), "eve");
    let site = Running::start_by(Command::new(BINARY).args(["--recipient", &ann]), &folder);
    let reference = site.send_message(7, "=1+1, she said");
    let export = ["submissions", "export", "--data", path];
    let closed = run(&export);
    let (csv, hint) = (
        String::from_utf8(closed.stdout).unwrap(),
        String::from_utf8(closed.stderr).unwrap(),
    );
    assert!(csv.contains(&reference) && !csv.contains("she said"), "{csv}");
    assert!(closed.status.success() && hint.contains("--identity"), "{hint}");
    let with_key = [&export[..], &["--identity", &ann_file]].concat();
    let csv = told(&with_key);
    assert!(
        csv.contains("'=1+1, she said") && csv.contains("sam@example.org"),
        "{csv}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&told(&[&with_key[..], &["--format", "json"]].concat())).unwrap();
    assert_eq!(json["fields"]["message"], "=1+1, she said");
    let out = data.path().join("all.csv");
    let wrong = ["--identity", &eve_file, "--out", out.to_str().unwrap()];
    let refusal = refused(&[&export[..], &wrong].concat(), 1);
    assert!(refusal.contains("not to this identity"), "{refusal}");
    assert!(fs::read_to_string(out).unwrap().contains(&reference));
}

#[test]
fn what_was_kept_open_is_sealed_by_command_while_the_site_runs() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let (ann, ann_file) = keys(data.path(), "ann");
    let site = Running::start(&folder);
    let reference = site.send_message(7, "marker-open words");
    let seal = ["submissions", "seal", "--data", path];
    let refusal = refused(&seal, 2);
    assert!(
        refusal.contains("--recipient") && refusal.contains("keygen"),
        "{refusal}"
    );
    let seal = [&seal[..], &["--recipient", &ann]].concat();
    let refusal = refused(&seal, 2);
    assert!(refusal.contains("--yes"), "{refusal}");
    assert!(any_file_holds(&folder, "marker-open"));
    assert_eq!(told(&[&seal[..], &["--yes"]].concat()), "1 sealed.\n");
    assert!(!any_file_holds(&folder, "marker-open") && !any_file_holds(&folder, "sam@example.org"));
    let show = [
        "submissions",
        "show",
        &reference,
        "--data",
        path,
        "--identity",
        &ann_file,
    ];
    assert!(told(&show).contains("marker-open words"));
    site.send_message(8, "and it takes the next");
    drop(site);
    let site = Running::start(&folder);
    let log = site.log.told();
    assert!(
        log.contains("requests were sealed before") && log.contains("no --recipient"),
        "{log}"
    );
}

#[test]
fn a_bad_recipient_or_identity_is_told_by_its_flag() {
    let data = data();
    let folder = data.path().join("store");
    let path = folder.to_str().unwrap();
    let (ann, ann_file) = keys(data.path(), "ann");
    let told_of = refused(&["serve", "--recipient", "age1nobody", "--data", path], 2);
    assert!(
        told_of.contains("--recipient") && told_of.contains("age1nobody"),
        "{told_of}"
    );
    assert!(!folder.exists());
    let secret = fs::read_to_string(&ann_file).unwrap();
    let secret = secret.lines().last().unwrap();
    let told_of = refused(&["serve", "--recipient", secret, "--data", path], 2);
    assert!(told_of.contains("secret") && !told_of.contains(secret), "{told_of}");

    let site = Running::start_by(Command::new(BINARY).args(["--recipient", &ann]), &folder);
    let reference = site.send_message(7, "Hello");
    let missing = data.path().join("missing");
    let show = ["submissions", "show", &reference, "--data", path, "--identity"];
    let told_of = refused(&[&show[..], &[missing.to_str().unwrap()]].concat(), 1);
    assert!(
        told_of.contains("--identity") && told_of.contains("missing"),
        "{told_of}"
    );
}

#[test]
fn a_letter_that_the_server_cannot_address_is_left_to_staff_at_once() {
    let data = data();
    let folder = data.path().join("store");
    let (ann, _) = keys(data.path(), "ann");
    let site = start(&folder, &["--recipient", &ann]);
    ask_for_kit(&site, 7);
    let states = || {
        let lines = deliveries(&folder).into_iter();
        let mut states: Vec<_> = lines
            .map(|line| format!("{} {} {}", line["kind"], line["state"], line["fault"]))
            .collect();
        states.sort();
        states
    };
    wait_for(states, |states| {
        *states == [r#""kit-letter" "held" null"#, r#""staff-notice" "done" null"#]
    });
    assert!(!any_file_holds(&folder, "xq7mark"));
}
