//! Bounds of values, in the words of JSON Schema.

use super::{Number, Value};
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

/// Bounds of a value, as JSON Schema 2020-12 names them.
///
/// ```
/// use fieldtable::schema::Constraints;
///
/// let percent = Constraints { minimum: Some(0.into()), maximum: Some(100.into()), ..Constraints::default() };
/// assert_eq!(serde_json::to_value(&percent)?, serde_json::json!({ "minimum": 0, "maximum": 100 }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(Serialize, Deserialize),
    serde(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct Constraints {
    /// The smallest number allowed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub minimum: Option<Number>,
    /// The largest number allowed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub maximum: Option<Number>,
    /// The number above which it must be.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub exclusive_minimum: Option<Number>,
    /// The number below which it must be.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub exclusive_maximum: Option<Number>,
    /// The number of which it is a multiple.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub multiple_of: Option<Number>,
    /// The fewest characters.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub min_length: Option<u64>,
    /// The most characters.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub max_length: Option<u64>,
    /// An ECMA 262 regular expression, unanchored.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub pattern: Option<String>,
    /// The fewest items.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub min_items: Option<u64>,
    /// The most items.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub max_items: Option<u64>,
}

impl Constraints {
    /// No bound.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
    };

    /// Sets the bound that JSON Schema calls so. Says whether there is such a bound and the value can be one.
    pub(crate) fn set(&mut self, keyword: &str, value: &Value) -> bool {
        fn put<T>(bound: &mut Option<T>, value: Option<T>) -> bool {
            let fits = value.is_some();
            if fits {
                *bound = value;
            }
            fits
        }
        let number = || value.as_number().cloned();
        match keyword {
            "minimum" => put(&mut self.minimum, number()),
            "maximum" => put(&mut self.maximum, number()),
            "exclusiveMinimum" => put(&mut self.exclusive_minimum, number()),
            "exclusiveMaximum" => put(&mut self.exclusive_maximum, number()),
            "multipleOf" => put(&mut self.multiple_of, number()),
            "minLength" => put(&mut self.min_length, value.as_u64()),
            "maxLength" => put(&mut self.max_length, value.as_u64()),
            "pattern" => put(&mut self.pattern, value.as_str().map(str::to_owned)),
            "minItems" => put(&mut self.min_items, value.as_u64()),
            "maxItems" => put(&mut self.max_items, value.as_u64()),
            _ => false,
        }
    }

    /// Itself, where there is a bound.
    ///
    /// ```
    /// use fieldtable::schema::Constraints;
    ///
    /// assert!(Constraints::NONE.some().is_none());
    /// ```
    #[must_use]
    pub fn some(self) -> Option<Box<Self>> {
        (!self.is_empty()).then(|| Box::new(self))
    }

    /// Whether there is no bound.
    ///
    /// ```
    /// use fieldtable::schema::Constraints;
    ///
    /// assert!(Constraints::default().is_empty());
    /// assert!(!Constraints { max_length: Some(80), ..Constraints::default() }.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }
}
