//! Groups of one to four are nobody's business: which numbers may be shown, so that none of the others can be computed from them.
//!
//! Hiding the small numbers alone is not enough: a total minus its other parts gives them back, and so does one filtered table
//! minus another. So we think of **another world**: the same page, with one student living elsewhere or two students having
//! changed provinces. A small number that differs in the other world cannot follow from what does not differ, by whatever sums and
//! differences. For every small number we choose such a world and hide exactly what would differ in it; everything that is
//! left is the same in all these worlds. The worlds are kept ([`Release::worlds`]), and the tests visit them.
//!
//! It protects what is shown at one time. Somebody who notes down the page every day can subtract yesterday's from today's.

use std::collections::{BTreeMap, HashMap};

use super::cube::{Cell, Dimension, Unit, View, count};

/// The smallest group that is shown (k ≥ 5).
pub const LEAST: u32 = 5;

/// How many partners are looked at for each world: more hides a little less and takes longer.
const PARTNERS: usize = 40;

/// How many members of a small group are tried in another world.
const MEMBERS: usize = 4;

/// What a cell is worth to a reader, by how many dimensions it fixes: a total more than its parts.
const WORTH: [u64; 4] = [1_000_000, 10_000, 100, 1];

/// A change that turns our world into another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// One such unit has this value instead.
    Shift {
        /// Of these one.
        unit: Unit,
        /// In this dimension.
        dimension: Dimension,
        /// This value.
        to: u16,
    },
    /// Two such units have exchanged their values.
    Swap {
        /// One of these.
        first: Unit,
        /// And one of these.
        second: Unit,
        /// In this dimension.
        dimension: Dimension,
    },
}

impl World {
    /// The units that are taken away, and those that come in their place.
    #[must_use]
    pub fn exchange(self) -> ([Option<Unit>; 2], [Option<Unit>; 2]) {
        match self {
            World::Shift { unit, dimension, to } => {
                let mut other = unit;
                other[dimension as usize] = to;
                ([Some(unit), None], [Some(other), None])
            }
            World::Swap {
                first,
                second,
                dimension,
            } => {
                let (mut one, mut two) = (first, second);
                let at = dimension as usize;
                (one[at], two[at]) = (second[at], first[at]);
                ([Some(first), Some(second)], [Some(one), Some(two)])
            }
        }
    }

    /// The cells that count differently there.
    ///
    /// Only views that fix the dimension can tell. Of two units that exchange a value they cannot tell either, where the two are
    /// otherwise alike.
    fn differences(self, views: &[View], mut tell: impl FnMut(Cell)) {
        let (gone, come) = self.exchange();
        let [gone, come] = [gone, come].map(|units| units.map(|unit| unit.map(|unit| Cell::like(&unit))));
        let dimension = match self {
            World::Shift { dimension, .. } | World::Swap { dimension, .. } => dimension,
        };
        for view in views {
            let seen = |cell: Option<Cell>| cell.map(|cell| view.around(cell));
            if !view.fixes(dimension) || seen(gone[0]) == seen(come[1]) {
                continue;
            }
            for cell in gone.iter().chain(&come) {
                if let Some(cell) = seen(*cell) {
                    tell(cell);
                }
            }
        }
    }
}

/// What may be shown.
#[derive(Debug, Clone, Default)]
pub struct Release {
    cells: HashMap<Cell, Known>,
    worlds: Vec<World>,
    closed: bool,
}

/// What is known of a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    number: u32,
    hidden: bool,
}

/// A number as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// So many.
    Number(u32),
    /// Not to be said.
    Hidden,
}

impl Shown {
    /// The number, unless it is hidden.
    #[must_use]
    pub const fn number(self) -> Option<u32> {
        match self {
            Shown::Number(number) => Some(number),
            Shown::Hidden => None,
        }
    }
}

impl Release {
    /// Everything, for those whose own units these are.
    #[must_use]
    pub fn open(units: &[Unit], views: &[View]) -> Release {
        let counts = count(units, views).into_iter();
        let cells = counts
            .map(|(cell, number)| {
                (
                    cell,
                    Known {
                        number,
                        hidden: false,
                    },
                )
            })
            .collect();
        Release {
            cells,
            ..Release::default()
        }
    }

    /// What may be shown to others. `also` are cells to hide as if they were small, because another table says the same number.
    #[must_use]
    pub fn guarded(units: &[Unit], views: &[View], also: &[Cell]) -> Release {
        let mut release = Release::open(units, views);
        let all = u32::try_from(units.len()).unwrap_or(u32::MAX);
        release.closed = (1..LEAST).contains(&all);
        if !release.closed {
            Guard::new(units, views).hide(&mut release, also);
        }
        release
    }

    /// What may be said of this cell.
    #[must_use]
    pub fn shown(&self, cell: Cell) -> Shown {
        // Of a group whose size is hidden nothing else is said: a zero would speak of all its members.
        if self.closed || self.hides(cell) || self.hides(cell.without(Dimension::State)) {
            Shown::Hidden
        } else {
            Shown::Number(self.secret(cell))
        }
    }

    fn hides(&self, cell: Cell) -> bool {
        self.cells.get(&cell).is_some_and(|known| known.hidden)
    }

    /// The number itself: not to be shown.
    #[must_use]
    pub fn secret(&self, cell: Cell) -> u32 {
        self.cells.get(&cell).map_or(0, |known| known.number)
    }

    /// The values that any unit has in this dimension.
    #[must_use]
    pub fn values(&self, dimension: Dimension) -> Vec<u16> {
        let alone = View::of(&[dimension]);
        let single = self
            .cells
            .iter()
            .filter(|(cell, known)| cell.view() == alone && known.number > 0);
        let mut values: Vec<u16> = single.filter_map(|(cell, _)| cell.value(dimension)).collect();
        values.sort_unstable();
        values
    }

    /// How many cells are hidden.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.cells.values().filter(|known| known.hidden).count()
    }

    /// Nothing at all is shown.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// The other worlds in which everything that is shown is the same.
    #[must_use]
    pub fn worlds(&self) -> &[World] {
        &self.worlds
    }
}

/// Looks for worlds.
struct Guard<'a> {
    views: &'a [View],
    /// The kinds of units there are, the rarest first: their cells are hidden anyway.
    kinds: Vec<Unit>,
    /// Some of the kinds that each cell counts, the rarest first.
    inside: HashMap<Cell, Vec<Unit>>,
    values: BTreeMap<Dimension, Vec<u16>>,
}

impl<'a> Guard<'a> {
    fn new(units: &[Unit], views: &'a [View]) -> Guard<'a> {
        let mut numbers: BTreeMap<Unit, u32> = BTreeMap::new();
        for unit in units {
            *numbers.entry(*unit).or_default() += 1;
        }
        let mut kinds: Vec<Unit> = numbers.keys().copied().collect();
        kinds.sort_by_key(|kind| (numbers[kind], *kind));
        let mut inside: HashMap<Cell, Vec<Unit>> = HashMap::new();
        for kind in &kinds {
            for view in views {
                let known = inside.entry(view.cell(kind)).or_default();
                if known.len() < MEMBERS {
                    known.push(*kind);
                }
            }
        }
        let values = Dimension::ALL.map(|dimension| {
            let mut values: Vec<u16> = kinds.iter().map(|kind| kind[dimension as usize]).collect();
            values.sort_unstable();
            values.dedup();
            (dimension, values)
        });
        Guard {
            views,
            kinds,
            inside,
            values: values.into(),
        }
    }

    fn hide(&self, release: &mut Release, also: &[Cell]) {
        let small = release
            .cells
            .iter()
            .filter(|(_, known)| known.number < LEAST)
            .map(|(cell, _)| *cell);
        let mut secrets: Vec<(usize, Cell)> = small
            .chain(also.iter().copied())
            .map(|cell| (cell.depth(), cell))
            .collect();
        secrets.sort_unstable();
        for (_, secret) in secrets {
            if release.hides(secret) {
                continue;
            }
            let Some(world) = self.cheapest(secret, release) else {
                release.closed = true;
                return;
            };
            world.differences(self.views, |cell| {
                release.cells.entry(cell).or_default().hidden = true
            });
            release.worlds.push(world);
        }
    }

    /// The world in which the secret differs and the least of what is still shown does; or the first in which nothing differs
    /// that says more than the secret itself does.
    fn cheapest(&self, secret: Cell, release: &Release) -> Option<World> {
        let enough = WORTH[secret.depth().clamp(1, 3) - 1];
        let mut best: Option<(u64, World)> = None;
        let mut consider = |world: World| {
            let (mut cost, mut tells) = (0, false);
            world.differences(self.views, |cell| {
                tells |= cell == secret;
                cost += price(cell, release);
            });
            if tells && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, world));
            }
            tells && cost < enough
        };
        self.any_world(secret, &mut consider);
        best.map(|(_, world)| world)
    }

    /// Proposes worlds until one is good enough.
    fn any_world(&self, secret: Cell, good: &mut impl FnMut(World) -> bool) -> bool {
        let fixed = Dimension::ALL
            .into_iter()
            .filter(|dimension| secret.value(*dimension).is_some());
        let members = self.inside.get(&secret).map_or(&[][..], Vec::as_slice);
        for dimension in fixed.clone() {
            let at = dimension as usize;
            for &first in members.iter().take(2) {
                if secret.depth() == 1 {
                    break;
                }
                let exchanges = |other: &&Unit| {
                    let mut there = **other;
                    there[at] = first[at];
                    other[at] != first[at] && !secret.holds(&there)
                };
                let mut partners = self.kinds.iter().filter(exchanges).take(PARTNERS);
                if partners.any(|&second| {
                    good(World::Swap {
                        first,
                        second,
                        dimension,
                    })
                }) {
                    return true;
                }
            }
        }
        // Alone among its totals, or nobody left to change with: somebody is simply elsewhere.
        for dimension in fixed {
            let others = |value: Option<u16>| {
                self.values[&dimension]
                    .iter()
                    .copied()
                    .filter(move |v| Some(*v) != value)
            };
            for &unit in members {
                let mut worlds =
                    others(Some(unit[dimension as usize])).map(|to| World::Shift { unit, dimension, to });
                if worlds.any(&mut *good) {
                    return true;
                }
            }
            // A cell that counts nobody, which another table makes secret: somebody might be in it.
            if let (true, Some(to)) = (members.is_empty(), secret.value(dimension)) {
                let around = secret.without(dimension);
                let mut near = self.kinds.iter().filter(|unit| around.holds(unit)).take(MEMBERS);
                if near.any(|&unit| good(World::Shift { unit, dimension, to })) {
                    return true;
                }
            }
        }
        false
    }
}

/// What hiding this cell costs a reader: more for totals, nothing for what is hidden or too small already.
fn price(cell: Cell, release: &Release) -> u64 {
    let known = release.cells.get(&cell).copied().unwrap_or_default();
    let worth = WORTH[cell.depth().min(3)];
    match known.number {
        _ if known.hidden => 0,
        0 => worth / 10,
        1..LEAST => 0,
        _ => worth,
    }
}

#[cfg(test)]
mod tests;
