//! What reports say, and what the real word list makes of it.

use super::*;

fn scan_words() -> ScanWords {
    ScanWords::parse("s.toml", include_str!("../../../content/en/scan-words.toml"))
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The keys that are found in a text; those that it denies with a minus.
fn found(words: &ScanWords, text: &str) -> Vec<String> {
    let found = words.find(text).words.into_iter();
    found
        .map(|found| format!("{}{}", if found.denied { "-" } else { "" }, found.word.key))
        .collect()
}

#[test]
fn words_are_found_however_reports_write_them() {
    let words = scan_words();
    for (text, expected) in [
        ("Mild diffuse disc bulge at L4-5.", &["mild", "bulge"][..]),
        ("Bulging disks, DESICCATED discs", &["bulge", "desiccation"]),
        (
            "left paracentral disc protrusions at L5/S1",
            &["paracentral", "protrusion"],
        ),
        (
            "an extruded disc fragment, caudally migrated",
            &["extrusion", "sequestration", "front-back", "migration"],
        ),
        (
            "a high-intensity zone (HIZ) in the annulus; annular tears",
            &["high-intensity-zone", "annular-fissure"],
        ),
        ("Modic type II endplate changes", &["modic"]),
        ("Schmorl's nodes", &["schmorl"]),
        (
            "facet joint arthropathy and ligamentum flavum hypertrophy",
            &["facet", "flavum"],
        ),
        ("Grade 1 anterolisthesis of L4 on L5", &["spondylolisthesis"]),
        (
            "moderate bilateral neural foraminal narrowing",
            &["mild", "bilateral", "foraminal-stenosis"],
        ),
        (
            "central canal stenosis and lateral recess stenosis",
            &["central-stenosis", "lateral-recess-stenosis"],
        ),
        (
            "effaces the ventral thecal sac",
            &["effacement", "front-back", "thecal-sac"],
        ),
        ("abuts the traversing S1 nerve root", &["contact", "root"]),
        (
            "displacement and compression of the exiting L4 root",
            &["displacement", "compression", "root"],
        ),
        ("The conus terminates at L1. Normal cord signal.", &["conus", "cord"]),
        ("T2-hyperintensity in the cord, myelomalacia", &["cord-signal"]),
        ("sacralisation of L5, a transitional vertebra", &["transitional"]),
        ("rim enhancement; postoperative scar", &["enhancement", "scar"]),
        ("loss of disc height", &["height-loss"]),
        ("disc osteophyte complexes", &["osteophyte"]),
    ] {
        assert_eq!(found(&words, text), expected, "{text}");
    }
}

#[test]
fn what_a_report_says_is_not_there_is_told_from_what_is() {
    let words = scan_words();
    for (text, expected) in [
        ("No disc bulge.", &["-bulge"][..]),
        (
            "No central canal or foraminal stenosis",
            &["-canal", "-foraminal-stenosis"],
        ),
        ("no evidence of significant spinal stenosis", &["-stenosis"]),
        ("Disc bulge without nerve root compression", &["bulge", "-compression"]),
        ("No bulge at L3-4. There is a bulge at L4-5.", &["bulge"]),
        ("No interval change of the protrusion", &["protrusion"]),
        ("No stenosis, but a protrusion", &["-stenosis", "protrusion"]),
    ] {
        assert_eq!(found(&words, text), expected, "{text}");
    }
}

#[test]
fn a_phrase_does_not_go_on_over_the_end_of_a_sentence() {
    let words = scan_words();
    assert_eq!(found(&words, "A free. Fragment"), ["sequestration"]);
    assert_eq!(words.find("A free. Fragment").unknown, ["free"]);
}

#[test]
fn only_words_that_are_neither_explained_nor_ordinary_are_unknown() {
    let words = scan_words();
    let unknown = |text: &str| words.find(text).unknown;
    assert!(unknown("IMPRESSION: There is a mild bulge at L4-L5, 5 mm, seen on the left.").is_empty());
    assert_eq!(
        unknown("A hemangioma in L2; hemangioma again. J. Zzyzx"),
        ["hemangioma", "zzyzx"]
    );
    assert!(unknown("").is_empty());
}

#[test]
fn the_table_tells_what_the_published_one_tells() {
    let words = scan_words();
    assert_eq!(words.ages(), [20, 30, 40, 50, 60, 70, 80]);
    let shares: Vec<(&str, &[u32])> = words
        .findings()
        .iter()
        .map(|finding| (finding.key.as_str(), finding.shares.as_slice()))
        .collect();
    let published: [(&str, &[u32]); 5] = [
        ("degeneration", &[37, 52, 68, 80, 88, 93, 96]),
        ("bulge", &[30, 40, 50, 60, 69, 77, 84]),
        ("protrusion", &[29, 31, 33, 36, 38, 40, 43]),
        ("annular-fissure", &[19, 20, 22, 23, 25, 27, 29]),
        ("spondylolisthesis", &[3, 5, 8, 14, 23, 35, 50]),
    ];
    assert_eq!(shares, published);
    let counted = words.words().filter(|word| words.finding(word).is_some()).count();
    assert_eq!(counted, published.len(), "each row belongs to one word");
}

const REST: &str = "denials = []\ndoubts = []\nturns = []\njoins = []\nordinary = [\"mild\"]\nages = [20, 80]\n[notes]\ntext = \"Text.\"\n";

/// The faults of a file of one finding and one group that lacks nothing else.
fn faults(finding: &str, words: &str) -> Vec<(usize, &'static str)> {
    let finding = format!("[[finding]]\nkey = \"bulge\"\nname = \"Bulge\"\nlabel = \"had it.\"\n{finding}\n");
    let file = format!("{REST}{finding}[[group]]\ntitle = \"G\"\n{words}");
    let problems = ScanWords::parse("s.toml", &file).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| (problem.line, problem.rule.name))
        .collect()
}

fn word(key: &str, spelling: &str, more: &str) -> String {
    format!(
        "[[group.word]]\nkey = \"{key}\"\nname = \"{key}\"\nspellings = [\"{spelling}\"]\nplain = \"P.\"\nmeans = \"M.\"\n{more}\n"
    )
}

#[test]
fn what_does_not_fit_together_is_told_at_its_line() {
    let sound = "shares = [30, 84]";
    assert_eq!(faults(sound, &word("bulge", "bulges", "finding = \"bulge\"")), []);
    assert_eq!(faults("shares = [30]", ""), [(13, "scan-words")]);
    assert_eq!(faults("shares = [30, 101]", ""), [(13, "scan-words")]);
    let at = |words: &str| faults(sound, words);
    assert_eq!(at(&word("bulge", "bulge", "finding = \"other\"")), [(22, "scan-words")]);
    assert_eq!(at(&word("bulge", "-", "")), [(19, "scan-words")]);
    assert_eq!(at(&word("bulge", "mild", "")), [(5, "scan-words")]);
    let twice = word("a", "bulge", "") + &word("b", "bulges", "");
    assert_eq!(at(&twice), [(26, "scan-words")]);
    let same = word("a", "x", "") + &word("a", "y", "");
    assert_eq!(at(&same), [(24, "scan-words")]);
}
