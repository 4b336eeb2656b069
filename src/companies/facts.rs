//! "Once only": what a company has said stays until something newer is said, and every fact knows how fresh it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::model::{CompanyFacts, Confirmation};
use crate::law::employer::{Cap, ratio_cap};
use crate::law::{EmployerFacts, Law, RuleSettings};
use crate::vocabulary::fault::Fault;

/// The ceiling of art. 42(7), or of the artisans' table: how many apprentices it may have as the law stands on this day, with the
/// settings that a round starts with.
///
/// # Errors
/// When the law's own numbers do not hold together.
pub fn ceiling(facts: &CompanyFacts, day: NaiveDate) -> Result<Cap, Fault> {
    let law = Law::on(day, &RuleSettings::default()).map_err(Fault::Invalid)?;
    let employer = EmployerFacts {
        staff: facts.staff,
        skilled: facts.skilled,
        apprentices: facts.apprentices,
        artisan: facts.artisan.unwrap_or_default(),
    };
    Ok(ratio_cap(&employer, &law))
}

/// How much a statement about a company says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// All there is: what is empty is empty. A form that showed every fact.
    Everything,
    /// Only what it holds: what is empty leaves the known fact alone. A file, which may lack columns, or another school's.
    WhatItHolds,
}

/// The facts after somebody `said` something about a company of which these are `known`.
#[must_use]
pub fn merge(known: &CompanyFacts, said: &CompanyFacts, says: Says) -> CompanyFacts {
    if says == Says::Everything {
        return said.clone();
    }
    CompanyFacts {
        vat_number: known.vat_number,
        name: said.name.clone(),
        ateco: said.ateco.clone().or_else(|| known.ateco.clone()),
        ccnl: said.ccnl.clone().or_else(|| known.ccnl.clone()),
        staff: said.staff.or(known.staff),
        skilled: said.skilled.or(known.skilled),
        apprentices: said.apprentices.or(known.apprentices),
        artisan: said.artisan.or(known.artisan),
        structural: said.structural.or(known.structural),
        technical: said.technical.or(known.technical),
        formative: said.formative.or(known.formative),
        dvr_minors: said.dvr_minors.or(known.dvr_minors),
        risk: said.risk.or(known.risk),
        contact_name: said.contact_name.clone().or_else(|| known.contact_name.clone()),
        contact_email: said.contact_email.clone(),
        pec: said.pec.clone().or_else(|| known.pec.clone()),
        language: said.language.or(known.language),
    }
}

/// The facts by the names of their columns.
fn by_column(facts: &CompanyFacts) -> Map<String, Value> {
    match serde_json::to_value(facts) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// Each column, and whether a statement holds something there.
fn held(said: &CompanyFacts) -> [(&'static str, bool); 17] {
    [
        ("vat_number", true),
        ("name", true),
        ("ateco", said.ateco.is_some()),
        ("ccnl", said.ccnl.is_some()),
        ("staff", said.staff.is_some()),
        ("skilled", said.skilled.is_some()),
        ("apprentices", said.apprentices.is_some()),
        ("artisan", said.artisan.is_some()),
        ("structural", said.structural.is_some()),
        ("technical", said.technical.is_some()),
        ("formative", said.formative.is_some()),
        ("dvr_minors", said.dvr_minors.is_some()),
        ("risk", said.risk.is_some()),
        ("contact_name", said.contact_name.is_some()),
        ("contact_email", true),
        ("pec", said.pec.is_some()),
        ("language", said.language.is_some()),
    ]
}

/// The columns in which two statements differ, in the order of the file's columns where the language allows: by name.
#[must_use]
pub fn changed(before: &CompanyFacts, after: &CompanyFacts) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    let before = by_column(before);
    by_column(after)
        .into_iter()
        .filter(|(column, value)| before.get(column) != Some(value))
        .map(|(column, _)| column)
        .collect()
}

/// The confirmations after a statement: what it holds is confirmed `by` it, what it does not hold stays as it was. An empty
/// fact is never confirmed, except that a statement that says everything says that it is empty.
#[must_use]
pub fn confirm(
    confirmations: &BTreeMap<String, Confirmation>,
    said: &CompanyFacts,
    says: Says,
    by: &Confirmation,
) -> BTreeMap<String, Confirmation> {
    let mut after = confirmations.clone();
    for (column, held) in held(said) {
        if says == Says::Everything || held {
            after.insert(column.to_owned(), by.clone());
        }
    }
    after
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::vocabulary::codes::VatNumber;
    use crate::vocabulary::firm::Artisan;
    use crate::vocabulary::text::{EmailAddress, Language};
    use chrono::DateTime;

    fn facts() -> CompanyFacts {
        CompanyFacts {
            vat_number: VatNumber::from_ten_digits(1_234_567_015).unwrap(),
            name: "Officina Prova".into(),
            ateco: None,
            ccnl: None,
            staff: Some(7),
            skilled: Some(3),
            apprentices: Some(1),
            artisan: Some(Artisan::Serial),
            structural: Some(true),
            technical: Some(true),
            formative: None,
            dvr_minors: None,
            risk: None,
            contact_name: None,
            contact_email: EmailAddress::parse("officina@prova.example").unwrap(),
            pec: None,
            language: Some(Language::English),
        }
    }

    fn nobody() -> Confirmation {
        Confirmation {
            at: DateTime::UNIX_EPOCH,
            account: None,
            link: None,
        }
    }

    #[test]
    fn a_file_without_a_column_leaves_the_known_fact_alone() {
        let known = facts();
        let mut said = facts();
        said.staff = None;
        said.artisan = None;
        said.language = None;
        said.skilled = Some(4);
        let after = merge(&known, &said, Says::WhatItHolds);
        assert_eq!(
            (after.staff, after.skilled, after.artisan),
            (Some(7), Some(4), Some(Artisan::Serial))
        );
        assert_eq!(after.language, Some(Language::English));
        assert_eq!(changed(&known, &after), ["skilled"]);
        let confirmed = confirm(&BTreeMap::new(), &said, Says::WhatItHolds, &nobody());
        assert!(confirmed.contains_key("skilled") && !confirmed.contains_key("staff"));
        assert!(!confirmed.contains_key("artisan"));
    }

    #[test]
    fn a_file_can_take_a_yes_back() {
        let mut said = facts();
        (said.artisan, said.technical) = (Some(Artisan::No), Some(false));
        let after = merge(&facts(), &said, Says::WhatItHolds);
        assert_eq!((after.artisan, after.technical), (Some(Artisan::No), Some(false)));
        let confirmed = confirm(&BTreeMap::new(), &said, Says::WhatItHolds, &nobody());
        assert!(confirmed.contains_key("artisan"));
    }

    #[test]
    fn every_fact_is_a_column_that_can_be_confirmed() {
        let columns: Vec<String> = by_column(&facts())
            .into_iter()
            .map(|(column, _)| column)
            .collect();
        let mut named = held(&facts()).map(|(column, _)| column.to_owned());
        named.sort_unstable();
        assert_eq!(columns, named);
    }

    #[test]
    fn a_form_that_shows_everything_empties_what_it_leaves_empty() {
        let mut said = facts();
        said.staff = None;
        assert_eq!(merge(&facts(), &said, Says::Everything).staff, None);
        let confirmed = confirm(&BTreeMap::new(), &said, Says::Everything, &nobody());
        assert!(confirmed.contains_key("staff"));
    }
}
