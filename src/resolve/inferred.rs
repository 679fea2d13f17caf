//! Conclusions from the words of a row → its field. What a cell states holds; what its words say otherwise is told.

use super::evidence::Subject;
use super::model::Reader;
use super::types::leaf;
use super::{Evidence, Fact};
use crate::diag::Code;
use crate::dialect::Draft;
use crate::dialect::draft::{By, FieldDraft};
use crate::infer::{self, Bound, Claim, Conclusion};
use crate::json::Value;
use crate::schema::{EnumValue, Enumeration, Field, Presence, StringFormat, Type};
use crate::text::{Span, Spelling};

impl Reader<'_> {
    /// What the description concludes of a field whose type is known.
    pub(super) fn infer(&self, draft: &Draft<'_>, row: &FieldDraft, field: &Field) -> Vec<Conclusion> {
        let options = self.context.setup.infer;
        let read = |it: &Spelling| self.context.descriptions.of(it.as_str(), field, &|rule| options.on(rule));
        let mut all = row.description.as_ref().map(read).unwrap_or_default();
        // Where a program has written the page, a string is one without the formats that its language has types for.
        let generated = draft.dialect.generated().is_some();
        let plain = *field.ty.leaf() == Type::STRING;
        all.retain(|it| match &it.claim {
            Claim::Scalar(Type::String(format)) => !(generated && plain && tells(draft, format)),
            _ => true,
        });
        let named = |it: &Value| it.as_str().is_some_and(|it| self.beside.contains(it));
        all.retain(|it| match &it.claim {
            Claim::Values(values) => !infer::LOOSE.contains(&it.rule) || !values.iter().any(named),
            _ => true,
        });
        // What a name says of a type counts where no words do.
        if !all.iter().any(|it| matches!(it.claim, Claim::Scalar(_))) {
            all.extend(infer::from_name(field, &|rule| options.on(rule)));
        }
        all
    }

    /// The fact of one kind that no cell states: what all conclusions agree on.
    pub(super) fn concluded<T: PartialEq>(
        &mut self,
        row: &FieldDraft,
        inferred: &[Conclusion],
        subject: Subject<'_>,
        fact: Fact,
        value: &dyn Fn(&Claim) -> Option<T>,
    ) -> Option<T> {
        let mut found = inferred.iter().filter_map(|it| Some((it, value(&it.claim)?)));
        let (first, held) = found.next()?;
        let rest: Vec<_> = found.collect();
        if let Some((other, _)) = rest.iter().find(|it| it.1 != held) {
            self.disagree(row, subject, fact, &first.claim.to_string(), words(row, first), other);
            return None;
        }
        for it in std::iter::once(first).chain(rest.into_iter().map(|it| it.0)) {
            self.say(subject, fact, || conclusion(row, it));
        }
        Some(held)
    }

    /// What speaks for and against a fact that a cell states.
    pub(super) fn compare(
        &mut self,
        row: &FieldDraft,
        inferred: &[Conclusion],
        subject: Subject<'_>,
        fact: Fact,
        (held, span): (&Claim, Span),
    ) {
        let same_kind = |it: &&Conclusion| std::mem::discriminant(&it.claim) == std::mem::discriminant(held);
        for it in inferred.iter().filter(same_kind) {
            if it.claim == *held {
                self.say(subject, fact, || conclusion(row, it));
            } else {
                self.disagree(row, subject, fact, &held.to_string(), span, it);
            }
        }
    }

    fn disagree(
        &mut self,
        row: &FieldDraft,
        subject: Subject<'_>,
        fact: Fact,
        held: &str,
        span: Span,
        other: &Conclusion,
    ) {
        let words = words(row, other);
        if self.context.setup.evidence {
            self.found.against.push((subject.path(), fact, conclusion(row, other)));
        }
        self.found.disputes.push((fact, words));
        let message = format!("`{subject}` is said to be `{held}`, and its description says `{}`", other.claim);
        self.found
            .sink
            .report(Code::PageDisagrees, words, message)
            .label(format!("read as `{}` by `{}`", other.claim, other.rule))
            .also(span, format!("`{held}`"))
            .help(format!("say which it is in `[field.\"{subject}\"]` of `fieldtable.toml`"));
    }

    /// Formats and values.
    pub(super) fn inferred_scalar(
        &mut self,
        row: &FieldDraft,
        ty: &mut Type,
        inferred: &[Conclusion],
        subject: Subject<'_>,
    ) {
        if inferred.is_empty() {
            return;
        }
        let scalar = |it: &Claim| if let Claim::Scalar(ty) = it { Some(ty.clone()) } else { None };
        if let Some(found) = self.concluded(row, inferred, subject, Fact::Format, &scalar) {
            *leaf(ty) = found;
        }
        let values = |it: &Claim| if let Claim::Values(values) = it { Some(values.clone()) } else { None };
        if let Some(found) = self.concluded(row, inferred, subject, Fact::Values, &values) {
            *leaf(ty) = Type::Enum(Enumeration { values: found.into_iter().map(EnumValue::new).collect() });
        }
    }

    /// The type that the default tells of those that the docs spell alike.
    pub(super) fn typed_by_default(
        &mut self,
        row: &FieldDraft,
        field: &mut Field,
        default: Option<&Value>,
        subject: Subject<'_>,
    ) {
        let (Some(default), Some(cell)) = (default, &row.default) else { return };
        let options = self.context.setup.infer;
        for (rule, claim) in infer::from_default(field, default, &|rule| options.on(rule)) {
            if let Claim::Scalar(ty) = claim {
                let note = || format!("read as {ty}");
                self.say(subject, Fact::Type, || Evidence::Inferred { rule, spans: vec![cell.span()], note: note() });
                *leaf(&mut field.ty) = ty;
            }
        }
    }

    /// That the field may be `null`, where that is its default. Programs print it where there is none.
    pub(super) fn null_by_default(
        &mut self,
        draft: &Draft<'_>,
        row: &FieldDraft,
        field: &Field,
        subject: Subject<'_>,
    ) -> bool {
        let null = row.default.as_ref().filter(|it| it.as_str().trim_matches(['`', ' ']).eq_ignore_ascii_case("null"));
        // A member that a cell says must be there has no use for a default.
        let may_be_absent = field.presence != Presence::Required || matches!(row.presence_by, By::Contrast(_));
        let Some(cell) = null.filter(|_| may_be_absent && draft.dialect.written().is_some()) else { return false };
        let options = self.context.setup.infer;
        let mut found = infer::from_default(field, &Value::Null, &|rule| options.on(rule)).into_iter();
        let Some((rule, claim)) = found.find(|it| it.1 == Claim::Nullable(true)) else { return false };
        let note = || format!("read as {claim}");
        self.say(subject, Fact::Nullable, || Evidence::Inferred { rule, spans: vec![cell.span()], note: note() });
        true
    }

    /// Facts for which no policy stands in where pages are silent.
    pub(super) fn inferred_rest(
        &mut self,
        row: &FieldDraft,
        field: &mut Field,
        inferred: &[Conclusion],
        subject: Subject<'_>,
    ) {
        if inferred.is_empty() {
            return;
        }
        match (&field.default, &row.default) {
            (Some(held), Some(cell)) => {
                self.compare(row, inferred, subject, Fact::Default, (&Claim::Default(Value::clone(held)), cell.span()));
            }
            _ => {
                let format = if let Type::String(format) = &field.ty { format.clone() } else { StringFormat::Plain };
                let fits = |it: &Value| it.as_str().is_none_or(|it| format.fits(it));
                let default = |it: &Claim| match it {
                    // Words for a time, `now`, are none.
                    Claim::Default(value) if fits(value) => Some(value.clone()),
                    _ => None,
                };
                field.default = self.concluded(row, inferred, subject, Fact::Default, &default).map(Box::new);
            }
        }
        let deprecated = |it: &Claim| if let Claim::Deprecated(note) = it { Some(note.clone()) } else { None };
        if let Some(found) = self.concluded(row, inferred, subject, Fact::Deprecated, &deprecated) {
            field.deprecated.get_or_insert_with(|| found.into());
        }
        for (said, fact, claim, place) in [
            (&row.read_only, Fact::ReadOnly, Claim::ReadOnly, &mut field.read_only),
            (&row.write_only, Fact::WriteOnly, Claim::WriteOnly, &mut field.write_only),
        ] {
            let value = |it: &Claim| (*it == claim).then_some(true);
            if said.as_ref().is_none_or(|it| it.value) && self.concluded(row, inferred, subject, fact, &value).is_some()
            {
                *place = true;
            }
        }
        for bound in Bound::ALL {
            let value = |it: &Claim| match it {
                Claim::Bound(found, number) if *found == bound => Some(number.clone()),
                _ => None,
            };
            if !bound.is_set(field.bounds())
                && let Some(number) = self.concluded(row, inferred, subject, Fact::Constraint, &value)
            {
                bound.set(field.constraints.get_or_insert_default(), number);
            }
        }
    }
}

/// What a conclusion is from.
fn words(row: &FieldDraft, conclusion: &Conclusion) -> Span {
    match (&row.description, &conclusion.words) {
        (Some(description), Some(words)) => description.part(words.clone()),
        _ => row.name.span(),
    }
}

/// A conclusion as evidence.
fn conclusion(row: &FieldDraft, it: &Conclusion) -> Evidence {
    let Conclusion { rule, claim, .. } = it;
    Evidence::Inferred { rule, spans: vec![words(row, it)], note: format!("read as {claim}") }
}

/// Whether strings of the format have another type than plain strings in docs of this dialect.
fn tells(draft: &Draft<'_>, format: &StringFormat) -> bool {
    let dates = matches!(format, StringFormat::Date | StringFormat::DateTime);
    let spells = |format: &StringFormat| draft.notation.spells(&Type::String(format.clone()));
    if dates {
        let plain = draft.dialect.generated().is_some_and(|it| it.plain_dates);
        return !plain && (spells(format) || spells(&StringFormat::DateOrDateTime));
    }
    spells(format)
}
