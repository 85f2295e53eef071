//! Rules for the page of a level: that there is such a disc, and that its region and roots are those of anatomy.

use super::Notes;
use crate::content::{Kind, LevelName, Root, Rule, draft::Draft, fields::At, level::LevelFront};

pub(in crate::content) const LEVEL_NAME: Rule = Rule::error(
    "level-name",
    "A level is one of the 23 discs of the spine.",
    "name the file by the bones above and below the disc, such as l3-l4.md",
);
pub(in crate::content) const LEVEL_REGION: Rule = Rule::error(
    "level-region",
    "A level lies in the region that anatomy gives it.",
    "C7-T1 counts to the neck (cervical), T12-L1 to the chest part (thoracic)",
);
pub(in crate::content) const LEVEL_ROOT: Rule = Rule::error(
    "level-root",
    "A level presses the roots that anatomy gives it.",
    "mend it: `far_side` is the root that leaves at this disc, and `off_center` the same but in the low back, where it is the next one down",
);
pub(in crate::content) const LEVEL_SKIN: Rule = Rule::error(
    "level-skin",
    "The skin areas of a level begin with that of its usual root.",
    "name the area of the usual root first",
);

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    if draft.kind != Kind::Level {
        return;
    }
    let Some(name) = LevelName::of_slug(draft.slug.as_str()) else {
        let what = format!("there is no disc `{}`", draft.slug);
        notes.fault(1, LEVEL_NAME.broken(what));
        return;
    };
    if let Some(front) = &draft.front.level {
        region(name, front, notes);
        pressed("off_center", front.off_center.as_ref(), name.off_center(), notes);
        pressed("far_side", front.far_side.as_ref(), name.far_side(), notes);
        skin(front, notes);
    }
}

fn region(name: LevelName, front: &LevelFront, notes: &mut Notes<'_>) {
    if let Some(At { line, value }) = &front.region
        && *value != name.region()
    {
        let what = format!("{name} lies in another region");
        notes.fault(*line, LEVEL_REGION.broken(what));
    }
}

/// A slip of the pen here would send a reader to the wrong nerve, so the numbering is worked out a second time.
fn pressed(key: &str, told: Option<&At<Root>>, expected: Option<Root>, notes: &mut Notes<'_>) {
    let (Some(At { line, value }), Some(expected)) = (told, expected) else {
        return;
    };
    if *value != expected {
        let what = format!("`{key}` is {value}, but at this disc it is {expected}");
        notes.fault(*line, LEVEL_ROOT.broken(what));
    }
}

fn skin(front: &LevelFront, notes: &mut Notes<'_>) {
    let (Some(first), Some(off_center)) = (front.skin.first(), &front.off_center) else {
        return;
    };
    if first.value != off_center.value {
        let what = format!(
            "the first skin area is {}, not that of {}",
            first.value, off_center.value
        );
        notes.fault(first.line, LEVEL_SKIN.broken(what));
    }
    for (at, root) in front.skin.iter().enumerate() {
        if front.skin.iter().take(at).any(|before| before.value == root.value) {
            notes.fault(
                root.line,
                LEVEL_SKIN
                    .broken(format!("{} is there twice", root.value))
                    .instead("take one out"),
            );
        }
    }
}
