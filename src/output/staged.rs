//! A file that stands beside its target until it is whole.

use crate::emit::Text;
use crate::error::Error;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A text that is on the disk under a name of its own, and not yet under the one it is for.
pub(super) struct Staged {
    partial: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// `None` when the target already has the text.
    pub(super) fn new(target: PathBuf, text: &Text) -> Result<Option<Self>, Error> {
        let old = fs::symlink_metadata(&target).ok().filter(fs::Metadata::is_file);
        if old.as_ref().is_some_and(|it| it.len() == text.len() as u64)
            && holds(&target, text).unwrap_or(false)
        {
            return Ok(None);
        }
        if let Some(parent) = target.parent().filter(|it| !it.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|it| Error::io("create", parent, it))?;
        }
        let staged = Self { partial: partial(&target), target };
        let fill = || {
            let mut file = fs::File::create_new(&staged.partial)?;
            write(&mut file, text)?;
            if let Some(old) = old {
                file.set_permissions(old.permissions())?;
            }
            file.sync_all()
        };
        fill().map_err(|it| Error::io("write", &staged.target, it))?;
        Ok(Some(staged))
    }

    pub(super) fn keep(self) -> Result<(), Error> {
        fs::rename(&self.partial, &self.target).map_err(|it| Error::io("write", &self.target, it))
    }
}

impl Drop for Staged {
    /// Once the file has its name, there is nothing left to remove.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.partial);
    }
}

/// Writes a text, piece by piece.
pub(super) fn write(file: &mut fs::File, text: &Text) -> io::Result<()> {
    let mut to = BufWriter::new(file);
    text.pieces().try_for_each(|it| to.write_all(it.as_bytes()))?;
    to.flush()
}

/// Whether a file has a text in its first bytes.
fn holds(path: &Path, text: &Text) -> io::Result<bool> {
    let mut file = BufReader::new(fs::File::open(path)?);
    let mut read = Vec::new();
    for piece in text.pieces() {
        read.resize(piece.len(), 0);
        file.read_exact(&mut read)?;
        if read != piece.as_bytes() {
            return Ok(false);
        }
    }
    Ok(true)
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
    let folders: BTreeSet<&Path> = targets.iter().filter_map(|it| it.parent()).collect();
    for folder in folders {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        for entry in fs::read_dir(here).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name();
            let target = name.to_str().and_then(target_of).map(|it| folder.join(it));
            let is_old = || {
                let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                about.modified().ok()?.elapsed().ok().filter(|it| *it > OLD)
            };
            if target.is_some_and(|it| targets.contains(it.as_path())) && is_old().is_some() {
                // Nothing depends on it: it may as well stay.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
