//! What examples and prose show of fields → their names on the wire, their formats, and which may be `null`.

use super::evidence::{Count, Printed, Silences, Untold};
use super::types::leaf;
use super::{Evidence, Fact, Origins, Setup, WireCase, printed, untold};
use crate::diag::{Code, Sink};
use crate::dialect::OperationDraft;
use crate::infer::{self, Claim, Example, Mention, Naming, Observed, Rename, Seen};
use crate::json::Value;
use crate::markdown::BlockKind;
use crate::name::Case;
use crate::parallel;
use crate::schema::{
    EnumValue, Enumeration, Field, IntegerFormat, Model, ModelKind, Path, Schema, Step, StringFormat, Type,
};
use crate::text::{FileId, Span};
use foldhash::{HashMap, HashSet};

/// Fields whose type examples speak against, and where these do.
pub(super) type Against = HashMap<Path, Vec<Span>>;

/// Reads examples and prose. Rules that are off cost nothing.
pub(super) fn apply(
    schema: &mut Schema,
    origins: &mut Origins,
    silences: &mut Silences,
    operations: &[OperationDraft<'_>],
    setup: &Setup<'_>,
    sink: &mut Sink,
) -> Against {
    let pages = model_pages(schema, origins);
    let language_pages: HashSet<FileId> =
        silences.language.keys().filter_map(|it| pages.get(it.as_str()).copied()).collect();
    let mut observed = match examples(setup, &language_pages, !silences.language.is_empty()) {
        examples if examples.is_empty() => Observed::default(),
        examples => infer::observe(schema, &examples, &|model| pages.get(model).copied()),
    };
    printed::without_arguments(&mut observed, operations);
    own_examples(schema, silences, &mut observed);
    let mentions = if silences.language.is_empty() {
        Vec::new()
    } else {
        mentions(schema, origins, silences, setup, &language_pages)
    };
    let set = match setup.options.wire_names.case {
        Some(WireCase::Case(case)) => Known::Case(case),
        Some(WireCase::AsWritten(_)) => Known::AsWritten,
        None => Known::Nothing,
    };
    let mut naming = Naming::default();
    if set != Known::AsWritten {
        let case = if let Known::Case(case) = set { Some(case) } else { None };
        let language = |it: &str| silences.language.get(it).is_some_and(|it| *it != Printed::Wire);
        naming = infer::names(schema, &observed, &mentions, &language, case, &|it| setup.infer.on(it));
    }
    let against = values(schema, origins, silences, &observed, setup, sink);
    untold::settle(schema, origins, silences, setup, sink);
    if set == Known::Nothing {
        tell(&naming, silences, sink);
    }
    rename(schema, origins, against, naming.renames, setup)
}

#[derive(Clone, Copy, PartialEq)]
enum Known {
    Nothing,
    Case(Case),
    AsWritten,
}

/// The page that describes each model.
fn model_pages<'s>(schema: &'s Schema, origins: &Origins) -> HashMap<&'s str, FileId> {
    let page = |name: &'s String| Some((name.as_str(), origins.of_model(name)?.span?.file));
    schema.models.keys().filter_map(page).collect()
}

/// The objects in blocks of code. Code on the page of a model whose names are a language's is code in that language; on
/// other pages of such docs, only keys in quotes are names on the wire.
fn examples(setup: &Setup<'_>, language_pages: &HashSet<FileId>, language: bool) -> Vec<Example> {
    let mut found = Vec::new();
    for document in setup.documents.iter().filter(|it| !language_pages.contains(&it.file)) {
        let text = &setup.sources.file(document.file).text;
        for block in document.blocks.iter().filter(|it| matches!(it.kind, BlockKind::Code)) {
            found.extend(Example::read(document.file, text, block.range.clone(), !language));
        }
    }
    for (file, source) in setup.sources.examples() {
        found.extend(Example::read(file, &source.text, 0..source.text.len(), true));
    }
    found
}

/// Names that prose gives in code marks, and those that another part of a model's page gives.
fn mentions<'t>(
    schema: &'t Schema,
    origins: &Origins,
    silences: &'t Silences,
    setup: &Setup<'t>,
    language_pages: &HashSet<FileId>,
) -> Vec<Mention<'t>> {
    let mut found: Vec<Mention<'_>> =
        silences.shown_wire.iter().map(|(_, wire, span)| Mention { name: wire, span: *span }).collect();
    let shown = parallel::map(&schema.models, |(name, model)| {
        let mut found = Vec::new();
        let mut add = |field: Option<&Field>, text: Option<&'t String>| {
            // Most prose marks no code; its place need not be looked up.
            if let Some(text) = text.filter(|it| it.contains('`'))
                && let of_field = field.and_then(|it| origins.of_field(name, &it.name))
                && let Some(span) = of_field.or_else(|| origins.of_model(name)).and_then(|it| it.span)
            {
                let source = &setup.sources.file(span.file).text;
                found.extend(code_spans(text).map(|(_, it)| Mention { name: it, span: written(source, span, it) }));
            }
        };
        add(None, model.description.as_ref());
        if let ModelKind::Object(object) = &model.kind {
            for field in &object.fields {
                add(Some(field), field.description.as_ref());
            }
        }
        found
    });
    found.extend(shown.into_iter().flatten());
    for document in setup.documents.iter().filter(|it| !language_pages.contains(&it.file)) {
        let text = &setup.sources.file(document.file).text;
        for block in document.blocks.iter().filter(|it| matches!(it.kind, BlockKind::Paragraph | BlockKind::Item)) {
            let spans = code_spans(&text[block.range.clone()]);
            found.extend(spans.map(|(at, it)| Mention {
                name: it,
                span: Span::new(document.file, block.range.start + at..block.range.start + at + it.len()),
            }));
        }
    }
    found
}

/// Where a name stands in a row, or at or below a heading: the nearest place, else the whole.
fn written(source: &str, span: Span, name: &str) -> Span {
    const FARTHEST: usize = 4096;
    let range = span.range();
    let farthest = (range.start + FARTHEST).min(source.len());
    let end = (range.end..=farthest.max(range.end)).rev().find(|it| source.is_char_boundary(*it));
    let found = source.get(range.start..end.unwrap_or(range.end)).and_then(|it| it.find(name));
    found.map_or(span, |at| Span::new(span.file, range.start + at..range.start + at + name.len()))
}

/// What stands between backticks, and where. References such as `order.line_1` give their last name.
fn code_spans(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let pieces = text.split('`').enumerate().map(move |(index, piece)| {
        let start = at;
        at += piece.len() + 1;
        (index % 2 == 1, start, piece)
    });
    pieces.filter_map(|(inside, start, piece)| {
        let last = piece.rfind('.').map_or(0, |it| it + 1);
        let name = &piece[last..];
        let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '$' | '@');
        (inside && !name.is_empty() && name.chars().all(is_name)).then_some((start + last, name))
    })
}

pub(super) fn fields_mut(model: &mut Model) -> &mut [Field] {
    match &mut model.kind {
        ModelKind::Object(object) => &mut object.fields,
        _ => &mut [],
    }
}

/// A field of which no cell tells the type may have a cell with an example.
fn own_examples(schema: &Schema, silences: &Silences, observed: &mut Observed) {
    for (path, what) in silences.untold() {
        let [Step::Field(name)] = path.steps.as_slice() else { continue };
        let Some((index, _, Model { kind: ModelKind::Object(object), .. })) = schema.models.get_full(&path.model)
        else {
            continue;
        };
        let (Some(field), Untold::Type(span) | Untold::Values(span)) =
            (object.fields.iter().position(|it| it.name == *name), what)
        else {
            continue;
        };
        let seen = &mut observed.fields.entry((index, field)).or_default().values;
        if seen.is_empty() {
            seen.extend(object.fields[field].examples.iter().map(|it| Seen { what: it.clone(), span, sure: true }));
        }
    }
}

/// What the description says of a field whose type examples have told.
fn described(field: &mut Field, setup: &Setup<'_>) {
    let Some(description) = field.description.clone() else { return };
    let found = infer::from_prose(&description, field, &|it| setup.infer.on(it) && !infer::LOOSE.contains(&it.id));
    for conclusion in found {
        match conclusion.claim {
            Claim::Scalar(ty) => *leaf(&mut field.ty) = ty,
            Claim::Values(values) => {
                let values = values.into_iter().map(EnumValue::new).collect();
                *leaf(&mut field.ty) = Type::Enum(Enumeration { values });
            }
            _ => {}
        }
    }
}

/// Types, formats and `null` from the values of examples that can be of no other model.
fn values(
    schema: &mut Schema,
    origins: &mut Origins,
    silences: &mut Silences,
    observed: &Observed,
    setup: &Setup<'_>,
    sink: &mut Sink,
) -> Against {
    let mut against = Against::default();
    for ((model, field), shown) in observed.in_order().into_iter().filter(|it| !it.1.values.is_empty()) {
        let sure: Vec<_> = shown.values.iter().filter(|it| it.sure).collect();
        let values: Vec<&Value> = sure.iter().map(|it| &it.what).collect();
        let (name, model) = schema.models.get_index_mut(model).expect("examples were compared with this schema");
        let field = &mut fields_mut(model)[field];
        let path = Path::field(name.clone(), field.name.clone());
        for (rule, claim) in infer::from_values(field, &values, &|it| setup.infer.on(it)) {
            let places: Vec<Span> = sure.iter().map(|it| it.span).take(3).collect();
            let (fact, held) = match &claim {
                Claim::Nullable(true) => {
                    field.nullable = true;
                    (Fact::Nullable, true)
                }
                Claim::Scalar(ty) if *leaf(&mut field.ty) == Type::Any => {
                    // What a cell says to be any JSON stays that.
                    if silences.untold.remove(&path).is_none() {
                        continue;
                    }
                    *leaf(&mut field.ty) = ty.clone();
                    described(field, setup);
                    (Fact::Type, true)
                }
                Claim::Scalar(ty) => {
                    let place = leaf(&mut field.ty);
                    let fits = is_open(place) && std::mem::discriminant(place) == std::mem::discriminant(ty);
                    if fits {
                        *place = ty.clone();
                    }
                    (Fact::Format, fits)
                }
                _ => continue,
            };
            if !held {
                against.entry(path.clone()).or_default().push(places[0]);
                let message =
                    format!("the table says that `{path}` is `{}`, and in examples it is `{claim}`", field.ty);
                sink.report(Code::PageDisagrees, places[0], message)
                    .help(format!("if the example is right, write `type = \"{claim}\"` below `[field.\"{path}\"]` in `fieldtable.toml`"));
            }
            if setup.evidence {
                let note = match sure.len() {
                    1 => format!("an example shows: {claim}"),
                    count => format!("{count} examples show: {claim}"),
                };
                let why = Evidence::Inferred { rule, spans: places, note };
                if held { origins.fact(path.clone(), fact, why) } else { origins.against(path.clone(), fact, why) }
            }
        }
    }
    against
}

/// Whether the cell of the type leaves the format open.
fn is_open(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Integer(IntegerFormat::Unspecified | IntegerFormat::Int32OrWider)
            | Type::String(StringFormat::Plain | StringFormat::DateOrDateTime)
    )
}

/// What is known of the case of names: a note, or what keeps it from being known.
fn tell(naming: &Naming, silences: &mut Silences, sink: &mut Sink) {
    let votes: Vec<_> = naming.votes.iter().filter(|it| !it.1.is_empty()).collect();
    let all: usize = votes.iter().map(|it| it.1.len()).sum();
    let Some((case, (name, span))) = votes.first().and_then(|it| Some((it.0, it.1.first()?))) else { return };
    if naming.case.is_none() && votes.len() < 2 {
        return;
    }
    silences.names = Count::default();
    let setting = format!("wire_names = \"{}\"", case.spelled());
    if naming.agreed {
        let message = format!(
            "the names on the wire are taken to be in {}: {} of {all} names in examples and prose are written so",
            case.spelled(),
            votes[0].1.len(),
        );
        sink.report(Code::InferredCase, *span, message)
            .label(format!("`{name}` is one of them"))
            .help(format!("write `{setting}` into `fieldtable.toml` if this is right"))
            .mend(setting);
        return;
    }
    let counts: Vec<_> = votes.iter().map(|it| format!("{} in {}", it.1.len(), it.0.spelled())).collect();
    let counts = counts.join(", ");
    let message = match naming.case {
        Some(case) => format!(
            "the names on the wire are taken to be in {}, though examples and prose do not agree: {counts}",
            case.spelled()
        ),
        None => format!("examples and prose do not agree on the case of names: {counts}"),
    };
    let finding = sink.report(Code::UnclearCase, *span, message);
    finding.label(format!("`{name}` is in {}", case.spelled())).help(format!(
        "write `{setting}`, or the case that this API uses, into `fieldtable.toml`; names that are written otherwise go \
         below `[wire_names.names]`",
    ));
    for (case, names) in &votes {
        finding.mend(format!("wire_names = \"{}\"", case.spelled()));
        if let Some((name, span)) = names.first().filter(|_| *case != votes[0].0) {
            finding.also(*span, format!("`{name}` is in {}", case.spelled()));
        }
    }
}

/// Gives fields their names on the wire; what is known by their old ones is known by these then.
fn rename(
    schema: &mut Schema,
    origins: &mut Origins,
    against: Against,
    renames: Vec<Rename>,
    setup: &Setup<'_>,
) -> Against {
    if renames.is_empty() {
        return against;
    }
    let mut names: HashMap<&str, HashMap<&str, &str>> = HashMap::default();
    for of_model in renames.chunk_by(|one, other| one.model == other.model) {
        let (name, model) = schema.models.get_index(of_model[0].model).expect("names were read from this schema");
        let fields = infer::fields(model);
        names.insert(name, of_model.iter().map(|it| (&*fields[it.field].name, &*it.to.name)).collect());
    }
    origins.rename_fields(&names);
    let now = |path: Path| {
        let [Step::Field(old)] = path.steps.as_slice() else { return path };
        let new = names.get(path.model.as_str()).and_then(|it| it.get(old.as_str()));
        new.map_or(path.clone(), |new| Path::field(&path.model, *new))
    };
    let against = against.into_iter().map(|(path, spans)| (now(path), spans)).collect();
    for Rename { model, field, to } in renames {
        let (name, model) = schema.models.get_index_mut(model).expect("names were read from this schema");
        if let Some(rule) = to.rule.filter(|_| setup.evidence) {
            let why = Evidence::Inferred { rule, spans: to.spans.clone(), note: to.note.clone() };
            origins.set(Path::field(name.as_str(), to.name.as_str()), Fact::Name, why);
        }
        let field = &mut fields_mut(model)[field];
        let old = std::mem::replace(&mut field.name, to.name.clone());
        match &field.shown {
            Some(shown) if *shown == field.name => field.shown = None,
            Some(_) => {}
            None => field.shown = Some(old),
        }
    }
    against
}
