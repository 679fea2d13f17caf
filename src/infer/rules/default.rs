use crate::infer::phrase::number;
use crate::infer::prose::{Kind, Token};
use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::json::Value;
use crate::schema::{StringFormat, Type};
use crate::text;

pub(super) const RULE: Rule = Rule {
    id: "default-from-prose",
    about: "“Defaults to `x`”, “default: 5”: a value of the field's type that ends the sentence or is marked. What the default \
            is called, computed from or depends on is no value.",
    on: true,
    reads: Reads::Prose(
        &[
            "default|defaults to :? $",
            "default value|setting? is|: :? $",
            "default value|setting? of|= $",
            "default $",
            "by default $",
            "( the? default )",
        ],
        read,
    ),
    examples: &[
        ("string", "The order. Default is `asc`.", "default \"asc\""),
        ("integer", "How many (default 5).", "default 5"),
        ("integer", "How many. Defaults to 1,000.", "default 1000"),
        ("integer", "How many, max 50, default 20.", "default 20"),
        ("boolean", "Whether it is open. Default: `false`", "default false"),
        ("string", "The unit, by default `kg`.", "default \"kg\""),
        ("number", "Default value is 0.5 if it is omitted.", "default 0.5"),
        ("string", "How it runs: `a` (default), or `b`", "default \"a\""),
    ],
    counter_examples: &[
        ("string", "Defaults to the name of the order."),
        ("string", "Default unit is seconds."),
        ("integer", "Defaults to 5 minutes from creation."),
        ("string", "Whether the default address is used."),
        ("string", "Overrides the default `name`."),
        ("integer", "Defaults to `auto`."),
        ("integer", "Defaults to 100%."),
        ("integer", "Defaults to 5 for orders, 6 for bills."),
        ("string", "Lists all characters that are by default used."),
        ("string", "Default: `now()`"),
        ("string", "The unit (default)."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let words = hit.words();
    let bare = words.starts_with("default ") && hit.tokens().len() == 2;
    if bare && hit.before().is_none_or(|it| !matches!(it.text, "(" | "," | ";")) && !hit.starts() {
        return None;
    }
    // `a` (default): the mark stands behind the value.
    let marks = words.starts_with('(');
    let value = if marks { hit.before().filter(|it| it.is_marked()) } else { hit.captured(0) }?;
    let text = value.text;
    let quiet = |it: &Token<'_>| {
        it.kind == Kind::Mark && matches!(it.text, ")" | "," | "]") || it.is_one_of(&["if", "when", "unless"])
    };
    const LIMITS: [&str; 8] = ["for", "otherwise", "or", "and", "but", "except", "from", "depending"];
    if !marks && (!hit.after().is_none_or(quiet) || hit.followed_by(&LIMITS))
        || hit.preceded_by(&["if", "when", "not", "override", "overrides"])
    {
        return None;
    }
    if let Some(condition) = hit.after().filter(|it| it.is_one_of(&["if", "when", "unless"])) {
        const UNSAID: [&str; 8] = ["omitted", "specified", "set", "provided", "given", "absent", "unset", "missing"];
        if condition.is("unless") || !hit.followed_by(&UNSAID) {
            return None;
        }
    }
    let value = match &hit.field.ty {
        Type::Boolean => Value::Bool(match &*value.lower() {
            "true" => true,
            "false" => false,
            _ => return None,
        }),
        Type::Integer(_) => Value::Number(number(text).filter(|it| it.is_i64() || it.is_u64())?),
        Type::Number(_) => Value::Number(number(text)?),
        Type::String(StringFormat::Plain)
            if value.is_marked() && !text.is_empty() && !value.is("null") && !text::is_call(text) =>
        {
            Value::from(text)
        }
        Type::Enum(values) => {
            let mut fits = values.values.iter().filter(|it| it.value.as_str().is_some_and(|it| it == text));
            fits.next()?.value.clone()
        }
        _ => return None,
    };
    Some(Claim::Default(value))
}
