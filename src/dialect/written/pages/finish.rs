//! The end of a page: what stands somewhere on it is put together. Comes in: all that was read. Goes out: drafts with their
//! anchors, and what became of every table.

use super::page::State;
use crate::dialect::draft::{Draft, FieldDraft, TypeDraft, ValueDraft, ValuesDraft, Written};
use crate::dialect::written::cells::facts;
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::dialect::{Outcome, TableCoverage};
use crate::markdown::Rich;
use crate::name::letters;
use crate::schema::Type;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;
use foldhash::{HashSet, HashSetExt};

impl<'d> State<'_, 'd> {
    pub(crate) fn finish(mut self, stem: &str) -> (Vec<Draft<'d>>, Vec<TableCoverage>) {
        self.details();
        self.labelled_tables();
        self.statements();
        self.parents();
        self.aliases();
        self.valued_heads();
        self.memberless_heads();
        self.declared_types();
        self.unread_sections();
        self.same();
        self.anchors();
        self.joins();
        let samples = std::mem::take(&mut self.samples);
        samples.settle(&mut self.drafts);
        let coverage = std::mem::take(&mut self.coverage).into_iter().map(|(mut table, draft)| {
            if let Some(draft) = draft {
                table.outcome = Outcome::Read { model: self.drafts[draft].name.as_str().to_owned() };
            }
            table
        });
        let coverage = coverage.collect();
        if let [one] = self.drafts.as_mut_slice() {
            one.also_called.push(stem.to_owned());
            one.anchors.push(String::new());
        }
        (self.drafts, coverage)
    }

    /// What is another name for a type, and has no table.
    fn aliases(&mut self) {
        for at in 0..self.heads.len() {
            if self.heads[at].draft.is_some() {
                continue;
            }
            let Some((name, ty)) = self.heads[at].alias.take() else { continue };
            let mut draft = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, ty.text.span()));
            draft.description = self.heads[at].description.clone();
            let text = matches!(self.reader.notation.parse(ty.text.as_str()), Ok(TypeExpr::Known(Type::String(_))));
            let stated = self.stated_values(at).filter(|_| text);
            draft.body.alias = Some(ty.into()).filter(|_| stated.is_none());
            draft.body.values = stated.or_else(|| self.heads[at].details.shown.take());
            self.heads[at].draft = Some(self.drafts.len());
            self.drafts.push(draft);
        }
    }

    /// The values that a line below a heading states with a label: `Enum: [a b]`.
    fn stated_values(&self, head: usize) -> Option<ValuesDraft> {
        let details = &self.heads[head].details;
        let (label, value) = details.said.iter().find(|it| vocabulary().heading("enums", &fold(&it.0)))?;
        let values = facts::read(&Rich::plain(format!("{label}: {}", value.text))).values;
        let span = Span::new(self.reader.file, self.heads[head].place.clone());
        let value = |it: String| ValueDraft { value: Spelling::made(it, span), name: None, description: None };
        let values: Vec<ValueDraft> = values.into_iter().map(value).collect();
        (!values.is_empty()).then_some(ValuesDraft { values, written: Written::Bare, span })
    }

    /// What a type names, and below whose heading stand values and nothing else.
    fn valued_heads(&mut self) {
        let notation = self.reader.notation;
        let mut wanted = HashSet::new();
        let mut rows: Vec<&FieldDraft> =
            self.drafts.iter().filter_map(|it| it.body.fields.as_ref()).flatten().collect();
        while let Some(row) = rows.pop() {
            rows.extend(row.children.iter());
            let text = row.ty.as_ref().map_or("", |it| it.text.as_str());
            let words = text.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '-');
            let names = words.filter(|it| matches!(notation.parse(it), Ok(TypeExpr::Name { .. })));
            wanted.extend(names.map(letters));
        }
        let linked: HashSet<(String, String)> = self
            .mentions
            .iter()
            .filter(|(owner, field, _)| self.joined(*owner, field).is_some())
            .filter_map(|it| Some((letters(&it.1), letters(it.2.split_once('#')?.1))))
            .flat_map(|(field, place)| [(place.clone(), String::new()), (place, field)])
            .collect();
        for at in 0..self.heads.len() {
            let head = &mut self.heads[at];
            if head.draft.is_some() || head.details.shown.is_none() {
                continue;
            }
            // Codes below any other heading may be parts of what the text is, and no values.
            let named = if names_values(&head.shown) { String::new() } else { head.name.clone() };
            let meant = wanted.contains(&head.name)
                || head.anchors.iter().any(|it| linked.contains(&(letters(it), named.clone())));
            if !meant {
                continue;
            }
            let Some(values) = head.details.shown.take() else { continue };
            let span = Span::new(self.reader.file, head.place.clone());
            let mut draft = Draft::new(self.dialect, notation, Spelling::made(model_name(&head.title), span));
            draft.body.values = Some(values);
            head.draft = Some(self.drafts.len());
            self.drafts.push(draft);
        }
    }

    /// What fields link to and no table shows has no members, in docs that give every model with members a table.
    fn memberless_heads(&mut self) {
        if !self.style().memberless {
            return;
        }
        let fragment = |it: &str| it.rsplit_once('#').map(|it| letters(it.1));
        let linked: HashSet<String> = self.mentions.iter().filter_map(|it| fragment(&it.2)).collect();
        for at in 0..self.heads.len() {
            let head = &self.heads[at];
            let wanted = head.anchors.iter().any(|it| linked.contains(&letters(it)));
            if head.draft.is_some() || head.name.is_empty() || !wanted {
                continue;
            }
            let span = Span::new(self.reader.file, head.place.clone());
            let name = model_name(&head.title);
            let mut draft = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, span));
            draft.description.clone_from(&head.description);
            draft.body.alias = Some(TypeDraft::new(Spelling::made("object", span)).into());
            self.heads[at].draft = Some(self.drafts.len());
            self.drafts.push(draft);
        }
    }

    /// Anchors of headings lead to the model that the heading names, or to the only one below it.
    fn anchors(&mut self) {
        let mut below: Vec<Option<Option<usize>>> = self.heads.iter().map(|it| it.draft.map(Some)).collect();
        for at in (0..self.heads.len()).rev() {
            let (Some(parent), Some(found)) = (self.heads[at].parent, below[at]) else { continue };
            let named = found.is_some_and(|it| letters(self.drafts[it].name.as_str()) == self.heads[parent].name);
            below[parent] = match below[parent] {
                None => Some(found),
                Some(known) if known == found => Some(known),
                Some(Some(known)) if self.heads[parent].draft == Some(known) => Some(Some(known)),
                _ if named => Some(found),
                Some(Some(known)) if letters(self.drafts[known].name.as_str()) == self.heads[parent].name => {
                    Some(Some(known))
                }
                _ => Some(None),
            };
        }
        for (head, found) in self.heads.iter().zip(&below) {
            if let Some(Some(index)) = found {
                self.drafts[*index].anchors.extend(head.anchors.iter().cloned());
            }
        }
    }
}

/// Whether a heading is one of an enum: it says so, or it is the name of a type.
fn names_values(shown: &str) -> bool {
    let words = || shown.split([' ', ':', '(', ')']).filter(|it| !it.is_empty());
    let ty = is_identifier(shown)
        && shown.starts_with(char::is_uppercase)
        && shown.chars().skip(1).any(char::is_uppercase)
        && shown.contains(char::is_lowercase);
    ty || words().any(|it| vocabulary().heading("enums", &fold(it)))
}
