//! From the members of one part to its network.

use std::cmp::Reverse;

use super::{Component, Splitter, clamp};
use crate::network::{NONE, Network};

impl Splitter<'_, '_> {
    /// Numbers the members (students, places, groups: inner before outer), and gives every node its parent and its
    /// bounds. `local` is free for use where the part is.
    pub(super) fn build(&self, lists: [Vec<u32>; 3], crossing: bool, local: &mut [u32]) -> Component {
        let [mut students, mut places, mut groups] = lists;
        self.gather(&mut students, &mut places, &mut groups, local);
        let (problem, order) = (self.market.problem, self.market.order);
        let (n, m) = (self.above_student.len(), self.above_place.len());
        groups.sort_by_key(|g| {
            let depth = self.depth[*g as usize];
            (!self.group_of_places[*g as usize], Reverse(depth))
        });
        let place_groups = groups
            .iter()
            .filter(|g| self.group_of_places[**g as usize])
            .count();
        let mut next = 0;
        for v in students
            .iter()
            .map(|s| *s as usize)
            .chain(places.iter().map(|p| n + *p as usize))
            .chain(groups.iter().map(|g| n + m + *g as usize))
        {
            local[v] = next;
            next += 1;
        }
        let root = next;
        let nodes = root as usize + 1;
        let (mut up, mut lo, mut hi) = (vec![root; nodes], vec![0; nodes], vec![0; nodes]);
        let total = students.len() as u64;
        let node_of = |g: u32| {
            if g == NONE {
                root
            } else {
                local[n + m + g as usize]
            }
        };
        let mut v = 0;
        let (mut first, mut head, mut pair) = (vec![0], Vec::new(), Vec::new());
        for &s in &students {
            up[v] = node_of(self.above_student[s as usize]);
            lo[v] = i32::from(self.market.is_pinned(s));
            hi[v] = 1;
            for i in self.first[s as usize] as usize..self.first[s as usize + 1] as usize {
                head.push(local[n + self.heads[i] as usize]);
                pair.push(self.pairs[i]);
            }
            first.push(head.len() as u32);
            v += 1;
        }
        for &p in &places {
            up[v] = node_of(self.above_place[p as usize]);
            hi[v] = self.capacity[p as usize];
            v += 1;
        }
        for &g in &groups {
            let group = &problem.groups[order.groups[g as usize] as usize];
            up[v] = node_of(self.above_group[g as usize]);
            lo[v] = clamp(group.min, total);
            hi[v] = clamp(group.max.unwrap_or(u64::MAX), total + 1);
            v += 1;
        }
        let counts = [students.len(), places.len(), place_groups];
        let network = Network::new(counts, up, lo, hi, first, head, pair);
        Component {
            students,
            places,
            groups,
            network,
            crossing,
        }
    }
}
