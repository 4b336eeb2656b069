//! A look at everything that publishing would write, before it is written.

use chrono::{DateTime, Utc};

use super::publication::prepare;
use super::views::Reader;
use crate::app::App;
use crate::notifications::Addresses;
use crate::notifications::catalogue::{Composed, Mail};
use crate::platform::texts::Texts;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, LinkId, RoundId, RunId};

/// What publishing would do, for somebody to look at first. Nothing is written.
#[derive(Debug)]
pub struct Preview {
    /// The round's name.
    pub round: String,
    /// Until when companies could answer.
    pub deadline_at: DateTime<Utc>,
    /// Proposals that would go out.
    pub n_send: usize,
    /// Proposals that would be taken back.
    pub n_withdraw: usize,
    /// Proposals that stay.
    pub n_keep: usize,
    /// Students without a place.
    pub n_unplaced: u32,
    /// Companies, in the order of their names.
    pub companies: Vec<PreviewedCompany>,
    /// The mail to the school, for each coordinator.
    pub school: Vec<PreviewedMail>,
}

/// What one company would get.
#[derive(Debug)]
pub struct PreviewedCompany {
    /// Which.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// New proposals.
    pub n_send: usize,
    /// Proposals taken back.
    pub n_withdraw: usize,
    /// Its mail; none when there is no address to write to.
    pub mail: Option<PreviewedMail>,
    /// Its mail server refuses the address: the mail will not arrive.
    pub mail_problem: bool,
}

/// A mail as it would be.
#[derive(Debug)]
pub struct PreviewedMail {
    /// To whom.
    pub recipient: String,
    /// Its text. Links show dots in place of their secret.
    pub composed: Composed,
}

/// Every mail that publishing would write, rendered.
///
/// # Errors
/// As [`super::publish`].
pub async fn preview(
    app: &App,
    institution: InstitutionId,
    round: RoundId,
    run: RunId,
) -> Result<Preview, Fault> {
    let publication = prepare(app.db.reader(), institution, round, run, app.clock.now()).await?;
    let at = Addresses::masked(app);
    let render = |mail: &Mail, reader: &Reader| -> Result<PreviewedMail, Fault> {
        Ok(PreviewedMail {
            recipient: reader.email.to_string(),
            composed: mail.compose(Texts::for_language(reader.language), &at)?,
        })
    };
    let mut companies = Vec::with_capacity(publication.parts.len());
    for part in &publication.parts {
        let mail = match &part.company.contact {
            Some(reader) => Some(render(
                &publication.company_mail(part, LinkId(uuid::Uuid::nil())),
                reader,
            )?),
            None => None,
        };
        companies.push(PreviewedCompany {
            id: part.company.id,
            name: part.company.name.clone(),
            n_send: part.send.len(),
            n_withdraw: part.withdraw.len(),
            mail,
            mail_problem: part.company.mail_problem.is_some(),
        });
    }
    let school_mail = publication.school_mail();
    let school = publication
        .coordinators
        .iter()
        .map(|reader| render(&school_mail, reader))
        .collect::<Result<_, _>>()?;
    Ok(Preview {
        round: publication.round.name.clone(),
        deadline_at: publication.deadline_at,
        n_send: publication.changes.send.len(),
        n_withdraw: publication.changes.withdraw.len(),
        n_keep: publication.changes.kept,
        n_unplaced: publication.n_unplaced,
        companies,
        school,
    })
}
