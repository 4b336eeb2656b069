//! One of each mail, with invented parameters.

use chrono::{DateTime, Utc};

use super::{
    AnswerReceived, AnswersRecorded, AvailabilityAsked, AvailabilityNews, AvailabilityRecorded,
    AvailabilityRenewed, CompanyLine, DeadlineNear, DecisionReady, FamilyAsked, FamilyLinkRenewed,
    Invitation, LinkRenewed, Mail, NewsLine, Person, PlaceLine, ProposalsChanged, ProposalsExpired,
    ProposalsSent, RoundPublished, School,
};
use crate::vocabulary::ids::{FamilyLinkId, LinkId, PasswordLinkId, RoundId};

/// One of each, with invented parameters: for the page that shows every mail, and for the tests.
#[must_use]
pub fn examples(now: DateTime<Utc>) -> Vec<Mail> {
    let school = School {
        name: "Istituto Prova".to_owned(),
        contact: Some("Ada Esempio".to_owned()),
        phone: Some("030 000000".to_owned()),
        email: Some("tirocini@istituto-prova.example".to_owned()),
    };
    let company = "Officine d'Esempio & Figli".to_owned();
    let round = "Apprendistato 2026/27".to_owned();
    let deadline_at = now + chrono::TimeDelta::days(14);
    let (link, round_id) = (
        LinkId(uuid::Uuid::from_u128(1)),
        RoundId(uuid::Uuid::from_u128(2)),
    );
    let family = FamilyLinkId(uuid::Uuid::from_u128(4));
    let place = |code: &str, figure: &str, n| PlaceLine {
        code: code.to_owned(),
        figure: figure.to_owned(),
        comune: "Brescia".to_owned(),
        n,
    };
    let news = |company: &str, answer: &str, n_firm, n_maybe| NewsLine {
        company: company.to_owned(),
        year: "2026/27".to_owned(),
        answer: answer.to_owned(),
        n_firm,
        n_maybe,
    };
    vec![
        Mail::from(ProposalsSent {
            school: school.clone(),
            company: company.clone(),
            round: round.clone(),
            places: vec![
                place("OE-1", "Operatore elettrico", 2),
                place("OM-3", "Operatore meccanico", 1),
            ],
            n: 3,
            deadline_at,
            link,
        }),
        Mail::from(ProposalsChanged {
            school: school.clone(),
            company: company.clone(),
            round: round.clone(),
            n_added: 1,
            n_withdrawn: 2,
            n_open: 1,
            deadline_at,
            link,
        }),
        Mail::from(LinkRenewed {
            school: school.clone(),
            company: company.clone(),
            round: round.clone(),
            n_open: 3,
            deadline_at,
            link,
        }),
        Mail::from(DeadlineNear {
            school: school.clone(),
            company: company.clone(),
            round: round.clone(),
            n_open: 1,
            deadline_at,
            link,
        }),
        Mail::from(AnswersRecorded {
            school: school.clone(),
            company: company.clone(),
            round: round.clone(),
            n_accepted: 2,
            n_declined: 1,
            n_open: 0,
            link,
        }),
        Mail::from(RoundPublished {
            school: school.clone(),
            round: round.clone(),
            round_id,
            n_proposals: 41,
            n_companies: 17,
            n_unplaced: 3,
            deadline_at,
        }),
        Mail::from(AnswerReceived {
            school: school.clone(),
            round: round.clone(),
            round_id,
            company: company.clone(),
            n_accepted: 2,
            n_declined: 1,
            n_open: 0,
        }),
        Mail::from(ProposalsExpired {
            school: school.clone(),
            round: round.clone(),
            round_id,
            companies: vec![
                CompanyLine {
                    company: company.clone(),
                    n: 1,
                },
                CompanyLine {
                    company: "Panificio Inventato".to_owned(),
                    n: 2,
                },
            ],
            n: 3,
        }),
        Mail::from(FamilyAsked {
            school: school.clone(),
            round: round.clone(),
            again: false,
            closes_at: deadline_at,
            link: family,
        }),
        Mail::from(FamilyLinkRenewed {
            school: school.clone(),
            round: round.clone(),
            link: family,
        }),
        Mail::from(DecisionReady {
            school: school.clone(),
            round,
            link: family,
        }),
        Mail::from(Invitation {
            inviter: Some(Person {
                name: "Bruno Esempio".to_owned(),
                email: "bruno@abbina.example".to_owned(),
            }),
            role: "coordinator".to_owned(),
            place: "Istituto Prova".to_owned(),
            again: false,
            expires_at: now + chrono::TimeDelta::days(7),
            link: PasswordLinkId(uuid::Uuid::from_u128(3)),
        }),
        Mail::from(AvailabilityAsked {
            school: school.clone(),
            company: company.clone(),
            year: "2026/27".to_owned(),
            reminder: false,
            link,
        }),
        Mail::from(AvailabilityRecorded {
            school: school.clone(),
            company: company.clone(),
            year: "2026/27".to_owned(),
            answer: "maybe".to_owned(),
            again_on: Some((now + chrono::TimeDelta::days(30)).date_naive()),
            never: false,
            link,
        }),
        Mail::from(AvailabilityRenewed {
            school: school.clone(),
            company: company.clone(),
            year: "2026/27".to_owned(),
            link,
        }),
        Mail::from(AvailabilityNews {
            school,
            companies: vec![
                news(&company, "yes", 3, 1),
                news("Panificio Inventato", "maybe", 0, 1),
                news("Falegnameria di Prova", "no", 0, 0),
            ],
            n: 3,
        }),
    ]
}
