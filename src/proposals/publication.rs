//! What publishing a run would do, found out from what is kept: proposals, companies, mails.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Rome;
use sea_orm::ConnectionTrait;

use super::model::State;
use super::plan::{self, Changes, Found, Holding};
use super::store::{self, Stored};
use super::views::{self, Company, Reader, Round};
use crate::matching::{self, model::RoundState};
use crate::notifications::catalogue::{
    Mail, PlaceLine, ProposalsChanged, ProposalsSent, RoundPublished, School,
};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::geography::{ComuneCode, comune};
use crate::vocabulary::ids::{CompanyId, InstitutionId, LinkId, PlacementId, ProposalId, RoundId, RunId};
use crate::vocabulary::repertory::{FigureCode, figure};

/// What publishing would do.
#[derive(Debug)]
pub(super) struct Publication {
    pub as_kept: matching::records::Round,
    pub round: Round,
    pub school: School,
    pub coordinators: Vec<Reader>,
    pub deadline_at: DateTime<Utc>,
    pub changes: Changes,
    pub parts: Vec<Part>,
    pub n_unplaced: u32,
}

/// What publishing would do to one company.
#[derive(Debug)]
pub(super) struct Part {
    pub company: Company,
    pub send: Vec<Found>,
    pub withdraw: Vec<Stored>,
    pub places: Vec<PlaceLine>,
    /// Has it heard of this round before?
    pub again: bool,
    /// Proposals that will await its answer.
    pub n_open: u32,
}

/// The last minute of a day, in Italy: until then one may answer.
#[must_use]
pub fn deadline(answer_by: NaiveDate) -> DateTime<Utc> {
    let last_minute = answer_by.and_time(NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default());
    // Italy changes its clocks at two and at three: the last minute of a day is there, once.
    Rome.from_local_datetime(&last_minute)
        .earliest()
        .map_or_else(|| last_minute.and_utc(), |at| at.to_utc())
}

pub(super) async fn prepare(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    round: RoundId,
    run: RunId,
    now: DateTime<Utc>,
) -> Result<Publication, Fault> {
    let as_kept = matching::get_round(conn, institution, round).await?;
    if as_kept.state == RoundState::Closed {
        return Err(Fault::Conflict("round_closed"));
    }
    // A run is done only when its proof has been checked.
    let latest = matching::latest_done(conn, round)
        .await?
        .ok_or(Fault::Conflict("run.none"))?;
    if latest.id != run {
        return Err(Fault::Conflict("run.not_latest"));
    }
    if as_kept.published_run == Some(run) {
        return Err(Fault::Conflict("run.already_published"));
    }
    let round = views::get_round(conn, institution, round).await?;
    let round_id = RoundId(round.id);
    let deadline_at = deadline(round.answer_by);
    if deadline_at <= now {
        return Err(Invalid::new("answer_by", "round.answer_by.past", round.answer_by.to_string()).into());
    }
    let result = views::run_result(conn, run).await?;
    let asked: HashSet<_> = result
        .found
        .iter()
        .map(|f| f.student)
        .chain(result.left_out.iter().copied())
        .collect();
    let places: HashSet<_> = result.seats.keys().copied().collect();
    let holding = store::holding(conn, &asked, &places).await?;
    let here = store::of_round(conn, round_id).await?;
    let over = here
        .iter()
        .filter(|p| matches!(p.state, State::Declined | State::Expired))
        .map(|p| (p.facts.student_id, p.facts.placement_id))
        .collect();
    let held: Vec<Holding> = holding
        .iter()
        .map(|p| Holding {
            id: p.facts.id,
            student: p.facts.student_id,
            placement: p.facts.placement_id,
            accepted: p.state == State::Accepted,
            of_this_round: p.facts.round_id == round_id,
        })
        .collect();
    let stale = || Fault::Conflict("run.stale");
    let changes =
        plan::changes(&result.found, &asked, &held, &result.seats, &over).map_err(|plan::Stale| stale())?;
    if !changes.send.is_empty() && views::promised_since(conn, round_id, run, latest.requested_at).await? {
        return Err(stale());
    }
    let (school, coordinators) = views::school(conn, institution, round.created_by).await?;
    let parts = parts(conn, round_id, run, &changes, here).await?;
    let n_unplaced = u32::try_from(result.left_out.len()).unwrap_or(u32::MAX);
    Ok(Publication {
        as_kept,
        round,
        school,
        coordinators,
        deadline_at,
        changes,
        parts,
        n_unplaced,
    })
}

/// The changes, company by company, in the order of their names.
async fn parts(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    changes: &Changes,
    here: Vec<Stored>,
) -> Result<Vec<Part>, Fault> {
    let companies = views::companies(conn, round, Some(run)).await?;
    let places = views::places(conn, run).await?;
    let withdrawn: HashSet<ProposalId> = changes.withdraw.iter().copied().collect();
    let mut parts: HashMap<CompanyId, Part> = HashMap::new();
    let part = |id: CompanyId| -> Result<Part, Fault> {
        let company = companies
            .get(&id)
            .cloned()
            .ok_or_else(|| Fault::internal("a place without its company"))?;
        Ok(Part {
            company,
            send: Vec::new(),
            withdraw: Vec::new(),
            places: Vec::new(),
            again: false,
            n_open: 0,
        })
    };
    for found in &changes.send {
        let id = found.company;
        let entry = match parts.remove(&id) {
            Some(entry) => entry,
            None => part(id)?,
        };
        let entry = parts.entry(id).or_insert(entry);
        entry.send.push(*found);
        entry.n_open += 1;
    }
    for proposal in here {
        let id = proposal.facts.company_id;
        let goes = withdrawn.contains(&proposal.facts.id);
        if goes && !parts.contains_key(&id) {
            parts.insert(id, part(id)?);
        }
        let Some(entry) = parts.get_mut(&id) else { continue };
        entry.again = true;
        if goes {
            entry.withdraw.push(proposal);
        } else if proposal.state == State::Sent {
            entry.n_open += 1;
        }
    }
    let mut parts: Vec<Part> = parts.into_values().collect();
    for part in &mut parts {
        part.places = place_lines(&part.send, &places);
    }
    parts.sort_by_cached_key(|part| {
        (
            crate::vocabulary::text::sort_key(&part.company.name),
            part.company.id,
        )
    });
    Ok(parts)
}

fn place_lines(send: &[Found], places: &HashMap<PlacementId, views::Place>) -> Vec<PlaceLine> {
    let mut counted: BTreeMap<&str, (&views::Place, u32)> = BTreeMap::new();
    for place in send.iter().filter_map(|found| places.get(&found.placement)) {
        counted.entry(&place.placement_key).or_insert((place, 0)).1 += 1;
    }
    counted
        .into_values()
        .map(|(place, n)| PlaceLine {
            code: place.placement_key.clone(),
            figure: figure_names(&place.figures),
            comune: comune_name(&place.comune),
            n,
        })
        .collect()
}

/// The official names of stored figures.
pub(super) fn figure_names(stored: &serde_json::Value) -> String {
    let codes = stored
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|code| code.as_str());
    let names = codes
        .filter_map(FigureCode::from_stored)
        .map(|code| figure(code).name_it);
    names.collect::<Vec<_>>().join(" / ")
}

/// The name of a stored comune.
pub(super) fn comune_name(stored: &str) -> String {
    ComuneCode::from_stored(stored)
        .and_then(comune)
        .map_or_else(|| stored.to_owned(), |c| c.name.to_owned())
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Publication {
    pub fn company_mail(&self, part: &Part, link: LinkId) -> Mail {
        let (school, company) = (self.school.clone(), part.company.name.clone());
        let (round, deadline_at) = (self.round.name.clone(), self.deadline_at);
        if part.again {
            return Mail::from(ProposalsChanged {
                school,
                company,
                round,
                n_added: number(part.send.len()),
                n_withdrawn: number(part.withdraw.len()),
                n_open: part.n_open,
                deadline_at,
                link,
            });
        }
        let (places, n) = (part.places.clone(), number(part.send.len()));
        Mail::from(ProposalsSent {
            school,
            company,
            round,
            places,
            n,
            deadline_at,
            link,
        })
    }

    pub fn school_mail(&self) -> Mail {
        Mail::from(RoundPublished {
            school: self.school.clone(),
            round: self.round.name.clone(),
            round_id: RoundId(self.round.id),
            n_proposals: number(self.changes.send.len()),
            n_companies: number(self.parts.iter().filter(|part| !part.send.is_empty()).count()),
            n_unplaced: self.n_unplaced,
            deadline_at: self.deadline_at,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn one_may_answer_until_the_last_minute_of_the_day_in_italy() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(deadline(day(9, 21)).to_rfc3339(), "2026-09-21T21:59:00+00:00");
        assert_eq!(deadline(day(12, 21)).to_rfc3339(), "2026-12-21T22:59:00+00:00");
        assert_eq!(
            deadline(day(10, 25)).to_rfc3339(),
            "2026-10-25T22:59:00+00:00",
            "the night the clocks go back"
        );
    }
}
