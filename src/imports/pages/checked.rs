//! A staged file: its columns, everything wrong, what would change; and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use super::importer;
use crate::imports::actions;
use crate::imports::check::{Check, Outcome, Terms};
use crate::imports::cli::{comments, comments_title};
use crate::imports::store::{self, Batch, State};
use crate::platform::sheets::{Chosen, Column, Mapping, Source, Table, annotate, column_letters};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Page, Pager, Path, Query, Visit, download, render, see_other, see_other_saying,
};
use crate::vocabulary::ids::ImportId;
use crate::vocabulary::text::normalise_key;

/// Rows to a page of the grid, and of the changes.
const LINES: u64 = 50;

/// What the grid shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    rows: String,
    columns: String,
}

/// One cell of the grid.
struct GridCell {
    value: String,
    wrong: Vec<String>,
}

/// One row of the grid.
struct GridLine {
    line: u32,
    /// What is wrong with the row as a whole.
    wrong: Vec<String>,
    cells: Vec<GridCell>,
}

#[derive(Template)]
#[template(path = "imports/check.html")]
struct Checked {
    page: Page,
    t: T,
    batch: Batch,
    check: Check,
    bad: usize,
    /// What is wrong with the names of the columns.
    names_wrong: Vec<String>,
    header: Vec<String>,
    grid: Vec<GridLine>,
    pager: Pager,
    only_bad_rows: bool,
    only_bad_columns: bool,
}

impl Checked {
    fn base(&self) -> String {
        format!("/imports/{}", self.batch.id)
    }

    /// The address of the grid with one of its choices turned over.
    fn turned(&self, rows: bool) -> String {
        let word = |bad: bool| if bad { "bad" } else { "all" };
        let (bad_rows, bad_columns) = (self.only_bad_rows != rows, self.only_bad_columns == rows);
        format!(
            "{}?rows={}&columns={}",
            self.base(),
            word(bad_rows),
            word(bad_columns)
        )
    }
}

#[derive(Template)]
#[template(path = "imports/done.html")]
struct Done {
    page: Page,
    t: T,
    batch: Batch,
}

pub(super) async fn show(visit: Visit, Path(id): Path<ImportId>, Query(shown): Query<Shown>) -> Answer {
    let importer = importer(&visit)?;
    let batch = store::get(visit.app.db.reader(), importer.institution, id).await?;
    if batch.state != State::Staged {
        let title = batch.file_name.clone();
        return render(
            StatusCode::OK,
            &Done {
                page: visit.page_titled(title),
                t: visit.t,
                batch,
            },
        );
    }
    let (batch, table, mapping, check) = actions::check(&visit.app, importer, id).await?;
    let bad = check.bad_lines();
    let only_bad_rows = if shown.rows.is_empty() {
        !bad.is_empty()
    } else {
        shown.rows == "bad"
    };
    let only_bad_columns = shown.columns == "bad";
    let rows: Vec<usize> = (0..table.rows.len())
        .filter(|at| !only_bad_rows || bad.contains(&table.rows[*at].line))
        .collect();
    let pager = Pager::of(&visit, LINES, rows.len() as u64);
    let columns = columns_shown(&table, &mapping, &check, only_bad_columns);
    let start = usize::try_from(pager.offset())
        .unwrap_or(usize::MAX)
        .min(rows.len());
    let here = &rows[start..rows.len().min(start.saturating_add(50))];
    let grid = grid(visit.t, &table, &mapping, &check, here, &columns);
    let names_wrong = check.problems.iter().filter(|p| p.line == table.header_line);
    let names_wrong = names_wrong.map(|p| visit.t.fault(&p.invalid())).collect();
    let page = Checked {
        page: visit.page_titled(batch.file_name.clone()),
        t: visit.t,
        bad: bad.iter().filter(|line| **line != table.header_line).count(),
        names_wrong,
        header: columns.iter().map(|at| name_of(&table, *at)).collect(),
        grid,
        pager,
        only_bad_rows,
        only_bad_columns,
        batch,
        check,
    };
    render(StatusCode::OK, &page)
}

fn name_of(table: &Table, at: usize) -> String {
    match table.header.get(at).map_or("", String::as_str) {
        "" => column_letters(at),
        name => name.to_owned(),
    }
}

/// The file's columns that are ours, or those of them with something wrong.
fn columns_shown(table: &Table, mapping: &Mapping, check: &Check, only_bad: bool) -> Vec<usize> {
    let wrong: BTreeSet<&str> = check.problems.iter().map(|problem| problem.key).collect();
    let ours = (0..table.header.len()).filter_map(|at| Some((at, mapping.key(at)?)));
    ours.filter(|(_, key)| !only_bad || wrong.contains(key))
        .map(|(at, _)| at)
        .collect()
}

fn grid(
    t: T,
    table: &Table,
    mapping: &Mapping,
    check: &Check,
    rows: &[usize],
    columns: &[usize],
) -> Vec<GridLine> {
    let lines: BTreeSet<u32> = rows.iter().map(|at| table.rows[*at].line).collect();
    let mut wrong: BTreeMap<(u32, Option<usize>), Vec<String>> = BTreeMap::new();
    for problem in check.problems.iter().filter(|p| lines.contains(&p.line)) {
        let at = mapping.place(problem.key).filter(|at| columns.contains(at));
        wrong
            .entry((problem.line, at))
            .or_default()
            .push(t.fault(&problem.invalid()));
    }
    let line = |at: &usize| {
        let row = &table.rows[*at];
        let cell = |column: &usize| GridCell {
            value: row.cell(*column).shown().into_owned(),
            wrong: wrong.get(&(row.line, Some(*column))).cloned().unwrap_or_default(),
        };
        GridLine {
            line: row.line,
            wrong: wrong.get(&(row.line, None)).cloned().unwrap_or_default(),
            cells: columns.iter().map(cell).collect(),
        }
    };
    rows.iter().map(line).collect()
}

/// A column of the file, on the page that says which is which.
struct FileColumn {
    field: String,
    name: String,
    /// The first values, to know it by.
    examples: String,
    chosen: String,
}

#[derive(Template)]
#[template(path = "imports/columns.html")]
struct Columns {
    page: Page,
    t: T,
    batch: Batch,
    columns: Vec<FileColumn>,
    options: Vec<(String, String)>,
    ours: &'static [Column],
}

pub(super) async fn columns(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    let (batch, table, mapping, _) = actions::check(&visit.app, importer(&visit)?, id).await?;
    let examples = |at: usize| {
        let values = table
            .rows
            .iter()
            .map(|row| row.cell(at).shown().into_owned())
            .filter(|v| !v.is_empty());
        values
            .take(3)
            .map(|v| v.chars().take(40).collect::<String>())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let column = |at: usize| FileColumn {
        field: format!("c{at}"),
        name: name_of(&table, at),
        examples: examples(at),
        chosen: mapping.key(at).unwrap_or_default().to_owned(),
    };
    let ours = batch.kind.columns();
    let mut options = vec![(String::new(), visit.t.get("imports-column-none"))];
    options.extend(
        ours.iter()
            .map(|c| (c.key.to_owned(), c.name(visit.t.language()).to_owned())),
    );
    let page = Columns {
        page: visit.page("imports-columns-title"),
        t: visit.t,
        columns: (0..table.header.len())
            .filter(|at| !table.header[*at].is_empty())
            .map(column)
            .collect(),
        options,
        ours,
        batch,
    };
    render(StatusCode::OK, &page)
}

pub(super) async fn set_columns(
    visit: Visit,
    Path(id): Path<ImportId>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Answer {
    let importer = importer(&visit)?;
    let batch = store::get(visit.app.db.reader(), importer.institution, id).await?;
    let named = batch
        .header
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty());
    let chosen: Chosen = named
        .filter_map(|(at, name)| Some((normalise_key(name), fields.get(&format!("c{at}"))?.clone())))
        .collect();
    actions::set_columns(&visit.app, importer, id, &chosen).await?;
    Ok(see_other_saying(
        &format!("/imports/{id}"),
        "imports-columns-saved",
    ))
}

/// Which changes are listed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    kind: String,
}

#[derive(Template)]
#[template(path = "imports/changes.html")]
struct Changes {
    page: Page,
    t: T,
    batch: Batch,
    kind: &'static str,
    counts: [(&'static str, usize); 4],
    lines: Vec<Outcome>,
    pager: Pager,
}

pub(super) async fn changes(visit: Visit, Path(id): Path<ImportId>, Query(which): Query<Which>) -> Answer {
    let (batch, _, _, check) = actions::check(&visit.app, importer(&visit)?, id).await?;
    let kind = ["new", "changed", "chosen", "missing"]
        .into_iter()
        .find(|kind| *kind == which.kind)
        .unwrap_or("changed");
    let counts = [
        ("new", check.new.len()),
        ("changed", check.changed.len()),
        ("chosen", check.chosen.len()),
        ("missing", check.missing.len()),
    ];
    let missing = |one: crate::imports::Missing| Outcome {
        line: 0,
        key: one.key,
        title: one.title,
        differences: vec![],
    };
    let lines: Vec<Outcome> = match kind {
        "new" => check.new,
        "chosen" => check.chosen,
        "missing" => check.missing.into_iter().map(missing).collect(),
        _ => check.changed,
    };
    let pager = Pager::of(&visit, LINES, lines.len() as u64);
    let start = usize::try_from(pager.offset()).unwrap_or(usize::MAX);
    let lines = lines.into_iter().skip(start).take(50).collect();
    let page = Changes {
        page: visit.page("imports-changes-title"),
        t: visit.t,
        batch,
        kind,
        counts,
        lines,
        pager,
    };
    render(StatusCode::OK, &page)
}

pub(super) async fn errors(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    let (_, table, _, check) = actions::check(&visit.app, importer(&visit)?, id).await?;
    let file = annotate(
        &table,
        comments_title(visit.t.language()),
        &comments(visit.t, &check),
    )?;
    let (name, kind) = match table.source {
        Source::Csv { .. } => ("abbina.csv", "text/csv; charset=utf-8"),
        Source::Xlsx => ("abbina.xlsx", super::XLSX),
    };
    Ok(download(name, kind, file))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ConfirmForm {
    skip_invalid: String,
    over_families: String,
}

pub(super) async fn confirm(visit: Visit, Path(id): Path<ImportId>, Form(form): Form<ConfirmForm>) -> Answer {
    let terms = Terms {
        skip_invalid: form.skip_invalid == "yes",
        over_families: form.over_families == "yes",
    };
    actions::confirm(&visit.app, importer(&visit)?, id, terms).await?;
    Ok(see_other_saying(&format!("/imports/{id}"), "imports-confirmed"))
}

pub(super) async fn undo(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    actions::undo(&visit.app, importer(&visit)?, id).await?;
    Ok(see_other(&format!("/imports/{id}")))
}
