//! Types of rows. Comes in: what the cell of a type says, and what the name beside it does. Goes out: the type as it is to be resolved,
//! with the links that its words have.

use super::fields::Reader;
use crate::dialect::draft::TypeDraft;
use crate::dialect::written::cells::names::NameCell;
use crate::dialect::written::cells::types::TypeCell;
use crate::markdown::Cell;
use crate::schema::Type;
use crate::text::Spelling;
use crate::typexpr::TypeExpr;
use std::ops::Range;

impl Reader<'_, '_> {
    /// The type that a cell gives a field; `list` makes it one of such.
    pub(crate) fn type_of(&self, ty: &TypeCell, cell: &Cell, read: &NameCell, list: bool) -> Option<TypeDraft> {
        let rich = ty.ty.as_ref()?;
        let mut text = rich.text.replace('\u{a0}', " ");
        let mut links: Vec<_> = rich
            .links()
            .filter(|it| !it.1.is_empty())
            .map(|(range, target)| (range.clone(), target.to_owned()))
            .collect();
        // A link on the name of a field is one to its type.
        if links.is_empty()
            && let Some(target) = &read.link
        {
            links.push((0..0, target.clone()));
        }
        // `object ([Order](order.md))`
        if let ([(range, target)], Some((base, named))) = (links.as_slice(), text.split_once(" ("))
            && named.ends_with(')')
            && range.start == base.len() + " (".len()
            && matches!(
                self.notation.parse(base),
                Ok(TypeExpr::Known(Type::Object | Type::Array(_)) | TypeExpr::List(_))
            )
        {
            (links, text) = (vec![(0..0, target.clone())], base.to_owned());
        }
        let mut draft = TypeDraft::new(self.shown(&text, cell));
        draft.link = links.first().map(|it| Box::new(self.shown(&it.1, cell)));
        draft.links = links.into();
        if list && !self.is_list(&draft) {
            self.make_list(&mut draft);
        }
        Some(draft)
    }

    pub(crate) fn is_list(&self, ty: &TypeDraft) -> bool {
        let list = self.notation.parse(ty.text.as_str());
        matches!(list, Ok(TypeExpr::List(_) | TypeExpr::Set(_) | TypeExpr::Known(Type::Array(_))))
    }

    /// Makes a type that of a list of such items.
    pub(crate) fn make_list(&self, ty: &mut TypeDraft) {
        let text = ty.text.as_str();
        let simple = !text.contains([' ', '|']);
        let whole = if simple { format!("{text}[]") } else { format!("({text})[]") };
        let shift = usize::from(!simple);
        let moved = |it: &Range<usize>| if it.is_empty() { it.clone() } else { it.start + shift..it.end + shift };
        ty.links = ty.links.iter().map(|it| (moved(&it.0), it.1.clone())).collect::<Vec<_>>().into();
        ty.text = Spelling::made(whole, ty.text.span());
    }
}
