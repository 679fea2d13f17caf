//! What ends a run: the world at fault (files, configuration), never a document.
//!
//! A document at fault is a [`crate::diag::Diagnostic`]; it never becomes an [`Error`].

use std::fmt;
use std::path::{Path, PathBuf};

/// A run that could not be carried out. The message names the file or the key at fault; the cause, where there is
/// one, is in [`std::error::Error::source`].
///
/// ```
/// let error = fieldtable::config::Config::read("no/such/file.toml".as_ref()).expect_err("it is not there");
/// assert!(error.to_string().starts_with("cannot read `no/such/file.toml`"));
/// ```
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

#[derive(Debug)]
enum ErrorKind {
    Io { doing: &'static str, path: PathBuf, cause: std::io::Error },
    Config { place: String, message: String },
    Other(String),
}

impl Error {
    /// A file system failure: `doing` is what was attempted ("read", "write"), `path` on what.
    ///
    /// ```
    /// use fieldtable::Error;
    /// use std::path::Path;
    ///
    /// let cause = std::io::Error::other("no such file");
    /// let error = Error::io("read", Path::new("docs/Order.md"), cause);
    /// assert!(error.to_string().contains("docs/Order.md"));
    /// ```
    #[must_use]
    pub fn io(doing: &'static str, path: &Path, cause: std::io::Error) -> Self {
        Self(Box::new(ErrorKind::Io { doing, path: path.to_owned(), cause }))
    }

    /// A configuration that cannot be used: `place` is `path:line:column` as far as it is known, `message` says what is
    /// wrong and what to write instead.
    ///
    /// ```
    /// use fieldtable::Error;
    ///
    /// let error = Error::config("fieldtable.toml:1:1", "`dialct` is no key");
    /// assert!(error.to_string().starts_with("fieldtable.toml:1:1"));
    /// ```
    #[must_use]
    pub fn config(place: impl fmt::Display, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Config { place: place.to_string(), message: message.into() }))
    }

    /// Any other reason, said in full by `message`.
    ///
    /// ```
    /// assert_eq!(fieldtable::Error::other("nothing to do").to_string(), "nothing to do");
    /// ```
    #[must_use]
    pub fn other(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Other(message.into())))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Io { doing, path, cause } => write!(f, "cannot {doing} `{}`: {cause}", path.display()),
            ErrorKind::Config { place, message } => write!(f, "{place}: {message}"),
            ErrorKind::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io { cause, .. } => Some(cause),
            ErrorKind::Config { .. } | ErrorKind::Other(_) => None,
        }
    }
}
