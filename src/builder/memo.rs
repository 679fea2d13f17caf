//! What the last run of a build script came to, so that a run on the same input only reads and compares. Kept in `OUT_DIR`,
//! which is cargo's to throw away, and believed only when nothing that the outcome depends on differs: the texts of all
//! pages, every option, the program itself, and the text of each file that was written.

use crate::config::{Config, Loaded};
use crate::error::Error;
use crate::json::Value;
use crate::output;
use foldhash::quality::{FixedState, FoldHasher};
use std::fmt::Debug;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The outcome of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// The digest of a text that comes in pieces, whatever these are: blocks of one size go into it.
pub(super) struct TextDigest {
    digest: Digest,
    block: Vec<u8>,
}

impl TextDigest {
    const BLOCK: usize = 1 << 14;

    pub(super) fn new() -> Self {
        Self { digest: Digest::new(), block: Vec::with_capacity(Self::BLOCK) }
    }

    pub(super) fn add(&mut self, mut piece: &[u8]) {
        while let Some((now, later)) = piece.split_at_checked(Self::BLOCK - self.block.len()) {
            self.block.extend_from_slice(now);
            self.digest.add(&self.block);
            self.block.clear();
            piece = later;
        }
        self.block.extend_from_slice(piece);
    }

    pub(super) fn finish(mut self) -> Key {
        self.digest.add(&self.block);
        self.digest.finish()
    }

    pub(super) fn of(text: &[u8]) -> Key {
        let mut digest = Self::new();
        digest.add(text);
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
    let outcome = Outcome::read(&text)?;
    let stands = |(path, key): &(PathBuf, Key)| std::fs::read(path).is_ok_and(|it| TextDigest::of(&it) == *key);
    (outcome.key == key && outcome.files.iter().all(stands)).then_some(outcome)
}

impl Outcome {
    pub(super) fn new(key: Key, models: usize, findings: usize, lines: String, files: Vec<(PathBuf, Key)>) -> Self {
        Self { key, models, findings, lines, files }
    }

    pub(super) fn files(self) -> Vec<PathBuf> {
        self.files.into_iter().map(|it| it.0).collect()
    }

    fn read(text: &str) -> Option<Self> {
        let Some(Value::Array(parts)) = Value::read(text) else { return None };
        let [key, models, findings, lines, files] = parts.as_slice() else { return None };
        let count = |it: &Value| usize::try_from(it.as_u64()?).ok();
        let file = |it: &Value| {
            let [path, key] = it.as_array()? else { return None };
            Some((PathBuf::from(path.as_str()?), Key(key.as_u64()?)))
        };
        Some(Self {
            key: Key(key.as_u64()?),
            models: count(models)?,
            findings: count(findings)?,
            lines: lines.as_str()?.to_owned(),
            files: files.as_array()?.iter().map(file).collect::<Option<_>>()?,
        })
    }

    /// Nothing is kept where the path of a file is no text.
    pub(super) fn keep(&self, place: &Path) -> Result<(), Error> {
        let file = |(path, key): &(PathBuf, Key)| Some(Value::Array(vec![path.to_str()?.into(), key.0.into()]));
        let Some(files) = self.files.iter().map(file).collect::<Option<Value>>() else { return Ok(()) };
        let lines = Value::from(self.lines.as_str());
        let parts = Value::Array(vec![self.key.0.into(), self.models.into(), self.findings.into(), lines, files]);
        output::write_file(place, &parts.to_string()).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::TextDigest;

    #[test]
    fn a_text_in_pieces_is_known_in_a_file() {
        let text: Vec<u8> = (0..=250).cycle().take(100_000).collect();
        let whole = TextDigest::of(&text);
        for size in [1, 7, TextDigest::BLOCK, TextDigest::BLOCK + 1, 99_999] {
            let mut digest = TextDigest::new();
            text.chunks(size).for_each(|it| digest.add(it));
            assert_eq!(digest.finish(), whole, "pieces of {size} bytes");
        }
        assert_ne!(TextDigest::of(&text[1..]), whole);
        let (first, second) = text.split_at(TextDigest::BLOCK);
        assert_ne!(TextDigest::of(&[second, first].concat()), whole, "the order of blocks matters");
    }
}
