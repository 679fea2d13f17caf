//! Values that are one word in the common case and a table in the others.

use super::FindingSetting;
use crate::diag::{Code, Severity};
use crate::resolve::{WireCase, WireNames};
use indexmap::IndexMap;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// A table that a word can stand for.
pub(super) trait Word: DeserializeOwned {
    /// What the word means.
    fn from_word<E: Error>(word: &str) -> Result<Self, E>;
}

impl Word for WireNames {
    fn from_word<E: Error>(word: &str) -> Result<Self, E> {
        let case = WireCase::deserialize(StrDeserializer::new(word))?;
        Ok(Self { case: Some(case), ..Self::default() })
    }
}

impl Word for FindingSetting {
    fn from_word<E: Error>(word: &str) -> Result<Self, E> {
        let level = Severity::deserialize(StrDeserializer::new(word))?;
        if level == Severity::Allow {
            return Err(E::custom("a finding is allowed with a reason: `{ level = \"allow\", reason = \"…\" }`"));
        }
        Ok(Self { level, ..Self::default() })
    }
}

/// Reads a word or a table.
pub(super) fn or_table<'de, D: Deserializer<'de>, T: Word>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(WordOrTable(PhantomData))
}

/// Reads a table of words or tables.
pub(super) fn table_of_words<'de, D: Deserializer<'de>, T: Word>(
    deserializer: D,
) -> Result<IndexMap<Code, T>, D::Error> {
    let table = IndexMap::<Code, Either<T>>::deserialize(deserializer)?;
    Ok(table.into_iter().map(|(code, Either(it))| (code, it)).collect())
}

struct Either<T>(T);

impl<'de, T: Word> Deserialize<'de> for Either<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        or_table(deserializer).map(Self)
    }
}

struct WordOrTable<T>(PhantomData<T>);

impl<'de, T: Word> Visitor<'de> for WordOrTable<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word or a table")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
        T::from_word(word)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}
