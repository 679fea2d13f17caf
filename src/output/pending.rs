//! A file whose text is still coming.

use super::Written;
use super::staged::{Staging, sweep};
use crate::emit::Text;
use crate::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file as [`write_file`](super::write_file) writes one, whose text comes piece by piece. What stood before stands until all of it is kept;
/// dropped, it leaves nothing.
///
/// ```
/// # let folder = std::env::temp_dir().join("fieldtable-example-pending");
/// use fieldtable::output::Pending;
///
/// let path = folder.join("models.rs");
/// let mut file = Pending::new(&path);
/// file.write("pub struct Order;\n");
/// file.write("pub struct Payment;\n");
/// assert!(!path.exists());
/// assert_eq!(file.keep()?.written, [path]);
/// # std::fs::remove_dir_all(folder).expect("it was just written");
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub struct Pending {
    path: PathBuf,
    target: PathBuf,
    kind: Kind,
}

enum Kind {
    File(Staging),
    /// A device or a pipe: what it has taken, nobody takes back.
    Device(Text),
}

impl Pending {
    /// Nothing yet, for this path.
    ///
    /// ```
    /// use fieldtable::output::Pending;
    ///
    /// drop(Pending::new("models.rs".as_ref()));
    /// ```
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let kind = match fs::metadata(&target) {
            Ok(it) if !it.is_file() && !it.is_dir() => Kind::Device(Text::default()),
            _ => Kind::File(Staging::new(target.clone())),
        };
        Self { path: path.to_owned(), target, kind }
    }

    /// Takes the next piece. When the file system refuses it, [`Pending::keep`] will say so.
    ///
    /// ```
    /// # use fieldtable::output::Pending;
    /// # let mut file = Pending::new("models.rs".as_ref());
    /// file.write("pub struct Order;\n");
    /// ```
    pub fn write(&mut self, piece: &str) {
        match &mut self.kind {
            Kind::File(it) => it.write(piece),
            Kind::Device(it) => it.append(piece.into()),
        }
    }

    /// Gives the file its text, if it has another one.
    ///
    /// # Errors
    /// When the file system refuses, or has refused a piece; the message names the path.
    ///
    /// ```
    /// # use fieldtable::output::Pending;
    /// let pending = Pending::new("a\0name".as_ref());
    /// assert!(pending.keep().expect_err("no file is called so").to_string().starts_with("cannot write"));
    /// ```
    pub fn keep(self) -> Result<Written, Error> {
        let mut done = Written::default();
        let staged = match self.kind {
            Kind::File(it) => it.done()?,
            Kind::Device(text) => {
                let opened = fs::OpenOptions::new().write(true).open(&self.target);
                let written =
                    opened.and_then(|mut it| text.pieces().try_for_each(|piece| it.write_all(piece.as_bytes())));
                written.map_err(|it| Error::io("write", &self.path, it))?;
                done.written.push(self.path);
                return Ok(done);
            }
        };
        match staged {
            Some(staged) => {
                staged.keep()?;
                sweep(&[self.target]);
                done.written.push(self.path);
            }
            None => done.unchanged.push(self.path),
        }
        Ok(done)
    }
}
