//! The three tables that go back: proposals, students without a place, free places.
//!
//! Their columns have Italian names in every language: other programs read them. Sentences are in the reader's language.

use std::collections::{BTreeMap, HashMap};

use super::hex;
use super::words::{self, Found};
use crate::matching::eligibility::Facts;
use crate::matching::model::Part;
use crate::matching::problem::AssignedPair;
use crate::platform::sheets::{Cell, Heading, Sheet};
use crate::platform::texts::T;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{Indirizzo, figure};

/// The names of the files, without what follows the dot.
pub const NAMES: [&str; 3] = ["proposte", "non_collocati", "posti_liberi"];

fn sheet(name: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        columns: columns
            .iter()
            .map(|(title, wide)| Heading::new(*title).wide(*wide))
            .collect(),
        rows,
    }
}

fn yes_no(value: bool) -> Cell {
    Cell::text(if value { "sì" } else { "no" })
}

fn count(n: usize) -> Cell {
    Cell::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Kilometres with one decimal.
fn km(metres: u32) -> Cell {
    Cell::Number(f64::from((metres + 50) / 100) / 10.0)
}

/// The number of each card among those of its place, by position in `assigned`: `2` of `POSTO7/2`. Their order says nothing of
/// who the student is.
#[must_use]
pub fn cards(found: &Found<'_>) -> HashMap<(usize, usize), String> {
    let mut by_place: BTreeMap<usize, Vec<(String, usize)>> = BTreeMap::new();
    for pair in &found.outcome.assigned {
        let (student, _) = found.student(pair.student);
        let salt = format!("{}\n{}\n{}", found.outcome.problem_digest, student.id, pair.place);
        by_place
            .entry(pair.place)
            .or_default()
            .push((hex(salt.as_bytes(), 16), pair.student));
    }
    let mut cards = HashMap::new();
    for (place, mut students) in by_place {
        students.sort();
        let key = &found.place(place).0.key;
        for (n, (_, student)) in (1..).zip(students) {
            cards.insert((student, place), format!("{key}/{n}"));
        }
    }
    cards
}

/// Who is proposed where, and why.
#[must_use]
pub fn proposals(t: T, found: &Found<'_>) -> Sheet {
    let columns = [
        ("matricola", 14),
        ("codice posto", 14),
        ("partita iva", 14),
        ("punteggio", 11),
        ("punti viaggio", 11),
        ("punti figura", 11),
        ("punti competenze", 11),
        ("punti preferenze", 11),
        ("punti continuità", 11),
        ("punti attesa", 11),
        ("minuti", 9),
        ("preferenza", 11),
        ("perché", 70),
        ("condizioni", 70),
        ("km", 9),
        ("stima", 8),
        ("ente", 22),
        ("cognome", 18),
        ("nome", 18),
        ("figura", 34),
        ("indirizzo", 24),
        ("azienda", 30),
        ("sede", 20),
        ("percorso", 20),
        ("inizio", 12),
        ("fine", 12),
        ("scheda", 16),
    ];
    let cards = cards(found);
    let mut pairs: Vec<&AssignedPair> = found.outcome.assigned.iter().collect();
    pairs.sort_by_key(|pair| pair.student);
    let row = |pair: &&AssignedPair| {
        let (_, profile) = found.student(pair.student);
        let (place, offer, company) = found.place(pair.place);
        let mut cells: Vec<Cell> = vec![
            Cell::text(&profile.key),
            Cell::text(&offer.key),
            Cell::text(offer.vat_number.as_str()),
            pair.pair.score.into(),
        ];
        let weighted = pair.pair.points.weighted(&found.market.snapshot.settings.weights);
        cells.extend(
            Part::ALL
                .iter()
                .zip(weighted)
                .map(|(_, points)| Cell::from(points)),
        );
        cells.extend([
            pair.pair.minutes.into(),
            pair.pair.wish_rank.into(),
            words::why(t, found, pair).into(),
            words::conditions(t, &pair.pair.notes.conditions).join(" ").into(),
            km(pair.pair.metres),
            yes_no(pair.pair.notes.estimated),
            profile.school.as_deref().into(),
            Cell::text(profile.family_name.as_str()),
            Cell::text(profile.given_name.as_str()),
            Cell::text(figure(profile.figure).name_it),
            profile.indirizzo.map(Indirizzo::name).into(),
            Cell::text(&company.name),
            Cell::text(words::comune_name(place.site)),
            Cell::text(offer.pathway.file_word()),
            offer.start.into(),
            offer.end.into(),
            Cell::text(&cards[&(pair.student, pair.place)]),
        ]);
        cells
    };
    sheet(NAMES[0], &columns, pairs.iter().map(row).collect())
}

/// Who has no place, what closed the places, and what would help.
#[must_use]
pub fn unplaced(t: T, found: &Found<'_>) -> Sheet {
    let columns = [
        ("matricola", 14),
        ("motivo", 20),
        ("perché", 60),
        ("regole", 14),
        ("che cosa chiude i posti", 90),
        ("che cosa aiuterebbe", 90),
        ("ente", 22),
        ("cognome", 18),
        ("nome", 18),
        ("figura", 34),
        ("percorso", 20),
        ("comune di residenza", 20),
    ];
    let facts = Facts::of(found.market.snapshot);
    let judge = facts.judge(&found.market.law);
    let mut unplaced: Vec<_> = found.outcome.unplaced.iter().collect();
    unplaced.sort_by_key(|(at, _)| *at);
    let row = |(at, why): &&(usize, crate::matching::records::WhyUnplaced)| {
        let (_, profile) = found.student(*at);
        let closed = words::closed_of(why);
        let rules: Vec<&str> = words::rules_behind(why)
            .iter()
            .map(|rule| rule.as_str())
            .collect();
        let lines = closed.map(|c| words::closed(t, c)).unwrap_or_default();
        vec![
            Cell::text(&profile.key),
            t.get(&format!("files-kind-{}", why.kind())).into(),
            words::why_unplaced(t, why).into(),
            rules.join(", ").into(),
            lines.join(" ").into(),
            words::remedies(t, found, &judge, *at, why).join(" ").into(),
            profile.school.as_deref().into(),
            Cell::text(profile.family_name.as_str()),
            Cell::text(profile.given_name.as_str()),
            Cell::text(figure(profile.figure).name_it),
            Cell::text(profile.pathway.file_word()),
            Cell::text(words::comune_name(profile.residence)),
        ]
    };
    sheet(NAMES[1], &columns, unplaced.iter().map(row).collect())
}

/// Places with free seats, how many of them the ceilings leave, and which ceilings those are.
#[must_use]
pub fn free(t: T, found: &Found<'_>) -> Sheet {
    let columns = [
        ("codice posto", 14),
        ("partita iva", 14),
        ("azienda", 30),
        ("sede", 20),
        ("figura", 34),
        ("percorso", 20),
        ("posti", 8),
        ("occupati", 9),
        ("liberi", 8),
        ("utilizzabili", 12),
        ("studenti idonei", 12),
        ("tetto apprendisti", 14),
        ("tetto tutor", 12),
        ("perché il tetto", 70),
    ];
    let snapshot = found.market.snapshot;
    let mut apprentices: HashMap<usize, u32> = HashMap::new();
    let mut followed: HashMap<(usize, Pathway), u32> = HashMap::new();
    for pair in &found.outcome.assigned {
        let place = &snapshot.places[pair.place];
        if place.pathway == Pathway::Apprenticeship {
            *apprentices.entry(place.employer).or_default() += 1;
        }
        if let Some(tutor) = place.tutor {
            *followed.entry((tutor, place.pathway)).or_default() += 1;
        }
    }
    let mut rows = Vec::new();
    for used in found.outcome.places.iter().filter(|u| u.taken < u.seats) {
        let (place, offer, company) = found.place(used.place);
        let there = found.employer(place).apprentices.unwrap_or(0);
        let (ratio, tutor) = words::caps(found, place);
        let mut usable = used.seats - used.taken;
        let mut why = Vec::new();
        if let Some(cap) = &ratio {
            let taken = apprentices.get(&place.employer).copied().unwrap_or(0);
            usable = usable.min(cap.free(there, taken).unwrap_or(u32::MAX));
            why.push(words::cap_sentence(t, cap));
            if there > 0 {
                why.push(t.n("files-already-there", there));
            }
        }
        if let Some(cap) = &tutor {
            let taken = place
                .tutor
                .and_then(|at| followed.get(&(at, place.pathway)))
                .copied();
            usable = usable.min(cap.free(0, taken.unwrap_or(0)).unwrap_or(u32::MAX));
            why.push(words::cap_sentence(t, cap));
        }
        if let Some(least) = place.open_with.filter(|least| used.taken == 0 && *least > 1) {
            why.push(t.n("files-opens-with", least));
        }
        rows.push(vec![
            Cell::text(&offer.key),
            Cell::text(offer.vat_number.as_str()),
            Cell::text(&company.name),
            Cell::text(words::comune_name(place.site)),
            words::figures(offer).into(),
            Cell::text(offer.pathway.file_word()),
            used.seats.into(),
            used.taken.into(),
            (used.seats - used.taken).into(),
            usable.into(),
            count(used.eligible as usize),
            ratio.and_then(|c| c.limit).into(),
            tutor.and_then(|c| c.limit).into(),
            why.join(" ").into(),
        ]);
    }
    sheet(NAMES[2], &columns, rows)
}
