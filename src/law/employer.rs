//! What caps sums: apprentices of an employer (R8), students of a tutor (R9), seats of a place (R11).
//!
//! A cap says its number and why, as a code with arguments; its text is the Fluent message `cap-<code with - for .>`. R8 counts
//! all apprentices of the employer at all its sites, those already there and those promised in other rounds too.
//! Not declared: an employer that has said neither its staff nor its skilled workers gets no apprentice (both are required for
//! apprenticeship); a host that has not said its class of risk gets the strictest number.

use super::catalogue::Number;
use super::facts::{Artisan, EmployerFacts, RiskClass};
use super::rule::RuleId;
use super::settings::Law;
use crate::vocabulary::pathway::Pathway;

/// How many at most, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// `None`: nothing caps it.
    pub limit: Option<u32>,
    /// Dotted and stable: `r8.small`.
    pub code: &'static str,
    /// What the text needs to be exact; always with `limit` where there is one.
    pub args: Vec<(&'static str, String)>,
}

impl Cap {
    fn none(code: &'static str) -> Cap {
        Cap {
            limit: None,
            code,
            args: Vec::new(),
        }
    }

    fn of(limit: u32, code: &'static str) -> Cap {
        Cap {
            limit: Some(limit),
            code,
            args: vec![("limit", limit.to_string())],
        }
    }

    fn with(mut self, name: &'static str, value: u32) -> Cap {
        self.args.push((name, value.to_string()));
        self
    }

    /// How many more, when so many are there and so many are promised elsewhere.
    #[must_use]
    pub fn free(&self, there: u32, promised: u32) -> Option<u32> {
        self.limit
            .map(|limit| limit.saturating_sub(there).saturating_sub(promised))
    }

    /// The Fluent key of its text.
    #[must_use]
    pub fn text_key(&self) -> String {
        format!("cap-{}", self.code.replace('.', "-"))
    }
}

fn people(law: &Law, number: Number) -> u32 {
    u32::try_from(law.get(number)).unwrap_or(0)
}

/// R8: how many apprentices of any level the employer may have in all (D.Lgs. 81/2015 art. 42 c. 7; artisans: L. 443/1985 art. 4).
///
/// Codes: `r8.off`, `r8.undeclared`, `r8.few_skilled` ($skilled, $limit), `r8.small` and `r8.large` ($skilled, $staff, $percent,
/// $limit), `r8.artisan` ($staff, $others, $limit), `r8.artisan_too_large` ($others, $most, $limit).
#[must_use]
pub fn ratio_cap(employer: &EmployerFacts, law: &Law) -> Cap {
    if !law.applies(RuleId::R8) {
        return Cap::none("r8.off");
    }
    if let (Some(table), Some(staff)) = (artisan_table(employer.artisan), employer.staff) {
        return artisan_cap(table, staff, employer.apprentices.unwrap_or(0), law);
    }
    let (Some(skilled), Some(staff)) = (employer.skilled, employer.staff) else {
        return Cap::of(0, "r8.undeclared");
    };
    if skilled < people(law, Number::FewSkilled) {
        return Cap::of(people(law, Number::FewSkilledCap), "r8.few_skilled").with("skilled", skilled);
    }
    let (percent, code) = if staff < people(law, Number::SmallStaff) {
        (people(law, Number::SmallPercent), "r8.small")
    } else {
        (people(law, Number::LargePercent), "r8.large")
    };
    let limit = u64::from(skilled) * u64::from(percent) / 100;
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    Cap::of(limit, code)
        .with("skilled", skilled)
        .with("staff", staff)
        .with("percent", percent)
}

/// The table of art. 4: so many in all, of them so many apprentices, and some more if all of those are apprentices.
const fn artisan_table(kind: Artisan) -> Option<[Number; 3]> {
    use Number::{
        ArtisanApprentices, ArtisanExtended, ArtisanStaff, ArtisticApprentices, ArtisticExtended,
        ArtisticStaff, BuildingApprentices, BuildingExtended, BuildingStaff, SerialApprentices,
        SerialExtended, SerialStaff, TransportStaff,
    };
    match kind {
        Artisan::No => None,
        Artisan::NotSerial => Some([ArtisanStaff, ArtisanApprentices, ArtisanExtended]),
        Artisan::Serial => Some([SerialStaff, SerialApprentices, SerialExtended]),
        Artisan::Artistic => Some([ArtisticStaff, ArtisticApprentices, ArtisticExtended]),
        Artisan::Transport => Some([TransportStaff, TransportStaff, TransportStaff]),
        Artisan::Construction => Some([BuildingStaff, BuildingApprentices, BuildingExtended]),
    }
}

fn artisan_cap(table: [Number; 3], staff: u32, apprentices: u32, law: &Law) -> Cap {
    let [all, of_them, extended] = table.map(|number| people(law, number));
    let others = staff.saturating_sub(apprentices);
    if others > all {
        return Cap::of(0, "r8.artisan_too_large")
            .with("others", others)
            .with("most", all);
    }
    let limit = (all - others).min(of_them) + extended.saturating_sub(all);
    Cap::of(limit, "r8.artisan")
        .with("staff", staff)
        .with("others", others)
}

/// R9: how many students one company tutor may follow (D.M. 28/2/2000; D.I. 195/2017), never more than the company allows.
///
/// Codes: `r9.off`, `r9.simulated`, `r9.declared` ($limit: the company's own number is the lower), `r9.apprentices`,
/// `r9.low`, `r9.medium`, `r9.high`, `r9.undeclared` (class of risk not said: as high) with $limit.
#[must_use]
pub fn tutor_cap(pathway: Pathway, risk: Option<RiskClass>, declared: Option<u32>, law: &Law) -> Cap {
    let legal = match (pathway, risk) {
        _ if !law.applies(RuleId::R9) => Cap::none("r9.off"),
        (Pathway::Simulated, _) => Cap::none("r9.simulated"),
        (Pathway::Apprenticeship, _) => Cap::of(people(law, Number::TutorApprentices), "r9.apprentices"),
        (Pathway::SchoolWork, Some(RiskClass::Low)) => Cap::of(people(law, Number::TutorLowRisk), "r9.low"),
        (Pathway::SchoolWork, Some(RiskClass::Medium)) => {
            Cap::of(people(law, Number::TutorMediumRisk), "r9.medium")
        }
        (Pathway::SchoolWork, Some(RiskClass::High)) => {
            Cap::of(people(law, Number::TutorHighRisk), "r9.high")
        }
        (Pathway::SchoolWork, None) => Cap::of(people(law, Number::TutorHighRisk), "r9.undeclared"),
    };
    match declared {
        Some(declared) if legal.limit.is_none_or(|limit| declared < limit) => {
            Cap::of(declared, "r9.declared")
        }
        _ => legal,
    }
}

/// R11: how many students one place may take: its seats. Code `r11.seats` ($limit).
#[must_use]
pub fn seats_cap(seats: u32) -> Cap {
    Cap::of(seats, "r11.seats")
}
