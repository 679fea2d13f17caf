//! What the pages are silent about: told once, with an example and with what to write.

use super::Options;
use super::evidence::{Count, Silences};
use crate::diag::{Code, Sink};
use crate::name::{Case, cased};
use crate::order;
use crate::schema::{ModelKind, Opaque, Schema};

/// Reports every silence once.
pub(super) fn report(schema: &Schema, silences: &Silences, options: &Options, sink: &mut Sink) {
    names(silences, sink);
    if options.unsaid_null.is_none()
        && let Count { number, first: Some((name, span)) } = &silences.null
    {
        let all = silences.fields;
        let message = if *number == all {
            format!("the pages never say which fields may be `null`; all {all} are read as never `null`")
        } else {
            format!(
                "the pages do not say of {number} of {all} fields whether they may be `null`; these are read as never `null`"
            )
        };
        let finding = sink.report(Code::UnsaidNull, *span, message);
        for word in ["never", "optional", "always"] {
            finding.mend(format!("[schema]\nunsaid_null = \"{word}\""));
        }
        finding.label(format!("`{name}` is the first")).help(
            "write `unsaid_null = \"never\"`, `\"optional\"` (fields that may be absent may be `null`) or `\"always\"` below \
             `[schema]` in `fieldtable.toml`, or `nullable = true` for a field in `[field.\"MODEL.FIELD\"]`",
        );
    }
    if let Count { number, first: Some((name, span)) } = &silences.presence {
        let all = silences.fields;
        let message = format!("the pages do not say of {number} of {all} fields whether they must be there");
        let finding = sink.report(Code::UnsaidPresence, *span, message);
        for word in ["required", "optional"] {
            finding.mend(format!("[schema]\nunsaid = \"{word}\""));
        }
        finding.label(format!("`{name}` is the first")).help(
            "they may be absent; write `unsaid = \"required\"` or `\"optional\"` below `[schema]` in `fieldtable.toml`",
        );
    }
    if let Count { number, first: Some((name, span)) } = &silences.values {
        let message = format!("the pages leave out the values of {number} enums that fields have of their own");
        sink.report(Code::EmptyModel, *span, message)
            .label(format!("`{name}` is the first"))
            .help("these fields take any JSON; give `values` in `[field.\"MODEL.FIELD\"]` of `fieldtable.toml`");
    }
    let empty = |name: &str| schema.models.get(name).is_some_and(|it| it.kind == ModelKind::Opaque(Opaque::Empty));
    let list: Vec<_> = silences.empty.iter().filter(|(name, _)| empty(name)).collect();
    if let Some((_, first)) = list.first() {
        let names: Vec<_> = list.iter().map(|it| format!("`{}`", it.0)).collect();
        let message = match names.as_slice() {
            [one] => format!("the page of {one} leaves out what it consists of"),
            _ => format!("{} pages leave out what their models consist of: {}", names.len(), names.join(", ")),
        };
        sink.report(Code::EmptyModel, *first, message)
            .help("they keep any JSON; give `values` or `type` in `[model.\"NAME\"]` of `fieldtable.toml`");
    }
}

/// Names of a language, where nobody has said how the wire writes them.
fn names(silences: &Silences, sink: &mut Sink) {
    let Count { number, first: Some((name, span)) } = &silences.names else { return };
    let all = silences.fields;
    let message =
        format!("the tables print names of a programming language; the wire may write {number} of {all} otherwise");
    let agree = |case: Case| silences.shown_wire.iter().filter(|(shown, wire, _)| cased(shown, case) == *wire).count();
    let told: Vec<_> = silences.shown_wire.iter().filter(|(shown, wire, _)| shown != wire).collect();
    let best = Case::ALL.into_iter().map(|case| (agree(case), case)).max_by_key(|it| it.0);
    let help = match (best, told.first()) {
        (Some((count, case)), Some((shown, wire, _))) if count > 0 => format!(
            "write `wire_names = \"{}\"` into `fieldtable.toml`: other parts of the pages show names on the wire, such as \
             `{wire}` for `{shown}`, and {count} of {} are written so",
            case.spelled(),
            silences.shown_wire.len()
        ),
        _ => {
            "write `wire_names = \"snake_case\"`, or the case that this API uses, or `\"as-written\"` if these are the \
              names on the wire, into `fieldtable.toml`"
                .to_owned()
        }
    };
    let finding = sink.report(Code::LanguageNames, *span, message).label(format!("`{name}` is the first")).help(help);
    // The one that most of the names on other parts of the pages have comes first.
    let mut cases = Case::ALL.to_vec();
    order::sort_by_key(&mut cases, |case| std::cmp::Reverse(agree(*case)));
    for word in cases.into_iter().map(Case::spelled).chain(["as-written"]) {
        finding.mend(format!("wire_names = \"{word}\""));
    }
}
