//! Students: by (school, matricola). What a file calls a site of the school becomes the name by which we call it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Around, ByKey, Chosen, Hand, Joined, Subject, overlay};
use crate::accounts::SchoolSite;
use crate::families;
use crate::imports::check::Missing;
use crate::imports::store::Change;
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::students::import;
use crate::students::model::{Profile, Student};
use crate::students::{self};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{SchoolSiteId, StudentId};
use crate::vocabulary::text::normalise_key;

/// The subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::imports) struct Students;

fn typed(ids: &[Uuid]) -> Vec<StudentId> {
    ids.iter().copied().map(StudentId).collect()
}

/// What we call a site: its name, or its code where another site has the same name.
fn called<'a>(around: &'a Around, site: &'a SchoolSite) -> &'a str {
    let like = |other: &&SchoolSite| normalise_key(&other.name) == normalise_key(&site.name);
    if around.sites().filter(like).count() > 1 {
        &site.code
    } else {
        &site.name
    }
}

/// The names by which a file may mean the school (no site) or one of its sites.
fn schools(around: &Around) -> BTreeMap<String, Option<&SchoolSite>> {
    let sites = around.sites().flat_map(|site| {
        [site.code.as_str(), called(around, site)].map(|name| (normalise_key(name), Some(site)))
    });
    let own = around
        .school
        .iter()
        .flat_map(|(school, _)| [&school.code, &school.name]);
    sites.chain(own.map(|name| (normalise_key(name), None))).collect()
}

/// The student, with the site's name as files have it.
fn kept(around: &Around, mut student: Student) -> Student {
    let site = around.sites().find(|site| Some(site.id) == student.site_id);
    student.profile.school = site.map(|site| called(around, site).to_owned());
    student
}

impl Subject for Students {
    type Record = Profile;
    type Known = Student;

    const COLUMNS: &'static [Column] = import::COLUMNS;

    fn read(table: &Table, mapping: &Mapping, around: &Around) -> Reading<Profile> {
        let schools = schools(around);
        let context = import::Context {
            today: around.today,
            schools: around
                .school
                .is_some()
                .then(|| schools.keys().cloned().collect::<BTreeSet<_>>()),
            several_schools: false,
        };
        let mut reading = import::read(table, mapping, &context);
        for (_, profile) in &mut reading.records {
            let named = profile.school.take();
            let site = named.and_then(|name| schools.get(&normalise_key(&name)).copied().flatten());
            profile.school = site.map(|site| called(around, site).to_owned());
        }
        reading
    }

    fn key(profile: &Profile) -> String {
        profile.key.clone()
    }

    fn title(profile: &Profile) -> String {
        format!("{} {}", profile.family_name, profile.given_name)
    }

    fn row(profile: &Profile) -> Vec<Cell> {
        import::row(profile)
    }

    fn record(student: &Student) -> &Profile {
        &student.profile
    }

    fn version(student: &Student) -> i64 {
        student.version
    }

    fn in_version(student: Student, version: i64) -> Student {
        Student { version, ..student }
    }

    fn join(student: &Student, said: &Profile, absent: &BTreeSet<&'static str>) -> Profile {
        // Without its column a birth date comes from the codice fiscale, and is said all the same.
        let kept = absent.iter().filter(|column| **column != "birth_date");
        let kept = kept.map(|column| match *column {
            "student_id" => "key",
            "school_week_hours" => "school_week_minutes",
            "max_km" => "max_metres",
            other => other,
        });
        overlay(&student.profile, said, kept)
    }

    async fn known(
        conn: &impl ConnectionTrait,
        around: &Around,
        keys: &[String],
    ) -> Result<HashMap<String, Student>, Fault> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let known = students::by_keys(conn, around.institution()?, &keys).await?;
        Ok(known
            .into_iter()
            .map(|(key, student)| (key, kept(around, student)))
            .collect())
    }

    async fn chosen(
        conn: &impl ConnectionTrait,
        known: &HashMap<String, Student>,
    ) -> Result<ByKey<Chosen>, Fault> {
        let mut chosen = families::chosen(conn, known.values()).await?;
        let by_key = known.iter().filter_map(|(key, student)| {
            let parts = chosen.remove(&student.id)?;
            let columns = parts.into_iter().map(|one| (one.part.as_str(), one.at));
            Some((key.clone(), columns.collect()))
        });
        Ok(by_key.collect())
    }

    async fn all(conn: &impl ConnectionTrait, around: &Around) -> Result<Vec<Missing>, Fault> {
        let keys = students::keys(conn, around.institution()?).await?;
        Ok(keys.into_iter().map(Missing::from).collect())
    }

    async fn write(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        rows: Vec<Joined<Students>>,
    ) -> Result<Vec<Change>, Fault> {
        let institution_id = around.institution()?;
        let sites: HashMap<&str, SchoolSiteId> = around
            .sites()
            .map(|site| (called(around, site), site.id))
            .collect();
        let (mut new, mut changed, mut changes) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows.into_iter().filter(|row| !row.is_same()) {
            let known = row.known.as_ref();
            let id = known.map_or_else(|| StudentId::new(hand.now, hand.chance), |student| student.id);
            let (word, to) = match known {
                Some(_) => ("changed", &mut changed),
                None => ("new", &mut new),
            };
            changes.push(row.change(word, id.0)?);
            to.push(Student {
                id,
                institution_id,
                site_id: row
                    .after
                    .school
                    .as_deref()
                    .and_then(|name| sites.get(name).copied()),
                version: known.map_or(1, |student| student.version),
                profile: row.after,
            });
        }
        students::insert_many(conn, &new, hand.now).await?;
        students::update_many(conn, &changed, hand.now).await?;
        Ok(changes)
    }

    async fn of_ids(
        conn: &impl ConnectionTrait,
        around: &Around,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Student>, Fault> {
        let found = students::by_ids(conn, around.institution()?, &typed(ids)).await?;
        Ok(found.into_iter().map(|(id, student)| (id.0, student)).collect())
    }

    async fn in_use(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, &'static str)>, Fault> {
        let used = students::in_use(conn, &typed(ids)).await?;
        Ok(used.into_iter().map(|(id, what)| (id.0, what)).collect())
    }

    async fn restore(conn: &impl ConnectionTrait, hand: Hand<'_>, known: Vec<Student>) -> Result<(), Fault> {
        students::update_many(conn, &known, hand.now).await
    }

    async fn remove(conn: &impl ConnectionTrait, around: &Around, ids: &[Uuid]) -> Result<(), Fault> {
        students::remove(conn, around.institution()?, &typed(ids)).await
    }
}
