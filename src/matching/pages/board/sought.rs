//! What people look for on the board, how addresses say it, and what the filters offer.
//!
//! Names are sent in the body, never in an address; everything else stands in the address, so that a filtered list can be kept
//! and sent to a colleague, and the next page is of the same list.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::matching::store::{By, Choices, Home, Sought, Window, Wish};
use crate::platform::texts::T;
use crate::platform::web::Pager;
use crate::vocabulary::geography::{Province, comune};
use crate::vocabulary::repertory::{FigureCode, figure};

/// Lines to a page.
pub(super) const LINES: u64 = 50;

/// Lines that a search by name shows.
pub(super) const FOUND: u64 = 100;

/// As it comes from a browser.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(in crate::matching::pages) struct Asked {
    pub(super) q: String,
    pub(super) figure: String,
    pub(super) home: String,
    pub(super) company: String,
    pub(super) over: String,
    pub(super) wish: String,
    pub(super) pinned: String,
    pub(super) sort: String,
    pub(super) dir: String,
}

impl Asked {
    /// The same without the name, which no address brings.
    pub(super) fn nameless(self) -> Asked {
        Asked {
            q: String::new(),
            ..self
        }
    }

    /// Is somebody looked for by name?
    pub(super) fn by_name(&self) -> bool {
        !self.q.trim().is_empty()
    }

    pub(super) fn sought(&self) -> Sought {
        Sought {
            text: self.q.clone(),
            figure: FigureCode::from_stored(&self.figure),
            home: Home::from_word(&self.home),
            company: self.company.trim().to_owned(),
            over: self.over.trim().parse().ok(),
            wish: Wish::from_word(&self.wish),
            pinned: match self.pinned.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        }
    }

    fn by(&self) -> By {
        By::from_word(&self.sort).unwrap_or_default()
    }

    fn down(&self) -> bool {
        self.dir == "down"
    }

    /// Which part of the list a page shows.
    pub(super) fn window(&self, pager: Option<&Pager>) -> Window {
        Window {
            by: self.by(),
            down: self.down(),
            limit: pager.map_or(FOUND, Pager::limit),
            offset: pager.map_or(0, Pager::offset),
        }
    }

    /// Does it let everybody through?
    pub(super) fn is_all(&self) -> bool {
        self.sought() == Sought::default()
    }

    /// Is anything but a name looked for?
    pub(super) fn is_filtered(&self) -> bool {
        !self.clone().nameless().is_all()
    }

    /// The fields that say something, without the name.
    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let sought = self.sought();
        let kept = |known: bool, text| if known { text } else { "" };
        [
            ("figure", kept(sought.figure.is_some(), self.figure.as_str())),
            ("home", kept(sought.home.is_some(), self.home.as_str())),
            ("company", self.company.trim()),
            ("over", kept(sought.over.is_some(), self.over.trim())),
            ("wish", kept(sought.wish.is_some(), self.wish.as_str())),
            ("pinned", kept(sought.pinned.is_some(), self.pinned.as_str())),
            ("sort", kept(self.by() != By::default(), self.by().as_str())),
            ("dir", kept(self.down(), "down")),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
    }

    /// The address of this list, without the name.
    pub(super) fn address(&self, list: &str) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .iter()
            .map(|(name, text)| format!("{name}={}", utf8_percent_encode(text, NON_ALPHANUMERIC)))
            .collect();
        if pairs.is_empty() {
            list.to_owned()
        } else {
            format!("{list}?{}", pairs.join("&"))
        }
    }

    /// The head of a column: by whom the list is sorted, and where it is sorted otherwise.
    pub(super) fn column(&self, t: T, list: &str, by: By, key: &str) -> Column {
        let here = self.by() == by;
        let other = Asked {
            sort: by.as_str().to_owned(),
            dir: if here && !self.down() { "down" } else { "" }.to_owned(),
            ..self.clone()
        };
        Column {
            text: t.get(key),
            number: matches!(by, By::Minutes | By::Score),
            sorted: match (here, self.down()) {
                (false, _) => "",
                (true, false) => "ascending",
                (true, true) => "descending",
            },
            // What was found by name is one page, in the order of names.
            href: if self.by_name() {
                String::new()
            } else {
                other.address(list)
            },
        }
    }
}

/// The head of a column.
pub(super) struct Column {
    pub text: String,
    pub number: bool,
    /// As `aria-sort` says it; empty when the list is not sorted by it.
    pub sorted: &'static str,
    /// Where the list is sorted by it; empty when it cannot be.
    pub href: String,
}

/// What each filter offers: pairs of value and text, the first lets everything through.
#[derive(Default)]
pub(super) struct Filters {
    pub figures: Vec<(String, String)>,
    pub homes: Vec<(String, String)>,
    pub wishes: Vec<(String, String)>,
    pub pinned: Vec<(String, String)>,
}

impl Filters {
    pub(super) fn of(t: T, found: &Choices) -> Filters {
        let all = || (String::new(), t.get("board-all"));
        let mut figures: Vec<(String, String)> = found
            .figures
            .iter()
            .map(|code| (code.as_str().to_owned(), figure(*code).name_it.to_owned()))
            .collect();
        figures.sort_by(|a, b| a.1.cmp(&b.1));
        figures.insert(0, all());
        let mut wishes = vec![all()];
        wishes.extend(Wish::ALL.map(|wish| {
            let word = wish.as_str();
            (word.to_owned(), t.get(&format!("board-wish-{word}")))
        }));
        let mut pinned = vec![all()];
        pinned.extend(["yes", "no"].map(|word| (word.to_owned(), t.get(&format!("board-pinned-{word}")))));
        Filters {
            figures,
            homes: homes(t, found),
            wishes,
            pinned,
        }
    }
}

/// Every province in which somebody lives, each before its comuni.
fn homes(t: T, found: &Choices) -> Vec<(String, String)> {
    let here: Vec<_> = found.homes.iter().filter_map(|code| comune(*code)).collect();
    let mut homes = vec![(String::new(), t.get("board-all"))];
    for province in Province::ALL {
        let mut own: Vec<_> = here.iter().filter(|comune| comune.province == province).collect();
        if own.is_empty() {
            continue;
        }
        own.sort_by_key(|comune| comune.name);
        homes.push((
            province.as_str().to_owned(),
            t.with("board-province", [("province", province.name())]),
        ));
        homes.extend(
            own.iter()
                .map(|comune| (comune.code.to_string(), comune.to_string())),
        );
    }
    homes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_every_filter_and_no_name() {
        let asked = Asked {
            q: "Rossi".to_owned(),
            figure: "Q26".to_owned(),
            home: "BG".to_owned(),
            company: "Officina & figli".to_owned(),
            over: " 30 ".to_owned(),
            wish: "first".to_owned(),
            pinned: "no".to_owned(),
            sort: "minutes".to_owned(),
            dir: "down".to_owned(),
        };
        assert_eq!(
            asked.address("/l"),
            "/l?figure=Q26&home=BG&company=Officina%20%26%20figli&over=30&wish=first&pinned=no&sort=minutes&dir=down"
        );
    }

    #[test]
    fn what_is_not_understood_does_not_get_into_an_address() {
        let asked = Asked {
            figure: "\"><script>".to_owned(),
            home: "XX&a=b".to_owned(),
            over: "molto".to_owned(),
            wish: "?".to_owned(),
            pinned: "forse".to_owned(),
            sort: "nome".to_owned(),
            dir: "up".to_owned(),
            ..Asked::default()
        };
        assert_eq!(asked.address("/l"), "/l");
        assert!(asked.is_all());
    }
}
