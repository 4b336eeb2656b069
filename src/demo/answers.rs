//! What companies say in a demonstration: half of them answer, most say yes, one lets the time run out.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use crate::app::App;
use crate::notifications::answer_token;
use crate::proposals::model::DeclineReason;
use crate::proposals::{self, Answering, Choice};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, LinkId, ProposalId, RoundId};

/// The link by which a company answers, and what it was asked.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub company: CompanyId,
    pub link: LinkId,
    pub proposals: Vec<ProposalId>,
}

impl Asked {
    /// The last part of the address that opens the link.
    pub(super) fn door(&self, app: &App) -> String {
        format!("{}.{}", self.link, answer_token(&app.key, self.link))
    }
}

fn of_round(table: &'static str, columns: [&'static str; 2], round: RoundId) -> SelectStatement {
    let mut query = Query::select();
    query
        .from(Alias::new(table))
        .columns(columns.map(Alias::new))
        .and_where(Expr::col(Alias::new("round_id")).eq(round.0))
        .order_by(Alias::new("id"), sea_orm::Order::Asc);
    query
}

/// Every company that was asked in this round, in the order of their identities.
pub(super) async fn asked(conn: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Asked>, Fault> {
    let mut links: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for row in conn
        .query_all(&of_round("answer_link", ["company_id", "id"], round))
        .await?
    {
        links.insert(row.try_get("", "company_id")?, row.try_get("", "id")?);
    }
    let mut proposals: BTreeMap<Uuid, Vec<ProposalId>> = BTreeMap::new();
    for row in conn
        .query_all(&of_round("proposal", ["company_id", "id"], round))
        .await?
    {
        proposals
            .entry(row.try_get("", "company_id")?)
            .or_default()
            .push(ProposalId(row.try_get("", "id")?));
    }
    let asked = proposals.into_iter().filter_map(|(company, proposals)| {
        Some(Asked {
            company: CompanyId(company),
            link: LinkId(*links.get(&company)?),
            proposals,
        })
    });
    Ok(asked.collect())
}

/// The round that was published first.
pub(super) async fn published_round(conn: &impl ConnectionTrait) -> Result<Option<RoundId>, Fault> {
    let query = Query::select()
        .from(Alias::new("round"))
        .column(Alias::new("id"))
        .and_where(Expr::col(Alias::new("published_at")).is_not_null())
        .order_by(Alias::new("published_at"), sea_orm::Order::Asc)
        .limit(1)
        .to_owned();
    let row = conn.query_one(&query).await?;
    Ok(row.map(|row| row.try_get("", "id")).transpose()?.map(RoundId))
}

/// The company that a visitor may be: it was asked most, and has not answered.
pub(super) fn protagonist(asked: &[Asked]) -> Option<&Asked> {
    asked
        .iter()
        .max_by_key(|one| (one.proposals.len(), std::cmp::Reverse(one.company)))
}

/// Answers by the company's own link. `nth` decides what: mostly yes, sometimes no, each time for another reason.
pub(super) async fn answer(app: &App, asked: &Asked, nth: usize) -> Result<(), Fault> {
    let reason = DeclineReason::ALL[nth % (DeclineReason::ALL.len() - 1)];
    let choice = |position: usize| match nth % 5 {
        2 => Choice::Decline { reason, note: None },
        4 if position > 0 => Choice::Decline { reason, note: None },
        _ => Choice::Accept,
    };
    let choices: HashMap<ProposalId, Choice> = asked
        .proposals
        .iter()
        .enumerate()
        .map(|(position, id)| (*id, choice(position)))
        .collect();
    let who = Answering::by_door(app, &asked.door(app)).await?;
    proposals::answer(app, &who, &choices).await?;
    Ok(())
}

/// One company's time is over: its deadline was earlier than the others', and nobody answered.
pub(super) async fn run_out(app: &App, asked: &Asked) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let shorter = Query::update()
        .table(Alias::new("proposal"))
        .value(
            Alias::new("deadline_at"),
            app.clock.now() - chrono::TimeDelta::hours(9),
        )
        .and_where(Expr::col(Alias::new("id")).is_in(asked.proposals.iter().map(|id| id.0)))
        .to_owned();
    tx.execute(&shorter).await?;
    tx.commit().await?;
    proposals::expire_due(app).await?;
    Ok(())
}
