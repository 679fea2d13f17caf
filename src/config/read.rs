//! The text of `fieldtable.toml` → [`Config`]. A key that is not known is an error that names its place and the nearest
//! key.

use super::Config;
use crate::error::Error;
use crate::name::meant;
use std::path::{Path, PathBuf};

impl Config {
    /// Reads a configuration file. The paths in it are relative to its folder.
    ///
    /// # Errors
    /// When the file cannot be read or says something that is not known; the message has line and column.
    ///
    /// ```no_run
    /// use fieldtable::config::Config;
    ///
    /// let config = Config::read("fieldtable.toml".as_ref())?;
    /// println!("{:?}", config.sources);
    /// # Ok::<(), fieldtable::Error>(())
    /// ```
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|it| Error::io("read", path, it))?;
        Self::from_toml(&text, path)
    }

    /// Reads the text of a configuration file that stands at `path`.
    ///
    /// # Errors
    /// When it says something that is not known; the message has line and column.
    ///
    /// ```
    /// use fieldtable::config::Config;
    ///
    /// let config = Config::from_toml("dialect = \"written\"", "fieldtable.toml".as_ref())?;
    /// assert_eq!(config.dialect.as_deref(), Some("written"));
    /// let error = Config::from_toml("dialct = 1", "fieldtable.toml".as_ref()).expect_err("there is no such key");
    /// assert!(error.to_string().contains("did you mean `dialect`?"));
    /// # Ok::<(), fieldtable::Error>(())
    /// ```
    pub fn from_toml(text: &str, path: &Path) -> Result<Self, Error> {
        let mut config: Self = toml::from_str(text).map_err(|error| located(text, path, &error))?;
        let base = path.parent().unwrap_or(Path::new(""));
        let relative = |it: &mut PathBuf| *it = join(base, it);
        let Self { sources, exclude, dialects, notations, examples, output, .. } = &mut config;
        [sources, exclude, dialects, notations, examples].into_iter().flatten().for_each(relative);
        [&mut output.rust, &mut output.package].into_iter().flatten().for_each(relative);
        output.export.values_mut().for_each(relative);
        config.path = Some(path.to_owned());
        if let Some(url) = &config.output.page_url
            && !(url.contains("{path}") && (url.starts_with("https://") || url.starts_with("http://")))
        {
            let message = format!("output.page_url: `{url}` is no web address with `{{path}}` in it");
            return Err(Error::config(path.display(), message));
        }
        Ok(config)
    }
}

/// `path` below `base`. The slash at the end, by which folders are told from files, stays.
fn join(base: &Path, path: &Path) -> PathBuf {
    if base.as_os_str().is_empty() { path.to_owned() } else { base.join(path) }
}

fn located(text: &str, path: &Path, error: &toml::de::Error) -> Error {
    let offset = error.span().map_or(0, |it| it.start.min(text.len()));
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Error::config(format_args!("{}:{line}:{column}", path.display()), plain(error.message()))
}

/// serde's words for a key or a value that is not known, in ours. The words in backticks are the one that was found and
/// then those that would have been right.
///
/// ```
/// assert_eq!(fieldtable::config::plain("nothing to say"), "nothing to say");
/// ```
#[must_use]
pub fn plain(message: &str) -> String {
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (kind, found, known) = match (message.split_whitespace().nth(1), words.as_slice()) {
        (Some("field"), [found, known @ ..]) if message.starts_with("unknown") => ("key", found, known),
        (Some("variant"), [found, known @ ..]) if message.starts_with("unknown") => ("value", found, known),
        _ => return message.trim_end().replace('\n', ", "),
    };
    let mut out = format!("unknown {kind} `{found}`");
    if let Some(near) = meant(found, known.iter().copied()) {
        out += &format!("; did you mean `{near}`?");
    } else if !known.is_empty() {
        let list: Vec<_> = known.iter().map(|it| format!("`{it}`")).collect();
        out += &format!("; known are {}", list.join(", "));
    }
    out
}
