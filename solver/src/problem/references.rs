//! From names to positions: a hash table over borrowed names with a quick hash, seeded per process.

use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
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

/// A short name as two words and its length: no two names look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Short {
    words: [u64; 2],
    length: u32,
}

impl Short {
    #[inline]
    pub(crate) fn of(name: &str) -> Option<Short> {
        let bytes = name.as_bytes();
        // The words overlap, so that every byte is in one of them.
        let words = match bytes.len() {
            0..4 => {
                let byte = |at: usize| u64::from(bytes.get(at).copied().unwrap_or(0));
                [byte(0) | byte(1) << 8 | byte(2) << 16, 0]
            }
            4..8 => {
                let word =
                    |four: Option<&[u8; 4]>| four.map_or(0, |four| u64::from(u32::from_le_bytes(*four)));
                [word(bytes.first_chunk()) | word(bytes.last_chunk()) << 32, 0]
            }
            8..=16 => {
                let word = |eight: Option<&[u8; 8]>| eight.map_or(0, |eight| u64::from_le_bytes(*eight));
                [word(bytes.first_chunk()), word(bytes.last_chunk())]
            }
            _ => return None,
        };
        Some(Short {
            words,
            length: bytes.len() as u32,
        })
    }
}

/// Nobody.
const FREE: u32 = u32::MAX;

/// A short name and where it stands.
#[derive(Clone, Copy)]
struct Slot {
    words: [u64; 2],
    length: u32,
    position: u32,
}

/// Names to positions. Short names lie in the table themselves; only longer ones are looked at where they are.
pub(crate) struct Names<'a> {
    hash: Folding,
    /// Open addressing, at most two thirds full.
    short: Vec<Slot>,
    long: HashMap<&'a str, u32, Folding>,
}

impl<'a> Names<'a> {
    fn new(short: usize, long: usize) -> Names<'a> {
        let free = Slot {
            words: [0; 2],
            length: 0,
            position: FREE,
        };
        Names {
            hash: Folding::default(),
            short: vec![free; (short + short / 2 + 1).next_power_of_two()],
            long: HashMap::with_capacity_and_hasher(long, Folding::default()),
        }
    }

    /// Where a short name lies, or would lie.
    #[inline]
    fn slot(&self, name: Short) -> usize {
        let most = self.short.len() - 1;
        let hash = fold(
            fold(self.hash.0 ^ u64::from(name.length), name.words[0]),
            name.words[1],
        );
        let mut at = hash as usize & most;
        loop {
            let slot = &self.short[at];
            if slot.position == FREE || (slot.words == name.words && slot.length == name.length) {
                return at;
            }
            at = (at + 1) & most;
        }
    }

    /// The position of a short name.
    #[inline]
    pub(crate) fn get_short(&self, name: Short) -> Option<u32> {
        let position = self.short[self.slot(name)].position;
        (position != FREE).then_some(position)
    }

    /// The position of a long name, and the name as it is kept.
    pub(crate) fn get_long(&self, name: &str) -> Option<(&'a str, u32)> {
        self.long
            .get_key_value(name)
            .map(|(name, position)| (*name, *position))
    }

    /// The position of a name.
    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        match Short::of(name) {
            Some(short) => self.get_short(short),
            None => self.get_long(name).map(|(_, position)| position),
        }
    }

    /// Notes a position; says whether the name had none.
    fn insert(&mut self, name: &'a str, position: u32) -> bool {
        let Some(Short { words, length }) = Short::of(name) else {
            let entry = self.long.entry(name);
            let free = matches!(entry, Entry::Vacant(_));
            entry.or_insert(position);
            return free;
        };
        let at = self.slot(Short { words, length });
        let free = self.short[at].position == FREE;
        if free {
            self.short[at] = Slot {
                words,
                length,
                position,
            };
        }
        free
    }
}

/// Indexes names by position; the second bearer of a name is reported by `again`.
pub(crate) fn index<'a>(
    names: impl Iterator<Item = &'a str>,
    mut again: impl FnMut(usize, &'a str),
) -> Names<'a> {
    let names: Vec<&str> = names.collect();
    let short = names.iter().filter(|name| Short::of(name).is_some()).count();
    let mut index = Names::new(short, names.len() - short);
    for (position, name) in names.into_iter().enumerate() {
        if !index.insert(name, position as u32) {
            again(position, name);
        }
    }
    index
}
