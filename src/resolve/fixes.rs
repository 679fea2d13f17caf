//! Mended rows. Comes in: drafts and `[[fix]]`. Goes out: drafts whose rows say what they should.

use super::{Drafts, Fix};
use crate::diag::{Code, Sink};
use crate::dialect::draft::{Body, Draft, FieldDraft, RowPlace, Said, TypeDraft};
use crate::schema::Presence;
use crate::text::{SourceMap, Spelling};

/// Applies every fix; one that finds no row is reported.
pub(super) fn apply(drafts: &mut Drafts<'_>, fixes: &[Fix], sources: &SourceMap, sink: &mut Sink) {
    for fix in fixes {
        let mut used = false;
        let requests = drafts.operations.iter_mut().map(|it| &mut it.request);
        for draft in drafts.models.iter_mut().chain(requests) {
            if is_page(&sources.file(draft.name.span().file).path, &fix.page) {
                used |= draft_rows(draft, fix);
            }
        }
        if !used {
            sink.report_all(Code::UnusedSetting, format!("a fix finds no row {} in `{}`", fix.row, fix.page))
                .help("rows count from 1 below the header; `fieldtable inspect` shows them");
        }
    }
}

/// Whether a path ends with another, folder by folder.
fn is_page(path: &str, page: &str) -> bool {
    let page = page.trim_start_matches("./");
    path.strip_suffix(page).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn draft_rows(draft: &mut Draft<'_>, fix: &Fix) -> bool {
    let Body { fields, .. } = &mut draft.body;
    let own = fields.as_mut().is_some_and(|it| rows(it, fix));
    draft.nested.iter_mut().fold(own, |used, it| draft_rows(it, fix) || used)
}

fn rows(fields: &mut Vec<FieldDraft>, fix: &Fix) -> bool {
    let place = RowPlace::new(fix.table.unwrap_or(1), fix.row);
    let mut used = false;
    fields.retain_mut(|field| {
        let mut children = field.children.take();
        used |= rows(&mut children, fix);
        field.children = children.into();
        if field.place != place {
            return true;
        }
        used = true;
        mend(field, fix);
        !fix.skip
    });
    used
}

fn mend(field: &mut FieldDraft, fix: &Fix) {
    let made = |text: &String| Spelling::made(text.clone(), field.row);
    if let Some(name) = &fix.name {
        field.name = made(name);
        field.wire = None;
        field.fixed = true;
    }
    if let Some(ty) = &fix.ty {
        field.ty = Some(TypeDraft::new(made(ty)));
    }
    if let Some(description) = &fix.description {
        field.description = Some(made(description));
    }
    if let Some(required) = fix.required {
        let value = if required { Presence::Required } else { Presence::Optional };
        field.presence = Some(Said { value, span: field.row });
    }
}
