//! What would help a group, exactly: each change is judged and solved in the part of the round that it touches.

use super::{Group, Remedy};
use crate::law::Reason;
use crate::matching::eligibility::Facts;
use crate::matching::problem::{self, Market, Unfit};
use crate::matching::snapshot::Snapshot;
use crate::matching::what_if::{self, Change, Parts};

/// How much longer a journey may become before it is no remedy, minutes.
const LONGER: u16 = 60;

/// Groups that get remedies: each costs some twenty small solves.
const GROUPS: usize = 12;

/// Places that are tried, and that are named, for one more seat.
const TRIED: usize = 8;
const NAMED: usize = 3;

/// Adds the remedies of each group.
pub(super) fn find(market: &Market<'_>, groups: &mut [Group]) -> Result<(), Unfit> {
    let snapshot = market.snapshot;
    let limits: Vec<Vec<u16>> = groups.iter().take(GROUPS).map(|g| limits(market, g)).collect();
    // With the longest of these journeys everything that any of them could touch hangs together.
    let longest = limits.iter().filter_map(|l| l.last()).max().copied();
    let wide = Change::Limit(longest.unwrap_or(snapshot.settings.max_minutes)).of(snapshot);
    let parts = Parts::of(&problem::build(&wide)?);
    for (group, limits) in groups.iter_mut().zip(&limits) {
        let Some(first) = snapshot.students.iter().position(|s| s.id == group.students[0]) else {
            continue;
        };
        let part = parts.around(first, snapshot);
        let now = what_if::most_placed(&part)?;
        let more = |change: &Change| -> Result<u64, Unfit> {
            Ok(what_if::most_placed(&change.of(&part))?.saturating_sub(now))
        };
        group.remedies = journeys(limits, &more)?;
        group.remedies.extend(seats(&group.places, &part, &more)?);
    }
    Ok(())
}

/// Limits at which a place opens to somebody of the group that only the journey closes, shortest first.
fn limits(market: &Market<'_>, group: &Group) -> Vec<u16> {
    let snapshot = market.snapshot;
    let facts = Facts::of(snapshot);
    let judge = facts.judge(&market.law);
    let most = snapshot.settings.max_minutes.saturating_add(LONGER);
    let mut found = Vec::new();
    for (s, student) in (0..).zip(&snapshot.students) {
        if student.max_minutes.is_some() || !group.students.contains(&student.id) {
            continue;
        }
        for (p, _) in (0..).zip(&snapshot.places) {
            let (reasons, travel) = judge.pair(s, p);
            if travel.minutes <= most && !reasons.is_empty() && reasons.iter().all(|r| r == Reason::Minutes) {
                found.push(travel.minutes);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The shortest limit that places one more, and the shortest that places as many as any would.
fn journeys(limits: &[u16], more: &impl Fn(&Change) -> Result<u64, Unfit>) -> Result<Vec<Remedy>, Unfit> {
    let Some(longest) = limits.last() else {
        return Ok(Vec::new());
    };
    let most = more(&Change::Limit(*longest))?;
    if most == 0 {
        return Ok(Vec::new());
    }
    let mut remedies: Vec<Remedy> = Vec::new();
    for wanted in [1, most] {
        // A longer limit never places fewer: halving finds the shortest.
        let (mut short, mut long) = (0, limits.len() - 1);
        while short < long {
            let middle = usize::midpoint(short, long);
            if more(&Change::Limit(limits[middle]))? >= wanted {
                long = middle;
            } else {
                short = middle + 1;
            }
        }
        let change = Change::Limit(limits[long]);
        if remedies.iter().all(|r| r.change != change) {
            remedies.push(Remedy {
                more: more(&change)?,
                change,
            });
        }
    }
    Ok(remedies)
}

/// One more seat at a place of the group, where the ceilings of the law allow one.
fn seats(
    places: &[String],
    part: &Snapshot,
    more: &impl Fn(&Change) -> Result<u64, Unfit>,
) -> Result<Vec<Remedy>, Unfit> {
    let mut employers = Vec::new();
    let mut remedies = Vec::new();
    for id in places.iter().take(TRIED) {
        let Some(place) = part.places.iter().find(|p| p.id == *id) else {
            continue;
        };
        if remedies.len() == NAMED || employers.contains(&place.employer) {
            continue;
        }
        let change = Change::Seat(id.clone());
        let more = more(&change)?;
        if more > 0 {
            employers.push(place.employer);
            remedies.push(Remedy { change, more });
        }
    }
    Ok(remedies)
}
