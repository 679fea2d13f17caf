use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::{Field, IntegerFormat, NumberFormat, StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "type-from-examples",
    about: "A field of which no cell tells the type, or a list of which no cell tells the items: all examples are of one kind. \
            What a cell says to be any JSON stays that.",
    on: true,
    reads: Reads::Values(read),
    examples: &[
        ("any", r#"["open", null]"#, "string"),
        ("any", r#"["2024-03-07T15:16:37Z"]"#, "string(date-time)"),
        ("any", r#"["2024-03-07"]"#, "string(date)"),
        ("any", r#"["2024-03-07", "soon"]"#, "string"),
        ("any", "[1, 2]", "integer"),
        ("any", "[1, 2.5]", "number"),
        ("any", "[true]", "boolean"),
        ("any", r#"[["a"], []]"#, "string[]"),
        ("any[]", r#"[["+1234"]]"#, "string"),
        ("any", r#"[{"a": 1}]"#, "object"),
    ],
    counter_examples: &[
        ("any", r#"["open", 1]"#),
        ("any", "[null]"),
        ("any[]", "[[]]"),
        ("any[]", r#"[["a", 1]]"#),
        ("string", "[1]"),
    ],
};

fn read(field: &Field, values: &[&Value]) -> Option<Claim> {
    let ty = match &field.ty {
        Type::Any => of_all(values, 0)?,
        Type::Array(items) | Type::Set(items) if **items == Type::Any => of_all(&items_of(values), 0)?,
        _ => return None,
    };
    (ty != Type::Any).then_some(Claim::Scalar(ty))
}

fn items_of<'v>(values: &[&'v Value]) -> Vec<&'v Value> {
    values.iter().filter_map(|it| it.as_array()).flatten().collect()
}

/// The type that all values have; lists without items say little, and `null` nothing.
fn of_all(values: &[&Value], depth: usize) -> Option<Type> {
    const DEEPEST: usize = 4;
    let values: Vec<&Value> = values.iter().copied().filter(|it| !it.is_null()).collect();
    let all = |fits: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|it| fits(it));
    if all(Value::is_string) {
        let texts = || values.iter().filter_map(|it| it.as_str());
        let dates = [StringFormat::DateTime, StringFormat::Date];
        let format = dates.into_iter().find(|format| texts().all(|it| format.fits(it)));
        Some(Type::String(format.unwrap_or(StringFormat::Plain)))
    } else if all(Value::is_boolean) {
        Some(Type::Boolean)
    } else if all(|it| it.is_number() && !it.is_f64()) {
        Some(Type::Integer(IntegerFormat::Unspecified))
    } else if all(Value::is_number) {
        Some(Type::Number(NumberFormat::Unspecified))
    } else if all(Value::is_object) {
        Some(Type::Object)
    } else if all(Value::is_array) && depth < DEEPEST {
        let items = of_all(&items_of(&values), depth + 1);
        Some(items.unwrap_or(Type::Any).array())
    } else {
        None
    }
}
