//! A place that a company has offered and that nothing uses yet: changed in the same three screens as a new one is offered, or withdrawn.
//! By link or signed in.

use askama::Template;
use axum::http::StatusCode;
use uuid::Uuid;

use super::company::{Fields as Pairs, enter, entered, field, line};
use super::lost::closed;
use super::place::Desk;
use crate::availability::answers::Answering;
use crate::availability::offers::{self, Purpose};
use crate::placements::import::COLUMNS;
use crate::placements::model::Placement;
use crate::platform::sheets::form::Fields;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_saying};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::PlacementId;

#[derive(Template)]
#[template(path = "availability/withdraw.html")]
struct WithdrawPage {
    page: Page,
    t: T,
    base: String,
    steps: String,
    version: i64,
    title: String,
    when: String,
}

/// What somebody does with a place.
enum Step {
    /// Looks at its form.
    Edit,
    /// Looks at what would be recorded.
    Check(Pairs),
    /// Records it.
    Change(Pairs),
    /// Is asked once more.
    AskToWithdraw,
    /// Takes it back.
    Withdraw(Pairs),
}

async fn take(visit: &Visit, who: &Answering, base: &str, id: PlacementId, step: Step) -> Answer {
    let conn = visit.app.db.reader();
    let place = offers::get_offered(conn, who.inquiry(), id).await?;
    let desk = Desk {
        visit,
        who,
        base,
        purpose: Purpose::Change(&place),
    };
    if !offers::in_use(conn, std::slice::from_ref(&place))
        .await?
        .is_empty()
    {
        return desk.taken(Fault::Conflict("still_in_use")).await;
    }
    match &step {
        Step::Edit | Step::AskToWithdraw => {}
        Step::Check(pairs) | Step::Change(pairs) | Step::Withdraw(pairs) => {
            if field(pairs, "version").parse() != Ok(place.version) {
                return desk.taken(Fault::Conflict("placement_changed")).await;
            }
        }
    }
    match step {
        Step::Edit => {
            let fields = offers::form_of(&place.offer);
            desk.form(StatusCode::OK, &fields, None, Mistakes::none())
        }
        Step::Check(pairs) => {
            let fields = Fields::sent(COLUMNS, &pairs);
            if field(&pairs, "do") == "back" {
                return desk.form(StatusCode::OK, &fields, None, Mistakes::none());
            }
            desk.check(&fields).await
        }
        Step::Change(pairs) => change(&desk, &place, &pairs).await,
        Step::AskToWithdraw => ask_to_withdraw(&desk, &place),
        Step::Withdraw(_) => match offers::withdraw(&visit.app, who, &place).await {
            Ok(()) => Ok(see_other_saying(base, "availability-withdrawn")),
            Err(fault) => desk.taken(fault).await,
        },
    }
}

async fn change(desk: &Desk<'_>, place: &Placement, pairs: &Pairs) -> Answer {
    let (app, language) = (&desk.visit.app, desk.visit.t.language());
    let fields = Fields::sent(COLUMNS, pairs);
    match offers::change(app, desk.who, language, place, fields.clone()).await {
        Ok(()) => Ok(see_other_saying(desk.base, "availability-place-changed")),
        Err(fault @ Fault::Invalid(_)) => desk.form_with(&fields, fault),
        Err(fault) => desk.taken(fault).await,
    }
}

fn ask_to_withdraw(desk: &Desk<'_>, place: &Placement) -> Answer {
    let t = desk.visit.t;
    let line = line(t, place, false);
    let shown = WithdrawPage {
        page: desk.visit.page("availability-withdraw-title"),
        t,
        base: desk.base.to_owned(),
        steps: desk.steps(),
        version: place.version,
        title: line.title,
        when: line.when,
    };
    render(StatusCode::OK, &shown)
}

// ---- by link

async fn take_by_link(visit: &Visit, door: &str, id: PlacementId, step: Step) -> Answer {
    match enter(visit, door).await? {
        Some((who, base)) => take(visit, &who, &base, id, step).await,
        None => closed(visit, door),
    }
}

type OfDoor = Path<(String, PlacementId)>;

pub(super) async fn edit_by_link(visit: Visit, Path((door, id)): OfDoor) -> Answer {
    take_by_link(&visit, &door, id, Step::Edit).await
}

pub(super) async fn check_by_link(
    visit: Visit,
    Path((door, id)): OfDoor,
    Form(pairs): Form<Pairs>,
) -> Answer {
    take_by_link(&visit, &door, id, Step::Check(pairs)).await
}

pub(super) async fn change_by_link(
    visit: Visit,
    Path((door, id)): OfDoor,
    Form(pairs): Form<Pairs>,
) -> Answer {
    take_by_link(&visit, &door, id, Step::Change(pairs)).await
}

pub(super) async fn ask_to_withdraw_by_link(visit: Visit, Path((door, id)): OfDoor) -> Answer {
    take_by_link(&visit, &door, id, Step::AskToWithdraw).await
}

pub(super) async fn withdraw_by_link(
    visit: Visit,
    Path((door, id)): OfDoor,
    Form(pairs): Form<Pairs>,
) -> Answer {
    take_by_link(&visit, &door, id, Step::Withdraw(pairs)).await
}

// ---- signed in

type OfInquiry = Path<(Uuid, PlacementId)>;

async fn take_signed_in(visit: &Visit, inquiry: Uuid, id: PlacementId, step: Step) -> Answer {
    let (who, base) = entered(visit, inquiry).await?;
    take(visit, &who, &base, id, step).await
}

pub(super) async fn edit_signed_in(visit: Visit, Path((inquiry, id)): OfInquiry) -> Answer {
    take_signed_in(&visit, inquiry, id, Step::Edit).await
}

pub(super) async fn check_signed_in(
    visit: Visit,
    Path((inquiry, id)): OfInquiry,
    Form(pairs): Form<Pairs>,
) -> Answer {
    take_signed_in(&visit, inquiry, id, Step::Check(pairs)).await
}

pub(super) async fn change_signed_in(
    visit: Visit,
    Path((inquiry, id)): OfInquiry,
    Form(pairs): Form<Pairs>,
) -> Answer {
    take_signed_in(&visit, inquiry, id, Step::Change(pairs)).await
}

pub(super) async fn ask_to_withdraw_signed_in(visit: Visit, Path((inquiry, id)): OfInquiry) -> Answer {
    take_signed_in(&visit, inquiry, id, Step::AskToWithdraw).await
}

pub(super) async fn withdraw_signed_in(
    visit: Visit,
    Path((inquiry, id)): OfInquiry,
    Form(pairs): Form<Pairs>,
) -> Answer {
    take_signed_in(&visit, inquiry, id, Step::Withdraw(pairs)).await
}
