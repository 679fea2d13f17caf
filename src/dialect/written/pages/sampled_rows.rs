//! Flat rows → rows in rows, where JSON of the page shows it. Comes in: the rows of a table in order. Goes out: the same, where an
//! object has those behind it as its members that JSON has inside it, and not beside it.

use super::page::State;
use super::sample_keys::Shown;
use crate::dialect::draft::{FieldDraft, ModelBy, TypeDraft};
use crate::schema::Type;
use crate::text::Spelling;
use crate::typexpr::TypeExpr;

/// Objects have fewer members, and as many rows around one tell where it stands.
const MOST: usize = 200;

/// Deeper rows stand beside each other.
const DEEPEST: usize = 8;

/// A row that is settled, and how deep its members stand.
type Settled = (FieldDraft, usize);

impl State<'_, '_> {
    /// Puts the rows behind an object without members below it that JSON of the page shows inside it; the innermost first.
    pub(crate) fn sampled(&self, mut fields: Vec<FieldDraft>) -> Vec<FieldDraft> {
        // The nearest stands last.
        let mut behind: Vec<Settled> = Vec::new();
        while let Some(mut field) = fields.pop() {
            let found = self.members(&field, &fields, &behind);
            let below = |count: usize| behind[behind.len() - count..].iter().map(|it| it.1 + 1).max().unwrap_or(0);
            let found = found.map(|(count, list)| (count, list, below(count))).filter(|it| it.2 <= DEEPEST);
            if let Some((count, list, _)) = found {
                let members = behind.split_off(behind.len() - count);
                let first = members.last().map(|it| it.0.name.span());
                field.children = members.into_iter().rev().map(|it| it.0).collect::<Vec<_>>().into();
                let word = if list { "object[]" } else { "object" };
                let span = field.ty.as_ref().map_or(field.name.span(), |it| it.text.span());
                let model_by = first.map(|it| ModelBy::Shown(it).into());
                field.ty = Some(TypeDraft { model_by, ..TypeDraft::new(Spelling::made(word, span)) });
            }
            behind.push((field, found.map_or(0, |it| it.2)));
        }
        behind.into_iter().rev().map(|it| it.0).collect()
    }

    /// Whether a field may have members, as its type leaves open, and has none.
    fn may_hold(&self, field: &FieldDraft) -> bool {
        let open = |it: &Type| matches!(it, Type::Object | Type::Any);
        let ty = field.ty.as_ref().filter(|it| it.links.is_empty() && field.children.is_empty());
        ty.is_some_and(|it| match self.reader.notation.parse(it.text.as_str()) {
            Ok(TypeExpr::Known(Type::Object)) => true,
            Ok(TypeExpr::Known(Type::Array(items))) => open(&items),
            Ok(TypeExpr::List(items)) => matches!(&*items, TypeExpr::Known(it) if open(it)),
            // What nobody can read is as open.
            Err(_) => true,
            Ok(_) => false,
        })
    }

    /// How many rows behind an object are its members, as all JSON that has it and the next says, and whether it is a list.
    fn members(&self, field: &FieldDraft, before: &[FieldDraft], behind: &[Settled]) -> Option<(usize, bool)> {
        let next = behind.last().filter(|_| !self.codes.is_empty() && self.may_hold(field))?.0.name.as_str();
        let shown = self.shown_keys().get(field.name.as_str())?.iter();
        let mut shown = shown.filter(|it| it.inside.contains(next) || it.beside.contains(next));
        let found = |it: &Shown| Some((inside(it, before, behind)?, it.list));
        let first = found(shown.next()?)?;
        shown.all(|it| found(it) == Some(first)).then_some(first)
    }
}

/// How many rows behind an object are its members, as one place in JSON says: the first is inside, as most are up to the last
/// that is and before the next that stands beside it. Some other row stands beside it, and none inside.
fn inside(shown: &Shown, before: &[FieldDraft], behind: &[Settled]) -> Option<usize> {
    let beside = |it: &FieldDraft| shown.beside.contains(it.name.as_str());
    let within = |it: &FieldDraft| shown.inside.contains(it.name.as_str()) && !beside(it);
    let behind: Vec<&FieldDraft> = behind.iter().rev().take(MOST).map(|it| &it.0).collect();
    let ends = behind.iter().position(|it| beside(it)).unwrap_or(behind.len());
    let count = behind[..ends].iter().rposition(|it| within(it))? + 1;
    let members = behind[..count].iter().filter(|it| within(it)).count();
    let near = before.iter().rev().take(MOST).chain(behind[count..].iter().copied());
    let mut others = near.peekable();
    let known = others.peek().is_none() || others.clone().any(beside);
    (within(behind[0]) && members * 2 > count && known && !others.any(within)).then_some(count)
}
