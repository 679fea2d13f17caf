//! Tables of a field's members → the field. Comes in: the words before a table and the headings above it. Goes out: the field of an
//! earlier table whose members it shows, and these put below it.

use super::page::State;
use super::tables::{at, find};
use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::dialect::written::cells::type_words::names_in;
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::headings::title::Kind;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::name::letters;
use crate::schema::Type;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;

/// Whether a type is of objects, or of lists of them, that have members which it does not tell.
fn is_open(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Known(Type::Object) => true,
        TypeExpr::Known(Type::Array(items)) => matches!(**items, Type::Any | Type::Object),
        TypeExpr::List(inner) | TypeExpr::Set(inner) | TypeExpr::Nullable(inner) | TypeExpr::Optional(inner) => {
            is_open(inner)
        }
        _ => false,
    }
}

impl State<'_, '_> {
    /// The field whose members a table shows: the words before the table name it, or the heading does.
    pub(crate) fn parent_field(&self, called: &Called) -> Option<(usize, Vec<String>)> {
        let heading = called.by.map(|it| letters(&self.open[it].title.name)).unwrap_or_default();
        // What a type calls "Extent object" is the model of the heading "Extent object", also where a field `extent` is of it.
        let named = |ty: &TypeDraft| {
            let mut names = Vec::new();
            if let Ok(ty) = self.reader.notation.parse(ty.text.as_str()) {
                names_in(&ty, &mut names);
            }
            names.iter().any(|it| it.0.starts_with(char::is_uppercase) && letters(&it.0) == heading)
        };
        let fits = |field: &FieldDraft| {
            let ty = field.ty.as_ref().map(|it| it.text.as_str().to_lowercase()).unwrap_or_default();
            let open = ["object", "array", "list", "map", "dict", "json", "struct", "hash", "对象", "数组", "any"];
            let parsed = || self.reader.notation.parse(&ty).is_ok_and(|it| is_open(&it));
            field.children.is_empty()
                && field.ty.as_ref().is_none_or(|it| it.links.is_empty() && !named(it))
                && (ty.is_empty() || open.iter().any(|it| ty.contains(it)) || parsed())
        };
        let find = |index: usize, name: &str| find(self.drafts[index].body.fields.as_deref()?, name, &fits);
        // "The `sender` has these fields:"
        if let Some((lead, _)) = &self.lead
            && let Some(index) = self.drafts.len().checked_sub(1)
            && lead.text.len() < 400
            && self.drafts[index].body.fields.is_some()
            && self.same_section(index, called)
        {
            for code in lead.codes().take(4) {
                if let Some(path) = find(index, code) {
                    return Some((index, path));
                }
            }
        }
        if let Some(path) = self.named_by_part(called, &fits) {
            return Some(path);
        }
        self.headed_field(called, &fits)
    }

    /// The field of the table above that a heading names which names nothing else: "Payload fields" below `payload`, "Response
    /// `payload` fields" below a response.
    fn named_by_part(&self, called: &Called, fits: &impl Fn(&FieldDraft) -> bool) -> Option<(usize, Vec<String>)> {
        let open = self.open.last()?;
        let index = self.drafts.len().checked_sub(1)?;
        let (word, members) = match open.title.kind {
            Kind::Generic => {
                let (word, things) = open.title.shown.split_once(' ').filter(|it| !it.1.contains(' '))?;
                (word, vocabulary().words.statements["things"].iter().any(|it| *it == fold(things)))
            }
            Kind::Request | Kind::Response => (open.title.variant.as_str(), true),
            _ => return None,
        };
        let typed = |it: &FieldDraft| it.ty.is_some() && fits(it);
        let path = find(self.drafts[index].body.fields.as_deref()?, word, &typed)?;
        let by = called.by.map(|it| self.open[it].head);
        let beside = self.placed.last().is_some_and(|it| it.draft == index && it.by == by);
        (members && (beside || self.same_section(index, called))).then_some((index, path))
    }

    /// The field that fits and that a heading names, `### sender` below the model whose field it is.
    pub(crate) fn headed_field(
        &self,
        called: &Called,
        fits: &impl Fn(&FieldDraft) -> bool,
    ) -> Option<(usize, Vec<String>)> {
        let by = called.by?;
        let name = &self.open[by].title.name;
        if name.is_empty() {
            return None;
        }
        let mut head = self.heads[self.open[by].head].parent;
        let last = name.rsplit('.').next().unwrap_or(name).trim_end_matches("[]");
        while let Some(at) = head {
            // Of a request and a response below one heading, the nearest is meant; not all of a page are looked at.
            const NEAREST: usize = 8;
            let below = self.placed.iter().rev().take(NEAREST).filter(|it| it.by == Some(at) || it.head == Some(at));
            let mut seen = None;
            for index in below.map(|it| it.draft).chain(self.heads[at].draft) {
                if seen.replace(index) == Some(index) {
                    continue;
                }
                let fields = self.drafts[index].body.fields.as_deref().unwrap_or_default();
                if let Some(path) = find(fields, last, fits).or_else(|| find(fields, name, fits)) {
                    return Some((index, path));
                }
            }
            head = self.heads[at].parent;
        }
        None
    }

    /// A new field of the table before, where no row tells it: JSON of the page shows it beside those of that table, and words
    /// or a heading before this one name it. Where words say in which object these members are, they alone suffice.
    pub(crate) fn shown_field(&mut self, called: &Called, inside: &[FieldDraft]) -> Option<(usize, Vec<String>)> {
        let first = inside.first()?;
        let index = self.drafts.len().checked_sub(1)?;
        let beside = self.drafts[index].body.fields.as_deref()?;
        let naming = self.open.last().is_some_and(|it| it.title.kind == Kind::Naming);
        let announced = self.announcement().filter(|_| naming && self.same_section(index, called));
        let (name, list, span) = match announced {
            Some(it) => {
                let shown = self.shows_member(it.name, beside, inside);
                (it.name.to_owned(), shown.or_else(|| it.inside.then_some(it.list))?, it.span)
            }
            None => {
                let by = called.by?;
                let name = &self.open[by].title.name;
                let last = self.placed.last()?;
                let parent = self.heads[self.open[by].head].parent;
                let near = called.kinds.is_empty() && last.by.is_some() && {
                    let mut above = parent;
                    while above.is_some() && above != last.by {
                        above = above.and_then(|it| self.heads[it].parent);
                    }
                    above.is_some()
                };
                let plain = near && name.starts_with(char::is_lowercase);
                let list = self.shows_member(name, beside, inside).filter(|_| plain)?;
                let place = self.heads[self.open[by].head].place.clone();
                (name.clone(), list, Span::new(self.reader.file, place))
            }
        };
        if beside.iter().any(|it| it.name.as_str() == name) {
            return None;
        }
        let mut field = FieldDraft::new(first.place, first.row, Spelling::made(name.clone(), span));
        field.ty = list.then(|| TypeDraft::new(Spelling::made("object[]", span)));
        self.drafts[index].body.fields.as_mut()?.push(field);
        Some((index, vec![name]))
    }

    pub(crate) fn same_section(&self, index: usize, called: &Called) -> bool {
        match called.by {
            Some(by) => {
                self.open[by..].iter().any(|it| self.heads[it.head].draft == Some(index))
                    || self.heads[self.open[by].head].parent.is_some_and(|it| self.heads[it].draft == Some(index))
            }
            None => true,
        }
    }

    pub(crate) fn put_below(&mut self, draft: usize, path: &[String], fields: Vec<FieldDraft>) {
        if let Some(field) = self.drafts[draft].body.fields.as_mut().and_then(|it| at(it, path)) {
            field.children.extend(fields);
        }
    }
}
