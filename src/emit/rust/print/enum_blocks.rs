//! The `impl` blocks of enums of values, with holes: `T` is the enum, `Other` the variant that keeps other values,
//! `Unlisted` the error in its place; the arms of a `match` are those that every value gets, `_` being its variant, and the
//! one for other values.

use syn::parse_quote;

/// The blocks of enums of one kind of value.
pub(super) struct Kind {
    pub(super) payload: syn::Type,
    pub(super) inherent: syn::ItemImpl,
    /// What reads a value that is listed, open and closed.
    pub(super) open: Vec<syn::ItemImpl>,
    pub(super) closed: Vec<syn::ItemImpl>,
    pub(super) shared: Vec<syn::ItemImpl>,
}

pub(super) fn strings(std: &syn::Ident, alloc: &syn::Ident) -> Kind {
    Kind {
        payload: parse_quote!(::#alloc::string::String),
        inherent: parse_quote! {
            impl T {
                /// Every value that the documents list.
                pub const ALL: &'static [Self] = &[];

                /// The value as it is written.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self { _ => _, Self::Other(value) => value, }
                }
            }
        },
        open: vec![
            parse_quote! {
                impl ::#std::convert::From<&str> for T {
                    fn from(value: &str) -> Self {
                        match value { other => Self::Other(other.into()), }
                    }
                }
            },
            parse_quote! {
                impl ::#std::str::FromStr for T {
                    type Err = ::#std::convert::Infallible;

                    fn from_str(value: &str) -> ::#std::result::Result<Self, Self::Err> {
                        ::#std::result::Result::Ok(Self::from(value))
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <::#alloc::borrow::Cow<'_, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                        ::#std::result::Result::Ok(Self::from(&*value))
                    }
                }
            },
        ],
        closed: vec![
            parse_quote! {
                impl ::#std::str::FromStr for T {
                    type Err = Unlisted;

                    fn from_str(value: &str) -> ::#std::result::Result<Self, Self::Err> {
                        match value {
                            _ => ::#std::result::Result::Ok(_),
                            other => ::#std::result::Result::Err(Unlisted(other.into())),
                        }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <::#alloc::borrow::Cow<'_, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                        value.parse().map_err(::serde::de::Error::custom)
                    }
                }
            },
        ],
        shared: vec![
            parse_quote! {
                impl ::#std::fmt::Display for T {
                    fn fmt(&self, f: &mut ::#std::fmt::Formatter<'_>) -> ::#std::fmt::Result {
                        f.pad(self.as_str())
                    }
                }
            },
            parse_quote! {
                impl ::#std::convert::AsRef<str> for T {
                    fn as_ref(&self) -> &str {
                        self.as_str()
                    }
                }
            },
            parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {
                        serializer.serialize_str(self.as_str())
                    }
                }
            },
        ],
    }
}

pub(super) fn integers(std: &syn::Ident, alloc: &syn::Ident) -> Kind {
    Kind {
        payload: parse_quote!(i64),
        inherent: parse_quote! {
            impl T {
                /// Every value that the documents list.
                pub const ALL: &'static [Self] = &[];

                /// The value as it is written.
                #[must_use]
                pub fn as_i64(&self) -> i64 {
                    match self { _ => _, Self::Other(value) => *value, }
                }
            }
        },
        open: vec![
            parse_quote! {
                impl ::#std::convert::From<i64> for T {
                    fn from(value: i64) -> Self {
                        match value { other => Self::Other(other), }
                    }
                }
            },
            parse_quote! {
                impl ::#std::str::FromStr for T {
                    type Err = ::#std::num::ParseIntError;

                    fn from_str(value: &str) -> ::#std::result::Result<Self, Self::Err> {
                        value.parse().map(|it: i64| Self::from(it))
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
                    }
                }
            },
        ],
        closed: vec![
            parse_quote! {
                impl ::#std::convert::TryFrom<i64> for T {
                    type Error = Unlisted;

                    fn try_from(value: i64) -> ::#std::result::Result<Self, Self::Error> {
                        match value {
                            _ => ::#std::result::Result::Ok(_),
                            other => ::#std::result::Result::Err(Unlisted(::#alloc::string::ToString::to_string(&other))),
                        }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <i64 as ::serde::Deserialize>::deserialize(deserializer)?;
                        Self::try_from(value).map_err(::serde::de::Error::custom)
                    }
                }
            },
        ],
        shared: vec![
            parse_quote! {
                impl ::#std::fmt::Display for T {
                    fn fmt(&self, f: &mut ::#std::fmt::Formatter<'_>) -> ::#std::fmt::Result {
                        ::#std::fmt::Display::fmt(&self.as_i64(), f)
                    }
                }
            },
            parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {
                        serializer.serialize_i64(self.as_i64())
                    }
                }
            },
        ],
    }
}

pub(super) fn mixed(std: &syn::Ident, alloc: &syn::Ident) -> Kind {
    Kind {
        payload: parse_quote!(::serde_json::Value),
        inherent: parse_quote! {
            impl T {
                /// Every value that the documents list.
                pub const ALL: &'static [Self] = &[];

                /// The value as it is written.
                #[must_use]
                pub fn to_json(&self) -> ::serde_json::Value {
                    match self { _ => _, Self::Other(value) => ::#std::clone::Clone::clone(value), }
                }
            }
        },
        open: vec![
            parse_quote! {
                impl ::#std::convert::From<::serde_json::Value> for T {
                    fn from(value: ::serde_json::Value) -> Self {
                        match ::#alloc::string::ToString::to_string(&value).as_str() { _ => Self::Other(value), }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
                    }
                }
            },
        ],
        closed: vec![
            parse_quote! {
                impl ::#std::convert::TryFrom<::serde_json::Value> for T {
                    type Error = Unlisted;

                    fn try_from(value: ::serde_json::Value) -> ::#std::result::Result<Self, Self::Error> {
                        match ::#alloc::string::ToString::to_string(&value).as_str() {
                            _ => ::#std::result::Result::Ok(_),
                            _ => ::#std::result::Result::Err(Unlisted(::#alloc::string::ToString::to_string(&value))),
                        }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                        Self::try_from(value).map_err(::serde::de::Error::custom)
                    }
                }
            },
        ],
        shared: vec![
            parse_quote! {
                impl ::#std::fmt::Display for T {
                    fn fmt(&self, f: &mut ::#std::fmt::Formatter<'_>) -> ::#std::fmt::Result {
                        ::#std::fmt::Display::fmt(&self.to_json(), f)
                    }
                }
            },
            parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {
                        ::serde::Serialize::serialize(&self.to_json(), serializer)
                    }
                }
            },
        ],
    }
}
