//! Who goes where: capacitated assignment with nested groups, exact, with a proof that a short program checks.
//!
//! ```
//! use abbina_solver::{Options, Problem, Status, check, solve};
//! let mut b = Problem::builder();
//! let (ana, ben) = (b.student("ana", None), b.student("ben", None));
//! let (bakery, garage) = (b.place("bakery", 1, None), b.place("garage", 1, None));
//! b.pair(ana, bakery, 900);
//! b.pair(ana, garage, 800);
//! b.pair(ben, bakery, 700);
//! let problem = b.build().expect("a valid problem");
//!
//! let answer = solve(&problem, &Options::default());
//! assert_eq!(answer.status, Status::Optimal);
//! // Both are placed only if Ana lets Ben have the bakery.
//! assert_eq!(answer.assignment[0].place, "garage");
//! assert!(check(&problem, &answer).expect("a sound answer").proved);
//! ```

mod canonical;
mod certificate;
mod components;
mod conflict;
mod control;
mod crossing;
mod error;
mod explain;
mod json;
mod linear;
mod memory;
mod network;
mod outcome;
mod policy;
mod problem;
mod reasons;
mod report;
mod repriced;
mod session;
mod solve;
mod someone;
mod stable;
mod stage;
mod tiers;

pub use certificate::{Checked, check};
pub use control::Progress;
pub use error::Finding;
pub use outcome::{
    ANSWER_FORMAT, Answer, Assigned, BlockingPairs, BoundPart, BoundStage, Certificate, Count, Duals,
    Explanation, Move, Multipliers, PartBound, Price, Status, Step, TierValue, Timings, Unplaced, Value,
    Verdict, Why,
};
pub use policy::{Limits, Policy, Stability, Tier};
pub use problem::{FORMAT, Group, Pair, Place, Problem, ProblemBuilder, Quota, RANK_MAX, SCORE_MAX, Student};
pub use session::{Change, Effect, Refused, Session, Unsolved};
pub use solve::{Options, Regret, regrets, solve};
