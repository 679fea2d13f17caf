//! A file that stands beside its target until it is whole.

use super::folders_of;
use crate::error::Error;
use foldhash::HashSet;
use std::ffi::OsString;
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A text that comes piece by piece: compared with what the target has as long as that is the same, and from then on written
/// into a file beside it.
pub(super) struct Staging {
    target: PathBuf,
    /// Those of the target.
    permissions: Option<Permissions>,
    /// What the target has, behind what is the same.
    old: Option<BufReader<File>>,
    /// How many bytes are the same.
    same: u64,
    other: Option<(BufWriter<File>, Staged)>,
    /// The first error: what comes after it is passed over.
    failed: Option<Error>,
}

impl Staging {
    pub(super) fn new(target: PathBuf) -> Self {
        let permissions = fs::symlink_metadata(&target).ok().filter(Metadata::is_file).map(|it| it.permissions());
        let old = permissions.as_ref().and_then(|_| File::open(&target).ok()).map(BufReader::new);
        Self { target, permissions, old, same: 0, other: None, failed: None }
    }

    pub(super) fn write(&mut self, piece: &str) {
        if self.failed.is_none() {
            self.failed = self.add(piece.as_bytes()).err();
        }
    }

    /// Once the text is whole: `None` when the target already has it.
    pub(super) fn done(mut self) -> Result<Option<Staged>, Error> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        if self.other.is_none() && !self.old.as_mut().is_some_and(|it| it.fill_buf().is_ok_and(<[u8]>::is_empty)) {
            self.begin()?;
        }
        let Some((file, staged)) = self.other else { return Ok(None) };
        let on_disk = file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|it| it.sync_all());
        on_disk.map_err(|it| Error::io("write", &self.target, it))?;
        Ok(Some(staged))
    }

    fn add(&mut self, piece: &[u8]) -> Result<(), Error> {
        let rest = if self.other.is_some() { piece } else { self.compare(piece) };
        if rest.is_empty() {
            return Ok(());
        }
        let file = match &mut self.other {
            Some(it) => &mut it.0,
            None => self.begin()?,
        };
        file.write_all(rest).map_err(|it| Error::io("write", &self.target, it))
    }

    /// What of a piece is left, once what the target has in its place is another text.
    fn compare<'p>(&mut self, mut piece: &'p [u8]) -> &'p [u8] {
        let Some(old) = &mut self.old else { return piece };
        while !piece.is_empty() {
            let there = old.fill_buf().unwrap_or_default();
            let length = there.len().min(piece.len());
            if length == 0 || there[..length] != piece[..length] {
                break;
            }
            old.consume(length);
            self.same += length as u64;
            piece = &piece[length..];
        }
        piece
    }

    /// Begins the file beside the target, with what is the same.
    fn begin(&mut self) -> Result<&mut BufWriter<File>, Error> {
        let above = self.target.ancestors().skip(1).filter(|it| !it.as_os_str().is_empty());
        let folders = above.take_while(|it| !it.exists()).map(Path::to_owned).collect();
        if let Some(parent) = self.target.parent().filter(|it| !it.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|it| Error::io("create", parent, it))?;
        }
        let staged = Staged { folders, partial: partial(&self.target), target: self.target.clone() };
        let begin = |old: Option<BufReader<File>>| {
            let mut file = File::create_new(&staged.partial)?;
            if let Some(it) = &self.permissions {
                file.set_permissions(it.clone())?;
            }
            if let Some(mut old) = old {
                old.rewind()?;
                io::copy(&mut old.take(self.same), &mut file)?;
            }
            Ok(BufWriter::new(file))
        };
        let file = begin(self.old.take()).map_err(|it| Error::io("write", &self.target, it))?;
        Ok(&mut self.other.insert((file, staged)).0)
    }
}

/// A text that is on the disk under a name of its own, and not yet under the one it is for.
pub(super) struct Staged {
    /// Those that were made for it, from the innermost out.
    folders: Vec<PathBuf>,
    partial: PathBuf,
    target: PathBuf,
}

impl Staged {
    pub(super) fn keep(self) -> Result<(), Error> {
        fs::rename(&self.partial, &self.target).map_err(|it| Error::io("write", &self.target, it))
    }
}

impl Drop for Staged {
    /// Once the file has its name, there is nothing left to remove, and no folder is empty.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.partial);
        for folder in &self.folders {
            let _ = fs::remove_dir(folder);
        }
    }
}

const PARTIAL: &str = ".partial";

/// A name beside the target that no other run and no other file of this run has.
fn partial(target: &Path) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.{}{PARTIAL}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    target.with_file_name(name)
}

/// The name of the file that one with this name is for.
fn target_of(name: &str) -> Option<&str> {
    let mut parts = name.strip_prefix('.')?.strip_suffix(PARTIAL)?.rsplitn(3, '.');
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let numbers = [parts.next()?, parts.next()?];
    numbers.into_iter().all(is_number).then(|| parts.next()).flatten()
}

/// Removes what killed runs have left beside these files. What another run is just writing is younger.
pub(super) fn sweep(targets: &[PathBuf]) {
    const OLD: Duration = Duration::from_secs(600);
    let targets: HashSet<&Path> = targets.iter().map(PathBuf::as_path).collect();
    for folder in folders_of(targets.iter().copied()) {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        for entry in fs::read_dir(here).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name();
            let target = name.to_str().and_then(target_of).map(|it| folder.join(it));
            let is_old = || {
                let about = entry.metadata().ok().filter(Metadata::is_file)?;
                about.modified().ok()?.elapsed().ok().filter(|it| *it > OLD)
            };
            if target.is_some_and(|it| targets.contains(it.as_path())) && is_old().is_some() {
                // Nothing depends on it: it may as well stay.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
