//! Rows → fields. Comes in: a row and its name on the wire. Goes out: the field, each of its facts with the reason why it
//! is held true.

use super::evidence::{Subject, Untold};
use super::members::{Reason, Wire};
use super::model::Reader;
use super::types::{Cell, Level, fill, leaf, nested, open_leaf, page_of, set_format, shortened};
use super::values::enumeration;
use super::{Evidence, Fact, UnsaidNull, UnsaidPresence, suspicious};
use crate::diag::Code;
use crate::dialect::draft::{By, Draft, FieldDraft, ModelBy, Said, TypeDraft, ValuesDraft};
use crate::dialect::is_enum;
use crate::dialect::{Names, NullByType, Role};
use crate::infer::{Claim, Conclusion};
use crate::json::{Number, Value};
use crate::name::{is_small_word, letters};
use crate::schema::{Constraints, Deprecation, Field, Presence, Type};
use crate::text::{Span, Spelling};

impl Reader<'_> {
    pub(super) fn field(&mut self, draft: &Draft<'_>, model: &str, row: &FieldDraft, wire: Wire) -> Field {
        let (name_index, name) = self.found.names.add(&wire.name);
        let subject = Subject { model, field: Some(&name) };
        suspicious::check(&row.name, &mut self.found.sink);
        self.found.silences.fields += 1;
        self.name(draft, row, &wire, subject);
        let values = row.values.as_deref().or_else(|| by_field(self.root, draft, row));
        self.values_follow = values.is_some();
        let Cell { ty, level } = self.row_type(draft, row, model);
        self.values_follow = false;
        let mut field = Field::new(wire.name, ty);
        if field.name != row.name.as_str() {
            field.shown = Some(row.name.as_str().to_owned());
        }
        if let Some(cell) = &row.ty {
            self.say(subject, Fact::Type, || {
                let (span, note) = match cell.model_by.as_deref() {
                    None => return stated(row, Role::Type, cell.text.span()),
                    Some(ModelBy::Prose(span)) => (span, "the description says of which objects it is"),
                    Some(ModelBy::Link(span)) => (span, "the description leads to the section that shows it"),
                    Some(ModelBy::Name(span)) => (span, "the page describes an object that is called as the field is"),
                    Some(ModelBy::Shown(span)) => (span, "JSON of the page has the rows behind it inside it"),
                };
                let spans = vec![*span, cell.text.span()];
                Evidence::Inferred { rule: "described-object", spans, note: note.to_owned() }
            });
        }
        self.items(draft, row, &mut field.ty);
        self.values(draft, values, &mut field.ty, subject);
        self.format(row, &mut field.ty, subject);
        self.untold(draft, row, &field.ty, subject);
        let inferred = self.infer(draft, row, &field);
        self.inferred_scalar(row, &mut field.ty, &inferred, subject);
        let default = row.default.as_ref().and_then(|it| self.default(draft, it, &field.ty, subject));
        self.typed_by_default(row, &mut field, default.as_ref(), subject);
        field.presence = self.presence(row, &inferred, subject);
        field.nullable = self.nullable(draft, row, level, &field, &inferred, subject);
        if let Some(text) = &row.description {
            field.description = Some(super::prose(text));
            self.say(subject, Fact::Description, || stated(row, Role::Description, text.span()));
        }
        for (said, fact, place) in [
            (row.read_only.as_deref(), Fact::ReadOnly, &mut field.read_only),
            (row.write_only.as_deref(), Fact::WriteOnly, &mut field.write_only),
        ] {
            if let Some(Said { value, span }) = said {
                *place = *value;
                self.say(subject, fact, || Evidence::Stated(*span));
            }
        }
        if let Some(Said { value, span }) = row.deprecated.as_deref() {
            field.deprecated = Some(Box::new(Deprecation { note: value.clone() }));
            self.say(subject, Fact::Deprecated, || Evidence::Stated(*span));
        }
        field.constraints = self.bounds(row, subject);
        field.default = default.map(Box::new);
        self.inferred_rest(row, &mut field, &inferred, subject);
        // Where no cell tells the type, a bare word is a text.
        let untyped = row.ty.is_none() && field.ty == Type::Any && draft.dialect.written().is_some();
        let bare = |it: &Spelling| untyped.then(|| Value::from(it.as_str().trim_matches('`')));
        let example =
            |it: &Spelling| draft.notation.literal(it.as_str(), &field.ty).ok().flatten().or_else(|| bare(it));
        field.examples = row.examples.iter().filter_map(example).collect();
        self.found.places[self.place].fields.push((name_index, row.row));
        field
    }

    fn name(&mut self, draft: &Draft<'_>, row: &FieldDraft, wire: &Wire, subject: Subject<'_>) {
        let span = row.name.span();
        let unsaid = self.context.setup.options.wire_names.case.is_none()
            && draft.dialect.names == Names::Language
            && matches!(wire.reason, Reason::Shown | Reason::Unescaped);
        // A name of one small word is the same in most cases of names.
        if unsaid && !is_small_word(&wire.name) {
            self.found.silences.names.add(row.name.as_str(), span);
        }
        if let (Some(wire), true) = (&row.wire, draft.dialect.names == Names::Language) {
            let shown = (row.name.as_str().to_owned(), wire.as_str().to_owned(), wire.span());
            self.found.silences.shown_wire.push(shown);
        }
        self.say(subject, Fact::Name, || match &wire.reason {
            Reason::Shown => stated(row, Role::Name, span),
            Reason::Elsewhere => Evidence::Stated(row.wire.as_deref().map_or(span, Spelling::span)),
            Reason::Set(key) => Evidence::Set { key: key.clone() },
            Reason::Case => Evidence::Set { key: "wire_names".to_owned() },
            Reason::Unescaped => Evidence::Inferred {
                rule: "escaped-name",
                spans: vec![span],
                note: format!("`{}` is how this language writes `{}`", row.name.as_str(), wire.name),
            },
        });
    }

    fn row_type(&mut self, draft: &Draft<'_>, row: &FieldDraft, model: &str) -> Cell {
        if !row.children.is_empty() {
            let mut below = Draft::new(draft.dialect, draft.notation, row.name.clone());
            below.span = row.row;
            below.body.fields = Some(row.children.to_vec());
            let level = row.ty.as_ref().map_or(Level::Plain, |it| self.shape(draft, it).level);
            let shape = row.ty.as_ref().map(|it| self.shape(draft, it).ty);
            let outer = std::mem::replace(&mut self.model, model.to_owned());
            let name = self.nested_model(&below, format!("{model}.{}", row.name.as_str()));
            self.model = outer;
            let boxed = |it: &Type| matches!(it, Type::Array(_) | Type::Set(_) | Type::Map(_) | Type::Union(_));
            let mut ty = shape.filter(boxed).unwrap_or(Type::Any);
            let place = match ty {
                // Of what may be an object or something else, the object has the members.
                Type::Union(_) => open_leaf(&mut ty),
                _ => Some(leaf(&mut ty)),
            };
            match place {
                Some(place) => *place = Type::Ref(name),
                None => ty = Type::Ref(name),
            }
            return Cell { ty, level };
        }
        match &row.ty {
            Some(cell) => self.cell(draft, cell),
            None if row.values.is_some() => Cell { ty: Type::Any, level: Level::Plain },
            None => Cell { ty: Type::Any, level: Level::Plain },
        }
    }

    /// Takes down of which fields no cell tells the type, or that of the items: examples may.
    fn untold(&mut self, draft: &Draft<'_>, row: &FieldDraft, ty: &Type, subject: Subject<'_>) {
        let items = || match ty {
            Type::Array(items) | Type::Set(items) => **items == Type::Any,
            _ => false,
        };
        let said_any = |it: &TypeDraft| it.text.as_str().to_lowercase().contains("any");
        match &row.ty {
            None if *ty == Type::Any => {
                self.found.silences.untold.insert(subject.path(), Untold::Type(row.row));
            }
            // What is said to be an enum is no more than that; numbers in the cell may be its values.
            Some(cell)
                if *ty.leaf() == Type::Any
                    && draft.dialect.written().is_some()
                    && is_enum(cell.text.as_str())
                    && !cell.text.as_str().contains(|it: char| it.is_ascii_digit()) =>
            {
                self.found.silences.untold.insert(subject.path(), Untold::Values(row.row));
            }
            // A program that prints no items prints none of any list.
            Some(cell) if items() && !said_any(cell) && draft.dialect.generated().is_none() => {
                self.found.silences.untold.insert(subject.path(), Untold::Items);
            }
            _ => {}
        }
    }

    /// The type of a row whose members stand in rows of their own: names in it are but words.
    fn shape(&mut self, draft: &Draft<'_>, cell: &TypeDraft) -> Cell {
        let outer = std::mem::replace(&mut self.values_follow, true);
        let found = self.cell(draft, cell);
        self.values_follow = outer;
        found
    }

    fn items(&self, draft: &Draft<'_>, row: &FieldDraft, ty: &mut Type) {
        let linked = draft.dialect.generated().is_some_and(|it| it.linked_items);
        let link = row.ty.as_ref().and_then(|it| it.link.as_ref()).filter(|_| linked);
        let page = page_of(link.map(|it| it.as_str()));
        if let Some(model) = page.and_then(|it| self.context.names.find(it)) {
            fill(ty, model);
        }
    }

    fn values(&mut self, draft: &Draft<'_>, values: Option<&ValuesDraft>, ty: &mut Type, subject: Subject<'_>) {
        let Some(values) = values else { return };
        let leaf = leaf(ty);
        if matches!(leaf, Type::Ref(_)) {
            return;
        }
        if let Some(found) = enumeration(values, draft.notation, Some(leaf)) {
            *leaf = Type::Enum(found);
            self.say(subject, Fact::Values, || Evidence::Stated(values.span));
        }
    }

    fn format(&mut self, row: &FieldDraft, ty: &mut Type, subject: Subject<'_>) {
        if let Some(format) = row.format.as_ref().filter(|it| set_format(ty, it)) {
            self.say(subject, Fact::Format, || Evidence::Stated(format.span()));
        }
    }

    fn presence(&mut self, row: &FieldDraft, inferred: &[Conclusion], subject: Subject<'_>) -> Presence {
        let presence = |it: &Claim| if let Claim::Presence(value) = it { Some(*value) } else { None };
        // What a row says of itself outweighs what the marks of other rows say of it.
        if matches!(row.presence_by, By::Contrast(_))
            && let Some(found) = self.concluded(row, inferred, subject, Fact::Presence, &presence)
        {
            return found;
        }
        if let Some(said) = row.presence {
            self.say(subject, Fact::Presence, || match row.presence_by {
                By::Column => stated(row, Role::Required, said.span),
                By::Mark | By::Prose => Evidence::Stated(said.span),
                By::Contrast(span) => Evidence::Inferred {
                    rule: "unmarked-row",
                    spans: vec![span, row.row],
                    note: "other rows are marked, and this one is not".to_owned(),
                },
                By::Twin(span) => Evidence::Inferred {
                    rule: "other-page",
                    spans: vec![span],
                    note: "another page that shows the same model says so".to_owned(),
                },
            });
            self.compare(row, inferred, subject, Fact::Presence, (&Claim::Presence(said.value), said.span));
            return said.value;
        }
        if let Some(found) = self.concluded(row, inferred, subject, Fact::Presence, &presence) {
            return found;
        }
        match self.context.setup.options.unsaid {
            UnsaidPresence::Required => {
                self.say(subject, Fact::Presence, || Evidence::Set { key: "schema.unsaid".to_owned() });
                Presence::Required
            }
            UnsaidPresence::Optional => {
                self.say(subject, Fact::Presence, || Evidence::Set { key: "schema.unsaid".to_owned() });
                Presence::Optional
            }
            UnsaidPresence::Finding => {
                self.found.silences.presence.add(row.name.as_str(), row.name.span());
                Presence::Unsaid
            }
        }
    }

    fn nullable(
        &mut self,
        draft: &Draft<'_>,
        row: &FieldDraft,
        level: Level,
        field: &Field,
        inferred: &[Conclusion],
        subject: Subject<'_>,
    ) -> bool {
        let by_type = draft.dialect.generated().map_or(NullByType::Some, |it| it.null.by_type);
        let required = field.presence == Presence::Required;
        let cell = row.ty.as_ref().map_or(row.row, |it| it.text.span());
        let prefix = draft.dialect.generated().and_then(|it| it.null.prefix.as_deref());
        let marked = row.ty.as_ref().zip(prefix).is_some_and(|(it, prefix)| it.text.as_str().starts_with(prefix));
        let said = match (level, by_type) {
            _ if marked => Some(true),
            (Level::Nullable, _) => Some(true),
            (Level::Optional, NullByType::Required) if required => Some(true),
            (_, NullByType::Always) => Some(false),
            (_, NullByType::Required) if required => Some(false),
            _ => None,
        };
        if let Some(Said { value, span }) =
            row.nullable.as_deref().copied().or(said.map(|value| Said { value, span: cell }))
        {
            self.say(subject, Fact::Nullable, || Evidence::Stated(span));
            self.compare(row, inferred, subject, Fact::Nullable, (&Claim::Nullable(value), span));
            return value;
        }
        let nullable = |it: &Claim| if let Claim::Nullable(value) = it { Some(*value) } else { None };
        if let Some(found) = self.concluded(row, inferred, subject, Fact::Nullable, &nullable) {
            return found;
        }
        if self.null_by_default(draft, row, field, subject) {
            return true;
        }
        let unsaid = self.context.setup.options.unsaid_null;
        self.found.silences.null.add(row.name.as_str(), row.name.span());
        let value = match unsaid {
            None | Some(UnsaidNull::Never) => false,
            Some(UnsaidNull::Optional) => !required,
            Some(UnsaidNull::Always) => true,
        };
        if unsaid.is_some() {
            self.say(subject, Fact::Nullable, || Evidence::Set { key: "schema.unsaid_null".to_owned() });
        }
        value
    }

    fn bounds(&mut self, row: &FieldDraft, subject: Subject<'_>) -> Option<Box<Constraints>> {
        if row.bounds.is_empty() {
            return None;
        }
        let mut found = Constraints::default();
        for (key, spelling) in &row.bounds {
            let text = spelling.as_str().trim();
            let value = Number::read(text).map_or_else(|| Value::from(text), Value::Number);
            let value = if key == "pattern" { Value::from(text) } else { value };
            if found.set(key, &value) {
                self.say(subject, Fact::Constraint, || Evidence::Stated(spelling.span()));
            } else {
                let message = format!("cannot read `{}` as `{key}`", shortened(text));
                self.found.sink.report(Code::UnreadableBound, spelling.span(), message);
            }
        }
        found.some()
    }

    fn default(&mut self, draft: &Draft<'_>, spelling: &Spelling, ty: &Type, subject: Subject<'_>) -> Option<Value> {
        let meant = match ty {
            Type::Ref(name) => self.context.enums.get(name).map(|it| Type::Enum(it.clone())),
            _ => None,
        };
        let own = draft.dialect.generated().and_then(|it| it.default_notation.as_deref());
        let own = own.and_then(|it| crate::typexpr::find(self.context.setup.notations, it));
        let own = own.filter(|_| !is_constant(spelling.as_str(), subject));
        match own.unwrap_or(draft.notation).literal(spelling.as_str(), meant.as_ref().unwrap_or(ty)) {
            Ok(value) => {
                if value.is_some() {
                    self.say(subject, Fact::Default, || Evidence::Stated(spelling.span()));
                }
                value
            }
            Err(why) => {
                self.found
                    .sink
                    .report(Code::UnreadableDefault, spelling.span(), format!("the default cannot be read: {why}"))
                    .help(format!("the field has no default; give it in `[field.\"{subject}\"]`"));
                None
            }
        }
    }
}

/// Whether a text is the name of a constant of the field's type: `STATUS_OPEN` for a field `status`.
fn is_constant(text: &str, subject: Subject<'_>) -> bool {
    let Some(field) = subject.field else { return false };
    let capital = |it: char| it.is_uppercase() || it.is_ascii_digit() || it == '_';
    text.contains('_') && text.chars().all(capital) && letters(text).starts_with(&letters(field))
}

/// The values below a heading that names this field, not its type.
fn by_field<'a>(root: &'a Draft<'_>, draft: &Draft<'_>, row: &FieldDraft) -> Option<&'a ValuesDraft> {
    let below = nested(root, draft, row.name.as_str()).filter(|it| it.of_field)?;
    below.body.values.as_ref()
}

/// What a cell states: where no vocabulary knows the column's header, the column's cells tell what they state.
fn stated(row: &FieldDraft, role: Role, span: Span) -> Evidence {
    match row.by_cells.iter().find(|it| it.0 == role) {
        None => Evidence::Stated(span),
        Some((_, header)) => Evidence::Inferred {
            rule: "column-by-cells",
            spans: vec![span, *header],
            note: "no vocabulary knows this header, and the cells below it tell what they hold".to_owned(),
        },
    }
}
