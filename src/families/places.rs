//! The places that a family can choose among: for the student's figure and pathway, within the round; how far each is, and how many
//! other families put it first.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;

use super::model::{Choice, Demand, Said};
use super::store;
use crate::companies::model::Company;
use crate::matching::{self, Held, Round};
use crate::placements::{self, model::Placement};
use crate::students::model::{PlaceKey, Profile, Student};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, comune, distance_metres, travel_minutes};
use crate::vocabulary::ids::CompanyId;
use crate::vocabulary::repertory::{FigureSet, figure};

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selectable {
    /// What a wish for it names.
    pub key: PlaceKey,
    /// What is offered; none: it is wished for or refused already, and not on offer to this student now.
    pub offer: Option<Offered>,
}

/// A place, or all places of a company, as a family sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offered {
    /// Whose.
    pub company: String,
    /// Whose, by number: a refusal of the company covers its places.
    pub vat_number: VatNumber,
    /// Where; several for a company.
    pub comuni: String,
    /// How many students.
    pub seats: u32,
    /// The shortest way there, minutes.
    pub minutes: u16,
    /// No measurement, an estimate.
    pub estimated: bool,
    /// Longer or farther than the family allows.
    pub beyond: bool,
    /// How many others put it first.
    pub demand: Demand,
}

impl Selectable {
    /// Is it all places of a company?
    pub fn is_company(&self) -> bool {
        matches!(self.key, PlaceKey::Company(_))
    }

    /// What a family calls it.
    pub fn name(&self) -> String {
        match (&self.offer, &self.key) {
            (Some(offer), PlaceKey::Placement(code)) => format!("{} · {code}", offer.company),
            (Some(offer), PlaceKey::Company(_)) => offer.company.clone(),
            (None, PlaceKey::Placement(code)) => code.clone(),
            (None, PlaceKey::Company(vat)) => vat.to_string(),
        }
    }
}

/// What is said of it.
pub(super) fn choice(said: &Said, key: &PlaceKey) -> Choice {
    if said.refuses.contains(key) {
        return Choice::Refused;
    }
    said.rank(key).map_or(Choice::Open, Choice::Rank)
}

/// May a student of this profile have this place, as far as course and calendar go?
fn fits(profile: &Profile, round: &Round, placement: &Placement) -> bool {
    let own = FigureSet::EMPTY.with(profile.figure);
    let next = figure(profile.figure).continues_to();
    let asked: FigureSet = placement.offer.figures.iter().copied().collect();
    placement.offer.pathway == profile.pathway
        && placement.offer.period().overlaps(round.settings.period)
        && (asked.intersects(own) || asked.intersects(next))
}

/// Everything that the student's family can choose, the nearest first; then what it has chosen before that is not on offer.
pub(super) async fn options(
    conn: &impl ConnectionTrait,
    student: &Student,
    round: &Round,
) -> Result<Vec<Selectable>, Fault> {
    let profile = &student.profile;
    let all = placements::all_for_round(conn, round.institution_id).await?;
    let held = Held::of(&matching::promises(conn, round.settings.period).await?);
    let open: Vec<&Placement> = all
        .placements
        .iter()
        .filter(|place| fits(profile, round, place))
        .filter(|place| place.offer.seats > held.seats(place.id))
        .collect();
    let ways = ways(conn, profile, round, open.iter().map(|place| place.offer.site)).await?;
    let first = Wanted::of(&store::first_wishes(conn, student.institution_id, student.id).await?);
    let mut options: Vec<Selectable> = open
        .iter()
        .filter_map(|place| {
            let company = all.companies.get(&place.company_id)?;
            let way = *ways.get(&place.offer.site)?;
            let seats = place.offer.seats.saturating_sub(held.seats(place.id));
            let key = PlaceKey::Placement(place.offer.key.clone());
            let demand = first.place(&place.offer.key, place.offer.vat_number);
            Some(Selectable {
                offer: Some(offered(company, place.offer.site, seats, way, demand)),
                key,
            })
        })
        .collect();
    options.extend(companies(&open, &all.companies, &ways, &held, &first, profile));
    options.sort_by_cached_key(|option| {
        let minutes = option.offer.as_ref().map_or(u16::MAX, |offer| offer.minutes);
        (option.is_company(), minutes, option.name())
    });
    // Two schools may share places of one code: a wish names both.
    let mut seen = std::collections::HashSet::new();
    options.retain(|option| seen.insert(option.key.clone()));
    let named = profile.wishes.iter().flatten().chain(&profile.refuses);
    for key in named {
        if !options.iter().any(|option| option.key == *key) {
            options.push(Selectable {
                key: key.clone(),
                offer: None,
            });
        }
    }
    Ok(options)
}

fn offered(company: &Company, site: ComuneCode, seats: u32, way: Way, demand: u32) -> Offered {
    Offered {
        company: company.facts.name.clone(),
        vat_number: company.facts.vat_number,
        comuni: comune(site).map_or_else(String::new, |c| c.name.to_owned()),
        seats,
        minutes: way.minutes,
        estimated: way.estimated,
        beyond: way.beyond,
        demand: Demand::of(demand),
    }
}

/// Companies with several places, and those that the family has named as a whole.
fn companies(
    open: &[&Placement],
    companies: &HashMap<CompanyId, Company>,
    ways: &HashMap<ComuneCode, Way>,
    held: &Held,
    first: &Wanted,
    profile: &Profile,
) -> Vec<Selectable> {
    let mut by_company: BTreeMap<CompanyId, Vec<&Placement>> = BTreeMap::new();
    for place in open {
        by_company.entry(place.company_id).or_default().push(place);
    }
    let named = |vat: VatNumber| {
        let key = PlaceKey::Company(vat);
        profile.refuses.contains(&key) || profile.wishes.iter().flatten().any(|wish| *wish == key)
    };
    let mut options = Vec::new();
    for (id, places) in by_company {
        let Some(company) = companies.get(&id) else {
            continue;
        };
        let vat = company.facts.vat_number;
        let near = places
            .iter()
            .filter_map(|place| Some((ways.get(&place.offer.site)?, place.offer.site)))
            .min_by_key(|(way, _)| way.minutes);
        let Some((way, site)) = near.filter(|_| places.len() > 1 || named(vat)) else {
            continue;
        };
        let seats = places
            .iter()
            .map(|place| place.offer.seats.saturating_sub(held.seats(place.id)))
            .sum();
        let mut offer = offered(company, site, seats, *way, first.company(vat));
        let mut comuni: Vec<&str> = places
            .iter()
            .filter_map(|place| comune(place.offer.site))
            .map(|c| c.name)
            .collect();
        comuni.sort_unstable();
        comuni.dedup();
        offer.comuni = comuni.join(", ");
        options.push(Selectable {
            key: PlaceKey::Company(vat),
            offer: Some(offer),
        });
    }
    options
}

/// How many others put what first.
struct Wanted {
    places: HashMap<String, u32>,
    companies: HashMap<VatNumber, u32>,
}

impl Wanted {
    fn of(first: &[Vec<PlaceKey>]) -> Wanted {
        let mut wanted = Wanted {
            places: HashMap::new(),
            companies: HashMap::new(),
        };
        for key in first.iter().flatten() {
            match key {
                PlaceKey::Placement(code) => *wanted.places.entry(code.clone()).or_default() += 1,
                PlaceKey::Company(vat) => *wanted.companies.entry(*vat).or_default() += 1,
            }
        }
        wanted
    }

    /// Those who name the place, and those who name all of its company.
    fn place(&self, code: &str, vat: VatNumber) -> u32 {
        self.places.get(code).copied().unwrap_or(0) + self.company(vat)
    }

    fn company(&self, vat: VatNumber) -> u32 {
        self.companies.get(&vat).copied().unwrap_or(0)
    }
}

/// The way to a comune.
#[derive(Debug, Clone, Copy)]
struct Way {
    minutes: u16,
    estimated: bool,
    beyond: bool,
}

async fn ways(
    conn: &impl ConnectionTrait,
    profile: &Profile,
    round: &Round,
    sites: impl Iterator<Item = ComuneCode>,
) -> Result<HashMap<ComuneCode, Way>, Fault> {
    let mut sites: Vec<ComuneCode> = sites.collect();
    sites.sort_unstable();
    sites.dedup();
    let home = profile.residence;
    let measured = matching::travel_times(conn, [home].into_iter(), sites.iter().copied()).await?;
    let measured: HashMap<ComuneCode, u16> = measured.into_iter().map(|(_, to, m)| (to, m)).collect();
    let most_minutes = profile.max_minutes.unwrap_or(round.settings.max_minutes);
    let most_metres = profile.max_metres.or(round.settings.max_metres);
    let way = |site: ComuneCode| {
        let metres = distance_metres(comune(home)?.at, comune(site)?.at);
        let estimate = travel_minutes(metres, profile.transport, &round.settings.travel);
        let minutes = measured.get(&site).copied().unwrap_or(estimate);
        let way = Way {
            minutes,
            estimated: !measured.contains_key(&site),
            beyond: minutes > most_minutes || most_metres.is_some_and(|most| metres > most),
        };
        Some((site, way))
    };
    Ok(sites.into_iter().filter_map(way).collect())
}
