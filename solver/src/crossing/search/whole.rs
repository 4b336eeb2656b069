//! From the prices of the relaxation to whole ones.

use super::super::rows::{Kind, OPEN, Row};
use super::Search;

/// The scale of prices that show a case to be impossible.
pub(super) const FINE: i64 = 1_000_000;

impl Search<'_> {
    /// What breaking each row of the relaxation costs, where it may be broken. A unit of gain below a floor costs one,
    /// a student more or less as much as the most that floors count for one: so small lacks stay visible.
    pub(super) fn softness(&self) -> Vec<Option<i64>> {
        let floor = |row: &Row| matches!(row.kind, Kind::Floor(_));
        let factors = self
            .rows
            .rows
            .iter()
            .filter(|row| floor(row))
            .flat_map(|row| row.of.iter().map(|(_, factor)| factor.abs()));
        let most = factors.max().unwrap_or(1).max(1);
        let cost = |row: &Row| row.priced().then_some(if floor(row) { 1 } else { most });
        let rows = self.rows.rows.iter().zip(&self.row);
        let mut soft: Vec<(usize, Option<i64>)> =
            rows.filter_map(|(row, at)| Some(((*at)?, cost(row)))).collect();
        soft.sort_unstable();
        soft.into_iter().map(|(_, cost)| cost).collect()
    }

    /// Whole prices from those of the relaxation, with the signs that bounds allow.
    pub(super) fn round(&self, prices: &[f64], scale: i64) -> Vec<i64> {
        #[expect(clippy::cast_precision_loss, reason = "the scale is small")]
        let scale = scale as f64;
        let rows = self.rows.rows.iter().zip(&self.row);
        rows.map(|(row, at)| {
            let Some(at) = at.filter(|_| row.priced()) else {
                return 0;
            };
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it saturates, and any price gives a bound"
            )]
            let price = (prices.get(at).copied().unwrap_or(0.0) * scale).round() as i64;
            let price = price.clamp(-OPEN, OPEN);
            if row.hi == OPEN { price.min(0) } else { price }
        })
        .collect()
    }
}
