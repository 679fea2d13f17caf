#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};
use std::fmt;

/// The address of a thing in a schema: `User`, `User.friends`, `User.friends[]`, `Shape|1`.
///
/// ```
/// use fieldtable::schema::{Path, Step};
///
/// assert_eq!(Path::field("Order", "lines").then(Step::Items).to_string(), "Order.lines[]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Path {
    /// The model.
    pub model: String,
    /// The way from there.
    pub steps: Vec<Step>,
}

/// A step from a thing to a part of it.
///
/// ```
/// use fieldtable::schema::{Path, Step};
///
/// assert_eq!(Path::field("Order", "id").steps, [Step::Field("id".into())]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub enum Step {
    /// A field, by wire name.
    Field(String),
    /// The items of an array or set.
    Items,
    /// The values of a map.
    Values,
    /// The type of further members of an object.
    Additional,
    /// A variant of a union, from 0.
    Variant(usize),
    /// A value of an enum, as JSON.
    Value(String),
}

impl Path {
    /// The address of a model.
    ///
    /// ```
    /// use fieldtable::schema::Path;
    ///
    /// assert_eq!(Path::model("Order").to_string(), "Order");
    /// ```
    #[must_use]
    pub fn model(name: impl Into<String>) -> Self {
        Self { model: name.into(), steps: Vec::new() }
    }

    /// The address of a field of a model.
    ///
    /// ```
    /// use fieldtable::schema::Path;
    ///
    /// assert_eq!(Path::field("Order", "id").to_string(), "Order.id");
    /// ```
    #[must_use]
    pub fn field(model: impl Into<String>, field: impl Into<String>) -> Self {
        Self::model(model).then(Step::Field(field.into()))
    }

    /// The address of a part of what this is the address of.
    ///
    /// ```
    /// use fieldtable::schema::{Path, Step};
    ///
    /// let path = Path::model("Order").then(Step::Field("lines".into()));
    /// assert_eq!(path, Path::field("Order", "lines"));
    /// ```
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.model)?;
        for step in &self.steps {
            match step {
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Items => f.write_str("[]")?,
                Step::Values => f.write_str("{}")?,
                Step::Additional => f.write_str(".*")?,
                Step::Variant(index) => write!(f, "|{index}")?,
                Step::Value(value) => write!(f, "={value}")?,
            }
        }
        Ok(())
    }
}
