use crate::infer::rule::{Claim, Reads, Rule};
use crate::schema::{Field, Type};

pub(super) const RULE: Rule = Rule {
    id: "text-from-enum",
    about: "A cell says that a field is an enum, and neither cells, prose nor examples show its values: they are texts. Where the \
            description or the default has a number, they may be numbers, and nothing is concluded.",
    on: true,
    reads: Reads::Enum(read),
    examples: &[("any", "What kind of order it is.", "string"), ("any[]", "The kinds.", "string")],
    counter_examples: &[("any", "The state, such as 3."), ("any", "`0` when it is closed."), ("string", "The kind.")],
};

fn read(field: &Field) -> Option<Claim> {
    let numbered = |text: &String| {
        let mut words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        words.any(|it| it.bytes().all(|it| it.is_ascii_digit()))
    };
    let texts = field.default.as_ref().is_none_or(|it| it.is_string() || it.is_null());
    let open = *field.ty.leaf() == Type::Any && texts && !field.description.as_ref().is_some_and(numbered);
    open.then_some(Claim::Scalar(Type::STRING))
}
