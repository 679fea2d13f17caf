//! Models made of others. Comes in: rows without names that stand for whole models, and the words before their table: `allOf`,
//! `oneOf`, `xor`. Goes out: parents, the alternatives of a union, or the type of the field that they stand below.

use super::page::State;
use super::tables::at;
use crate::diag::Code;
use crate::dialect::draft::{Draft, FieldDraft, TypeDraft, UnionDraft, VariantDraft};
use crate::dialect::written::grids::columns::{self, Layout};
use crate::dialect::written::grids::content;
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::headings::title::Kind;
use crate::dialect::written::rows::nesting::Composition;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, MarkKind, Rich};
use crate::text::{Span, Spelling};

impl State<'_, '_> {
    /// What the words before a table say of how it is composed.
    pub(crate) fn composition(&self) -> Option<Composition> {
        let lead = fold(&self.lead.as_ref()?.0.text);
        // `allOf - discriminator: Pet.type`
        let word = lead.split(" - ").next().unwrap_or_default();
        let is = |kind: &str| vocabulary().words.marks[kind].iter().any(|it| it == word);
        let all = is("all_of").then_some(Composition::All);
        is("one_of").then_some(Composition::One).or(all)
    }

    /// Takes in models that stand for a part of the type of the field above the table. Goes out: the draft with that field.
    pub(crate) fn composed_field(
        &mut self,
        called: &Called,
        depth: usize,
        parts: &[Spelling],
        fields: &mut Vec<FieldDraft>,
    ) -> Option<usize> {
        let index = self.draft_of(called.by, &called.name)?;
        let one = self.composition()? == Composition::One;
        let mut field = self.drafts[index].body.fields.as_mut()?.last_mut()?;
        for _ in 1..depth {
            field = field.children.last_mut()?;
        }
        for part in parts {
            let before = field.ty.as_ref().map(|it| it.text.as_str()).unwrap_or_default();
            // `[oneOf]` is a list of what follows.
            let list = before.strip_prefix('(').and_then(|it| it.strip_suffix(")[]"));
            let word = before.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
            let begun = word.is_some_and(|it| vocabulary().words.marks["composed"].contains(&fold(it)));
            let inner = list.unwrap_or(if begun { "" } else { before });
            let open = matches!(fold(inner).as_str(), "" | "any" | "object");
            let text = match (open, one) {
                (true, _) => part.as_str().to_owned(),
                (false, true) => format!("{inner} | {}", part.as_str()),
                // Of several at once the first is known to be there.
                (false, false) => continue,
            };
            let text = if begun || list.is_some() { format!("({text})[]") } else { text };
            field.ty = Some(TypeDraft::new(Spelling::made(text, part.span())));
        }
        if parts.is_empty() {
            field.children.extend(fields.drain(..));
        }
        Some(index)
    }

    /// The alternatives of the model that a table shows. Goes out: the draft, where it is a union.
    pub(crate) fn composed(&mut self, grid: &Grid, called: &Called, parts: &[Spelling]) -> Option<usize> {
        if self.composition()? != Composition::One || parts.is_empty() {
            return None;
        }
        let known = self.draft_of(called.by, &called.name);
        if let Some(index) = known.filter(|it| self.drafts[*it].body.fields.as_ref().is_some_and(|it| !it.is_empty())) {
            let name = self.drafts[index].name.as_str().to_owned();
            let of: Vec<String> = parts.iter().map(|it| format!("`{}`", it.as_str())).collect();
            let message =
                format!("`{name}` has the fields of one of several models too, which are left out: {}", of.join(", "));
            self.sink.report(Code::OtherRow, parts[0].span(), message);
            return Some(index);
        }
        let index = known.unwrap_or_else(|| {
            let draft = self.draft(called, grid);
            self.drafts.push(draft);
            self.own(self.drafts.len() - 1, called);
            self.drafts.len() - 1
        });
        let variant = |it: &Spelling| VariantDraft { ty: TypeDraft::new(it.clone()), tag: None, description: None };
        let union = self.drafts[index].body.union.get_or_insert_default();
        union.variants.extend(parts.iter().map(variant));
        Some(index)
    }

    /// Gives the field that a heading names the alternatives that stand below it. Goes out: the draft with that field.
    pub(crate) fn composed_of(&mut self, called: &Called, variants: &[VariantDraft]) -> Option<usize> {
        let (index, path) = self.headed_field(called, &|it| {
            let ty = it.ty.as_ref().map(|it| fold(it.text.as_str())).unwrap_or_default();
            let words = &vocabulary().words.marks["composed"];
            it.children.is_empty() && (ty.is_empty() || words.contains(&ty))
        })?;
        let mut ty = TypeDraft::new(Spelling::made("", variants.first()?.ty.text.span()));
        let mut text = String::new();
        for variant in variants {
            if !text.is_empty() {
                text.push_str(" | ");
            }
            let from = text.len();
            text.push_str(variant.ty.text.as_str());
            ty.links.extend(variant.ty.links.iter().map(|it| (it.0.start + from..it.0.end + from, it.1.clone())));
        }
        ty.text = Spelling::made(text, ty.text.span());
        at(self.drafts[index].body.fields.as_mut()?, &path)?.ty = Some(ty);
        Some(index)
    }

    /// A table of a union's alternatives.
    pub(crate) fn unions(&mut self, grid: &Grid, layout: &Layout, called: &Called) -> Option<Result<usize, String>> {
        let headed = self.under(&self.style().unions) || self.under(&["cases".to_owned()]);
        let column =
            (grid.header.len() == 1 && layout.name.is_none()).then_some(0).or_else(|| layout.ty.filter(|_| headed))?;
        let header = columns::header(&grid.header[column].rich);
        let given = self.style().columns.get(&fold(&header)) == Some(&Role::Type);
        let types = given || vocabulary().roles(&header).contains(&Role::Type);
        if !(headed || types) || !content::are_types(grid, column, self.reader.notation) {
            return None;
        }
        let variants = grid.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| {
            let mut ty = TypeDraft::new(self.reader.shown(cell.rich.text.trim(), cell));
            ty.links = cell.rich.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
            VariantDraft { ty, tag: None, description: None }
        });
        let union = UnionDraft { variants: variants.collect(), discriminator: None };
        self.reads(&[column]);
        if let Some(draft) = self.composed_of(called, &union.variants) {
            return Some(Ok(draft));
        }
        let mut draft = self.draft(called, grid);
        draft.body.union = Some(union.into());
        self.drafts.push(draft);
        self.own(self.drafts.len() - 1, called);
        Some(Ok(self.drafts.len() - 1))
    }

    /// Takes in a paragraph that says that a model has no members: `*None*` below "Properties".
    pub(crate) fn memberless(&mut self, rich: &Rich, span: Span) -> bool {
        let [.., by, below] = self.open.as_slice() else { return false };
        let none = rich.all(&MarkKind::Emphasis) && fold(&rich.text) == "none";
        let naming = below.title.kind == Kind::Generic && by.title.kind == Kind::Naming;
        if !none || !naming || self.heads[by.head].draft.is_some() {
            return false;
        }
        let name = crate::dialect::written::cells::naming::model_name(&by.title.name);
        let mut draft = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, span));
        draft.body.alias = Some(TypeDraft::new(Spelling::made("object", span)).into());
        draft.description.clone_from(&self.heads[by.head].description);
        let (by, below) = (by.head, below.head);
        self.heads[by].draft = Some(self.drafts.len());
        self.heads[below].draft = Some(self.drafts.len());
        self.drafts.push(draft);
        true
    }
}
