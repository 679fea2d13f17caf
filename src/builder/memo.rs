//! What the last run of a build script came to, so that a run on the same input only reads and compares. Kept in `OUT_DIR`,
//! which is cargo's to throw away, and believed only when nothing that the outcome depends on differs: the texts of all
//! pages, every option, the program itself, and the text of each file that was written.

use crate::config::{Config, Loaded};
use crate::emit::Text;
use crate::error::Error;
use crate::output;
use foldhash::quality::{FixedState, FoldHasher};
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The outcome of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outcome {
    key: Key,
    pub(super) models: usize,
    pub(super) findings: usize,
    /// What the run said of the pages, as lines for cargo.
    pub(super) lines: String,
    files: Vec<(PathBuf, Key)>,
}

/// A digest of what was read: 64 bits, for it is compared with one other only. It need not stay the same from release to
/// release, as what a run keeps is for the same program alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key(u64);

struct Digest(FoldHasher<'static>);

impl Digest {
    fn new() -> Self {
        Self(FixedState::with_seed(0).build_hasher())
    }

    /// Lengths go first, so that no text runs into the next.
    fn add(&mut self, bytes: &[u8]) {
        self.0.write_usize(bytes.len());
        self.0.write(bytes);
    }

    fn finish(&self) -> Key {
        Key(self.0.finish())
    }

    /// Of a text alone: the same whatever its pieces, for bytes go in in blocks of one size.
    fn of_pieces<'t>(pieces: impl Iterator<Item = &'t [u8]>) -> Key {
        const BLOCK: usize = 1 << 14;
        let mut digest = Self::new();
        let mut block = Vec::with_capacity(BLOCK);
        for mut piece in pieces {
            while let Some((now, later)) = piece.split_at_checked(BLOCK - block.len()) {
                block.extend_from_slice(now);
                digest.add(&block);
                block.clear();
                piece = later;
            }
            block.extend_from_slice(piece);
        }
        digest.add(&block);
        digest.finish()
    }
}

/// The key of a run. `None` when this program cannot be told from another build of it.
pub(super) fn key(loaded: &Loaded, config: &Config, targets: &impl Debug) -> Option<Key> {
    let program = std::env::current_exe().ok()?;
    let about = std::fs::metadata(&program).ok()?;
    let made = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut digest = Digest::new();
    digest.add(format!("{} {} {} {made:?}", env!("CARGO_PKG_VERSION"), program.display(), about.len()).as_bytes());
    digest.add(format!("{config:?} {:?} {:?} {targets:?}", loaded.options, loaded.findings).as_bytes());
    for (_, source) in loaded.sources.iter() {
        digest.add(source.path.as_bytes());
        digest.add(source.text.as_bytes());
    }
    Some(digest.finish())
}

/// Where the outcome of a run is kept that writes to these targets.
pub(super) fn place(out_dir: &Path, targets: &impl Debug) -> PathBuf {
    let mut digest = Digest::new();
    digest.add(format!("{targets:?}").as_bytes());
    out_dir.join(format!("fieldtable-{:016x}.json", digest.finish().0))
}

/// The outcome of the last run, if it had this key and its files are as it left them.
pub(super) fn recall(place: &Path, key: Key) -> Option<Outcome> {
    let text = std::fs::read_to_string(place).ok()?;
    let outcome: Outcome = serde_json::from_str(&text).ok()?;
    let stands = |(path, key): &(PathBuf, Key)| std::fs::read(path).is_ok_and(|it| Digest::of_pieces([it.as_slice()].into_iter()) == *key);
    (outcome.key == key && outcome.files.iter().all(stands)).then_some(outcome)
}

impl Outcome {
    pub(super) fn new(key: Key, models: usize, findings: usize, lines: String, texts: &[(PathBuf, Text)]) -> Self {
        let key_of = |it: &Text| Digest::of_pieces(it.pieces().map(str::as_bytes));
        let files = texts.iter().map(|(path, text)| (path.clone(), key_of(text))).collect();
        Self { key, models, findings, lines, files }
    }

    pub(super) fn files(self) -> Vec<PathBuf> {
        self.files.into_iter().map(|it| it.0).collect()
    }

    pub(super) fn keep(&self, place: &Path) -> Result<(), Error> {
        let text = serde_json::to_string(self).expect("texts and numbers are JSON");
        output::write_file(place, &text.into()).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_text_in_pieces_is_known_in_a_file() {
        let text: Vec<u8> = (0..100_000_u32).map(|it| (it % 251) as u8).collect();
        let whole = Digest::of_pieces([text.as_slice()].into_iter());
        for size in [1, 7, 1 << 14, (1 << 14) + 1, 99_999] {
            assert_eq!(Digest::of_pieces(text.chunks(size)), whole, "pieces of {size} bytes");
        }
        assert_ne!(Digest::of_pieces([&text[1..]].into_iter()), whole);
        let (first, second) = text.split_at(1 << 14);
        assert_ne!(Digest::of_pieces([second, first].into_iter()), whole, "the order of blocks matters");
    }
}
