#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;

use super::super::cube::{Dimension, Unit, View, count, views};
use super::*;

const DIMENSIONS: [Dimension; 3] = [Dimension::Province, Dimension::Figure, Dimension::Size];

/// Uneven groups, as provinces and figures are.
fn people(most: usize) -> impl Strategy<Value = Vec<Unit>> {
    let uneven = |values: u16| (0..values, 0..values).prop_map(|(a, b)| a.min(b));
    let unit = (uneven(4), uneven(4), uneven(3), uneven(3)).prop_map(|(p, f, z, s)| [p, f, z, s]);
    prop::collection::vec(unit, 0..most)
}

/// Every cell that a page could show: also those that count nobody.
fn every_cell(units: &[Unit], views: &[View]) -> BTreeSet<Cell> {
    domain(units)
        .iter()
        .flat_map(|kind| views.iter().map(|view| view.cell(kind)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn no_group_under_five_is_shown(units in people(120)) {
        let views = views(&DIMENSIONS);
        let release = Release::guarded(&units, &views, &[]);
        for cell in every_cell(&units, &views) {
            if let Shown::Number(number) = release.shown(cell) {
                prop_assert!(number == 0 || number >= LEAST);
                prop_assert_eq!(number, release.secret(cell));
            }
        }
    }

    /// For each hidden small number there is another possible world in which it differs and the whole page, under every filter, does not.
    #[test]
    fn a_hidden_number_could_be_another_and_every_page_would_look_the_same(units in people(120)) {
        let views = views(&DIMENSIONS);
        let release = Release::guarded(&units, &views, &[]);
        let cells = every_cell(&units, &views);
        let mut safe = BTreeSet::new();
        for world in release.worlds() {
            let mut other = units.clone();
            let (gone, come) = world.exchange();
            for unit in gone.into_iter().flatten() {
                let at = other.iter().position(|known| *known == unit).unwrap();
                other.swap_remove(at);
            }
            other.extend(come.into_iter().flatten());
            prop_assert_eq!(other.len(), units.len());
            let there = count(&other, &views);
            for cell in &cells {
                let number = there.get(cell).copied().unwrap_or(0);
                if let Shown::Number(shown) = release.shown(*cell) {
                    prop_assert_eq!(number, shown);
                } else if number != release.secret(*cell) {
                    safe.insert(*cell);
                }
            }
        }
        if !release.is_closed() {
            for (cell, number) in count(&units, &views) {
                prop_assert!(number >= LEAST || safe.contains(&cell));
            }
        }
    }

    /// The same by linear algebra, which knows nothing of worlds: no sum of multiples of shown numbers counts exactly a small group.
    #[test]
    fn no_sums_and_differences_of_what_is_shown_give_a_hidden_number(units in people(60)) {
        let views = views(&DIMENSIONS);
        let release = Release::guarded(&units, &views, &[]);
        let cells = every_cell(&units, &views);
        // Unknowns: how many units of each kind there are. A shown zero says that none is.
        let shown: Vec<(Cell, u32)> =
            cells.iter().filter_map(|cell| Some((*cell, release.shown(*cell).number()?))).collect();
        let possible: Vec<Unit> = domain(&units)
            .into_iter()
            .filter(|kind| !shown.iter().any(|(cell, number)| *number == 0 && cell.holds(kind)))
            .collect();
        let row = |cell: &Cell| -> Vec<u64> { possible.iter().map(|kind| u64::from(cell.holds(kind))).collect() };
        let mut known = Echelon::default();
        for (cell, _) in &shown {
            known.add(row(cell));
        }
        for (cell, number) in count(&units, &views) {
            if number < LEAST {
                prop_assert!(!known.spans(row(&cell)), "{:?} counts {} and can be computed", cell, number);
            }
        }
    }
}

fn domain(units: &[Unit]) -> Vec<Unit> {
    let values: [BTreeSet<u16>; 4] = std::array::from_fn(|at| units.iter().map(|unit| unit[at]).collect());
    let mut all = vec![[0; 4]];
    for (at, values) in values.iter().enumerate() {
        all = all
            .into_iter()
            .flat_map(|unit: Unit| {
                values.iter().map(move |&value| {
                    let mut unit = unit;
                    unit[at] = value;
                    unit
                })
            })
            .collect();
    }
    all
}

/// Rows in echelon form modulo a prime. What is in the span over the rationals is in the span modulo nearly every prime.
#[derive(Default)]
struct Echelon(HashMap<usize, Vec<u64>>);

const PRIME: u64 = 2_147_483_647;

impl Echelon {
    fn reduce(&self, mut row: Vec<u64>) -> Option<(usize, Vec<u64>)> {
        for at in 0..row.len() {
            if row[at] == 0 {
                continue;
            }
            let Some(pivot) = self.0.get(&at) else {
                return Some((at, row));
            };
            let factor = row[at];
            for (value, known) in row.iter_mut().zip(pivot).skip(at) {
                *value = (*value + PRIME - factor * known % PRIME) % PRIME;
            }
        }
        None
    }

    fn add(&mut self, row: Vec<u64>) {
        if let Some((at, mut row)) = self.reduce(row) {
            let inverse = power(row[at], PRIME - 2);
            row.iter_mut().for_each(|value| *value = *value * inverse % PRIME);
            self.0.insert(at, row);
        }
    }

    fn spans(&self, row: Vec<u64>) -> bool {
        self.reduce(row).is_none()
    }
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

#[test]
fn a_total_does_not_give_back_what_its_parts_hide() {
    // Ten in one province, three in another: with the total shown, both must be hidden.
    let units: Vec<Unit> = (0..13).map(|i| [u16::from(i >= 10), 0, 0, 0]).collect();
    let release = Release::guarded(&units, &views(&[Dimension::Province]), &[]);
    assert_eq!(release.shown(Cell::ALL), Shown::Number(13));
    assert_eq!(
        release.shown(Cell::ALL.with(Dimension::Province, 0)),
        Shown::Hidden
    );
    assert_eq!(
        release.shown(Cell::ALL.with(Dimension::Province, 1)),
        Shown::Hidden
    );
}

#[test]
fn large_groups_are_shown_as_they_are() {
    let units: Vec<Unit> = (0..60).map(|i| [i % 2, i % 3, 0, i % 2]).collect();
    let release = Release::guarded(&units, &views(&DIMENSIONS), &[]);
    assert_eq!(release.hidden(), 0);
    assert_eq!(
        release.shown(Cell::ALL.with(Dimension::Figure, 2)),
        Shown::Number(20)
    );
}

#[test]
fn of_fewer_than_five_nothing_is_said() {
    let release = Release::guarded(&[[0; 4]; 4], &views(&DIMENSIONS), &[]);
    assert!(release.is_closed());
    assert_eq!(release.shown(Cell::ALL), Shown::Hidden);
    let empty = Release::guarded(&[], &views(&DIMENSIONS), &[]);
    assert_eq!(empty.shown(Cell::ALL), Shown::Number(0));
}

#[test]
fn a_number_that_another_table_hides_is_hidden_here_too() {
    let units: Vec<Unit> = (0..60).map(|i| [i % 2, i % 3, 0, i % 2]).collect();
    let twin = Cell::ALL.with(Dimension::Figure, 1).with(Dimension::State, 0);
    let release = Release::guarded(&units, &views(&DIMENSIONS), &[twin]);
    assert_eq!(release.shown(twin), Shown::Hidden);
    assert_eq!(
        release.shown(Cell::ALL.with(Dimension::Figure, 1)),
        Shown::Number(20)
    );
}
