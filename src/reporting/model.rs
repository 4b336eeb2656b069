//! What is counted, in which groups, and what each number means.

use std::collections::{BTreeMap, BTreeSet};

use super::cube::{Cell, Dimension, Unit, View, views};
use super::secrecy::{Release, Shown};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::geography::Province;
use crate::vocabulary::repertory::{FigureCode, figures};

/// Where a student stands. Every student is in exactly one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StudentState {
    /// Kept by a school; no round has been published with them.
    Registered,
    /// A company has been asked and has not answered.
    Proposed,
    /// A company has said yes.
    Accepted,
    /// Every company that was asked said no, or let the time run out.
    Declined,
    /// A published round found no place.
    Unplaced,
}

impl StudentState {
    /// All, as columns stand.
    pub const ALL: [StudentState; 5] = [
        StudentState::Registered,
        StudentState::Proposed,
        StudentState::Accepted,
        StudentState::Declined,
        StudentState::Unplaced,
    ];

    /// The word in addresses, files and text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            StudentState::Registered => "registered",
            StudentState::Proposed => "proposed",
            StudentState::Accepted => "accepted",
            StudentState::Declined => "declined",
            StudentState::Unplaced => "unplaced",
        }
    }

    /// Back from [`StudentState::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<StudentState> {
        StudentState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// What became of a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SeatState {
    /// A company has said yes to somebody for it.
    Filled,
    /// Nobody yet.
    Free,
}

impl SeatState {
    /// Both, as columns stand.
    pub const ALL: [SeatState; 2] = [SeatState::Filled, SeatState::Free];

    /// The word in files and text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            SeatState::Filled => "filled",
            SeatState::Free => "free",
        }
    }
}

/// Size of a company by the people who work there (the classes of Recommendation 2003/361/EC, by staff alone).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// 1 to 9.
    Micro,
    /// 10 to 49.
    Small,
    /// 50 to 249.
    Medium,
    /// 250 and more.
    Large,
    /// The company has not said.
    Unknown,
}

impl Band {
    /// All, smallest first.
    pub const ALL: [Band; 5] = [Band::Micro, Band::Small, Band::Medium, Band::Large, Band::Unknown];

    /// The band of a company with so many people.
    #[must_use]
    pub const fn of(staff: Option<i64>) -> Band {
        match staff {
            None => Band::Unknown,
            Some(..=9) => Band::Micro,
            Some(10..=49) => Band::Small,
            Some(50..=249) => Band::Medium,
            Some(250..) => Band::Large,
        }
    }

    /// The word in addresses, files and text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Band::Micro => "1-9",
            Band::Small => "10-49",
            Band::Medium => "50-249",
            Band::Large => "250",
            Band::Unknown => "unknown",
        }
    }
}

/// A student, as far as a sum may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StudentFact {
    /// In which the student attends.
    pub year: SchoolYear,
    /// Of the comune of residence.
    pub province: Province,
    /// Of the course.
    pub figure: FigureCode,
    /// Now.
    pub state: StudentState,
}

/// A place, as far as a sum may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PlaceFact {
    /// In which its first day falls.
    pub year: SchoolYear,
    /// Of its site.
    pub province: Province,
    /// The first that it names.
    pub figure: FigureCode,
    /// Of its company.
    pub band: Band,
    /// How many students at once.
    pub seats: u32,
    /// Of them, those for which a company has said yes.
    pub filled: u32,
}

/// What is being counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Students.
    Students,
    /// Seats.
    Seats,
}

impl Subject {
    /// Both.
    pub const ALL: [Subject; 2] = [Subject::Students, Subject::Seats];

    /// The word in files and text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Subject::Students => "students",
            Subject::Seats => "seats",
        }
    }

    /// What it is grouped by. A student has no company until one has said yes: size is about seats.
    #[must_use]
    pub const fn dimensions(self) -> &'static [Dimension] {
        match self {
            Subject::Students => &[Dimension::Province, Dimension::Figure],
            Subject::Seats => &[Dimension::Province, Dimension::Figure, Dimension::Size],
        }
    }

    /// The words of its states, as columns stand.
    #[must_use]
    pub fn states(self) -> Vec<&'static str> {
        match self {
            Subject::Students => StudentState::ALL.map(StudentState::as_str).to_vec(),
            Subject::Seats => SeatState::ALL.map(SeatState::as_str).to_vec(),
        }
    }
}

/// All numbers of one school year.
#[derive(Debug, Clone, Default)]
pub struct Year {
    students: Release,
    seats: Release,
}

/// All numbers, year by year. Years are not added up: nothing can then be computed by taking one year from all.
#[derive(Debug, Clone, Default)]
pub struct Report(BTreeMap<SchoolYear, Year>);

/// Does the reader see small groups too?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The school whose students these are.
    Owner,
    /// Anybody else.
    Outsider,
}

impl Report {
    /// Counts.
    #[must_use]
    pub fn new(students: &[StudentFact], places: &[PlaceFact], reader: Reader) -> Report {
        let mut years: BTreeMap<SchoolYear, (Vec<Unit>, Vec<Unit>)> = BTreeMap::new();
        for fact in students {
            let unit = [
                fact.province as u16,
                figure_value(fact.figure),
                0,
                fact.state as u16,
            ];
            years.entry(fact.year).or_default().0.push(unit);
        }
        for fact in places {
            let seats = &mut years.entry(fact.year).or_default().1;
            for seat in 0..fact.seats.max(fact.filled) {
                let state = if seat < fact.filled {
                    SeatState::Filled
                } else {
                    SeatState::Free
                };
                seats.push([
                    fact.province as u16,
                    figure_value(fact.figure),
                    fact.band as u16,
                    state as u16,
                ]);
            }
        }
        let year = |(students, seats): (Vec<Unit>, Vec<Unit>)| Year::new(&students, &seats, reader);
        Report(
            years
                .into_iter()
                .map(|(name, units)| (name, year(units)))
                .collect(),
        )
    }

    /// The years of which there is anything to say, the latest first.
    pub fn years(&self) -> impl Iterator<Item = SchoolYear> {
        self.0.keys().rev().copied()
    }

    /// The numbers of one year.
    #[must_use]
    pub fn year(&self, year: SchoolYear) -> Option<&Year> {
        self.0.get(&year)
    }
}

impl Year {
    fn new(students: &[Unit], seats: &[Unit], reader: Reader) -> Year {
        let views = |subject: Subject| views(subject.dimensions());
        let (of_students, of_seats) = (views(Subject::Students), views(Subject::Seats));
        if reader == Reader::Owner {
            return Year {
                students: Release::open(students, &of_students),
                seats: Release::open(seats, &of_seats),
            };
        }
        // Who is accepted fills a seat: what one table hides the other must not say.
        let (mut also_students, mut also_seats) = (BTreeSet::new(), BTreeSet::new());
        loop {
            let year = Year {
                students: guarded(students, &of_students, &also_students),
                seats: guarded(seats, &of_seats, &also_seats),
            };
            let before = also_students.len() + also_seats.len();
            for (accepted, filled) in twins(students, seats) {
                // Numbers that differ are not the same people.
                if year.students.secret(accepted) != year.seats.secret(filled) {
                    continue;
                }
                match (year.students.shown(accepted), year.seats.shown(filled)) {
                    (Shown::Hidden, Shown::Number(_)) => also_seats.insert(filled),
                    (Shown::Number(_), Shown::Hidden) => also_students.insert(accepted),
                    _ => false,
                };
            }
            if also_students.len() + also_seats.len() == before {
                return year;
            }
        }
    }

    /// The numbers of this subject.
    #[must_use]
    pub const fn of(&self, subject: Subject) -> &Release {
        match subject {
            Subject::Students => &self.students,
            Subject::Seats => &self.seats,
        }
    }
}

fn guarded(units: &[Unit], views: &[View], also: &BTreeSet<Cell>) -> Release {
    Release::guarded(units, views, &also.iter().copied().collect::<Vec<_>>())
}

/// Cells of students and of seats that count the same people: those accepted, in all and by figure.
fn twins(students: &[Unit], seats: &[Unit]) -> Vec<(Cell, Cell)> {
    let accepted = |cell: Cell| cell.with(Dimension::State, StudentState::Accepted as u16);
    let filled = |cell: Cell| cell.with(Dimension::State, SeatState::Filled as u16);
    let figures: BTreeSet<u16> = students
        .iter()
        .chain(seats)
        .map(|unit| unit[Dimension::Figure as usize])
        .collect();
    let groups = figures
        .into_iter()
        .map(|figure| Cell::ALL.with(Dimension::Figure, figure));
    groups
        .chain([Cell::ALL])
        .map(|group| (accepted(group), filled(group)))
        .collect()
}

/// The number that stands for a figure in a [`Unit`].
#[must_use]
pub fn figure_value(figure: FigureCode) -> u16 {
    u16::try_from(figure.index()).unwrap_or(0)
}

/// The word for a value of a dimension, in addresses and files.
#[must_use]
pub fn word(dimension: Dimension, value: u16) -> &'static str {
    let at = usize::from(value);
    match dimension {
        Dimension::Province => Province::ALL.get(at).map_or("", |province| province.as_str()),
        Dimension::Figure => figures().get(at).map_or("", |figure| figure.code.as_str()),
        Dimension::Size => Band::ALL.get(at).map_or("", |band| band.as_str()),
        Dimension::State => "",
    }
}

/// The value that a word stands for.
#[must_use]
pub fn value(dimension: Dimension, given: &str) -> Option<u16> {
    let known = match dimension {
        Dimension::Province => Province::ALL.len(),
        Dimension::Figure => figures().len(),
        Dimension::Size => Band::ALL.len(),
        Dimension::State => 0,
    };
    (0..u16::try_from(known).unwrap_or(0)).find(|at| word(dimension, *at) == given)
}

#[cfg(test)]
mod tests;
