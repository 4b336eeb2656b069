//! Measured minutes between comuni.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

use super::number;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::ComuneCode;

/// Measured minutes between homes and sites, as far as a table was imported.
pub async fn travel_times(
    conn: &impl ConnectionTrait,
    homes: impl Iterator<Item = ComuneCode>,
    sites: impl Iterator<Item = ComuneCode>,
) -> Result<Vec<(ComuneCode, ComuneCode, u16)>, Fault> {
    let (homes, sites) = (
        crate::matching::freeze::distinct(homes),
        crate::matching::freeze::distinct(sites),
    );
    let (from, to, minutes) = (
        Alias::new("from_comune"),
        Alias::new("to_comune"),
        Alias::new("minutes"),
    );
    let mut found = Vec::new();
    for homes in homes.chunks(500) {
        let query = Query::select()
            .columns([from.clone(), to.clone(), minutes.clone()])
            .from(Alias::new("travel_time"))
            .and_where(Expr::col(from.clone()).is_in(homes.iter().copied()))
            .and_where(Expr::col(to.clone()).is_in(sites.iter().copied()))
            .to_owned();
        for row in conn.query_all(&query).await? {
            let code = |name| -> Result<Option<ComuneCode>, Fault> {
                Ok(ComuneCode::from_stored(&format!(
                    "{:06}",
                    row.try_get::<i64>("", name)?
                )))
            };
            if let (Some(a), Some(b)) = (code("from_comune")?, code("to_comune")?) {
                found.push((a, b, number(row.try_get("", "minutes")?, "minutes")?));
            }
        }
    }
    Ok(found)
}
