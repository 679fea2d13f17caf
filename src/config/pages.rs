//! Paths, folders and globs → the files they stand for, sorted, each once.

use crate::error::Error;
use foldhash::HashSet;
use globset::{GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
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
pub(super) const PAGES: &[&str] = &["md", "mdx"];
/// What examples end in.
pub(super) const EXAMPLES: &[&str] = &["json", "jsonl", "ndjson"];

/// Expands sources in their order; folders are searched for files that end in `endings`. A file that is named outright is
/// taken whatever its name ends in.
pub(super) fn expand(sources: &[PathBuf], exclude: &[PathBuf], endings: &[&str]) -> Result<Pages, Error> {
    let exclude = set(exclude)?;
    let mut pages = Pages::default();
    let mut seen = HashSet::default();
    let mut same = Same::default();
    for source in sources {
        let before = pages.files.len();
        let mut add = |path: PathBuf, plain: bool| {
            let same = same.of(&path, plain);
            if !exclude.is_match(&path) && seen.insert(same.into_os_string()) {
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
                    endings.iter().map(|it| format!("`.{it}`")).collect::<Vec<_>>().join(" and ")
                ),
            }));
        }
    }
    Ok(pages)
}

/// The files below a folder that match a pattern or have one of these endings, and all folders.
pub(super) fn search(root: &Path, pattern: Option<&GlobMatcher>, endings: &[&str]) -> Result<Pages, Error> {
    let mut pages = Pages::default();
    for entry in WalkBuilder::new(root)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        // What is compared stands in one folder.
        .sort_by_file_path(|one, other| one.as_os_str().cmp(other.as_os_str()))
        .build()
    {
        let entry = entry.map_err(|it| Error::other(format!("cannot search `{}`: {it}", root.display())))?;
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        let is_page = match pattern {
            Some(glob) => glob.is_match(path),
            None => path.extension().is_some_and(|it| endings.iter().any(|ending| it == *ending)),
        };
        let kind = entry.file_type();
        let is_file = || kind.is_some_and(|it| it.is_file() || it.is_symlink() && !is_other(entry.path()));
        if kind.is_some_and(|it| it.is_dir()) {
            pages.folders.push(entry.path().to_owned());
        } else if is_page && is_file() {
            pages.files.push(path.to_owned());
            if kind.is_some_and(|it| it.is_symlink()) {
                pages.links.insert(path.to_owned());
            }
        }
    }
    Ok(pages)
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
fn glob(source: &Path) -> Result<(PathBuf, Option<GlobMatcher>), Error> {
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
    Ok((root.to_owned(), Some(compiled(source)?.compile_matcher())))
}

fn set(patterns: &[PathBuf]) -> Result<GlobSet, Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(compiled(pattern)?);
    }
    set.build().map_err(|it| Error::other(it.to_string()))
}

fn compiled(pattern: &Path) -> Result<globset::Glob, Error> {
    let text = pattern.to_string_lossy();
    let text = text.strip_prefix("./").unwrap_or(&text);
    GlobBuilder::new(text).literal_separator(true).build().map_err(|it| Error::other(it.to_string()))
}
