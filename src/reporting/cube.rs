//! Counting units by what they have in common: how many students of this province and this figure stand where.
//!
//! A **unit** is one student or one seat, reduced to four numbers. A **cell** fixes some of the four and counts the units
//! that agree; a **view** says which of the four are fixed. What a reader can ask for is a list of views: nothing else is
//! ever shown, which is what makes it possible to say what can be computed from it.

use std::collections::HashMap;

/// What a unit is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Where the student lives, or the place is.
    Province,
    /// What is studied, or taught.
    Figure,
    /// How many people work at the company.
    Size,
    /// Where the student stands; whether the seat is filled.
    State,
}

impl Dimension {
    /// All, in the order of [`Unit`].
    pub const ALL: [Dimension; 4] = [
        Dimension::Province,
        Dimension::Figure,
        Dimension::Size,
        Dimension::State,
    ];
}

/// A unit: its value in each dimension, under 65,535. 0 where a dimension is not used.
pub type Unit = [u16; 4];

/// Bits for each dimension of a [`Cell`].
const BITS: usize = 16;

/// Which units are counted: those that agree wherever a value is given.
///
/// One word, 16 bits for each dimension: 0 where it is not fixed, otherwise the value and one. Cells are compared by the million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Cell(u64);

impl Cell {
    /// All units.
    pub const ALL: Cell = Cell(0);

    /// The units that are exactly like this one.
    #[must_use]
    pub fn like(unit: &Unit) -> Cell {
        let part = |at: usize| (u64::from(unit[at]) + 1) << (BITS * at);
        Cell(part(0) | part(1) | part(2) | part(3))
    }

    /// Only those with this value.
    #[must_use]
    pub const fn with(self, dimension: Dimension, value: u16) -> Cell {
        Cell(self.0 & !View::part(dimension) | (value as u64 + 1) << (BITS * dimension as usize))
    }

    /// Of whatever value in this dimension.
    #[must_use]
    pub const fn without(self, dimension: Dimension) -> Cell {
        Cell(self.0 & !View::part(dimension))
    }

    /// The value that it fixes.
    #[must_use]
    pub const fn value(self, dimension: Dimension) -> Option<u16> {
        match (self.0 >> (BITS * dimension as usize)) as u16 {
            0 => None,
            more => Some(more - 1),
        }
    }

    /// Is the unit counted here?
    #[must_use]
    pub fn holds(self, unit: &Unit) -> bool {
        self.view().cell(unit) == self
    }

    /// The view that it belongs to.
    #[must_use]
    pub const fn view(self) -> View {
        let mut mask = 0;
        let mut at = 0;
        while at < Dimension::ALL.len() {
            if self.value(Dimension::ALL[at]).is_some() {
                mask |= View::part(Dimension::ALL[at]);
            }
            at += 1;
        }
        View(mask)
    }

    /// How many dimensions it fixes.
    #[must_use]
    pub const fn depth(self) -> usize {
        self.view().0.count_ones() as usize / BITS
    }
}

/// Which dimensions the cells of a view fix: a mask over [`Cell`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct View(u64);

impl View {
    const fn part(dimension: Dimension) -> u64 {
        0xffff << (BITS * dimension as usize)
    }

    /// Of these dimensions.
    #[must_use]
    pub fn of(dimensions: &[Dimension]) -> View {
        View(
            dimensions
                .iter()
                .fold(0, |mask, dimension| mask | View::part(*dimension)),
        )
    }

    /// The cell of this view that counts the unit.
    #[must_use]
    pub fn cell(self, unit: &Unit) -> Cell {
        self.around(Cell::like(unit))
    }

    /// The cell of this view around a smaller one.
    #[must_use]
    pub const fn around(self, cell: Cell) -> Cell {
        Cell(cell.0 & self.0)
    }

    /// Does it fix this dimension?
    #[must_use]
    pub const fn fixes(self, dimension: Dimension) -> bool {
        self.0 & View::part(dimension) != 0
    }
}

/// Every view of one or two of these dimensions and of none, each in all and by state: what a page with at most one filter shows.
#[must_use]
pub fn views(dimensions: &[Dimension]) -> Vec<View> {
    let mut sets = vec![Vec::new()];
    for (at, &first) in dimensions.iter().enumerate() {
        sets.push(vec![first]);
        sets.extend(dimensions[at + 1..].iter().map(|&second| vec![first, second]));
    }
    let by_state = sets.clone().into_iter().map(|mut set| {
        set.push(Dimension::State);
        set
    });
    sets.iter()
        .cloned()
        .chain(by_state)
        .map(|set| View::of(&set))
        .collect()
}

/// How many units each cell of the views counts. Cells that count none are not in it.
#[must_use]
pub fn count(units: &[Unit], views: &[View]) -> HashMap<Cell, u32> {
    let mut kinds: HashMap<Unit, u32> = HashMap::new();
    for unit in units {
        *kinds.entry(*unit).or_default() += 1;
    }
    let mut counts = HashMap::new();
    for (unit, number) in kinds {
        for view in views {
            *counts.entry(view.cell(&unit)).or_default() += number;
        }
    }
    counts
}
