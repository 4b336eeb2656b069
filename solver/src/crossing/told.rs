//! A proof with names instead of numbers, as the certificate carries it.

use std::collections::BTreeMap;

use crate::components::{Component, Market};
use crate::outcome::{BoundPart, Certificate, Count, Multipliers, PartBound, Step};

use super::Rules;
use super::price::Split;
use super::rows::Kind;
use super::search::{Node, Proof};

struct Names<'a> {
    rules: &'a Rules,
    market: &'a Market<'a>,
    component: &'a Component,
    /// The names of the stages.
    stages: &'a [String],
}

impl Rules {
    /// The certificate of a part in which nothing is possible: the last stage shows it.
    pub(crate) fn impossible(&self, market: &Market<'_>, component: &Component) -> Certificate {
        let stages: Vec<String> = self.reached.iter().map(|_| "infeasible".to_owned()).collect();
        let mut part = self.told(market, component, &stages);
        part.stages.drain(..part.stages.len().saturating_sub(1));
        Certificate::Impossible { part }
    }

    /// The certificate of a part whose stages are called like that.
    pub(crate) fn told(&self, market: &Market<'_>, component: &Component, stages: &[String]) -> BoundPart {
        let names = Names {
            rules: self,
            market,
            component,
            stages,
        };
        let own = self.reached.iter().zip(stages).map(|(reached, stage)| {
            let stage = reached.name.clone().unwrap_or_else(|| stage.clone());
            let nothing = || PartBound {
                stage: stage.clone(),
                bound: reached.bound,
                divisor: 1,
                ..PartBound::default()
            };
            match &reached.proof {
                Some(proof) => names.proof(proof, nothing()),
                None => nothing(),
            }
        });
        BoundPart {
            students: (0..component.students.len()).map(|s| names.student(s)).collect(),
            stages: own.collect(),
        }
    }
}

impl Names<'_> {
    fn student(&self, s: usize) -> String {
        let position = self.market.order.students[self.component.students[s] as usize];
        self.market.problem.students[position as usize].id.clone()
    }

    fn place(&self, p: usize) -> String {
        let position = self.market.order.places[self.component.places[p] as usize];
        self.market.problem.places[position as usize].id.clone()
    }

    fn group(&self, node: u32) -> String {
        let component = self.component;
        let group = component.groups[node as usize - component.students.len() - component.places.len()];
        self.market.problem.groups[self.market.order.groups[group as usize] as usize]
            .id
            .clone()
    }

    fn proof(&self, proof: &Proof, mut told: PartBound) -> PartBound {
        told.divisor = proof.divisor;
        let mut number = BTreeMap::new();
        let used = proof.nodes.iter().filter_map(|node| match node {
            Node::Bound(prices) | Node::Empty(prices) => Some(*prices),
            Node::Branch(..) => None,
        });
        let mut used: Vec<usize> = used.collect();
        used.sort_unstable();
        used.dedup();
        for (own, prices) in used.iter().enumerate() {
            number.insert(*prices, own as u32);
            // The first and the one before are tried as a base: what is shared is written once.
            let bases = [0, own.saturating_sub(1)];
            let base = bases.into_iter().filter(|base| *base < own).min_by_key(|base| {
                let base = &proof.prices[used[*base]];
                base.iter()
                    .zip(&proof.prices[*prices])
                    .filter(|(a, b)| a != b)
                    .count()
            });
            told.multipliers.push(self.multipliers(
                &proof.prices,
                *prices,
                base.map(|b| (b as u32, used[b])),
            ));
        }
        told.steps = proof.nodes.iter().map(|node| self.step(node, &number)).collect();
        told
    }

    fn multipliers(&self, all: &[Vec<i64>], own: usize, base: Option<(u32, usize)>) -> Multipliers {
        let mut told = Multipliers {
            base: base.map(|(number, _)| number),
            ..Multipliers::default()
        };
        let problem = self.market.problem;
        for (row, price) in all[own].iter().enumerate() {
            let before = base.map_or(0, |(_, base)| all[base].get(row).copied().unwrap_or(0));
            if *price == before {
                continue;
            }
            let couple = |couple: u32| {
                let (a, b, employer) = &self.rules.rows.couples[couple as usize];
                let id = |s: u32| problem.students[s as usize].id.clone();
                (id(*a), id(*b), employer.clone(), *price)
            };
            match self.rules.rows.rows[row].kind {
                Kind::Student(s) => drop(told.students.insert(self.student(s as usize), *price)),
                Kind::Group(node) => drop(told.groups.insert(self.group(node), *price)),
                Kind::Quota(q) => drop(told.quotas.insert(problem.quotas[q as usize].id.clone(), *price)),
                Kind::Together(c) => told.together.push(couple(c)),
                Kind::Apart(c) => told.apart.push(couple(c)),
                Kind::Stable(arc) => {
                    let (s, p) = (
                        self.rules.rows.student_of[arc as usize],
                        self.rules.rows.place_of[arc as usize],
                    );
                    told.stable
                        .push((self.student(s as usize), self.place(p as usize), *price));
                }
                Kind::Floor(stage) => {
                    let own = self.rules.reached.get(stage as usize);
                    let own = own.and_then(|reached| reached.name.as_ref());
                    let name = own.or_else(|| self.stages.get(stage as usize));
                    told.floors.insert(name.cloned().unwrap_or_default(), *price);
                }
                Kind::Place(_) | Kind::Open | Kind::Link => {}
            }
        }
        told
    }

    fn step(&self, node: &Node, number: &BTreeMap<usize, u32>) -> Step {
        let of = |prices: &usize| number.get(prices).copied().unwrap_or_default();
        let (split, yes, no) = match node {
            Node::Bound(prices) => return Step::Bound(of(prices)),
            Node::Empty(prices) => return Step::Empty(of(prices)),
            Node::Branch(split, yes, no) => (split, *yes as u32, *no as u32),
        };
        let rows = &self.rules.rows;
        match split {
            Split::Takes(student, arcs) => Step::Student {
                id: self.student(*student as usize),
                places: arcs
                    .iter()
                    .map(|arc| self.place(rows.place_of[*arc as usize] as usize))
                    .collect(),
                yes,
                no,
            },
            Split::Blocks(i) => {
                let (_, arc) = rows.blocking[*i as usize];
                Step::Blocks {
                    student: self.student(rows.student_of[arc as usize] as usize),
                    place: self.place(rows.place_of[arc as usize] as usize),
                    yes,
                    no,
                }
            }
            Split::Count(row, at) => {
                let count = |id: String| Count {
                    id,
                    at: *at,
                    most: yes,
                    more: no,
                };
                match rows.rows[*row as usize].kind {
                    Kind::Place(node) => Step::Place(count(self.place(node as usize - rows.students))),
                    Kind::Quota(q) => Step::Quota(count(self.market.problem.quotas[q as usize].id.clone())),
                    Kind::Group(node) => Step::Group(count(self.group(node))),
                    // Only what is counted is ever split; a student is told by its places.
                    _ => Step::Empty(u32::MAX),
                }
            }
        }
    }
}
