//! Schemas and documents that nobody would write.

use fieldtable::schema::{
    Constraints, Deprecation, Direction, EnumValue, Enumeration, Field, IntegerFormat, Model, ModelKind, Number,
    NumberFormat, Object, Opaque, Presence, Schema, StringFormat, Type, Union, Variant,
};
use indexmap::IndexMap;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::string::string_regex;
use serde_json::{Map, Value};

/// Letters that mean something to Markdown, HTML, JSON, code or terminals, among plain ones.
const AWKWARD: &str =
    "[a-cXé|`<>&\\\\\"'*_\\[\\](){}#$~:;,./!?%@^=+ \n\r\t\u{7f}\u{85}\u{a0}\u{2028}\u{202e}\u{feff}0-9-]";

/// Names of models that any schema here has, so that types can refer to them.
const MODELS: &[&str] = &["Order", "a b", "x/y~z", "line_item", "é|<T>", "1st", "`tick`"];

fn text() -> impl Strategy<Value = String> {
    string_regex(&format!("{AWKWARD}{{0,20}}[a-z.]{AWKWARD}{{0,3}}")).expect("a regular expression")
}

fn name() -> impl Strategy<Value = String> {
    let odd = string_regex(&format!("{AWKWARD}{{1,8}}")).expect("a regular expression");
    prop_oneof![
        3 => "[a-z]{1,6}(_[a-z]{1,4})?",
        1 => odd,
        1 => select(vec!["self", "type", "1st", "a-b", "$ref", "*", "", " "]).prop_map(str::to_owned),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1000..1000_i32).prop_map(|it| Value::from(f64::from(it) + 0.5)),
        any::<bool>().prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => scalar(),
        1 => vec(scalar(), 0..3).prop_map(Value::from),
        1 => (text(), scalar()).prop_map(|(key, it)| Value::Object(Map::from_iter([(key, it)]))),
    ]
}

fn atom() -> BoxedStrategy<Type> {
    let integers = [IntegerFormat::Unspecified, IntegerFormat::Int32, IntegerFormat::Int64, IntegerFormat::UInt8];
    let numbers = [NumberFormat::Unspecified, NumberFormat::Float, NumberFormat::Double, NumberFormat::Decimal];
    let strings = [
        StringFormat::Plain,
        StringFormat::Date,
        StringFormat::DateTime,
        StringFormat::Uuid,
        StringFormat::Byte,
        StringFormat::Integer,
        StringFormat::Other("odd one".to_owned()),
    ];
    prop_oneof![
        Just(Type::Any),
        Just(Type::Object),
        Just(Type::Boolean),
        select(integers.to_vec()).prop_map(Type::Integer),
        select(numbers.to_vec()).prop_map(Type::Number),
        select(strings.to_vec()).prop_map(Type::String),
        select(MODELS).prop_map(|it| Type::Ref(it.to_owned())),
        values().prop_map(Type::Enum),
    ]
    .boxed()
}

fn values() -> impl Strategy<Value = Enumeration> {
    let value = (scalar(), option::of(text()), option::of(text()));
    vec(value.prop_map(|(value, name, description)| EnumValue { value: value.into(), name, description }), 1..4)
        .prop_map(|values| {
            let different: IndexMap<_, _> = values.into_iter().map(|it| (it.value.to_string(), it)).collect();
            Enumeration { values: different.into_values().collect() }
        })
}

/// A type that may stand anywhere: not nullable at the top, no union.
fn plain() -> BoxedStrategy<Type> {
    atom()
        .prop_recursive(3, 12, 1, |inner| {
            let inside = prop_oneof![3 => inner.clone(), 1 => inner.prop_map(Type::nullable)].boxed();
            prop_oneof![
                inside.clone().prop_map(Type::array),
                inside.clone().prop_map(Type::map),
                inside.prop_map(|it| Type::Set(Box::new(it))),
            ]
        })
        .boxed()
}

fn ty() -> impl Strategy<Value = Type> {
    let untagged = vec(plain(), 2..4).prop_map(|types| {
        let different: IndexMap<_, _> = types.into_iter().map(|it| (it.to_string(), it)).collect();
        let variants: Vec<_> = different.into_values().map(|ty| Variant { ty, tag: None, description: None }).collect();
        if let [only] = &variants[..] {
            only.ty.clone()
        } else {
            Type::Union(Union { variants, discriminator: None }.into())
        }
    });
    prop_oneof![8 => plain(), 1 => untagged]
}

fn deprecation() -> impl Strategy<Value = Option<Box<Deprecation>>> {
    option::weighted(0.2, option::of(text()).prop_map(|note| Box::new(Deprecation { note })))
}

fn constraints() -> impl Strategy<Value = Constraints> {
    let number = || option::weighted(0.2, any::<i32>().prop_map(Number::from));
    let count = || option::weighted(0.2, 0..100_u64);
    let bounds = (number(), number(), number(), number(), number());
    (bounds, count(), count(), option::weighted(0.2, text()), count(), count()).prop_map(
        |(
            (minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of),
            min_length,
            max_length,
            pattern,
            min_items,
            max_items,
        )| {
            Constraints {
                minimum,
                maximum,
                exclusive_minimum,
                exclusive_maximum,
                multiple_of,
                min_length,
                max_length,
                pattern,
                min_items,
                max_items,
            }
        },
    )
}

fn field() -> impl Strategy<Value = Field> {
    let presence = select(vec![Presence::Required, Presence::Optional, Presence::Unsaid]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let texts = (option::of(text()), option::weighted(0.2, text()), deprecation());
    let known = (option::weighted(0.3, value()), vec(value(), 0..2), constraints());
    (name(), ty(), presence, flags, texts, known).prop_map(
        |(
            name,
            ty,
            presence,
            (nullable, read_only, write_only),
            (description, shown, deprecated),
            (default, examples, constraints),
        )| {
            let shown = shown.filter(|it| *it != name);
            Field {
                name,
                shown,
                ty,
                presence,
                nullable,
                description,
                default: default.map(|it| Box::new(it.into())),
                read_only,
                write_only,
                deprecated,
                constraints: constraints.some(),
                examples: examples.into_iter().map(Into::into).collect(),
            }
        },
    )
}

fn object() -> impl Strategy<Value = Object> {
    (vec(field(), 0..5), option::weighted(0.2, ty())).prop_map(|(fields, additional)| {
        let different: IndexMap<_, _> = fields.into_iter().map(|it| (it.name.clone(), it)).collect();
        Object { fields: different.into_values().collect(), additional }
    })
}

fn tagged() -> impl Strategy<Value = Union> {
    let variant =
        |name: &str, tag: String| Variant { ty: Type::Ref(name.to_owned()), tag: Some(tag), description: None };
    (name(), text(), text()).prop_filter("tags differ", |(_, one, other)| one != other).prop_map(
        move |(discriminator, one, other)| Union {
            variants: vec![variant("Order", one), variant("a b", other)],
            discriminator: Some(discriminator),
        },
    )
}

fn kind() -> impl Strategy<Value = ModelKind> {
    prop_oneof![
        6 => object().prop_map(ModelKind::Object),
        2 => values().prop_map(ModelKind::Enum),
        1 => tagged().prop_map(ModelKind::Union),
        1 => plain().prop_filter("a name for a name may be circular", |it| !matches!(it, Type::Ref(_) | Type::Enum(_)))
            .prop_map(ModelKind::Alias),
        1 => select(vec![Opaque::Undocumented, Opaque::Empty]).prop_map(ModelKind::Opaque),
    ]
}

/// A schema that keeps its invariants and is as unpleasant as it may be.
pub(crate) fn schema() -> impl Strategy<Value = Schema> {
    let direction = select(vec![Direction::Unknown, Direction::Read, Direction::Write, Direction::Both]);
    let model = (option::of(text()), deprecation(), direction, kind())
        .prop_map(|(description, deprecated, direction, kind)| Model { description, deprecated, direction, kind });
    vec(model, MODELS.len())
        .prop_map(|models| Schema { models: MODELS.iter().map(|it| (*it).to_owned()).zip(models).collect() })
}

/// JSON in which the keywords of schemas stand where they should and where they should not.
pub(crate) fn document() -> impl Strategy<Value = Value> {
    let words = [
        "$ref",
        "type",
        "properties",
        "required",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "const",
        "format",
        "nullable",
        "additionalProperties",
        "discriminator",
        "propertyName",
        "mapping",
        "default",
        "description",
        "a",
        "minimum",
        "exclusiveMinimum",
        "x-enum-varnames",
        "patternProperties",
        "prefixItems",
        "title",
    ];
    let texts = [
        "#/components/schemas/A",
        "#/components/schemas/B",
        "#/components/schemas/A/properties/a",
        "#",
        "other.json#/X",
        "string",
        "object",
        "array",
        "integer",
        "null",
        "a",
        "%zz",
        "#/%E0%A4%A",
    ];
    let leaf = prop_oneof![
        4 => select(texts.to_vec()).prop_map(Value::from),
        1 => scalar(),
        1 => Just(Value::Null),
    ];
    let schema = leaf.prop_recursive(6, 64, 5, move |inner| {
        prop_oneof![
            3 => vec((select(words.to_vec()), inner.clone()), 0..5)
                .prop_map(|all| Value::Object(all.into_iter().map(|(key, it)| (key.to_owned(), it)).collect())),
            1 => vec(inner, 0..4).prop_map(Value::from),
        ]
    });
    (schema.clone(), schema)
        .prop_map(|(a, b)| serde_json::json!({"openapi": "3.0.0", "components": {"schemas": {"A": a, "B": b}}}))
}
