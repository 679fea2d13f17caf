//! Types that code of a page declares → models. Comes in: code, as it is met. Goes out, at the end of the page: a draft of each type
//! that nothing else on the page shows.

use super::page::State;
use crate::dialect::draft::{Draft, TypeDraft, ValueDraft, ValuesDraft, Written};
use crate::dialect::written::blocks::record_tables::table;
use crate::dialect::written::blocks::record_tags::DEPRECATED;
use crate::dialect::written::blocks::records::Record;
use crate::dialect::written::cells::declared_code::{self, Declared, Member, What};
use crate::dialect::written::grids::columns;
use crate::dialect::written::rows::endpoints::Shown;
use crate::dialect::written::words::vocabulary::{Role, vocabulary};
use crate::markdown::{Grid, Mark, MarkKind, References, Rich, inline};
use crate::name::letters;
use crate::text::{Span, Spelling};
use crate::typexpr::Notation;
use foldhash::HashSet;
use std::ops::Range;

/// What code of a page declares, and where.
pub(crate) struct InCode {
    declared: Vec<Declared>,
    body: Range<usize>,
    /// The heading above it.
    head: Option<usize>,
}

/// How many rows the tables of what code declares have.
pub(crate) fn count(code: &str) -> usize {
    let rows = |it: Declared| match it.what {
        What::Members(all) | What::Values(all) => all.len(),
        What::Alias(_) => 1,
    };
    declared_code::read(code).into_iter().flatten().map(rows).sum()
}

impl State<'_, '_> {
    /// Takes in code.
    pub(crate) fn declares(&mut self, body: Range<usize>) {
        if let Some(declared) = declared_code::read(&self.text[body.clone()]) {
            self.in_code.push(InCode { declared, body, head: self.open.last().map(|it| it.head) });
        }
    }

    /// Gives what code declares a draft, where the page shows it in no other way.
    pub(crate) fn declared_types(&mut self) {
        let mut known: HashSet<String> = self.drafts.iter().map(|it| letters(it.name.as_str())).collect();
        for code in std::mem::take(&mut self.in_code) {
            for declared in code.declared {
                if known.insert(letters(&declared.name)) {
                    self.declared_type(declared, &code.body, code.head);
                }
            }
        }
    }

    fn declared_type(&mut self, declared: Declared, body: &Range<usize>, head: Option<usize>) {
        let span = Span::new(self.reader.file, body.clone());
        let made = |it: &str| Spelling::made(it, span);
        let mut draft = Draft::new(self.dialect, self.reader.notation, made(&declared.name));
        draft.description = Some(declared.about.as_str()).filter(|it| !it.is_empty()).map(made);
        draft.parents = declared.parents.iter().map(|it| made(it)).collect::<Vec<_>>().into();
        let index = self.drafts.len();
        // A heading of its name is its own: links lead there.
        let own = head.map(|it| &mut self.heads[it]).filter(|it| letters(&it.name) == letters(&declared.name));
        if let Some(own) = own.filter(|it| it.draft.is_none()) {
            own.draft = Some(index);
            draft.description = draft.description.or_else(|| own.description.clone());
        }
        match declared.what {
            What::Alias(ty) => draft.body.alias = Some(TypeDraft::new(made(&ty)).into()),
            What::Values(values) => {
                let prose = |it: &str| Some(made(it)).filter(|it| !it.as_str().is_empty());
                let value = |it: &Member| ValueDraft {
                    value: made(&it.ty),
                    name: Some(made(&it.name)),
                    description: prose(&it.about),
                };
                let values = values.iter().map(value).collect();
                draft.body.values = Some(ValuesDraft { values, written: Written::Bare, span });
            }
            What::Members(members) if members.is_empty() => draft.body.fields = Some(Vec::new()),
            What::Members(members) => {
                let grid = grid(members, body, self.reader.notation);
                self.table += 1;
                let layout = columns::layout(&grid, self.style(), self.reader.notation);
                let shown = Shown { key: &|_| false, part: &|_| false, ways: false, above: "" };
                let found = self.reader.fields(&grid, &layout, self.table, shown);
                draft.body.fields = Some(found.fields);
                draft.body.additional = found.additional.map(Box::new);
                self.columns = self.columns(&grid, &layout);
                self.reads_fields(&grid, &layout);
                self.drafts.push(draft);
                self.covered(&grid, Ok(index));
                return;
            }
        }
        self.drafts.push(draft);
    }
}

/// The table of the members of a type.
fn grid(members: Vec<Member>, body: &Range<usize>, notation: &Notation) -> Grid {
    let record = |it: Member| {
        let place = body.start + it.range.start..body.start + it.range.end;
        // What holds for all other names is no name in code.
        let code = Mark { range: 0..it.name.len(), kind: MarkKind::Code };
        let marks = if it.name == "*" { Vec::new() } else { vec![code] };
        let mut record = Record::new(it.depth, place, Rich { marks, ..Rich::plain(it.name) });
        record.fact("type".to_owned(), Rich::plain(it.ty));
        record.fact("required".to_owned(), Rich::plain(if it.optional { "no" } else { "yes" }));
        if it.read_only {
            record.fact("readonly".to_owned(), Rich::plain("yes"));
        }
        for line in it.about.lines() {
            let tag = line.strip_prefix('@').map(|it| it.split_once(' ').unwrap_or((it, "yes")));
            let line = inline(line, &References::default());
            match tag {
                Some((label, said)) if vocabulary().roles(label).contains(&Role::Deprecated) => {
                    record.fact(DEPRECATED.to_owned(), Rich::plain("yes"));
                    record.prose.push("\n", &Rich::plain(format!("Deprecated: {said}")));
                }
                Some((label, said)) => record.fact(label.to_owned(), Rich::plain(said)),
                None => record.prose.push("\n", &line),
            }
        }
        record
    };
    table(members.into_iter().map(record).collect(), notation)
}
