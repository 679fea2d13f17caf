use super::{Model, ModelKind, Type};

/// Calls `visit` on every type of a model, outer types before inner ones.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// use fieldtable::schema::types;
///
/// let mut seen = Vec::new();
/// types(&schema.models["Order"], &mut |it| seen.push(it.to_string()));
/// assert_eq!(seen, ["integer", "string"]);
/// ```
pub fn types<'a>(model: &'a Model, visit: &mut impl FnMut(&'a Type)) {
    match &model.kind {
        ModelKind::Object(object) => {
            object.fields.iter().for_each(|field| inside(&field.ty, visit));
            object.additional.iter().for_each(|ty| inside(ty, visit));
        }
        ModelKind::Union(union) => union.variants.iter().for_each(|variant| inside(&variant.ty, visit)),
        ModelKind::Alias(ty) => inside(ty, visit),
        ModelKind::Enum(_) | ModelKind::Opaque(_) => {}
    }
}

/// Calls `visit` on a type and all within it, outer types before inner ones.
pub(crate) fn inside<'a>(ty: &'a Type, visit: &mut impl FnMut(&'a Type)) {
    visit(ty);
    match ty {
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => inside(inner, visit),
        Type::Union(union) => union.variants.iter().for_each(|variant| inside(&variant.ty, visit)),
        _ => {}
    }
}

/// Calls `visit` on every type of a model, inner types before outer ones, so that a type may be replaced.
///
/// ```
/// use fieldtable::schema::{Model, ModelKind, Type, types_mut};
///
/// let mut model = Model::new(ModelKind::Alias(Type::Ref("Old".into()).array()));
/// types_mut(&mut model, &mut |ty| {
///     if *ty == Type::Ref("Old".into()) {
///         *ty = Type::Ref("New".into());
///     }
/// });
/// assert_eq!(model.kind, ModelKind::Alias(Type::Ref("New".into()).array()));
/// ```
pub fn types_mut(model: &mut Model, visit: &mut impl FnMut(&mut Type)) {
    match &mut model.kind {
        ModelKind::Object(object) => {
            object.fields.iter_mut().for_each(|field| inside_mut(&mut field.ty, visit));
            object.additional.iter_mut().for_each(|ty| inside_mut(ty, visit));
        }
        ModelKind::Union(union) => union.variants.iter_mut().for_each(|variant| inside_mut(&mut variant.ty, visit)),
        ModelKind::Alias(ty) => inside_mut(ty, visit),
        ModelKind::Enum(_) | ModelKind::Opaque(_) => {}
    }
}

/// Calls `visit` on a type and all within it, inner types before outer ones.
pub(crate) fn inside_mut(ty: &mut Type, visit: &mut impl FnMut(&mut Type)) {
    match ty {
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => inside_mut(inner, visit),
        Type::Union(union) => union.variants.iter_mut().for_each(|variant| inside_mut(&mut variant.ty, visit)),
        _ => {}
    }
    visit(ty);
}
