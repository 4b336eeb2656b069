//! What families say in a demonstration: half of them answer, some change their wishes, most agree to what they are asked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::Days;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};

use crate::accounts::{Actor, By};
use crate::app::App;
use crate::families::model::{ConsentKind, Said};
use crate::families::{self, AskForm, ReleaseForm};
use crate::placements::{self, model::Offer};
use crate::students::model::{PlaceKey, Student};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InstitutionId, RoundId};

/// So many answer at most: each answer is a transaction of its own.
const MOST: usize = 16;

/// Asks the families of a round; they have so many days.
pub(super) async fn ask(app: &App, coordinator: &Actor, round: RoundId, days: u64) -> Result<(), Fault> {
    let form = AskForm {
        closes_on: (app.clock.today() + Days::new(days)).to_string(),
        contact: coordinator.name.clone(),
        phone: "035 000 0000".to_owned(),
        email: coordinator.email.clone(),
    };
    families::ask(app, coordinator, round, &form).await?;
    Ok(())
}

/// Half of the families answer. `choosing`: every third of them ranks places anew; otherwise all is right as it is.
pub(super) async fn answer(app: &App, round: RoundId, choosing: bool) -> Result<(), Fault> {
    let mut links = families::links_of_round(app.db.reader(), round).await?;
    links.sort_by_key(|link| link.id);
    let half = links.len() / 2;
    let mut offered: HashMap<InstitutionId, Vec<Offer>> = HashMap::new();
    // Every second one, so that both kinds of families stand in every list.
    for (nth, link) in links.iter().skip(1).step_by(2).take(half.min(MOST)).enumerate() {
        let Some(opened) = families::open(app, &families::door(app, link.id)).await? else {
            continue;
        };
        let mut said = Said::of(&opened.student.profile);
        if choosing && nth % 3 == 0 {
            let school = opened.round.institution_id;
            if let Entry::Vacant(unread) = offered.entry(school) {
                let found = placements::all_for_round(app.db.reader(), school).await?;
                unread.insert(found.placements.into_iter().map(|place| place.offer).collect());
            }
            said.wishes = wishes(&offered[&school], &opened.student, said.wishes);
        }
        families::answer(app, &opened, opened.student.version, said).await?;
        let (school, student) = (opened.round.institution_id, opened.student.id);
        let by = By::Family(opened.link.id);
        if nth % 4 != 3 {
            let yes = (ConsentKind::Competences, true);
            families::set_consent(app, by, school, student, opened.link.speaker, yes).await?;
        }
        if nth % 10 == 9 {
            let no = (ConsentKind::Mail, false);
            families::set_consent(app, by, school, student, opened.link.speaker, no).await?;
        }
    }
    Ok(())
}

/// The first two places of the student's figure that it has not ranked, behind what it has.
fn wishes(offered: &[Offer], student: &Student, mut wishes: Vec<Vec<PlaceKey>>) -> Vec<Vec<PlaceKey>> {
    let profile = &student.profile;
    let keys = offered
        .iter()
        .filter(|offer| offer.pathway == profile.pathway && offer.figures.contains(&profile.figure))
        .map(|offer| PlaceKey::Placement(offer.key.clone()));
    for key in keys.take(4) {
        let known = profile.refuses.contains(&key) || wishes.iter().flatten().any(|wish| *wish == key);
        if !known && wishes.len() < 3 {
            wishes.push(vec![key]);
        }
    }
    wishes
}

/// Families may read what was decided.
pub(super) async fn release(app: &App, coordinator: &Actor, round: RoundId) -> Result<(), Fault> {
    let form = ReleaseForm {
        next_steps: "Chi ha un posto riceve dalla scuola le carte da firmare. Chi non lo ha ancora: la scuola chiede ad altre \
                     aziende e vi chiama entro due settimane."
            .to_owned(),
    };
    families::release(app, coordinator, round, &form).await?;
    Ok(())
}

/// The mails to families went out when they were written: nobody waits for them today.
pub(super) async fn are_sent(app: &App) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let sent = Query::update()
        .table(Alias::new("message"))
        .value(Alias::new("state"), "sent")
        .value(Alias::new("attempts"), 1)
        .value(Alias::new("sent_at"), Expr::col(Alias::new("created_at")))
        .and_where(Expr::col(Alias::new("student_id")).is_not_null())
        .to_owned();
    tx.execute(&sent).await?;
    Ok(tx.commit().await?)
}
