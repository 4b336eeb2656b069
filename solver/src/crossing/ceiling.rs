//! What one more seat could gain at most, read from the proofs at hand: their prices bound what is possible with other
//! capacities as well.

use super::Rules;
use super::price::Case;
use super::search::{Node, Proof};

impl Rules {
    /// How much more each stage could reach if this place had one more seat, up to the first in which that is anything
    /// at all: the stages before it stay as they are. `gains` by stage, over the arcs; nothing where stability decides,
    /// for its rows count seats.
    pub(crate) fn at_most_with_one_more(&self, place: usize, gains: &[Vec<i64>]) -> Option<Vec<i64>> {
        if self.rows.counts_seats() || self.loose {
            return None;
        }
        let row = self.rows.places[place].row as usize;
        let mut more = Vec::with_capacity(gains.len());
        for (reached, gain) in self.reached.iter().zip(gains) {
            let bound = self.bound_with(reached.proof.as_ref()?, &self.gains(Some(gain)), row)?;
            more.push(bound - reached.value);
            if bound > reached.value {
                break;
            }
        }
        Some(more)
    }

    /// The bound that a proof gives when a row may hold one more.
    fn bound_with(&self, proof: &Proof, gain: &[i64], row: usize) -> Option<i64> {
        let mut whole = Case::whole(&self.rows, vec![false; self.rows.arcs]);
        whole.hi[row] += 1;
        let mut most: Option<i64> = None;
        let mut open = vec![(0, whole)];
        while let Some((at, case)) = open.pop() {
            let prices = match proof.nodes.get(at)? {
                Node::Bound(prices) | Node::Empty(prices) => proof.prices.get(*prices)?,
                Node::Branch(split, yes, no) => {
                    let (mut takes, mut not) = (case.clone(), case);
                    takes.take(&self.rows, split, true);
                    not.take(&self.rows, split, false);
                    open.extend([(*yes, takes), (*no, not)]);
                    continue;
                }
            };
            // Rows that came later cost nothing here.
            let mut prices = prices.clone();
            prices.resize(self.rows.rows.len(), 0);
            if self
                .rows
                .price(&prices, None, proof.divisor, &case)
                .bound
                .is_none_or(|bound| bound < 0)
            {
                continue;
            }
            let bound = self.rows.price(&prices, Some(gain), proof.divisor, &case).bound;
            let bound = bound.map(|bound| bound.div_euclid(i128::from(proof.divisor)));
            most = most.max(bound.map(|bound| i64::try_from(bound).unwrap_or(i64::MAX)));
        }
        most
    }
}
