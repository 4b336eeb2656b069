//! Abbina ("it matches"): the service that matches IeFP students to apprenticeships and school-work placements.
//!
//! This page is the map of the house. The folder names of `src/` are the capabilities of the service; every capability has
//! the same few files; the law is a room of its own; the mathematics is a crate that has never heard of apprentices, the web
//! or a database; what the outside world must hear is written down in the transaction that makes it true, and sent later.
//!
//! # The rooms
//!
//! ```text
//! src/
//!   main.rs         starts the command line; nothing else
//!   lib.rs          this page
//!   cli.rs          what people and machines type: serve, work, migrate, match, solve, check, send, doctor …
//!   config.rs       every setting: a flag, an environment variable, or a file for what is secret
//!   app.rs          puts everything together: routes, workers, start and end
//!   vocabulary/     the words that every room speaks; no I/O, no waiting
//!   law/            rules R1 to R14, each with its source, its dates and its sentences; pure
//!   platform/       plumbing without a word of the trade: database, web, texts, mail, sheets, worker
//!   accounts/       who may do what: people, roles, schools as tenants, sessions, the audit log
//!   students/       who looks for a place, and what they wish
//!   companies/      facts that a company says once, for all schools
//!   placements/     the places that companies offer
//!   availability/   the yearly question to companies: would you take students? and the places they offer in answer
//!   imports/        files of schools: checked, shown as a diff, confirmed, undone
//!   matching/       rounds, runs, review
//!   proposals/      what is suggested, to whom, and the answers
//!   families/       what families wish for, by link, and what they learn of the decision
//!   notifications/  the outbox: events that become mail
//!   privacy/        what people may ask about their data: erasure
//!   reporting/      counts across schools, with small groups hidden
//!   demo/           a market that nobody lives in, to look at and to try
//! ```
//!
//! In each capability, as needed, the same roles: `mod.rs` is the front door (what it is, its words, its states, and all that
//! others may import), `model.rs` types and rules, `import.rs` rows of a file to records or to every problem with its line,
//! `store.rs` rows and queries, `actions.rs` use cases that own their transaction, `pages.rs` what a browser sees. `model` and
//! `import` are pure: plain data in, plain data out.
//!
//! Beside `src/`: `migrations/` is the history of the database, for SQLite and PostgreSQL; `solver/` the engine, with its own
//! [page](solver); `templates/` everything that a person reads, mail and both languages included; `tests/` what goes through
//! the public door, journeys in a real browser included.
//!
//! # Who may import whom
//!
//! ```text
//! vocabulary ◄── law ◄── model, import, eligibility, scoring          pure
//!                            ▲
//!                          store ──► platform::db                     rows
//!                            ▲
//!                         actions ──► other capabilities' front doors, notifications::enqueue
//!                            ▲
//!                          pages ──► platform::web
//!                            ▲
//!                           app ◄── cli ◄── main
//! ```
//!
//! Between capabilities: placements → companies; availability → companies, placements; matching → students, companies,
//! placements; proposals → matching and what it stands on, availability; families → proposals and what it stands on;
//! imports → what matching stands on, families; privacy → students, imports, matching; everyone → accounts, notifications; reporting → nobody, it asks the database itself, and only reads.
//! The compiler keeps most of this (crates, private modules); `tests/architecture.rs` keeps the rest, and says what to do instead.
//!
//! # How data flows
//!
//! | step | where | safe to repeat because |
//! |---|---|---|
//! | import | a file → every problem by line → what would change → one transaction | rows are found by the school's own key |
//! | wish | [`families`]: a link; what a family corrects is written over what it saw, with what stood there before | an answer over an older version is refused |
//! | freeze | [`matching`]: what a round's run reads, copied at one instant | a digest names the copy |
//! | judge and score | [`law`], [`matching::eligibility`], [`matching::scoring`]: pure | the same input, the same answer |
//! | solve | a child process of this program, with limits of time and memory; no transaction is held | the same digest, the same answer |
//! | certify | `solver::certificate`, which shares no code with the engine | pure |
//! | keep | [`matching`]: the result of a run, never changed again | queued → running → done, once |
//! | what if | [`matching::choices`]: a run that people look at is kept solved in this process, networks on integers only | a copy: losing it costs time, nothing else |
//! | publish | [`proposals`]: proposals **and** messages in one transaction | the transition consumes the draft |
//! | send | [`notifications`]: claim, compose, send, mark; no transaction across the wire | the Message-ID was fixed when it was written |
//! | answer | [`proposals`]: a link or an account; opening it changes nothing | the second answer is refused |
//!
//! # Adding a capability
//!
//! 1. A folder under `src/`, with a `mod.rs` that says what it is, its words and its states; a line here.
//! 2. A migration ([`abbina_migrations`]), with both databases in mind; tests of its store run on both.
//! 3. Routes in `pages.rs`: each names its [`platform::web::Policy`], or it does not compile. They are merged in `app`.
//! 4. Texts in `templates/locales/{it,en}/<capability>.ftl`: a key that one language lacks fails a test.
//! 5. What it may import, in `tests/architecture.rs`; and a journey in `tests/` that a person would recognise.

pub mod accounts;
pub mod app;
pub mod availability;
pub mod cli;
pub mod companies;
pub mod config;
pub mod demo;
pub mod families;
pub mod imports;
pub mod law;
pub mod matching;
pub mod notifications;
pub mod placements;
pub mod platform;
pub mod privacy;
pub mod proposals;
pub mod reporting;
pub mod students;
pub mod vocabulary;
