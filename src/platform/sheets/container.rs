//! What a file is by its first bytes, whatever its name says, and how much it unpacks to.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::Limits;
use super::limits::{self, refuse, refuse_with};
use crate::vocabulary::fault::Fault;

/// The two kinds of file that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Workbook,
}

/// Parts of a packed file; a workbook has a few per sheet.
const MAX_PARTS: usize = 2_000;
/// Below this size the ratio says nothing.
const RATIO_FROM: u64 = 1 << 20;

/// Tells text from a workbook, and refuses everything else by its own name.
pub(super) fn kind(bytes: &[u8], name: &str, limits: &Limits) -> Result<Kind, Fault> {
    if bytes.is_empty() {
        return Err(refuse(limits::EMPTY));
    }
    if bytes.len() > limits.file_bytes {
        return Err(refuse_with(limits::TOO_LARGE, "limit", limits.file_bytes >> 20));
    }
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Ok(Kind::Workbook);
    }
    if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let locked = utf16le("EncryptedPackage");
        let encrypted = bytes.windows(locked.len()).any(|w| w == locked);
        return Err(refuse(if encrypted {
            limits::ENCRYPTED
        } else {
            limits::OLD_EXCEL
        }));
    }
    let head: String = bytes
        .iter()
        .take(1024)
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect();
    let head = head
        .trim_start_matches('\u{ef}')
        .trim_start_matches(['\u{bb}', '\u{bf}', ' ', '\r', '\n', '\t']);
    if head.starts_with("%pdf") {
        return Err(refuse(limits::PDF));
    }
    if ["<!doctype html", "<html", "<table", "<meta", "<head", "<body"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        return Err(refuse(limits::HTML));
    }
    if head.starts_with("<?xml") {
        let html = head.contains("<html") || head.contains("xhtml");
        return Err(refuse(if html {
            limits::HTML
        } else {
            limits::NOT_A_SPREADSHEET
        }));
    }
    const ARCHIVES: [&[u8]; 5] = [b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"];
    if ARCHIVES.iter().any(|magic| starts(magic)) {
        return Err(refuse(limits::ARCHIVE));
    }
    const OTHERS: [&[u8]; 8] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"{\\rtf",
        b"\x7fELF",
        b"MZ\x90",
        b"SQLite format 3",
        b"II*\0",
    ];
    if OTHERS.iter().any(|magic| starts(magic)) {
        return Err(refuse(limits::NOT_A_SPREADSHEET));
    }
    let named = name.to_lowercase();
    if named.ends_with(".xlsx") || named.ends_with(".xlsm") {
        return Err(refuse(limits::NOT_XLSX));
    }
    Ok(Kind::Text)
}

fn utf16le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Makes sure that a packed file is a workbook, and that unpacking it stays within bounds. It unpacks every part that the
/// reader will look at and counts: what a file declares about itself may be false.
pub(super) fn check_workbook(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refuse(limits::UNREADABLE))?;
    if archive.len() > MAX_PARTS {
        return Err(refuse(limits::ZIP_BOMB));
    }
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|n| n.to_lowercase().replace('\\', "/")))
        .collect::<Result<_, _>>()
        .map_err(|_| refuse(limits::UNREADABLE))?;
    let has = |name: &str| names.iter().any(|n| n.trim_start_matches('/') == name);
    if has("encryptedpackage") {
        return Err(refuse(limits::ENCRYPTED));
    }
    if has("xl/workbook.bin") {
        return Err(refuse(limits::OLD_EXCEL));
    }
    if !names.iter().any(|n| n.ends_with("workbook.xml")) {
        return Err(refuse(if has("mimetype") && has("content.xml") {
            limits::OPEN_DOCUMENT
        } else if has("[content_types].xml") {
            limits::NOT_A_SPREADSHEET
        } else {
            limits::ARCHIVE
        }));
    }
    let mut left = limits.unpacked_bytes;
    for (at, name) in names.iter().enumerate().take(archive.len()) {
        let part = archive.by_index_raw(at).map_err(|_| refuse(limits::UNREADABLE))?;
        let (packed, encrypted) = (part.compressed_size(), part.encrypted());
        drop(part);
        if encrypted {
            return Err(refuse(limits::ENCRYPTED));
        }
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let part = archive.by_index(at).map_err(|_| refuse(limits::UNREADABLE))?;
        let allowed = left.min(RATIO_FROM.max(packed.saturating_mul(limits.ratio)));
        let size =
            io::copy(&mut part.take(allowed + 1), &mut io::sink()).map_err(|_| refuse(limits::UNREADABLE))?;
        if size > allowed {
            return Err(refuse(limits::ZIP_BOMB));
        }
        left -= size;
    }
    Ok(())
}
