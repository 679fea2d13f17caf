use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::{Field, StringFormat, Type};
use foldhash::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "uuid-from-examples",
    about: "Several different examples of a string, all of which are UUIDs.",
    on: false,
    reads: Reads::Values(read),
    examples: &[(
        "string",
        r#"["7f9c24e8-3b12-4d5e-8a90-1c2b3d4e5f60", "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9"]"#,
        "string(uuid)",
    )],
    counter_examples: &[
        ("string", r#"["7f9c24e8-3b12-4d5e-8a90-1c2b3d4e5f60"]"#),
        ("string", r#"["7f9c24e8-3b12-4d5e-8a90-1c2b3d4e5f60", "order-1"]"#),
    ],
};

fn read(field: &Field, values: &[&Value]) -> Option<Claim> {
    let texts: HashSet<&str> = values.iter().filter_map(|it| it.as_str()).collect();
    let all = texts.len() > 1 && texts.iter().all(|it| StringFormat::Uuid.fits(it));
    (all && field.ty.leaf() == &Type::STRING).then_some(Claim::Scalar(Type::String(StringFormat::Uuid)))
}
