//! How large a file may be, and what is said when it is not a table that we can read.

use crate::vocabulary::fault::{Fault, Invalid};

/// Bounds of one file. The defaults hold for what a school or an office sends: 50,000 rows are three times the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it comes.
    pub file_bytes: usize,
    /// Bytes of an XLSX file once unpacked, all parts together.
    pub unpacked_bytes: u64,
    /// How many times larger than its packed form a part may be, from a mebibyte on.
    pub ratio: u64,
    /// Rows below the names of the columns.
    pub rows: usize,
    /// Columns with something in them.
    pub columns: usize,
    /// Cells with something in them.
    pub cells: usize,
    /// Characters in one cell.
    pub cell_chars: usize,
    /// Bytes of text in all cells.
    pub text_bytes: usize,
    /// Address space of the reading process, in bytes.
    pub address_space: u64,
    /// Time of the reading process, in seconds.
    pub seconds: u64,
}

impl Limits {
    /// What holds unless a test says otherwise.
    pub const DEFAULT: Limits = Limits {
        file_bytes: 32 << 20,
        unpacked_bytes: 256 << 20,
        ratio: 200,
        rows: 50_000,
        columns: 200,
        cells: 2_000_000,
        cell_chars: 8_000,
        text_bytes: 64 << 20,
        address_space: 512 << 20,
        seconds: 25,
    };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::DEFAULT
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        $($(#[$doc])* pub const $name: &str = $code;)+

        /// Every code, to find the one that the reading process names.
        pub(super) const ALL: &[&str] = &[$($code),+];
    };
}

codes! {
    /// Nothing in it.
    EMPTY = "sheet.empty",
    /// More bytes than we read.
    TOO_LARGE = "sheet.too_large",
    /// More rows than we read.
    TOO_MANY_ROWS = "sheet.too_many_rows",
    /// Something stands further right than we read.
    TOO_MANY_COLUMNS = "sheet.too_many_columns",
    /// More cells than we read.
    TOO_MANY_CELLS = "sheet.too_many_cells",
    /// One cell holds more text than we read.
    CELL_TOO_LONG = "sheet.cell_too_long",
    /// Unpacks to far more than it is.
    ZIP_BOMB = "sheet.zip_bomb",
    /// Protected by a password.
    ENCRYPTED = "sheet.encrypted",
    /// A workbook in the format before 2007, or in the binary one.
    OLD_EXCEL = "sheet.old_excel",
    /// A workbook of LibreOffice.
    OPEN_DOCUMENT = "sheet.open_document",
    /// A PDF document.
    PDF = "sheet.pdf",
    /// A web page, whatever its name says.
    HTML = "sheet.html",
    /// A packed folder.
    ARCHIVE = "sheet.archive",
    /// Named `.xlsx`, and no workbook.
    NOT_XLSX = "sheet.not_xlsx",
    /// Neither a workbook nor text.
    NOT_A_SPREADSHEET = "sheet.not_a_spreadsheet",
    /// Damaged: the reader gave up.
    UNREADABLE = "sheet.unreadable",
    /// The reader was stopped.
    TOO_SLOW = "sheet.too_slow",
    /// The sheet that was named is not there.
    NO_SUCH_SHEET = "sheet.no_such_sheet",
    /// No row that could name the columns.
    NO_HEADER = "sheet.no_header",
    /// A quotation mark that is never closed.
    UNCLOSED_QUOTE = "sheet.unclosed_quote",
    /// Letters in an encoding that we do not know.
    ENCODING = "sheet.encoding",
}

/// A complaint about the file as a whole.
pub(super) fn refuse(code: &'static str) -> Fault {
    Fault::Invalid(vec![Invalid::new("file", code, "")])
}

/// The same, with what the text needs to be exact.
pub(super) fn refuse_with(code: &'static str, name: &'static str, value: impl std::fmt::Display) -> Fault {
    Fault::Invalid(vec![Invalid::new("file", code, "").with(name, value)])
}
