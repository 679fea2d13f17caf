
/// What JSON a type accepts, as far as that tells it from others.
#[allow(dead_code)]
pub(super) enum Fit {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    Formatted,
    Words(&'static [&'static str]),
    Values(&'static [&'static str]),
    Array(&'static Fit),
    Map(&'static Fit),
    Object {
        required: &'static [&'static str],
        known: &'static [&'static str],
        null: &'static [&'static str],
        words: &'static [(&'static str, &'static [&'static str])],
        open: bool,
    },
    OneOf(&'static [Fit]),
}

impl Fit {
    /// How much of the JSON would be lost or is unexpected; `None` where it does not fit at all.
    fn misfit(&self, json: &::serde_json::Value) -> ::std::option::Option<usize> {
        use ::serde_json::Value;
        use ::std::option::Option::{None, Some};
        let fits = |fits: bool| fits.then_some(0);
        match (self, json) {
            (Self::Any, _) => Some(0),
            (Self::Null, json) => fits(json.is_null()),
            (Self::Boolean, json) => fits(json.is_boolean()),
            (Self::Integer, Value::Number(json)) => fits(json.is_i64() || json.is_u64()),
            (Self::Number, json) => fits(json.is_number()),
            (Self::Text | Self::Formatted, json) => fits(json.is_string()),
            (Self::Words(words), Value::String(json)) => Some(usize::from(!words.contains(&json.as_str()))),
            (Self::Values(values), json) => {
                Some(usize::from(!values.contains(&::std::string::ToString::to_string(json).as_str())))
            }
            (Self::Array(items), Value::Array(json)) => json.iter().try_fold(0, |all, it| Some(all + items.misfit(it)?)),
            (Self::Map(values), Value::Object(json)) => json.values().try_fold(0, |all, it| Some(all + values.misfit(it)?)),
            (Self::Object { required, known, null, words, open }, Value::Object(json)) => {
                let listed = |(name, words): &(&str, &[&str])| {
                    json.get(*name).and_then(Value::as_str).is_none_or(|it| words.contains(&it))
                };
                let lost = if *open { 0 } else { json.keys().filter(|it| !known.contains(&it.as_str())).count() };
                let nulls = json.iter().filter(|it| it.1.is_null()).map(|it| it.0.as_str());
                let odd = nulls.filter(|it| known.contains(it) && !null.contains(it)).count();
                let strange = words.iter().filter(|it| !listed(it)).count();
                let whole = required.iter().all(|it| json.contains_key(*it));
                whole.then_some(lost + odd + strange)
            }
            (Self::OneOf(all), json) => all.iter().filter_map(|it| it.misfit(json)).min(),
            _ => None,
        }
    }
}

/// The types that the JSON may be, by number, the best first; among equals the one that stands first.
pub(super) fn ranked(json: &::serde_json::Value, types: &[Fit]) -> ::std::vec::Vec<usize> {
    let fits = types.iter().enumerate().filter_map(|(at, it)| ::std::option::Option::Some((it.misfit(json)?, at)));
    let mut fits: ::std::vec::Vec<_> = fits.collect();
    fits.sort_unstable();
    fits.into_iter().map(|it| it.1).collect()
}

/// Reads a type from JSON, if it is one.
pub(super) fn attempt<T: ::serde::de::DeserializeOwned>(json: &::serde_json::Value) -> ::std::option::Option<T> {
    T::deserialize(json).ok()
}
