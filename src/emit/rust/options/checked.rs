//! Texts of the configuration that stand in generated code or select parts of it: what is no Rust, no glob, is refused
//! when the configuration is read.

use serde::Deserialize;
use serde::de::Error as _;

/// A type or a path as the user wrote it: `::rust_decimal::Decimal`, `crate::Id<u8>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustType(String);

impl RustType {
    /// The type, if this is one.
    ///
    /// # Errors
    /// When it is no type.
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        match syn::parse_str::<syn::Type>(&text) {
            Ok(_) => Ok(Self(text)),
            Err(error) => Err(format!("`{text}` is no Rust type: {error}")),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for RustType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A type of the user's where a word could stand: it has `::` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustPath(RustType);

impl RustPath {
    /// The type.
    #[must_use]
    pub fn ty(&self) -> &RustType {
        &self.0
    }
}

impl<'de> Deserialize<'de> for RustPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if !text.contains("::") {
            return Err(D::Error::custom(format!(
                "`{text}` is none of the words known here, and no path: it has no `::`"
            )));
        }
        RustType::new(text).map(Self).map_err(D::Error::custom)
    }
}

/// An attribute as the user wrote it, without `#[` and `]`: `cfg_attr(test, derive(Arbitrary))`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute(String);

impl Attribute {
    /// The attribute, if this is one.
    ///
    /// # Errors
    /// When it is no attribute.
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        match syn::parse_str::<syn::Meta>(&text) {
            Ok(_) => Ok(Self(text)),
            Err(error) => Err(format!("`{text}` is no attribute (write it without `#[` and `]`): {error}")),
        }
    }

    pub(in crate::emit::rust) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Attribute {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// An identifier as the user wrote it; a keyword is made raw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier(String);

impl Identifier {
    /// The identifier, if this is one.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(text: &str) -> Result<Self, String> {
        let raw = format!("r#{}", text.trim_start_matches("r#"));
        match (syn::parse_str::<syn::Ident>(text), syn::parse_str::<syn::Ident>(&raw)) {
            (Ok(_), _) if text != "_" => Ok(Self(text.to_owned())),
            (_, Ok(_)) if text != "_" => Ok(Self(raw)),
            _ => Err(format!("`{text}` is no Rust identifier")),
        }
    }

    /// As the code has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Identifier {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A glob over names: `*Request`, `Order.{id,total}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Glob(globset::Glob);

impl Glob {
    /// The glob, if this is one.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(text: &str) -> Result<Self, String> {
        globset::Glob::new(text).map(Self).map_err(|error| format!("`{text}` is no glob: {error}"))
    }

    /// The more of it is no wildcard, the more specific it is.
    pub(super) fn specificity(&self) -> usize {
        self.0.glob().chars().filter(|it| !matches!(it, '*' | '?' | '{' | '}' | '[' | ']' | ',')).count()
    }

    pub(super) fn inner(&self) -> &globset::Glob {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Glob {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
