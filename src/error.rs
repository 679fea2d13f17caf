//! What ends a run: the world at fault (files, configuration), never a document.
//!
//! A document at fault is a [`crate::diag::Diagnostic`]; it never becomes an [`Error`].

use std::fmt;
use std::path::{Path, PathBuf};

/// A run that could not be carried out. The message names the file or the key at fault; the cause, where there is
/// one, is in [`std::error::Error::source`].
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

#[derive(Debug)]
enum ErrorKind {
    Io { doing: &'static str, path: PathBuf, cause: std::io::Error },
    Config { path: Option<PathBuf>, message: String },
    Other(String),
}

impl Error {
    /// A file system failure: `doing` is what was attempted ("read", "write"), `path` on what.
    #[must_use]
    pub fn io(doing: &'static str, path: &Path, cause: std::io::Error) -> Self {
        Self(Box::new(ErrorKind::Io { doing, path: path.to_owned(), cause }))
    }

    /// A configuration that cannot be used; `message` says which key and what to write instead.
    #[must_use]
    pub fn config(path: Option<&Path>, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Config { path: path.map(Path::to_owned), message: message.into() }))
    }

    /// Any other reason, said in full by `message`.
    #[must_use]
    pub fn other(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Other(message.into())))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Io { doing, path, cause } => write!(f, "cannot {doing} `{}`: {cause}", path.display()),
            ErrorKind::Config { path: Some(path), message } => write!(f, "{}: {message}", path.display()),
            ErrorKind::Config { path: None, message } | ErrorKind::Other(message) => f.write_str(message),
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
