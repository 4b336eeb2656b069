//! Before a run: who can go where, who shares too few places, what would help.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::matching::actions;
use crate::matching::files::words::closed;
use crate::matching::freeze::freeze;
use crate::matching::readiness::{Group, Readiness, Remedy, Wanting};
use crate::matching::records::Round;
use crate::matching::store;
use crate::matching::what_if::Change;
use crate::placements;
use crate::platform::memory::Memory;
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Page, Pager, Path, Query, Visit, render, see_other_counting, see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RoundId, StudentId};
use crate::vocabulary::repertory::figure;

use super::words::{Names, PlaceWords};

const LINES: u64 = 50;

/// What was looked at last, by the digest of the frozen round: remedies are looked at again and again while one is chosen.
static LAST: Memory<String, Readiness> = Memory::of(8);

/// Only students with so many places.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Only {
    places: String,
}

impl Only {
    /// The bands of the page: word, least, most.
    const BANDS: [(&'static str, u32, u32); 4] = [
        ("none", 0, 0),
        ("one", 1, 1),
        ("few", 2, 4),
        ("many", 5, u32::MAX),
    ];

    fn band(&self) -> Option<(&'static str, u32, u32)> {
        Only::BANDS.into_iter().find(|(word, ..)| *word == self.places)
    }
}

/// So many students with so many places.
struct Band {
    word: &'static str,
    students: usize,
    chosen: bool,
}

struct RemedyLine {
    /// `limit` or `seat`.
    kind: &'static str,
    value: String,
    what: String,
    effect: String,
    /// Who to ask for a seat, and whether the place is the school's own.
    ask: Option<PlaceWords>,
    own: bool,
}

struct GroupLine {
    sentence: String,
    students: Vec<(StudentId, String, &'static str)>,
    more_students: u64,
    places: Vec<PlaceWords>,
    own_limits: Option<String>,
    remedies: Vec<RemedyLine>,
}

struct WantLine {
    count: usize,
    what: String,
    effect: String,
    list: &'static str,
}

struct Line {
    id: StudentId,
    student: String,
    figure: &'static str,
    home: &'static str,
    places: u32,
    closed: Vec<String>,
}

#[derive(Template)]
#[template(path = "matching/readiness.html")]
struct ReadinessPage {
    page: Page,
    t: T,
    round: Round,
    open: bool,
    seen: Arc<Readiness>,
    bands: Vec<Band>,
    groups: Vec<GroupLine>,
    wants: Vec<WantLine>,
    pager: Pager,
    lines: Vec<Line>,
}

impl ReadinessPage {
    fn everybody(&self) -> bool {
        self.seen.placed == self.seen.students.len() as u64
    }

    /// A letter to the company of a place, to be written in the reader's own mail program.
    fn letter(&self, place: &PlaceWords) -> String {
        let subject = self
            .t
            .with("readiness-ask-subject", [("place", place.key.as_str())]);
        let encoded = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        format!("mailto:{}?subject={}", place.email, encoded(&subject))
    }
}

/// A round that cannot be looked at: why, in words.
#[derive(Template)]
#[template(path = "matching/readiness_not.html")]
struct NotReady {
    page: Page,
    t: T,
    round: Round,
    why: String,
}

pub(super) async fn show(visit: Visit, Path(id): Path<RoundId>, Query(only): Query<Only>) -> Answer {
    let conn = visit.app.db.reader();
    let round = store::get_round(conn, visit.institution()?, id).await?;
    let (page, t) = (visit.page("readiness-title"), visit.t);
    let snapshot = freeze(conn, &round, visit.today()).await?;
    let nothing = match (snapshot.students.is_empty(), snapshot.places.is_empty()) {
        (true, _) => Some("fault-run-students-none"),
        (false, true) => Some("fault-run-places-none"),
        (false, false) => None,
    };
    if let Some(key) = nothing {
        let why = t.get(key);
        return render(StatusCode::OK, &NotReady { page, t, round, why });
    }
    let digest = snapshot.digest().map_err(Fault::internal)?;
    let seen = if let Some(seen) = LAST.recall(&digest) {
        seen
    } else {
        // Judging every pair takes longer than a page may hold up its thread.
        let looked = tokio::task::spawn_blocking(move || Readiness::of(snapshot));
        match looked.await.map_err(Fault::internal)? {
            Ok(seen) => LAST.keep(digest, seen),
            Err(unfit) => {
                let why = t.get(&format!("matching-failure-{}", unfit.code().replace('_', "-")));
                return render(StatusCode::OK, &NotReady { page, t, round, why });
            }
        }
    };
    let band = only.band();
    let chosen: Vec<_> = seen
        .students
        .iter()
        .filter(|s| band.is_none_or(|(_, least, most)| (least..=most).contains(&s.places)))
        .collect();
    let pager = Pager::of(&visit, LINES, chosen.len() as u64);
    let from = usize::try_from(pager.offset()).unwrap_or(usize::MAX);
    let shown: Vec<_> = chosen
        .into_iter()
        .skip(from)
        .take(usize::try_from(LINES).unwrap_or(usize::MAX))
        .collect();
    let mut people: Vec<StudentId> = shown.iter().filter_map(|s| s.student.parse().ok()).collect();
    let mut places: Vec<PlacementId> = Vec::new();
    for group in &seen.groups {
        people.extend(
            group
                .students
                .iter()
                .filter_map(|id| id.parse::<StudentId>().ok()),
        );
        places.extend(places_of(group).filter_map(|id| id.parse::<PlacementId>().ok()));
    }
    let names = Names::of(conn, round.institution_id, people, places).await?;
    let lines = shown
        .into_iter()
        .filter_map(|s| {
            let id = s.student.parse().ok()?;
            Some(Line {
                id,
                student: names.student(id),
                figure: names.figure_of(id),
                home: names.home_of(id),
                places: s.places,
                closed: closed(t, &s.closed),
            })
        })
        .collect();
    let told = ReadinessPage {
        page,
        t,
        open: store::has_open_run(conn, round.id).await?,
        bands: Only::BANDS
            .map(|(word, least, most)| Band {
                word,
                students: seen.count(least, most),
                chosen: band.is_some_and(|(chosen, ..)| chosen == word),
            })
            .into(),
        groups: seen
            .groups
            .iter()
            .map(|g| group_line(t, g, &seen, &names, &round))
            .collect(),
        wants: seen.wants.iter().map(|w| want_line(t, *w)).collect(),
        round,
        seen,
        pager,
        lines,
    };
    render(StatusCode::OK, &told)
}

/// The places that a group's line names.
fn places_of(group: &Group) -> impl Iterator<Item = &String> {
    let seats = group.remedies.iter().filter_map(|r| match &r.change {
        Change::Seat(id) => Some(id),
        Change::Limit(_) => None,
    });
    group.places.iter().chain(seats)
}

fn group_line(t: T, group: &Group, seen: &Readiness, names: &Names, round: &Round) -> GroupLine {
    let key = match (group.shared.places, group.shared.seats) {
        (0, _) => "readiness-group-closed",
        (_, 0) => "readiness-group-full",
        _ => "readiness-group-short",
    };
    let sentence = t.with(
        key,
        [
            ("n_students", group.shared.students.to_string()),
            ("n_seats", group.shared.seats.to_string()),
            ("n_places", group.shared.places.to_string()),
            ("n_left", group.left().to_string()),
            ("n_minutes", seen.limit.to_string()),
            ("figure", figure(group.figure).name_it.to_owned()),
        ],
    );
    let students: Vec<_> = group
        .students
        .iter()
        .filter_map(|id| id.parse::<StudentId>().ok())
        .map(|id| (id, names.student(id), names.home_of(id)))
        .collect();
    GroupLine {
        sentence,
        more_students: group.shared.students - students.len() as u64,
        students,
        places: group
            .places
            .iter()
            .filter_map(|id| id.parse().ok())
            .map(|id| names.place(id))
            .collect(),
        own_limits: (group.own_limits > 0).then(|| t.n("readiness-own-limits", group.own_limits)),
        remedies: group
            .remedies
            .iter()
            .map(|r| remedy_line(t, r, seen, names, round))
            .collect(),
    }
}

fn remedy_line(t: T, remedy: &Remedy, seen: &Readiness, names: &Names, round: &Round) -> RemedyLine {
    let effect = t.with(
        "readiness-effect",
        [
            ("n", remedy.more),
            ("n_before", seen.placed),
            ("n_after", seen.placed + remedy.more),
            ("n_students", seen.students.len() as u64),
        ],
    );
    match &remedy.change {
        Change::Limit(minutes) => RemedyLine {
            kind: "limit",
            value: minutes.to_string(),
            what: t.n("readiness-remedy-limit", *minutes),
            effect,
            ask: None,
            own: true,
        },
        Change::Seat(id) => {
            let place = id.parse().map(|id| names.place(id)).unwrap_or_default();
            RemedyLine {
                kind: "seat",
                value: id.clone(),
                what: t.with(
                    "readiness-remedy-seat",
                    [("company", place.company.as_str()), ("place", place.key.as_str())],
                ),
                effect,
                own: place.school == Some(round.institution_id),
                ask: Some(place),
            }
        }
    }
}

fn want_line(t: T, wanting: Wanting) -> WantLine {
    let word = wanting.want.as_str();
    WantLine {
        count: wanting.of,
        what: t.n(&format!("readiness-want-{word}"), wanting.of),
        effect: t.n(&format!("readiness-wanted-{word}"), wanting.touches),
        list: wanting.want.list(),
    }
}

/// The change that a button of the page stands for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RemedyForm {
    change: String,
    value: String,
}

pub(super) async fn take(visit: Visit, Path(id): Path<RoundId>, Form(form): Form<RemedyForm>) -> Answer {
    let back = format!("/rounds/{id}/readiness");
    let actor = visit.actor()?;
    match form.change.as_str() {
        "limit" => {
            let minutes = form.value.parse().map_err(|_| Fault::NotFound("change"))?;
            actions::change_limit(&visit.app, actor, id, minutes).await?;
            Ok(see_other_counting(
                &back,
                "readiness-limit-changed",
                i64::from(minutes),
            ))
        }
        "seat" => {
            let place: PlacementId = form.value.parse().map_err(|_| Fault::NotFound("placement"))?;
            store::get_round(visit.app.db.reader(), visit.institution()?, id).await?;
            placements::one_more_seat(&visit.app, actor, place).await?;
            Ok(see_other_saying(&back, "readiness-seat-added"))
        }
        _ => Err(Fault::NotFound("change").into()),
    }
}
