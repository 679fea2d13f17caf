//! Objects → structs: presence, serde's attributes, constructors.

use super::Planner;
use super::derives::Rules;
use super::docs;
use super::graph::{Id, Shape, Slot, includes_null};
use super::leaf::Leaf;
use super::names::Scope;
use super::rename::rename;
use super::rust_type::{RustTy, Speller, absolute, relative};
use super::traits::Traits;
use crate::diag::Code;
use crate::emit::Notice;
use crate::emit::rust::code::{Arguments, Attr, Constructor, DefaultFn, Member, Meta, Start, Struct, Ty};
use crate::emit::rust::options::{Builders, FieldChoice, NonExhaustive, Nullable, StdTrait, UnknownFields};
use crate::schema::{Direction, Path, Presence};

/// How a field says what is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `T`
    Plain,
    /// `Option<T>`, written even when `None`: required, but may be null.
    Null,
    /// `Option<T>`, left out when `None`.
    Absent,
    /// `Option<T>`, left out when `None`; `T` holds null itself.
    AbsentOrOwnNull,
    /// `Maybe<T>`
    ThreeState,
    /// `T`, with the default in its place.
    Default,
}

impl Planner<'_, '_> {
    pub(super) fn structure(&mut self, id: Id, slots: &[Slot<'_>], rest: Option<&Shape>) -> Struct {
        let choice = self.choices[id].clone();
        let fields: Vec<FieldChoice<'_>> =
            slots.iter().map(|it| self.selector.field(&self.nodes[id].name, &it.field.name)).collect();
        let (names, rest_name) = self.members(id, slots, &fields, rest.is_some());
        let unraw: Vec<&str> = names.iter().map(|it| it.trim_start_matches("r#")).collect();
        let pairs: Vec<(&str, &str)> =
            unraw.iter().zip(slots).map(|(name, slot)| (*name, slot.field.name.as_str())).collect();
        let (rule, renames) = rename(&pairs);

        let mut defaults = Vec::new();
        let mut members = Vec::with_capacity(slots.len() + 1);
        for (at, slot) in slots.iter().enumerate() {
            let form = self.form(slot, &fields[at]);
            if form == Form::Default {
                defaults.extend(self.default_fn(unraw[at], slot));
            }
            members.push(self.member(id, slot, &fields[at], form, &names[at], renames[at]));
        }
        if let (Some(values), Some(name)) = (rest, rest_name) {
            members.push(self.rest(values, name, choice.builders));
        }

        let applied = !defaults.is_empty();
        let has_default = self.abilities.traits[id].has(Traits::DEFAULT);
        let mut attrs = self.head(id);
        let allow = self.allow_deprecated(id);
        attrs.extend(allow.clone());
        attrs.extend(many_bools(members.iter()));
        let derives = self.derives(id, true, true, !applied);
        attrs.extend(derives);
        attrs.extend(self.builder(choice.builders));
        attrs.extend(self.extra(id));
        let mut serde = Vec::new();
        serde.extend(rule.map(|it| Meta::Value("rename_all", it.to_owned())));
        if choice.unknown_fields == UnknownFields::Deny && rest.is_none() {
            serde.push(Meta::Word("deny_unknown_fields"));
        }
        if !serde.is_empty() {
            attrs.push(Attr::List("serde", serde));
        }
        let direction = self.nodes[id].model.map_or(Direction::Unknown, |it| it.direction);
        let closed = match choice.non_exhaustive {
            NonExhaustive::Never => false,
            NonExhaustive::Read => direction == Direction::Read,
            NonExhaustive::Always => true,
        };
        if closed {
            attrs.push(Attr::Word("non_exhaustive"));
        }
        let constructor = if choice.constructors { self.constructor(id, slots, &members, closed) } else { None };
        Struct {
            attrs,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            members,
            constructor,
            fit: self.fit_const(id),
            defaults,
            default_impl: applied && has_default,
            impl_attrs: allow.into_iter().collect(),
        }
    }

    fn members(
        &mut self,
        id: Id,
        slots: &[Slot<'_>],
        fields: &[FieldChoice<'_>],
        rest: bool,
    ) -> (Vec<String>, Option<String>) {
        let mut scope = Scope::fields();
        // What the user has chosen is taken first.
        let chosen: Vec<Option<(String, bool)>> = fields.iter().map(|it| it.name.map(|it| scope.take(it))).collect();
        let open = slots.iter().zip(&chosen).filter(|it| it.1.is_none()).map(|it| it.0.field.name.as_str());
        let mut assigned = scope.assign(open).into_iter();
        let made: Vec<(String, bool)> = chosen
            .into_iter()
            .map(|it| it.unwrap_or_else(|| assigned.next().expect("there is one for each that was not chosen")))
            .collect();
        for (slot, (name, _)) in slots.iter().zip(&made).filter(|it| it.1.1) {
            let model = &self.nodes[id].name;
            self.uses.notices.push(Notice {
                code: Code::NameCollision,
                path: Path::field(model.as_str(), slot.field.name.as_str()),
                message: format!("`{}` is `{name}` in Rust, since another field has the name already", slot.field.name),
                help: Some(format!("[rust.field.{:?}] name = \"…\"", format!("{model}.{}", slot.field.name))),
            });
        }
        let rest_name = rest.then(|| scope.take("additional").0);
        (made.into_iter().map(|it| it.0).collect(), rest_name)
    }

    fn form(&self, slot: &Slot<'_>, choice: &FieldChoice<'_>) -> Form {
        let own_null = includes_null(self.nodes, &slot.shape);
        let nullable = (slot.field.nullable || choice.keeps_null) && !own_null;
        let modules = choice.with.is_some() || matches!(&slot.shape, Shape::Leaf(leaf) if leaf.with.is_some());
        match slot.field.presence {
            _ if slot.applied => Form::Default,
            Presence::Required if slot.field.nullable && !own_null => Form::Null,
            Presence::Required => Form::Plain,
            Presence::Optional | Presence::Unsaid if own_null && !modules => Form::AbsentOrOwnNull,
            Presence::Optional | Presence::Unsaid
                if nullable && choice.nullable == Nullable::ThreeState && !modules =>
            {
                Form::ThreeState
            }
            Presence::Optional | Presence::Unsaid => Form::Absent,
        }
    }

    fn member(
        &mut self,
        id: Id,
        slot: &Slot<'_>,
        choice: &FieldChoice<'_>,
        form: Form,
        name: &str,
        renamed: Option<&str>,
    ) -> Member {
        let field = slot.field;
        let mut attrs = Vec::new();
        if self.options.docs {
            let mut lines = field.description.as_deref().map(|it| self.prose(id, it)).unwrap_or_default();
            let is_text = matches!(&slot.shape, Shape::Leaf(leaf) if leaf.ty == RustTy::STRING);
            let facts = docs::facts(field, is_text, form == Form::Default);
            if !facts.is_empty() {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.push(facts.join(" "));
            }
            attrs.extend(docs::doc(lines));
        }
        attrs.extend(docs::deprecated(field.deprecated.as_ref()));
        if self.options.doc_aliases {
            attrs.extend(docs::alias(&field.name, name));
        }
        let mut serde = Vec::new();
        serde.extend(renamed.map(|it| Meta::Value("rename", it.to_owned())));
        serde.extend(choice.aliases.iter().map(|it| Meta::Value("alias", it.clone())));
        serde.extend(self.serde(id, slot, choice, form, name));
        if !serde.is_empty() {
            attrs.push(Attr::List("serde", serde));
        }
        attrs.extend(self.builder_of_member(id, form, name));
        attrs.extend(choice.attributes.iter().map(|it| Attr::Raw(it.as_str().to_owned())));

        let mut ty = self.rust(&slot.shape);
        if slot.boxed {
            ty = ty.boxed();
        }
        let ty = match form {
            Form::Plain | Form::Default => ty,
            Form::Null | Form::Absent | Form::AbsentOrOwnNull => ty.option(),
            Form::ThreeState => RustTy::Support("Maybe", vec![ty]),
        };
        Member { attrs, name: name.to_owned(), ty: self.speller.ty(&ty), start: self.start(id, form, name) }
    }

    fn start(&self, id: Id, form: Form, name: &str) -> Start {
        match form {
            Form::Plain | Form::Null => Start::Given,
            Form::Absent | Form::AbsentOrOwnNull => Start::Value(self.speller.none.clone()),
            Form::ThreeState => Start::Value(self.speller.support("Maybe::Absent", Vec::new())),
            Form::Default => Start::Call(self.function(id, &default_name(name))),
        }
    }

    /// `Type::name`, from where the type stands.
    fn function(&self, id: Id, name: &str) -> Ty {
        Ty::Path {
            absolute: false,
            segments: vec![self.names[id].clone().into(), name.to_owned().into()],
            args: Vec::new(),
        }
    }

    fn serde(&mut self, id: Id, slot: &Slot<'_>, choice: &FieldChoice<'_>, form: Form, name: &str) -> Vec<Meta> {
        let path = |ty: &Ty| Speller::text(ty);
        let skip = |text: String| Meta::Value("skip_serializing_if", text);
        let is_none = self.speller.is_none.as_str();
        let optional = matches!(form, Form::Null | Form::Absent | Form::AbsentOrOwnNull);
        let mut metas = Vec::new();
        let user = choice.with.map(|it| it.as_str().to_owned());
        if let Some(module) = user.or_else(|| self.with(&slot.shape, optional)) {
            if form == Form::Absent {
                metas.push(Meta::Word("default"));
                metas.push(skip(is_none.to_owned()));
            }
            metas.push(Meta::Value("with", module));
            return metas;
        }
        match form {
            Form::Plain | Form::Null => {}
            Form::Absent => metas.push(skip(is_none.to_owned())),
            Form::AbsentOrOwnNull => {
                self.use_support("present");
                metas.push(Meta::Word("default"));
                metas.push(skip(is_none.to_owned()));
                metas.push(Meta::Value("deserialize_with", path(&self.speller.support("present", Vec::new()))));
            }
            Form::ThreeState => {
                self.use_support("maybe");
                metas.push(Meta::Word("default"));
                metas.push(skip(path(&self.speller.support("Maybe::is_absent", Vec::new()))));
            }
            Form::Default => {
                metas.push(Meta::Value("default", path(&self.function(id, &default_name(name)))));
                metas.push(Meta::Value("deserialize_with", path(&self.function(id, &read_name(name)))));
            }
        }
        metas
    }

    /// The module that reads and writes the type, where the type does not do so itself.
    fn with(&mut self, shape: &Shape, optional: bool) -> Option<String> {
        let Shape::Leaf(Leaf { with: Some(with), .. }) = shape else { return None };
        let module = if optional { with.option } else { with.plain };
        self.use_crates(module);
        Some(match with.support {
            Some(part) => {
                self.use_support(part);
                Speller::text(&self.speller.support(module, Vec::new()))
            }
            None => module.to_owned(),
        })
    }

    fn default_fn(&mut self, name: &str, slot: &Slot<'_>) -> Option<DefaultFn> {
        let value = self.literal(&slot.shape, slot.field.default.as_ref()?)?;
        let ty = self.rust(&slot.shape);
        Some(DefaultFn { name: default_name(name), read: read_name(name), ty: self.speller.ty(&ty), value })
    }

    fn rest(&mut self, values: &Shape, name: String, builders: Builders) -> Member {
        let values = self.rust(values);
        let map = self.map(values);
        let ty = self.speller.ty(&map);
        let mut attrs = Vec::new();
        if self.options.docs {
            attrs.push(Attr::Doc(" Members that have no field of their own.".to_owned()));
        }
        attrs.push(Attr::List("serde", vec![Meta::Word("flatten")]));
        if builders != Builders::None {
            attrs.push(Attr::List("builder", vec![Meta::Word("default")]));
        }
        let new = match &ty {
            Ty::Path { absolute, segments, .. } => Ty::Path {
                absolute: *absolute,
                segments: segments.iter().cloned().chain(["new".into()]).collect(),
                args: Vec::new(),
            },
            user @ Ty::User(_) => user.clone(),
        };
        Member { attrs, name, ty, start: Start::Call(new) }
    }

    fn builder(&mut self, builders: Builders) -> Option<Attr> {
        let path = match builders {
            Builders::None => return None,
            Builders::Bon => "::bon::Builder",
            Builders::TypedBuilder => "::typed_builder::TypedBuilder",
        };
        self.use_crates(path);
        Some(Attr::List("derive", vec![Meta::Path(absolute(path, Vec::new()))]))
    }

    fn builder_of_member(&self, id: Id, form: Form, name: &str) -> Option<Attr> {
        let builders = self.choices[id].builders;
        let default = Meta::Word("default");
        let entries = match (builders, form) {
            (Builders::None, _) | (_, Form::Plain | Form::Null) => return None,
            (_, Form::Default) => {
                let call = Speller::text(&self.function(id, &default_name(name)));
                vec![Meta::Expr("default", format!("{call}()"))]
            }
            (Builders::Bon, Form::ThreeState) => vec![default, Meta::Word("into")],
            (Builders::Bon, Form::Absent | Form::AbsentOrOwnNull) => return None,
            (Builders::TypedBuilder, Form::ThreeState) => vec![default, Meta::List("setter", vec![Meta::Word("into")])],
            (Builders::TypedBuilder, Form::Absent | Form::AbsentOrOwnNull) => {
                vec![default, Meta::List("setter", vec![Meta::Word("strip_option")])]
            }
        };
        Some(Attr::List("builder", entries))
    }

    /// `new`: by position where a swap of two values would not compile, by name otherwise. A struct that anyone can
    /// write down whole needs none.
    fn constructor(&mut self, id: Id, slots: &[Slot<'_>], members: &[Member], closed: bool) -> Option<Constructor> {
        let given: Vec<usize> = (0..members.len()).filter(|at| matches!(members[*at].start, Start::Given)).collect();
        if given.is_empty() || (given.len() == members.len() && !closed && given.len() > 1) {
            return None;
        }
        let mut classes: Vec<String> = given.iter().map(|at| self.class(&slots[*at].shape)).collect();
        classes.sort_unstable();
        let swappable = classes.windows(2).any(|it| it[0] == it[1]);
        let name = &self.names[id];
        let doc = vec![format!(" A value with what every `{name}` has.")];
        if given.len() <= POSITIONS && !swappable {
            return Some(Constructor { doc, arguments: Arguments::Positional });
        }
        let ty = format!("{name}Required");
        let rules = Rules { traits: &self.abilities.traits, options: self.options };
        let traits = given.iter().fold(Traits::ALL, |all, at| all & rules.shape(&slots[*at].shape));
        let mut derives = Vec::new();
        if traits.has(Traits::DEBUG) && self.choices[id].derives.contains(&StdTrait::Debug) {
            derives.push("Debug");
        }
        // What is copied out of it does not consume it.
        if traits.has(Traits::COPY) {
            derives.extend(["Clone", "Copy"]);
        }
        let derives: Vec<Meta> = derives.into_iter().map(|it| Meta::Path(relative([it], Vec::new()))).collect();
        let derives = (!derives.is_empty()).then_some(Attr::List("derive", derives));
        let attrs: Vec<Attr> = docs::doc([format!("What every [`{name}`] has, for [`{name}::new`].")])
            .chain(self.allow_deprecated(id))
            .chain(many_bools(given.iter().map(|at| &members[*at])))
            .chain(derives)
            .collect();
        Some(Constructor { doc, arguments: Arguments::Named { ty, attrs } })
    }

    /// What literals of a type look like: two of one class can be swapped unseen.
    fn class(&self, shape: &Shape) -> String {
        match shape {
            Shape::Leaf(leaf) => match &leaf.ty {
                RustTy::Primitive(name) if name.starts_with(['i', 'u']) => "integer".to_owned(),
                other => format!("{other:?}"),
            },
            Shape::List(inner) | Shape::Set(inner) => format!("[{}]", self.class(inner)),
            Shape::Map(inner) => format!("{{{}}}", self.class(inner)),
            Shape::Nullable(inner) | Shape::OrBoolean(inner) => self.class(inner),
            Shape::Node(id) => match &self.nodes[*id].kind {
                super::graph::Kind::Alias(inner) => self.class(inner),
                super::graph::Kind::Opaque => "any".to_owned(),
                _ => format!("#{id}"),
            },
        }
    }
}

/// More values than this are not given by position.
const POSITIONS: usize = 4;

/// Documents may have as many flags as they like, where clippy would have three at most.
fn many_bools<'m>(members: impl Iterator<Item = &'m Member>) -> Option<Attr> {
    let bools = members.filter(|it| matches!(&it.ty, Ty::Path { segments, .. } if *segments == ["bool"])).count();
    (bools > 3).then(|| Attr::List("allow", vec![Meta::Word("clippy::struct_excessive_bools")]))
}

fn default_name(name: &str) -> String {
    format!("default_{}", name.trim_start_matches("r#"))
}

fn read_name(name: &str) -> String {
    format!("read_{}", name.trim_start_matches("r#"))
}
