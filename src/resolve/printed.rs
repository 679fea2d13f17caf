//! Names of tables, once more: which of those that a language might have are the wire's own, and what code calls by names of
//! the language. Comes in: models whose names are a language's. Goes out: fewer of them, and less that examples show.

use super::evidence::{Count, Printed, Silences};
use super::{Origins, Setup};
use crate::diag::{Code, Sink};
use crate::dialect::{Names, OperationDraft};
use crate::infer::{self, Observed, Seen, WIRE_CASE};
use crate::name::{each_word, is_small_word};
use crate::schema::Schema;
use crate::text::{FileId, Span};
use foldhash::{HashMap, HashSet};

/// So many names must have a mark between their words, and so many of a hundred of those that have several.
const FEWEST: usize = 3;
const SHARE: usize = 10;

/// The names of a folder that have several words.
#[derive(Default)]
struct Folder<'s> {
    all: HashSet<&'s str>,
    /// Those with a mark between the words.
    parted: HashSet<&'s str>,
    first: Option<(&'s str, Span)>,
}

impl Folder<'_> {
    fn is_of_the_wire(&self) -> bool {
        self.parted.len() >= FEWEST && self.parted.len() * 100 >= self.all.len() * SHARE
    }
}

/// Where a language has no mark between the words of a name and tables have one, the program was told to print names as they
/// are on the wire: those models' names are no language's.
pub(super) fn on_the_wire(
    schema: &Schema,
    origins: &Origins,
    silences: &mut Silences,
    setup: &Setup<'_>,
    sink: &mut Sink,
) {
    let open = setup.options.wire_names.case.is_none() && setup.infer.on(&WIRE_CASE);
    if !open || !silences.language.values().any(|it| *it == Printed::Joined) {
        return;
    }
    let folder_of = |model: &str| {
        let span = origins.of_model(model)?.span?;
        Some(setup.sources.file(span.file).folder())
    };
    let mut folders: HashMap<&str, Folder<'_>> = HashMap::default();
    for (name, model) in schema.models.iter().filter(|it| silences.language.get(it.0) == Some(&Printed::Joined)) {
        let Some(path) = folder_of(name) else { continue };
        let folder = folders.entry(path).or_default();
        for field in infer::fields(model) {
            let shown = field.shown.as_ref().unwrap_or(&field.name);
            if each_word(shown).nth(1).is_some() {
                folder.all.insert(shown);
            }
            if is_parted(shown) && folder.parted.insert(shown) && folder.first.is_none() {
                let span = origins.of_field(name, &field.name).and_then(|it| it.span);
                folder.first = span.map(|it| (shown.as_str(), it));
            }
        }
    }
    folders.retain(|_, it| it.is_of_the_wire());
    let sum = |count: fn(&Folder<'_>) -> usize| folders.values().map(count).sum::<usize>();
    let Some((name, span)) = folders.values().filter_map(|it| it.first).min_by_key(|it| it.1) else { return };
    let message = format!(
        "the names in the tables are taken to be those on the wire: {} of {} have marks between their words, as names of the \
         language have not",
        sum(|it| it.parted.len()),
        sum(|it| it.all.len()),
    );
    let setting = "wire_names = \"as-written\"";
    sink.report(Code::InferredCase, span, message)
        .label(format!("`{name}` is one of them"))
        .help(format!("write `{setting}` into `fieldtable.toml` if this is right"))
        .mend(setting);
    let joined = silences.language.iter_mut().filter(|it| *it.1 == Printed::Joined);
    let of_wire = joined.filter(|it| folder_of(it.0).is_some_and(|it| folders.contains_key(it)));
    of_wire.for_each(|it| *it.1 = Printed::Wire);
    silences.names = Count::default();
    let unsaid = |model: &str| silences.language.get(model).is_some_and(|it| *it != Printed::Wire);
    for (name, model) in schema.models.iter().filter(|it| unsaid(it.0)) {
        for field in infer::fields(model).iter().filter(|it| !is_small_word(&it.name)) {
            if let Some(span) = origins.of_field(name, &field.name).and_then(|it| it.span) {
                silences.names.add(&field.name, span);
            }
        }
    }
}

/// Whether marks stand between the words of a name. In capitals words have them in any language.
fn is_parted(name: &str) -> bool {
    let words = name.split(['_', '-']).filter(|it| it.starts_with(char::is_alphabetic)).count();
    words > 1 && name.contains(char::is_lowercase)
}

/// Takes out what examples call as the page lists arguments of calls: by names of the language.
pub(super) fn without_arguments(observed: &mut Observed, operations: &[OperationDraft<'_>]) {
    let of_language = operations.iter().filter(|it| it.request.dialect.names == Names::Language);
    let arguments: HashSet<(FileId, &str)> = of_language
        .flat_map(|it| it.request.body.fields.iter().flatten().map(|field| (field.row.file, field.name.as_str())))
        .collect();
    if !arguments.is_empty() {
        let of_call = |it: &Seen<String>| arguments.contains(&(it.span.file, it.what.as_str()));
        observed.fields.values_mut().for_each(|it| it.keys.retain(|it| !of_call(it)));
    }
}
