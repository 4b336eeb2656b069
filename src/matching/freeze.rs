//! From the database to a [`Snapshot`]: what a run is asked to match, as of one moment.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::held::{self, Held};
use super::records::{PinKind, Round};
use super::snapshot::{Candidate, Employer, Place, Snapshot, Tutor, Wanted};
use super::store;
use crate::companies::model::Company;
use crate::placements;
use crate::placements::model::{Firmness, Placement};
use crate::students;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{CompanyId, TutorId};
use crate::vocabulary::pathway::Pathway;

/// Freezes a round. Students who hold a proposal are left out, and so are the seats that proposals hold; pairs that were declined
/// or have expired in this round are forbidden. Places that are a maybe are left out, unless the settings count them.
///
/// # Errors
/// When the database is gone or a row cannot be read.
pub async fn freeze(conn: &impl ConnectionTrait, round: &Round, today: NaiveDate) -> Result<Snapshot, Fault> {
    let settings = round.settings.clone();
    let held = Held::of(&held::promises(conn, settings.period).await?);
    let wanted = |pathway: Pathway| settings.pathway.is_none_or(|only| only == pathway);

    let students = students::all(conn, round.institution_id).await?;
    let students: Vec<Candidate> = students
        .iter()
        .filter(|s| wanted(s.student.profile.pathway) && !held.student(s.student.id))
        .map(|s| {
            let waiting = (today - s.since.date_naive()).num_days().max(0);
            let id = s.student.id.to_string();
            Candidate::from_profile(id, &s.student.profile, u32::try_from(waiting).unwrap_or(u32::MAX))
        })
        .collect();

    let on_offer = placements::all_for_round(conn, round.institution_id).await?;
    let offered: Vec<Placement> = on_offer
        .placements
        .into_iter()
        .filter(|p| p.firmness == Firmness::Firm || settings.count_maybe)
        .filter(|p| wanted(p.offer.pathway) && p.offer.period().overlaps(settings.period))
        .collect();
    let Offered {
        employers,
        tutors,
        places,
    } = places(&offered, &on_offer.companies, &held)?;

    let mut pins = Vec::new();
    let mut forbids = Vec::new();
    for pin in store::list_pins(conn, round.id).await? {
        let pair = Wanted {
            student: pin.student_id.to_string(),
            place: pin.placement_id.to_string(),
        };
        match pin.kind {
            // Whoever holds a proposal has been pinned by it.
            PinKind::Pin if held.student(pin.student_id) => {}
            PinKind::Pin => pins.push(pair),
            PinKind::Forbid => forbids.push(pair),
        }
    }
    for (student, placement) in held::over(conn, round.id).await? {
        forbids.push(Wanted {
            student: student.to_string(),
            place: placement.to_string(),
        });
    }
    let homes = students.iter().map(|s| s.residence);
    let minutes = store::travel_times(conn, homes, places.iter().map(|p| p.site)).await?;
    let mut snapshot = Snapshot {
        day: today,
        settings,
        students,
        employers,
        tutors,
        places,
        minutes,
        pins,
        forbids,
    };
    snapshot.normalise();
    Ok(snapshot)
}

/// Places with their employers and tutors, by position.
struct Offered {
    employers: Vec<Employer>,
    tutors: Vec<Tutor>,
    places: Vec<Place>,
}

fn places(
    offered: &[Placement],
    companies: &HashMap<CompanyId, Company>,
    held: &Held,
) -> Result<Offered, Fault> {
    let mut ids: Vec<CompanyId> = offered.iter().map(|p| p.company_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut employers = Vec::with_capacity(ids.len());
    let mut at = HashMap::new();
    for id in ids {
        let company = companies
            .get(&id)
            .ok_or_else(|| Fault::internal("a placement without its company"))?;
        at.insert(id, employers.len());
        employers.push(Employer::from_facts(&company.facts, held.employer(id)));
    }
    let mut tutors = Vec::new();
    let mut tutor_at: HashMap<TutorId, usize> = HashMap::new();
    let mut places = Vec::with_capacity(offered.len());
    for placement in offered {
        let employer = at[&placement.company_id];
        let tutor = placement.tutor_id.map(|id| {
            *tutor_at.entry(id).or_insert_with(|| {
                tutors.push(Tutor {
                    employer,
                    max: placement.offer.tutor_max,
                    held_apprentices: held.tutor(id, true),
                    held_students: held.tutor(id, false),
                });
                tutors.len() - 1
            })
        });
        let held = held.seats(placement.id);
        places.push(Place::from_offer(
            placement.id.to_string(),
            &placement.offer,
            employer,
            tutor,
            held,
        ));
    }
    Ok(Offered {
        employers,
        tutors,
        places,
    })
}

/// Comuni, each once.
pub(super) fn distinct(comuni: impl Iterator<Item = ComuneCode>) -> Vec<i64> {
    let mut codes: Vec<i64> = comuni.map(|c| i64::from(c.number())).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
