//! What the pages say of what a family said.

use crate::families::model::{Part, Said};
use crate::families::places::Selectable;
use crate::platform::texts::T;
use crate::students::model::PlaceKey;
use crate::vocabulary::geography::{Comune, comune};

/// What stands in one part, as people read it.
pub(super) fn shown(t: T, said: &Said, part: Part, options: &[Selectable]) -> String {
    match part {
        Part::Residence => comune(said.residence).map_or_else(String::new, Comune::file_name),
        Part::Transport => t.get(&format!("vocabulary-transport-{}", said.transport.as_str())),
        Part::MaxMinutes => said.max_minutes.map_or_else(
            || t.get("families-limit-of-school"),
            |minutes| t.n("families-minutes", minutes),
        ),
        Part::MaxKm => said.max_metres.map_or_else(
            || t.get("families-limit-of-school"),
            |metres| t.n("families-km", metres.div_ceil(1000)),
        ),
        Part::Wishes if said.wishes.is_empty() => t.get("families-none"),
        Part::Wishes => {
            let tiers = (1_usize..).zip(&said.wishes);
            let tiers: Vec<String> = tiers
                .map(|(rank, tier)| {
                    let names: Vec<String> = tier.iter().map(|key| name(key, options)).collect();
                    t.with(
                        "families-rank-line",
                        [("n_rank", rank.to_string()), ("names", names.join(" = "))],
                    )
                })
                .collect();
            tiers.join("; ")
        }
        Part::Refuses if said.refuses.is_empty() => t.get("families-none"),
        Part::Refuses => {
            let names: Vec<String> = said.refuses.iter().map(|key| name(key, options)).collect();
            names.join("; ")
        }
    }
}

fn name(key: &PlaceKey, options: &[Selectable]) -> String {
    let known = options.iter().find(|option| option.key == *key);
    known.map_or_else(
        || match key {
            PlaceKey::Placement(code) => code.clone(),
            PlaceKey::Company(vat) => vat.to_string(),
        },
        Selectable::name,
    )
}

/// One part and what stands in it.
pub(super) struct Fact {
    pub label: String,
    pub value: String,
}

/// All parts of what is said.
pub(super) fn facts(t: T, said: &Said, options: &[Selectable]) -> Vec<Fact> {
    Part::ALL
        .into_iter()
        .map(|part| Fact {
            label: label(t, part),
            value: shown(t, said, part, options),
        })
        .collect()
}

/// A part that is different, before and after.
pub(super) struct Change {
    pub label: String,
    pub before: String,
    pub after: String,
}

/// What is different.
pub(super) fn changes(t: T, before: &Said, after: &Said, options: &[Selectable]) -> Vec<Change> {
    before
        .changed(after)
        .into_iter()
        .map(|part| Change {
            label: label(t, part),
            before: shown(t, before, part, options),
            after: shown(t, after, part, options),
        })
        .collect()
}

/// What a part is called.
pub(super) fn label(t: T, part: Part) -> String {
    t.get(&format!("families-part-{}", part.as_str()))
}
