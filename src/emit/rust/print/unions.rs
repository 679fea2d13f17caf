//! Enums of types.

use super::super::code::{Fit, Read, Ty, Union, UnionVariant};
use super::lines::{self, Marks, Variant, attributes, string};

/// Puts down what is implemented for a union.
pub(super) fn implementations(it: &Union<'_>, std: &str, sources: &mut Vec<String>) {
    let (attrs, long) = (attributes(&it.impl_attrs, Marks::OUTER), attributes(&it.long, Marks::MEMBER));
    let mut block = |head: &str, body: &str| sources.push(format!("{attrs}impl{head} {} {{\n{body}}}", it.name));
    for variant in it.variants.iter().filter(|it| it.from) {
        let ty = &variant.ty.text;
        let value =
            if variant.boxed.is_some() { format!("{}(value)", it.support.new_box.text) } else { "value".into() };
        let body = format!("    fn from(value: {ty}) -> Self {{\n        Self::{}({value})\n    }}\n", variant.name);
        block(&format!(" ::{std}::convert::From<{ty}> for"), &body);
    }
    let read = |body: &str| {
        format!(
            "{long}    fn deserialize<D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::{std}::result::Result<Self, D::Error> {{
        let json = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
{body}    }}
"
        )
    };
    match &it.read {
        Read::Derived => {}
        Read::Tag(member) => block(DESERIALIZE, &read(&by_tag(it, member, std))),
        Read::Fit(fits) => {
            block(DESERIALIZE, &read(&by_fit(it, std)));
            let path = &it.support.fit.text;
            let fits: String = fits.iter().map(|it| format!("        {},\n", fit(it, path))).collect();
            block("", &format!("    const TYPES: &'static [{path}] = &[\n{fits}    ];\n"));
        }
    }
    if let Some(member) = it.writes_tags {
        let body = format!(
            "{long}    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::{std}::result::Result<S::Ok, S::Error> {{
{}    }}
",
            written(it, member)
        );
        block(" ::serde::Serialize for", &body);
    }
}

const DESERIALIZE: &str = "<'de> ::serde::Deserialize<'de> for";

fn by_tag(it: &Union<'_>, member: &str, std: &str) -> String {
    let (read, attempt) = (&it.support.read.text, &it.support.attempt.text);
    let arms = it.variants.iter().filter(|it| !it.tags.is_empty()).map(|it| {
        let tags: Vec<_> = it.tags.iter().map(|it| string(it)).collect();
        let tags = tags.join(" | ");
        format!("            ::{std}::option::Option::Some({tags}) => {read}(json).map(Self::{}),\n", it.name)
    });
    let attempts = it.variants.iter().filter(|it| it.tags.is_empty()).map(|it| {
        format!(
            "                if let ::{std}::option::Option::Some(value) = {attempt}(&json) {{
                    return ::{std}::result::Result::Ok(Self::{}(value));
                }}
",
            it.name
        )
    });
    format!(
        "        match json.get({}).and_then(::serde_json::Value::as_str) {{
{}            _ => {{
{}                {}
            }}
        }}
",
        string(member),
        arms.collect::<String>(),
        attempts.collect::<String>(),
        last(it, std)
    )
}

fn by_fit(it: &Union<'_>, std: &str) -> String {
    let (attempt, ranked) = (&it.support.attempt.text, &it.support.ranked.text);
    let last_index = it.variants.len().saturating_sub(1);
    let arms = it.variants.iter().enumerate().map(|(at, it)| {
        let pattern = if at == last_index { "_".to_owned() } else { at.to_string() };
        format!("                {pattern} => {attempt}(&json).map(Self::{}),\n", it.name)
    });
    format!(
        "        for at in {ranked}(&json, Self::TYPES) {{
            let read = match at {{
{}            }};
            if let ::{std}::option::Option::Some(value) = read {{
                return ::{std}::result::Result::Ok(value);
            }}
        }}
        {}
",
        arms.collect::<String>(),
        last(it, std)
    )
}

/// What is made of JSON that is none of the types.
fn last(it: &Union<'_>, std: &str) -> String {
    match &it.other {
        Some(other) => format!("::{std}::result::Result::Ok(Self::{}(json))", other.name),
        None => {
            let message = string(&format!("it is none of the types of `{}`", it.name));
            format!("::{std}::result::Result::Err(::serde::de::Error::custom({message}))")
        }
    }
}

fn written(it: &Union<'_>, member: &str) -> String {
    let (tagged, member) = (&it.support.tagged.text, string(member));
    let plain =
        |name: &str| format!("            Self::{name}(value) => ::serde::Serialize::serialize(value, serializer),\n");
    let arm = |it: &UnionVariant<'_>| match (it.add_tag, it.tags.first()) {
        (true, Some(tag)) => {
            format!("            Self::{}(value) => {tagged}(value, {member}, {}, serializer),\n", it.name, string(tag))
        }
        _ => plain(&it.name),
    };
    let arms = it.variants.iter().map(arm).chain(it.other.iter().map(|it| plain(it.name)));
    format!("        match self {{\n{}        }}\n", arms.collect::<String>())
}

/// The enum.
pub(super) fn definition(it: &Union<'_>) -> String {
    let json = Ty::new("::serde_json::Value");
    let variants = it.variants.iter().map(|it| {
        let payload = Some(it.boxed.as_ref().unwrap_or(&it.ty));
        Variant { attrs: &it.attrs, name: &it.name, payload }
    });
    let other = it.other.iter().map(|it| Variant { attrs: &it.attrs, name: it.name, payload: Some(&json) });
    lines::enumeration(&it.attrs, it.visibility, it.name, variants.chain(other))
}

/// What JSON a type accepts, as a value of the shared type at `path`.
pub(super) fn fit(it: &Fit<'_>, path: &str) -> String {
    let texts = |all: &[&str]| format!("&[{}]", all.iter().map(|it| string(it)).collect::<Vec<_>>().join(", "));
    match it {
        Fit::Any => format!("{path}::Any"),
        Fit::Null => format!("{path}::Null"),
        Fit::Boolean => format!("{path}::Boolean"),
        Fit::Integer => format!("{path}::Integer"),
        Fit::Number => format!("{path}::Number"),
        Fit::Text => format!("{path}::Text"),
        Fit::Formatted => format!("{path}::Formatted"),
        Fit::Words(words) => format!("{path}::Words({})", texts(words)),
        Fit::Values(values) => {
            let values: Vec<_> = values.iter().map(|it| string(&it.to_string())).collect();
            format!("{path}::Values(&[{}])", values.join(", "))
        }
        Fit::Array(inner) => format!("{path}::Array(&{})", fit(inner, path)),
        Fit::Map(inner) => format!("{path}::Map(&{})", fit(inner, path)),
        Fit::Object { constant: Some(constant), .. } => constant.text.to_string(),
        Fit::Object { required, known, null, words, open, constant: None } => {
            let words: Vec<_> = words.iter().map(|(name, all)| format!("({}, {})", string(name), texts(all))).collect();
            format!(
                "{path}::Object {{ required: {}, known: {}, null: {}, words: &[{}], open: {open} }}",
                texts(required),
                texts(known),
                texts(null),
                words.join(", ")
            )
        }
        Fit::OneOf(all) => {
            let all: Vec<_> = all.iter().map(|it| fit(it, path)).collect();
            format!("{path}::OneOf(&[{}])", all.join(", "))
        }
    }
}
