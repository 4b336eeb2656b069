//! Who keeps a company's facts, and what they do with its contacts, sites and tutors.

use uuid::Uuid;

use super::model::Confirmation;
use super::parts::{Kept, Part, Said};
use super::store;
use crate::accounts::{self, Actor, AuditEntry, By, Role};
use crate::app::App;
use crate::notifications;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, ContactId, InstitutionId, LinkId};

/// A school, an administrator who only reads, or the company itself: signed in, or by its link.
#[derive(Debug, Clone)]
pub struct Keeper {
    by: By,
    said: Confirmation,
    /// In whose log it stands.
    institution: Option<InstitutionId>,
    /// The one company that they see; none: all of them.
    only: Option<CompanyId>,
    may_change: bool,
}

impl Keeper {
    /// Somebody signed in.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] for those who have nothing to do with companies.
    pub fn of(app: &App, actor: &Actor) -> Result<Keeper, Fault> {
        let only = match actor.role {
            Role::Company(own) => Some(own),
            Role::Coordinator(_) | Role::Administrator => None,
            Role::Fund => return Err(Fault::Forbidden),
        };
        Ok(Keeper {
            by: By::Account(actor.account_id),
            said: Confirmation {
                at: app.clock.now(),
                account: Some(actor.account_id),
                link: None,
            },
            institution: actor.role.institution(),
            only,
            may_change: !matches!(actor.role, Role::Administrator),
        })
    }

    /// Whoever holds this link, which a school sent to this company.
    #[must_use]
    pub fn by_link(app: &App, link: LinkId, company: CompanyId, school: InstitutionId) -> Keeper {
        Keeper {
            by: By::Link(link),
            said: Confirmation {
                at: app.clock.now(),
                account: None,
                link: Some(link),
            },
            institution: Some(school),
            only: Some(company),
            may_change: true,
        }
    }

    /// May they see this company? If not, it does not exist for them.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for somebody else's.
    pub fn sees(&self, company: CompanyId) -> Result<(), Fault> {
        if self.only.is_none_or(|own| own == company) {
            Ok(())
        } else {
            Err(Fault::NotFound("company"))
        }
    }

    /// May they change what they see?
    #[must_use]
    pub const fn may_change(&self) -> bool {
        self.may_change
    }

    /// Is it the company itself?
    #[must_use]
    pub const fn is_the_company(&self) -> bool {
        self.only.is_some()
    }

    /// Whose word it is.
    pub(super) const fn said(&self) -> &Confirmation {
        &self.said
    }

    pub(super) fn entry(&self, action: &'static str, company: CompanyId) -> AuditEntry {
        let entry = AuditEntry::by(self.by, action).about("company", company.0);
        match self.institution {
            Some(school) => entry.in_school(school),
            None => entry,
        }
    }

    async fn record(
        &self,
        app: &App,
        tx: &sea_orm::DatabaseTransaction,
        action: &'static str,
        company: CompanyId,
        part: Part,
    ) -> Result<(), Fault> {
        let detail = serde_json::json!({ "part": part.table() });
        let entry = self.entry(action, company).detail(detail);
        accounts::record(tx, app, &entry).await
    }
}

/// Adds a part.
///
/// # Errors
/// [`Fault::NotFound`]; `company.part.taken` when the company has another like it.
pub async fn add_part(app: &App, keeper: &Keeper, company: CompanyId, said: &Said) -> Result<(), Fault> {
    keeper.sees(company)?;
    let tx = app.db.write_tx().await?;
    store::get(&tx, company).await?;
    // The kind of id does not matter: each table has its own, all are made alike.
    let id = ContactId::new(app.clock.now(), app.chance.as_ref()).0;
    store::insert_part(&tx, company, id, said, keeper.said())
        .await
        .map_err(|fault| taken(fault, said))?;
    mark(&tx, said).await?;
    keeper
        .record(app, &tx, "company.part_added", company, said.part())
        .await?;
    Ok(tx.commit().await?)
}

/// Writes what is said over a part, and confirms it.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `company.contact.main` for the main contact, which is one of the facts;
/// `company.part.taken`.
pub async fn change_part(
    app: &App,
    keeper: &Keeper,
    company: CompanyId,
    id: Uuid,
    said: &Said,
) -> Result<(), Fault> {
    keeper.sees(company)?;
    let tx = app.db.write_tx().await?;
    not_main(&store::get_part(&tx, company, said.part(), id).await?)?;
    store::update_part(&tx, id, said, keeper.said())
        .await
        .map_err(|fault| taken(fault, said))?;
    mark(&tx, said).await?;
    keeper
        .record(app, &tx, "company.part_changed", company, said.part())
        .await?;
    Ok(tx.commit().await?)
}

/// A part is no longer used.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `company.contact.main`, or `company.part.in_use` while a placement that has not
/// ended names it.
pub async fn retire_part(
    app: &App,
    keeper: &Keeper,
    company: CompanyId,
    part: Part,
    id: Uuid,
) -> Result<(), Fault> {
    keeper.sees(company)?;
    let tx = app.db.write_tx().await?;
    not_main(&store::get_part(&tx, company, part, id).await?)?;
    if store::is_part_in_use(&tx, part, id, app.clock.today()).await? {
        return Err(Fault::Conflict("company.part.in_use"));
    }
    store::set_retired(&tx, part, id, Some(app.clock.now())).await?;
    keeper
        .record(app, &tx, "company.part_retired", company, part)
        .await?;
    Ok(tx.commit().await?)
}

/// A part that was retired is used again.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn restore_part(
    app: &App,
    keeper: &Keeper,
    company: CompanyId,
    part: Part,
    id: Uuid,
) -> Result<(), Fault> {
    keeper.sees(company)?;
    let tx = app.db.write_tx().await?;
    store::get_part(&tx, company, part, id).await?;
    store::set_retired(&tx, part, id, None).await?;
    keeper
        .record(app, &tx, "company.part_restored", company, part)
        .await?;
    Ok(tx.commit().await?)
}

/// Proposals go to this contact from now on. The one before stays a contact.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn make_main(app: &App, keeper: &Keeper, company: CompanyId, id: Uuid) -> Result<(), Fault> {
    keeper.sees(company)?;
    let tx = app.db.write_tx().await?;
    store::get_part(&tx, company, Part::Contact, id).await?;
    store::set_retired(&tx, Part::Contact, id, None).await?;
    store::set_main_contact(&tx, company, id).await?;
    let mut changed = store::get(&tx, company).await?;
    for column in ["contact_name", "contact_email", "pec", "language"] {
        changed
            .confirmations
            .insert(column.to_owned(), keeper.said().clone());
    }
    store::restore(
        &tx,
        std::slice::from_ref(&changed),
        app.clock.now(),
        app.chance.as_ref(),
    )
    .await?;
    keeper
        .record(app, &tx, "company.main_contact", company, Part::Contact)
        .await?;
    Ok(tx.commit().await?)
}

/// An address that is not written to shows it at once.
async fn mark(tx: &sea_orm::DatabaseTransaction, said: &Said) -> Result<(), Fault> {
    match said {
        Said::Contact { email, .. } => notifications::mark_contacts(tx, &email.key()).await,
        Said::Site { .. } | Said::Tutor { .. } => Ok(()),
    }
}

fn not_main(part: &Kept) -> Result<(), Fault> {
    if part.main {
        Err(Fault::Conflict("company.contact.main"))
    } else {
        Ok(())
    }
}

fn taken(fault: Fault, said: &Said) -> Fault {
    match fault {
        Fault::Conflict("already_there") => {
            let key = said.part().columns().first().map_or("", |column| column.key);
            Fault::invalid(key, "company.part.taken", "")
        }
        other => other,
    }
}
