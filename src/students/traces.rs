//! By what a person is recognised in a file that nobody has read yet.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::Student;
use crate::vocabulary::text::normalise_key;

/// What a file may hold of a student.
#[derive(Debug, Clone)]
pub struct Traces {
    key: String,
    /// Nobody else has these: codice fiscale, own address.
    own: BTreeSet<String>,
    /// Others may have one of these too.
    names: [String; 2],
    birth_date: NaiveDate,
    /// All words that name the student or the family.
    words: BTreeSet<String>,
}

impl Traces {
    /// Of this student.
    #[must_use]
    pub fn of(student: &Student) -> Traces {
        let profile = &student.profile;
        let codice_fiscale = profile
            .codice_fiscale
            .as_ref()
            .map(|code| code.as_str().to_owned());
        let email = profile.email.as_ref().map(ToString::to_string);
        let own: BTreeSet<String> = codice_fiscale
            .into_iter()
            .chain(email)
            .map(|word| normalise_key(&word))
            .collect();
        let names = [&profile.family_name, &profile.given_name].map(|name| normalise_key(name.as_str()));
        let key = normalise_key(profile.key.as_str());
        let guardian = profile.guardian_name.as_ref().map(ToString::to_string);
        let guardian_email = profile.guardian_email.as_ref().map(ToString::to_string);
        let mut words: BTreeSet<String> = guardian
            .into_iter()
            .chain(guardian_email)
            .map(|word| normalise_key(&word))
            .collect();
        words.extend(own.iter().chain(&names).chain([&key]).cloned());
        Traces {
            key,
            own,
            names,
            birth_date: profile.birth_date,
            words,
        }
    }

    /// Is this row about the student? By its key, where the file has one; by what nobody else has; or by name and birth date.
    #[must_use]
    pub fn in_row(&self, key: Option<&str>, cells: &[String]) -> bool {
        if key.is_some_and(|key| normalise_key(key) == self.key) {
            return true;
        }
        let cells: Vec<String> = cells.iter().map(|cell| normalise_key(cell)).collect();
        if cells.iter().any(|cell| self.own.contains(cell)) {
            return true;
        }
        let born = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
            .map(|form| normalise_key(&self.birth_date.format(form).to_string()));
        let named = |name: &String| cells.iter().any(|cell| cell == name);
        self.names.iter().all(named) && cells.iter().any(|cell| born.contains(cell))
    }

    /// Does this one word name the student or the family? For the names of columns, where a file has none and its first person
    /// stands there.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        let word = normalise_key(word);
        !word.is_empty() && self.words.contains(&word)
    }
}
