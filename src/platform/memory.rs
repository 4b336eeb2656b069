//! The last answers, kept: what takes longer to find out than to show, and is asked for again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The last answers to questions of one kind; the oldest goes first. The question is all that the answer depends on.
#[derive(Debug)]
pub struct Memory<K, V> {
    kept: Mutex<VecDeque<(K, Arc<V>)>>,
    most: usize,
}

impl<K: PartialEq, V> Memory<K, V> {
    /// Nothing yet, and never more than `most`.
    #[must_use]
    pub const fn of(most: usize) -> Memory<K, V> {
        Memory {
            kept: Mutex::new(VecDeque::new()),
            most,
        }
    }

    /// The answer, if this was asked lately.
    pub fn recall(&self, question: &K) -> Option<Arc<V>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|(asked, _)| asked == question)
            .map(|(_, answer)| Arc::clone(answer))
    }

    /// Keeps an answer.
    pub fn keep(&self, question: K, answer: V) -> Arc<V> {
        let answer = Arc::new(answer);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((question, Arc::clone(&answer)));
        kept.truncate(self.most);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;

    #[test]
    fn only_the_last_answers_are_kept() {
        let memory = Memory::of(2);
        for question in 0..3 {
            memory.keep(question, question * 10);
        }
        assert_eq!(memory.recall(&0), None);
        assert_eq!(memory.recall(&2).as_deref(), Some(&20));
    }
}
