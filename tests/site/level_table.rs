//! The table of levels that a clinician checks, written a second time and in its own words: what each page of a level
//! must tell, no less and no more.

use discwise::content::Confidence::{self, High, Medium};

/// One disc.
pub struct Row {
    pub disc: &'static str,
    /// The root pressed off the center, and where that is felt.
    pub off_center: (&'static str, &'static str),
    /// The same far to the side. `None` where it is the same root.
    pub far_side: Option<(&'static str, &'static str)>,
    /// Muscles that may be weak, and what is hard to do.
    pub weak: &'static str,
    pub reflex: &'static str,
    /// What a large piece in the middle can press.
    pub central: &'static str,
    /// With this word "how common" begins.
    pub common: &'static str,
    /// How many were here, of how many, in the study that counted. `None` where none did.
    pub counted: Option<(u32, u32)>,
    pub confidence: Confidence,
    pub sources: &'static [&'static str],
}

/// What rows of the neck have in common.
const NECK: Row = Row {
    disc: "",
    off_center: ("", ""),
    far_side: None,
    weak: "",
    reflex: "None",
    central: "Cord",
    common: "Less common",
    counted: None,
    confidence: High,
    sources: &[],
};

/// What rows of the chest part have in common.
const CHEST: Row = Row {
    weak: "Not tested",
    common: "Rare",
    counted: Some((1, 100)),
    ..NECK
};

/// What rows of the low back have in common.
const LOW_BACK: Row = Row {
    central: "Cauda equina",
    common: "Uncommon",
    ..NECK
};

/// Operations for arm pain from one root.
const ARM_OPERATIONS: u32 = 359;
/// Treated herniations of the low back in one study.
const TREATED: u32 = 1_190;

pub const TABLE: [Row; 23] = [
    Row {
        disc: "C2-C3",
        off_center: ("C3", "Upper neck, back of the head, behind the ear, jaw-angle area"),
        weak: "None easily tested",
        common: "Rare",
        confidence: Medium,
        sources: &["S62"],
        ..NECK
    },
    Row {
        disc: "C3-C4",
        off_center: (
            "C4",
            "Base of neck, top of shoulder, upper shoulder blade (\"cape\" area)",
        ),
        weak: "Usually none obvious (shoulder-blade lifters; the diaphragm shares C3-C5)",
        common: "Uncommon",
        confidence: Medium,
        sources: &["S62", "S137"],
        ..NECK
    },
    Row {
        disc: "C4-C5",
        off_center: (
            "C5",
            "Neck, above and over the shoulder blade, outer upper arm to elbow",
        ),
        weak: "Deltoid, outward turn of the shoulder, some biceps; lift the arm out to the side",
        reflex: "Biceps",
        counted: Some((48, ARM_OPERATIONS)),
        sources: &["S62", "S172"],
        ..NECK
    },
    Row {
        disc: "C5-C6",
        off_center: ("C6", "Neck, outer (thumb-side) forearm, thumb and index finger"),
        weak: "Biceps, brachioradialis, forearm turning palm-up, wrist lifters; bend the elbow, cock the wrist back. \
               This pattern varies the most between people",
        reflex: "Brachioradialis and biceps",
        common: "Second most common",
        counted: Some((132, ARM_OPERATIONS)),
        sources: &["S62", "S172", "S156", "S63", "S155"],
        ..NECK
    },
    Row {
        disc: "C6-C7",
        off_center: (
            "C7",
            "Lower neck, between the shoulder blades, back of arm and forearm, middle finger (often the index, sometimes \
             the ring finger too)",
        ),
        weak: "Triceps, wrist benders, finger straighteners; push, straighten the elbow",
        reflex: "Triceps",
        common: "Most common",
        counted: Some((149, ARM_OPERATIONS)),
        sources: &["S62", "S172", "S63", "S155"],
        ..NECK
    },
    Row {
        disc: "C7-T1",
        off_center: (
            "C8",
            "Lower neck, inner side of and below the shoulder blade, inner (little-finger-side) forearm, ring and little \
             finger",
        ),
        weak: "Finger benders, hand muscles; grip, open jars, pinch",
        reflex: "None reliable",
        counted: Some((30, ARM_OPERATIONS)),
        sources: &["S62", "S175", "S155"],
        ..NECK
    },
    Row {
        disc: "T1-T2",
        off_center: (
            "T1",
            "Inner forearm and elbow, lower inner upper arm; sometimes the ring and little finger; ache beside the \
             shoulder blade",
        ),
        weak: "Small hand muscles (finger spread, grip). A droopy eyelid and small pupil were reported",
        sources: &["S160", "S159", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T2-T3",
        off_center: (
            "T2",
            "Armpit, inner upper arm, strip across the upper chest and upper back",
        ),
        confidence: Medium,
        sources: &["S151", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T3-T4",
        off_center: ("T3", "Upper chest band, between the armpit fold and the nipples"),
        sources: &["S151", "S152", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T4-T5",
        off_center: ("T4", "Chest band, nipple line"),
        sources: &["S151", "S152", "S175", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T5-T6",
        off_center: (
            "T5",
            "Chest band, halfway between the nipples and the lower end of the breastbone",
        ),
        sources: &["S151", "S152", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T6-T7",
        off_center: ("T6", "Chest band, lower end of the breastbone"),
        confidence: Medium,
        sources: &["S151", "S152", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T7-T8",
        off_center: ("T7", "Upper belly, just below the breastbone"),
        reflex: "None reliable",
        confidence: Medium,
        sources: &["S151", "S152", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T8-T9",
        off_center: (
            "T8",
            "Upper belly, halfway between breastbone tip and navel (rib margin)",
        ),
        reflex: "Upper belly skin reflex may fade (weak sign)",
        confidence: Medium,
        sources: &["S152", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T9-T10",
        off_center: ("T9", "Just above the navel"),
        reflex: "Upper belly skin reflex (weak sign)",
        confidence: Medium,
        sources: &["S152", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T10-T11",
        off_center: ("T10", "Navel"),
        weak: "Belly wall (rarely a one-sided bulge)",
        reflex: "Upper or lower belly skin reflex (weak sign)",
        sources: &["S152", "S175", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T11-T12",
        off_center: ("T11", "Halfway between navel and groin crease"),
        weak: "Belly wall; a one-sided soft bulge has been reported",
        reflex: "Lower belly skin reflex (weak sign)",
        sources: &["S152", "S161", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "T12-L1",
        off_center: (
            "T12",
            "Just above the groin crease, and above the hip crest at the back",
        ),
        weak: "Belly wall. A central piece can weaken both legs, cause foot drop = emergency",
        reflex: "Lower belly skin reflex (weak sign)",
        central: "End of the cord: both legs, foot drop, saddle and bladder = emergency",
        confidence: Medium,
        sources: &["S152", "S154", "S75", "S158"],
        ..CHEST
    },
    Row {
        disc: "L1-L2",
        off_center: ("L2", "groin, upper front of thigh, sometimes its outer side"),
        far_side: Some(("L1", "groin crease")),
        weak: "Hip flexors; lift the knee, get into a car",
        reflex: "None reliable",
        central: "End of the cord or cauda equina; foot drop",
        confidence: Medium,
        counted: Some((47, 1_000)),
        sources: &["S153", "S162", "S64"],
        ..LOW_BACK
    },
    Row {
        disc: "L2-L3",
        off_center: ("L3", "front of thigh toward the front and inner side of the knee"),
        far_side: Some(("L2", "groin, upper front of thigh, sometimes its outer side")),
        weak: "Hip flexors, quadriceps, thigh adductors; climb stairs",
        reflex: "Knee jerk may drop",
        counted: Some((88, TREATED)),
        sources: &["S61", "S153", "S172", "S25"],
        ..LOW_BACK
    },
    Row {
        disc: "L3-L4",
        off_center: ("L4", "front of thigh, over the knee, inner shin to the inner ankle"),
        far_side: Some(("L3", "front of thigh to knee")),
        weak: "Quadriceps; stairs, rising from a chair, knee buckles; thigh adductors; sometimes ankle lifting (tibialis \
               anterior)",
        reflex: "Knee jerk (patellar)",
        counted: Some((88, TREATED)),
        sources: &["S61", "S153", "S169", "S25"],
        ..LOW_BACK
    },
    Row {
        disc: "L4-L5",
        off_center: (
            "L5",
            "buttock, outer (and back-outer) thigh, outer shin, top of foot, big toe",
        ),
        far_side: Some(("L4", "front of thigh, over the knee, inner shin to the inner ankle")),
        weak: "Big-toe and ankle lift; foot slaps or drops; turning the foot out; hip abductors, pelvis dips when walking",
        reflex: "None standard (the inner hamstring reflex is sometimes tested)",
        common: "Common",
        counted: Some((456, TREATED)),
        sources: &["S61", "S153", "S167", "S25"],
        ..LOW_BACK
    },
    Row {
        disc: "L5-S1",
        off_center: (
            "S1",
            "buttock, back of thigh and calf, heel, outer foot, sole, little toe",
        ),
        far_side: Some((
            "L5",
            "buttock, outer (and back-outer) thigh, outer shin, top of foot, big toe",
        )),
        weak: "Calf, cannot rise on tiptoe on that leg; hip extension; toe bending",
        reflex: "Ankle jerk (Achilles)",
        common: "Common",
        counted: Some((646, TREATED)),
        sources: &["S61", "S153", "S169", "S167", "S25"],
        ..LOW_BACK
    },
];

/// Words for places on the body, each the beginning of all its forms.
pub const PLACES: &[&str] = &[
    "neck",
    "head",
    "ear",
    "jaw",
    "shoulder",
    "blade",
    "cape",
    "arm",
    "armpit",
    "elbow",
    "forearm",
    "thumb",
    "finger",
    "index",
    "middle",
    "ring",
    "little",
    "chest",
    "nipple",
    "breastbone",
    "rib",
    "belly",
    "navel",
    "groin",
    "crease",
    "hip",
    "crest",
    "buttock",
    "thigh",
    "knee",
    "shin",
    "ankle",
    "calf",
    "heel",
    "foot",
    "sole",
    "toe",
    "big",
    "upper",
    "lower",
    "inner",
    "outer",
    "front",
    "back",
    "top",
    "base",
    "above",
    "below",
    "between",
    "halfway",
    "over",
    "fold",
];

/// Words for muscles and what they do.
pub const DEEDS: &[&str] = &[
    "test",
    "diaphragm",
    "deltoid",
    "biceps",
    "triceps",
    "brachioradialis",
    "quadriceps",
    "adductor",
    "abductor",
    "flexor",
    "tibialis",
    "calf",
    "belly",
    "wall",
    "bulge",
    "eyelid",
    "droopy",
    "pupil",
    "hand",
    "finger",
    "wrist",
    "elbow",
    "palm",
    "outward",
    "turn",
    "lift",
    "bend",
    "straighten",
    "push",
    "grip",
    "jar",
    "pinch",
    "spread",
    "hip",
    "knee",
    "buckle",
    "stair",
    "chair",
    "ris",
    "car",
    "toe",
    "big",
    "ankle",
    "slap",
    "drop",
    "pelvis",
    "tiptoe",
    "emergency",
    "vari",
];

/// Words for reflexes.
pub const REFLEXES: &[&str] = &[
    "none",
    "reliable",
    "standard",
    "biceps",
    "triceps",
    "brachioradialis",
    "belly",
    "upper",
    "lower",
    "skin",
    "weak",
    "knee",
    "patellar",
    "hamstring",
    "inner",
    "ankle",
    "achilles",
];

/// Words for what lies in the middle.
pub const MIDDLE: &[&str] = &["cord", "end", "cauda", "equina", "foot", "drop", "emergency"];
