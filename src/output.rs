//! Artifacts → files. Each file is written whole or not at all: into a file beside it that then takes its name, so that
//! neither a failure nor another run at the same time leaves half a file. What would not change is left alone.

use crate::emit::{Artifact, MARKER};
use crate::error::Error;
use crate::order;
use crate::parallel;
use foldhash::HashSet;
pub use pending::Pending;
use staged::{Staged, Staging, sweep};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// What a run did to the files.
///
/// ```
/// use fieldtable::output::Written;
///
/// let done = Written { written: vec!["models.rs".into()], ..Written::default() };
/// assert!(done.unchanged.is_empty() && done.removed.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files with a new text.
    pub written: Vec<PathBuf>,
    /// Files that already had the text.
    pub unchanged: Vec<PathBuf>,
    /// Files of an earlier run that are no longer made.
    pub removed: Vec<PathBuf>,
}

impl Written {
    /// Takes over what was done elsewhere.
    ///
    /// ```
    /// use fieldtable::output::Written;
    ///
    /// let mut done = Written { written: vec!["models.rs".into()], ..Written::default() };
    /// done.append(Written { unchanged: vec!["schema.json".into()], ..Written::default() });
    /// assert_eq!((done.written.len(), done.unchanged.len()), (1, 1));
    /// ```
    pub fn append(&mut self, other: Self) {
        self.written.extend(other.written);
        self.unchanged.extend(other.unchanged);
        self.removed.extend(other.removed);
    }
}

/// Writes one file, with the folders above it. A link is followed: whoever names a file means that one. A device or a pipe
/// takes the text and stays what it is.
///
/// # Errors
/// When the file system refuses; the message names the path.
///
/// ```
/// # let folder = std::env::temp_dir().join("fieldtable-example-write-file");
/// let path = folder.join("models.rs");
/// fieldtable::output::write_file(&path, "pub struct Order;\n")?;
/// let again = fieldtable::output::write_file(&path, "pub struct Order;\n")?;
/// assert_eq!(again.unchanged, [path]);
/// # std::fs::remove_dir_all(folder).expect("it was just written");
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn write_file(path: &Path, text: &str) -> Result<Written, Error> {
    let mut file = Pending::new(path);
    file.write(text);
    file.keep()
}

/// Writes files into a folder and removes those of earlier runs that are no longer made: files below it that carry the
/// [`MARKER`] and end as one of the artifacts does. Nothing outside the folder is touched, whatever links there are in it,
/// and no file that somebody else wrote is overwritten.
///
/// # Errors
/// When the file system refuses, a file is not ours, or a path would lead out of the folder.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let folder = std::env::temp_dir().join("fieldtable-example-write-folder");
/// use fieldtable::{emit::rust, output};
///
/// let options = rust::Options { layout: rust::Layout::Crate, ..rust::Options::default() };
/// let emission = rust::emit(&compilation.schema, &options);
/// let done = output::write_folder(&folder, &emission.artifacts)?;
/// assert!(done.written.contains(&folder.join("src/lib.rs")));
/// // What is there is what would be made.
/// assert!(output::stale(&folder, &emission.artifacts)?.is_empty());
/// # std::fs::remove_dir_all(folder).expect("it was just written");
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn write_folder(folder: &Path, artifacts: &[Artifact]) -> Result<Written, Error> {
    fs::create_dir_all(folder).map_err(|it| Error::io("create", folder, it))?;
    let root = fs::canonicalize(folder).map_err(|it| Error::io("open", folder, it))?;
    let mut targets = Vec::new();
    for artifact in artifacts {
        let relative = Path::new(&artifact.path);
        let target = inside(&root, relative).map_err(|why| refused(&folder.join(relative), &why))?;
        if !ours(&target) {
            return Err(refused(&folder.join(relative), "it is there and was not written by fieldtable"));
        }
        targets.push(target);
    }
    // Many small files: most of the time is waiting for the disk. All are on it before the first gets its name.
    let texts = targets.iter().zip(artifacts);
    let staged = parallel::map(texts, |(target, artifact)| {
        let mut staging = Staging::new(target.clone());
        artifact.text.pieces().for_each(|it| staging.write(it));
        staging.done()
    });
    let staged: Vec<Option<Staged>> = staged.into_iter().collect::<Result<_, _>>()?;
    let mut done = Written::default();
    for (artifact, staged) in artifacts.iter().zip(staged) {
        let path = folder.join(&artifact.path);
        match staged {
            Some(staged) => {
                staged.keep()?;
                done.written.push(path);
            }
            None => done.unchanged.push(path),
        }
    }
    remove_stale(&root, &targets, &mut done)?;
    if !done.written.is_empty() {
        sweep(&targets);
    }
    Ok(done)
}

fn refused(path: &Path, why: &str) -> Error {
    Error::other(format!("cannot write `{}`: {why}", path.display()))
}

/// The place of a relative path below `root`, with its folders made. A link below `root` that leads elsewhere is refused.
fn inside(root: &Path, relative: &Path) -> Result<PathBuf, String> {
    let plain = relative.components().all(|it| matches!(it, Component::Normal(_)));
    let (true, Some(name)) = (plain, relative.file_name()) else { return Err("it leads out of the folder".into()) };
    let mut folder = root.to_owned();
    for part in relative.parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match fs::create_dir(&folder) {
            Err(it) if it.kind() != ErrorKind::AlreadyExists => return Err(it.to_string()),
            _ => {}
        }
        folder = fs::canonicalize(&folder).map_err(|it| it.to_string())?;
        if !folder.starts_with(root) {
            return Err("a link leads out of the folder".into());
        }
    }
    Ok(folder.join(name))
}

/// Whether a file may be replaced: there is none, or it is empty or a link, or it carries the marker.
fn ours(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(it) if it.is_file() && it.len() > 0 => marked(path),
        Ok(it) => !it.is_dir(),
        Err(_) => true,
    }
}

fn marked(path: &Path) -> bool {
    const HEAD: u64 = 1024;
    let mut head = Vec::new();
    fs::File::open(path).is_ok_and(|it| it.take(HEAD).read_to_end(&mut head).is_ok())
        && String::from_utf8_lossy(&head).contains(MARKER)
}

fn remove_stale(root: &Path, kept: &[PathBuf], done: &mut Written) -> Result<(), Error> {
    for path in left_over(root, kept)? {
        fs::remove_file(&path).map_err(|it| Error::io("remove", &path, it))?;
        done.removed.push(path.strip_prefix(root).unwrap_or(&path).to_owned());
    }
    Ok(())
}

/// Files of earlier runs in a folder that would no longer be made: those that [`write_folder`] would remove.
///
/// # Errors
/// When the file system refuses.
///
/// ```
/// use fieldtable::output;
///
/// let folder = std::env::temp_dir().join("fieldtable-example-stale");
/// # std::fs::create_dir_all(&folder).expect("it can be made");
/// assert!(output::stale(&folder, &[])?.is_empty(), "what fieldtable did not write is nobody's to remove");
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn stale(folder: &Path, artifacts: &[Artifact]) -> Result<Vec<PathBuf>, Error> {
    let Ok(root) = fs::canonicalize(folder) else { return Ok(Vec::new()) };
    let kept: Vec<PathBuf> = artifacts.iter().map(|it| root.join(&it.path)).collect();
    let found = left_over(&root, &kept)?;
    Ok(found.into_iter().map(|it| folder.join(it.strip_prefix(&root).unwrap_or(&it))).collect())
}

/// The folders that the paths stand in, each once, sorted.
fn folders_of<'p>(paths: impl Iterator<Item = &'p Path>) -> Vec<&'p Path> {
    let mut folders: Vec<&Path> = paths.filter_map(Path::parent).collect();
    order::sort_by(&mut folders, Ord::cmp);
    folders.dedup();
    folders
}

/// Marked files beside those that are kept, of the same kinds as they.
fn left_over(root: &Path, kept: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let kept: HashSet<&Path> = kept.iter().map(PathBuf::as_path).collect();
    let folders = folders_of(kept.iter().copied());
    let kinds: HashSet<_> = kept.iter().map(|it| it.extension()).collect();
    let mut found = Vec::new();
    for folder in folders.into_iter().filter(|it| it.starts_with(root) && it.is_dir()) {
        let entries = fs::read_dir(folder).map_err(|it| Error::io("open", folder, it))?;
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|it| it.path()).collect();
        order::sort_by(&mut paths, Ord::cmp);
        let stale = |path: &PathBuf| {
            let alike = kinds.contains(&path.extension()) && !kept.contains(path.as_path());
            let plain = fs::symlink_metadata(path).is_ok_and(|it| it.is_file());
            alike && plain && marked(path)
        };
        found.extend(paths.into_iter().filter(stale));
    }
    Ok(found)
}

mod pending;
mod staged;
#[cfg(test)]
mod tests;
