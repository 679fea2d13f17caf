//! Dialect files. Comes in: TOML. Goes out: a [`Dialect`].

use super::builtin::file_of;
use super::generated::Generated;
use super::written::Written;
use crate::decode::{self, Wrong, table, words};
use foldhash::HashMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How a kind of docs shows models. One file of `templates/dialects`.
///
/// A file says what its pages are in `about`, names its `notation` and has one table that says how its pages are made: `[generated]` for pages that a program
/// writes, `[written]` for tables that people write. With `base` it takes over all that it does not say itself from a
/// dialect that comes with the program.
///
/// ```
/// use fieldtable::dialect::builtin;
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// assert_eq!(php.notation, "php");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dialect {
    /// The name by which the configuration refers to it.
    pub id: String,
    /// What its pages are, in a sentence or two; may be empty.
    pub about: String,
    /// The notation of its types and values.
    pub notation: String,
    /// Whether the tables print names on the wire or names of the language.
    pub names: Names,
    /// How its pages are made.
    pub style: Style,
}

/// How pages are made.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let written = builtin().iter().find(|it| it.id == "written").expect("it comes with the program");
/// assert!(matches!(written.style, Style::Written(_)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Style {
    /// A program writes them: every page has the same shape.
    Generated(Box<Generated>),
    /// People write them.
    Written(Box<Written>),
}

/// What names the tables print.
///
/// ```
/// use fieldtable::dialect::{Names, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// assert_eq!(php.names, Names::Language);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Names on the wire.
    Wire,
    /// Names of the language.
    Language,
}

words! { Names { Wire = "wire", Language = "language" } }

#[derive(Default)]
struct File {
    id: String,
    about: String,
    notation: String,
    names: Option<Names>,
    generated: Option<Generated>,
    written: Option<Written>,
}

table! { File { id, about, notation, names, generated, written, } needs "id", "notation", "names" }

/// More dialects than any file needs to stand on.
const DEEPEST: usize = 8;

impl Dialect {
    /// Reads a dialect file.
    ///
    /// # Errors
    /// What is wrong with the file: lower case, no full stop.
    ///
    /// ```
    /// use fieldtable::dialect::Dialect;
    ///
    /// let dialect = Dialect::from_toml(
    ///     r#"
    ///     id = "ledger"
    ///     about = "Pages of the ledger."
    ///     notation = "docs"
    ///     names = "wire"
    ///
    ///     [written]
    ///     headers = [["slot", "shape", "must", "gloss"]]
    ///     columns = { slot = "name", shape = "type", must = "required", gloss = "description" }
    ///     "#,
    /// )?;
    /// let options = fieldtable::Options { dialects: vec![dialect], ..fieldtable::Options::default() };
    /// # Ok::<(), String>(())
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, String> {
        Self::on(text, &mut Bases::default())
    }

    /// As [`Dialect::from_toml`], where what others stand on may have been read.
    pub(super) fn on(text: &str, bases: &mut Bases) -> Result<Self, String> {
        let table = whole(text, DEEPEST, bases)?;
        let file: File = decode::from_table(Spanned::new(0..0, table)).map_err(|it| it.to_string())?;
        let style = match (file.generated, file.written) {
            (Some(mut generated), None) => {
                generated.share_reserved();
                Style::Generated(Box::new(generated))
            }
            (None, Some(written)) => Style::Written(Box::new(written)),
            _ => return Err("one of the tables `[generated]` and `[written]` is needed, and only one".to_owned()),
        };
        Ok(Self {
            id: file.id,
            about: file.about,
            notation: file.notation,
            names: file.names.expect("a file needs it"),
            style,
        })
    }

    /// What is special to tables that people write.
    pub(crate) fn written(&self) -> Option<&Written> {
        match &self.style {
            Style::Written(written) => Some(written),
            Style::Generated(_) => None,
        }
    }

    /// What is special to pages that a program writes.
    pub(crate) fn generated(&self) -> Option<&Generated> {
        match &self.style {
            Style::Generated(generated) => Some(generated),
            Style::Written(_) => None,
        }
    }
}

/// What dialects stand on, by id: many on the same.
pub(super) type Bases = HashMap<&'static str, DeTable<'static>>;

/// The file with all that it takes over.
fn whole<'t>(text: &'t str, deepest: usize, bases: &mut Bases) -> Result<DeTable<'t>, String> {
    let file = DeTable::parse(text).map_err(|it| Wrong::from(it).located(text).to_string())?;
    let mut file = file.into_inner();
    let Some(base) = file.remove("base") else { return Ok(file) };
    let base = base.get_ref().as_str().ok_or("`base` is the id of a dialect")?;
    let (id, below) = file_of(base).ok_or_else(|| format!("`base`: no dialect `{base}` comes with the program"))?;
    if deepest == 0 {
        return Err("`base`: dialects stand on each other without end".to_owned());
    }
    let mut all = match bases.get(id) {
        Some(known) => known.clone(),
        None => {
            let mut all = whole(below, deepest - 1, bases)?;
            for key in [FOUNDATION, ABOUT] {
                all.remove(key);
            }
            bases.entry(id).or_insert(all).clone()
        }
    };
    lay_over(&mut all, file);
    Ok(all)
}

/// Whether a file is but what others stand on: `foundation = true`.
pub(super) fn is_foundation(text: &str) -> bool {
    // Most files do not even have the word.
    text.contains(FOUNDATION) && DeTable::parse(text).is_ok_and(|it| it.get_ref().contains_key(FOUNDATION))
}

const FOUNDATION: &str = "foundation";
const ABOUT: &str = "about";

/// Tables are merged, everything else is replaced.
fn lay_over<'t>(below: &mut DeTable<'t>, above: DeTable<'t>) {
    for (key, value) in above {
        let place = value.span();
        match (below.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(below)), DeValue::Table(above)) => lay_over(below, above),
            (_, value) => {
                below.insert(key, Spanned::new(place, value));
            }
        }
    }
}

/// What stands in the hole of a pattern.
pub(crate) fn within<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let (before, after) = pattern.split_once("{}")?;
    text.strip_prefix(before)?.strip_suffix(after)
}
