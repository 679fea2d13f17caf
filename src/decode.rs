//! The TOML of configurations, dialects, notations and vocabularies → values of Rust. Comes in: a text. Goes out: a value,
//! or the first thing that is [`Wrong`] and its place.
//!
//! A build script compiles what is here for each table that there is, so a table costs a list of its keys and no code of
//! its own: serde's derive would be a third of the library.

use crate::json::{Map, Number, Value};
use crate::name::did_you_mean_or_known;
use foldhash::HashSet;
use indexmap::IndexMap;
use std::fmt::{self, Display};
use std::hash::{BuildHasher, Hash};
use std::ops::Range;
use std::path::PathBuf;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value in a text.
pub(crate) type Node<'t> = Spanned<DeValue<'t>>;

/// What is wrong with a text, in words, and where it stands in bytes.
#[derive(Debug)]
pub(crate) struct Wrong {
    message: String,
    place: Option<Range<usize>>,
}

impl Wrong {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None }
    }

    /// At this place, if none is known that is nearer.
    fn at(mut self, place: Range<usize>) -> Self {
        self.place.get_or_insert(place);
        self
    }

    /// With line and column of the text, from 1; in characters.
    pub(crate) fn located(self, text: &str) -> Located {
        let offset = self.place.map_or(0, |it| it.start.min(text.len()));
        let before = text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Located { line, column, message: self.message }
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<toml::de::Error> for Wrong {
    fn from(error: toml::de::Error) -> Self {
        Self { message: error.message().trim_end().replace('\n', ", "), place: error.span() }
    }
}

/// What is wrong, and in which line and column.
pub(crate) struct Located {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
}

impl Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

/// A value of TOML can be one of these.
pub(crate) trait Decode: Sized {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong>;
}

/// A text can be one of these.
pub(crate) trait Word: Sized {
    /// # Errors
    /// Why it is none.
    fn from_word(text: &str) -> Result<Self, String>;
}

/// Reads a whole text.
pub(crate) fn from_text<T: Decode>(text: &str) -> Result<T, Wrong> {
    from_table(DeTable::parse(text)?)
}

/// Reads the table that a whole text is.
pub(crate) fn from_table<T: Decode>(table: Spanned<DeTable<'_>>) -> Result<T, Wrong> {
    let span = table.span();
    T::decode(&Spanned::new(span, DeValue::Table(table.into_inner())))
}

/// A value that is passed over.
impl Decode for () {
    fn decode(_: &Node<'_>) -> Result<Self, Wrong> {
        Ok(())
    }
}

/// A place that a value is read into.
pub(crate) trait Slot {
    fn fill(&mut self, node: &Node<'_>) -> Result<(), Wrong>;
}

impl<T: Decode> Slot for T {
    fn fill(&mut self, node: &Node<'_>) -> Result<(), Wrong> {
        *self = T::decode(node)?;
        Ok(())
    }
}

/// A place whose value a function reads.
pub(crate) struct By<'a, T>(pub(crate) &'a mut T, pub(crate) fn(&Node<'_>) -> Result<T, Wrong>);

impl<T> Slot for By<'_, T> {
    fn fill(&mut self, node: &Node<'_>) -> Result<(), Wrong> {
        *self.0 = self.1(node)?;
        Ok(())
    }
}

/// Reads a table into the places of its keys. A key that has none is wrong, and so is a table without one that it needs.
pub(crate) fn fill(node: &Node<'_>, needed: &[&str], slots: &mut [(&str, &mut dyn Slot)]) -> Result<(), Wrong> {
    let table = members(node)?;
    for (key, value) in table {
        match slots.iter_mut().find(|it| it.0 == key.get_ref().as_ref()) {
            Some((_, slot)) => slot.fill(value)?,
            None => {
                let known: Vec<&str> = slots.iter().map(|it| it.0).collect();
                let near = did_you_mean_or_known(key.get_ref(), &known);
                return Err(Wrong::new(format!("unknown key `{}`{near}", key.get_ref())).at(key.span()));
            }
        }
    }
    match needed.iter().find(|it| table.get(**it).is_none()) {
        Some(missing) => Err(Wrong::new(format!("missing key `{missing}`")).at(node.span())),
        None => Ok(()),
    }
}

/// What to say of a text that is none of those known.
pub(crate) fn unknown_word(text: &str, known: &[&str]) -> String {
    format!("unknown value `{text}`{}", did_you_mean_or_known(text, known))
}

/// Makes a struct of a table: its fields are the keys, `"key" = field` where the names differ, and `field by function`
/// where a function reads it. What stands behind `skips` has no key, and a table without what stands behind `needs` is wrong.
/// The rest is as the struct's default has it, or as `from` has it. Where a `word` may stand for the table, a function reads it.
macro_rules! table {
    (@start) => { Default::default() };
    (@start $start:expr) => { $start };
    ($name:ident { $($fields:tt)* } $($rest:tt)*) => {
        $crate::decode::table!(@fields $name [] [$($fields)*] $($rest)*);
    };
    (@fields $name:ident [$($done:tt)*] [$key:literal = $field:ident, $($more:tt)*] $($rest:tt)*) => {
        $crate::decode::table!(@fields $name [$($done)* ($key, $field, $field)] [$($more)*] $($rest)*);
    };
    (@fields $name:ident [$($done:tt)*] [$field:ident, $($more:tt)*] $($rest:tt)*) => {
        $crate::decode::table!(@fields $name [$($done)* (stringify!($field), $field, $field)] [$($more)*] $($rest)*);
    };
    (@fields $name:ident [$($done:tt)*] [$field:ident by $read:path, $($more:tt)*] $($rest:tt)*) => {
        $crate::decode::table!(
            @fields $name [$($done)* (stringify!($field), $field, &mut $crate::decode::By($field, $read))] [$($more)*] $($rest)*
        );
    };
    (@fields $name:ident [$(($key:expr, $field:ident, $slot:expr))*] []
        $(needs $($needed:literal),+)? $(; skips $($skipped:ident),+)? $(; from $start:expr)? $(; word $word:path)?
    ) => {
        impl $crate::decode::Decode for $name {
            fn decode(node: &$crate::decode::Node<'_>) -> Result<Self, $crate::decode::Wrong> {
                $(if let Some(out) = $crate::decode::of_word(node, $word) {
                    return out;
                })?
                let mut out: Self = $crate::decode::table!(@start $($start)?);
                let Self { $($field,)* $($($skipped: _,)+)? } = &mut out;
                $crate::decode::fill(node, &[$($($needed),+)?], &mut [$(($key, $slot as &mut dyn $crate::decode::Slot)),*])?;
                Ok(out)
            }
        }
    };
}

/// Makes an enum of words: `Variant = "word"`. A text that is none may be what `or` names, of which another type is made.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? } $(or $other:ident)?) => {
        impl $crate::decode::Word for $name {
            fn from_word(text: &str) -> Result<Self, String> {
                $(if text == $word {
                    return Ok(Self::$variant);
                })+
                $(return $crate::decode::Word::from_word(text).map(Self::$other);)?
                #[allow(unreachable_code, reason = "it is reached where there is no other type")]
                Err($crate::decode::unknown_word(text, &[$($word),+]))
            }
        }

        // A variant without a word does not compile.
        const _: fn(&$name) = |it| match it {
            $($name::$variant => (),)+
            $($name::$other(_) => (),)?
        };
    };
}

pub(crate) use {table, words};

/// The text of a value that can be nothing else.
fn text<'n>(node: &'n Node<'_>) -> Result<&'n str, Wrong> {
    node.get_ref().as_str().ok_or_else(|| expected("a string", node))
}

/// The table that a value is.
fn members<'n, 't>(node: &'n Node<'t>) -> Result<&'n DeTable<'t>, Wrong> {
    node.get_ref().as_table().ok_or_else(|| expected("a table", node))
}

fn expected(what: &str, node: &Node<'_>) -> Wrong {
    let found = match node.get_ref() {
        DeValue::String(it) => format!("string {it:?}"),
        DeValue::Integer(it) => format!("integer `{it}`"),
        DeValue::Float(it) => format!("floating point `{it}`"),
        DeValue::Boolean(it) => format!("boolean `{it}`"),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "sequence".to_owned(),
        DeValue::Table(_) => "map".to_owned(),
    };
    Wrong::new(format!("invalid type: {found}, expected {what}")).at(node.span())
}

fn items<'n, 't>(node: &'n Node<'t>) -> Result<&'n [Node<'t>], Wrong> {
    node.get_ref().as_array().map(|it| &**it).ok_or_else(|| expected("a sequence", node))
}

/// A word at its place.
fn word<T: Word>(text: &str, place: Range<usize>) -> Result<T, Wrong> {
    T::from_word(text).map_err(|it| Wrong::new(it).at(place))
}

/// What a word comes to, where one stands for a table; `None` where a table does.
pub(crate) fn of_word<T>(node: &Node<'_>, of: fn(&str) -> Result<T, String>) -> Option<Result<T, Wrong>> {
    match node.get_ref() {
        DeValue::String(text) => Some(of(text).map_err(|it| Wrong::new(it).at(node.span()))),
        DeValue::Table(_) => None,
        _ => Some(Err(expected("a word or a table", node))),
    }
}

impl<T: Word> Decode for T {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        word(text(node)?, node.span())
    }
}

impl Word for String {
    fn from_word(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl Word for PathBuf {
    fn from_word(text: &str) -> Result<Self, String> {
        Ok(text.into())
    }
}

impl Word for char {
    fn from_word(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{text}` is not one character"))
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        node.get_ref().as_bool().ok_or_else(|| expected("a boolean", node))
    }
}

impl Decode for usize {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        let number = node.get_ref().as_integer();
        let number = number.and_then(|it| Self::from_str_radix(it.as_str(), it.radix()).ok());
        number.ok_or_else(|| expected("a whole number that is not below zero", node))
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        T::decode(node).map(Some)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        items(node)?.iter().map(T::decode).collect()
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        let all: Vec<T> = Vec::decode(node)?;
        all.try_into().map_err(|_| expected(&format!("a sequence of {N}"), node))
    }
}

impl<T: Word + Eq + Hash> Decode for HashSet<T> {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        items(node)?.iter().map(T::decode).collect()
    }
}

fn entries<K: Word, V: Decode>(node: &Node<'_>) -> Result<Vec<(K, V)>, Wrong> {
    members(node)?.iter().map(|(key, value)| Ok((word(key.get_ref(), key.span())?, V::decode(value)?))).collect()
}

impl<K: Word + Eq + Hash, V: Decode, S: BuildHasher + Default> Decode for IndexMap<K, V, S> {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        Ok(entries(node)?.into_iter().collect())
    }
}

/// Dates are texts, and numbers that JSON does not have are no value.
impl Decode for Value {
    fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
        Ok(match node.get_ref() {
            DeValue::String(it) => Self::String(it.as_ref().to_owned()),
            DeValue::Boolean(it) => Self::Bool(*it),
            DeValue::Datetime(it) => Self::String(it.to_string()),
            DeValue::Integer(it) => {
                let number = i64::from_str_radix(it.as_str(), it.radix()).map(Number::from);
                let number = number.or_else(|_| u64::from_str_radix(it.as_str(), it.radix()).map(Number::from));
                Self::Number(number.map_err(|_| expected("an integer of 64 bits", node))?)
            }
            DeValue::Float(it) => it.as_str().parse().ok().and_then(Number::from_f64).map_or(Self::Null, Self::Number),
            DeValue::Array(all) => Self::Array(all.iter().map(Self::decode).collect::<Result<_, _>>()?),
            DeValue::Table(all) => {
                let all = all.iter().map(|(key, value)| Ok((key.get_ref().as_ref().to_owned(), Self::decode(value)?)));
                Self::Object(all.collect::<Result<Map, Wrong>>()?)
            }
        })
    }
}
