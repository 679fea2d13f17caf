//! Tables below one heading that words label → alternatives. Comes in: drafts of one name that tables below one heading have made,
//! and the words that label the tables: "- *Energy*". Goes out: a union of them that is called as the heading says.

use super::page::State;
use crate::diag::Code;
use crate::dialect::draft::{Draft, TypeDraft, UnionDraft, VariantDraft};
use crate::dialect::written::cells::naming::{append, model_name};
use crate::dialect::written::headings::title::{self, Kind};
use crate::markdown::{MarkKind, Rich};
use crate::text::{Span, Spelling};
use foldhash::{HashMap, HashMapExt, HashSet};
use indexmap::IndexMap;

/// Longer words are prose.
const LONGEST: usize = 40;

impl State<'_, '_> {
    /// What the words before a table call what it shows, where they are set apart and say nothing else.
    pub(crate) fn label(&self) -> Option<String> {
        let (lead, _) = self.lead.as_ref()?;
        let words = lead.trimmed();
        let bare: Rich = words.part(0..words.text.trim_end_matches([':', '：']).len());
        let apart = [MarkKind::Emphasis, MarkKind::Strong, MarkKind::Code].iter().any(|it| bare.all(it));
        if !apart || bare.text.len() > LONGEST || !bare.text.starts_with(char::is_alphanumeric) {
            return None;
        }
        let title = title::title(&bare, self.style());
        (title.kind == Kind::Naming && title.presence.is_none()).then(|| model_name(&title.name))
    }

    /// Makes unions of tables that words label. Tables that have no member in common may be parts of one object.
    pub(crate) fn labelled_tables(&mut self) {
        let mut by: IndexMap<usize, Vec<usize>> = IndexMap::new();
        for (at, placed) in self.placed.iter().enumerate() {
            by.entry(placed.by.unwrap_or(usize::MAX)).or_default().push(at);
        }
        // The heading that stands for each draft leads to the union.
        let mut moved: HashMap<usize, usize> = HashMap::new();
        for (head, tables) in by.into_iter().filter(|it| it.0 != usize::MAX && it.1.len() > 1) {
            let name = self.drafts[self.placed[tables[0]].draft].name.as_str().to_owned();
            let labels: IndexMap<String, usize> = tables
                .iter()
                .filter_map(|it| Some((self.placed[*it].label.clone()?, self.placed[*it].draft)))
                .collect();
            let drafts: HashSet<usize> = labels.values().copied().collect();
            let all = drafts.iter().all(|it| self.drafts[*it].name.as_str() == name);
            if name.is_empty() || labels.len() < tables.len() || drafts.len() < tables.len() || !all {
                continue;
            }
            let span = Span::new(self.reader.file, self.heads[head].place.clone());
            if !self.have_member_in_common(labels.values()) {
                let parts: Vec<Span> = labels.values().skip(1).map(|it| self.drafts[*it].span).collect();
                let Some((first, more)) = parts.split_first() else { continue };
                let message = format!(
                    "`{name}` has a table here too, and nothing says whether it shows a part or another object"
                );
                let finding = self.sink.report(Code::ConflictingModels, *first, message);
                finding.help(format!("types that name `{name}` mean the first; give each table a heading of its own"));
                more.iter().for_each(|it| _ = finding.also(*it, "another"));
                continue;
            }
            let mut variants = Vec::new();
            for (label, draft) in &labels {
                let place = self.drafts[*draft].name.span();
                let mut own = name.clone();
                append(&mut own, label);
                self.drafts[*draft].name = Spelling::made(own.as_str(), place);
                self.drafts[*draft].also_called.take();
                variants.push(VariantDraft {
                    ty: TypeDraft::new(Spelling::made(own, place)),
                    tag: None,
                    description: None,
                });
            }
            let first = labels[0];
            let mut union = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, span));
            union.around.clone_from(&self.drafts[first].around);
            union.description = self.heads[head].description.clone();
            union.body.union = Some(UnionDraft { variants, discriminator: None }.into());
            moved.extend(labels.values().map(|it| (*it, self.drafts.len())));
            self.drafts.push(union);
        }
        for head in &mut self.heads {
            head.draft = head.draft.map(|it| moved.get(&it).copied().unwrap_or(it));
        }
    }

    fn have_member_in_common<'a>(&self, drafts: impl Iterator<Item = &'a usize>) -> bool {
        let names =
            |it: usize| self.drafts[it].body.fields.iter().flatten().map(|it| it.name.as_str()).collect::<HashSet<_>>();
        let mut drafts = drafts.copied().map(names);
        let first = drafts.next().unwrap_or_default();
        drafts.all(|it| !first.is_disjoint(&it))
    }
}
