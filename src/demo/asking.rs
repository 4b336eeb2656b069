//! What companies say in a demonstration when a school asks whether they take students: some yes, some maybe, some no, some nothing.

use crate::accounts::Actor;
use crate::app::App;
use crate::availability::model::{Again, Answer, Reason, Word};
use crate::availability::{self, Answering, Whom, usual_year};
use crate::placements;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::CompanyId;
use crate::vocabulary::text::Language;

/// Companies that are asked besides the protagonist.
const ASKED: usize = 11;

/// The coordinator asks the protagonist, who says nothing yet, and some others. Gives these, in the order in which they answer.
pub(super) async fn ask(
    app: &App,
    coordinator: &Actor,
    protagonist: CompanyId,
) -> Result<Vec<CompanyId>, Fault> {
    let school = coordinator.role.institution().ok_or(Fault::Forbidden)?;
    let year = usual_year(app.clock.today());
    let known = availability::candidates(app, school, &Whom::default(), year).await?;
    let others: Vec<CompanyId> = known
        .iter()
        .map(|one| one.company.id)
        .filter(|id| *id != protagonist)
        .collect();
    let step = (others.len() / ASKED).max(1);
    let others: Vec<CompanyId> = others.into_iter().step_by(step).take(ASKED).collect();
    for company in [protagonist].iter().chain(&others) {
        let whom = Whom {
            company: Some(*company),
            ..Whom::default()
        };
        availability::ask(app, coordinator, &whom, year).await?;
    }
    Ok(others)
}

/// The `nth` of them answers by its own link, or says nothing.
pub(super) async fn answer(app: &App, company: CompanyId, nth: usize) -> Result<(), Fault> {
    let Some(door) = availability::link_to(app, company).await? else {
        return Ok(());
    };
    let Some(who) = Answering::by_door(app, &door).await? else {
        return Ok(());
    };
    let said = |answer, reason, again| Word {
        answer,
        reason,
        note: None,
        again,
    };
    let word = match nth % 5 {
        0 => said(Answer::Yes, None, None),
        1 => said(Answer::Maybe, None, Some(Again::Month)),
        2 => said(Answer::No, Some(Reason::ALL[nth % 5]), Some(Again::NextYear)),
        _ => return Ok(()),
    };
    availability::answer(app, &who, &word).await?;
    if word.answer == Answer::Maybe {
        offer_again(app, &door, company).await?;
    }
    Ok(())
}

/// A place like one that it has offered before. After a maybe it is one, too: rounds leave it out.
async fn offer_again(app: &App, door: &str, company: CompanyId) -> Result<(), Fault> {
    let Some(who) = Answering::by_door(app, door).await? else {
        return Ok(());
    };
    let theirs = placements::of_company(app.db.reader(), company).await?;
    let own = theirs
        .iter()
        .find(|place| place.institution_id == who.inquiry().institution_id);
    if let Some(place) = own {
        let fields = availability::like(place, who.inquiry().school_year);
        availability::offer(app, &who, Language::Italian, fields).await?;
    }
    Ok(())
}
