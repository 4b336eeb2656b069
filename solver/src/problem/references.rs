//! From names to positions: a hash map over borrowed names with a quick hash, seeded per process.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// Folded multiplication over eight bytes at a time; the random start keeps crafted names from colliding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folding(u64);

impl Default for Folding {
    fn default() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }
}

#[derive(Debug)]
pub(crate) struct FoldingHasher(u64);

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd6e8_feb8_6659_fd93);
    (product as u64) ^ ((product >> 64) as u64)
}

impl Hasher for FoldingHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let word = chunk
                .iter()
                .fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
            self.0 = fold(self.0, word);
        }
        let rest = chunks.remainder();
        let word = rest
            .iter()
            .fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
        self.0 = fold(self.0, word);
    }

    fn write_u8(&mut self, _: u8) {
        // The end mark of a string; its length is already part of the last word.
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl BuildHasher for Folding {
    type Hasher = FoldingHasher;

    fn build_hasher(&self) -> FoldingHasher {
        FoldingHasher(self.0)
    }
}

/// Names to positions.
pub(crate) type Names<'a> = HashMap<&'a str, u32, Folding>;

/// Indexes names by position; the second bearer of a name is reported by `again`.
pub(crate) fn index<'a>(
    names: impl ExactSizeIterator<Item = &'a str>,
    mut again: impl FnMut(usize, &'a str),
) -> Names<'a> {
    let mut map = Names::with_capacity_and_hasher(names.len(), Folding::default());
    for (position, name) in names.enumerate() {
        match map.entry(name) {
            std::collections::hash_map::Entry::Occupied(_) => again(position, name),
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(position as u32);
            }
        }
    }
    map
}
