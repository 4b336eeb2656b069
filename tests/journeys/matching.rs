//! Rounds and runs: asked for, solved in a child process, proved, kept, reviewed.

use std::time::Duration;

use abbina::matching::model::RunState;
use abbina::matching::records::{PinKind, Run, WhyUnplaced};
use abbina::matching::{self, Matching, PinDraft};
use abbina::platform::worker::{Pace, Worker};
use abbina::vocabulary::fault::Fault;
use abbina::vocabulary::ids::RoundId;
use abbina::vocabulary::pathway::Pathway;
use abbina::vocabulary::text::PersonName;

use crate::both;
use crate::support::TestApp;
use crate::support::world::{School, comune, facts, offer, profile, settings};

async fn run(t: &TestApp, school: &School, round: RoundId) -> Run {
    let id = matching::request_run(&t.app, &school.coordinator, round)
        .await
        .unwrap();
    t.app.drain().await.unwrap();
    matching::get_run(t.app.db.reader(), round, id).await.unwrap()
}

/// A program that answers a run as this shell script does.
fn program(t: &TestApp, script: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = t.folder.path().join("solver.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

async fn run_with(t: &TestApp, script: &str, seconds: u64) {
    let work =
        Matching::new(&t.app)
            .unwrap()
            .with_program(program(t, script), seconds, Duration::from_millis(300));
    Worker::new(work, t.app.clock.clone(), Pace::default())
        .drain()
        .await
        .unwrap();
}

both! {
    async fn the_page_of_the_rules_says_what_nobody_has_verified_and_what_was_last_known(t: TestApp) {
        let school = crate::support::browser::school(&t.app, "A").await;
        let mut browser = crate::support::browser::coordinator(&t.app, school, "anna@example.org").await;
        let page = browser.get("/rules").await.body;
        let r5 = page.split("<h2 id=\"R5\">").nth(1).unwrap().split("<h2").next().unwrap();
        for part in [
            "D.Lgs. 81/2015 art. 43 c. 6",
            "In vigore dal 25 giugno 2015.",
            "non verificata",
            "Quota minima presso l&#39;ente; Ore minime di scuola-lavoro, primo anno",
            "finché un turno non li imposta valgono zero",
            "Ultimo valore noto: 400.",
        ] {
            assert!(r5.contains(part), "{part}\n{r5}");
        }
        let r2 = page.split("<h2 id=\"R2\">").nth(1).unwrap().split("<h2").next().unwrap();
        assert!(r2.contains("probabile") && !r2.contains("non verificat"), "{r2}");
    }

    async fn a_run_places_as_many_as_there_are_seats_and_says_why_the_others_have_none(t: TestApp) {
        let school = t.school("AAA").await;
        let company = facts(1);
        for key in ["P1", "P2"] {
            t.placement(&school, &company, offer(key, &company)).await;
        }
        for key in ["s1", "s2", "s3"] {
            t.student(&school, profile(key)).await;
        }
        let mut baker = profile("s4");
        baker.figure = abbina::vocabulary::repertory::find_figure("Q10").unwrap();
        let baker = t.student(&school, baker).await;
        let round = t.round(&school, settings()).await;

        let run = run(&t, &school, round).await;

        assert_eq!((run.state, run.is_optimal(), run.placed), (RunState::Done, true, Some(2)), "{run:?}");
        assert_eq!((run.counts.students, run.counts.seats, run.counts.pairs), (4, 2, 6));
        assert!(run.tiers.iter().all(|tier| tier.value == tier.bound), "each tier is proved");
        let left = matching::list_unplaced(t.app.db.reader(), run.id).await.unwrap();
        assert_eq!(left.len(), 2);
        for student in left {
            match student.why {
                WhyUnplaced::NoEligiblePlace { closed } => {
                    assert_eq!((student.student_id, closed.other_figure), (baker, 2));
                }
                WhyUnplaced::Shortage { students, places, .. } => assert_eq!((students.len(), places.len()), (3, 2)),
                other => panic!("{other:?}"),
            }
        }
    }

    async fn the_employers_ceiling_counts_apprentices_at_all_its_places(t: TestApp) {
        let school = t.school("AAA").await;
        let company = abbina::companies::model::CompanyFacts { skilled: Some(0), apprentices: Some(1), ..facts(1) };
        for key in ["P1", "P2", "P3", "P4"] {
            let mut place = offer(key, &company);
            place.pathway = Pathway::Apprenticeship;
            place.internal_hours_year = Some(600);
            place.tutor = Some(PersonName::parse(if key < "P3" { "Ada Guida" } else { "Ugo Guida" }).unwrap());
            place.tutor_years = Some(8);
            t.placement(&school, &company, place).await;
        }
        for key in ["s1", "s2", "s3", "s4"] {
            let mut student = profile(key);
            student.pathway = Pathway::Apprenticeship;
            t.student(&school, student).await;
        }
        let round = t.round(&school, settings()).await;
        let run = run(&t, &school, round).await;
        assert_eq!(run.counts.pairs, 16, "every pair is allowed by itself: {run:?}");
        assert_eq!(run.placed, Some(2), "three with no skilled worker, less the one already there");
    }

    async fn a_pin_is_obeyed_and_the_next_run_says_who_moved(t: TestApp) {
        let school = t.school("AAA").await;
        let (near, far) = (facts(1), facts(2));
        let home = t.placement(&school, &near, offer("P1", &near)).await;
        let mut distant = offer("P2", &far);
        distant.site = comune("Seriate");
        let distant = t.placement(&school, &far, distant).await;
        let student = t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        let first = run(&t, &school, round).await;
        let before = matching::list_assignments(t.app.db.reader(), first.id).await.unwrap();
        assert_eq!(before[0].placement_id, home, "the shorter journey scores more");

        let draft = PinDraft { student, placement: distant, kind: PinKind::Pin, reason: "Lo ha chiesto il tutor".into() };
        matching::pin(&t.app, &school.coordinator, round, draft).await.unwrap();
        let second = run(&t, &school, round).await;
        let after = matching::list_assignments(t.app.db.reader(), second.id).await.unwrap();
        let moved = matching::moved(&before, &after);
        assert_eq!(moved.len(), 1);
        assert_eq!((moved[0].from, moved[0].to), (Some(home), Some(distant)));
    }

    async fn a_pin_that_the_law_refuses_is_refused_with_its_rules(t: TestApp) {
        let school = t.school("AAA").await;
        let company = facts(1);
        let place = t.placement(&school, &company, offer("P1", &company)).await;
        let mut young = profile("s1");
        young.birth_date = crate::support::world::day("2012-01-01");
        let student = t.student(&school, young).await;
        let round = t.round(&school, settings()).await;
        let draft = PinDraft { student, placement: place, kind: PinKind::Pin, reason: "Prova".into() };
        let refused = matching::pin(&t.app, &school.coordinator, round, draft).await.unwrap_err();
        let Fault::Invalid(problems) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].code, "pin.not_allowed");
        assert!(problems[0].args[0].1.contains("r2.too_young"), "{problems:?}");
    }

    async fn one_run_at_a_time(t: TestApp) {
        let school = t.school("AAA").await;
        let company = facts(1);
        t.placement(&school, &company, offer("P1", &company)).await;
        t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        matching::request_run(&t.app, &school.coordinator, round).await.unwrap();
        let second = matching::request_run(&t.app, &school.coordinator, round).await;
        assert!(matches!(second, Err(Fault::Conflict("run_open"))), "{second:?}");
    }

    async fn a_run_that_waits_is_stopped_at_once(t: TestApp) {
        let school = t.school("AAA").await;
        let company = facts(1);
        t.placement(&school, &company, offer("P1", &company)).await;
        t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        let id = matching::request_run(&t.app, &school.coordinator, round).await.unwrap();
        matching::stop_run(&t.app, &school.coordinator, round, id).await.unwrap();
        t.app.drain().await.unwrap();
        let run = matching::get_run(t.app.db.reader(), round, id).await.unwrap();
        assert_eq!(run.state, RunState::Stopped);
    }

    async fn a_solver_that_crashes_hangs_or_lies_leaves_the_last_result_valid(t: TestApp) {
        let school = t.school("AAA").await;
        let company = facts(1);
        t.placement(&school, &company, offer("P1", &company)).await;
        t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        let good = run(&t, &school, round).await;
        // An answer that places nobody is well formed, and not the best.
        let lie = r#"cat >/dev/null; echo '{"format":"abbina-answer/1","problem_digest":"sha256:0","solver":"x","seed":1,"status":"optimal","tiers":[],"assignment":[],"unplaced":[],"certificate":{"kind":"none"},"prices":[],"timings_ms":{"read":0,"solve":0,"certify":0}}'"#;
        for (script, code) in [
            ("exit 7", "crashed"),
            ("kill -9 $$", "crashed"),
            ("cat >/dev/null; echo garbage", "garbage"),
            ("cat >/dev/null", "garbage"),
            (lie, "garbage"),
            ("exec sleep 60", "timed_out"),
            ("trap '' TERM; while :; do sleep 0.1; done", "timed_out"),
        ] {
            let id = matching::request_run(&t.app, &school.coordinator, round).await.unwrap();
            run_with(&t, script, 1).await;
            let run = matching::get_run(t.app.db.reader(), round, id).await.unwrap();
            assert_eq!((run.state, run.failure.as_deref()), (RunState::Failed, Some(code)), "{script}");
            let latest = matching::latest_done(t.app.db.reader(), round).await.unwrap().unwrap();
            assert_eq!(latest.id, good.id, "{script}");
        }
    }

    async fn the_same_round_gives_the_same_answer_twice(t: TestApp) {
        let school = t.school("AAA").await;
        let company = facts(1);
        for key in ["P1", "P2", "P3"] {
            t.placement(&school, &company, offer(key, &company)).await;
        }
        for key in ["s1", "s2", "s3", "s4", "s5"] {
            t.student(&school, profile(key)).await;
        }
        let round = t.round(&school, settings()).await;
        let (first, second) = (run(&t, &school, round).await, run(&t, &school, round).await);
        assert_eq!(first.problem_digest, second.problem_digest);
        let mut found = Vec::new();
        for run in [first.id, second.id] {
            let mut list = matching::list_assignments(t.app.db.reader(), run).await.unwrap();
            list.sort_by_key(|a| a.student_id);
            found.push(list);
        }
        assert_eq!(found[0], found[1]);
    }

    async fn a_round_of_another_school_does_not_exist(t: TestApp) {
        let (ours, theirs) = (t.school("AAA").await, t.school("BBB").await);
        let round = t.round(&ours, settings()).await;
        let asked = matching::request_run(&t.app, &theirs.coordinator, round).await;
        assert!(matches!(asked, Err(Fault::NotFound("round"))), "{asked:?}");
    }
}
