//! How good an allowed pair is: named integer parts of 0 to 100 points, each shown to the coordinator.
//!
//! A part says one thing that a person can repeat. The score is the sum of weight × points and never exceeds
//! 6 × 1,000 × 100 = 600,000. No float, no learned number, nothing about who somebody is.

use serde::{Deserialize, Serialize};

use super::model::{Part, Weights};

/// Points of each part, in the order of [`Part::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(pub [u8; 6]);

/// What the score asks of a pair.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// Journey, minutes.
    pub minutes: u16,
    /// The student's limit, minutes.
    pub limit_minutes: u16,
    /// The place asks for the student's own figure.
    pub same_figure: bool,
    /// Both name the same indirizzo.
    pub same_indirizzo: bool,
    /// Competences wanted there.
    pub wants: &'a [String],
    /// Competences of the student.
    pub has: &'a [String],
    /// Rank among the student's wishes, from 1.
    pub wish_rank: Option<u32>,
    /// The student already works for this employer.
    pub same_employer: bool,
    /// Days waiting.
    pub waiting_days: u32,
}

/// The points of an allowed pair.
#[must_use]
pub fn points(pair: &Pair<'_>) -> Points {
    Points(Part::ALL.map(|part| match part {
        Part::Travel => travel(pair.minutes, pair.limit_minutes),
        Part::Fit => fit(pair.same_figure, pair.same_indirizzo),
        Part::Competences => competences(pair.wants, pair.has),
        Part::Wishes => wishes(pair.wish_rank),
        Part::Continuity => 100 * u8::from(pair.same_employer),
        Part::Waiting => u8::try_from(pair.waiting_days.min(100)).unwrap_or(100),
    }))
}

impl Points {
    /// Weight × points, part by part.
    #[must_use]
    pub fn weighted(&self, weights: &Weights) -> [u32; 6] {
        let mut parts = [0; 6];
        for (i, part) in Part::ALL.into_iter().enumerate() {
            parts[i] = u32::from(self.0[i]) * u32::from(weights.of(part));
        }
        parts
    }

    /// The score.
    #[must_use]
    pub fn score(&self, weights: &Weights) -> u32 {
        self.weighted(weights).iter().sum()
    }
}

/// At the door 100, at the limit 0, in between by the minute.
fn travel(minutes: u16, limit: u16) -> u8 {
    let (minutes, limit) = (u32::from(minutes), u32::from(limit).max(1));
    u8::try_from(100 * limit.saturating_sub(minutes) / limit).unwrap_or(100)
}

/// The same indirizzo 100, the same figure 80, a figure that the course leads to 50.
fn fit(same_figure: bool, same_indirizzo: bool) -> u8 {
    match (same_figure, same_indirizzo) {
        (_, true) => 100,
        (true, false) => 80,
        (false, false) => 50,
    }
}

/// The share of what is wanted that the student has; where nothing is wanted, 50: neither better nor worse.
fn competences(wants: &[String], has: &[String]) -> u8 {
    if wants.is_empty() {
        return 50;
    }
    let met = wants.iter().filter(|w| has.contains(w)).count();
    u8::try_from(100 * met / wants.len()).unwrap_or(100)
}

/// First wish 100, then 20 less each, at least 20; no wish 0.
fn wishes(rank: Option<u32>) -> u8 {
    match rank {
        None => 0,
        Some(rank) => u8::try_from(100 - 20 * rank.saturating_sub(1).min(4)).unwrap_or(20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: Pair<'static> = Pair {
        minutes: 15,
        limit_minutes: 60,
        same_figure: true,
        same_indirizzo: false,
        wants: &[],
        has: &[],
        wish_rank: None,
        same_employer: false,
        waiting_days: 0,
    };

    #[test]
    fn a_quarter_of_the_limit_leaves_three_quarters_of_the_points() {
        assert_eq!(points(&PAIR).0, [75, 80, 50, 0, 0, 0]);
    }

    #[test]
    fn a_journey_at_the_limit_or_beyond_has_no_points() {
        assert_eq!(travel(60, 60), 0);
        assert_eq!(travel(61, 60), 0);
        assert_eq!(travel(0, 0), 100);
    }

    #[test]
    fn every_wish_counts_more_than_none() {
        assert_eq!([1, 2, 5, 90].map(|r| wishes(Some(r))), [100, 80, 20, 20]);
        assert_eq!(wishes(None), 0);
    }

    #[test]
    fn the_score_is_the_sum_of_its_parts() {
        let weights = Weights::default();
        let points = points(&Pair {
            wish_rank: Some(1),
            same_employer: true,
            waiting_days: 3,
            ..PAIR
        });
        assert_eq!(points.weighted(&weights), [3000, 1600, 500, 3000, 2000, 30]);
        assert_eq!(points.score(&weights), 10_130);
    }

    #[test]
    fn no_score_leaves_the_solvers_range() {
        let most = Weights {
            travel: 1000,
            fit: 1000,
            competences: 1000,
            wishes: 1000,
            continuity: 1000,
            waiting: 1000,
        };
        assert_eq!(Points([100; 6]).score(&most), 600_000);
    }
}
