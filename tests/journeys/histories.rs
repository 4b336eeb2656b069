//! Any order of publishing, accepting, declining, expiring, withdrawing and matching again keeps the promises.

use std::collections::{BTreeMap, HashMap, HashSet};

use abbina::accounts::{Actor, Role};
use abbina::proposals::model::{DeclineReason, State};
use abbina::proposals::{self, Answering, Choice};
use abbina::vocabulary::ids::ProposalId;
use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sea_orm::{FromQueryResult, Statement};
use uuid::Uuid;

use crate::both;
use crate::support::TestApp;
use crate::support::proposed::{World, count};

const STUDENTS: usize = 6;
const COMPANIES: usize = 3;
const SEATS: usize = 2;

#[derive(Debug, Clone)]
enum Step {
    /// Match again and publish: each student asked about goes to this place, if it may, and is left out otherwise.
    Publish(Vec<usize>),
    Accept(usize),
    Decline(usize),
    Withdraw(usize),
    /// Some days pass, and what is overdue expires.
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => proptest::collection::vec(0..COMPANIES + 1, STUDENTS).prop_map(Step::Publish),
        3 => (0..20_usize).prop_map(Step::Accept),
        3 => (0..20_usize).prop_map(Step::Decline),
        2 => (0..20_usize).prop_map(Step::Withdraw),
        1 => (0..5_i64).prop_map(Step::Wait),
    ]
}

#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
struct Row {
    id: Uuid,
    student_id: Uuid,
    placement_id: Uuid,
    company_id: Uuid,
    state: String,
}

async fn rows(t: &TestApp) -> Vec<Row> {
    let conn = t.app.db.reader();
    let sql = "SELECT id, student_id, placement_id, company_id, state FROM proposal ORDER BY id";
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    Row::find_by_statement(statement).all(conn).await.unwrap()
}

fn holds(row: &Row) -> bool {
    State::from_stored(&row.state).unwrap().holds()
}

/// What a run that knows the present could find: seats that are free, students who were not accepted, no pair twice.
fn possible(world: &World, rows: &[Row], wishes: &[usize]) -> (Vec<(usize, usize)>, Vec<usize>) {
    let accepted: HashSet<Uuid> = rows
        .iter()
        .filter(|r| r.state == "accepted")
        .map(|r| r.student_id)
        .collect();
    let over: HashSet<(Uuid, Uuid)> = rows
        .iter()
        .filter(|r| r.state == "declined" || r.state == "expired")
        .map(|r| (r.student_id, r.placement_id))
        .collect();
    let mut taken: HashMap<Uuid, usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.state == "accepted") {
        *taken.entry(row.placement_id).or_default() += 1;
    }
    let (mut pairs, mut left_out) = (Vec::new(), Vec::new());
    for (student, wish) in wishes.iter().enumerate() {
        let id = world.students[student].0;
        if accepted.contains(&id) {
            continue;
        }
        let place = world.places.get(*wish).map(|place| place.0);
        match place {
            Some(place)
                if !over.contains(&(id, place)) && taken.get(&place).copied().unwrap_or(0) < SEATS =>
            {
                *taken.entry(place).or_default() += 1;
                pairs.push((student, *wish));
            }
            _ => left_out.push(student),
        }
    }
    (pairs, left_out)
}

async fn take(t: &TestApp, world: &World, step: &Step) {
    let before = rows(t).await;
    let open: Vec<&Row> = before.iter().filter(|row| row.state == "sent").collect();
    let pick = |n: usize| (!open.is_empty()).then(|| open[n % open.len()]);
    let answer = |row: Row, choice: Choice| async move {
        let company = Role::Company(abbina::vocabulary::ids::CompanyId(row.company_id));
        let actor = Actor {
            role: company,
            ..world.coordinator.clone()
        };
        let who = Answering::by_account(&actor, world.round).unwrap();
        let choices = HashMap::from([(ProposalId(row.id), choice)]);
        let _ = proposals::answer(&t.app, &who, &choices).await;
    };
    match step {
        Step::Publish(wishes) => {
            let (pairs, left_out) = possible(world, &before, wishes);
            let run = world.run(t, &pairs, &left_out).await;
            match proposals::publish(&t.app, &world.coordinator, world.round, run).await {
                Ok(published) => assert_eq!(published.sent + published.kept, pairs.len(), "{step:?}"),
                // The deadline may have passed by now; nothing else can be wrong.
                Err(fault) => assert!(
                    fault.to_string().contains("round.answer_by.past"),
                    "{fault} {step:?}"
                ),
            }
        }
        Step::Accept(n) => {
            if let Some(row) = pick(*n) {
                answer(row.clone(), Choice::Accept).await;
            }
        }
        Step::Decline(n) => {
            if let Some(row) = pick(*n) {
                answer(
                    row.clone(),
                    Choice::Decline {
                        reason: DeclineReason::Period,
                        note: None,
                    },
                )
                .await;
            }
        }
        Step::Withdraw(n) => {
            if let Some(row) = pick(*n) {
                proposals::withdraw(&t.app, &world.coordinator, &[ProposalId(row.id)])
                    .await
                    .unwrap();
            }
        }
        Step::Wait(days) => {
            t.clock.advance(TimeDelta::days(*days));
            proposals::expire_due(&t.app).await.unwrap();
        }
    }
    keeps_its_promises(t, &before).await;
}

async fn keeps_its_promises(t: &TestApp, before: &[Row]) {
    let after = rows(t).await;
    let now: BTreeMap<Uuid, &Row> = after.iter().map(|row| (row.id, row)).collect();
    for row in before {
        let same = now.get(&row.id).expect("no proposal disappears");
        if row.state != "sent" {
            assert_eq!(*same, row, "what has ended stays as it ended");
        }
    }
    let (mut seats, mut students) = (HashMap::new(), HashSet::new());
    for row in after.iter().filter(|row| holds(row)) {
        *seats.entry(row.placement_id).or_insert(0) += 1;
        assert!(students.insert(row.student_id), "a student is out twice");
    }
    assert!(seats.values().all(|n| *n <= SEATS), "a place is given away twice");
    let mut pairs = HashSet::new();
    for row in after.iter().filter(|row| row.state != "withdrawn") {
        assert!(
            pairs.insert((row.student_id, row.placement_id)),
            "a pair is proposed again after an answer"
        );
    }
    let addressed = "SELECT COUNT(DISTINCT company_id) FROM message WHERE template IN ('proposals_sent', 'proposals_changed')";
    let companies: HashSet<Uuid> = after.iter().map(|row| row.company_id).collect();
    assert_eq!(
        count(t, addressed).await,
        i64::try_from(companies.len()).unwrap(),
        "who was asked was written to"
    );
}

both! {
    async fn every_history_keeps_its_promises(t: TestApp) {
        let mut runner = TestRunner::deterministic();
        let world = World::new(&t, STUDENTS, COMPANIES).await;
        let histories = proptest::collection::vec(step(), 60);
        let history = histories.new_tree(&mut runner).unwrap().current();
        for (at, step) in history.iter().enumerate() {
            println!("{at} {step:?}");
            take(&t, &world, step).await;
        }
        let states = "SELECT COUNT(DISTINCT state) FROM proposal";
        assert!(count(&t, states).await >= 4, "the history was too dull");
    }
}
