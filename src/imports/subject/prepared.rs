//! A file on its way in: its rows joined with what is known, some at a time, and told to people or written.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;

use super::{Around, Joined, Subject};
use crate::imports::check::{Check, Difference, Outcome};
use crate::platform::sheets::{CellProblem, Mapping, Reading, Table};
use crate::vocabulary::fault::{Fault, Invalid};

/// What a file says, ready to be joined with what is known, some rows at a time.
#[derive(Debug)]
pub(in crate::imports) struct Prepared<S: Subject> {
    pub rows: usize,
    /// What can be imported.
    pub records: Vec<(u32, S::Record)>,
    /// Everything wrong, by line.
    pub problems: Vec<CellProblem>,
    pub unknown_columns: Vec<String>,
    absent: BTreeSet<&'static str>,
    /// Does the file also count where a family has chosen something else?
    pub over_families: bool,
}

/// Looks at what a file says from what is known.
pub(in crate::imports) async fn prepare<S: Subject>(
    conn: &impl ConnectionTrait,
    table: &Table,
    mapping: &Mapping,
    reading: Reading<S::Record>,
) -> Result<Prepared<S>, Fault> {
    let Reading {
        mut records,
        mut problems,
        unknown_columns,
    } = reading;
    let mut bad = BTreeSet::new();
    for (line, key, invalid) in S::complaints(conn, &records).await? {
        let column = mapping
            .place(key)
            .and_then(|at| table.header.get(at))
            .map_or(key, String::as_str);
        let Invalid {
            code, value, args, ..
        } = invalid;
        problems.push(CellProblem {
            line,
            column: column.into(),
            key,
            value,
            code,
            args,
        });
        bad.insert(line);
    }
    problems.sort_by_key(|problem| problem.line);
    records.retain(|(line, _)| !bad.contains(line));
    let absent = S::COLUMNS
        .iter()
        .map(|c| c.key)
        .filter(|key| mapping.place(key).is_none())
        .collect();
    Ok(Prepared {
        rows: table.rows.len(),
        records,
        problems,
        unknown_columns,
        absent,
        over_families: false,
    })
}

/// Rows that are joined with what is known at a time: what is known of twenty thousand students need not be in memory at once.
pub(in crate::imports) const CHUNK: usize = 500;

impl<S: Subject> Prepared<S> {
    /// The next rows, joined with what is known; none when all have been.
    pub(in crate::imports) async fn next(
        &mut self,
        conn: &impl ConnectionTrait,
        around: &Around,
    ) -> Result<Option<Vec<Joined<S>>>, Fault> {
        if self.records.is_empty() {
            return Ok(None);
        }
        let rest = self.records.split_off(self.records.len().min(CHUNK));
        let records = std::mem::replace(&mut self.records, rest);
        let keys: Vec<String> = records.iter().map(|(_, record)| S::key(record)).collect();
        let mut known = S::known(conn, around, &keys).await?;
        let chosen = S::chosen(conn, &known).await?;
        let join = |((line, said), key): ((u32, S::Record), String)| {
            let known = known.remove(&key);
            let mut after = known
                .as_ref()
                .map_or_else(|| said.clone(), |known| S::join(known, &said, &self.absent));
            let mut otherwise = Vec::new();
            if let (Some(known), Some(chosen)) = (&known, chosen.get(&key)) {
                otherwise = differences::<S>(S::record(known), &after);
                otherwise.retain_mut(|difference| {
                    difference.chosen_at = chosen.get(difference.column.key).copied();
                    difference.chosen_at.is_some()
                });
                if !self.over_families && !otherwise.is_empty() {
                    let columns = otherwise.iter().map(|difference| difference.column.key);
                    after = S::join(known, &after, &columns.collect());
                }
            }
            Joined {
                line,
                known,
                after,
                said,
                chosen: otherwise,
            }
        };
        Ok(Some(records.into_iter().zip(keys).map(join).collect()))
    }

    /// For people: what is new, what changes and how, and what the file does not name.
    pub(in crate::imports) async fn check(
        mut self,
        conn: &impl ConnectionTrait,
        around: &Around,
    ) -> Result<Check, Fault> {
        let mut check = Check {
            rows: self.rows,
            ..Check::default()
        };
        let mut named = BTreeSet::new();
        while let Some(rows) = self.next(conn, around).await? {
            for row in rows {
                let key = S::key(&row.after);
                let outcome = |differences| Outcome {
                    line: row.line,
                    key: key.clone(),
                    title: S::title(&row.after),
                    differences,
                };
                if !row.chosen.is_empty() {
                    check.chosen.push(outcome(row.chosen.clone()));
                }
                match &row.known {
                    None => check.new.push(outcome(Vec::new())),
                    Some(_) if row.is_same() => check.same += 1,
                    Some(known) => {
                        check
                            .changed
                            .push(outcome(differences::<S>(S::record(known), &row.after)));
                    }
                }
                named.insert(key);
            }
        }
        check.missing = S::all(conn, around).await?;
        check.missing.retain(|one| !named.contains(&one.key));
        (check.problems, check.unknown_columns) = (self.problems, self.unknown_columns);
        Ok(check)
    }
}

/// How many of these rows come in, change, and stay.
pub(in crate::imports) fn count<S: Subject>(rows: &[Joined<S>]) -> (usize, usize, usize) {
    let new = rows.iter().filter(|row| row.known.is_none()).count();
    let same = rows.iter().filter(|row| row.is_same()).count();
    (new, rows.len() - new - same, same)
}

fn differences<S: Subject>(before: &S::Record, after: &S::Record) -> Vec<Difference> {
    let cells = S::row(before).into_iter().zip(S::row(after));
    S::COLUMNS
        .iter()
        .zip(cells)
        .filter(|(_, (before, after))| before != after)
        .map(|(column, (before, after))| Difference {
            column,
            before: before.shown().into_owned(),
            after: after.shown().into_owned(),
            chosen_at: None,
        })
        .collect()
}
