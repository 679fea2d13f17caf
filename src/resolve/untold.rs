//! Fields of which no cell, example or word tells the type, or the values. Comes in: what is silent of them. Goes out: texts where
//! they are said to be enums, and a finding for each model.

use super::evidence::{Silences, Untold};
use super::examples::fields_mut;
use super::types::leaf;
use super::{Evidence, Fact, Origins, Setup};
use crate::diag::{Code, Sink};
use crate::infer;
use crate::order;
use crate::schema::{Path, Schema, Step};
use crate::text::Span;
use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// Tells of the fields that no example has told the type of either: one finding a model, for a table without types says so of
/// every row.
pub(super) fn settle(
    schema: &mut Schema,
    origins: &mut Origins,
    silences: &Silences,
    setup: &Setup<'_>,
    sink: &mut Sink,
) {
    let (mut typeless, mut valueless, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let all = silences.untold();
    for of_model in all.chunk_by(|one, other| one.0.model == other.0.model) {
        let mut enums: IndexMap<&str, (&Path, Span), RandomState> = IndexMap::default();
        for (path, what) in of_model {
            let [Step::Field(name)] = path.steps.as_slice() else { continue };
            match what {
                Untold::Type(span) => typeless.push((*path, name.as_str(), *span)),
                Untold::Values(span) => _ = enums.insert(name, (*path, *span)),
                Untold::Items => {}
            }
        }
        let model = schema.models.get_mut(&of_model[0].0.model).filter(|_| !enums.is_empty());
        for field in model.map(fields_mut).unwrap_or_default() {
            let Some((name, (path, span))) = enums.swap_remove_entry(field.name.as_str()) else { continue };
            let Some((rule, ty)) = infer::of_enum(field, &|rule| setup.infer.on(rule)) else {
                valueless.push((path, name, span));
                continue;
            };
            if setup.evidence {
                let note = format!("read as {ty}");
                origins.fact(path.clone(), Fact::Type, Evidence::Inferred { rule, spans: vec![span], note });
            }
            *leaf(&mut field.ty) = ty;
            texts.push((path, name, span));
        }
        valueless.extend(enums.into_iter().map(|(name, (path, span))| (path, name, span)));
    }
    tell(typeless, sink, ["has no type", "have no type", "has none either", "its type", "their types"], "any JSON");
    let words =
        ["is an enum without values", "are enums without values", "has none either", "its values", "their values"];
    tell(valueless, sink, words, "any JSON");
    tell(texts, sink, words, "any text");
}

/// One finding a model; `words` say what one field lacks, what several lack, what another lacks, and what to give.
fn tell(mut all: Vec<(&Path, &str, Span)>, sink: &mut Sink, words: [&str; 5], taken: &str) {
    let [one, several, another, its, their] = words;
    for fields in all.chunk_by_mut(|one, other| one.0.model == other.0.model) {
        let model = &fields[0].0.model;
        order::sort_by_key(fields, |it| it.2);
        let (path, name, span) = fields[0];
        let (message, takes) = match fields.len() {
            1 => (format!("`{name}` {one}"), format!("the field takes {taken}; give {its}")),
            count => (format!("{count} fields of `{model}` {several}"), format!("they take {taken}; give {their}")),
        };
        let finding = sink.report(Code::UnknownType, span, message);
        finding.help(format!("{takes} in `[field.\"{path}\"]` of `fieldtable.toml`"));
        for (_, name, span) in &fields[1..] {
            finding.also(*span, format!("`{name}` {another}"));
        }
    }
}
