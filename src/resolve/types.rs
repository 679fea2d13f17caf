//! Type cells → types. Comes in: what a cell shows. Goes out: a type whose names are bound.

use super::model::Reader;
use super::values::enumeration;
use crate::diag::Code;
use crate::dialect::draft::TypeDraft;
use crate::dialect::{Draft, NullByType};
use crate::name::letters;
use crate::schema::{StringFormat, Type};
use crate::text::Spelling;
use crate::typexpr::{Notation, TypeExpr};

/// A type and what its cell says of the whole.
pub(super) struct Cell {
    pub(super) ty: Type,
    pub(super) level: Level,
}

/// Whether the whole may be something else than a value of the type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Nothing is said.
    Plain,
    /// It may be `null`.
    Nullable,
    /// It may be absent.
    Optional,
}

/// How deep types that a page alone names may stand in each other.
const DEEPEST: usize = 16;

impl Reader<'_> {
    /// Reads a type cell; what it cannot read is reported and takes any JSON.
    pub(super) fn cell(&mut self, draft: &Draft<'_>, cell: &TypeDraft) -> Cell {
        let anchor = cell.link.as_ref().and_then(|it| it.as_str().strip_prefix('#'));
        // A whole type stands below the anchor; values of an enum are named by the type itself.
        let below = anchor
            .and_then(|it| nested(self.root, draft, it))
            .filter(|it| it.body.values.is_none() || it.body.alias.is_some());
        if let Some(below) = below
            && self.depth < DEEPEST
        {
            let level = self.level_of(draft, cell);
            self.depth += 1;
            let ty = self.nested_type(below);
            self.depth -= 1;
            return if cell.items { lifted(ty.array(), Level::Plain) } else { lifted(ty, level) };
        }
        let names = self.context.names;
        let notation = cell
            .notation
            .as_deref()
            .and_then(|it| crate::typexpr::find(self.context.setup.notations, it))
            .unwrap_or(draft.notation);
        let text = cell.text.as_str();
        // Where a language has files, generators link to it as to a model.
        let binary = Ok(TypeExpr::Known(Type::String(StringFormat::Binary)));
        let linked = page_of(cell.link.as_deref().map(Spelling::as_str))
            .filter(|it| names.knows(it) && notation.parse(it) != binary);
        let expr = match notation.parse_linked(text, &|it| names.knows(it), linked) {
            Ok(expr) => expr,
            Err(error) => {
                let span = cell.text.part(error.range);
                let message = format!("cannot read `{}` as a type: {}", shortened(text), error.message);
                self.found
                    .sink
                    .report(Code::UnknownType, span, message)
                    .help(format!("the notation is `{}`; the field takes any JSON", notation.id));
                return Cell { ty: Type::Any, level: Level::Plain };
            }
        };
        let level = match &expr {
            TypeExpr::Nullable(_) => Level::Nullable,
            TypeExpr::Optional(_) => Level::Optional,
            _ => Level::Plain,
        };
        let link = cell.link.as_deref().map(Spelling::as_str);
        let mut ty = expr.into_type(&mut |name, at| self.bind(draft, name, link, cell.text.part(at)));
        if let Some(format) = &cell.format {
            set_format(&mut ty, format);
        }
        let ty = if cell.items { ty.array() } else { ty };
        match draft.dialect.generated().map(|it| it.null.by_type) {
            Some(NullByType::Never) => Cell { ty: never_null(ty), level: Level::Plain },
            _ => lifted(ty, level),
        }
    }

    fn level_of(&self, draft: &Draft<'_>, cell: &TypeDraft) -> Level {
        match draft.notation.parse(cell.text.as_str()) {
            Ok(TypeExpr::Nullable(_)) => Level::Nullable,
            _ => Level::Plain,
        }
    }

    /// What a name in a type means: a type of the page's own, a model, or one that nobody describes.
    fn bind(&mut self, draft: &Draft<'_>, name: &str, link: Option<&str>, span: crate::text::Span) -> Type {
        if let Some(below) = nested(self.root, draft, name)
            && self.depth < DEEPEST
        {
            self.depth += 1;
            let ty = self.nested_type(below);
            self.depth -= 1;
            return ty;
        }
        let names = self.context.names;
        // Generated pages link to models: a name without a link, beside which values are listed, is that of an enum of the
        // field's own, though a model may be called alike.
        let own = self.values_follow && link.is_none() && draft.dialect.generated().is_some();
        if let Some(model) = names.find(name).filter(|_| !own) {
            return Type::Ref(model.to_owned());
        }
        if let Some(model) = page_of(link).and_then(|it| names.find(it)) {
            return Type::Ref(model.to_owned());
        }
        if self.values_follow {
            return Type::Any;
        }
        if link.is_some_and(|it| it.starts_with('#')) {
            // The page has no such heading: an enum whose values it leaves out.
            self.found.silences.values.add(name, span);
            return Type::Any;
        }
        if let Some((which, ty)) = qualified(name, draft.notation).or_else(|| joined(name, draft.notation)) {
            return names.find(which).map_or(ty, |it| Type::Ref(it.to_owned()));
        }
        if draft.dialect.written().is_some() && name.contains(char::is_whitespace) {
            // Words are a description of a type sooner than the name of a model that nobody describes.
            let message = format!("cannot read `{name}` as a type: no page describes a model of this name");
            let help = format!("the notation is `{}`; the field takes any JSON", draft.notation.id);
            self.found.sink.report(Code::UnknownType, span, message).help(help);
            return Type::Any;
        }
        self.found.undocumented.push((name.to_owned(), span));
        Type::Ref(name.to_owned())
    }

    /// The one type whose parts a draft has, when it adds nothing.
    pub(super) fn same_as(&mut self, draft: &Draft<'_>) -> Option<Type> {
        let [parent] = &*draft.parents else { return None };
        let bare = draft.body.fields.is_none() && draft.body.values.is_none() && draft.body.union.is_none();
        bare.then(|| self.bind(draft, parent.as_str(), None, parent.span()))
    }

    /// A type that the page alone names: a model of its own when it has fields, else itself.
    /// The type of a draft's further members.
    pub(super) fn additional(&mut self, draft: &Draft<'_>) -> Option<Type> {
        let Cell { mut ty, level } = self.cell(draft, draft.body.additional.as_ref()?);
        let values = draft.body.additional_values.as_ref();
        if let Some(values) = values.and_then(|it| enumeration(it, draft.notation, Some(leaf(&mut ty)))) {
            *leaf(&mut ty) = Type::Enum(values);
        }
        Some(if level == Level::Nullable { ty.nullable() } else { ty })
    }

    pub(super) fn nested_type(&mut self, below: &Draft<'_>) -> Type {
        let body = &below.body;
        if let Some(same) = self.same_as(below) {
            return same;
        }
        if body.fields.as_ref().is_some_and(|it| !it.is_empty()) || !below.parents.is_empty() {
            return Type::Ref(self.nested_model(below, String::new()));
        }
        if let Some(union) = &body.union
            && !union.variants.is_empty()
        {
            return Type::Union(self.union(below, union).into());
        }
        let alias = body.alias.as_ref().map(|it| self.cell(below, it));
        let null = alias.as_ref().is_some_and(|it| it.level == Level::Nullable);
        if let Some(additional) = self.additional(below) {
            return if null { additional.map().nullable() } else { additional.map() };
        }
        let alias = alias.map(|it| it.ty);
        let mut ty = alias.unwrap_or(Type::Any);
        if let Some(values) = body.values.as_ref().and_then(|it| enumeration(it, below.notation, Some(leaf(&mut ty)))) {
            *leaf(&mut ty) = Type::Enum(values);
        }
        if null { ty.nullable() } else { ty }
    }
}

/// `Colour string`: which texts, and what they are on the wire. What "Phone number" says of the wire is open.
fn qualified<'t>(name: &'t str, notation: &Notation) -> Option<(&'t str, Type)> {
    let (which, word) = name.split_once(' ')?;
    let known = which.starts_with(char::is_uppercase).then(|| notation.parse(word).ok())??;
    match known {
        TypeExpr::Known(ty @ (Type::String(_) | Type::Integer(_) | Type::Boolean)) => Some((which, ty)),
        _ => None,
    }
}

/// `DateString`, `PortInteger`, `Colour2Code`: as [`qualified`], in one word. A code with a number is one of a list of texts.
fn joined<'t>(name: &'t str, notation: &Notation) -> Option<(&'t str, Type)> {
    let last = crate::name::each_word(name).last()?;
    let which = name.strip_suffix(last).filter(|it| it.starts_with(char::is_uppercase))?;
    let listed = || last == "Code" && which.ends_with(|it: char| it.is_ascii_digit());
    let scalar = ["String", "Integer", "Boolean"].contains(&last);
    let known = scalar.then(|| notation.parse(last).ok()).flatten();
    let known = known.or_else(|| listed().then_some(TypeExpr::Known(Type::STRING)));
    let Some(TypeExpr::Known(ty)) = known else { return None };
    // What a text holds may tell how it is written: `DateTimeString`.
    let held = notation.parse(which).ok().filter(|_| ty == Type::STRING);
    match held {
        Some(TypeExpr::Known(held @ Type::String(_))) => Some((which, held)),
        _ => Some((which, ty)),
    }
}

/// Gives the innermost type a format that the page names beside it; whether that has one then.
pub(super) fn set_format(ty: &mut Type, format: &Spelling) -> bool {
    let leaf = leaf(ty);
    let word = match leaf {
        Type::Integer(_) => "integer",
        Type::Number(_) => "number",
        Type::String(_) => "string",
        _ => return false,
    };
    // A number whose format is one of integers is an integer.
    let spelled = [word, "integer", "number"].iter().find_map(|word| {
        let text = format!("{word}({})", format.as_str());
        let ty = crate::typexpr::canonical().parse(&text).ok()?.into_type(&mut |_, _| Type::Any);
        ty.format().is_some().then_some(ty)
    });
    let found = spelled.is_some();
    if let Some(spelled) = spelled {
        *leaf = spelled;
    }
    found
}

/// The type without what it says of `null`.
fn never_null(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => never_null(*inner),
        Type::Array(inner) => Type::Array(Box::new(never_null(*inner))),
        Type::Set(inner) => Type::Set(Box::new(never_null(*inner))),
        Type::Map(inner) => Type::Map(Box::new(never_null(*inner))),
        other => other,
    }
}

fn lifted(ty: Type, level: Level) -> Cell {
    match ty {
        Type::Nullable(inner) => Cell { ty: *inner, level: Level::Nullable },
        ty => Cell { ty, level },
    }
}

/// The type that a page alone calls by this name or anchor.
pub(super) fn nested<'a, 'd>(root: &'a Draft<'d>, draft: &Draft<'_>, name: &str) -> Option<&'a Draft<'d>> {
    if root.nested.is_empty() {
        return None;
    }
    let wanted = letters(name);
    let exact = |it: &&Draft<'_>| it.name.as_str() == name || it.also_called.iter().any(|it| it == name);
    let alike = |it: &&Draft<'_>| {
        !wanted.is_empty()
            && (letters(it.name.as_str()) == wanted || it.also_called.iter().any(|it| letters(it) == wanted))
    };
    // Of several with one name the next one below is meant.
    let next = |fits: &dyn Fn(&&Draft<'_>) -> bool| {
        let below = root.nested.iter().find(|it| it.span > draft.span && fits(it));
        below.or_else(|| root.nested.iter().find(|it| fits(it) && it.span != draft.span))
    };
    next(&exact).or_else(|| next(&alike))
}

/// The type at the bottom of arrays and maps.
pub(super) fn leaf(ty: &mut Type) -> &mut Type {
    match ty {
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => leaf(inner),
        other => other,
    }
}

/// Where a type leaves open what an object is.
pub(super) fn open_leaf(ty: &mut Type) -> Option<&mut Type> {
    match ty {
        Type::Any | Type::Object => Some(ty),
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => open_leaf(inner),
        Type::Union(union) => union.variants.iter_mut().find_map(|it| open_leaf(&mut it.ty)),
        _ => None,
    }
}

/// The name of the page that a link leads to.
pub(super) fn page_of(link: Option<&str>) -> Option<&str> {
    let path = link?.strip_suffix(".md")?;
    Some(path.rsplit('/').next().unwrap_or(path))
}

/// Items of unsaid type are of the model that the cell links to.
pub(super) fn fill(ty: &mut Type, model: &str) {
    if let Type::Array(inner) | Type::Set(inner) | Type::Map(inner) = ty
        && **inner == Type::Any
    {
        **inner = Type::Ref(model.to_owned());
    }
}

/// Enough of a text to know it by.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).collect::<String>() + "…" }
}
