use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::{Field, StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "date-from-examples",
    about: "A type that stands for dates and for date-times: all examples hold the one or all hold the other.",
    on: true,
    reads: Reads::Values(read),
    examples: &[
        ("string(date-or-date-time)", r#"["2022-08-30"]"#, "string(date)"),
        ("string(date-or-date-time)", r#"["2022-08-30T06:32:07.380Z", null]"#, "string(date-time)"),
    ],
    counter_examples: &[
        ("string(date-or-date-time)", r#"["2022-08-30T06:32:07Z", "2022-08-30"]"#),
        ("string(date-or-date-time)", r#"["tomorrow"]"#),
        ("string", r#"["2022-08-30"]"#),
    ],
};

fn read(field: &Field, values: &[&Value]) -> Option<Claim> {
    if field.ty.leaf() != &Type::String(StringFormat::DateOrDateTime) {
        return None;
    }
    let texts: Vec<&str> = values.iter().filter_map(|it| it.as_str()).collect();
    let all = |format: &StringFormat| !texts.is_empty() && texts.iter().all(|it| format.fits(it));
    let format = [StringFormat::Date, StringFormat::DateTime].into_iter().find(all)?;
    Some(Claim::Scalar(Type::String(format)))
}
