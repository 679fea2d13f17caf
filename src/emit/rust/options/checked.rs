//! Texts of the configuration that stand in generated code or select parts of it: what is no Rust, no glob, is refused
//! when the configuration is read.

use super::grammar::{check_attribute, check_type, identifier};
use crate::decode::Word;
use crate::name::Glob;

/// A type or a path as the user wrote it: `::rust_decimal::Decimal`, `crate::Id<u8>`.
///
/// ```
/// use fieldtable::emit::rust::RustType;
///
/// let ty = RustType::new("std::collections::HashMap<String, u8>")?;
/// assert_eq!(ty.as_str(), "std::collections::HashMap<String, u8>");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustType(String);

impl RustType {
    /// The type, if this is one.
    ///
    /// # Errors
    /// When it is no type, or has a comment in it.
    ///
    /// ```
    /// use fieldtable::emit::rust::RustType;
    ///
    /// assert!(RustType::new("Vec<u8>").is_ok());
    /// assert!(RustType::new("Vec<").is_err());
    /// assert!(RustType::new("crate::Id // of an order").is_err());
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        match check_type(&text) {
            // It would hide what stands behind the type.
            Ok(()) if text.contains("//") || text.contains("/*") => Err(format!("`{text}` has a comment in it")),
            Ok(()) => Ok(Self(text)),
            Err(error) => Err(format!("`{text}` is no Rust type: {error}")),
        }
    }

    /// As it was written.
    ///
    /// ```
    /// use fieldtable::emit::rust::RustType;
    ///
    /// assert_eq!(RustType::new("Vec<u8>")?.as_str(), "Vec<u8>");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for RustType {
    fn from_word(text: &str) -> Result<Self, String> {
        Self::new(text)
    }
}

/// A type of the user's where a word could stand: it has `::` in it.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::UuidType;
///
/// let config = Config::from_toml("[rust.types]\nuuid = \"crate::Id\"", "fieldtable.toml".as_ref())?;
/// assert!(matches!(config.rust.types.uuid, UuidType::User(path) if path.ty().as_str() == "crate::Id"));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustPath(RustType);

impl RustPath {
    /// The type.
    ///
    /// ```
    /// use fieldtable::config::Config;
    /// use fieldtable::emit::rust::UriType;
    ///
    /// let config = Config::from_toml("[rust.types]\nuri = \"crate::Link\"", "fieldtable.toml".as_ref())?;
    /// assert!(matches!(config.rust.types.uri, UriType::User(path) if path.ty().as_str() == "crate::Link"));
    /// # Ok::<(), fieldtable::Error>(())
    /// ```
    #[must_use]
    pub fn ty(&self) -> &RustType {
        &self.0
    }
}

impl Word for RustPath {
    fn from_word(text: &str) -> Result<Self, String> {
        if !text.contains("::") {
            return Err(format!("`{text}` is none of the words known here, and no path: it has no `::`"));
        }
        RustType::new(text).map(Self)
    }
}

/// An attribute as the user wrote it, without `#[` and `]`: `cfg_attr(test, derive(Arbitrary))`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Attribute;
///
/// let config = Config::from_toml("[rust]\nattributes = [\"derive(Hash)\"]", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.attributes, [Attribute::new("derive(Hash)").expect("it is one")]);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute(String);

impl Attribute {
    /// The attribute, if this is one.
    ///
    /// # Errors
    /// When it is no attribute.
    ///
    /// ```
    /// use fieldtable::emit::rust::Attribute;
    ///
    /// assert!(Attribute::new("cfg(feature = \"api\")").is_ok());
    /// assert!(Attribute::new("#[inline]").is_err(), "it is written without its brackets");
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        match check_attribute(&text) {
            Ok(()) => Ok(Self(text)),
            Err(error) => Err(format!("`{text}` is no attribute (write it without `#[` and `]`): {error}")),
        }
    }

    pub(in crate::emit::rust) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for Attribute {
    fn from_word(text: &str) -> Result<Self, String> {
        Self::new(text)
    }
}

/// An identifier as the user wrote it; a keyword is made raw.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::{Glob, Identifier};
///
/// let config = Config::from_toml("[rust.model.\"order\"]\nname = \"Purchase\"", "fieldtable.toml".as_ref())?;
/// let glob = Glob::new("order").expect("it is one");
/// assert_eq!(config.rust.model[&glob].name.as_ref().map(Identifier::as_str), Some("Purchase"));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier(String);

impl Identifier {
    /// The identifier, if this is one.
    ///
    /// # Errors
    /// When it is none.
    ///
    /// ```
    /// use fieldtable::emit::rust::Identifier;
    ///
    /// assert_eq!(Identifier::new("type")?.as_str(), "r#type");
    /// assert!(Identifier::new("2nd").is_err());
    /// # Ok::<(), String>(())
    /// ```
    pub fn new(text: &str) -> Result<Self, String> {
        identifier(text).map(Self).ok_or_else(|| format!("`{text}` is no Rust identifier"))
    }

    /// As the code has it.
    ///
    /// ```
    /// use fieldtable::emit::rust::Identifier;
    ///
    /// assert_eq!(Identifier::new("Order")?.as_str(), "Order");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for Identifier {
    fn from_word(text: &str) -> Result<Self, String> {
        Self::new(text)
    }
}

impl Word for Glob {
    fn from_word(text: &str) -> Result<Self, String> {
        Self::new(text)
    }
}
