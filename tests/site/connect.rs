//! Bringing two readers together, from outside: the forms, the commands of staff, and the letters in the spool.

use std::{fs, path::Path};

use jiff::{Timestamp, ToSpan};

use crate::{
    folder::any_file_holds,
    outbox::{decoded, deliveries, header, spooled, start, wait_for},
    process::{REAL_LIBRARY, Running, data, refused, run},
};

/// Stand in all that tells who somebody is, and must reach the other one in an introduction alone.
const SEEKER: &str = "xq7seeker";
const VOLUNTEER: &str = "xq7helper";

/// How somebody would be reached.
#[derive(Clone, Copy)]
enum By {
    Email,
    Phone,
}

/// Sends a form and gives the reference.
fn send(site: &Running, path: &str, key: u128, mark: &str, by: By, own: &[(&str, &str)]) -> String {
    let opened = Timestamp::now().checked_sub(1.minute()).unwrap().as_millisecond();
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs([
        ("key", format!("{key:032x}").as_str()),
        ("opened", &opened.to_string()),
        ("step", "send"),
        ("name", &format!("Sam {mark}")),
    ]);
    match by {
        By::Email => body.extend_pairs([
            ("reply_by", "email"),
            ("email", &format!("sam{key}@{mark}.example.org")),
        ]),
        By::Phone => body.extend_pairs([("reply_by", "phone"), ("phone", &format!("555 010 {key:04}"))]),
    };
    let answer = site.post(path, &body.extend_pairs(own).finish());
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
    location.unwrap().rsplit('/').next().unwrap().to_owned()
}

fn seek(site: &Running, key: u128, by: By, condition: &str, procedure: &str) -> String {
    let own = [("condition", condition), ("procedure", procedure), ("plan", "yes")];
    send(site, "/connect/ask", key, SEEKER, by, &own)
}

fn volunteer(site: &Running, key: u128, by: By, condition: &str, procedure: &str) -> String {
    let own = [
        ("condition", condition),
        ("procedure", procedure),
        ("treated", "1-2"),
        ("consent", "yes"),
    ];
    send(site, "/connect/volunteer", key, VOLUNTEER, by, &own)
}

fn arguments<'a>(folder: &'a Path, told: &[&'a str]) -> Vec<&'a str> {
    let own = ["connect"].into_iter().chain(told.iter().copied());
    own.chain(["--data", folder.to_str().unwrap()]).collect()
}

/// What a command prints that does its work.
#[track_caller]
fn connect(folder: &Path, told: &[&str]) -> String {
    let output = run(&arguments(folder, told));
    assert_eq!(output.status.code(), Some(0), "{told:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn erase(folder: &Path, reference: &str) {
    let data = folder.to_str().unwrap();
    let output = run(&["submissions", "erase", reference, "--yes", "--data", data]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

/// Proposes and gives the reference of the match.
#[track_caller]
fn propose(folder: &Path, seeker: &str, volunteer: &str) -> String {
    let told = connect(folder, &["propose", seeker, volunteer]);
    assert!(told.contains(" proposed."), "{told}");
    told[..9].to_owned()
}

/// Every letter of a kind, once all that waits has been sent.
fn letters(folder: &Path, kind: &str) -> Vec<String> {
    let sent = |lines: &Vec<serde_json::Value>| {
        lines
            .iter()
            .all(|line| line["state"] == "done" || line["state"] == "to-call")
    };
    let lines = wait_for(|| deliveries(folder), sent);
    let of_kind = lines.iter().filter(|line| line["kind"] == kind);
    let about: Vec<String> = of_kind
        .map(|line| line["reference"].as_str().unwrap().to_owned())
        .collect();
    let all = spooled(folder).into_iter().map(|file| {
        let name = file.file_name().unwrap().to_str().unwrap()[..9].to_owned();
        (name, decoded(&fs::read_to_string(file).unwrap()))
    });
    let of_matches = |letter: &str| header(letter, "Subject") == "About talking with another patient";
    let wanted = all.filter(|(name, letter)| about.contains(name) && of_matches(letter));
    let letters: Vec<String> = wanted.map(|(_, letter)| letter).collect();
    for letter in &letters {
        assert!(!letter.contains("mail-") && !letter.contains(['{', '}']), "{letter}");
    }
    letters
}

/// The letters to an address that hold some words.
fn to<'a>(letters: &'a [String], mark: &str, words: &str) -> Vec<&'a String> {
    let to = letters.iter().filter(|letter| header(letter, "To").contains(mark));
    to.filter(|letter| letter.contains(words)).collect()
}

/// No letter to anybody but themselves says who one of the two is.
#[track_caller]
fn assert_nobody_is_known(folder: &Path) {
    for file in spooled(folder) {
        let letter = decoded(&fs::read_to_string(file).unwrap());
        for mark in [SEEKER, VOLUNTEER] {
            let own = header(&letter, "To").contains(mark);
            assert!(own || !letter.contains(mark), "{mark} in\n{letter}");
        }
    }
}

/// Everything that staff can list, which must name nobody.
fn lists(folder: &Path) -> String {
    let mut all = String::new();
    for format in ["table", "json", "csv"] {
        all += &connect(folder, &["list", "--format", format]);
    }
    let data = folder.to_str().unwrap();
    all + &String::from_utf8(run(&["audit", "--data", data]).stdout).unwrap()
}

/// Opens a site with conditions and procedures enough to match by.
fn open(folder: &Path, settings: &[&str]) -> Running {
    start(folder, &[&["--content", REAL_LIBRARY], settings].concat())
}

#[test]
fn two_who_both_say_yes_are_introduced_and_nobody_is_known_before() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    let suggested = connect(&folder, &["suggest", &ann]);
    assert!(suggested.contains(&bob) && suggested.contains("both"), "{suggested}");
    let of = propose(&folder, &ann, &bob);
    let asked = letters(&folder, "match-proposal");
    for mark in [SEEKER, VOLUNTEER] {
        let [letter] = to(&asked, mark, &of).try_into().unwrap();
        for words in ["Condition: Disc extrusion", "yes or no", "you do not have to say why"] {
            assert!(letter.contains(words), "no {words} in\n{letter}");
        }
        assert_eq!(
            letter.contains("When it was: 1 to 2 years ago"),
            mark == SEEKER,
            "{letter}"
        );
    }
    let again = connect(&folder, &["propose", &ann, &bob]);
    assert!(again.starts_with(&format!("{of} was proposed before")), "{again}");
    let told = connect(&folder, &["accepted", &of, "--by", "seeker"]);
    assert!(told.contains("the other has not answered"), "{told}");
    let again = connect(&folder, &["accepted", &of, "--by", "seeker"]);
    assert!(again.contains("before; nothing was done"), "{again}");
    let waiting = connect(&folder, &["list", "--format", "json"]);
    assert!(waiting.contains(r#""waits_for":["volunteer"]"#), "{waiting}");
    assert!(
        deliveries(&folder)
            .iter()
            .all(|line| line["kind"] != "match-introduction")
    );
    assert_eq!(letters(&folder, "match-proposal").len(), 2);
    assert_nobody_is_known(&folder);

    let told = connect(&folder, &["accepted", &of, "--by", "volunteer"]);
    assert!(told.contains("introduced"), "{told}");
    let met = letters(&folder, "match-introduction");
    let [letter] = to(&met, SEEKER, "sam2@xq7helper.example.org").try_into().unwrap();
    assert!(letter.contains("Name: Sam xq7helper"), "{letter}");
    let [letter] = to(&met, VOLUNTEER, "sam1@xq7seeker.example.org").try_into().unwrap();
    assert!(!header(letter, "Subject").contains(SEEKER), "{letter}");
    let refusal = refused(&arguments(&folder, &["declined", &of, "--by", "seeker"]), 1);
    assert!(refusal.contains("introduced before"), "{refusal}");
    refused(&arguments(&folder, &["propose", &ann, &bob]), 1);
    assert!(connect(&folder, &["suggest", &ann]).contains("No volunteer fits"));
    let lists = lists(&folder) + &site.log.told();
    assert!(lists.contains("introduced") && lists.contains(&of), "{lists}");
    assert!(!lists.contains("xq7"), "{lists}");
}

#[test]
fn what_one_was_told_of_the_other_goes_with_the_other() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    let of = propose(&folder, &ann, &bob);
    for side in ["seeker", "volunteer"] {
        connect(&folder, &["accepted", &of, "--by", side]);
    }
    let met = letters(&folder, "match-introduction");
    assert_eq!(to(&met, SEEKER, VOLUNTEER).len(), 1);
    erase(&folder, &bob);
    assert!(connect(&folder, &["list"]).contains("No matches."));
    for file in spooled(&folder) {
        let letter = decoded(&fs::read_to_string(file).unwrap());
        assert!(!letter.contains(VOLUNTEER), "{letter}");
    }
    assert!(to(&letters(&folder, "match-ended"), SEEKER, "did not come about").is_empty());
}

#[test]
fn a_no_is_told_to_the_other_once_and_without_a_reason() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &["--staff-mail", "desk@example.org"]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Phone, "disc-extrusion", "not-sure");
    let proposed = connect(&folder, &["propose", &ann, &bob]);
    assert!(
        proposed.contains("Call the volunteer") && proposed.contains(&bob),
        "{proposed}"
    );
    let of = proposed[..9].to_owned();
    let listed = connect(&folder, &["list", "--format", "csv"]);
    assert!(listed.contains(r#""seeker volunteer","volunteer""#), "{listed}");
    letters(&folder, "match-proposal");
    let calls = || {
        let all = spooled(&folder)
            .into_iter()
            .map(|file| decoded(&fs::read_to_string(file).unwrap()));
        let calls = all.filter(|letter| header(letter, "Subject") == format!("A call to make for {bob}"));
        calls.collect::<Vec<_>>()
    };
    let [call] = calls().try_into().unwrap();
    assert_eq!(header(&call, "To"), "desk@example.org");
    assert!(
        call.contains(&format!("connect accepted {of} --by volunteer")) && !call.contains("555"),
        "{call}"
    );

    connect(&folder, &["accepted", &of, "--by", "seeker"]);
    assert_eq!(
        connect(&folder, &["declined", &of, "--by", "volunteer"]),
        format!("{of} declined.\n")
    );
    for told in [
        ["declined", &of, "--by", "volunteer"],
        ["accepted", &of, "--by", "volunteer"],
    ] {
        let refusal = refused(&arguments(&folder, &told), 1);
        assert!(refusal.contains("was declined before"), "{refusal}");
    }
    let ended = letters(&folder, "match-ended");
    let [letter] = to(&ended, SEEKER, "did not come about").try_into().unwrap();
    assert!(!letter.contains("declined") && !letter.contains(&bob), "{letter}");
    assert_eq!(calls().len(), 1, "whoever said no needs no call");
    assert_nobody_is_known(&folder);
    refused(&arguments(&folder, &["propose", &ann, &bob]), 1);
    assert!(!connect(&folder, &["suggest", &ann]).contains(&bob));
}

#[test]
fn a_call_stands_in_the_list_until_staff_have_made_it() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Phone, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Phone, "disc-extrusion", "microdiscectomy");
    let of = propose(&folder, &ann, &bob);
    let to_call = || {
        let line: serde_json::Value = serde_json::from_str(&connect(&folder, &["list", "--format", "json"])).unwrap();
        line["to_call"].as_array().unwrap().clone()
    };
    letters(&folder, "match-proposal");
    assert_eq!(to_call(), ["seeker", "volunteer"]);
    assert_eq!(connect(&folder, &["called", &ann]), format!("{ann} called.\n"));
    assert_eq!(to_call(), ["volunteer"]);
    let again = connect(&folder, &["called", &ann]);
    assert!(again.contains("no call to make"), "{again}");
    refused(&arguments(&folder, &["called", "BCDF-2345"]), 1);

    // An answer is as good as a note of the call.
    connect(&folder, &["accepted", &of, "--by", "volunteer"]);
    assert!(to_call().is_empty());
    let told = connect(&folder, &["accepted", &of, "--by", "seeker"]);
    assert!(
        told.contains("Call the seeker") && told.contains("Call the volunteer"),
        "{told}"
    );
    // Whether or not the letters to staff have left.
    assert_eq!(to_call(), ["seeker", "volunteer"]);
    letters(&folder, "match-introduction");
    connect(&folder, &["called", &bob]);
    assert_eq!(to_call(), ["seeker"]);

    // The seeker has not been called, and the one they would have heard of is gone.
    erase(&folder, &bob);
    letters(&folder, "match-ended");
    let waiting: Vec<_> = deliveries(&folder)
        .into_iter()
        .filter(|line| line["state"] == "to-call")
        .collect();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!(
        (&waiting[0]["kind"], &waiting[0]["reference"]),
        (&"match-ended".into(), &ann.as_str().into())
    );
    connect(&folder, &["called", &ann]);
    assert!(deliveries(&folder).iter().all(|line| line["state"] == "done"));
    assert!(lists(&folder).contains("called"));
}

#[test]
fn when_one_is_erased_in_between_the_other_is_told_and_no_introduction_leaves() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    let of = propose(&folder, &ann, &bob);
    letters(&folder, "match-proposal");
    connect(&folder, &["accepted", &of, "--by", "seeker"]);
    erase(&folder, &ann);
    let ended = letters(&folder, "match-ended");
    assert_eq!(to(&ended, VOLUNTEER, "did not come about").len(), 1);
    let refusal = refused(&arguments(&folder, &["accepted", &of, "--by", "volunteer"]), 1);
    assert!(refusal.contains("no match"), "{refusal}");
    assert!(
        deliveries(&folder)
            .iter()
            .all(|line| line["kind"] != "match-introduction")
    );
    assert_nobody_is_known(&folder);
    assert!(!any_file_holds(&folder, SEEKER));
}

#[test]
fn a_match_without_an_answer_is_given_up_and_can_be_proposed_again() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    let of = propose(&folder, &ann, &bob);
    letters(&folder, "match-proposal");
    assert!(connect(&folder, &["expire"]).contains("No matches."));
    assert!(connect(&folder, &["expire", "--days", "0", "--dry-run"]).contains(&of));
    refused(&arguments(&folder, &["expire", "--days", "0"]), 2);
    let told = connect(&folder, &["expire", "--days", "0", "--yes"]);
    assert!(told.ends_with("1 given up.\n"), "{told}");
    let ended = letters(&folder, "match-ended");
    for mark in [SEEKER, VOLUNTEER] {
        assert_eq!(to(&ended, mark, "did not come about").len(), 1);
    }
    assert!(connect(&folder, &["expire", "--days", "0", "--yes"]).contains("No matches."));
    let refusal = refused(&arguments(&folder, &["accepted", &of, "--by", "seeker"]), 1);
    assert!(refusal.contains("was expired before"), "{refusal}");
    assert_nobody_is_known(&folder);
    assert_ne!(propose(&folder, &ann, &bob), of);
}

#[test]
fn volunteers_are_suggested_best_first_and_the_busy_last() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let other = seek(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    let offer = |key, condition, procedure| volunteer(&site, key, By::Email, condition, procedure);
    let condition = offer(3, "disc-extrusion", "endoscopic-discectomy");
    let unsure = offer(4, "not-sure", "microdiscectomy");
    let unfit = offer(5, "herniated-disc", "microdiscectomy");
    let both = offer(6, "disc-extrusion", "microdiscectomy");
    let busy = offer(7, "disc-extrusion", "microdiscectomy");
    propose(&folder, &other, &busy);
    let suggested = connect(&folder, &["suggest", &ann]);
    let lines: Vec<&str> = suggested.lines().skip(2).collect();
    let expected = [
        (&both, "both  "),
        (&unsure, "both (not sure)"),
        (&condition, "condition  "),
        (&busy, "both  "),
    ];
    assert_eq!(lines.len(), expected.len(), "{suggested}");
    for (line, (reference, fits)) in lines.iter().zip(expected) {
        assert!(
            line.starts_with(reference.as_str()) && line.contains(fits),
            "{suggested}"
        );
    }
    assert!(!suggested.contains(&unfit) && !suggested.contains("xq7"), "{suggested}");
}

#[test]
fn a_reference_that_does_not_fit_is_told_and_changes_nothing() {
    let data = data();
    let folder = data.path().join("store");
    let site = open(&folder, &[]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    for (told, code, words) in [
        (vec!["propose", &bob, &ann], 1, "came by the form volunteer"),
        (vec!["propose", &ann, "BCDF-2345"], 1, "no submission BCDF-2345"),
        (vec!["propose", &ann, "nobody"], 2, "no reference"),
        (vec!["suggest", &bob], 1, "one of the form connect"),
        (vec!["accepted", &ann, "--by", "seeker"], 1, "no match"),
        (vec!["declined", "BCDF-2345", "--by", "volunteer"], 1, "no match"),
        (vec!["accepted", "BCDF-2345", "--by", "ann"], 2, "seeker or volunteer"),
    ] {
        let refusal = refused(&arguments(&folder, &told), code);
        assert!(refusal.contains(words), "{told:?}: {refusal}");
    }
    assert!(connect(&folder, &["list"]).contains("No matches."));
}

#[test]
fn with_sealed_requests_staff_match_and_send_by_their_key() {
    let data = data();
    let folder = data.path().join("store");
    let file = data.path().join("ann");
    let identity = file.to_str().unwrap();
    let made = run(&["keygen", "--out", identity]);
    let recipient = String::from_utf8(made.stdout).unwrap();
    let site = open(&folder, &["--recipient", recipient.trim()]);
    let ann = seek(&site, 1, By::Email, "disc-extrusion", "microdiscectomy");
    let bob = volunteer(&site, 2, By::Email, "disc-extrusion", "microdiscectomy");
    let refusal = refused(&arguments(&folder, &["suggest", &ann]), 1);
    assert!(refusal.contains("--identity"), "{refusal}");
    let suggested = connect(&folder, &["suggest", &ann, "--identity", identity]);
    assert!(suggested.contains(&bob), "{suggested}");
    let held = |kind: &str, wanted| {
        let held = || {
            let lines = deliveries(&folder).into_iter();
            lines
                .filter(|line| line["kind"] == kind && line["state"] == "held")
                .count()
        };
        wait_for(held, |&held| held == wanted);
    };
    let send = || {
        let data = folder.to_str().unwrap();
        let output = run(&["outbox", "send", "--identity", identity, "--data", data]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    };
    let of = propose(&folder, &ann, &bob);
    held("match-proposal", 2);
    for mark in [SEEKER, VOLUNTEER] {
        assert!(!any_file_holds(&folder, mark), "{mark}");
    }
    send();
    assert_eq!(to(&letters(&folder, "match-proposal"), SEEKER, &of).len(), 1);
    assert_nobody_is_known(&folder);
    for side in ["seeker", "volunteer"] {
        connect(&folder, &["accepted", &of, "--by", side]);
    }
    held("match-introduction", 2);
    assert_nobody_is_known(&folder);
    send();
    let met = letters(&folder, "match-introduction");
    assert_eq!(to(&met, SEEKER, "Name: Sam xq7helper").len(), 1);
    assert_eq!(to(&met, VOLUNTEER, "Name: Sam xq7seeker").len(), 1);
}
