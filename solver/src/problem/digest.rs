//! What a problem is called, whatever the order of its arrays: a digest over its content in canonical order.

use sha2::{Digest as _, Sha256};

use super::Problem;
use crate::canonical::Order;

/// Feeds values with their lengths, so that no two contents look alike.
struct Feed(Sha256);

impl Feed {
    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    fn number(&mut self, number: u64) {
        self.0.update(number.to_le_bytes());
    }

    /// An absent value differs from every present one.
    fn option(&mut self, number: Option<u64>) {
        self.0.update([u8::from(number.is_some())]);
        self.number(number.unwrap_or(0));
    }
}

impl Problem {
    /// `sha256:` and 64 hexadecimal digits; the same for any order of the arrays. The limits are left out, as they
    /// do not change what is asked; the problem must be valid, otherwise the digest only tells contents apart.
    #[must_use]
    pub fn digest(&self) -> String {
        self.digest_in(&Order::of(self))
    }

    pub(crate) fn digest_in(&self, order: &Order) -> String {
        let mut feed = Feed(Sha256::new());
        feed.text("abbina-matching/1 digest 1");
        let group = |g: Option<u32>| g.map(|g| u64::from(order.group_rank(g)));
        for &i in &order.groups {
            let g = &self.groups[i as usize];
            feed.text(&g.id);
            feed.number(g.min);
            feed.option(g.max);
            feed.option(group(g.parent));
        }
        feed.number(self.students.len() as u64);
        for &i in &order.students {
            let s = &self.students[i as usize];
            feed.text(&s.id);
            feed.option(group(s.group));
        }
        feed.number(self.places.len() as u64);
        for &i in &order.places {
            let p = &self.places[i as usize];
            feed.text(&p.id);
            feed.number(p.capacity);
            feed.option(group(p.group));
            feed.option(p.open_with);
            feed.text(self.employer_of(i));
        }
        feed.number(self.pairs.len() as u64);
        // Twenty bytes per pair, in large pieces.
        let mut piece = Vec::with_capacity(20 * 4096);
        for &i in &order.pairs {
            let pair = &self.pairs[i as usize];
            let (s, p) = (order.student_rank(pair.student), order.place_rank(pair.place));
            for word in [s, p, pair.score, pair.student_rank, pair.place_rank] {
                piece.extend_from_slice(&word.to_le_bytes());
            }
            if piece.len() >= 20 * 4096 {
                feed.0.update(&piece);
                piece.clear();
            }
        }
        feed.0.update(&piece);
        let mut quotas: Vec<_> = self.quotas.iter().collect();
        quotas.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let mut pair_rank = vec![0_u32; if quotas.is_empty() { 0 } else { self.pairs.len() }];
        if !quotas.is_empty() {
            for (rank, &i) in order.pairs.iter().enumerate() {
                pair_rank[i as usize] = rank as u32;
            }
        }
        feed.number(quotas.len() as u64);
        for quota in quotas {
            feed.text(&quota.id);
            feed.number(quota.min);
            feed.option(quota.max);
            let mut pairs: Vec<u32> = quota
                .pairs
                .iter()
                .filter_map(|p| pair_rank.get(*p as usize).copied())
                .collect();
            pairs.sort_unstable();
            feed.number(pairs.len() as u64);
            pairs.into_iter().for_each(|p| feed.number(u64::from(p)));
        }
        for (list, places) in [
            (&self.pins, true),
            (&self.forbids, true),
            (&self.together, false),
            (&self.apart, false),
        ] {
            let mut list: Vec<(u32, u32)> = list
                .iter()
                .map(|(a, b)| {
                    let a = order.student_rank(*a);
                    let b = if places {
                        order.place_rank(*b)
                    } else {
                        order.student_rank(*b)
                    };
                    if places { (a, b) } else { (a.min(b), a.max(b)) }
                })
                .collect();
            list.sort_unstable();
            list.dedup();
            feed.number(list.len() as u64);
            for (a, b) in list {
                feed.number(u64::from(a));
                feed.number(u64::from(b));
            }
        }
        feed.number(self.policy.tiers.len() as u64);
        self.policy.tiers.iter().for_each(|t| feed.text(t.name()));
        feed.text(self.policy.stability.name());
        feed.number(self.seed);
        let mut out = String::from("sha256:");
        for byte in feed.0.finalize() {
            out.push_str(&format!("{byte:02x}"));
        }
        out
    }
}
