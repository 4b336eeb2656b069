//! What mails are made of: who writes, what a line says, the finished letter.

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
    /// The telephone number as a link dials it.
    #[must_use]
    pub fn dialled(&self) -> String {
        let number = self.phone.as_deref().unwrap_or_default();
        number
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect()
    }

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

/// A place, and how many proposals there are for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceLine {
    /// The company's or the school's code of the place.
    pub code: String,
    /// The figure's official name.
    pub figure: String,
    /// The comune of the site.
    pub comune: String,
    /// Proposals.
    pub n: u32,
}

/// A company and how many of its proposals are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyLine {
    /// Its name.
    pub company: String,
    /// Proposals.
    pub n: u32,
}

/// A company in the mail of the day about the yearly question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsLine {
    /// Its name.
    pub company: String,
    /// The school year it was asked about: 2026/27.
    pub year: String,
    /// The word of its answer: yes, maybe, no; none while it has given none.
    pub answer: String,
    /// Seats in places that it offers.
    pub n_firm: u32,
    /// Seats in places that it may offer.
    pub n_maybe: u32,
}

/// A mail ready for its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// A whole HTML document.
    pub html: String,
    /// The letter's own part of that document, for a page that shows it: links that open nothing are shown and lead nowhere.
    pub inner_html: String,
}

/// The letter as a page shows it: a link that ends in dots opens nothing, so it is none.
pub(super) fn without_dead_links(html: &str) -> String {
    let mut pieces = html.split(" href=\"");
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('"') {
            Some((address, rest)) if address.ends_with('…') => shown.push_str(rest),
            _ => shown.extend([" href=\"", piece]),
        }
    }
    shown
}
