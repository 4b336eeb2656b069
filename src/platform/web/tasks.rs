//! What needs doing now: each capability says its own, the home page lists them all.

use std::pin::Pin;
use std::sync::Arc;

use super::policy::Policy;
use super::visitor::Visit;
use crate::vocabulary::fault::Fault;

/// Something that needs doing, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// How many; 0 is done.
    pub count: i64,
    /// What, in the reader's language.
    pub text: String,
    /// Where: the list of exactly these.
    pub href: String,
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
    /// What needs doing now by whoever asks, in the order of the rooms.
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
        Ok(tasks)
    }
}
