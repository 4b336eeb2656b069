//! Every way in which a rule can refuse a pair, every condition that it can set, and sets of them in one word.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::rule::RuleId;
use crate::vocabulary::text::serde_as_text;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident $(#[$set_doc:meta])* $set:ident($word:ty)
        { $($(#[$variant_doc:meta])* $variant:ident = $rule:ident $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All of them, by rule.
            pub const ALL: [$name; [$($code),+].len()] = [$($name::$variant),+];

            /// The rule that says it.
            #[must_use]
            pub const fn rule(self) -> RuleId {
                match self { $($name::$variant => RuleId::$rule,)+ }
            }

            /// Dotted and stable; starts with its rule.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The same as [`code`](Self::code).
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.code()
            }

            /// Back from its code.
            #[must_use]
            pub fn from_stored(code: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.code() == code)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        serde_as_text!($name, $name::from_stored);

        $(#[$set_doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $set($word);

        impl $set {
            /// None.
            pub const EMPTY: $set = $set(0);

            /// This one alone when `so`, otherwise none. No branch.
            #[must_use]
            pub(super) const fn when(so: bool, one: $name) -> $set {
                $set((so as $word) << one as u32)
            }

            /// With `one`.
            #[must_use]
            pub const fn with(self, one: $name) -> $set {
                $set(self.0 | 1 << one as u32)
            }

            /// Those of both.
            #[must_use]
            pub const fn or(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }

            /// Those that are in both.
            #[must_use]
            pub const fn and(self, other: $set) -> $set {
                $set(self.0 & other.0)
            }

            /// Is `one` in it?
            #[must_use]
            pub const fn contains(self, one: $name) -> bool {
                self.0 >> (one as u32) & 1 == 1
            }

            /// Are all of these in `other`?
            #[must_use]
            pub const fn is_subset(self, other: $set) -> bool {
                self.0 & !other.0 == 0
            }

            /// Is there none?
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// How many.
            #[must_use]
            pub const fn len(self) -> u32 {
                self.0.count_ones()
            }

            /// The bits, for compact storage within one version of the program.
            #[must_use]
            pub const fn bits(self) -> $word {
                self.0
            }

            /// One by one, by rule.
            pub fn iter(self) -> impl Iterator<Item = $name> {
                $name::ALL.into_iter().filter(move |&one| self.contains(one))
            }

            /// Their rules, each once, in order.
            pub fn rules(self) -> impl Iterator<Item = RuleId> {
                RuleId::ALL.into_iter().filter(move |&rule| self.iter().any(|one| one.rule() == rule))
            }
        }

        impl FromIterator<$name> for $set {
            fn from_iter<T: IntoIterator<Item = $name>>(all: T) -> $set {
                all.into_iter().fold($set::EMPTY, $set::with)
            }
        }

        impl fmt::Debug for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }

        impl Serialize for $set {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        impl<'de> Deserialize<'de> for $set {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Vec::<$name>::deserialize(deserializer).map(|all| all.into_iter().collect())
            }
        }
    };
}

codes! {
    /// Why a pair is refused. Its text is the Fluent message `reason-<code with - for .>`, with the arguments of [`explain`](super::explain()).
    Reason
    /// All the reasons against a pair. Written as a list of codes.
    ReasonSet(u64) {
        /// Not yet of age for an apprenticeship.
        ApprenticeTooYoung = R1 "r1.too_young",
        /// Too old at the start.
        ApprenticeTooOld = R1 "r1.too_old",
        /// Too young for a firm: simulated enterprise only.
        FirmTooYoung = R2 "r2.too_young",
        /// The student's pathway is another.
        Pathway = R3 "r3.pathway",
        /// The place teaches other figures.
        Figure = R3 "r3.figure",
        /// The same figure, another field.
        Indirizzo = R3 "r3.indirizzo",
        /// No day in common.
        NoOverlap = R4 "r4.no_overlap",
        /// Shorter than a contract may be.
        TooShort = R4 "r4.too_short",
        /// Longer than the training period for the title.
        TooLong = R4 "r4.too_long",
        /// Too few hours of internal training.
        InternalHours = R5 "r5.internal_hours",
        /// Too few hours at the institution, because the internal training takes more.
        ExternalHours = R5 "r5.external_hours",
        /// Fewer hours of alternanza than set.
        SchoolWorkHours = R5 "r5.school_work_hours",
        /// Fewer hours of simulated enterprise than set.
        SimulatedHours = R5 "r5.simulated_hours",
        /// A minor would work too long a day.
        DayHours = R6 "r6.day_hours",
        /// A minor would work too long a week, school included.
        WeekHours = R6 "r6.week_hours",
        /// A minor would work in the night.
        Night = R6 "r6.night",
        /// A minor would have too short a night.
        NightRest = R6 "r6.night_rest",
        /// A minor would have too short a break.
        Break = R6 "r6.break",
        /// A minor would have too few days of rest.
        RestDays = R6 "r6.rest_days",
        /// Hazardous work, a minor, no derogation for training.
        Hazardous = R7 "r7.hazardous",
        /// A derogation, but nobody named who trains.
        Trainer = R7 "r7.trainer",
        /// High-risk work is no formazione scuola-lavoro.
        HighRisk = R7 "r7.high_risk",
        /// The three capacities have not been declared.
        CapacityUndeclared = R10 "r10.capacity_undeclared",
        /// No structural capacity.
        CapacityStructural = R10 "r10.capacity_structural",
        /// No technical capacity.
        CapacityTechnical = R10 "r10.capacity_technical",
        /// No formative capacity.
        CapacityFormative = R10 "r10.capacity_formative",
        /// No risk assessment for minors.
        DvrMinors = R10 "r10.dvr_minors",
        /// The tutor has too little experience.
        TutorYears = R10 "r10.tutor_years",
        /// The place is closed.
        Closed = R11 "r11.closed",
        /// The place has no seat left.
        NoSeat = R11 "r11.no_seat",
        /// The student has a place already.
        AlreadyPlaced = R11 "r11.already_placed",
        /// Too many minutes of travel.
        Minutes = R12 "r12.minutes",
        /// Too far.
        Distance = R12 "r12.distance",
        /// The site is not accessible.
        Accessible = R12 "r12.accessible",
        /// Nobody has said whether the site is accessible.
        AccessibleUndeclared = R12 "r12.accessible_undeclared",
        /// The student or the family said no.
        RefusedByStudent = R14 "r14.by_student",
        /// The company said no.
        RefusedByCompany = R14 "r14.by_company",
        /// Younger than the company asks.
        MinAge = R14 "r14.min_age",
        /// Too young for the licence that the place needs.
        LicenceAge = R14 "r14.licence_age",
    }
}

codes! {
    /// What must be seen to before the start; it refuses nothing. Its text is the Fluent message `condition-<code with - for .>`.
    Condition
    /// All the conditions of a pair. Written as a list of codes.
    ConditionSet(u32) {
        /// The place lasts beyond the student's days.
        PartlyOutside = R4 "r4.partly_outside",
        /// Longer than a year in the fourth year.
        FourthYear = R4 "r4.fourth_year",
        /// The hours of internal training are not declared.
        InternalHoursMissing = R5 "r5.internal_hours_missing",
        /// Days or times of a minor's work are not declared.
        TimetableMissing = R6 "r6.timetable_missing",
        /// The minor's hours at school are not declared.
        SchoolHoursMissing = R6 "r6.school_hours_missing",
        /// A minor would work on Sundays: allowed in some trades only.
        Sunday = R6 "r6.sunday",
        /// The derogation needs the inspectorate's authorisation.
        Derogation = R7 "r7.derogation",
        /// High risk class: the tasks must be those that the risk assessment allows.
        RiskClass = R7 "r7.risk_class",
        /// The risk assessment for minors is not declared.
        DvrMissing = R10 "r10.dvr_missing",
        /// The tutor's experience is not declared.
        TutorYearsMissing = R10 "r10.tutor_years_missing",
        /// A medical check is needed before the start.
        MedicalCheck = R13 "r13.medical_check",
        /// The student needs a driving licence.
        Licence = R14 "r14.licence",
    }
}
