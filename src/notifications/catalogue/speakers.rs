//! On whose behalf a mail goes out, and who reads what is answered to it.

use serde::{Deserialize, Serialize};

use crate::platform::mail::Correspondent;

/// The school on whose behalf a mail goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Its name.
    pub name: String,
    /// The coordinator, or whoever answers there.
    pub contact: Option<String>,
    /// Where they can be called.
    pub phone: Option<String>,
    /// Where they read answers: the mail's `Reply-To`.
    pub email: Option<String>,
}

impl School {
    /// Name, telephone and address of whoever answers, as far as they are known: ` (…)` behind the school's name.
    #[must_use]
    pub fn who(&self) -> String {
        let known = [&self.contact, &self.phone, &self.email].into_iter().flatten();
        let known: Vec<&str> = known.map(String::as_str).collect();
        if known.is_empty() {
            String::new()
        } else {
            format!(" ({})", known.join(", "))
        }
    }
}

/// Somebody who works with the service and answers for what they did there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What they are called.
    pub name: String,
    /// Where they read answers.
    pub email: String,
}

/// Whoever reads what is answered to a mail.
pub(super) trait Hears {
    fn hears(&self) -> Option<Correspondent>;
}

impl Hears for School {
    fn hears(&self) -> Option<Correspondent> {
        let name = self.contact.as_ref().unwrap_or(&self.name);
        let email = self.email.as_ref()?;
        Some(Correspondent::named(name, email))
    }
}

impl Hears for Option<Person> {
    fn hears(&self) -> Option<Correspondent> {
        let person = self.as_ref()?;
        Some(Correspondent::named(&person.name, &person.email))
    }
}
