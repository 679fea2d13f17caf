//! What is implemented for structs.

use super::super::code::{Arguments, Attr, Literal, Member, Start, Struct};
use super::lines::{self, Marks, attributes, spelled, string};

/// Puts down what is implemented for a struct.
pub(super) fn implementations(it: &Struct<'_>, std: &str, sources: &mut Vec<String>) {
    let attrs = attributes(&it.impl_attrs, Marks::OUTER);
    let mut block = |head: &str, body: &str| sources.push(format!("{attrs}impl {head}{} {{\n{body}}}", it.name));
    let mut functions = Vec::new();
    if let Some(constructor) = &it.constructor {
        let (arguments, body) = match &constructor.arguments {
            Arguments::Positional => {
                let all: Vec<_> = given(it).map(|it| format!("{}: {}", it.name, it.ty.text)).collect();
                (all.join(", "), starts(it, &|_| None))
            }
            Arguments::Named { ty, .. } => {
                (format!("required: {ty}"), starts(it, &|member| Some(format!("required.{}", member.name))))
            }
        };
        let doc = attributes(&[Attr::Doc(constructor.doc.as_str().into()), Attr::Word("must_use")], Marks::MEMBER);
        let seen = spelled(it.visibility);
        functions.push(format!("{doc}    {seen}fn new({arguments}) -> Self {{\n{body}    }}\n"));
    }
    for default in &it.defaults {
        let (name, read, ty, value) = (&default.name, &default.read, &default.ty.text, value(&default.value));
        functions.push(format!("    fn {name}() -> {ty} {{\n        {value}\n    }}\n"));
        functions.push(format!(
            "    fn {read}<'de, D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::{std}::result::Result<{ty}, D::Error> {{
        let value: ::{std}::option::Option<_> = ::serde::Deserialize::deserialize(deserializer)?;
        ::{std}::result::Result::Ok(value.unwrap_or_else(Self::{name}))
    }}
"
        ));
    }
    if !functions.is_empty() {
        block("", &functions.concat());
    }
    if let Some(constant) = &it.fit {
        let (seen, ty) = (constant.visibility.map_or("", spelled), &constant.ty.text);
        let fit = super::unions::fit(&constant.fit, ty);
        block("", &format!("    {seen}const FIT: {ty} = {fit};\n"));
    }
    if it.default_impl {
        let body = starts(it, &|_| Some("::core::default::Default::default()".to_owned()));
        block(&format!("::{std}::default::Default for "), &format!("    fn default() -> Self {{\n{body}    }}\n"));
    }
}

/// The struct, and the one with what its constructor takes.
pub(super) fn definitions(it: &Struct<'_>) -> impl Iterator<Item = String> {
    let members = it.members.iter().map(|it| (it.attrs.as_slice(), it));
    let whole = lines::structure(&it.attrs, it.visibility, it.name, members);
    let required = it.constructor.as_ref().and_then(|constructor| match &constructor.arguments {
        Arguments::Named { ty, attrs } => {
            let members = given(it).map(|it| (&[][..], it));
            Some(lines::structure(attrs, it.visibility, ty, members))
        }
        Arguments::Positional => None,
    });
    [whole].into_iter().chain(required)
}

/// The members that somebody must give.
fn given<'i, 'a>(it: &'i Struct<'a>) -> impl Iterator<Item = &'i Member<'a>> {
    it.members.iter().filter(|it| matches!(it.start, Start::Given))
}

/// The lines of `Self { … }`, each member as it starts; `given` says what the others are, a variable of their name if nothing else.
fn starts(it: &Struct<'_>, given: &dyn Fn(&Member<'_>) -> Option<String>) -> String {
    let start = |member: &Member<'_>| match &member.start {
        Start::Given => given(member),
        Start::Value(path) => Some(path.text.to_string()),
        Start::Call(path) => Some(format!("{}()", path.text)),
    };
    let field = |member: &Member<'_>| match start(member) {
        Some(start) => format!("            {}: {start},\n", member.name),
        None => format!("            {},\n", member.name),
    };
    format!("        Self {{\n{}        }}\n", it.members.iter().map(field).collect::<String>())
}

fn value(it: &Literal<'_>) -> String {
    match it {
        Literal::Boolean(it) => it.to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Float(number) => {
            let sign = if number.is_sign_negative() { "-" } else { "" };
            format!("{sign}{}", proc_macro2::Literal::f64_unsuffixed(number.abs()))
        }
        Literal::Text(make, text) => format!("{}({})", make.text, string(text)),
        Literal::Path(path) => path.text.to_string(),
        Literal::Call(path) => format!("{}()", path.text),
    }
}
