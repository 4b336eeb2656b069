//! Names of the runs that only try something.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};

use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{RoundId, RunId};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "scenario")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub run_id: Uuid,
        pub round_id: Uuid,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The scenarios of a round, by their run.
pub async fn scenarios(conn: &impl ConnectionTrait, round: RoundId) -> Result<HashMap<RunId, String>, Fault> {
    let rows = row::Entity::find()
        .filter(row::Column::RoundId.eq(round.0))
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (RunId(row.run_id), row.name))
        .collect())
}

pub async fn insert_scenario(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    name: &str,
) -> Result<(), Fault> {
    let row = row::ActiveModel {
        id: Set(run.0),
        run_id: Set(run.0),
        round_id: Set(round.0),
        name: Set(name.to_owned()),
    };
    row::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The runs that only try something, of all rounds: for queries that want the others.
pub(super) fn only_tried() -> SelectStatement {
    Query::select()
        .column(row::Column::RunId)
        .from(row::Entity)
        .to_owned()
}
