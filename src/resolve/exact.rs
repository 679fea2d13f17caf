//! Models of pages that are read as they are. Comes in: the schema of other pages. Goes out: one with their models too.

use super::Origins;
use crate::diag::{Code, Sink};
use crate::schema::{ModelKind, Schema};
use crate::text::{FileId, Span};

/// Adds the models of such pages; one that other pages only name takes the place of what stands for it.
pub(super) fn add(exact: Vec<(FileId, Schema)>, schema: &mut Schema, origins: &mut Origins, sink: &mut Sink) {
    for (file, exact) in exact {
        for (name, model) in exact.models {
            let here = Span::new(file, 0..0);
            match schema.models.get(&name) {
                Some(known) if *known == model => {}
                Some(known) if !matches!(known.kind, ModelKind::Opaque(_)) => {
                    sink.report(Code::ConflictingModels, here, format!("another page describes `{name}` differently"))
                        .help("leave one of the two pages out");
                }
                _ => {
                    origins.place(name.as_str().into(), here, Vec::new());
                    schema.models.insert(name, model);
                }
            }
        }
    }
}
