//! Compared with one plain search per student, on networks with groups on both sides.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// Students, places and groups by chance, and whoever comes first takes what has room.
fn market(seed: u64) -> Network {
    let mut c = Chance(seed);
    let (students, places) = (1 + c.below(60), 1 + c.below(40));
    let groups = [c.below(8), c.below(6)];
    let offset = students + places;
    let root = offset + groups[0] + groups[1];
    let up = |c: &mut Chance, v: usize| -> u32 {
        let of_places = v >= students && v < offset + groups[0];
        let (begin, end) = if of_places {
            (offset, offset + groups[0])
        } else {
            (offset + groups[0], root)
        };
        // Inner groups stand before outer ones.
        let begin = begin.max(v + 1);
        (if begin < end && c.below(3) > 0 {
            begin + c.below(end - begin)
        } else {
            root
        }) as u32
    };
    let up: Vec<u32> = (0..=root)
        .map(|v| if v == root { root as u32 } else { up(&mut c, v) })
        .collect();
    let hi: Vec<i32> = (0..=root)
        .map(|v| match v {
            _ if v < students => 1,
            _ if v < offset => c.below(3) as i32,
            _ => 1 + c.below(8) as i32,
        })
        .collect();
    let (mut first, mut head) = (vec![0], Vec::new());
    for _ in 0..students {
        let begin = c.below(places);
        let near = (0..1 + c.below(4)).map(|step| (students + (begin + step) % places) as u32);
        head.extend(near.collect::<std::collections::BTreeSet<u32>>());
        first.push(head.len() as u32);
    }
    let mut net = Network::new(
        [students, places, groups[0]],
        up,
        vec![0; root + 1],
        hi,
        first,
        head.clone(),
        (0..head.len() as u32).collect(),
    );
    let mut taken = vec![None; students];
    for s in 0..students {
        let free = |arc: &usize| net.takes_one_more(net.head[*arc] as usize) && !net.below_full(s);
        taken[s] = net
            .arcs(s)
            .find(free)
            .map(|arc| arc as u32)
            .filter(|_| c.below(9) > 0);
        net.take_pairs(|s| taken[s]);
    }
    // Some groups need everyone they have.
    for v in offset..root {
        net.lo[v] = if c.below(4) == 0 { net.flow[v] } else { 0 };
    }
    net
}

/// Students, places and full groups that a search from one student comes upon, nearest first; nothing where it comes
/// upon room.
fn plain(net: &Network, student: usize) -> Option<[Vec<usize>; 3]> {
    let offset = net.students + net.places;
    if let Some(group) = net.full_above(student) {
        let mut inside = net.placed_below(group);
        inside.insert(0, student);
        return Some([inside, Vec::new(), vec![group - offset]]);
    }
    let (mut open, mut next) = (vec![student], 0);
    while let Some(&v) = open.get(next) {
        next += 1;
        let mut on: Vec<usize> = Vec::new();
        if v < net.students {
            on.extend(net.arcs(v).map(|arc| net.head[arc] as usize));
        } else if v < offset {
            if net.flow[v] < net.hi[v] {
                let group = net.full_above(v)?;
                let around =
                    std::iter::successors(Some(v), |v| Some(net.up[*v] as usize).filter(|_| *v != group));
                on.extend(around.skip(1));
            }
            let mut s = net.held[v - net.students];
            while s != NONE {
                on.push(s as usize);
                s = net.next[s as usize];
            }
        } else {
            let kids = net.kids[net.kids(v)].iter().map(|kid| *kid as usize);
            on.extend(kids.filter(|kid| net.flow[*kid] > net.lo[*kid]));
        }
        on.into_iter().for_each(|w| {
            if !open.contains(&w) {
                open.push(w);
            }
        });
    }
    let mut found: [Vec<usize>; 3] = Default::default();
    for v in open {
        if v < net.students {
            found[0].push(v);
        } else if v < offset {
            found[1].push(v - net.students);
        } else if net.flow[v] >= net.hi[v] {
            found[2].push(v - offset);
        }
    }
    Some(found)
}

#[test]
fn everyone_shares_what_a_search_of_their_own_comes_upon() {
    let (mut short, mut room, mut grouped) = (0, 0, 0);
    for seed in 0..3000 {
        let net = market(seed);
        let mut reach = Reach::of(&net);
        for s in (0..net.students).filter(|s| net.mate[*s] == NONE) {
            let wanted = plain(&net, s);
            assert_eq!(reach.has_room(s), wanted.is_none(), "seed {seed} student {s}");
            for listed in [usize::MAX, 3] {
                let told = reach.shortage(s, listed);
                let told = told.map(|t| ([t.students, t.places, t.groups], [t.more_students, t.more_places]));
                let wanted = wanted.clone().map(|all| {
                    let more = [&all[0], &all[1]].map(|all| all.len().saturating_sub(listed));
                    (
                        all.map(|all| all.into_iter().take(listed).collect::<Vec<_>>()),
                        more,
                    )
                });
                assert_eq!(told, wanted, "seed {seed} student {s}");
            }
            short += usize::from(wanted.is_some());
            room += usize::from(wanted.is_none());
            grouped += usize::from(wanted.is_some_and(|wanted| !wanted[2].is_empty()));
        }
    }
    assert!(
        short > 3000 && room > 300 && grouped > 1000,
        "{short} {room} {grouped}"
    );
}
