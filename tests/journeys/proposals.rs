//! From a run to answers: publish, accept, decline, expire, withdraw, publish again; on both databases.

use std::collections::HashMap;

use abbina::accounts::{Actor, Role};
use abbina::proposals::model::{DeclineReason, State};
use abbina::proposals::{self, Answering, Choice, Published, cards};
use abbina::vocabulary::fault::Fault;
use abbina::vocabulary::ids::ProposalId;
use chrono::TimeDelta;

use crate::both;
use crate::support::TestApp;
use crate::support::proposed::{CODICE_FISCALE, FAMILY_NAME, GIVEN_NAME, World, count, open_round};

/// Somebody of company `n`, signed in.
fn company(world: &World, n: usize) -> Actor {
    Actor {
        role: Role::Company(world.companies[n]),
        ..world.coordinator.clone()
    }
}

async fn cards_of(t: &TestApp, world: &World, n: usize) -> Vec<cards::Card> {
    let (now, today) = (t.app.clock.now(), t.app.clock.today());
    cards::of_company(t.app.db.reader(), world.round, world.companies[n], now, today)
        .await
        .unwrap()
}

async fn open_of(t: &TestApp, world: &World, n: usize) -> Vec<ProposalId> {
    let cards = cards_of(t, world, n).await;
    cards
        .iter()
        .filter(|card| card.state == State::Sent)
        .map(|card| card.id)
        .collect()
}

async fn answer(
    t: &TestApp,
    world: &World,
    n: usize,
    choices: &[(ProposalId, Choice)],
) -> Result<proposals::Answered, Fault> {
    let who = Answering::by_account(&company(world, n), world.round).unwrap();
    let choices: HashMap<_, _> = choices.iter().cloned().collect();
    proposals::answer(&t.app, &who, &choices).await
}

fn no() -> Choice {
    Choice::Decline {
        reason: DeclineReason::Taken,
        note: None,
    }
}

async fn publish(
    t: &TestApp,
    world: &World,
    run: abbina::vocabulary::ids::RunId,
) -> Result<Published, Fault> {
    proposals::publish(&t.app, &world.coordinator, world.round, run).await
}

async fn in_state(t: &TestApp, state: State) -> i64 {
    count(
        t,
        &format!("SELECT COUNT(*) FROM proposal WHERE state = '{}'", state.as_str()),
    )
    .await
}

async fn mails(t: &TestApp, template: &str) -> i64 {
    count(
        t,
        &format!("SELECT COUNT(*) FROM message WHERE template = '{template}'"),
    )
    .await
}

fn code<T: std::fmt::Debug>(result: Result<T, Fault>) -> &'static str {
    match result.unwrap_err() {
        Fault::Conflict(code) => code,
        Fault::NotFound(what) => what,
        Fault::Invalid(all) => all[0].code,
        other => panic!("{other}"),
    }
}

both! {
    async fn publishing_writes_proposals_and_mails_together(t: TestApp) {
        let world = World::new(&t, 4, 2).await;
        let run = world.run(&t, &[(0, 0), (1, 0), (2, 1)], &[3]).await;
        let preview = proposals::preview(&t.app, world.school, world.round, run).await.unwrap();
        assert_eq!((preview.n_send, preview.companies.len(), preview.school.len(), preview.n_unplaced), (3, 2, 1, 1));
        assert_eq!(in_state(&t, State::Sent).await, 0, "a preview writes nothing");
        let published = publish(&t, &world, run).await.unwrap();
        assert_eq!(published, Published { sent: 3, withdrawn: 0, kept: 0, mails: 3 });
        assert_eq!(in_state(&t, State::Sent).await, 3);
        assert_eq!((mails(&t, "proposals_sent").await, mails(&t, "round_published").await), (2, 1));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM answer_link").await, 2);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM round WHERE state = 'published'").await, 1);
    }

    async fn a_run_is_published_once_and_only_the_last(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let first = world.run(&t, &[(0, 0)], &[1]).await;
        let second = world.run(&t, &[(1, 0)], &[0]).await;
        assert_eq!(code(publish(&t, &world, first).await), "run.not_latest");
        publish(&t, &world, second).await.unwrap();
        assert_eq!(code(publish(&t, &world, second).await), "run.already_published");
        assert_eq!(in_state(&t, State::Sent).await, 1);
    }

    async fn for_ten_minutes_a_publication_can_be_taken_back_without_a_trace(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0)], &[1]).await;
        let due = proposals::publish_later(&t.app, &world.coordinator, world.round, run).await.unwrap();
        assert_eq!(due - t.app.clock.now(), proposals::HOLD);
        t.clock.advance(TimeDelta::minutes(9));
        assert_eq!(proposals::publish_due(&t.app).await.unwrap(), 0);
        proposals::take_back(&t.app, &world.coordinator, world.round).await.unwrap();
        t.clock.advance(TimeDelta::minutes(9));
        assert_eq!(proposals::publish_due(&t.app).await.unwrap(), 0);
        assert_eq!((count(&t, "SELECT COUNT(*) FROM proposal").await, count(&t, "SELECT COUNT(*) FROM message").await), (0, 0));
        let again = proposals::take_back(&t.app, &world.coordinator, world.round).await;
        assert_eq!(code(again), "publication_gone");
    }

    async fn after_ten_minutes_it_is_published_once_by_whoever_asked(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0)], &[1]).await;
        proposals::publish_later(&t.app, &world.coordinator, world.round, run).await.unwrap();
        let twice = proposals::publish_later(&t.app, &world.coordinator, world.round, run).await;
        assert_eq!(code(twice), "publication_waiting");
        t.clock.advance(TimeDelta::minutes(11));
        assert_eq!(proposals::publish_due(&t.app).await.unwrap(), 1);
        assert_eq!(proposals::publish_due(&t.app).await.unwrap(), 0);
        assert_eq!((in_state(&t, State::Sent).await, mails(&t, "proposals_sent").await), (1, 1));
        let by_account = "SELECT COUNT(*) FROM audit WHERE action = 'round.published' AND account_id IS NOT NULL";
        assert_eq!(count(&t, by_account).await, 1);
    }

    async fn what_stands_against_a_publication_when_its_time_comes_is_kept(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0)], &[1]).await;
        proposals::publish_later(&t.app, &world.coordinator, world.round, run).await.unwrap();
        world.run(&t, &[(1, 0)], &[0]).await;
        t.clock.advance(TimeDelta::minutes(11));
        assert_eq!(proposals::publish_due(&t.app).await.unwrap(), 0);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM publication_hold WHERE failure = 'run.not_latest'").await, 1);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal").await, 0);
    }

    async fn a_round_of_another_school_cannot_be_published(t: TestApp) {
        let (ours, theirs) = (World::new(&t, 1, 1).await, World::new(&t, 1, 1).await);
        let run = theirs.run(&t, &[(0, 0)], &[]).await;
        let result = proposals::publish(&t.app, &ours.coordinator, theirs.round, run).await;
        assert_eq!(code(result), "round");
        let later = proposals::publish_later(&t.app, &ours.coordinator, theirs.round, run).await;
        assert_eq!(code(later), "round");
        proposals::publish_later(&t.app, &theirs.coordinator, theirs.round, run).await.unwrap();
        assert_eq!(code(proposals::take_back(&t.app, &ours.coordinator, theirs.round).await), "round");
        assert_eq!(code(proposals::publish_now(&t.app, &ours.coordinator, theirs.round).await), "round");
    }

    async fn no_mail_names_a_student(t: TestApp) {
        let world = World::new(&t, 3, 1).await;
        let run = world.run(&t, &[(0, 0), (1, 0)], &[2]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        answer(&t, &world, 0, &[(open[0], Choice::Accept), (open[1], no())]).await.unwrap();
        t.clock.advance(TimeDelta::days(30));
        proposals::expire_due(&t.app).await.unwrap();
        let stop = tokio_util::sync::CancellationToken::new();
        assert!(abbina::notifications::send_once(&t.app, &stop).await.unwrap().done >= 4);
        for file in std::fs::read_dir(t.folder.path().join("data/outbox")).unwrap() {
            let letter = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for canary in [FAMILY_NAME, GIVEN_NAME, CODICE_FISCALE, "2010-01-15", "15/01/2010"] {
                assert!(!letter.contains(canary), "{canary} in {letter}");
            }
        }
        let rows = "SELECT COUNT(*) FROM message WHERE CAST(params AS TEXT) LIKE '%Canarino%'";
        assert_eq!(count(&t, rows).await, 0);
    }

    async fn a_name_appears_after_acceptance_and_not_before(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0), (1, 0)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let before = cards_of(&t, &world, 0).await;
        assert!(before.iter().all(|card| card.name.is_none() && card.age == "16–17"));
        answer(&t, &world, 0, &[(before[0].id, Choice::Accept), (before[1].id, no())]).await.unwrap();
        let after = cards_of(&t, &world, 0).await;
        let named: Vec<_> = after.iter().filter_map(|card| card.name.as_deref()).collect();
        assert_eq!(named, ["Serafina Canarino"], "only whom they accepted");
    }

    async fn the_second_answer_is_refused_and_the_first_stays(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0), (1, 0)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        answer(&t, &world, 0, &[(open[0], Choice::Accept)]).await.unwrap();
        let both = [(open[0], no()), (open[1], Choice::Accept)];
        assert_eq!(code(answer(&t, &world, 0, &both).await), "proposal.answered");
        assert_eq!((in_state(&t, State::Accepted).await, in_state(&t, State::Sent).await), (1, 1), "all or nothing");
    }

    async fn two_answers_at_once_are_one_answer(t: TestApp) {
        let world = World::new(&t, 1, 1).await;
        let run = world.run(&t, &[(0, 0)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        let (yes, refusal) = ([(open[0], Choice::Accept)], [(open[0], no())]);
        let (a, b) = tokio::join!(answer(&t, &world, 0, &yes), answer(&t, &world, 0, &refusal));
        assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{a:?} {b:?}");
        assert_eq!(in_state(&t, State::Accepted).await + in_state(&t, State::Declined).await, 1);
    }

    async fn nobody_answers_for_another_company(t: TestApp) {
        let world = World::new(&t, 2, 2).await;
        let run = world.run(&t, &[(0, 0), (1, 1)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        assert_eq!(code(answer(&t, &world, 1, &[(open[0], Choice::Accept)]).await), "proposal");
        assert_eq!(in_state(&t, State::Accepted).await, 0);
    }

    async fn after_the_deadline_nothing_is_accepted_and_the_school_hears_once(t: TestApp) {
        let world = World::new(&t, 3, 2).await;
        let run = world.run(&t, &[(0, 0), (1, 0), (2, 1)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        t.clock.advance(TimeDelta::days(20));
        assert_eq!(code(answer(&t, &world, 0, &[(open[0], Choice::Accept)]).await), "proposal.expired");
        assert!(cards_of(&t, &world, 0).await.iter().all(|card| card.state == State::Expired), "shown at once");
        assert_eq!(proposals::expire_due(&t.app).await.unwrap(), 3);
        assert_eq!(proposals::expire_due(&t.app).await.unwrap(), 0);
        assert_eq!((in_state(&t, State::Expired).await, mails(&t, "proposals_expired").await), (3, 1));
    }

    async fn a_declined_place_is_offered_again(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0)], &[1]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        answer(&t, &world, 0, &[(open[0], no())]).await.unwrap();
        let again = world.run(&t, &[(1, 0)], &[0]).await;
        assert_eq!(publish(&t, &world, again).await.unwrap().sent, 1);
        assert_eq!(mails(&t, "proposals_changed").await, 1, "the company has heard of the round before");
        let same_pair = world.run(&t, &[(0, 0)], &[1]).await;
        assert_eq!(code(publish(&t, &world, same_pair).await), "run.stale", "a declined pair is not proposed again");
    }

    async fn publishing_again_writes_only_what_is_different_and_what_was_accepted_stays(t: TestApp) {
        let world = World::new(&t, 4, 3).await;
        let run = world.run(&t, &[(0, 0), (1, 1), (2, 1)], &[3]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        answer(&t, &world, 0, &[(open[0], Choice::Accept)]).await.unwrap();
        // Student 1 stays, student 2 moves, student 3 is new; student 0 was accepted and is not asked about.
        let again = world.run(&t, &[(1, 1), (2, 2), (3, 1)], &[]).await;
        let published = publish(&t, &world, again).await.unwrap();
        assert_eq!((published.sent, published.withdrawn, published.kept), (2, 1, 1));
        assert_eq!((in_state(&t, State::Accepted).await, in_state(&t, State::Sent).await), (1, 3));
        assert_eq!(mails(&t, "proposals_changed").await, 1, "company 1 alone had heard of the round and has changes");
        assert_eq!(mails(&t, "proposals_sent").await, 3, "companies 0 and 1 at first, company 2 now");
    }

    async fn a_place_taken_in_another_round_makes_the_run_stale(t: TestApp) {
        let world = World::new(&t, 5, 1).await;
        let other = open_round(&t, &world.coordinator).await;
        let here = world.run(&t, &[(0, 0)], &[]).await;
        let there = world.run_in(&t, other, &[(1, 0), (2, 0)], &[]).await;
        proposals::publish(&t.app, &world.coordinator, other, there).await.unwrap();
        assert_eq!(code(publish(&t, &world, here).await), "run.stale");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal").await, 2, "nothing of it was written");
    }

    async fn a_student_is_never_out_twice(t: TestApp) {
        let world = World::new(&t, 1, 2).await;
        let other = open_round(&t, &world.coordinator).await;
        let there = world.run_in(&t, other, &[(0, 1)], &[]).await;
        proposals::publish(&t.app, &world.coordinator, other, there).await.unwrap();
        let here = world.run(&t, &[(0, 0)], &[]).await;
        assert_eq!(code(publish(&t, &world, here).await), "run.stale");
    }

    async fn a_withdrawn_proposal_cannot_be_answered_and_the_company_hears(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0), (1, 0)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 0).await;
        proposals::withdraw(&t.app, &world.coordinator, &open[..1]).await.unwrap();
        assert_eq!(code(answer(&t, &world, 0, &[(open[0], Choice::Accept)]).await), "proposal.answered");
        assert_eq!((in_state(&t, State::Withdrawn).await, mails(&t, "proposals_changed").await), (1, 1));
        assert_eq!(code(proposals::withdraw(&t.app, &world.coordinator, &open[..1]).await), "proposal.answered");
        let stranger = World::new(&t, 0, 0).await;
        assert_eq!(code(proposals::withdraw(&t.app, &stranger.coordinator, &open[1..]).await), "proposal");
    }

    async fn companies_are_reminded_twice_in_working_hours(t: TestApp) {
        let world = World::new(&t, 2, 2).await;
        let run = world.run(&t, &[(0, 0), (1, 1)], &[]).await;
        publish(&t, &world, run).await.unwrap();
        let open = open_of(&t, &world, 1).await;
        answer(&t, &world, 1, &[(open[0], Choice::Accept)]).await.unwrap();
        let mut days = Vec::new();
        for hour in 0..(15 * 24) {
            let reminded = proposals::remind_due(&t.app).await.unwrap();
            if reminded > 0 {
                days.push((t.app.clock.today().to_string(), reminded));
            }
            assert!(hour < 1000);
            t.clock.advance(TimeDelta::hours(1));
        }
        // The deadline is Monday 21 September; three business days before is Wednesday, one is Friday.
        assert_eq!(days, [("2026-09-16".to_owned(), 1), ("2026-09-18".to_owned(), 1)]);
        assert_eq!(mails(&t, "deadline_near").await, 2);
    }

    async fn a_deadline_that_has_passed_is_said_before_anything_is_written(t: TestApp) {
        let world = World::new(&t, 1, 1).await;
        t.clock.advance(TimeDelta::days(40));
        let run = world.run(&t, &[(0, 0)], &[]).await;
        assert_eq!(code(publish(&t, &world, run).await), "round.answer_by.past");
        assert_eq!(in_state(&t, State::Sent).await, 0);
    }
}
