//! Places: first those that are planted around students, so that a good answer is known to exist; then the rest of a market.

use chrono::{Days, Weekday};

use super::Place;
use super::dice::Dice;
use super::firms::{Firms, Flaw};
use super::people::{course, full_name, trade_of};
use super::words::TRADES;
use crate::matching::model::Settings;
use crate::placements::model::Offer;
use crate::students::model::{PlaceKey, Profile};
use crate::vocabulary::geography::{Comune, ComuneCode, comune, distance_metres, travel_minutes};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, Indirizzo};
use crate::vocabulary::week::{DayMinute, WeekDays};

/// Places for 100 students: with one to three seats each, a little more seats than students.
const PLACES_PERCENT: usize = 55;

/// Where and when places of one round are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The round: its period, its limits of travel.
    pub(super) settings: &'a Settings,
    /// How the students of these places learn.
    pub(super) pathway: Pathway,
    /// Comuni where firms are.
    pub(super) towns: &'a [&'static Comune],
    /// Students of 100 who have a seat planted.
    pub(super) planted_percent: usize,
    /// The first letter of the keys.
    pub(super) letter: char,
}

/// May the student travel there within their own limit, or the round's?
pub(super) fn reaches(settings: &Settings, student: &Profile, site: ComuneCode) -> bool {
    let (Some(home), Some(site)) = (comune(student.residence), comune(site)) else {
        return false;
    };
    let metres = distance_metres(home.at, site.at);
    let limit = student.max_minutes.unwrap_or(settings.max_minutes);
    let far = student
        .max_metres
        .or(settings.max_metres)
        .is_some_and(|most| metres > most);
    !far && travel_minutes(metres, student.transport, &settings.travel) <= limit
}

/// Makes the places of one round for these students and adds them to `places`.
pub(super) fn furnish(
    dice: &mut Dice,
    firms: &mut Firms,
    places: &mut Vec<Place>,
    students: &[Profile],
    ground: Ground<'_>,
) {
    let first = places.len();
    let target = (students.len() * PLACES_PERCENT).div_ceil(100);
    let mut order: Vec<usize> = (0..students.len()).collect();
    dice.shuffle(&mut order);
    order.truncate(students.len() * ground.planted_percent / 100);
    let mut seated = vec![false; students.len()];
    for position in 0..order.len() {
        let leader = order[position];
        if !seated[leader] {
            let mates: Vec<usize> = order[position + 1..]
                .iter()
                .copied()
                .filter(|&i| !seated[i])
                .collect();
            for member in plant(dice, firms, places, students, leader, &mates, ground) {
                seated[member] = true;
            }
        }
    }
    while places.len() - first < target {
        let like = dice.pick(students);
        stray(dice, firms, places, like, ground);
    }
}

/// A place around one student, with those of the same course who reach it too. Says who they are.
fn plant(
    dice: &mut Dice,
    firms: &mut Firms,
    places: &mut Vec<Place>,
    students: &[Profile],
    leader: usize,
    mates: &[usize],
    ground: Ground<'_>,
) -> Vec<usize> {
    let who = &students[leader];
    let near: Vec<&Comune> = ground
        .towns
        .iter()
        .copied()
        .filter(|town| reaches(ground.settings, who, town.code))
        .collect();
    let home = comune(who.residence);
    let site = match near.as_slice() {
        [] => home.unwrap_or(ground.towns[0]),
        near => near[dice.weighted(near.iter().map(|town| town.population_14_18))],
    };
    let seats = [1, 1, 1, 2, 2, 2, 3, 3][dice.below(8)];
    let mut members = vec![leader];
    let same_course = mates.iter().copied().filter(|&mate| {
        (students[mate].figure, students[mate].indirizzo) == (who.figure, who.indirizzo)
            && reaches(ground.settings, &students[mate], site.code)
    });
    members.extend(same_course.take(seats - 1));
    let seats = u32::try_from(seats).unwrap_or(1);
    let trade = trade_of(who);
    let firm = firms.with_room(dice, trade, site, seats);
    let mut offer = offer(dice, firms, places.len(), firm, trade, site.code, ground);
    offer.figures = vec![who.figure];
    offer.indirizzo = who.indirizzo.filter(|_| dice.chance(60));
    offer.seats = seats;
    offer.accessible |= members.iter().any(|&member| students[member].accessible_site);
    places.push(Place { offer, shared: false });
    members
}

/// A place in this comune for this figure, with nothing against it.
pub(super) fn plant_at(
    dice: &mut Dice,
    firms: &mut Firms,
    places: &mut Vec<Place>,
    site: &Comune,
    (trade, figure): (usize, FigureCode),
    seats: u32,
    ground: Ground<'_>,
) {
    let firm = firms.open(dice, trade, site, seats, Flaw::None);
    let mut offer = offer(dice, firms, places.len(), firm, trade, site.code, ground);
    (offer.figures, offer.seats, offer.start) = (vec![figure], seats, ground.settings.period.from);
    places.push(Place { offer, shared: false });
}

/// A place like many, for the trade of `like`: open to both its years or only to some people, or not lawful for most.
pub(super) fn stray(
    dice: &mut Dice,
    firms: &mut Firms,
    places: &mut Vec<Place>,
    like: &Profile,
    ground: Ground<'_>,
) {
    let trade = trade_of(like);
    let site = ground.towns[dice.weighted(ground.towns.iter().map(|town| town.population_14_18))];
    let flaw = match dice.below(10) {
        0..2 => Flaw::Requirements,
        2..4 => Flaw::Full,
        _ => Flaw::None,
    };
    let seats = dice.between(1, 2);
    let firm = firms.open(dice, trade, site, seats, flaw);
    let mut offer = offer(dice, firms, places.len(), firm, trade, site.code, ground);
    offer.seats = seats;
    offer.figures = vec![course(&TRADES[trade], 3).0, course(&TRADES[trade], 4).0];
    match dice.below(8) {
        0 => offer.hazardous = true,
        1 => (offer.hazardous, offer.derogation) = (true, true),
        2 => offer.min_age = Some(18),
        3 => offer.licence = Some("B".to_owned()),
        4 => (offer.from, offer.to) = (DayMinute::new(4 * 60), DayMinute::new(13 * 60)),
        5 => offer.tutor_years = Some(1),
        _ => {}
    }
    places.push(Place {
        offer,
        shared: dice.chance(30),
    });
}

/// What all places of a round share; figures, seats and peculiarities are the caller's.
fn offer(
    dice: &mut Dice,
    firms: &Firms,
    index: usize,
    firm: usize,
    trade: usize,
    site: ComuneCode,
    ground: Ground<'_>,
) -> Offer {
    let apprenticeship = ground.pathway == Pathway::Apprenticeship;
    let days: &[Weekday] = match (apprenticeship, dice.chance(70)) {
        (true, true) => &[Weekday::Wed, Weekday::Thu, Weekday::Fri],
        (true, false) => &[Weekday::Mon, Weekday::Tue, Weekday::Wed],
        (false, true) => &[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu],
        (false, false) => &[Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
    };
    let period = ground.settings.period;
    let late = if apprenticeship {
        7 * u64::from(dice.between(0, 2))
    } else {
        0
    };
    let opens = [8 * 60, 8 * 60 + 30, 9 * 60][dice.below(3)];
    let mut wants: Vec<String> = TRADES[trade]
        .competences
        .iter()
        .map(|&tag| tag.to_owned())
        .collect();
    wants.retain(|_| dice.chance(30));
    Offer {
        key: format!("{}{:04}", ground.letter, index + 1),
        vat_number: firms.facts[firm].vat_number,
        figures: Vec::new(),
        indirizzo: None,
        pathway: ground.pathway,
        seats: 1,
        open_with: None,
        site,
        address: Some(format!("via dell'Esempio {}", dice.between(1, 90))),
        start: period
            .from
            .checked_add_days(Days::new(late))
            .unwrap_or(period.from),
        end: period.to,
        week_minutes: u32::try_from(days.len()).unwrap_or(0) * 480,
        day_minutes: Some(480),
        days: Some(days.iter().fold(WeekDays::NONE, |all, &day| all.with(day))),
        from: DayMinute::new(opens),
        to: DayMinute::new(opens + 540),
        internal_hours_year: apprenticeship.then_some(540),
        tutor: Some(full_name(dice)),
        tutor_max: None,
        tutor_years: Some(dice.between(3, 30)),
        hazardous: false,
        derogation: false,
        accessible: dice.chance(45),
        min_age: None,
        licence: None,
        wants,
    }
}

/// Gives students wishes, refusals and present employers among the places that they could have.
pub(super) fn wish(dice: &mut Dice, students: &mut [Profile], places: &[Place], settings: &Settings) {
    for student in students {
        let fits = |place: &&Place| {
            let same: Option<Indirizzo> = place.offer.indirizzo;
            place.offer.figures.contains(&student.figure)
                && (same.is_none() || same == student.indirizzo)
                && place.offer.pathway == student.pathway
                && reaches(settings, student, place.offer.site)
        };
        let mut known: Vec<&Place> = places.iter().filter(fits).collect();
        if known.is_empty() {
            continue;
        }
        if dice.chance(3) {
            student.employer_now = Some(dice.pick(&known).offer.vat_number);
        }
        if dice.chance(55) {
            dice.shuffle(&mut known);
            known.truncate(1 + dice.below(4));
            let key = |place: &Place| PlaceKey::Placement(place.offer.key.clone());
            let mut tiers: Vec<Vec<PlaceKey>> = known.iter().map(|place| vec![key(place)]).collect();
            if tiers.len() > 2 && dice.chance(25) {
                let last = tiers.pop().unwrap_or_default();
                if let Some(tier) = tiers.last_mut() {
                    tier.extend(last);
                }
            }
            if dice.chance(10) {
                tiers[0] = vec![PlaceKey::Company(known[0].offer.vat_number)];
            }
            student.wishes = tiers;
        }
    }
}
