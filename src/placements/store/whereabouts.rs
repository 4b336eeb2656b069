//! From what an offer says to the rows of its company, site and tutor.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use crate::companies::{self, Says, TutorSaid};
use crate::placements::model::Offer;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{Chance, CompanyId, CompanySiteId, TutorId};

/// Where an offer belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whereabouts {
    /// Whose.
    pub company_id: CompanyId,
    /// Where.
    pub company_site_id: CompanySiteId,
    /// Who teaches.
    pub tutor_id: Option<TutorId>,
}

/// Finds company, site and tutor of each offer, in the order of the offers; sites and tutors that are not there yet are
/// added, and what an offer `says` of its tutor is written down. To be called in a transaction.
///
/// Inside: code `placement.company.unknown` when no company has the VAT number; nothing is added for that offer.
///
/// # Errors
/// When the database fails.
pub async fn resolve(
    conn: &impl ConnectionTrait,
    offers: &[&Offer],
    says: Says,
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<Vec<Result<Whereabouts, Invalid>>, Fault> {
    let companies = companies::ids_by_vat(conn, offers.iter().map(|offer| offer.vat_number)).await?;
    let known: Vec<(usize, CompanyId)> = offers
        .iter()
        .enumerate()
        .filter_map(|(at, offer)| Some((at, *companies.get(&offer.vat_number)?)))
        .collect();
    let places: Vec<_> = known
        .iter()
        .map(|&(at, company)| {
            let offer = offers[at];
            (company, offer.site, offer.address.as_deref().unwrap_or_default())
        })
        .collect();
    let sites = companies::sites_for(conn, &places, now, chance).await?;
    let said: Vec<(usize, TutorSaid)> = known
        .iter()
        .filter_map(|&(at, company_id)| {
            let offer = offers[at];
            let said = TutorSaid {
                company_id,
                name: offer.tutor.clone()?,
                max_students: offer.tutor_max,
                years: offer.tutor_years,
            };
            Some((at, said))
        })
        .collect();
    let (tutored, said): (Vec<usize>, Vec<TutorSaid>) = said.into_iter().unzip();
    let tutors = companies::tutors_for(conn, &said, says, now, chance).await?;
    let mut answers: Vec<Result<Whereabouts, Invalid>> = offers
        .iter()
        .map(|offer| {
            let number = offer.vat_number.to_string();
            Err(Invalid::new("vat_number", "placement.company.unknown", number))
        })
        .collect();
    for (&(at, company_id), &company_site_id) in known.iter().zip(&sites) {
        answers[at] = Ok(Whereabouts {
            company_id,
            company_site_id,
            tutor_id: None,
        });
    }
    for (at, tutor) in tutored.into_iter().zip(tutors) {
        if let Ok(found) = &mut answers[at] {
            found.tutor_id = Some(tutor);
        }
    }
    Ok(answers)
}
