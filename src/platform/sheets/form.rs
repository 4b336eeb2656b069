//! One record as a form on a page: the same columns, readers and codes as a file of one row.

use std::collections::BTreeMap;

use super::{Cell, CellProblem, Chosen, Column, Mapping, Row, Source, Table};
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::Language;

/// The fields of a form, by the keys of the columns.
#[derive(Debug, Clone)]
pub struct Fields {
    columns: &'static [Column],
    values: BTreeMap<&'static str, String>,
}

impl Fields {
    /// A form that nobody has filled in.
    #[must_use]
    pub fn empty(columns: &'static [Column]) -> Fields {
        Fields {
            columns,
            values: BTreeMap::new(),
        }
    }

    /// A record as an export writes it: a cell for each column, in their order.
    #[must_use]
    pub fn of(columns: &'static [Column], cells: &[Cell]) -> Fields {
        let values = columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| (column.key, cell.shown().into_owned()))
            .collect();
        Fields { columns, values }
    }

    /// What a browser sent. Fields that are no column of ours are left out.
    #[must_use]
    pub fn sent(columns: &'static [Column], pairs: &[(String, String)]) -> Fields {
        let mut fields = Fields::empty(columns);
        for (key, value) in pairs {
            if let Some(column) = columns.iter().find(|column| column.key == key) {
                fields.values.insert(column.key, value.trim().to_owned());
            }
        }
        fields
    }

    /// What stands in a field.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.values.get(key).map_or("", String::as_str)
    }

    /// Fills a field in.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Fields {
        self.values.insert(key, value.into());
        self
    }

    /// As a table of one row with every column, for the readers of files.
    #[must_use]
    pub fn table(&self) -> (Table, Mapping) {
        let header: Vec<String> = self.columns.iter().map(|column| column.key.to_owned()).collect();
        let mapping = Mapping::of(self.columns, &header, &Chosen::new());
        let cells = self
            .columns
            .iter()
            .map(|column| Cell::text(self.get(column.key)))
            .collect();
        let source = Source::Csv {
            delimiter: ';',
            encoding: "UTF-8".to_owned(),
        };
        let table = Table {
            sheet: None,
            source,
            above: Vec::new(),
            header_line: 1,
            header,
            rows: vec![Row { line: 2, cells }],
        };
        (table, mapping)
    }
}

/// What a reader found wrong, about the fields of a form in this language. `$field` is the field's label.
#[must_use]
pub fn mistakes(columns: &[Column], problems: &[CellProblem], language: Language) -> Vec<Invalid> {
    problems
        .iter()
        .map(|problem| {
            let label = columns
                .iter()
                .find(|column| column.key == problem.key)
                .map_or(problem.key, |column| column.name(language));
            Invalid {
                field: problem.key.to_owned(),
                code: problem.code,
                value: problem.value.clone(),
                args: problem.args.clone(),
            }
            .with("field", label)
        })
        .collect()
}

/// The keys of the columns in which two records differ, as exports write them.
#[must_use]
pub fn changed(columns: &'static [Column], before: &[Cell], after: &[Cell]) -> Vec<&'static str> {
    let cells = before.iter().zip(after);
    let differ = columns
        .iter()
        .zip(cells)
        .filter(|(_, (before, after))| before != after);
    differ.map(|(column, _)| column.key).collect()
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A mail address.
    Email,
    /// A day.
    Day,
    /// Yes, or left empty.
    Check,
    /// One of several: value and text.
    Choice(Vec<(String, String)>),
}

/// A field as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key of the column.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// What goes in it.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// How it is filled in.
    pub kind: Kind,
}

impl Field {
    /// The field of this column.
    #[must_use]
    pub fn of(column: &Column, fields: &Fields, kind: Kind, language: Language) -> Field {
        let mut label = column.name(language).to_owned();
        if let Some(first) = label.get(..1) {
            label = first.to_uppercase() + &label[1..];
        }
        Field {
            key: column.key,
            label,
            hint: column.meaning(language).to_owned(),
            value: fields.get(column.key).to_owned(),
            kind,
        }
    }

    /// What a choice offers.
    #[must_use]
    pub fn options(&self) -> &[(String, String)] {
        match &self.kind {
            Kind::Choice(options) => options,
            _ => &[],
        }
    }

    /// Is it one of several?
    #[must_use]
    pub fn is_choice(&self) -> bool {
        matches!(self.kind, Kind::Choice(_))
    }

    /// Is it a yes or nothing?
    #[must_use]
    pub fn is_check(&self) -> bool {
        self.kind == Kind::Check
    }

    /// Is it a yes?
    #[must_use]
    pub fn checked(&self) -> bool {
        super::parse::yes_no(&Cell::text(&self.value)).unwrap_or(false)
    }

    /// The type of its `input`.
    #[must_use]
    pub fn input(&self) -> &'static str {
        match self.kind {
            Kind::Day => "date",
            Kind::Email => "email",
            _ => "text",
        }
    }
}

/// Fields that belong together, under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("name", "nome", "name").required(),
        Column::new("age", "età", "age"),
    ];

    #[test]
    fn a_form_is_a_file_of_one_row() {
        let sent = [("age", " 15 "), ("colour", "blue"), ("name", "Ada")];
        let fields = Fields::sent(
            COLUMNS,
            &sent.map(|(key, value)| (key.to_owned(), value.to_owned())),
        );
        let (table, mapping) = fields.table();
        assert_eq!(mapping.place("age"), Some(1));
        assert_eq!(table.rows[0].cells, [Cell::text("Ada"), Cell::text("15")]);
        assert_eq!(Fields::of(COLUMNS, &table.rows[0].cells).values, fields.values);
        let age = Field::of(&COLUMNS[1], &fields, Kind::Text, Language::Italian);
        assert_eq!((age.label.as_str(), age.value.as_str()), ("Età", "15"));
    }
}
