//! Other names for types. Comes in: what stands below a heading that names something. Goes out: whether it says of which type that is
//! another name, in a paragraph, a label, a line of its own or code; the head is told.

use super::page::State;
use crate::dialect::draft::TypeDraft;
use crate::dialect::written::blocks::record_tags;
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::headings::heading_labels::labels_type;
use crate::dialect::written::headings::title::{Kind, Title};
use crate::dialect::written::words::vocabulary::fold;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::markdown::{MarkKind, Rich};
use crate::name::letters;
use crate::schema::Type;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;

impl State<'_, '_> {
    /// Takes in a paragraph that says of what the heading's thing is another name.
    pub(crate) fn aliased(&mut self, rich: &Rich, span: Span) -> bool {
        let folded = fold(&rich.text);
        let style = self.style();
        let Some(open) = self.open.last_mut() else { return false };
        open.seen.extend(style.enums.iter().filter(|it| folded.starts_with(it.as_str())).cloned());
        let Some(before) = style.aliases.iter().find(|it| folded.starts_with(it.as_str())) else { return false };
        let colon = rich.text.find(':').map_or(before.len(), |it| it + 1);
        let bracketed = rich.text.trim_start().starts_with('(');
        let end = rich.text.trim_end().trim_end_matches(|it| bracketed && it == ')').len();
        let part = rich.part(colon.min(end)..end);
        let mut ty = TypeDraft::new(Spelling::shown(self.reader.file, self.text, &part.text, span.range()));
        ty.links = part.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
        let name = model_name(&open.title.name);
        if !name.is_empty() && !part.is_blank() {
            let head = open.head;
            self.heads[head].alias = Some((name, ty));
        }
        true
    }

    /// Takes in a heading that says of which type the thing of the heading above is, where that is no object and what stands below
    /// is about it as well: "Type: `string`".
    pub(crate) fn labels_alias(&mut self, rich: &Rich, title: &Title) -> bool {
        let Some(open) = self.open.last().filter(|it| it.title.kind == Kind::Naming) else { return false };
        let Some(code) = rich.codes().next().filter(|_| labels_type(rich, &fold(&title.shown))) else { return false };
        let scalar = matches!(self.reader.notation.parse(code), Ok(TypeExpr::Known(it)) if it.is_scalar());
        let head = &mut self.heads[open.head];
        if scalar && head.draft.is_none() {
            let span = Span::new(self.reader.file, self.place.clone());
            let ty = TypeDraft::new(Spelling::made(code, span));
            head.alias.get_or_insert((model_name(&open.title.name), ty));
            self.lead = None;
        }
        scalar
    }

    /// Takes in a type that code below a heading "Type" shows: what the heading above names is another name for it.
    pub(crate) fn type_in_code(&mut self, shown: &str) {
        let below = self.open.last().is_some_and(|it| fold(&it.title.shown) == "type");
        let Some(named) = self.open.iter().rev().find(|it| it.title.kind == Kind::Naming).filter(|_| below) else {
            return;
        };
        let head = named.head;
        let name = model_name(&named.title.name);
        let free = self.heads[head].draft.is_none() && self.heads[head].alias.is_none();
        if free
            && name.starts_with(char::is_uppercase)
            && !shown.contains('\n')
            && self.reader.notation.parse(shown).is_ok()
        {
            let span = Span::new(self.reader.file, self.place.clone());
            self.heads[head].alias = Some((name, TypeDraft::new(Spelling::made(shown, span))));
        }
    }

    /// Takes in a line that says what a model's members hold, whose names nobody knows: `[key: string]: number`.
    pub(crate) fn indexed(&mut self, rich: &Rich, span: Span) -> bool {
        let words = &vocabulary().words.marks["indexed"];
        let below = self.open.last().is_some_and(|it| words.contains(&fold(&it.title.shown)));
        let named = self.open.iter().rev().skip(1).find(|it| it.title.kind == Kind::Naming).filter(|_| below);
        let Some((head, name)) = named.map(|it| (it.head, model_name(&it.title.name))) else { return false };
        let free = self.heads[head].draft.is_none() && self.heads[head].alias.is_none();
        let map = record_tags::indexed(rich).filter(|it| free && self.reader.notation.parse(&it.text).is_ok());
        let Some(map) = map else { return false };
        let mut alias = TypeDraft::new(Spelling::shown(self.reader.file, self.text, &map.text, span.range()));
        alias.links = map.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
        self.heads[head].alias = Some((name, alias));
        true
    }

    /// Takes in a line that says of which type what the heading names is another name: ``**Mood** = `"calm"` \\| `"wild"` ``.
    pub(crate) fn declares_alias(&mut self, rich: &Rich, span: Span) -> bool {
        let Some(open) = self.open.last().filter(|it| it.title.kind == Kind::Naming) else { return false };
        let (head, name) = (open.head, model_name(&open.title.name));
        let Some(strong) = rich.marks.iter().find(|it| it.kind == MarkKind::Strong).map(|it| &it.range) else {
            return false;
        };
        // A sign may tell what kind of thing is declared: `Ƭ **Mood**`.
        let sign = rich.text[..strong.start].trim();
        if sign.is_ascii() && !sign.is_empty() || sign.chars().nth(1).is_some() {
            return false;
        }
        let behind = rich.text[strong.end..].trim_start();
        let Some(ty) = behind.strip_prefix('=').or_else(|| behind.strip_prefix(':')) else { return false };
        let shown = rich.part(rich.text.len() - ty.len()..rich.text.len());
        let own = letters(&rich.text[strong.clone()]) == letters(&name) && !name.is_empty();
        let free = self.heads[head].draft.is_none() && self.heads[head].alias.is_none();
        let known = self.reader.notation.parse(&shown.text);
        let told = match &known {
            // What has members shows them below.
            Ok(TypeExpr::Known(Type::Object)) | Err(_) => false,
            Ok(TypeExpr::Name { .. }) => shown.links().next().is_some(),
            Ok(_) => true,
        };
        // Prose may stand behind a colon.
        let coded = behind.starts_with('=') || shown.codes().next().is_some();
        if !(own && free && told && coded) {
            return false;
        }
        let mut alias = TypeDraft::new(Spelling::shown(self.reader.file, self.text, &shown.text, span.range()));
        alias.links = shown.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
        self.heads[head].alias = Some((name, alias));
        true
    }
}
