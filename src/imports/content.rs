//! Staged rows: the table of a file, packed.

use std::io::{BufWriter, Read};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::platform::sheets::Table;
use crate::vocabulary::fault::Fault;

/// Packs a table.
pub(super) fn pack(table: &Table) -> Result<Vec<u8>, Fault> {
    let mut packed = BufWriter::new(GzEncoder::new(Vec::new(), Compression::fast()));
    serde_json::to_writer(&mut packed, table).map_err(Fault::internal)?;
    let packed = packed.into_inner().map_err(Fault::internal)?;
    packed.finish().map_err(Fault::internal)
}

/// Unpacks what [`pack`] packed.
pub(super) fn unpack(bytes: &[u8]) -> Result<Table, Fault> {
    let mut json = Vec::new();
    GzDecoder::new(bytes)
        .read_to_end(&mut json)
        .map_err(Fault::internal)?;
    serde_json::from_slice(&json).map_err(Fault::internal)
}
