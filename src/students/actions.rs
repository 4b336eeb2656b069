//! What a school does with its students: add, change, look at, erase. Each is written into the audit log, without names.

use crate::accounts::{self, Actor, AuditEntry, SchoolSite};
use crate::app::App;
use crate::platform::sheets::form::{Fields, changed, mistakes};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{InstitutionId, SchoolSiteId, StudentId};
use crate::vocabulary::text::Language;

use super::import;
use super::model::{Profile, Student};
use super::store;

/// Adds the student of a form.
///
/// # Errors
/// Everything that is wrong with the form; `student.key.taken`.
pub async fn add(app: &App, actor: &Actor, language: Language, fields: &Fields) -> Result<StudentId, Fault> {
    let school = school_of(actor)?;
    let (profile, site_id) = read(app, school, language, fields).await?;
    let now = app.clock.now();
    let id = StudentId::new(now, app.chance.as_ref());
    let student = Student {
        id,
        institution_id: school,
        site_id,
        profile,
        version: 1,
    };
    let tx = app.db.write_tx().await?;
    store::insert_many(&tx, std::slice::from_ref(&student), now)
        .await
        .map_err(|fault| key_taken(fault, &student.profile))?;
    let entry = AuditEntry::by_actor(actor, "student.added").about("student", id.0);
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes the form over the version of the student that it was filled in from.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `student_changed` when somebody changed it since; everything that is wrong
/// with the form; `student.key.taken`.
pub async fn change(
    app: &App,
    actor: &Actor,
    language: Language,
    id: StudentId,
    version: i64,
    fields: &Fields,
) -> Result<(), Fault> {
    let school = school_of(actor)?;
    let before = store::get(app.db.reader(), school, id).await?;
    let (profile, site_id) = read(app, school, language, fields).await?;
    let columns = changed(
        import::COLUMNS,
        &import::row(&before.profile),
        &import::row(&profile),
    );
    let after = Student {
        site_id,
        profile,
        version,
        ..before
    };
    let tx = app.db.write_tx().await?;
    store::update(&tx, &after, app.clock.now())
        .await
        .map_err(|fault| key_taken(fault, &after.profile))?;
    let entry = AuditEntry::by_actor(actor, "student.changed")
        .about("student", id.0)
        .detail(serde_json::json!({ "columns": columns }));
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// Writes down that somebody looked at the student's page.
///
/// # Errors
/// When the database fails.
pub async fn seen(app: &App, actor: &Actor, student: &Student) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let entry = AuditEntry::by_actor(actor, "student.seen").about("student", student.id.0);
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

fn school_of(actor: &Actor) -> Result<InstitutionId, Fault> {
    actor.role.institution().ok_or(Fault::Forbidden)
}

async fn read(
    app: &App,
    school: InstitutionId,
    language: Language,
    fields: &Fields,
) -> Result<(Profile, Option<SchoolSiteId>), Fault> {
    let sites = accounts::list_sites(app.db.reader(), school).await?;
    let (table, mapping) = fields.table();
    let reading = import::read(&table, &mapping, &import::Context::on(app.clock.today()));
    let mut wrong = mistakes(import::COLUMNS, &reading.problems, language);
    let site = site(&sites, fields.get("school"), &mut wrong);
    match reading.records.into_iter().next() {
        Some((_, profile)) if wrong.is_empty() => Ok((
            Profile {
                school: None,
                ..profile
            },
            site,
        )),
        _ => Err(Fault::Invalid(wrong)),
    }
}

fn site(sites: &[SchoolSite], code: &str, wrong: &mut Vec<Invalid>) -> Option<SchoolSiteId> {
    if code.is_empty() {
        return None;
    }
    let found = sites.iter().find(|site| site.code == code);
    if found.is_none() {
        wrong.push(Invalid::new("school", "school.unknown", code));
    }
    found.map(|site| site.id)
}

fn key_taken(fault: Fault, profile: &Profile) -> Fault {
    match fault {
        Fault::Conflict("already_there") => {
            Fault::invalid("student_id", "student.key.taken", profile.key.as_str())
        }
        other => other,
    }
}
