//! The last reports, kept: what may be shown takes longer to find out than to show, and most readers ask for the same.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::model::{PlaceFact, Reader, Report, StudentFact};

/// How many are kept: one for the Fund, and some for schools.
const KEPT: usize = 8;

/// What a report was made of. Two hashes of 64 bits with secret keys stand for all of it: that two different sums of facts meet
/// in both is not to be expected.
type Key = [u64; 2];

static KEYS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::new(), RandomState::new()]);
static REPORTS: Mutex<VecDeque<(Key, Arc<Report>)>> = Mutex::new(VecDeque::new());

/// The report on these facts, made now or kept from before: the same facts give the same report.
pub(super) fn report(students: &[StudentFact], places: &[PlaceFact], reader: Reader) -> Arc<Report> {
    let facts = (students, places, reader);
    let key = [KEYS[0].hash_one(facts), KEYS[1].hash_one(facts)];
    let known = {
        let kept = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|(made_of, _)| *made_of == key)
            .map(|(_, report)| Arc::clone(report))
    };
    if let Some(report) = known {
        return report;
    }
    let report = Arc::new(Report::new(students, places, reader));
    let mut kept = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    kept.push_front((key, Arc::clone(&report)));
    kept.truncate(KEPT);
    report
}
