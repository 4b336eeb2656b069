//! What was decided about one student, as far as it may be told: read, never written.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::model::Said;
use super::store::rows;
use crate::law::Reason;
use crate::matching::{self, Closed, Round, WhyUnplaced};
use crate::placements;
use crate::students::model::{PlaceKey, Student};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, comune};
use crate::vocabulary::ids::{PlacementId, RunId, StudentId};

/// What a family reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    /// A company has said yes.
    Accepted(Box<Place>),
    /// A company was asked and has not answered.
    Waiting,
    /// Companies were asked; none has said yes.
    Searching,
    /// The calculation found no place.
    Unplaced(Why),
    /// The student was not part of it.
    NotAsked,
}

impl Decision {
    /// The word in the keys of texts.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Decision::Accepted(_) => "accepted",
            Decision::Waiting => "waiting",
            Decision::Searching => "searching",
            Decision::Unplaced(_) => "unplaced",
            Decision::NotAsked => "not_asked",
        }
    }
}

/// The place that a company has given, and why this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub company: String,
    pub code: String,
    pub comune: String,
    pub address: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub rank: Option<u32>,
    pub minutes: Option<u32>,
    pub estimated: bool,
    /// Wishes ranked before it that it was not, and whether they were full.
    pub better: Vec<Better>,
}

/// A wish that was ranked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Better {
    pub name: String,
    pub rank: usize,
    pub full: bool,
}

/// Why there is no place, in categories that need no law to be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Why {
    /// `closed`, `shortage`, `others`.
    pub kind: &'static str,
    /// What closed places: the word of its text, and how many places at most.
    pub closed: Vec<(&'static str, u32)>,
    /// With so many minutes one place at least would open.
    pub minutes_would_open: Option<u16>,
}

#[derive(FromQueryResult)]
struct Proposed {
    state: String,
    placement_id: Uuid,
    run_id: Uuid,
    company: String,
    address: String,
    deadline_at: DateTime<Utc>,
}

/// What was decided about this student in this round, as of now.
pub(super) async fn decision(
    conn: &impl ConnectionTrait,
    student: &Student,
    round: &Round,
    now: DateTime<Utc>,
) -> Result<Decision, Fault> {
    let sql = "SELECT proposal.state, proposal.placement_id, proposal.run_id, company.name AS company, \
               company_site.address, proposal.deadline_at FROM proposal JOIN company ON company.id = proposal.company_id \
               JOIN placement ON placement.id = proposal.placement_id \
               JOIN company_site ON company_site.id = placement.company_site_id \
               WHERE proposal.round_id = $1 AND proposal.student_id = $2 AND proposal.state <> 'withdrawn' \
               ORDER BY proposal.sent_at DESC, proposal.id DESC";
    let proposed: Vec<Proposed> = rows(conn, sql, [round.id.0.into(), student.id.0.into()]).await?;
    if let Some(accepted) = proposed.iter().find(|one| one.state == "accepted") {
        return place(conn, student, accepted)
            .await
            .map(|place| Decision::Accepted(Box::new(place)));
    }
    if proposed
        .iter()
        .any(|one| one.state == "sent" && now < one.deadline_at)
    {
        return Ok(Decision::Waiting);
    }
    let Some(run) = round.published_run else {
        return Ok(Decision::NotAsked);
    };
    let (placed, not) = matching::find_finding(conn, run, student.id).await?;
    Ok(match not {
        Some(not) => Decision::Unplaced(why(&not.why)),
        None if placed.is_some() || !proposed.is_empty() => Decision::Searching,
        None => Decision::NotAsked,
    })
}

/// The word of each student's decision in a round ([`Decision::as_str`]); who is not here was not asked about.
pub(super) async fn standing(
    conn: &impl ConnectionTrait,
    round: &Round,
    now: DateTime<Utc>,
) -> Result<HashMap<StudentId, &'static str>, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        student_id: Uuid,
        state: String,
        deadline_at: DateTime<Utc>,
    }
    let mut words: HashMap<StudentId, &'static str> = HashMap::new();
    if let Some(run) = round.published_run {
        let placed = matching::list_assignments(conn, run).await?;
        words.extend(placed.into_iter().map(|found| (found.student_id, "searching")));
        let not = matching::list_unplaced(conn, run).await?;
        words.extend(not.into_iter().map(|found| (found.student_id, "unplaced")));
    }
    let sql = "SELECT student_id, state, deadline_at FROM proposal WHERE round_id = $1 AND state <> 'withdrawn' \
               ORDER BY sent_at, id";
    for row in rows::<Row>(conn, sql, [round.id.0.into()]).await? {
        let word = words.entry(StudentId(row.student_id)).or_insert("searching");
        match row.state.as_str() {
            "accepted" => *word = "accepted",
            "sent" if now < row.deadline_at && *word != "accepted" => *word = "waiting",
            _ => {}
        }
    }
    Ok(words)
}

async fn place(conn: &impl ConnectionTrait, student: &Student, accepted: &Proposed) -> Result<Place, Fault> {
    let id = PlacementId(accepted.placement_id);
    let run = RunId(accepted.run_id);
    let found = placements::by_ids(conn, &[id]).await?;
    let placement = found.get(&id).ok_or(Fault::NotFound("placement"))?;
    let (assigned, _) = matching::find_finding(conn, run, student.id).await?;
    let rank = assigned.as_ref().and_then(|found| found.wish_rank);
    let name = |site: ComuneCode| comune(site).map_or_else(String::new, |c| c.name.to_owned());
    Ok(Place {
        company: accepted.company.clone(),
        code: placement.offer.key.clone(),
        comune: name(placement.offer.site),
        address: accepted.address.clone(),
        from: placement.offer.start,
        to: placement.offer.end,
        minutes: assigned.as_ref().map(|found| u32::from(found.minutes)),
        estimated: assigned.as_ref().is_some_and(|found| found.notes.estimated),
        better: better(conn, student, run, rank).await?,
        rank,
    })
}

/// The places that were wished for more than the one that was found.
async fn better(
    conn: &impl ConnectionTrait,
    student: &Student,
    run: RunId,
    rank: Option<u32>,
) -> Result<Vec<Better>, Fault> {
    let said = Said::of(&student.profile);
    let before = rank.map_or(said.wishes.len(), |rank| rank as usize - 1);
    let keys: Vec<(usize, &PlaceKey)> = (1..)
        .zip(&said.wishes)
        .take(before)
        .flat_map(|(rank, tier)| tier.iter().map(move |key| (rank, key)))
        .collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let uses = matching::list_places(conn, run).await?;
    let ids: Vec<PlacementId> = uses.iter().map(|place| place.placement_id).collect();
    let placements = placements::by_ids(conn, &ids).await?;
    let companies: Vec<_> = placements.values().map(|place| place.company_id).collect();
    let companies = crate::companies::by_ids(conn, &companies).await?;
    let mut better = Vec::new();
    for (rank, key) in keys {
        let named: Vec<_> = uses
            .iter()
            .filter_map(|use_| Some((use_, placements.get(&use_.placement_id)?)))
            .filter(|(_, place)| match key {
                PlaceKey::Placement(code) => place.offer.key == *code,
                PlaceKey::Company(vat) => place.offer.vat_number == *vat,
            })
            .collect();
        let Some((_, first)) = named.first() else { continue };
        let company = companies
            .get(&first.company_id)
            .map_or("", |company| company.facts.name.as_str());
        better.push(Better {
            name: match key {
                PlaceKey::Placement(code) => format!("{company} · {code}"),
                PlaceKey::Company(_) => company.to_owned(),
            },
            rank,
            full: named.iter().all(|(place, _)| place.taken >= place.seats),
        });
    }
    Ok(better)
}

fn why(why: &WhyUnplaced) -> Why {
    match why {
        WhyUnplaced::NoEligiblePlace { closed } => told("closed", closed),
        WhyUnplaced::Shortage { closed, .. } => told("shortage", closed),
        WhyUnplaced::NotWorth | WhyUnplaced::PinnedOut { .. } => told("others", &Closed::default()),
    }
}

fn told(kind: &'static str, closed: &Closed) -> Why {
    let mut by_word: Vec<(&'static str, u32)> = Vec::new();
    let mut add = |word: &'static str, n: u32| match by_word.iter_mut().find(|(known, _)| *known == word) {
        // Two rules of one kind may close the same places: their number is that of the one that closes more.
        Some((_, most)) => *most = (*most).max(n),
        None => by_word.push((word, n)),
    };
    for one in &closed.reasons {
        add(word(one.reason), one.places);
    }
    if closed.other_figure > 0 {
        add("course", closed.other_figure);
    }
    by_word.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    Why {
        kind,
        closed: by_word,
        minutes_would_open: closed.minutes_that_would_open,
    }
}

/// What a reason of the law is for somebody who knows none: the end of the key of its text.
fn word(reason: Reason) -> &'static str {
    match reason.code() {
        "r12.minutes" | "r12.distance" => "journey",
        "r12.accessible" | "r12.accessible_undeclared" => "accessible",
        "r14.by_student" => "refused",
        "r14.by_company" => "company",
        "r14.min_age" | "r14.licence_age" => "age",
        code => match code.split('.').next().unwrap_or_default() {
            "r1" | "r2" => "age",
            "r3" => "course",
            "r4" => "dates",
            "r6" | "r7" => "minors",
            "r11" => "full",
            _ => "papers",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_the_law_has_a_plain_word() {
        let words = [
            "journey",
            "accessible",
            "refused",
            "company",
            "age",
            "course",
            "dates",
            "minors",
            "full",
            "papers",
        ];
        for reason in Reason::ALL {
            assert!(words.contains(&word(reason)), "{reason}");
        }
        for expected in words {
            assert!(
                Reason::ALL.into_iter().any(|reason| word(reason) == expected),
                "{expected} is never said"
            );
        }
    }

    #[test]
    fn two_rules_of_one_kind_are_counted_once() {
        let by = |reason, places| crate::matching::records::ClosedBy {
            reason,
            places,
            alone: 0,
        };
        let reason = |code: &str| Reason::from_stored(code).unwrap_or(Reason::ALL[0]);
        let closed = Closed {
            other_figure: 0,
            reasons: vec![by(reason("r12.minutes"), 3), by(reason("r12.distance"), 5)],
            besides: Vec::new(),
            minutes_that_would_open: Some(50),
        };
        assert_eq!(told("closed", &closed).closed, [("journey", 5)]);
    }
}
