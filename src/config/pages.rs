//! Paths, folders and globs → the files they stand for, sorted, each once.

use super::ignored::Ignored;
use crate::error::Error;
use crate::name::Glob;
use crate::order;
use foldhash::HashSet;
use std::fs::{DirEntry, FileType};
use std::path::{Path, PathBuf};

/// What a list of sources stands for.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The pages; `-` is standard input.
    pub(super) files: Vec<PathBuf>,
    /// Those of them that are links.
    links: HashSet<PathBuf>,
    /// The folders that were searched.
    pub(super) folders: Vec<PathBuf>,
}

/// What pages end in.
pub(super) const PAGES: &[&str] = &["md", "mdx", "markdown"];
/// What examples end in.
pub(super) const EXAMPLES: &[&str] = &["json", "jsonl", "ndjson"];

/// Expands sources in their order; folders are searched for files that end in `endings`. A file that is named outright is
/// taken whatever its name ends in.
pub(super) fn expand(sources: &[PathBuf], exclude: &[PathBuf], endings: &[&str]) -> Result<Pages, Error> {
    let exclude = exclude.iter().map(|it| compiled(it)).collect::<Result<Vec<_>, _>>()?;
    let excluded = |it: &Path| exclude.iter().any(|glob| glob.matches_path(it.as_os_str().as_encoded_bytes()));
    let mut pages = Pages::default();
    let mut seen = HashSet::default();
    let mut same = Same::default();
    for source in sources {
        let before = pages.files.len();
        let mut add = |path: PathBuf, plain: bool| {
            let same = same.of(&path, plain);
            if !excluded(&path) && seen.insert(same.into_os_string()) {
                pages.files.push(path);
            }
        };
        if source.as_os_str() == "-" || source.is_file() {
            add(source.clone(), std::fs::symlink_metadata(source).is_ok_and(|it| it.is_file()));
            continue;
        }
        let (root, pattern) = if source.exists() { (source.clone(), None) } else { glob(source)? };
        let below = search(&root, pattern.as_ref(), endings)?;
        let found = !below.files.is_empty();
        for path in below.files {
            let plain = !below.links.contains(&path);
            add(path, plain);
        }
        pages.folders.extend(below.folders);
        if !found && pages.files.len() == before {
            return Err(Error::other(match pattern {
                Some(_) => format!("no file matches `{}`", source.display()),
                None => format!(
                    "no page in `{}`: folders are searched for {}, without what `.gitignore` names",
                    source.display(),
                    listed(endings)
                ),
            }));
        }
    }
    Ok(pages)
}

/// Endings in a sentence: "`.md`, `.mdx` and `.markdown`".
fn listed(endings: &[&str]) -> String {
    let shown: Vec<_> = endings.iter().map(|it| format!("`.{it}`")).collect();
    match shown.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => shown.concat(),
    }
}

/// The files below a folder that match a pattern or have one of these endings, and all folders; without what is ignored.
pub(super) fn search(root: &Path, pattern: Option<&Glob>, endings: &[&str]) -> Result<Pages, Error> {
    let failed = |it| Error::other(format!("cannot search `{}`: {it}", root.display()));
    let real = std::fs::canonicalize(root).map_err(failed)?;
    let mut search = Search { pattern, endings, ignored: Ignored::above(&real), pages: Pages::default() };
    search.folder(root, &real).map_err(failed)?;
    Ok(search.pages)
}

struct Search<'a> {
    pattern: Option<&'a Glob>,
    endings: &'a [&'a str],
    ignored: Ignored,
    pages: Pages,
}

impl Search<'_> {
    /// Searches a folder, whose path without links is `real`, in the order of names.
    fn folder(&mut self, folder: &Path, real: &Path) -> std::io::Result<()> {
        let named = |it| std::io::Error::other(format!("{}: {it}", folder.display()));
        self.pages.folders.push(folder.to_owned());
        self.ignored.enter(real);
        let entries = std::fs::read_dir(folder).map_err(named)?;
        let named_entry = |it: DirEntry| (it.file_name(), it);
        let mut entries = entries.map(|it| it.map(named_entry)).collect::<Result<Vec<_>, _>>().map_err(named)?;
        order::sort_by(&mut entries, |one, other| one.0.cmp(&other.0));
        for (name, entry) in entries {
            let kind = entry.file_type().map_err(named)?;
            let (path, real) = (folder.join(&name), real.join(&name));
            if self.ignored.leaves_out(&real, kind.is_dir()) {
                continue;
            }
            if kind.is_dir() {
                self.folder(&path, &real)?;
            } else {
                self.file(path.strip_prefix("./").unwrap_or(&path), kind);
            }
        }
        self.ignored.leave();
        Ok(())
    }

    fn file(&mut self, path: &Path, kind: FileType) {
        let is_page = match self.pattern {
            Some(glob) => glob.matches_path(path.as_os_str().as_encoded_bytes()),
            None => path.extension().is_some_and(|it| self.endings.iter().any(|ending| it == *ending)),
        };
        if is_page && (kind.is_file() || kind.is_symlink() && !is_other(path)) {
            self.pages.files.push(path.to_owned());
            if kind.is_symlink() {
                self.pages.links.insert(path.to_owned());
            }
        }
    }
}

/// Whether a link leads to something that is no file. One that leads nowhere is a page that cannot be read, and is told.
fn is_other(link: &Path) -> bool {
    std::fs::metadata(link).is_ok_and(|it| !it.is_file())
}

/// Paths → what is the same for the same file. To ask the file system is dear; it is asked once a folder, and for links.
#[derive(Default)]
struct Same {
    folder: Option<(PathBuf, PathBuf)>,
}

impl Same {
    /// The file at the path, which is `plain` when it is known to be no link.
    fn of(&mut self, path: &Path, plain: bool) -> PathBuf {
        let whole = || std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (Some(folder), Some(name), true) = (path.parent(), path.file_name(), plain) else { return whole() };
        match &self.folder {
            Some((last, real)) if last.as_os_str() == folder.as_os_str() => real.join(name),
            _ => {
                let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                let Ok(real) = std::fs::canonicalize(here) else { return whole() };
                let same = real.join(name);
                self.folder = Some((folder.to_owned(), real));
                same
            }
        }
    }
}

/// The folder to be searched and the pattern of its pages.
fn glob(source: &Path) -> Result<(PathBuf, Option<Glob>), Error> {
    let special = |it: &Path| it.to_string_lossy().contains(['*', '?', '[', '{']);
    let mut root = source;
    while special(root) {
        root = root.parent().unwrap_or(Path::new(""));
    }
    if root == source {
        return std::fs::metadata(source)
            .map_err(|it| Error::io("read", source, it))
            .map(|_| (source.to_owned(), None));
    }
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    std::fs::metadata(root).map_err(|it| Error::io("read", root, it))?;
    Ok((root.to_owned(), Some(compiled(source)?)))
}

fn compiled(pattern: &Path) -> Result<Glob, Error> {
    let text = pattern.to_string_lossy();
    Glob::over_paths(text.strip_prefix("./").unwrap_or(&text)).map_err(Error::other)
}
