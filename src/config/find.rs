use std::path::{Path, PathBuf};

/// The name of the configuration file.
pub const FILE_NAME: &str = "fieldtable.toml";

/// The nearest configuration file: beside `start` or above it, up to the root of the repository that `start` is in.
///
/// ```
/// if let Some(path) = fieldtable::config::find("docs/".as_ref()) {
///     let config = fieldtable::config::Config::read(&path)?;
///     println!("{} pages or folders", config.sources.len());
/// }
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[must_use]
pub fn find(start: &Path) -> Option<PathBuf> {
    let whole = std::fs::canonicalize(start).ok()?;
    // Said as the user said it while that is possible: `docs/../fieldtable.toml` helps nobody, `/home/…` neither.
    let mut shown = Some(start);
    for folder in whole.ancestors() {
        if folder.is_dir() {
            let path = folder.join(FILE_NAME);
            if path.is_file() {
                return Some(shown.map_or(path, |it| it.join(FILE_NAME)));
            }
            if folder.join(".git").exists() {
                return None;
            }
        }
        // What is above `.` and `..` has no name that begins with them.
        shown = shown.filter(|it| !it.ends_with(".") && !it.ends_with("..")).and_then(Path::parent);
    }
    None
}
