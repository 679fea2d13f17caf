//! JSON: a text comes in, a [`Value`] goes out, and the way back. Behaves as `serde_json` with `float_roundtrip` and
//! `preserve_order` does, which `tests.rs` holds it against, and costs a build script a fraction of the time.

mod number;
mod print;
mod read;
#[cfg(feature = "serde")]
mod serde;
#[cfg(test)]
mod tests;

pub use number::Number;
pub(crate) use read::first;

/// The members of an object, in the text's order.
pub type Map = indexmap::IndexMap<String, Value, foldhash::fast::RandomState>;

/// Any JSON.
///
/// It is printed without spaces; members of objects are equal in any order.
///
/// ```
/// use fieldtable::schema::Value;
///
/// let value = Value::read("{\"tags\": [\"new\", 1.50]}").expect("it is JSON");
/// assert_eq!(value.to_string(), "{\"tags\":[\"new\",1.5]}");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// `1.5`
    Number(Number),
    /// `"open"`
    String(String),
    /// `["open", 1]`
    Array(Vec<Self>),
    /// `{"status": "open"}`
    Object(Map),
}

impl Value {
    /// Reads a text that is one value and nothing else. `None` when it is not, when a number is beyond what 64 bits hold, and
    /// when arrays and objects are nested more than 127 deep. Of members of one name the last wins.
    ///
    /// ```
    /// use fieldtable::schema::Value;
    ///
    /// assert_eq!(Value::read(" \"op\\u0065n\" "), Some(Value::from("open")));
    /// assert_eq!(Value::read("open"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        read::whole(text)
    }

    /// Whether it is `null`.
    ///
    /// ```
    /// assert!(fieldtable::schema::Value::Null.is_null());
    /// ```
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is `true` or `false`.
    ///
    /// ```
    /// assert!(fieldtable::schema::Value::from(true).is_boolean());
    /// ```
    #[must_use]
    pub fn is_boolean(&self) -> bool {
        matches!(self, Self::Bool(_))
    }

    /// Whether it is a number.
    ///
    /// ```
    /// assert!(fieldtable::schema::Value::from(1).is_number());
    /// ```
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// Whether it is a string.
    ///
    /// ```
    /// assert!(fieldtable::schema::Value::from("open").is_string());
    /// ```
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether it is an array.
    ///
    /// ```
    /// assert!(fieldtable::schema::Value::Array(Vec::new()).is_array());
    /// ```
    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Whether it is an object.
    ///
    /// ```
    /// use fieldtable::schema::{Map, Value};
    ///
    /// assert!(Value::Object(Map::default()).is_object());
    /// ```
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// Whether it is a number, but no integer that 64 bits hold.
    ///
    /// ```
    /// use fieldtable::schema::Value;
    ///
    /// assert!(Value::read("1.0").is_some_and(|it| it.is_f64()));
    /// ```
    #[must_use]
    pub fn is_f64(&self) -> bool {
        self.as_number().is_some_and(Number::is_f64)
    }

    /// What a boolean is.
    ///
    /// ```
    /// assert_eq!(fieldtable::schema::Value::from(true).as_bool(), Some(true));
    /// ```
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(it) = self { Some(*it) } else { None }
    }

    /// What a number is.
    ///
    /// ```
    /// use fieldtable::schema::{Number, Value};
    ///
    /// assert_eq!(Value::from(3).as_number(), Some(&Number::from(3)));
    /// ```
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(it) = self { Some(it) } else { None }
    }

    /// What an integer is that 64 bits with a sign hold. See [`Number::as_i64`].
    ///
    /// ```
    /// assert_eq!(fieldtable::schema::Value::from(-3).as_i64(), Some(-3));
    /// ```
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// What an integer is that 64 bits without a sign hold. See [`Number::as_u64`].
    ///
    /// ```
    /// assert_eq!(fieldtable::schema::Value::from(3).as_u64(), Some(3));
    /// ```
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// What a number is, to the next float.
    ///
    /// ```
    /// assert_eq!(fieldtable::schema::Value::from(3).as_f64(), Some(3.0));
    /// ```
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// What a string is.
    ///
    /// ```
    /// assert_eq!(fieldtable::schema::Value::from("open").as_str(), Some("open"));
    /// ```
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(it) = self { Some(it) } else { None }
    }

    /// The items of an array.
    ///
    /// ```
    /// use fieldtable::schema::Value;
    ///
    /// let items = Value::read("[1, 2]").and_then(|it| Some(it.as_array()?.len()));
    /// assert_eq!(items, Some(2));
    /// ```
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(it) = self { Some(it) } else { None }
    }

    /// The members of an object.
    ///
    /// ```
    /// use fieldtable::schema::Value;
    ///
    /// let value = Value::read("{\"b\": 1, \"a\": 2}").expect("it is JSON");
    /// assert!(value.as_object().is_some_and(|it| it.keys().eq(["b", "a"])));
    /// ```
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        if let Self::Object(it) = self { Some(it) } else { None }
    }

    /// A member of an object.
    ///
    /// ```
    /// use fieldtable::schema::Value;
    ///
    /// let value = Value::read("{\"status\": \"open\"}").expect("it is JSON");
    /// assert_eq!(value.get("status"), Some(&Value::from("open")));
    /// ```
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }
}

impl From<bool> for Value {
    fn from(it: bool) -> Self {
        Self::Bool(it)
    }
}

impl From<&str> for Value {
    fn from(it: &str) -> Self {
        Self::String(it.to_owned())
    }
}

impl From<String> for Value {
    fn from(it: String) -> Self {
        Self::String(it)
    }
}

impl From<Number> for Value {
    fn from(it: Number) -> Self {
        Self::Number(it)
    }
}

impl From<i32> for Value {
    fn from(it: i32) -> Self {
        Self::Number(it.into())
    }
}

impl From<i64> for Value {
    fn from(it: i64) -> Self {
        Self::Number(it.into())
    }
}

impl From<u64> for Value {
    fn from(it: u64) -> Self {
        Self::Number(it.into())
    }
}

impl From<usize> for Value {
    fn from(it: usize) -> Self {
        Self::from(it as u64)
    }
}

impl From<Vec<Self>> for Value {
    fn from(it: Vec<Self>) -> Self {
        Self::Array(it)
    }
}

impl From<Map> for Value {
    fn from(it: Map) -> Self {
        Self::Object(it)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(it: Option<T>) -> Self {
        it.map_or(Self::Null, Into::into)
    }
}

impl FromIterator<Self> for Value {
    fn from_iter<I: IntoIterator<Item = Self>>(items: I) -> Self {
        Self::Array(items.into_iter().collect())
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<bool> for Value {
    fn eq(&self, other: &bool) -> bool {
        self.as_bool() == Some(*other)
    }
}

impl PartialEq<i64> for Value {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}
