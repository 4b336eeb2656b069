//! Why, in sentences: of a proposal, of a student without a place, of a place that stays free.

use std::collections::{BTreeMap, BTreeSet};

use super::Cast;
use crate::companies::model::CompanyFacts;
use crate::law::employer::{self, Cap};
use crate::law::{EmployerFacts, Reason, RuleId};
use crate::matching::eligibility::Judge;
use crate::matching::model::Part;
use crate::matching::problem::{AssignedPair, Market, Outcome};
use crate::matching::records::{Closed, Said, WhyUnplaced};
use crate::matching::snapshot::{Candidate, Employer, Place};
use crate::placements::model::Offer;
use crate::platform::texts::T;
use crate::students::model::Profile;
use crate::vocabulary::geography::{ComuneCode, comune};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::figure;

/// How many codes of places a sentence lists.
const LISTED: usize = 5;

/// What was found, with what people read about it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The round, judged and scored.
    pub market: &'a Market<'a>,
    /// Who goes where.
    pub outcome: &'a Outcome,
    /// Who and what they are.
    pub cast: &'a Cast,
}

impl<'a> Found<'a> {
    /// A student by position.
    #[must_use]
    pub fn student(&self, at: usize) -> (&'a Candidate, &'a Profile) {
        let candidate = &self.market.snapshot.students[at];
        (candidate, &self.cast.students[&candidate.id])
    }

    /// A place by position.
    #[must_use]
    pub fn place(&self, at: usize) -> (&'a Place, &'a Offer, &'a CompanyFacts) {
        let place = &self.market.snapshot.places[at];
        let offer = &self.cast.offers[&place.key];
        (place, offer, &self.cast.companies[&offer.vat_number])
    }

    /// The employer of a place.
    #[must_use]
    pub fn employer(&self, place: &Place) -> &'a Employer {
        &self.market.snapshot.employers[place.employer]
    }
}

/// The name of a comune.
#[must_use]
pub fn comune_name(code: ComuneCode) -> &'static str {
    comune(code).map_or("", |c| c.name)
}

/// The figures of an offer.
#[must_use]
pub fn figures(offer: &Offer) -> String {
    let names: Vec<&str> = offer.figures.iter().map(|f| figure(*f).name_it).collect();
    names.join(", ")
}

/// The word for a pathway.
#[must_use]
pub fn pathway(t: T, pathway: Pathway) -> String {
    t.get(&format!("matching-pathway-{}", pathway.as_str()))
}

/// Why this student goes to this place: what the score is made of, the weightiest first.
#[must_use]
pub fn why(t: T, found: &Found<'_>, pair: &AssignedPair) -> String {
    let (student, _) = found.student(pair.student);
    let (place, ..) = found.place(pair.place);
    let settings = &found.market.snapshot.settings;
    let limit = student.max_minutes.unwrap_or(settings.max_minutes);
    let mut parts: Vec<(u32, usize, String)> = Vec::new();
    let weighted = pair.pair.points.weighted(&settings.weights);
    for (at, part) in Part::ALL.into_iter().enumerate() {
        let said = match part {
            Part::Travel => Some(t.with(
                "files-why-travel",
                [
                    ("n_minutes", u32::from(pair.pair.minutes)),
                    ("n_limit", u32::from(limit)),
                ],
            )),
            Part::Fit if pair.pair.points.0[at] == 100 => Some(t.get("files-why-indirizzo")),
            Part::Fit if pair.pair.points.0[at] == 80 => Some(t.get("files-why-figure")),
            Part::Fit => Some(t.get("files-why-continues")),
            Part::Competences if place.wants.is_empty() => None,
            Part::Competences => {
                let has = place
                    .wants
                    .iter()
                    .filter(|w| student.competences.contains(w))
                    .count();
                Some(t.with(
                    "files-why-competences",
                    [("n_has", has), ("n_wants", place.wants.len())],
                ))
            }
            Part::Wishes => pair.pair.wish_rank.map(|rank| t.n("files-why-wish", rank)),
            Part::Continuity => (weighted[at] > 0).then(|| t.get("files-why-continuity")),
            Part::Waiting => None,
        };
        if let Some(said) = said {
            parts.push((weighted[at], at, said));
        }
    }
    parts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let parts: Vec<String> = parts.into_iter().map(|(.., said)| said).collect();
    sentence(&parts.join("; "))
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), letters.as_str())
    })
}

/// What must be seen to first.
#[must_use]
pub fn conditions(t: T, said: &[Said]) -> Vec<String> {
    said.iter()
        .map(|c| t.with(&format!("condition-{}", c.code.replace('.', "-")), &c.args))
        .collect()
}

/// Why there is no place, in one sentence.
#[must_use]
pub fn why_unplaced(t: T, why: &WhyUnplaced) -> String {
    match why {
        WhyUnplaced::NoEligiblePlace { closed } if closed.reasons.is_empty() => {
            t.get("matching-why-no-place-of-figure")
        }
        WhyUnplaced::NoEligiblePlace { .. } => t.get("matching-why-no-eligible-place"),
        WhyUnplaced::Shortage { .. } => why.shared().map_or_else(String::new, |shared| {
            t.with(
                "matching-why-shortage",
                [
                    ("n_students", shared.students),
                    ("n_places", shared.places),
                    ("n_seats", shared.seats),
                ],
            )
        }),
        WhyUnplaced::NotWorth => t.get("matching-why-not-worth"),
        WhyUnplaced::PinnedOut { .. } => t.get("matching-why-pinned-out"),
    }
}

/// What closed places to this student, if that is why.
#[must_use]
pub const fn closed_of(why: &WhyUnplaced) -> Option<&Closed> {
    match why {
        WhyUnplaced::NoEligiblePlace { closed } | WhyUnplaced::Shortage { closed, .. } => Some(closed),
        WhyUnplaced::NotWorth | WhyUnplaced::PinnedOut { .. } => None,
    }
}

/// What each rule closed: its number, its title, why, how many places.
#[must_use]
pub fn closed(t: T, closed: &Closed) -> Vec<String> {
    let line = |c: &crate::matching::records::ClosedBy| {
        let rule = c.reason.rule().as_str();
        t.with(
            "matching-closed-by",
            [
                ("rule", rule.to_owned()),
                ("title", t.get(&format!("law-{}-title", rule.to_lowercase()))),
                ("what", reason(t, c.reason)),
                ("n_places", c.places.to_string()),
                ("n_alone", c.alone.to_string()),
            ],
        )
    };
    let mut lines: Vec<String> = closed.reasons.iter().map(line).collect();
    if closed.other_figure > 0 {
        lines.push(format!(
            "R3 · {}",
            t.n("matching-closed-other-figure", closed.other_figure)
        ));
    }
    lines.extend(closed.besides.iter().map(|c| {
        let rule = c.reason.rule().as_str();
        t.with(
            "files-closed-besides",
            [
                ("rule", rule.to_owned()),
                ("title", t.get(&format!("law-{}-title", rule.to_lowercase()))),
                ("what", reason(t, c.reason)),
                ("n", c.places.to_string()),
            ],
        )
    }));
    lines
}

/// The rules that leave somebody without a place, in the order of the law: those that closed places, and of a shortage the
/// seats (R11) and the ceilings of employers (R8) and tutors (R9) that are full.
#[must_use]
pub fn rules_behind(why: &WhyUnplaced) -> BTreeSet<RuleId> {
    let mut rules = BTreeSet::new();
    match why {
        WhyUnplaced::Shortage { ceilings, .. } => {
            rules.insert(RuleId::R11);
            rules.extend(ceilings.iter().filter_map(|name| match name.split_once(':')? {
                ("employer", _) => Some(RuleId::R8),
                ("tutor", _) => Some(RuleId::R9),
                _ => None,
            }));
        }
        WhyUnplaced::PinnedOut { .. } => rules.extend([RuleId::R11]),
        WhyUnplaced::NoEligiblePlace { .. } | WhyUnplaced::NotWorth => {}
    }
    if let Some(closed) = closed_of(why) {
        rules.extend(
            closed
                .reasons
                .iter()
                .chain(&closed.besides)
                .map(|by| by.reason.rule()),
        );
        rules.extend((closed.other_figure > 0).then_some(RuleId::R3));
    }
    rules
}

/// A reason in a few words.
#[must_use]
pub fn reason(t: T, reason: Reason) -> String {
    t.get(&format!("matching-reason-{}", reason.code().replace('.', "-")))
}

/// What would open places to this student, exactly: for each reason that alone closes some, which ones.
#[must_use]
pub fn remedies(t: T, found: &Found<'_>, judge: &Judge<'_>, at: usize, why: &WhyUnplaced) -> Vec<String> {
    let student = u32::try_from(at).unwrap_or(u32::MAX);
    let mut by_reason: BTreeMap<Reason, Vec<(u32, u32)>> = BTreeMap::new();
    for (p, _) in (0..).zip(&found.market.snapshot.places) {
        let (reasons, travel) = judge.pair(student, p);
        let mut all = reasons.iter();
        let (Some(only), None) = (all.next(), all.next()) else {
            continue;
        };
        if only.rule() == RuleId::R3 {
            continue;
        }
        let size = match only {
            Reason::Minutes => u32::from(travel.minutes),
            Reason::Distance => travel.metres,
            _ => 0,
        };
        by_reason.entry(only).or_default().push((size, p));
    }
    let mut said: Vec<(usize, String)> = by_reason
        .into_iter()
        .map(|(reason, mut places)| {
            places.sort_unstable();
            let least = places[0].0;
            let opened: Vec<u32> = places
                .iter()
                .filter(|(size, _)| *size == least)
                .map(|(_, p)| *p)
                .collect();
            let listed = listed(found, &opened);
            let n = opened.len().to_string();
            let text = match reason {
                Reason::Minutes => t.with(
                    "files-remedy-minutes",
                    [("n_minutes", least.to_string()), ("n", n), ("places", listed)],
                ),
                Reason::Distance => {
                    let km = least.div_ceil(1000).to_string();
                    t.with("files-remedy-km", [("n_km", km), ("n", n), ("places", listed)])
                }
                _ => {
                    let (code, args) = judge.explain(reason, student, opened[0]);
                    let sentence = t.with(&format!("reason-{}", code.replace('.', "-")), &args);
                    t.with(
                        "files-remedy-rule",
                        [
                            ("rule", reason.rule().as_str().to_owned()),
                            ("sentence", sentence),
                            ("n", n),
                            ("places", listed),
                        ],
                    )
                }
            };
            (opened.len(), text)
        })
        .collect();
    said.sort_by_key(|(opened, _)| std::cmp::Reverse(*opened));
    let mut said: Vec<String> = said.into_iter().map(|(_, text)| text).collect();
    if let WhyUnplaced::Shortage { places, ceilings, .. } = why {
        let mut names: Vec<&str> = places.iter().map(String::as_str).collect();
        names.truncate(LISTED);
        if !names.is_empty() {
            said.insert(0, t.with("files-remedy-seat", [("places", names.join(", "))]));
        }
        said.extend(
            ceilings
                .iter()
                .filter_map(|name| ceiling_in_between(t, found, name)),
        );
    }
    if said.is_empty() {
        said.push(last_resort(t, found, at, why));
    }
    said
}

/// What would help where no single change opens a place: a new place, other objectives, fewer pins.
fn last_resort(t: T, found: &Found<'_>, at: usize, why: &WhyUnplaced) -> String {
    let (student, profile) = found.student(at);
    let limit = student
        .max_minutes
        .unwrap_or(found.market.snapshot.settings.max_minutes);
    match why {
        WhyUnplaced::NotWorth => t.get("files-remedy-objectives"),
        WhyUnplaced::PinnedOut { .. } => t.get("files-remedy-pins"),
        WhyUnplaced::NoEligiblePlace { .. } | WhyUnplaced::Shortage { .. } => t.with(
            "files-remedy-new-place",
            [
                ("figure", figure(profile.figure).name_it.to_owned()),
                ("pathway", pathway(t, profile.pathway)),
                ("comune", comune_name(profile.residence).to_owned()),
                ("n_minutes", limit.to_string()),
            ],
        ),
    }
}

/// A full ceiling of a tutor or an employer, by the name it has in the problem.
fn ceiling_in_between(t: T, found: &Found<'_>, name: &str) -> Option<String> {
    let place = found.market.snapshot.places.iter().find(|p| {
        let employer = found.employer(p).vat_number;
        name.strip_prefix("employer:")
            .is_some_and(|vat| vat == employer.as_str())
            || p.tutor
                .is_some_and(|at| name == format!("tutor:{at}:{}", p.pathway.as_str()))
    })?;
    let (ratio, tutor) = caps(found, place);
    let cap = if name.starts_with("employer:") {
        ratio
    } else {
        tutor
    }?;
    let company = &found.cast.companies[&found.employer(place).vat_number].name;
    Some(t.with(
        "files-remedy-ceiling",
        [("company", company.clone()), ("sentence", cap_sentence(t, &cap))],
    ))
}

fn listed(found: &Found<'_>, places: &[u32]) -> String {
    let key = |at: &u32| found.market.snapshot.places[*at as usize].key.clone();
    let mut names: Vec<String> = places.iter().take(LISTED).map(key).collect();
    if places.len() > LISTED {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// The ceilings over a place: of the employer's apprentices, of the tutor.
#[must_use]
pub fn caps(found: &Found<'_>, place: &Place) -> (Option<Cap>, Option<Cap>) {
    let (law, e) = (&found.market.law, found.employer(place));
    let ratio = (place.pathway == Pathway::Apprenticeship).then(|| {
        let firm = EmployerFacts {
            staff: e.staff,
            skilled: e.skilled,
            apprentices: e.apprentices,
            artisan: e.artisan,
        };
        employer::ratio_cap(&firm, law)
    });
    let tutor = place.tutor.map(|at| {
        let own = found.market.snapshot.tutors[at].max;
        employer::tutor_cap(place.pathway, e.risk, own, law)
    });
    (ratio, tutor)
}

/// A ceiling in words.
#[must_use]
pub fn cap_sentence(t: T, cap: &Cap) -> String {
    t.with(&cap.text_key(), &cap.args)
}
