//! The whole way from texts to a schema, on one page. Pure: no file, no environment, no clock.

mod columns;
mod folders;
mod memo;
mod session;

use folders::{Folder, OfPage, candidates, choose, folder_of_each, with_columns};
use memo::Memo;
pub use session::{Prepared, Session};

use crate::diag::{Code, Diagnostic, Sink};
use crate::dialect::{self, Candidate, Coverage, Dialect, Page, PageCoverage, Reading, Role, canonical};
use crate::infer;
use crate::progress::Progress;
use crate::resolve::{self, Drafts, Origins, Setup};
use crate::schema::Schema;
use crate::text::{FileId, Source, SourceMap};
use crate::typexpr::Notation;
use foldhash::{HashSet, HashSetExt};
use indexmap::IndexMap;

/// What steers [`compile`].
///
/// ```
/// use fieldtable::Options;
///
/// let options = Options { dialect: Some("openapi-generator-php".into()), operations: true, ..Options::default() };
/// assert!(!options.evidence, "evidence is recorded when somebody wants to see it");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The dialect of all pages, by id; recognised by evidence when absent.
    pub dialect: Option<String>,
    /// Dialects of the user's own, besides the built-in ones.
    pub dialects: Vec<Dialect>,
    /// What columns of tables that people write hold, by their headers; it goes before what any dialect says.
    pub columns: IndexMap<String, Role>,
    /// Notations of the user's own, besides the built-in ones.
    pub notations: Vec<Notation>,
    /// Make a request type of each operation that the pages describe.
    pub operations: bool,
    /// Record the evidence of every fact in the origins.
    pub evidence: bool,
    /// Which rules of inference hold.
    pub infer: infer::Options,
    /// What is known besides the pages.
    pub schema: resolve::Options,
}

/// What documents say.
///
/// ```
/// use fieldtable::{Options, compile, text::SourceMap};
///
/// let mut sources = SourceMap::new();
/// sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// let compilation = compile(&sources, &Options::default());
/// for finding in &compilation.diagnostics {
///     println!("{}: {}", finding.code.id(), finding.message);
/// }
/// assert_eq!(compilation.coverage.verdicts[0].dialect, "written");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Compilation {
    /// The models; complete even when there are findings of level error.
    pub schema: Schema,
    /// Where each thing of the schema comes from.
    pub origins: Origins,
    /// What is wrong with the documents, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was recognised, and what was left out.
    pub coverage: Coverage,
}

/// Reads all documents as one set of models.
///
/// ```
/// use fieldtable::{Options, compile, text::SourceMap};
///
/// let mut sources = SourceMap::new();
/// sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// let compilation = compile(&sources, &Options::default());
/// assert_eq!(compilation.schema.models.keys().collect::<Vec<_>>(), ["Order"]);
/// ```
#[must_use]
pub fn compile(sources: &SourceMap, options: &Options) -> Compilation {
    compile_watched(sources, options, &())
}

/// As [`compile()`], for somebody who waits.
///
/// ```
/// use fieldtable::{Options, compile::compile_watched, progress::Progress, text::SourceMap};
///
/// struct Steps;
///
/// impl Progress for Steps {
///     fn step(&self, name: &'static str, parts: usize) {
///         println!("{name}: {parts}");
///     }
///     fn part(&self) {}
/// }
///
/// let compilation = compile_watched(&SourceMap::new(), &Options::default(), &Steps);
/// assert!(compilation.schema.models.is_empty());
/// ```
#[must_use]
pub fn compile_watched(sources: &SourceMap, options: &Options, progress: &dyn Progress) -> Compilation {
    let own = with_columns(options);
    whole(sources, (options, &own), progress, &mut Memo::once(), &|| false).expect("nothing stops it")
}

/// The whole way, with the user's `own` dialects. What `memo` knows of a page is believed; `None` when it is `stopped` between two steps.
fn whole<'o>(
    sources: &SourceMap,
    (options, own): (&'o Options, &'o [Dialect]),
    progress: &dyn Progress,
    memo: &mut Memo<'o>,
    stopped: &dyn Fn() -> bool,
) -> Option<Compilation> {
    let mut sink = Sink::new();
    let exact: Vec<(FileId, Schema)> =
        sources.pages().filter_map(|(id, source)| Some((id, canonical::read(&source.text)?))).collect();
    // A page that is read as it is has nothing for those who recognise.
    let others = (!exact.is_empty()).then(|| sources.without_texts(exact.iter().map(|it| it.0)));
    let sources = others.as_ref().unwrap_or(sources);
    let all: Vec<(FileId, &Source)> = sources.pages().collect();
    progress.step("scanning", all.len());
    // The files of the dialects are read meanwhile.
    let candidates = memo.scan(&all, progress, || candidates(options, own));
    if stopped() {
        return None;
    }
    let pages: Vec<Page<'_>> = all.iter().map(|it| it.1).zip(&memo.documents).collect();
    let (folders, found) = match memo.choice.take().filter(|it| it.stands(&all)) {
        Some(choice) => (choice.folders, choice.found),
        None => {
            let mut found = Sink::new();
            (choose(&pages, &candidates, options, progress, &mut found), found)
        }
    };
    memo.choice = memo.readings.again.then(|| memo::Choice::new(&all, &folders, &found));
    sink.append(found);
    let of_page: Vec<OfPage<'_>> = folder_of_each(&folders, pages.len());
    progress.step("tables", pages.len());
    let readings = memo::read(&pages, &of_page, &mut memo.readings, progress);
    if stopped() {
        return None;
    }
    let mut drafts = Drafts::default();
    drafts.models.reserve(readings.iter().map(|it| it.0.models.len()).sum());
    let mut coverage =
        Coverage { verdicts: folders.iter().filter_map(|it| it.verdict.clone()).collect(), ..Coverage::default() };
    coverage.pages.reserve_exact(all.len());
    for (((file, _), (reading, found)), [_, own]) in all.iter().zip(readings).zip(&of_page) {
        sink.append(found);
        coverage.pages.push(covered(*file, &reading, *own));
        drafts.models.extend(reading.models);
        drafts.operations.extend(reading.operations);
    }
    dialect::bind(&mut drafts.models, sources);
    if exact.is_empty() {
        nothing_found(&coverage, &drafts, options, &mut sink);
    }
    misleading(&drafts, &mut sink);
    columns::told(&coverage, options, &mut sink);
    let setup = Setup {
        options: &options.schema,
        evidence: options.evidence,
        infer: &options.infer,
        operations: options.operations,
        sources,
        documents: &memo.documents,
        notations: &options.notations,
        progress,
    };
    for (file, exact) in &exact {
        coverage.pages.iter_mut().filter(|it| it.file == *file).for_each(|it| *it = as_it_is(*file, exact));
    }
    let (schema, origins) = resolve::resolve(drafts, exact, &setup, &mut sink);
    Some(Compilation { schema, origins, diagnostics: sink.finish(), coverage })
}

fn covered(file: FileId, reading: &Reading<'_>, candidate: Option<Candidate<'_>>) -> PageCoverage {
    let requests = reading.operations.iter().map(|it| it.request.name.as_str().to_owned());
    PageCoverage {
        file,
        dialect: reading.models.first().map(|it| it.dialect).or(candidate.map(|it| it.0)).map(|it| it.id.clone()),
        models: reading.models.iter().map(|it| it.name.as_str().to_owned()).chain(requests).collect(),
        tables: reading.tables.clone(),
        left_out: reading.left_out.clone(),
    }
}

/// A canonical page.
fn as_it_is(file: FileId, schema: &Schema) -> PageCoverage {
    let models = schema.models.keys().cloned().collect();
    PageCoverage { file, dialect: Some(CANONICAL.to_owned()), models, tables: Vec::new(), left_out: None }
}

/// What stands for a dialect where pages are read as `emit::markdown` writes them.
const CANONICAL: &str = "canonical";

/// What pages of a kind never print as it is, once for each kind.
fn misleading(drafts: &Drafts<'_>, sink: &mut Sink) {
    let mut told = HashSet::new();
    for draft in &drafts.models {
        let said = draft.dialect.generated().and_then(|it| it.misleading.as_ref());
        if let Some(said) = said.filter(|_| told.insert(draft.dialect.id.as_str())) {
            sink.report(Code::MisleadingTypes, draft.span, format!("in pages of `{}`, {said}", draft.dialect.id))
                .help("give the types of such fields in `[field.\"MODEL.FIELD\"]` of `fieldtable.toml`: `type = \"string[]\"`");
        }
    }
}

fn nothing_found(coverage: &Coverage, drafts: &Drafts<'_>, options: &Options, sink: &mut Sink) {
    if !drafts.models.is_empty() || options.operations && !drafts.operations.is_empty() {
        return;
    }
    let tables: usize = coverage.pages.iter().map(|it| it.tables.len()).sum();
    let pages = coverage.pages.len();
    let known = coverage.pages.iter().any(|it| it.dialect.is_some());
    if tables > 0 && !known {
        sink.report_all(Code::NoDialect, format!("no known dialect fits the {tables} tables of {pages} pages"))
            .help("name the dialect with `--dialect`, or write a dialect file and name it in `fieldtable.toml`");
    } else {
        sink.report_all(Code::NoModel, format!("none of {pages} pages shows a model; they have {tables} tables"))
            .help("`fieldtable inspect` tells why each page and table was left out");
    }
}

#[cfg(test)]
mod tests {
    use crate::dialect::{BUILTIN, Dialect};
    use std::path::Path;

    #[test]
    fn the_registry_lists_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/dialects");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the folder is there")
            .map(|it| it.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let listed: Vec<_> = BUILTIN.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(listed, files, "src/dialect/builtin_list.rs lists templates/dialects");
        for (id, text) in BUILTIN {
            if text.contains("foundation = true") {
                continue;
            }
            let dialect = Dialect::from_toml(text).unwrap_or_else(|why| panic!("{id}: {why}"));
            assert_eq!(dialect.id, *id);
        }
    }
}
