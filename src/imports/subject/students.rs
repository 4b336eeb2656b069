//! Students: by (school, matricola).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{Around, Hand, Joined, Subject, overlay, refuse};
use crate::imports::check::Missing;
use crate::imports::store::Change;
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::students::import;
use crate::students::model::{Profile, Student};
use crate::students::{self};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{SchoolSiteId, StudentId};
use crate::vocabulary::text::normalise_key;

/// The subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::imports) struct Students;

/// A profile with the site that it names. `profile.school` is that site's name, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::imports) struct Pupil {
    profile: Profile,
    site: Option<SchoolSiteId>,
}

/// A student as the school keeps it.
#[derive(Debug, Clone)]
pub(in crate::imports) struct Kept {
    student: Student,
    pupil: Pupil,
}

/// What brings a student back.
#[derive(Serialize, Deserialize)]
struct Image {
    site: Option<SchoolSiteId>,
    profile: Profile,
    version: i64,
}

impl Students {
    fn kept(around: &Around, student: Student) -> Kept {
        let name = |id: SchoolSiteId| {
            let sites = around.school.iter().flat_map(|(_, sites)| sites);
            sites
                .clone()
                .find(|site| site.id == id)
                .map(|site| site.name.clone())
        };
        let mut profile = student.profile.clone();
        profile.school = student.site_id.and_then(name);
        Kept {
            pupil: Pupil {
                profile,
                site: student.site_id,
            },
            student,
        }
    }

    /// The names by which a file may mean the school (no site) or one of its sites.
    fn schools(around: &Around) -> BTreeMap<String, Option<(SchoolSiteId, String)>> {
        let Some((school, sites)) = &around.school else {
            return BTreeMap::new();
        };
        let sites = sites.iter().flat_map(|site| {
            [&site.code, &site.name].map(|name| (normalise_key(name), Some((site.id, site.name.clone()))))
        });
        let own = [&school.code, &school.name].map(|name| (normalise_key(name), None));
        sites.chain(own).collect()
    }
}

impl Subject for Students {
    type Record = Pupil;
    type Known = Kept;

    const COLUMNS: &'static [Column] = import::COLUMNS;

    fn read(table: &Table, mapping: &Mapping, around: &Around) -> Reading<Pupil> {
        let schools = Students::schools(around);
        let context = import::Context {
            today: around.today,
            schools: around
                .school
                .is_some()
                .then(|| schools.keys().cloned().collect::<BTreeSet<_>>()),
            several_schools: false,
        };
        let reading = import::read(table, mapping, &context);
        let pupil = |(line, mut profile): (u32, Profile)| {
            let named = profile
                .school
                .take()
                .and_then(|name| schools.get(&normalise_key(&name)).cloned().flatten());
            let (site, name) = named.unzip();
            profile.school = name;
            (line, Pupil { profile, site })
        };
        Reading {
            records: reading.records.into_iter().map(pupil).collect(),
            problems: reading.problems,
            unknown_columns: reading.unknown_columns,
        }
    }

    fn key(pupil: &Pupil) -> String {
        pupil.profile.key.clone()
    }

    fn title(pupil: &Pupil) -> String {
        format!("{} {}", pupil.profile.family_name, pupil.profile.given_name)
    }

    fn row(pupil: &Pupil) -> Vec<Cell> {
        import::row(&pupil.profile)
    }

    fn record(kept: &Kept) -> &Pupil {
        &kept.pupil
    }

    fn join(kept: &Kept, said: &Pupil, absent: &BTreeSet<&'static str>) -> Pupil {
        let kept_fields = absent.iter().map(|column| match *column {
            "student_id" => "key",
            "school_week_hours" => "school_week_minutes",
            "max_km" => "max_metres",
            other => other,
        });
        // Without its column a birth date comes from the codice fiscale, and is said all the same.
        let kept_fields = kept_fields.filter(|field| *field != "birth_date");
        let profile = overlay(&kept.pupil.profile, &said.profile, kept_fields);
        let site = if absent.contains("school") {
            kept.pupil.site
        } else {
            said.site
        };
        Pupil { profile, site }
    }

    async fn known(
        conn: &impl ConnectionTrait,
        around: &Around,
        keys: &[String],
    ) -> Result<HashMap<String, Kept>, Fault> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let known = students::by_keys(conn, around.institution()?, &keys).await?;
        Ok(known
            .into_iter()
            .map(|(key, student)| (key, Students::kept(around, student)))
            .collect())
    }

    async fn all(conn: &impl ConnectionTrait, around: &Around) -> Result<Vec<Missing>, Fault> {
        let keys = students::keys(conn, around.institution()?).await?;
        Ok(keys
            .into_iter()
            .map(|(key, title)| Missing { key, title })
            .collect())
    }

    async fn complaints(
        _conn: &impl ConnectionTrait,
        _records: &[(u32, Pupil)],
    ) -> Result<Vec<(u32, &'static str, Invalid)>, Fault> {
        Ok(Vec::new())
    }

    type Before = ();

    async fn before(_: &impl ConnectionTrait, _: &[(u32, Self::Record)]) -> Result<(), Fault> {
        Ok(())
    }

    async fn came_with(_: &impl ConnectionTrait, (): ()) -> Result<Vec<Change>, Fault> {
        Ok(Vec::new())
    }

    async fn write(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        rows: Vec<Joined<Students>>,
    ) -> Result<Vec<Change>, Fault> {
        let institution_id = around.institution()?;
        let (mut new, mut changed, mut changes) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            if row.is_same() {
                continue;
            }
            let profile = Profile {
                school: None,
                ..row.after.profile
            };
            let key = profile.key.clone();
            let before = row.known.map(|kept| kept.student);
            let student = Student {
                id: before
                    .as_ref()
                    .map_or_else(|| StudentId::new(hand.now, hand.chance), |b| b.id),
                institution_id,
                site_id: row.after.site,
                profile,
                version: before.as_ref().map_or(1, |b| b.version),
            };
            let image = before.map(|b| Image {
                site: b.site_id,
                profile: b.profile,
                version: b.version,
            });
            changes.push(Change {
                line: row.line,
                change: if image.is_some() { "changed" } else { "new" },
                entity: student.id.0,
                key,
                before: image
                    .as_ref()
                    .map(serde_json::to_value)
                    .transpose()
                    .map_err(Fault::internal)?,
            });
            if image.is_some() {
                changed.push(student)
            } else {
                new.push(student)
            }
        }
        students::insert_many(conn, &new, hand.now).await?;
        students::update_many(conn, &changed, hand.now).await?;
        Ok(changes)
    }

    async fn undo(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        changes: Vec<Change>,
    ) -> Result<(), Fault> {
        let institution_id = around.institution()?;
        let ids: Vec<StudentId> = changes.iter().map(|c| StudentId(c.entity)).collect();
        let now_known = students::by_ids(conn, institution_id, &ids).await?;
        let created: Vec<StudentId> = changes
            .iter()
            .filter(|c| c.change == "new")
            .map(|c| StudentId(c.entity))
            .collect();
        let key = |id: StudentId| {
            changes
                .iter()
                .find(|c| c.entity == id.0)
                .map(|c| c.key.clone())
                .unwrap_or_default()
        };
        let used = students::in_use(conn, &created).await?;
        refuse(
            "import.in_use",
            used.into_iter()
                .map(|(id, what)| (key(id), what.to_owned()))
                .collect(),
        )?;
        let (mut back, mut touched) = (Vec::new(), Vec::new());
        for change in &changes {
            let id = StudentId(change.entity);
            // Erased since: there is nothing to take back.
            let Some(current) = now_known.get(&id) else {
                continue;
            };
            let image: Option<Image> = change
                .before
                .clone()
                .map(serde_json::from_value)
                .transpose()
                .map_err(Fault::internal)?;
            if current.version != image.as_ref().map_or(1, |i| i.version + 1) {
                touched.push((change.key.clone(), String::new()));
            } else if let Some(image) = image {
                let (site_id, profile) = (image.site, image.profile);
                back.push(Student {
                    id,
                    institution_id,
                    site_id,
                    profile,
                    version: current.version,
                });
            }
        }
        refuse("import.changed_since", touched)?;
        students::update_many(conn, &back, hand.now).await?;
        students::remove(conn, institution_id, &created).await
    }
}
