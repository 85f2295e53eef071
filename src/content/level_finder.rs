//! What a reader may feel or find weak, with the nerve roots behind it, from `level-finder.toml`: the way from a body
//! back to the levels that fit.
//!
//! It is no diagnosis. A pick leads to roots, and a root to the discs that usually press it.

use std::collections::BTreeMap;

use super::{
    LevelName, Problem, Root, Rule,
    fields::{At, Fields},
};

pub(in crate::content) const LEVEL_FINDER: Rule = Rule::error(
    "level-finder",
    "Each pick of the level finder is there once and leads to a disc.",
    "name roots from C3 to S1",
);

/// Everything a reader can pick.
#[derive(Debug, Clone)]
pub struct LevelFinder {
    groups: Vec<PickGroup>,
    signs: Vec<Pick>,
    urgent: UrgentAdvice,
}

/// Picks of one part of the body.
#[derive(Debug, Clone)]
pub struct PickGroup {
    /// The part of the body.
    pub heading: String,
    /// Places where something may be felt.
    pub felt: Vec<Pick>,
    /// What may be hard to do.
    pub weak: Vec<Pick>,
}

/// One thing to pick.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What the form calls it.
    pub key: String,
    /// What the reader sees.
    pub words: String,
    /// The roots that may be behind it; empty for a sign that tells of no level.
    pub roots: Vec<Root>,
    /// Whether it can be a sign of an emergency.
    pub alarm: bool,
}

/// When weakness needs a doctor soon.
#[derive(Debug, Clone)]
pub struct UrgentAdvice {
    /// One call to action that ends in "if:".
    pub heading: String,
    /// What should lead to it.
    pub signs: Vec<String>,
}

/// A level that some picks fit.
#[derive(Debug, Clone)]
pub struct Fit<'a> {
    /// The level.
    pub level: LevelName,
    /// Picks that fit the root pressed off the center, where most pieces lie.
    pub off_center: Vec<&'a Pick>,
    /// Picks that fit only the root pressed far to the side.
    pub far_side: Vec<&'a Pick>,
}

impl LevelFinder {
    /// The picks of each part of the body, from the head down.
    pub fn groups(&self) -> &[PickGroup] {
        &self.groups
    }

    /// Signs that tell of an emergency and not of a level.
    pub fn signs(&self) -> &[Pick] {
        &self.signs
    }

    /// When weakness needs a doctor soon.
    pub fn urgent(&self) -> &UrgentAdvice {
        &self.urgent
    }

    /// Every pick with a key that was sent; keys that there are not are passed over.
    pub fn picked(&self, keys: &[&str]) -> Vec<&Pick> {
        self.all().filter(|pick| keys.contains(&pick.key.as_str())).collect()
    }

    /// Whether one of the picks is a weakness.
    pub fn has_weakness(&self, picks: &[&Pick]) -> bool {
        let mut weak = self.groups.iter().flat_map(|group| &group.weak);
        weak.any(|known| picks.iter().any(|pick| pick.key == known.key))
    }

    /// The levels that the picks fit, those that fit most of them first, then from the top of the spine down.
    pub fn fits<'a>(&self, picks: &[&'a Pick]) -> Vec<Fit<'a>> {
        let mut fits: Vec<Fit<'a>> = LevelName::all()
            .map(|level| Fit::of(level, picks))
            .filter(|fit| !fit.off_center.is_empty() || !fit.far_side.is_empty())
            .collect();
        fits.sort_by_key(|fit| std::cmp::Reverse((fit.off_center.len(), fit.far_side.len())));
        fits
    }

    fn all(&self) -> impl Iterator<Item = &Pick> {
        let grouped = self
            .groups
            .iter()
            .flat_map(|group| group.felt.iter().chain(&group.weak));
        self.signs.iter().chain(grouped)
    }

    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut reading = Reading::default();
        let urgent = fields.table("urgent").and_then(|table| reading.urgent(table));
        let signs = reading.picks(&mut fields, "sign", true);
        let groups: Vec<PickGroup> = fields
            .array_of_tables("group")
            .into_iter()
            .filter_map(|table| reading.group(table))
            .collect();
        let mut problems = reading.problems;
        problems.extend(fields.finish());
        match urgent {
            Some(urgent) if problems.is_empty() => Ok(Self { groups, signs, urgent }),
            _ => Err(problems),
        }
    }
}

impl<'a> Fit<'a> {
    fn of(level: LevelName, picks: &[&'a Pick]) -> Self {
        let fits = |pick: &Pick, root: Option<Root>| root.is_some_and(|root| pick.roots.contains(&root));
        let (off_center, rest): (Vec<&Pick>, Vec<&Pick>) =
            picks.iter().partition(|pick| fits(pick, level.off_center()));
        Self {
            level,
            off_center,
            far_side: rest.into_iter().filter(|pick| fits(pick, level.far_side())).collect(),
        }
    }
}

/// The file while it is read.
#[derive(Default)]
struct Reading {
    problems: Vec<Problem>,
    /// The line on which each key was used.
    keys: BTreeMap<String, usize>,
}

impl Reading {
    fn urgent(&mut self, mut table: Fields<'_>) -> Option<UrgentAdvice> {
        let heading = table.required::<String>("heading");
        let signs = table.required_list("signs");
        self.problems.extend(table.finish());
        Some(UrgentAdvice {
            heading: heading?.value,
            signs: signs?.into_iter().map(|sign| sign.value).collect(),
        })
    }

    fn group(&mut self, mut table: Fields<'_>) -> Option<PickGroup> {
        let heading = table.required::<String>("heading");
        let felt = self.picks(&mut table, "felt", false);
        let weak = self.picks(&mut table, "weak", false);
        self.problems.extend(table.finish());
        Some(PickGroup {
            heading: heading?.value,
            felt,
            weak,
        })
    }

    /// The picks under a key. A sign has no roots and is always an alarm.
    fn picks(&mut self, table: &mut Fields<'_>, key: &'static str, sign: bool) -> Vec<Pick> {
        let mut picks = Vec::new();
        for mut pick in table.array_of_tables(key) {
            picks.extend(self.pick(&mut pick, sign));
            self.problems.extend(pick.finish());
        }
        picks
    }

    fn pick(&mut self, table: &mut Fields<'_>, sign: bool) -> Option<Pick> {
        let key = table.required::<String>("key");
        let words = table.required::<String>("words");
        let roots = if sign { Vec::new() } else { roots(table) };
        let alarm = if sign { None } else { table.optional::<bool>("alarm") };
        if let Some(At { line, value }) = &key
            && let Some(first) = self.keys.insert(value.clone(), *line)
        {
            let what = format!("the key `{value}` is used before, on line {first}");
            table.fault(
                *line,
                LEVEL_FINDER.broken(what).instead("give each pick a key of its own"),
            );
        }
        Some(Pick {
            key: key?.value,
            words: words?.value,
            roots,
            alarm: sign || alarm.is_some_and(|alarm| alarm.value),
        })
    }
}

/// The roots of a pick, each of which some disc must press: otherwise the pick leads nowhere.
fn roots(table: &mut Fields<'_>) -> Vec<Root> {
    let mut roots = Vec::new();
    for At { line, value } in table.required_list("roots").unwrap_or_default() {
        let root = value.parse().ok();
        let pressed =
            LevelName::all().any(|level| root.is_some() && [level.off_center(), level.far_side()].contains(&root));
        match root.filter(|_| pressed) {
            Some(root) => roots.push(root),
            None => table.fault(line, LEVEL_FINDER.broken(format!("no disc presses `{value}`"))),
        }
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[urgent]
heading = "See a doctor if:"
signs = ["a foot is weak"]

[[sign]]
key = "bladder"
words = "Trouble with my bladder"

[[group]]
heading = "Leg"
felt = [
  { key = "shin", words = "Outer shin", roots = ["L5"] },
  { key = "inner-shin", words = "Inner shin", roots = ["L4"] },
]
weak = [{ key = "tiptoe", words = "Standing on tiptoe", roots = ["S1"] }]
"#;

    fn fits(keys: &[&str]) -> Vec<(&'static str, usize, usize)> {
        let finder = LevelFinder::parse("f.toml", FILE).unwrap();
        let picks = finder.picked(keys);
        let fits = finder.fits(&picks);
        fits.iter()
            .map(|fit| (fit.level.as_str(), fit.off_center.len(), fit.far_side.len()))
            .collect()
    }

    #[test]
    fn a_root_leads_to_the_disc_above_it_first_and_to_the_one_where_it_leaves_second() {
        assert_eq!(fits(&["shin"]), [("L4-L5", 1, 0), ("L5-S1", 0, 1)]);
        assert_eq!(fits(&["shin", "tiptoe"]), [("L5-S1", 1, 1), ("L4-L5", 1, 0)]);
    }

    #[test]
    fn a_sign_of_an_emergency_leads_to_no_level_and_an_unknown_key_to_nothing() {
        assert!(fits(&["bladder", "no-such-key"]).is_empty());
        let finder = LevelFinder::parse("f.toml", FILE).unwrap();
        let picks = finder.picked(&["bladder", "tiptoe"]);
        assert!(picks[0].alarm && !picks[1].alarm);
        assert!(finder.has_weakness(&picks) && !finder.has_weakness(&picks[..1]));
    }

    #[test]
    fn a_key_used_twice_and_a_root_that_no_disc_presses_are_told() {
        let twice = FILE.replace("inner-shin", "shin").replace("\"L4\"", "\"S3\"");
        let problems = LevelFinder::parse("f.toml", &twice).unwrap_err();
        let told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.line, problem.rule.name))
            .collect();
        assert_eq!(told, [(14, "level-finder"), (14, "level-finder")]);
    }
}
