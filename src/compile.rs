//! The whole way from texts to a schema, on one page. Pure: no file, no environment, no clock.

mod columns;
mod memo;
#[cfg(feature = "lsp")]
mod session;

use memo::Memo;
#[cfg(feature = "lsp")]
pub(crate) use session::{Session, dialects};

use crate::diag::{Code, Diagnostic, Sink};
use crate::dialect::{self, Candidate, Choice, Coverage, Dialect, Page, PageCoverage, Reading, Role, Style, Verdict};
use crate::import::canonical;
use crate::infer;
use crate::markdown::{self, Document};
use crate::progress::Progress;
use crate::resolve::{self, Drafts, Origins, Setup};
use crate::schema::Schema;
use crate::text::{FileId, Source, SourceMap, Span};
use crate::typexpr::{self, Notation};
use indexmap::IndexMap;
use rayon::prelude::*;
use std::collections::HashSet;

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
    let ((), candidates) = rayon::join(|| memo.scan(&all, progress), || candidates(options, own));
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
    let of_page: Vec<Option<Candidate<'_>>> = folder_of_each(&folders, pages.len());
    progress.step("tables", pages.len());
    let readings = memo::read(&pages, &of_page, &mut memo.readings, progress);
    if stopped() {
        return None;
    }
    let mut drafts = Drafts::default();
    let mut coverage =
        Coverage { verdicts: folders.iter().filter_map(|it| it.verdict.clone()).collect(), ..Coverage::default() };
    for (((file, _), (reading, found)), candidate) in all.iter().zip(readings).zip(&of_page) {
        sink.append(found);
        coverage.pages.push(covered(*file, &reading, *candidate));
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

/// The user's own dialects, and all of written docs when somebody says what their columns hold.
fn with_columns(options: &Options) -> Vec<Dialect> {
    // They are read only when they are needed.
    let builtin: &[Dialect] = if options.columns.is_empty() { &[] } else { dialect::builtin() };
    let mut all: Vec<Dialect> = options.dialects.iter().chain(builtin).cloned().collect();
    for dialect in &mut all {
        if let Style::Written(style) = &mut dialect.style {
            style.set_columns(&options.columns);
        }
    }
    all
}

/// All dialects, the user's own first, or the one that the options name.
fn candidates<'d>(options: &'d Options, own: &'d [Dialect]) -> Vec<Candidate<'d>> {
    // The files are read when they are first asked for, and there are many.
    rayon::join(dialect::builtin, || typexpr::find(&[], ""));
    let all = own.iter().chain(dialect::builtin());
    let wanted = all.filter(|it| options.dialect.as_ref().is_none_or(|id| *id == it.id));
    let mut seen = HashSet::new();
    let first = wanted.filter(|it| seen.insert(it.id.as_str()));
    first.filter_map(|it| Some((it, typexpr::find(&options.notations, &it.notation)?))).collect()
}

/// A folder with its pages, by their place among all, and its dialect.
#[derive(Clone)]
struct Folder<'d> {
    path: String,
    pages: Vec<usize>,
    candidate: Option<Candidate<'d>>,
    verdict: Option<Verdict>,
    operations_only: bool,
}

fn choose<'d>(
    pages: &[Page<'_>],
    candidates: &[Candidate<'d>],
    options: &Options,
    progress: &dyn Progress,
    sink: &mut Sink,
) -> Vec<Folder<'d>> {
    let mut by_path: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, (source, _)) in pages.iter().enumerate() {
        by_path.entry(source.folder()).or_default().push(index);
    }
    progress.step("recognising", by_path.len());
    let set = options.dialect.is_some();
    let mut folders: Vec<Folder<'d>> = Vec::new();
    for (path, indices) in by_path {
        let own: Vec<Page<'_>> = indices.iter().map(|&it| pages[it]).collect();
        let mut folder =
            Folder { path: path.to_owned(), pages: indices, candidate: None, verdict: None, operations_only: false };
        if let Some(choice) = dialect::choose(&own, candidates) {
            let mut verdict = choice.verdict(path, set);
            rivals(&choice, &own, options, &mut verdict, sink);
            folder.candidate = Some(choice.candidate);
            folder.verdict = Some(verdict);
            folder.operations_only = choice.operations_only;
        }
        folders.push(folder);
        progress.part();
    }
    let strong = folders.iter().filter(|it| !it.operations_only);
    let known: Vec<(String, Candidate<'d>)> = strong.filter_map(|it| Some((it.path.clone(), it.candidate?))).collect();
    for folder in folders.iter_mut().filter(|it| it.candidate.is_none() || it.operations_only) {
        let own: Vec<Page<'_>> = folder.pages.iter().map(|&it| pages[it]).collect();
        beside(folder, &own, &known, candidates, set);
    }
    folders
}

/// A folder without models of generated pages: operations of the dialect next to it, or tables that people write.
fn beside<'d>(
    folder: &mut Folder<'d>,
    pages: &[Page<'_>],
    known: &[(String, Candidate<'d>)],
    candidates: &[Candidate<'d>],
    set: bool,
) {
    let shared = |other: &str| folder.path.split('/').zip(other.split('/')).take_while(|(a, b)| a == b).count();
    let next = known.iter().enumerate().max_by_key(|(at, it)| (shared(&it.0), usize::MAX - at)).map(|it| it.1);
    if let Some((path, candidate)) = next
        && (folder.operations_only || dialect::shows_operations(pages, *candidate))
        && candidate.0.generated().is_some()
    {
        let evidence = vec![format!("its pages show operations; the models are in `{path}`")];
        let (path, dialect) = (folder.path.clone(), candidate.0.id.clone());
        folder.candidate = Some(*candidate);
        folder.verdict = Some(Verdict { folder: path, dialect, set, evidence, rivals: Vec::new() });
    } else if folder.operations_only {
        // It is of the dialect that its own pages speak for.
    } else if let Some(choice) = dialect::by_people(pages, candidates) {
        folder.verdict = Some(choice.verdict(&folder.path, set));
        folder.candidate = Some(choice.candidate);
    } else {
        folder.candidate = next.map(|it| it.1).or_else(|| candidates.first().copied().filter(|_| set));
    }
}

/// Dialects for which as much speaks, and which read the pages that were looked at differently.
fn rivals(choice: &Choice<'_>, pages: &[Page<'_>], options: &Options, verdict: &mut Verdict, sink: &mut Sink) {
    if choice.rivals.is_empty() {
        return;
    }
    let looked: Vec<Page<'_>> = choice.sample.iter().map(|&it| pages[it]).collect();
    let mut sources = SourceMap::new();
    for (source, _) in &looked {
        sources.add(source.path.clone(), &source.text);
    }
    let documents: Vec<Document> = sources.iter().map(|(id, source)| markdown::scan(id, &source.text)).collect();
    let schema = |candidate: &Candidate<'_>| {
        let mut drafts = Drafts::default();
        for ((_, source), document) in sources.iter().zip(&documents) {
            drafts.models.extend(dialect::read(source, document, candidate.0, candidate.1, &mut Sink::new()).models);
        }
        let setup = Setup {
            options: &options.schema,
            evidence: false,
            infer: &options.infer,
            operations: false,
            sources: &sources,
            documents: &documents,
            notations: &options.notations,
            progress: &(),
        };
        resolve::resolve(drafts, Vec::new(), &setup, &mut Sink::new()).0
    };
    let all: Vec<Candidate<'_>> = [choice.candidate].into_iter().chain(choice.rivals.iter().copied()).collect();
    let schemas: Vec<Schema> = all.par_iter().map(schema).collect();
    let differ = all.iter().zip(&schemas).filter(|it| *it.1 != schemas[0]);
    verdict.rivals = differ.map(|it| it.0.0.id.clone()).collect();
    if let (false, Some((_, document))) = (verdict.rivals.is_empty(), looked.first()) {
        let rivals: Vec<_> = verdict.rivals.iter().map(|it| format!("`{it}`")).collect();
        let message = format!(
            "the pages may as well be of the dialect {}; `{}` was chosen, and the outcome would differ",
            rivals.join(", "),
            verdict.dialect
        );
        let finding = sink.report(Code::AmbiguousDialect, Span::new(document.file, 0..0), message);
        for id in [&verdict.dialect].into_iter().chain(&verdict.rivals) {
            finding.mend(format!("dialect = \"{id}\""));
        }
        finding.help(format!("write `dialect = \"{}\"`, or the right one, into `fieldtable.toml`", verdict.dialect));
    }
}

fn folder_of_each<'d>(folders: &[Folder<'d>], pages: usize) -> Vec<Option<Candidate<'d>>> {
    let mut found = vec![None; pages];
    for folder in folders {
        for &page in &folder.pages {
            found[page] = folder.candidate;
        }
    }
    found
}

fn covered(file: FileId, reading: &Reading<'_>, candidate: Option<Candidate<'_>>) -> PageCoverage {
    let requests = reading.operations.iter().map(|it| it.request.name.as_str().to_owned());
    PageCoverage {
        file,
        dialect: candidate.map(|it| it.0.id.clone()),
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
