//! Is it true why a student has no place?

use super::{Told, True, require, rule_names};
use crate::outcome::{LIMIT, Why};
use crate::policy::{Stability, Tier};

impl Told<'_> {
    pub(super) fn reason(&self, student: &str, why: &Why) -> True {
        let Some(&s) = self.students.get(student) else {
            return Ok(());
        };
        match why {
            Why::NoEligiblePlace => Ok(()),
            Why::NotWorth => require(self.problem.policy.tiers[0] != Tier::Placed, || {
                "the first tier places as many as can be".to_owned()
            }),
            Why::PinnedOut { pins } => pins.iter().try_for_each(|pin| {
                let known = self
                    .students
                    .get(pin.student.as_str())
                    .zip(self.places.get(pin.place.as_str()));
                require(known.is_some_and(|(s, p)| self.pinned.get(s) == Some(p)), || {
                    format!("{:?} is not pinned to {:?}", pin.student, pin.place)
                })
            }),
            Why::Shortage { .. } => self.shortage(s, why),
        }
    }

    /// Nobody of these students has another place, and nobody else has one of these: so one more cannot be placed.
    fn shortage(&self, s: u32, why: &Why) -> True {
        let Why::Shortage {
            students,
            places,
            groups,
            rules,
            more_students,
            more_places,
        } = why
        else {
            return Ok(());
        };
        let students = Self::named(&self.students, students)?;
        let places = Self::named(&self.places, places)?;
        let groups = Self::named(&self.groups, groups)?;
        require(students.contains(&s), || {
            "the student does not share what it is short of".to_owned()
        })?;
        if !rules.is_empty() {
            let mut known = rule_names(self.problem);
            known.extend(self.cut.then(|| LIMIT.to_owned()));
            require(rules.iter().all(|rule| known.contains(rule)), || {
                "it names a rule that does not exist".to_owned()
            })?;
            let mode = self.problem.policy.stability;
            if !matches!(mode, Stability::StudentOptimal | Stability::PlaceOptimal) || *more_places > 0 {
                return Ok(());
            }
            // Deferred acceptance: every place it could have is full of others.
            let mut open = self.pairs_of[s as usize].iter().filter(|pair| self.open(**pair));
            return require(
                open.all(|pair| {
                    let place = self.problem.pairs[*pair as usize].place;
                    let held = &self.held[place as usize];
                    places.contains(&place)
                        && held.len() as u64 >= self.problem.places[place as usize].capacity
                        && (*more_students > 0 || held.iter().all(|s| students.contains(s)))
                }),
                || "there is another place, one has room, or others hold one".to_owned(),
            );
        }
        for group in &groups {
            let name = &self.problem.groups[*group as usize].id;
            require(self.full(*group), || format!("the group {name:?} is not full"))?;
        }
        let group_of = |student: &u32| self.problem.students[*student as usize].group;
        if let Some(full) = self.around(group_of(&s)).find(|g| groups.contains(g)) {
            return require(
                students
                    .iter()
                    .all(|s| self.around(group_of(s)).any(|g| g == full)),
                || "some of these students are not in the full group".to_owned(),
            );
        }
        let shut = |place: u32| self.around_place(place).any(|g| groups.contains(&g));
        for &place in &places {
            let own = &self.problem.places[place as usize];
            let full = self.held[place as usize].len() as u64 >= own.capacity;
            let opens = own.open_with.is_none_or(|least| least <= own.capacity);
            require(full || !opens || shut(place) || *more_places > 0, || {
                format!("{:?} has room", own.id)
            })?;
        }
        if *more_students > 0 || *more_places > 0 {
            return Ok(());
        }
        require(!places.is_empty() || !groups.is_empty(), || {
            "it names no place".to_owned()
        })?;
        for student in &students {
            let name = &self.problem.students[*student as usize].id;
            let pairs = self.pairs_of[*student as usize]
                .iter()
                .filter(|pair| self.open(**pair));
            require(pairs.clone().next().is_some(), || {
                format!("{name:?} has no place to share")
            })?;
            for place in pairs.map(|pair| self.problem.pairs[*pair as usize].place) {
                require(places.contains(&place) || shut(place), || {
                    format!(
                        "{name:?} could also go to {:?}",
                        self.problem.places[place as usize].id
                    )
                })?;
            }
        }
        for place in &places {
            let stranger = self.held[*place as usize].iter().find(|s| !students.contains(s));
            require(stranger.is_none(), || {
                format!(
                    "{:?} is held by others as well",
                    self.problem.places[*place as usize].id
                )
            })?;
        }
        Ok(())
    }
}
