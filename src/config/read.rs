//! The text of `fieldtable.toml` → [`Config`]. A key that is not known is an error that names its place and the nearest
//! key.

use super::Config;
use crate::decode::{self, Located};
use crate::error::Error;
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
        let mut config: Self = decode::from_text(text).map_err(|wrong| {
            let Located { line, column, message } = wrong.located(text);
            Error::config(format_args!("{}:{line}:{column}", path.display()), message)
        })?;
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
