//! What differs between students, companies and placements: how they are found, joined with what is known, written and taken back.

mod companies;
mod companions;
mod placements;
mod prepared;
mod students;

pub(super) use self::companies::Companies;
pub(super) use self::companions::{Companions, came_with};
pub(super) use self::placements::Placements;
pub(super) use self::prepared::{CHUNK, count, prepare};
pub(super) use self::students::Students;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::check::{Difference, Missing};
use super::store::Change;
use crate::accounts::{School, SchoolSite};
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{AccountId, Chance, InstitutionId};

/// What is around a file: the school whose it is, and the day.
#[derive(Debug, Clone)]
pub(super) struct Around {
    pub today: NaiveDate,
    pub school: Option<(School, Vec<SchoolSite>)>,
}

impl Around {
    /// The school's sites.
    fn sites(&self) -> impl Iterator<Item = &SchoolSite> {
        self.school.iter().flat_map(|(_, sites)| sites)
    }

    /// The school's id.
    pub(super) fn institution(&self) -> Result<InstitutionId, Fault> {
        self.school
            .as_ref()
            .map(|(school, _)| school.id)
            .ok_or_else(|| Fault::invalid("school", "import.school", ""))
    }
}

/// When, by whom, and with which chance rows are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand<'a> {
    pub now: DateTime<Utc>,
    pub account: Option<AccountId>,
    pub chance: &'a dyn Chance,
}

/// A row of the file, joined with what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Joined<S: Subject> {
    pub line: u32,
    pub known: Option<S::Known>,
    /// As it would be.
    pub after: S::Record,
    /// As the file says it.
    pub said: S::Record,
    /// What a family chose and the file says otherwise.
    pub chosen: Vec<Difference>,
}

impl<S: Subject> Joined<S> {
    /// What is written down of it, once it is `entity`.
    fn change(&self, change: &'static str, entity: Uuid) -> Result<Change, Fault> {
        let before = self.known.as_ref().map(serde_json::to_value);
        Ok(Change {
            line: self.line,
            change,
            entity,
            key: S::key(&self.after),
            before: before.transpose().map_err(Fault::internal)?,
        })
    }

    fn is_same(&self) -> bool {
        self.known
            .as_ref()
            .is_some_and(|known| *S::record(known) == self.after)
    }
}

/// Something for each key.
pub(super) type ByKey<T> = HashMap<String, T>;

/// Columns that a family has chosen, and when.
pub(super) type Chosen = BTreeMap<&'static str, DateTime<Utc>>;

/// Students, companies or placements.
pub(super) trait Subject: Sized + Send + Sync + std::fmt::Debug + Clone + 'static {
    /// What a row of the file says.
    type Record: Clone + PartialEq + Send + Sync + std::fmt::Debug + 'static;
    /// What we keep.
    type Known: Clone + Serialize + DeserializeOwned + Send + Sync + std::fmt::Debug + 'static;

    /// The columns.
    const COLUMNS: &'static [Column];

    /// Reads the file.
    fn read(table: &Table, mapping: &Mapping, around: &Around) -> Reading<Self::Record>;
    /// The key of a row.
    fn key(record: &Self::Record) -> String;
    /// What people call it.
    fn title(record: &Self::Record) -> String;
    /// As a file writes it, in the order of the columns.
    fn row(record: &Self::Record) -> Vec<Cell>;
    /// What is known, as a record.
    fn record(known: &Self::Known) -> &Self::Record;
    /// The version in which it is known.
    fn version(known: &Self::Known) -> i64;
    /// The same in another version.
    fn in_version(known: Self::Known, version: i64) -> Self::Known;
    /// What is known, once the file has said what it says; `absent`: columns that the file does not have.
    fn join(known: &Self::Known, said: &Self::Record, absent: &BTreeSet<&'static str>) -> Self::Record;
    /// What is known of these keys.
    async fn known(
        conn: &impl ConnectionTrait,
        around: &Around,
        keys: &[String],
    ) -> Result<HashMap<String, Self::Known>, Fault>;
    /// What of it families have chosen by their links: the columns, and when. Nothing, where families have no say.
    async fn chosen(
        _conn: &impl ConnectionTrait,
        _known: &HashMap<String, Self::Known>,
    ) -> Result<ByKey<Chosen>, Fault> {
        Ok(HashMap::new())
    }
    /// The keys of everything that a file of this kind could name.
    async fn all(conn: &impl ConnectionTrait, around: &Around) -> Result<Vec<Missing>, Fault>;
    /// What is wrong with rows, seen from what is known: line, column and complaint.
    async fn complaints(
        _conn: &impl ConnectionTrait,
        _records: &[(u32, Self::Record)],
    ) -> Result<Vec<(u32, &'static str, Invalid)>, Fault> {
        Ok(Vec::new())
    }
    /// What stands around the companies that the rows name, before the first row is written.
    async fn before(
        _conn: &impl ConnectionTrait,
        _records: &[(u32, Self::Record)],
    ) -> Result<Companions, Fault> {
        Ok(Companions::default())
    }
    /// Writes some rows; says what it did.
    async fn write(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        rows: Vec<Joined<Self>>,
    ) -> Result<Vec<Change>, Fault>;
    /// What is known of these ids.
    async fn of_ids(
        conn: &impl ConnectionTrait,
        around: &Around,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Self::Known>, Fault>;
    /// Which of these ids something refers to, and what.
    async fn in_use(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, &'static str)>, Fault>;
    /// Writes what was known over what is, which must be in the version given with it.
    async fn restore(
        conn: &impl ConnectionTrait,
        hand: Hand<'_>,
        known: Vec<Self::Known>,
    ) -> Result<(), Fault>;
    /// Takes away what nothing refers to.
    async fn remove(conn: &impl ConnectionTrait, around: &Around, ids: &[Uuid]) -> Result<(), Fault>;
}

/// Takes back what was done: nothing, when something refers to what came in, or has changed since.
pub(super) async fn undo<S: Subject>(
    conn: &impl ConnectionTrait,
    around: &Around,
    hand: Hand<'_>,
    changes: Vec<Change>,
) -> Result<(), Fault> {
    let (with, own): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|change| change.line == 0);
    let keys: HashMap<Uuid, &str> = own.iter().map(|c| (c.entity, c.key.as_str())).collect();
    let new = own.iter().filter(|change| change.change == "new");
    let created: Vec<Uuid> = new.map(|change| change.entity).collect();
    let used = S::in_use(conn, &created).await?;
    let named = |id| keys.get(id).copied().unwrap_or_default().to_owned();
    let used = used.iter().map(|(id, what)| (named(id), (*what).to_owned()));
    refuse("import.in_use", used.collect())?;
    let ids: Vec<Uuid> = own.iter().map(|change| change.entity).collect();
    let current = S::of_ids(conn, around, &ids).await?;
    let (mut back, mut touched) = (Vec::new(), Vec::new());
    for change in own {
        // Erased since: there is nothing to take back.
        let Some(current) = current.get(&change.entity) else {
            continue;
        };
        let before: Option<S::Known> = change
            .before
            .map(serde_json::from_value)
            .transpose()
            .map_err(Fault::internal)?;
        let version = S::version(current);
        if version != before.as_ref().map_or(1, |before| S::version(before) + 1) {
            touched.push((change.key, String::new()));
        } else if let Some(before) = before {
            back.push(S::in_version(before, version));
        }
    }
    refuse("import.changed_since", touched)?;
    S::restore(conn, hand, back).await?;
    S::remove(conn, around, &created).await?;
    companions::take_back(conn, with).await
}

/// `said`, except for the `kept` fields, which stay as they are `known`.
fn overlay<R: Serialize + DeserializeOwned + Clone>(
    known: &R,
    said: &R,
    kept: impl Iterator<Item = &'static str>,
) -> R {
    let mut kept = kept.peekable();
    if kept.peek().is_none() {
        return said.clone();
    }
    let object = |record: &R| match serde_json::to_value(record) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let (before, mut after) = (object(known), object(said));
    for field in kept {
        if let Some(value) = before.get(field) {
            after.insert(field.to_owned(), value.clone());
        }
    }
    serde_json::from_value(Value::Object(after)).unwrap_or_else(|_| said.clone())
}

/// The refusal to take back what is in use or has changed: each key, and why.
fn refuse(code: &'static str, found: Vec<(String, String)>) -> Result<(), Fault> {
    const SHOWN: usize = 20;
    if found.is_empty() {
        return Ok(());
    }
    let list = found.into_iter().take(SHOWN);
    Err(Fault::Invalid(
        list.map(|(key, what)| Invalid::new("", code, key).with("what", what))
            .collect(),
    ))
}
