//! Neighbours side by side: whoever competes for the same places is found close together in memory as well.

use super::Splitter;
use crate::network::NONE;

impl Splitter<'_, '_> {
    /// Puts places and groups in the order in which the students come upon them, and students by the first of their
    /// places. Everything follows from the names, as before. `local` is free for use where the part is.
    pub(super) fn gather(
        &self,
        students: &mut Vec<u32>,
        places: &mut [u32],
        groups: &mut [u32],
        local: &mut [u32],
    ) {
        let (n, m) = (self.above_student.len(), self.above_place.len());
        let heads =
            |s: u32| &self.heads[self.first[s as usize] as usize..self.first[s as usize + 1] as usize];
        let mut next = 0;
        let mut meet = |v: usize| {
            let known = local[v] != NONE;
            if !known {
                local[v] = next;
                next += 1;
            }
            known
        };
        for p in students.iter().flat_map(|s| heads(*s)) {
            if meet(n + *p as usize) {
                continue;
            }
            let mut g = self.above_place[*p as usize];
            while g != NONE && !meet(n + m + g as usize) {
                g = self.above_group[g as usize];
            }
        }
        places.sort_unstable_by_key(|p| (local[n + *p as usize], *p));
        groups.sort_unstable_by_key(|g| (local[n + m + *g as usize], *g));
        for (number, p) in (0..).zip(places.iter()) {
            local[n + *p as usize] = number;
        }
        // A stable counting sort.
        let number = |p: &u32| local[n + *p as usize];
        let none = places.len() as u32;
        let keys: Vec<u32> = students
            .iter()
            .map(|s| heads(*s).iter().map(number).min().unwrap_or(none))
            .collect();
        let mut begins = vec![0_u32; places.len() + 2];
        keys.iter().for_each(|key| begins[*key as usize + 1] += 1);
        for k in 1..begins.len() {
            begins[k] += begins[k - 1];
        }
        let mut sorted = vec![0; students.len()];
        for (s, key) in students.iter().zip(keys) {
            let slot = &mut begins[key as usize];
            sorted[*slot as usize] = *s;
            *slot += 1;
        }
        *students = sorted;
    }
}
