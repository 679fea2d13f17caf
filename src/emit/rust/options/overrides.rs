//! What holds of models and fields that a glob names, in place of what holds of all.

use super::{
    Attribute, Builders, Defaults, Identifier, NonExhaustive, Nullable, OpaqueStyle, Openness, RustType, StdTrait,
    UnknownFields,
};
use crate::decode::table;

/// Settings of models: `[rust.model."GLOB"]`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::{Glob, ModelOptions};
///
/// let config = Config::from_toml("[rust.model.\"Order*\"]\nconstructors = false", "fieldtable.toml".as_ref())?;
/// let glob = Glob::new("Order*").expect("it is one");
/// let wanted = ModelOptions { constructors: Some(false), ..ModelOptions::default() };
/// assert_eq!(config.rust.model[&glob], wanted);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelOptions {
    /// The identifier of its type.
    pub name: Option<Identifier>,
    /// A type of the user's in its place; nothing is generated for the model.
    pub ty: Option<RustType>,
    /// The std traits that `type` has besides `Debug`, `Clone` and `PartialEq`. Default none.
    pub impls: Option<Vec<StdTrait>>,
    /// Derives besides those of `[rust]`.
    pub extra_derives: Option<Vec<RustType>>,
    /// Attributes besides those of `[rust]`.
    pub attributes: Option<Vec<Attribute>>,
    /// As in `[rust]`.
    pub derives: Option<Vec<StdTrait>>,
    /// As in `[rust]`.
    pub enums: Option<Openness>,
    /// As in `[rust]`.
    pub unions: Option<Openness>,
    /// As in `[rust]`.
    pub opaque: Option<OpaqueStyle>,
    /// As in `[rust]`.
    pub unknown_fields: Option<UnknownFields>,
    /// As in `[rust]`.
    pub non_exhaustive: Option<NonExhaustive>,
    /// As in `[rust]`.
    pub constructors: Option<bool>,
    /// As in `[rust]`.
    pub builders: Option<Builders>,
}

table! { ModelOptions {
    name, "type" = ty, impls, extra_derives, attributes, derives, enums, unions, opaque, unknown_fields, non_exhaustive,
    constructors, builders,
} }

/// Settings of fields: `[rust.field."GLOB"]`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::{FieldOptions, Glob, RustType};
///
/// let config = Config::from_toml("[rust.field.\"*.id\"]\ntype = \"crate::Id\"", "fieldtable.toml".as_ref())?;
/// let glob = Glob::new("*.id").expect("it is one");
/// let ty = RustType::new("crate::Id").expect("it is one");
/// assert_eq!(config.rust.field[&glob], FieldOptions { ty: Some(ty), ..FieldOptions::default() });
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldOptions {
    /// Its identifier.
    pub name: Option<Identifier>,
    /// A type of the user's in place of the field's, without `Option`.
    pub ty: Option<RustType>,
    /// The std traits that `type` has besides `Debug`, `Clone` and `PartialEq`. Default none.
    pub impls: Option<Vec<StdTrait>>,
    /// A module for serde's `with`; it is given the type of the whole field.
    pub with: Option<RustType>,
    /// Other names under which the member is read.
    pub aliases: Option<Vec<String>>,
    /// Attributes.
    pub attributes: Option<Vec<Attribute>>,
    /// As in `[rust]`; `"three-state"` here holds for every field that may be absent, so that a null is kept where the
    /// documents do not speak of one.
    pub nullable: Option<Nullable>,
    /// As in `[rust]`.
    pub defaults: Option<Defaults>,
}

table! { FieldOptions { name, "type" = ty, impls, with, aliases, attributes, nullable, defaults, } }
