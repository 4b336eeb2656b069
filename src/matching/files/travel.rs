//! The measured minutes that a matching needs: those between the homes and the sites.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::platform::sheets::CellProblem;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::geography::{ComuneCode, Journeys};

/// So many wrong rows are enough to know what is wrong with the file.
const MOST_PROBLEMS: usize = 100;

/// Reads the rows between `homes` and `sites`, in either direction; the last of several for the same way counts. Codes:
/// those of [`Journeys`].
///
/// # Errors
/// With everything wrong, up to a hundred rows.
pub fn read(
    bytes: &[u8],
    homes: &BTreeSet<ComuneCode>,
    sites: &BTreeSet<ComuneCode>,
) -> Result<Vec<(ComuneCode, ComuneCode, u16)>, Vec<CellProblem>> {
    let rows = Journeys::open(bytes).map_err(|invalid| vec![problem(1, "", invalid)])?;
    let mut problems = Vec::new();
    let mut ways: BTreeMap<(ComuneCode, ComuneCode), u16> = BTreeMap::new();
    let between = |a: ComuneCode, b: ComuneCode| homes.contains(&a) && sites.contains(&b);
    for row in rows {
        match row {
            Ok(row) if !between(row.from, row.to) && !between(row.to, row.from) => {}
            Ok(row) => match row.minutes {
                Ok(minutes) => {
                    ways.insert((row.from, row.to), minutes);
                }
                Err(invalid) => problems.push(problem(row.line, "minuti", invalid)),
            },
            Err((line, invalid)) => problems.push(problem(line, "", invalid)),
        }
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(ways
        .into_iter()
        .map(|((a, b), minutes)| (a, b, minutes))
        .collect())
}

fn problem(line: u64, column: &str, invalid: Invalid) -> CellProblem {
    CellProblem {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: Arc::from(column),
        key: "",
        value: invalid.value,
        code: invalid.code,
        args: invalid.args,
    }
}
