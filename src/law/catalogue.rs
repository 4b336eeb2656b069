//! The rules and their numbers: the one place where a number of the law is written.

use chrono::NaiveDate;

use super::rule::RuleId::{R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, R13, R14};
use super::rule::Status::{Likely, Unverified, Verified};
use super::rule::Unit::{Clock, Days, Flag, Hours, Minutes, Months, People, Percent, Years};
use super::rule::{Parameter, Rule, RuleId, Status};

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

const fn rule(id: RuleId, status: Status, valid_from: Option<NaiveDate>, source: &'static str) -> Rule {
    Rule {
        id,
        source,
        valid_from,
        valid_to: None,
        status,
        on: true,
    }
}

/// D.Lgs. 81/2015 in force.
const REFORM: Option<NaiveDate> = Some(day(2015, 6, 25));
/// First school year of the repertory of 2019.
const REPERTORY: Option<NaiveDate> = Some(day(2020, 9, 1));

static RULES: [Rule; 14] = [
    rule(R1, Verified, REFORM, "D.Lgs. 81/2015 art. 43 c. 2"),
    rule(
        R2,
        Likely,
        None,
        "D.Lgs. 77/2005 art. 1; L. 977/1967 art. 3; D.M. 139/2022",
    ),
    rule(
        R3,
        Verified,
        REPERTORY,
        "Accordo Stato-Regioni 1/8/2019; D.I. 56/2020",
    ),
    rule(
        R4,
        Verified,
        REFORM,
        "D.Lgs. 81/2015 artt. 42 c. 2, 43 c. 2, 4 e 5",
    ),
    rule(
        R5,
        Verified,
        REFORM,
        "D.Lgs. 81/2015 art. 43 c. 6; D.M. 12/10/2015 art. 5; D.Lgs. 226/2005 art. 17",
    ),
    rule(
        R6,
        Verified,
        None,
        "L. 977/1967 artt. 15, 17, 18, 20, 22 (D.Lgs. 345/1999); Dir. 94/33/CE art. 8",
    ),
    rule(
        R7,
        Verified,
        None,
        "L. 977/1967 art. 6 e allegato I; D.L. 159/2025",
    ),
    rule(
        R8,
        Verified,
        REFORM,
        "D.Lgs. 81/2015 art. 42 c. 7; L. 443/1985 art. 4",
    ),
    rule(R9, Verified, None, "D.M. 28/2/2000 art. 2; D.I. 195/2017"),
    rule(
        R10,
        Verified,
        None,
        "D.M. 12/10/2015 art. 3; D.M. 28/2/2000; L. 977/1967 art. 7; D.L. 48/2023 art. 17",
    ),
    rule(R11, Verified, None, "regola del servizio"),
    rule(
        R12,
        Verified,
        None,
        "regola del servizio; D.M. 12/10/2015 art. 3; D.I. 195/2017",
    ),
    rule(
        R13,
        Verified,
        None,
        "D.L. 69/2013 art. 42 (L. 98/2013); D.Lgs. 81/2008 art. 41",
    ),
    rule(
        R14,
        Verified,
        None,
        "regola del servizio; D.Lgs. 285/1992 art. 115",
    ),
];

/// All rules, by number.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule with this number.
#[must_use]
pub fn rule_of(id: RuleId) -> &'static Rule {
    &RULES[id.index()]
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident = $rule:ident $name:literal $unit:ident $status:ident
        [$(($from:expr, $value:expr)),+] within $low:literal..=$high:literal $(last_known $known:literal)? from $source:literal;)+) => {
        /// The name by which code asks for a parameter: [`Law::get`](super::Law::get).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Number {
            $($(#[$doc])* $variant,)+
        }

        static PARAMETERS: &[Parameter] = &[
            $(Parameter {
                rule: $rule,
                name: $name,
                unit: $unit,
                values: &[$(($from, $value)),+],
                bounds: ($low, $high),
                source: $source,
                status: $status,
                last_known: catalogue!(@known $($known)?),
            },)+
        ];

        impl Number {
            /// How many there are.
            pub const COUNT: usize = [$(Number::$variant),+].len();
        }
    };
    (@known) => { None };
    (@known $known:literal) => { Some($known) };
}

catalogue! {
    /// Completed years of age at the start.
    ApprenticeMinAge = R1 "min_age" Years Verified [(None, 15)] within 14..=25 from "D.Lgs. 81/2015 art. 43 c. 2";
    /// The birthday that must lie after the start.
    ApprenticeMaxAge = R1 "max_age" Years Verified [(None, 25)] within 16..=40 from "D.Lgs. 81/2015 art. 43 c. 2";
    /// Completed years of age at the start, in a firm.
    FirmMinAge = R2 "min_age" Years Likely [(None, 15)] within 14..=18 from "D.Lgs. 77/2005 art. 1";
    /// May a qualifica go on to a diploma that it continues to?
    Continuation = R3 "continuation" Flag Likely [(None, 1)] within 0..=1 from "Accordo Stato-Regioni 1/8/2019";
    /// From which year of the course.
    ContinuationFromYear = R3 "continuation_from_year" Years Likely [(None, 3)] within 1..=4 from "lettura del progetto";
    /// Shortest contract.
    ContractMinMonths = R4 "min_months" Months Verified [(None, 6)] within 0..=48 from "D.Lgs. 81/2015 art. 42 c. 2";
    /// Longest training period for a qualifica.
    QualificaMaxMonths = R4 "max_months_qualifica" Months Verified [(None, 36)] within 1..=60 from "D.Lgs. 81/2015 art. 43 c. 2";
    /// Longest training period for a diploma.
    DiplomaMaxMonths = R4 "max_months_diploma" Months Verified [(None, 48)] within 1..=60 from "D.Lgs. 81/2015 art. 43 c. 2";
    /// The same where the qualifica is held; more than that is a condition to check, not a refusal.
    FourthYearMonths = R4 "months_fourth_year" Months Likely [(None, 12)] within 1..=60 from "D.Lgs. 81/2015 art. 43 c. 4; D.M. 12/10/2015 art. 4";
    /// Yearly timetable where the student's is not given.
    TimetableHours = R5 "timetable_hours" Hours Verified [(None, 990)] within 100..=2000 from "D.Lgs. 226/2005 art. 17";
    /// Share of the timetable that may be at the institution.
    ExternalYear1 = R5 "external_percent_year_1" Percent Likely [(None, 60)] within 0..=100 from "D.M. 12/10/2015 art. 5";
    /// The same, second year.
    ExternalYear2 = R5 "external_percent_year_2" Percent Verified [(None, 60)] within 0..=100 from "D.Lgs. 81/2015 art. 43 c. 6";
    /// The same, third year.
    ExternalYear3 = R5 "external_percent_year_3" Percent Verified [(None, 50)] within 0..=100 from "D.Lgs. 81/2015 art. 43 c. 6";
    /// The same, fourth year.
    ExternalYear4 = R5 "external_percent_year_4" Percent Verified [(None, 50)] within 0..=100 from "D.Lgs. 81/2015 art. 43 c. 6";
    /// Share of the timetable that must be at the institution; 0: none asked.
    ExternalLeast = R5 "external_percent_least" Percent Unverified [(None, 0)] within 0..=100 from "Lombardia, D.G.R. X/4676/2015";
    /// Least hours of alternanza in a year; 0: none asked.
    SchoolWorkHoursYear1 = R5 "school_work_hours_year_1" Hours Unverified [(None, 0)] within 0..=2000 last_known 400 from "Lombardia, programmazione IeFP 2019/20";
    /// The same, second year.
    SchoolWorkHoursYear2 = R5 "school_work_hours_year_2" Hours Unverified [(None, 0)] within 0..=2000 last_known 400 from "Lombardia, programmazione IeFP 2019/20";
    /// The same, third year.
    SchoolWorkHoursYear3 = R5 "school_work_hours_year_3" Hours Unverified [(None, 0)] within 0..=2000 last_known 400 from "Lombardia, programmazione IeFP 2019/20";
    /// The same, fourth year.
    SchoolWorkHoursYear4 = R5 "school_work_hours_year_4" Hours Unverified [(None, 0)] within 0..=2000 last_known 400 from "Lombardia, programmazione IeFP 2019/20";
    /// Least hours of simulated enterprise in a year; 0: none asked.
    SimulatedHours = R5 "simulated_hours" Hours Unverified [(None, 0)] within 0..=2000 last_known 200 from "Lombardia, programmazione IeFP 2019/20";
    /// From this age nobody is a minor.
    AdultAge = R6 "adult_age" Years Verified [(None, 18)] within 16..=21 from "L. 977/1967 art. 1";
    /// Hours in a day, at most.
    MinorDayHours = R6 "day_hours" Hours Verified [(None, 8)] within 1..=24 from "L. 977/1967 art. 18";
    /// Hours in a week, at most.
    MinorWeekHours = R6 "week_hours" Hours Verified [(None, 40)] within 1..=168 from "L. 977/1967 art. 18";
    /// Do the hours at school count in the week?
    SchoolHoursCount = R6 "school_hours_count" Flag Likely [(None, 1)] within 0..=1 from "Dir. 94/33/CE art. 8";
    /// Night starts.
    NightFrom = R6 "night_from" Clock Verified [(None, 22)] within 18..=24 from "L. 977/1967 art. 15";
    /// Night ends.
    NightTo = R6 "night_to" Clock Verified [(None, 6)] within 0..=9 from "L. 977/1967 art. 15";
    /// Hours without work around the night.
    NightRestHours = R6 "night_rest_hours" Hours Verified [(None, 12)] within 0..=24 from "L. 977/1967 art. 15";
    /// Work without a break, at most.
    BreakAfterMinutes = R6 "break_after_minutes" Minutes Verified [(None, 270)] within 0..=1440 from "L. 977/1967 art. 20";
    /// The break, at least (30 where the collective agreement or the inspectorate allows it).
    BreakMinutes = R6 "break_minutes" Minutes Verified [(None, 60)] within 0..=240 from "L. 977/1967 art. 20";
    /// Days of rest in a week.
    RestDays = R6 "rest_days" Days Verified [(None, 2)] within 0..=7 from "L. 977/1967 art. 22";
    /// Are students in alternanza kept from high-risk work?
    HighRiskForbidden = R7 "school_work_high_risk_forbidden" Flag Likely [(None, 0), (Some(day(2025, 10, 31)), 1)] within 0..=1 from "D.L. 159/2025";
    /// Skilled workers below which the fixed number of apprentices holds.
    FewSkilled = R8 "few_skilled" People Verified [(None, 3)] within 0..=100 from "D.Lgs. 81/2015 art. 42 c. 7";
    /// That fixed number.
    FewSkilledCap = R8 "few_skilled_cap" People Verified [(None, 3)] within 0..=100 from "D.Lgs. 81/2015 art. 42 c. 7";
    /// Staff below which the ratio of small employers holds.
    SmallStaff = R8 "small_staff" People Verified [(None, 10)] within 0..=1000 from "D.Lgs. 81/2015 art. 42 c. 7";
    /// Apprentices for a hundred skilled workers, small employers.
    SmallPercent = R8 "small_percent" Percent Verified [(None, 100)] within 0..=1000 from "D.Lgs. 81/2015 art. 42 c. 7";
    /// Apprentices for a hundred skilled workers, the others.
    LargePercent = R8 "large_percent" Percent Verified [(None, 150)] within 0..=1000 from "D.Lgs. 81/2015 art. 42 c. 7";
    /// Artisans not in series: staff in all.
    ArtisanStaff = R8 "artisan_staff" People Verified [(None, 18)] within 0..=100 from "L. 443/1985 art. 4";
    /// Of them apprentices.
    ArtisanApprentices = R8 "artisan_apprentices" People Verified [(None, 9)] within 0..=100 from "L. 443/1985 art. 4";
    /// Staff in all when those beyond are apprentices.
    ArtisanExtended = R8 "artisan_extended" People Verified [(None, 22)] within 0..=100 from "L. 443/1985 art. 4";
    /// Artisans in series: staff in all.
    SerialStaff = R8 "serial_staff" People Verified [(None, 9)] within 0..=100 from "L. 443/1985 art. 4";
    /// Of them apprentices.
    SerialApprentices = R8 "serial_apprentices" People Verified [(None, 5)] within 0..=100 from "L. 443/1985 art. 4";
    /// Staff in all when those beyond are apprentices.
    SerialExtended = R8 "serial_extended" People Verified [(None, 12)] within 0..=100 from "L. 443/1985 art. 4";
    /// Artistic, traditional and tailoring artisans: staff in all.
    ArtisticStaff = R8 "artistic_staff" People Verified [(None, 32)] within 0..=100 from "L. 443/1985 art. 4";
    /// Of them apprentices.
    ArtisticApprentices = R8 "artistic_apprentices" People Verified [(None, 16)] within 0..=100 from "L. 443/1985 art. 4";
    /// Staff in all when those beyond are apprentices.
    ArtisticExtended = R8 "artistic_extended" People Verified [(None, 40)] within 0..=100 from "L. 443/1985 art. 4";
    /// Transport: staff in all.
    TransportStaff = R8 "transport_staff" People Verified [(None, 8)] within 0..=100 from "L. 443/1985 art. 4";
    /// Construction: staff in all.
    BuildingStaff = R8 "building_staff" People Verified [(None, 10)] within 0..=100 from "L. 443/1985 art. 4";
    /// Of them apprentices.
    BuildingApprentices = R8 "building_apprentices" People Verified [(None, 5)] within 0..=100 from "L. 443/1985 art. 4";
    /// Staff in all when those beyond are apprentices.
    BuildingExtended = R8 "building_extended" People Verified [(None, 14)] within 0..=100 from "L. 443/1985 art. 4";
    /// Apprentices of one company tutor.
    TutorApprentices = R9 "apprentices" People Likely [(None, 5)] within 0..=100 from "D.M. 28/2/2000 art. 2 c. 4";
    /// Students of one company tutor, high risk.
    TutorHighRisk = R9 "students_high_risk" People Verified [(None, 5)] within 0..=100 from "D.I. 195/2017";
    /// The same, medium risk.
    TutorMediumRisk = R9 "students_medium_risk" People Verified [(None, 8)] within 0..=100 from "D.I. 195/2017";
    /// The same, low risk.
    TutorLowRisk = R9 "students_low_risk" People Verified [(None, 12)] within 0..=100 from "D.I. 195/2017";
    /// Experience of the tutor of an apprentice.
    TutorYears = R10 "tutor_years" Years Verified [(None, 3)] within 0..=40 from "D.M. 28/2/2000 art. 2";
    /// Least age for a moped licence (AM).
    LicenceAmAge = R14 "licence_am_age" Years Likely [(None, 14)] within 14..=30 from "D.Lgs. 285/1992 art. 115";
    /// Least age for A1 and B1.
    LicenceA1Age = R14 "licence_a1_age" Years Likely [(None, 16)] within 14..=30 from "D.Lgs. 285/1992 art. 115";
    /// Least age for B and the others.
    LicenceBAge = R14 "licence_b_age" Years Likely [(None, 18)] within 14..=30 from "D.Lgs. 285/1992 art. 115";
}

/// All parameters, in the order of the rules.
#[must_use]
pub fn parameters() -> &'static [Parameter] {
    PARAMETERS
}

impl Number {
    /// The parameter itself.
    #[must_use]
    pub fn parameter(self) -> &'static Parameter {
        &PARAMETERS[self as usize]
    }
}
