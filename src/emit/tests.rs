use super::{EMITTERS, Unknown};
use crate::schema::{
    EnumValue, Enumeration, Field, Model, ModelKind, Object, Opaque, Presence, Schema, Type, Union, Variant,
};

/// A small schema with one of everything that a diagram shows.
pub(super) fn shop() -> Schema {
    let reference = |name: &str| Type::Ref(name.to_owned());
    let optional = |name: &str, ty| Field { presence: Presence::Optional, nullable: true, ..Field::new(name, ty) };
    let fields = vec![
        Field::new("id", Type::STRING),
        optional("lines", reference("a \"line\"").array()),
        optional("payment", reference("Payment")),
        optional("{<b>|~}", reference("Order").map()),
    ];
    let variant = |name: &str| Variant { ty: reference(name), tag: Some(name.to_owned()), description: None };
    let union = Union { variants: vec![variant("Gone"), variant("Order")], discriminator: Some("k".to_owned()) };
    let values = Enumeration { values: vec![EnumValue::new("a\"]b"), EnumValue::new(1)] };
    let object = Object { fields, additional: Some(Type::Any) };
    let models = [
        ("Order", ModelKind::Object(object)),
        ("a \"line\"", ModelKind::Enum(values)),
        ("Payment", ModelKind::Union(union)),
        ("Gone", ModelKind::Opaque(Opaque::Undocumented)),
        ("Names", ModelKind::Alias(reference("Order").array())),
    ];
    Schema { models: models.into_iter().map(|(name, kind)| (name.to_owned(), Model::new(kind))).collect() }
}

#[test]
fn every_emitter_writes_the_same_text_twice_and_ends_its_last_line() {
    for emitter in EMITTERS {
        let text = (emitter.emit)(&shop(), &Unknown);
        assert_eq!(text, (emitter.emit)(&shop(), &Unknown), "{}", emitter.id);
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{}", emitter.id);
        assert!((emitter.emit)(&Schema::default(), &Unknown).ends_with('\n'), "{}", emitter.id);
    }
}
