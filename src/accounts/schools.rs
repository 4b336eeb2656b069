//! Schools and their sites: what administrators do with them.

use super::audit::{AuditEntry, By, record};
use super::model::{School, SchoolSite};
use super::store::schools;
use crate::app::App;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::geography::find_comune;
use crate::vocabulary::ids::{InstitutionId, SchoolSiteId};
use crate::vocabulary::text::EmailAddress;

/// The longest name, in letters.
const NAME_MAX: usize = 160;

/// What the form for a school holds.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct SchoolForm {
    /// The code by which files name it.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Where it is: name, ISTAT or cadastral code; empty when not known.
    pub comune: String,
    /// Its telephone; empty when not known.
    pub phone: String,
    /// Its mail address; empty when not known.
    pub email: String,
}

/// What the form for a site holds; it stands on the page of its school, so its fields have names of their own.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct SiteForm {
    /// The code by which files name it.
    pub site_code: String,
    /// What it is called.
    pub site_name: String,
    /// Where it is; empty when not known.
    pub site_comune: String,
}

/// Makes a school.
///
/// # Errors
/// Everything that is wrong with the form; `school.code.taken`.
pub async fn create_school(app: &App, by: By, form: &SchoolForm) -> Result<InstitutionId, Fault> {
    let now = app.clock.now();
    let id = InstitutionId::new(now, app.chance.as_ref());
    let school = checked(app, id, None, form).await?;
    let tx = app.db.write_tx().await?;
    schools::insert(&tx, &school, now).await?;
    record(
        &tx,
        app,
        &AuditEntry::by(by, "school.created")
            .about("institution", id.0)
            .in_school(id),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes what is known of a school.
///
/// # Errors
/// [`Fault::NotFound`]; everything that is wrong with the form.
pub(super) async fn change_school(
    app: &App,
    by: By,
    id: InstitutionId,
    form: &SchoolForm,
) -> Result<(), Fault> {
    get_school(app, id).await?;
    let school = checked(app, id, Some(id), form).await?;
    let tx = app.db.write_tx().await?;
    schools::update(&tx, &school).await?;
    record(
        &tx,
        app,
        &AuditEntry::by(by, "school.changed")
            .about("institution", id.0)
            .in_school(id),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Adds a site to a school.
///
/// # Errors
/// [`Fault::NotFound`]; everything that is wrong with the form; `school.site_code.taken`.
pub async fn add_site(
    app: &App,
    by: By,
    school: InstitutionId,
    form: &SiteForm,
) -> Result<SchoolSiteId, Fault> {
    get_school(app, school).await?;
    let mut wrong = Vec::new();
    let code = code_of("site_code", &form.site_code, &mut wrong);
    let name = name_of("site_name", &form.site_name, &mut wrong);
    let comune = comune_of("site_comune", &form.site_comune, &mut wrong);
    let there = schools::list_sites(app.db.reader(), school).await?;
    if there.iter().any(|site| site.code == code) {
        wrong.push(Invalid::new(
            "site_code",
            "school.site_code.taken",
            &form.site_code,
        ));
    }
    if !wrong.is_empty() {
        return Err(Fault::Invalid(wrong));
    }
    let id = SchoolSiteId::new(app.clock.now(), app.chance.as_ref());
    let tx = app.db.write_tx().await?;
    schools::insert_site(
        &tx,
        &SchoolSite {
            id,
            institution_id: school,
            code,
            name,
            comune,
        },
    )
    .await?;
    record(
        &tx,
        app,
        &AuditEntry::by(by, "school.site_added")
            .about("school_site", id.0)
            .in_school(school),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// The school with this id.
///
/// # Errors
/// [`Fault::NotFound`].
pub(super) async fn get_school(app: &App, id: InstitutionId) -> Result<School, Fault> {
    schools::find_school(app.db.reader(), id)
        .await?
        .ok_or(Fault::NotFound("institution"))
}

async fn checked(
    app: &App,
    id: InstitutionId,
    own: Option<InstitutionId>,
    form: &SchoolForm,
) -> Result<School, Fault> {
    let mut wrong = Vec::new();
    let code = code_of("code", &form.code, &mut wrong);
    let name = name_of("name", &form.name, &mut wrong);
    let comune = comune_of("comune", &form.comune, &mut wrong);
    let phone: String = form.phone.split_whitespace().collect::<Vec<_>>().join(" ");
    if phone
        .chars()
        .any(|c| !(c.is_ascii_digit() || " +-/().".contains(c)))
        || phone.len() > 40
    {
        wrong.push(Invalid::new("phone", "school.phone.characters", &form.phone));
    }
    let mut email = None;
    if !form.email.trim().is_empty() {
        match EmailAddress::parse(&form.email) {
            Ok(address) => email = Some(address.as_str().to_owned()),
            Err(invalid) => wrong.push(Invalid {
                field: "email".to_owned(),
                ..invalid
            }),
        }
    }
    if schools::is_code_taken(app.db.reader(), &code, own).await? {
        wrong.push(Invalid::new("code", "school.code.taken", &form.code));
    }
    if !wrong.is_empty() {
        return Err(Fault::Invalid(wrong));
    }
    Ok(School {
        id,
        code,
        name,
        comune,
        phone: (!phone.is_empty()).then_some(phone),
        email,
    })
}

/// Letters and digits, dots and dashes, in capitals: it stands in files.
fn code_of(field: &str, given: &str, wrong: &mut Vec<Invalid>) -> String {
    let code = given.trim().to_uppercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if code.is_empty() {
        wrong.push(Invalid::new(field, "school.code.missing", ""));
    } else if code.len() > 20 || !code.chars().all(plain) {
        wrong.push(Invalid::new(field, "school.code.characters", given));
    }
    code
}

fn name_of(field: &str, given: &str, wrong: &mut Vec<Invalid>) -> String {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        wrong.push(Invalid::new(field, "school.name.missing", ""));
    } else if name.chars().count() > NAME_MAX {
        wrong.push(Invalid::new(field, "school.name.long", given).with("n_max", NAME_MAX));
    }
    name
}

fn comune_of(field: &str, given: &str, wrong: &mut Vec<Invalid>) -> Option<String> {
    if given.trim().is_empty() {
        return None;
    }
    match find_comune(given) {
        Ok(comune) => Some(comune.code.to_string()),
        Err(error) => {
            wrong.push(error.into_invalid(field, given));
            None
        }
    }
}
