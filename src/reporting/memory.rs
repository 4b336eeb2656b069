//! The last reports, kept: what may be shown takes longer to find out than to show, and most readers ask for the same.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, LazyLock};

use super::model::{PlaceFact, Reader, Report, StudentFact};
use crate::platform::memory::Memory;

/// What a report was made of. Two hashes of 64 bits with secret keys stand for all of it: that two different sums of facts meet
/// in both is not to be expected.
type Key = [u64; 2];

static KEYS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::new(), RandomState::new()]);

/// One for the Fund, and some for schools.
static REPORTS: Memory<Key, Report> = Memory::of(8);

/// The report on these facts, made now or kept from before: the same facts give the same report.
pub(super) fn report(students: &[StudentFact], places: &[PlaceFact], reader: Reader) -> Arc<Report> {
    let facts = (students, places, reader);
    let key = [KEYS[0].hash_one(facts), KEYS[1].hash_one(facts)];
    REPORTS
        .recall(&key)
        .unwrap_or_else(|| REPORTS.keep(key, Report::new(students, places, reader)))
}
