//! What a choice would cost, in words, and who would move.

use std::collections::HashMap;

use crate::matching::choices::{Choice, Verdict};
use crate::matching::records::Run;
use crate::platform::texts::T;
use crate::vocabulary::ids::{PlacementId, StudentId};

use super::super::words::{Names, PlaceWords, Way};

/// So many places are listed; the rest cost more.
pub(super) const SHOWN: usize = 40;

/// A place that could be chosen.
pub(super) struct ChoiceLine {
    pub id: PlacementId,
    pub place: PlaceWords,
    pub way: Option<Way>,
    pub wish: Option<u32>,
    pub score: u32,
    pub effect: String,
    pub moves: Vec<String>,
    pub chosen: bool,
    pub possible: bool,
}

/// Whom and which places the choices speak of.
pub(super) fn named(open: &[Choice]) -> (Vec<StudentId>, Vec<PlacementId>) {
    let (mut students, mut places) = (Vec::new(), Vec::new());
    for choice in open {
        places.push(choice.placement);
        if let Verdict::Possible { moves, .. } = &choice.verdict {
            students.extend(moves.iter().map(|m| m.student));
            places.extend(moves.iter().flat_map(|m| m.from.into_iter().chain(m.to)));
        }
    }
    (students, places)
}

pub(super) fn lines(
    t: T,
    run: &Run,
    names: &Names,
    ways: &HashMap<PlacementId, Way>,
    student: StudentId,
    open: &[Choice],
) -> Vec<ChoiceLine> {
    open.iter()
        .map(|choice| {
            let (effect, moves) = match &choice.verdict {
                Verdict::Chosen => (t.get("why-chosen"), Vec::new()),
                Verdict::Full => (t.get("why-full"), Vec::new()),
                Verdict::Impossible => (t.get("why-impossible"), Vec::new()),
                Verdict::Possible { losses, moves } => (
                    cost(t, run, losses),
                    moves
                        .iter()
                        .filter(|m| m.student != student)
                        .map(|m| {
                            let place = |id: Option<PlacementId>| {
                                id.map_or_else(
                                    || t.get("matching-board-without"),
                                    |id| names.place(id).short(),
                                )
                            };
                            t.with(
                                "why-moves",
                                [
                                    ("student", names.student(m.student)),
                                    ("from", place(m.from)),
                                    ("to", place(m.to)),
                                ],
                            )
                        })
                        .collect(),
                ),
            };
            ChoiceLine {
                id: choice.placement,
                place: names.place(choice.placement),
                way: ways.get(&choice.placement).copied(),
                wish: names.wish(student, choice.placement),
                score: choice.score,
                effect,
                moves,
                chosen: choice.verdict == Verdict::Chosen,
                possible: !matches!(choice.verdict, Verdict::Full | Verdict::Impossible),
            }
        })
        .collect()
}

/// The place after the chosen one, and what it would cost.
pub(super) fn next_best(t: T, lines: &[ChoiceLine]) -> Option<String> {
    let line = lines.iter().find(|line| line.possible && !line.chosen)?;
    Some(t.with(
        "why-next-best",
        [
            ("place", line.place.short()),
            ("effect", line.effect.clone()),
            ("n_moves", line.moves.len().to_string()),
        ],
    ))
}

/// What is lost, objective by objective, in a sentence.
fn cost(t: T, run: &Run, losses: &[Vec<i64>]) -> String {
    let mut said = Vec::new();
    for (tier, loss) in run.tiers.iter().zip(losses) {
        let total: i64 = loss.iter().sum();
        let word = match (tier.name.as_str(), loss.iter().any(|l| *l != 0)) {
            (_, false) => continue,
            ("placed", true) => "placed",
            ("score", true) => "score",
            (_, true) => "other",
        };
        let better = if total < 0 { "more" } else { "fewer" };
        let name = t.get(&format!("matching-tier-{}", tier.name));
        said.push(t.with(
            &format!("why-{word}-{better}"),
            [("n", total.abs().to_string()), ("name", name)],
        ));
    }
    if said.is_empty() {
        t.get("why-costs-nothing")
    } else {
        said.join(", ")
    }
}
