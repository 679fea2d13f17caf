//! A look at the docs of a folder that has no configuration yet: which pages show models, of which dialect they are, and
//! what they tell of the wire.

use super::{Config, load_watched, pages};
use crate::compile::compile_watched;
use crate::diag::{Code, Diagnostic};
use crate::dialect::Verdict;
use crate::error::Error;
use crate::progress::Progress;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a look at the docs of a folder tells.
///
/// ```no_run
/// let survey = fieldtable::config::survey("docs/".as_ref(), &())?;
/// println!("{} of {} pages show models", survey.with_models, survey.pages);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// How many pages there are.
    pub pages: usize,
    /// How many of them show models.
    pub with_models: usize,
    /// How many models there are.
    pub models: usize,
    /// Where the pages with models are, relative to the folder.
    pub sources: Vec<PathBuf>,
    /// The dialects of the pages with models.
    pub dialects: Vec<FoundDialect>,
    /// What is found out or left open about the case of names on the wire.
    pub wire_names: Option<Diagnostic>,
}

/// A dialect of pages with models.
///
/// ```no_run
/// for dialect in fieldtable::config::survey("docs/".as_ref(), &())?.dialects {
///     println!("{}: {}", dialect.id, dialect.evidence.join("; "));
/// }
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct FoundDialect {
    /// Its id.
    pub id: String,
    /// The folders whose pages are of it, relative to the folder that was looked at; `.` for that one.
    pub folders: Vec<String>,
    /// What speaks for it in the first of them, most telling first.
    pub evidence: Vec<String>,
    /// Dialects that nothing tells apart from it there, though the outcome would differ.
    pub rivals: Vec<String>,
}

/// Looks at all pages below a folder.
///
/// # Errors
/// When the folder cannot be searched or a page cannot be read.
///
/// ```no_run
/// let survey = fieldtable::config::survey("docs/".as_ref(), &())?;
/// assert!(survey.models > 0);
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn survey(folder: &Path, progress: &dyn Progress) -> Result<Survey, Error> {
    let files = pages::search(folder, None, pages::PAGES)?.files;
    if files.is_empty() {
        return Ok(Survey::default());
    }
    let loaded = load_watched(&Config { sources: files, ..Config::default() }, progress)?;
    let compilation = compile_watched(&loaded.sources, &loaded.options, progress);
    let base = folder.to_string_lossy().replace('\\', "/");
    let relative = |path: &str| {
        let path = path.strip_prefix(base.trim_end_matches('/')).map_or(path, |it| it.trim_start_matches('/'));
        path.to_owned()
    };
    let path = |file| &loaded.sources.file(file).path;
    let shown: Vec<_> = compilation.coverage.pages.iter().filter(|it| !it.models.is_empty()).collect();
    let folders: BTreeSet<&str> = shown.iter().map(|it| loaded.sources.file(it.file).folder()).collect();
    let mut dialects: Vec<FoundDialect> = Vec::new();
    for Verdict { folder, dialect, evidence, rivals, .. } in &compilation.coverage.verdicts {
        if !folders.contains(folder.as_str()) {
            continue;
        }
        let folder = Some(relative(folder)).filter(|it| !it.is_empty()).unwrap_or_else(|| ".".to_owned());
        match dialects.iter_mut().find(|it| it.id == *dialect) {
            Some(known) => known.folders.push(folder),
            None => dialects.push(FoundDialect {
                id: dialect.clone(),
                folders: vec![folder],
                evidence: evidence.clone(),
                rivals: rivals.clone(),
            }),
        }
    }
    let about_names = [Code::InferredCase, Code::UnclearCase, Code::LanguageNames];
    Ok(Survey {
        pages: compilation.coverage.pages.len(),
        with_models: shown.len(),
        models: compilation.schema.models.len(),
        sources: sources(&shown.iter().map(|it| relative(path(it.file))).collect::<Vec<_>>()),
        dialects,
        wire_names: compilation.diagnostics.into_iter().find(|it| about_names.contains(&it.code)),
    })
}

/// The few folders that hold all pages; pages beside the configuration stand for themselves.
fn sources(pages: &[String]) -> Vec<PathBuf> {
    /// More is no list that people read.
    const MOST: usize = 4;
    let (above, below): (Vec<&String>, Vec<&String>) = pages.iter().partition(|it| !it.contains('/'));
    let mut folders: BTreeSet<&str> = below.iter().filter_map(|it| it.rsplit_once('/')).map(|it| it.0).collect();
    loop {
        let all = folders.clone();
        let inside = |it: &str, other: &str| it.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
        folders.retain(|it| !all.iter().any(|other| inside(it, other)));
        let deepest = folders.iter().map(|it| it.matches('/').count()).max().unwrap_or_default();
        if folders.len() <= MOST || deepest == 0 {
            break;
        }
        let up = |it: &&'_ str| it.matches('/').count() == deepest;
        folders = all.iter().map(|it| if up(it) { it.rsplit_once('/').map_or(*it, |it| it.0) } else { it }).collect();
    }
    if folders.len() > MOST || above.len() > MOST {
        return vec![".".into()];
    }
    folders.into_iter().map(PathBuf::from).chain(above.into_iter().map(PathBuf::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::sources;

    fn check(pages: &[&str]) -> String {
        let pages: Vec<_> = pages.iter().map(|it| (*it).to_owned()).collect();
        sources(&pages).iter().map(|it| it.display().to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_few_folders_hold_all_pages() {
        assert_eq!(check(&["docs/Order.md", "docs/Customer.md"]), "docs");
        assert_eq!(check(&["docs/Order.md", "docs/models/Customer.md", "README.md"]), "docs README.md");
        assert_eq!(check(&["docs/a/A.md", "docs/b/B.md", "api/C.md"]), "api docs/a docs/b");
        assert_eq!(check(&["d/a/A.md", "d/b/B.md", "d/c/C.md", "d/d/D.md", "d/e/E.md"]), "d");
        assert_eq!(check(&["a/A.md", "b/B.md", "c/C.md", "d/D.md", "e/E.md"]), ".");
        assert_eq!(check(&["A.md", "B.md", "C.md", "D.md", "E.md"]), ".");
        assert_eq!(check(&[]), "");
    }
}
