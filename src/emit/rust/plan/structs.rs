//! Objects → structs: presence, serde's attributes, constructors.

use super::Planner;
use super::docs;
use super::graph::{Id, Shape, Slot, includes_null};
use super::names::{Scope, unraw};
use super::planner::USUAL;
use super::rename::rename;
use super::rust_type::{Named, RustTy};
use super::traits::Traits;
use crate::diag::Code;
use crate::emit::Notice;
use crate::emit::rust::code::{Arguments, Attr, Constructor, DefaultFn, Member, Meta, Start, Struct, Ty};
use crate::emit::rust::options::{Builders, FieldChoice, NonExhaustive, Nullable, StdTrait, UnknownFields};
use crate::order;
use crate::schema::{Direction, Path, Presence};
use std::borrow::Cow;

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

impl<'p, 's: 'p> Planner<'p, 's> {
    pub(super) fn structure(&mut self, id: Id, slots: &'p [Slot<'s>], rest: Option<&'p Shape>) -> Struct<'p> {
        let choice = &self.choices[id];
        let model = &self.nodes[id].name;
        let fields: Vec<FieldChoice<'_>> = slots.iter().map(|it| self.selector.field(model, &it.field.name)).collect();
        let (names, rest_name) = self.members(id, slots, &fields, rest.is_some());
        let pairs = names.iter().zip(slots).map(|(name, slot)| (unraw(name), slot.field.name.as_str()));
        let (rule, renames) = rename(pairs);

        let mut defaults = Vec::new();
        let mut members = Vec::with_capacity(slots.len() + usize::from(rest.is_some()));
        for (((slot, choice), name), renamed) in slots.iter().zip(&fields).zip(names).zip(renames) {
            let form = self.form(slot, choice);
            if form == Form::Default {
                defaults.extend(self.default_fn(&name, slot));
            }
            members.push(self.member(id, slot, choice, form, name, renamed));
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
        self.derives(id, true, true, !applied, &mut attrs);
        attrs.extend(self.builder(choice.builders));
        attrs.extend(self.extra(id));
        let mut serde = Vec::new();
        serde.extend(rule.map(|it| Meta::Value("rename_all", it.into())));
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
            name: &self.names[id],
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
        slots: &'p [Slot<'s>],
        fields: &[FieldChoice<'p>],
        rest: bool,
    ) -> (Vec<Cow<'p, str>>, Option<Cow<'p, str>>) {
        let mut scope = Scope::fields();
        // What the user has chosen is taken first.
        let mut made: Vec<Option<(Cow<'p, str>, bool)>> =
            fields.iter().map(|it| it.name.map(|it| scope.take(it.into()))).collect();
        let open = slots.iter().zip(&made).filter(|it| it.1.is_none()).map(|it| it.0.field.name.as_str().into());
        let assigned = scope.assign(open);
        made.iter_mut().filter(|it| it.is_none()).zip(assigned).for_each(|(it, name)| *it = Some(name));
        let mut names = Vec::with_capacity(made.len());
        for (slot, (name, moved)) in slots.iter().zip(made.into_iter().flatten()) {
            if moved {
                let (model, field) = (&self.nodes[id].name, &slot.field.name);
                self.uses.notices.push(Notice {
                    code: Code::NameCollision,
                    path: Path::field(&**model, field.as_str()),
                    message: format!("`{field}` is `{name}` in Rust, since another field has the name already"),
                    help: Some(format!("[rust.field.{:?}] name = \"…\"", format!("{model}.{field}"))),
                });
            }
            names.push(name);
        }
        (names, rest.then(|| scope.take("additional".into()).0))
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
        slot: &Slot<'s>,
        choice: &FieldChoice<'p>,
        form: Form,
        name: Cow<'p, str>,
        renamed: Option<&'p str>,
    ) -> Member<'p> {
        let field = slot.field;
        let mut attrs = Vec::with_capacity(USUAL);
        if self.options.docs {
            self.describe(id, field.description.as_deref(), &mut attrs);
            let is_text = matches!(&slot.shape, Shape::Leaf(leaf) if leaf.ty == RustTy::STRING);
            docs::add(docs::facts(field, is_text, form == Form::Default).into(), &mut attrs);
        }
        attrs.extend(docs::deprecated(field.deprecated.as_deref()));
        if self.options.doc_aliases {
            attrs.extend(docs::alias(&field.name, &name));
        }
        let mut serde = Vec::new();
        serde.extend(renamed.map(|it| Meta::Value("rename", it.into())));
        serde.extend(choice.aliases.iter().map(|it| Meta::Value("alias", it.into())));
        self.serde(id, slot, choice, form, &name, &mut serde);
        if !serde.is_empty() {
            attrs.push(Attr::List("serde", serde));
        }
        attrs.extend(self.builder_of_member(id, form, &name));
        attrs.extend(choice.attributes.iter().map(|it| Attr::Raw(it.as_str())));
        let start = self.start(id, form, &name);
        Member { attrs, name, ty: self.member_ty(slot, form), start }
    }

    fn member_ty(&mut self, slot: &Slot<'_>, form: Form) -> Ty<'static> {
        let mut text = String::with_capacity("Option<::std::boxed::Box<String>>".len());
        let mut around = 0;
        match form {
            Form::Plain | Form::Default => {}
            Form::Null | Form::Absent | Form::AbsentOrOwnNull => {
                self.speller.push_std(Named::Option, &mut text);
                around += 1;
            }
            Form::ThreeState => {
                text.push_str(&self.speller.support("Maybe"));
                around += 1;
            }
        }
        if slot.boxed {
            text.push_str(if around > 0 { "<" } else { "" });
            self.speller.push_std(Named::Box, &mut text);
            around += 1;
        }
        text.push_str(if around > 0 { "<" } else { "" });
        let is_users = !self.spell(&slot.shape, &mut text);
        (0..around).for_each(|_| text.push('>'));
        Ty { text: text.into(), is_users }
    }

    fn start(&self, id: Id, form: Form, name: &str) -> Start<'p> {
        match form {
            Form::Plain | Form::Null => Start::Given,
            Form::Absent | Form::AbsentOrOwnNull => Start::Value(Ty::new(self.speller.none.as_str())),
            Form::ThreeState => Start::Value(Ty::new(self.speller.support("Maybe::Absent"))),
            Form::Default => Start::Call(Ty::new(self.function(id, "default_", name))),
        }
    }

    /// The path of a function of a field, within the module of its type.
    fn function(&self, id: Id, what: &str, name: &str) -> String {
        [&self.names[id], "::", what, unraw(name)].concat()
    }

    fn serde(
        &mut self,
        id: Id,
        slot: &Slot<'_>,
        choice: &FieldChoice<'p>,
        form: Form,
        name: &str,
        metas: &mut Vec<Meta<'p>>,
    ) {
        let is_none = Meta::Value("skip_serializing_if", self.speller.is_none.as_str().into());
        let optional = matches!(form, Form::Null | Form::Absent | Form::AbsentOrOwnNull);
        let user = choice.with.map(|it| it.as_str().into());
        if let Some(module) = user.or_else(|| self.with(&slot.shape, optional)) {
            if form == Form::Absent {
                metas.extend([Meta::Word("default"), is_none]);
            }
            return metas.push(Meta::Value("with", module));
        }
        match form {
            Form::Plain | Form::Null => {}
            Form::Absent => metas.push(is_none),
            Form::AbsentOrOwnNull => {
                self.use_support("present");
                let read = Meta::Value("deserialize_with", self.speller.support("present").into());
                metas.extend([Meta::Word("default"), is_none, read]);
            }
            Form::ThreeState => {
                self.use_support("maybe");
                let is_absent = self.speller.support("Maybe::is_absent");
                metas.extend([Meta::Word("default"), Meta::Value("skip_serializing_if", is_absent.into())]);
            }
            Form::Default => {
                let [default, read] = ["default_", "read_"].map(|it| self.function(id, it, name).into());
                metas.extend([Meta::Value("default", default), Meta::Value("deserialize_with", read)]);
            }
        }
    }

    /// The module that reads and writes the type, where the type does not do so itself.
    fn with(&mut self, shape: &Shape, optional: bool) -> Option<Cow<'p, str>> {
        let Shape::Leaf(leaf) = shape else { return None };
        let with = leaf.with.as_deref()?;
        let module = if optional { with.option } else { with.plain };
        self.use_crates(module);
        Some(match with.support {
            Some(part) => {
                self.use_support(part);
                self.speller.support(module).into()
            }
            None => module.into(),
        })
    }

    fn default_fn(&mut self, name: &str, slot: &'p Slot<'s>) -> Option<DefaultFn<'p>> {
        let value = self.literal(&slot.shape, slot.field.default.as_ref()?)?;
        let name = unraw(name);
        let (default, read) = (format!("default_{name}"), format!("read_{name}"));
        Some(DefaultFn { name: default, read, ty: self.ty(&slot.shape), value })
    }

    fn rest(&mut self, values: &Shape, name: Cow<'p, str>, builders: Builders) -> Member<'p> {
        let mut attrs = Vec::with_capacity(USUAL);
        if self.options.docs {
            attrs.push(Attr::Doc("Members that have no field of their own.".into()));
        }
        attrs.push(Attr::List("serde", vec![Meta::Word("flatten")]));
        if builders != Builders::None {
            attrs.push(Attr::List("builder", vec![Meta::Word("default")]));
        }
        let mut text = String::new();
        self.spell_map(&mut text);
        let new = Ty::new(format!("{text}::new"));
        let is_users = !self.spell_args(&[RustTy::STRING], values, &mut text);
        Member { attrs, name, ty: Ty { text: text.into(), is_users }, start: Start::Call(new) }
    }

    fn builder(&mut self, builders: Builders) -> Option<Attr<'p>> {
        let path = match builders {
            Builders::None => return None,
            Builders::Bon => "::bon::Builder",
            Builders::TypedBuilder => "::typed_builder::TypedBuilder",
        };
        self.use_crates(path);
        Some(Attr::List("derive", vec![Meta::Word(path)]))
    }

    fn builder_of_member(&self, id: Id, form: Form, name: &str) -> Option<Attr<'p>> {
        let builders = self.choices[id].builders;
        let default = Meta::Word("default");
        let entries = match (builders, form) {
            (Builders::None, _) | (_, Form::Plain | Form::Null) => return None,
            (_, Form::Default) => {
                vec![Meta::Expr("default", self.function(id, "default_", name) + "()")]
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
    fn constructor(
        &mut self,
        id: Id,
        slots: &[Slot<'_>],
        members: &[Member<'_>],
        closed: bool,
    ) -> Option<Constructor<'p>> {
        let given: Vec<usize> = (0..members.len()).filter(|at| matches!(members[*at].start, Start::Given)).collect();
        if given.is_empty() || (given.len() == members.len() && !closed && given.len() > 1) {
            return None;
        }
        let mut classes: Vec<String> = given.iter().map(|at| self.class(&slots[*at].shape)).collect();
        order::sort_by(&mut classes, Ord::cmp);
        let swappable = classes.windows(2).any(|it| it[0] == it[1]);
        let name = &self.names[id];
        let doc = format!("A value with what every `{name}` has.");
        if given.len() <= POSITIONS && !swappable {
            return Some(Constructor { doc, arguments: Arguments::Positional });
        }
        let ty = format!("{name}Required");
        let traits = given.iter().fold(Traits::ALL, |all, at| all & self.rules().shape(&slots[*at].shape));
        let mut derives = Vec::new();
        if traits.has(Traits::DEBUG) && self.choices[id].derives.contains(&StdTrait::Debug) {
            derives.push("Debug");
        }
        // What is copied out of it does not consume it.
        if traits.has(Traits::COPY) {
            derives.extend(["Clone", "Copy"]);
        }
        let derives: Vec<Meta<'_>> = derives.into_iter().map(Meta::Word).collect();
        let derives = (!derives.is_empty()).then_some(Attr::List("derive", derives));
        let doc_of_type = Attr::Doc(format!("What every [`{name}`] has, for [`{name}::new`].").into());
        let attrs = [doc_of_type]
            .into_iter()
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
fn many_bools<'m>(members: impl Iterator<Item = &'m Member<'m>>) -> Option<Attr<'static>> {
    let bools = members.filter(|it| it.ty.text == "bool" && !it.ty.is_users).count();
    (bools > 3).then(|| Attr::List("allow", vec![Meta::Word("clippy::struct_excessive_bools")]))
}
