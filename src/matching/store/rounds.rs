//! Rounds.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder};

use super::{json, number, parsed};
use crate::matching::model::{RoundState, Settings};
use crate::matching::records::Round;
use crate::matching::rows::round;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, InstitutionId, RoundId, RunId};
use crate::vocabulary::pathway::Pathway;

impl TryFrom<round::Model> for Round {
    type Error = Fault;
    fn try_from(row: round::Model) -> Result<Round, Fault> {
        let settings = Settings {
            period: Period {
                from: row.starts_on,
                to: row.ends_on,
            },
            pathway: row.pathway.as_deref().and_then(Pathway::from_stored),
            max_minutes: number(row.max_minutes, "minutes")?,
            max_metres: row.max_metres.map(|m| number(m, "metres")).transpose()?,
            ..parsed(row.rules, "rules")?
        };
        Ok(Round {
            id: RoundId(row.id),
            institution_id: InstitutionId(row.institution_id),
            name: row.name,
            answer_by: row.answer_by,
            settings: Settings {
                weights: parsed(row.weights, "weights")?,
                tiers: parsed(row.tiers, "tiers")?,
                seed: number(row.seed, "seed")?,
                ..settings
            },
            state: RoundState::from_stored(&row.state)
                .ok_or_else(|| Fault::internal("stored round state"))?,
            published_run: row.published_run_id.map(RunId),
            published_at: row.published_at,
            created_at: row.created_at,
            version: row.version,
        })
    }
}

/// `rules` holds the whole settings, so that what has no column of its own (travel, rules) is kept too.
fn round_row(round: &Round, created_by: Option<AccountId>) -> Result<round::ActiveModel, Fault> {
    let settings = &round.settings;
    Ok(round::ActiveModel {
        id: Set(round.id.0),
        institution_id: Set(round.institution_id.0),
        name: Set(round.name.clone()),
        pathway: Set(settings.pathway.map(|p| p.as_str().to_owned())),
        starts_on: Set(settings.period.from),
        ends_on: Set(settings.period.to),
        answer_by: Set(round.answer_by),
        max_minutes: Set(i64::from(settings.max_minutes)),
        max_metres: Set(settings.max_metres.map(i64::from)),
        rules: Set(json(settings)?),
        weights: Set(json(&settings.weights)?),
        tiers: Set(json(&settings.tiers)?),
        seed: Set(i64::try_from(settings.seed).unwrap_or(i64::MAX)),
        state: Set(round.state.as_str().to_owned()),
        published_run_id: Set(round.published_run.map(|r| r.0)),
        published_at: Set(round.published_at),
        created_by: Set(created_by.map(|a| a.0)),
        created_at: Set(round.created_at),
        version: Set(round.version),
    })
}

/// Rounds of a school, the newest first.
pub async fn list_rounds(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<Vec<Round>, Fault> {
    let rows = round::Entity::find()
        .filter(round::Column::InstitutionId.eq(institution.0))
        .order_by(round::Column::CreatedAt, Order::Desc)
        .order_by(round::Column::Id, Order::Desc)
        .all(conn)
        .await?;
    rows.into_iter().map(Round::try_from).collect()
}

/// A round of this school.
pub async fn get_round(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: RoundId,
) -> Result<Round, Fault> {
    let row = round::Entity::find_by_id(id.0)
        .filter(round::Column::InstitutionId.eq(institution.0))
        .one(conn)
        .await?;
    row.ok_or(Fault::NotFound("round"))?.try_into()
}

/// Whose round it is, for a worker.
pub async fn find_round(conn: &impl ConnectionTrait, id: RoundId) -> Result<Option<Round>, Fault> {
    round::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .map(Round::try_from)
        .transpose()
}

pub async fn insert_round(
    conn: &impl ConnectionTrait,
    round: &Round,
    by: Option<AccountId>,
) -> Result<(), Fault> {
    round::Entity::insert(round_row(round, by)?)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Writes a changed round, if nobody changed it meanwhile.
pub async fn update_round(conn: &impl ConnectionTrait, round: &Round) -> Result<(), Fault> {
    let mut row = round_row(round, None)?;
    row.created_by = sea_orm::ActiveValue::NotSet;
    row.version = Set(round.version + 1);
    let done = round::Entity::update_many()
        .set(row)
        .filter(round::Column::Id.eq(round.id.0))
        .filter(round::Column::Version.eq(round.version))
        .exec(conn)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Fault::Conflict("changed_meanwhile"))
    }
}
