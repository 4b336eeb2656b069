//! Writing the JSON format, with pairs as compact arrays.

use std::io::Write as _;

use super::{FORMAT, Problem};

fn text(out: &mut Vec<u8>, text: &str) {
    // Writing a string to memory cannot fail.
    if serde_json::to_writer(&mut *out, text).is_err() {
        out.extend_from_slice(b"\"\"");
    }
}

fn number(out: &mut Vec<u8>, key: &str, value: impl std::fmt::Display) {
    let _ = write!(out, ",\"{key}\":{value}");
}

/// `"name":[item,item]`, left out when empty unless `always`.
fn list<T>(out: &mut Vec<u8>, name: &str, always: bool, items: &[T], mut each: impl FnMut(&mut Vec<u8>, &T)) {
    if items.is_empty() && !always {
        return;
    }
    let _ = write!(out, ",\"{name}\":[");
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        each(out, item);
    }
    out.push(b']');
}

impl Problem {
    /// The problem in the format [`Problem::read`] reads.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(
            64 + 40 * self.students.len() + 60 * self.places.len() + 32 * self.pairs.len(),
        );
        let _ = write!(out, "{{\"format\":\"{FORMAT}\"");
        let student = |i: u32| self.students.get(i as usize).map_or("", |s| s.id.as_str());
        let place = |i: u32| self.places.get(i as usize).map_or("", |p| p.id.as_str());
        let group = |out: &mut Vec<u8>, key: &str, group: Option<u32>| {
            if let Some(group) = group.and_then(|g| self.groups.get(g as usize)) {
                let _ = write!(out, ",\"{key}\":");
                text(out, &group.id);
            }
        };
        list(&mut out, "students", true, &self.students, |out, s| {
            out.extend_from_slice(b"{\"id\":");
            text(out, &s.id);
            group(out, "group", s.group);
            out.push(b'}');
        });
        list(&mut out, "places", true, &self.places, |out, p| {
            out.extend_from_slice(b"{\"id\":");
            text(out, &p.id);
            number(out, "capacity", p.capacity);
            group(out, "group", p.group);
            if let Some(employer) = &p.employer {
                out.extend_from_slice(b",\"employer\":");
                text(out, employer);
            }
            if let Some(least) = p.open_with {
                number(out, "open_with", least);
            }
            out.push(b'}');
        });
        list(&mut out, "groups", false, &self.groups, |out, g| {
            out.extend_from_slice(b"{\"id\":");
            text(out, &g.id);
            if g.min > 0 {
                number(out, "min", g.min);
            }
            if let Some(max) = g.max {
                number(out, "max", max);
            }
            group(out, "parent", g.parent);
            out.push(b'}');
        });
        list(&mut out, "pairs", true, &self.pairs, |out, pair| {
            out.push(b'[');
            text(out, student(pair.student));
            out.push(b',');
            text(out, place(pair.place));
            let _ = write!(out, ",{}", pair.score);
            match (pair.student_rank, pair.place_rank) {
                (0, 0) => {}
                (own, 0) => drop(write!(out, ",{own}")),
                (0, their) => drop(write!(out, ",null,{their}")),
                (own, their) => drop(write!(out, ",{own},{their}")),
            }
            out.push(b']');
        });
        list(&mut out, "quotas", false, &self.quotas, |out, q| {
            out.extend_from_slice(b"{\"id\":");
            text(out, &q.id);
            list(out, "pairs", true, &q.pairs, |out, pair| {
                drop(write!(out, "{pair}"))
            });
            if q.min > 0 {
                number(out, "min", q.min);
            }
            if let Some(max) = q.max {
                number(out, "max", max);
            }
            out.push(b'}');
        });
        let mut twos = |name: &str, items: &[(u32, u32)], other: &dyn Fn(u32) -> String| {
            list(&mut out, name, false, items, |out, (a, b)| {
                out.push(b'[');
                text(out, student(*a));
                out.push(b',');
                text(out, &other(*b));
                out.push(b']');
            });
        };
        twos("pins", &self.pins, &|i| place(i).to_owned());
        twos("forbids", &self.forbids, &|i| place(i).to_owned());
        twos("together", &self.together, &|i| student(i).to_owned());
        twos("apart", &self.apart, &|i| student(i).to_owned());
        out.extend_from_slice(b",\"policy\":{\"tiers\":[");
        for (i, tier) in self.policy.tiers.iter().enumerate() {
            let _ = write!(out, "{}\"{}\"", if i > 0 { "," } else { "" }, tier.name());
        }
        let _ = write!(out, "],\"stability\":\"{}\"}}", self.policy.stability.name());
        let seconds = self.limits.seconds.map(|s| format!("\"seconds\":{s}"));
        let threads = self.limits.threads.map(|t| format!("\"threads\":{t}"));
        let limits: Vec<String> = seconds.into_iter().chain(threads).collect();
        if !limits.is_empty() {
            let _ = write!(out, ",\"limits\":{{{}}}", limits.join(","));
        }
        let _ = write!(out, ",\"seed\":{}}}", self.seed);
        out
    }
}
