//! Where students live, where places are, and the proposals between them: by comune, never by address. Drawn by the server from
//! outlines of its own; the table beside it says the same.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;

use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Path, Visit, render};
use crate::vocabulary::geography::{Comune, ComuneCode, Point, Province, comune, outlines};
use crate::vocabulary::ids::{RoundId, RunId, StudentId};

use super::super::runs::finished;
use super::super::words::Names;
use super::Head;

/// Lines drawn: the most travelled ways; all are in the table of proposals.
const WAYS: usize = 400;

/// The width of the picture in its own units; the window scales it.
const WIDTH: f64 = 1000.0;

/// A comune of the round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Here {
    students: u64,
    unplaced: u64,
    seats: u64,
    free: u64,
}

struct ComuneLine {
    name: String,
    here: Here,
}

struct Shape {
    path: String,
    name: &'static str,
    x: String,
    y: String,
}

struct Dot {
    x: String,
    y: String,
    radius: String,
    title: String,
    /// `students`, `unplaced`, `seats` or `free`.
    kind: &'static str,
}

struct Line {
    from: (String, String),
    to: (String, String),
    width: String,
}

#[derive(Template)]
#[template(path = "matching/board_map.html")]
struct Map {
    page: Page,
    t: T,
    head: Head,
    height: u32,
    shapes: Vec<Shape>,
    ways: Vec<Line>,
    more_ways: usize,
    dots: Vec<Dot>,
    lines: Vec<ComuneLine>,
}

pub(in crate::matching::pages) async fn map(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let assigned = store::list_assignments(conn, run.id).await?;
    let left = store::list_unplaced(conn, run.id).await?;
    let places = store::list_places(conn, run.id).await?;
    let students: Vec<StudentId> = assigned
        .iter()
        .map(|a| a.student_id)
        .chain(left.iter().map(|u| u.student_id))
        .collect();
    let names = Names::of(
        conn,
        round.institution_id,
        students,
        places.iter().map(|p| p.placement_id),
    )
    .await?;
    let mut found: BTreeMap<ComuneCode, Here> = BTreeMap::new();
    let mut ways: BTreeMap<(ComuneCode, ComuneCode), u64> = BTreeMap::new();
    for a in &assigned {
        if let (Some(profile), Some(offer)) = (names.profile(a.student_id), names.offer(a.placement_id)) {
            found.entry(profile.residence).or_default().students += 1;
            *ways.entry((profile.residence, offer.site)).or_default() += 1;
        }
    }
    for profile in left.iter().filter_map(|u| names.profile(u.student_id)) {
        let here = found.entry(profile.residence).or_default();
        here.students += 1;
        here.unplaced += 1;
    }
    for place in &places {
        if let Some(offer) = names.offer(place.placement_id) {
            let here = found.entry(offer.site).or_default();
            here.seats += u64::from(place.seats);
            here.free += u64::from(place.seats.saturating_sub(place.taken));
        }
    }
    let known: Vec<(&Comune, Here)> = found
        .iter()
        .filter_map(|(code, here)| Some((comune(*code)?, *here)))
        .collect();
    let view = View::around(known.iter().map(|(c, _)| c.at));
    ways.retain(|(from, to), _| from != to);
    let mut drawn: Vec<_> = ways.into_iter().collect();
    drawn.sort_by_key(|(way, n)| (std::cmp::Reverse(*n), *way));
    let more_ways = drawn.len().saturating_sub(WAYS);
    drawn.truncate(WAYS);
    let told = Map {
        page: visit.page("matching-board-title"),
        t,
        head: Head {
            round,
            run,
            here: "map",
        },
        height: view.height(),
        shapes: view.shapes(),
        ways: drawn
            .iter()
            .filter_map(|((from, to), n)| view.line(comune(*from)?.at, comune(*to)?.at, *n))
            .collect(),
        more_ways,
        dots: known
            .iter()
            .flat_map(|(c, here)| dots(t, &view, c, *here))
            .collect(),
        lines: lines(&known),
    };
    render(StatusCode::OK, &told)
}

impl Map {
    /// Places are squares, students are circles.
    fn is_square(&self, kind: &str) -> bool {
        matches!(kind, "seats" | "free")
    }

    /// The side of a square of this radius.
    fn twice(&self, dot: &Dot) -> String {
        number(dot.radius.parse::<f64>().unwrap_or(0.0) * 2.0)
    }
}

/// Where most is amiss comes first: students without a place, then seats that stay free.
fn lines(known: &[(&Comune, Here)]) -> Vec<ComuneLine> {
    let mut lines: Vec<ComuneLine> = known
        .iter()
        .map(|(c, here)| ComuneLine {
            name: c.to_string(),
            here: *here,
        })
        .collect();
    lines.sort_by(|a, b| {
        let amiss = |l: &ComuneLine| std::cmp::Reverse((l.here.unplaced, l.here.free, l.here.students));
        (amiss(a), &a.name).cmp(&(amiss(b), &b.name))
    });
    lines
}

/// The marks of one comune: the larger one below.
fn dots(t: T, view: &View, comune: &Comune, here: Here) -> Vec<Dot> {
    let (x, y) = view.at(comune.at);
    let marks = [
        ("seats", here.seats, 4.0),
        ("students", here.students, 4.0),
        ("free", here.free, 2.5),
        ("unplaced", here.unplaced, 2.5),
    ];
    marks
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .map(|(kind, n, least)| Dot {
            x: number(x),
            y: number(y),
            radius: number(root(n).mul_add(2.5, least)),
            title: format!("{comune}: {}", t.n(&format!("map-{kind}"), n)),
            kind,
        })
        .collect()
}

fn root(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX)).sqrt()
}

fn number(x: f64) -> String {
    format!("{x:.1}")
}

/// The part of the region that is looked at, flattened: at 45° north a degree east is about seven tenths of one north.
#[derive(Debug, Clone, Copy)]
struct View {
    west: f64,
    north: f64,
    scale: f64,
    tall: f64,
}

impl View {
    const EAST: f64 = 0.7;

    /// Around these points, with a margin.
    fn around(points: impl Iterator<Item = Point>) -> View {
        let mut edges: Option<[f64; 4]> = None;
        for p in points {
            let [w, e, s, n] = edges.unwrap_or([p.lon, p.lon, p.lat, p.lat]);
            edges = Some([w.min(p.lon), e.max(p.lon), s.min(p.lat), n.max(p.lat)]);
        }
        let [w, e, s, n] = edges.unwrap_or([8.5, 11.4, 44.7, 46.6]);
        let margin = 0.04_f64.max((e - w).max(n - s) * 0.06);
        let (wide, high) = ((e - w + 2.0 * margin) * View::EAST, n - s + 2.0 * margin);
        // A very tall picture would not fit a window.
        let wide = wide.max(high * 0.9);
        View {
            west: f64::midpoint(w, e) - wide / View::EAST / 2.0,
            north: n + margin,
            scale: WIDTH / wide,
            tall: high,
        }
    }

    fn height(&self) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few thousand at most, and positive"
        )]
        let height = (self.tall * self.scale).round() as u32;
        height.max(200)
    }

    fn at(&self, p: Point) -> (f64, f64) {
        (
            (p.lon - self.west) * View::EAST * self.scale,
            (self.north - p.lat) * self.scale,
        )
    }

    fn inside(&self, (x, y): (f64, f64)) -> bool {
        (0.0..WIDTH).contains(&x) && (0.0..f64::from(self.height())).contains(&y)
    }

    fn line(&self, from: Point, to: Point, n: u64) -> Option<Line> {
        let ((x1, y1), (x2, y2)) = (self.at(from), self.at(to));
        (from != to).then(|| Line {
            from: (number(x1), number(y1)),
            to: (number(x2), number(y2)),
            width: number(root(n) + 0.5),
        })
    }

    /// The provinces, each with its name in the middle of what is seen of its comuni.
    fn shapes(&self) -> Vec<Shape> {
        outlines()
            .iter()
            .filter_map(|outline| {
                let mut path = String::new();
                let mut seen = false;
                for ring in &outline.rings {
                    for (at, point) in ring.iter().enumerate() {
                        let (x, y) = self.at(*point);
                        seen |= self.inside((x, y));
                        path.push(if at == 0 { 'M' } else { 'L' });
                        path.push_str(&format!("{x:.0} {y:.0}"));
                    }
                    path.push('Z');
                }
                let (x, y) = self.middle(outline.province)?;
                seen.then(|| Shape {
                    path,
                    name: outline.province.name(),
                    x: number(x),
                    y: number(y),
                })
            })
            .collect()
    }

    /// The middle of the comuni of a province that are in the picture.
    fn middle(&self, province: Province) -> Option<(f64, f64)> {
        let seen: Vec<(f64, f64)> = crate::vocabulary::geography::comuni()
            .iter()
            .filter(|c| c.province == province)
            .map(|c| self.at(c.at))
            .filter(|at| self.inside(*at))
            .collect();
        let n = f64::from(u32::try_from(seen.len()).ok().filter(|n| *n > 0)?);
        let (x, y) = seen.iter().fold((0.0, 0.0), |(x, y), at| (x + at.0, y + at.1));
        Some((x / n, y / n))
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, View};

    #[test]
    fn everything_that_is_drawn_lies_in_the_picture() {
        let points = [(45.69, 9.67), (45.4, 9.1), (46.1, 10.2)].map(|(lat, lon)| Point { lat, lon });
        let view = View::around(points.into_iter());
        assert!(points.iter().all(|p| view.inside(view.at(*p))));
        let (one, other) = (view.at(points[0]), view.at(points[2]));
        assert!(
            other.0 > one.0 && other.1 < one.1,
            "east is right and north is up"
        );
    }
}
