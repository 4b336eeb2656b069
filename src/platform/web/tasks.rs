//! What needs doing now: each capability says its own, the home page lists them all.

use std::pin::Pin;
use std::sync::Arc;

use super::policy::Policy;
use super::visitor::Visit;
use crate::platform::texts::T;
use crate::vocabulary::fault::Fault;

/// How long something can wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It is lost unless somebody sees to it today or tomorrow.
    Today,
    /// Others wait for it.
    Waiting,
    /// The next matching is better with it.
    Better,
}

/// Something that needs doing, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// How long it can wait: the most urgent come first.
    pub urgency: Urgency,
    /// How many.
    pub count: u64,
    /// What, in the reader's language.
    pub text: String,
    /// Where: the list of exactly these.
    pub href: String,
}

impl Task {
    /// The task that this text names about `count` things, which the list at `href` shows; none when there is nothing to do.
    #[must_use]
    pub fn of(t: T, urgency: Urgency, count: u64, key: &str, href: impl Into<String>) -> Option<Task> {
        (count > 0).then(|| Task {
            urgency,
            count,
            text: t.n(key, count),
            href: href.into(),
        })
    }
}

type Asked = Pin<Box<dyn Future<Output = Result<Vec<Task>, Fault>> + Send>>;

/// Who knows of things to do, and for whom.
#[derive(Clone)]
pub(super) struct TaskSource {
    policy: Policy,
    ask: Arc<dyn Fn(Visit) -> Asked + Send + Sync>,
}

impl std::fmt::Debug for TaskSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TaskSource")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

impl TaskSource {
    pub(super) fn new<F, R>(policy: Policy, ask: F) -> TaskSource
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Vec<Task>, Fault>> + Send + 'static,
    {
        TaskSource {
            policy,
            ask: Arc::new(move |visit| Box::pin(ask(visit))),
        }
    }
}

impl Visit {
    /// What needs doing now by whoever asks, the most urgent first, then in the order of the rooms.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn tasks(&self) -> Result<Vec<Task>, Fault> {
        let mut tasks = Vec::new();
        for source in &self.visitor.signposts.tasks {
            if source.policy.allows(&self.viewer) {
                tasks.extend((source.ask)(self.clone()).await?);
            }
        }
        tasks.sort_by_key(|task| task.urgency);
        Ok(tasks)
    }
}
