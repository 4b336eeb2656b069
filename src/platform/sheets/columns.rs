//! What the columns of a kind of file are called, and which column of a file is which.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::reading::CellProblem;
use super::{Heading, Sheet, Source, Table, Wanted, column_letters, spellings};
use crate::vocabulary::text::{Language, normalise_key};

/// When a column must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// In every row.
    Yes,
    /// Never.
    No,
    /// In some rows: which, in Italian and English.
    When(&'static str, &'static str),
}

/// A column, defined once for readers, the page that maps columns, the template to download and the export.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// What code and API call it.
    pub key: &'static str,
    /// What templates and exports call it in Italian.
    pub italian: &'static str,
    /// The same in English.
    pub english: &'static str,
    /// What else people call it.
    pub synonyms: &'static [&'static str],
    /// When it must be filled.
    pub required: Required,
    /// What goes in it, in Italian and English.
    pub about: [&'static str; 2],
    /// A value that is read.
    pub example: &'static str,
}

impl Column {
    /// A column that may stay empty.
    #[must_use]
    pub const fn new(key: &'static str, italian: &'static str, english: &'static str) -> Column {
        let (required, about) = (Required::No, ["", ""]);
        Column {
            key,
            italian,
            english,
            synonyms: &[],
            required,
            about,
            example: "",
        }
    }

    /// It must be filled in every row.
    #[must_use]
    pub const fn required(mut self) -> Column {
        self.required = Required::Yes;
        self
    }

    /// It must be filled in some rows.
    #[must_use]
    pub const fn required_when(mut self, italian: &'static str, english: &'static str) -> Column {
        self.required = Required::When(italian, english);
        self
    }

    /// What else people call it.
    #[must_use]
    pub const fn also(mut self, synonyms: &'static [&'static str]) -> Column {
        self.synonyms = synonyms;
        self
    }

    /// What goes in it, and a value that is read.
    #[must_use]
    pub const fn about(
        mut self,
        italian: &'static str,
        english: &'static str,
        example: &'static str,
    ) -> Column {
        self.about = [italian, english];
        self.example = example;
        self
    }

    /// Its name in this language.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Italian => self.italian,
            Language::English => self.english,
        }
    }

    /// What goes in it, in this language.
    #[must_use]
    pub const fn meaning(&self, language: Language) -> &'static str {
        match language {
            Language::Italian => self.about[0],
            Language::English => self.about[1],
        }
    }

    /// How well `header` names it: 0 by one of its own names, 1 by a synonym, 2 and 3 the same once what stands in
    /// brackets is left out.
    fn rank(&self, header: &[String]) -> Option<u8> {
        let named = |spelling: &String| {
            let is = |name: &str| normalise_key(name) == *spelling;
            if is(self.italian) || is(self.english) || is(self.key) {
                Some(0)
            } else {
                self.synonyms.iter().any(|s| is(s)).then_some(1)
            }
        };
        header
            .iter()
            .zip([0, 2])
            .find_map(|(spelling, worse)| Some(named(spelling)? + worse))
    }
}

/// What a reader looks for to find a table of these columns in a file.
#[must_use]
pub fn wanted(columns: &[Column]) -> Wanted {
    Wanted::columns(
        columns
            .iter()
            .flat_map(|c| c.synonyms.iter().copied().chain([c.key, c.italian, c.english])),
    )
}

/// Columns of ours that a corrected file brings back, and nobody means to import.
pub const COMMENTS: [&str; 2] = ["Commenti di Abbina", "Abbina's comments"];

/// A mapping that somebody chose: for the header as it is written in the file (normalised), the key of the column; an
/// empty key keeps the column out.
pub type Chosen = BTreeMap<String, String>;

/// Which column of a file is which of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// For each column of the file, the key of ours.
    keys: Vec<Option<String>>,
}

impl Mapping {
    /// By the names in the first row of the table; what somebody chose for a name goes first. Of two columns that name the
    /// same of ours, the one with the better name counts; the other is unknown.
    #[must_use]
    pub fn of(columns: &[Column], header: &[String], chosen: &Chosen) -> Mapping {
        let mut taken: BTreeMap<&str, (u8, usize)> = BTreeMap::new();
        for (at, name) in header.iter().enumerate() {
            let spellings = spellings(name);
            let picked = chosen
                .get(&spellings[0])
                .map(|key| columns.iter().find(|c| c.key == key));
            let best = match picked {
                Some(column) => column.map(|c| (0, c.key)),
                None => columns
                    .iter()
                    .filter_map(|c| Some((c.rank(&spellings)? + 1, c.key)))
                    .min_by_key(|b| b.0),
            };
            let Some((rank, key)) = best else { continue };
            if taken.get(key).is_none_or(|(other, _)| rank < *other) {
                taken.insert(key, (rank, at));
            }
        }
        let mut keys = vec![None; header.len()];
        for (key, (_, at)) in taken {
            keys[at] = Some(key.to_owned());
        }
        Mapping { keys }
    }

    /// Where our column stands in the file.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|k| k.as_deref() == Some(key))
    }

    /// Our column for the file's column `at`.
    #[must_use]
    pub fn key(&self, at: usize) -> Option<&str> {
        self.keys.get(at)?.as_deref()
    }

    /// As somebody's choice, to be remembered.
    #[must_use]
    pub fn chosen(&self, header: &[String]) -> Chosen {
        let name = |at: usize| header.get(at).map(|h| normalise_key(h)).filter(|h| !h.is_empty());
        let pair = |(at, key): (usize, &Option<String>)| Some((name(at)?, key.clone().unwrap_or_default()));
        self.keys.iter().enumerate().filter_map(pair).collect()
    }

    /// The file's columns that are none of ours, as the file calls them; one without a name by its letters.
    #[must_use]
    pub fn unknown(&self, table: &Table) -> Vec<String> {
        let ours = |name: &str| COMMENTS.iter().any(|c| normalise_key(c) == normalise_key(name));
        let width = table.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        let width = if table.source == Source::Xlsx {
            width.max(table.header.len())
        } else {
            table.header.len()
        };
        (0..width)
            .filter(|at| self.key(*at).is_none())
            .filter_map(|at| match table.header.get(at).map_or("", String::as_str) {
                "" => table
                    .rows
                    .iter()
                    .any(|r| !r.cell(at).is_empty())
                    .then(|| column_letters(at)),
                name => (!ours(name)).then(|| name.to_owned()),
            })
            .collect()
    }

    /// What is wrong with the names themselves: a required column that is not there, a name that stands twice.
    #[must_use]
    pub fn problems(&self, columns: &[Column], table: &Table) -> Vec<CellProblem> {
        let problem = |column: &str, key, code| CellProblem {
            line: table.header_line,
            column: Arc::from(column),
            key,
            value: String::new(),
            code,
            args: Vec::new(),
        };
        let mut problems = Vec::new();
        for column in columns {
            let Some(at) = self.place(column.key) else {
                if column.required == Required::Yes {
                    problems.push(problem(column.italian, column.key, "column.missing"));
                }
                continue;
            };
            let name = normalise_key(&table.header[at]);
            if table.header[at + 1..]
                .iter()
                .any(|other| normalise_key(other) == name)
            {
                problems.push(problem(&table.header[at], column.key, "column.twice"));
            }
        }
        problems
    }
}

/// A workbook to fill in: the columns with nothing below them, and what goes in each on a second sheet.
#[must_use]
pub fn template(columns: &[Column], name: &str, language: Language) -> Vec<Sheet> {
    let words = match language {
        Language::Italian => [
            "Istruzioni",
            "colonna",
            "obbligatoria",
            "che cosa",
            "esempio",
            "sì",
            "no",
        ],
        Language::English => [
            "Instructions",
            "column",
            "required",
            "what",
            "example",
            "yes",
            "no",
        ],
    };
    let empty = Sheet {
        name: name.to_owned(),
        columns: headings(columns, language),
        rows: Vec::new(),
    };
    let row = |column: &Column| {
        let required = match (column.required, language) {
            (Required::Yes, _) => words[5],
            (Required::No, _) => words[6],
            (Required::When(italian, _), Language::Italian) => italian,
            (Required::When(_, english), Language::English) => english,
        };
        [
            column.name(language),
            required,
            column.meaning(language),
            column.example,
        ]
        .map(Into::into)
        .to_vec()
    };
    let widths = [28, 24, 80, 30];
    let heading = |(title, wide): (&&str, u16)| Heading::new(*title).wide(wide);
    let instructions = Sheet {
        name: words[0].to_owned(),
        columns: words[1..5].iter().zip(widths).map(heading).collect(),
        rows: columns.iter().map(row).collect(),
    };
    vec![empty, instructions]
}

/// The names of the columns, as wide as what goes in them.
#[must_use]
pub fn headings(columns: &[Column], language: Language) -> Vec<Heading> {
    let width = |c: &Column| {
        c.example
            .chars()
            .count()
            .max(c.name(language).chars().count())
            .clamp(8, 40)
            + 2
    };
    let heading = |c: &Column| Heading::new(c.name(language)).wide(u16::try_from(width(c)).unwrap_or(20));
    columns.iter().map(heading).collect()
}
