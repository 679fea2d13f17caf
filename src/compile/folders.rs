//! Pages → folders with their dialects. Comes in: the pages of a run. Goes out: each folder's dialect, recognised or set, and
//! what speaks for it.

use super::Options;
use crate::diag::{Code, Sink};
use crate::dialect::{self, Candidate, Choice, Dialect, Page, Style, Verdict};
use crate::markdown::{self, Document};
use crate::parallel;
use crate::progress::Progress;
use crate::resolve::{self, Drafts, Setup};
use crate::schema::Schema;
use crate::text::{SourceMap, Span};
use crate::typexpr;
use foldhash::{HashSet, HashSetExt};
use indexmap::IndexMap;

/// The user's own dialects, and all of written docs when somebody says what their columns hold.
pub(super) fn with_columns(options: &Options) -> Vec<Dialect> {
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
pub(super) fn candidates<'d>(options: &'d Options, own: &'d [Dialect]) -> Vec<Candidate<'d>> {
    // The files are read when they are first asked for, and there are many.
    parallel::both(dialect::builtin, || typexpr::find(&[], ""));
    let all = own.iter().chain(dialect::builtin());
    let wanted = all.filter(|it| options.dialect.as_ref().is_none_or(|id| *id == it.id));
    let mut seen = HashSet::new();
    let first = wanted.filter(|it| seen.insert(it.id.as_str()));
    first.filter_map(|it| Some((it, typexpr::find(&options.notations, &it.notation)?))).collect()
}

/// A folder with its pages, by their place among all, and its dialect.
#[derive(Clone)]
pub(super) struct Folder<'d> {
    path: String,
    pages: Vec<usize>,
    pub(super) candidate: Option<Candidate<'d>>,
    pub(super) verdict: Option<Verdict>,
    operations_only: bool,
    tableless: Option<Candidate<'d>>,
}

pub(super) fn choose<'d>(
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
        let mut folder = Folder {
            path: path.to_owned(),
            pages: indices,
            candidate: None,
            verdict: None,
            operations_only: false,
            tableless: None,
        };
        if let Some(choice) = dialect::choose(&own, candidates) {
            let mut verdict = choice.verdict(path, set);
            rivals(&choice, &own, options, &mut verdict, sink);
            folder.candidate = Some(choice.candidate);
            folder.verdict = Some(verdict);
            folder.operations_only = choice.operations_only;
            folder.tableless = choice.tableless;
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
    let schemas: Vec<Schema> = parallel::map(&all, schema);
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

/// The dialects of a page: the first that shows a model there, else the last, is its own.
pub(super) type OfPage<'d> = [Option<Candidate<'d>>; 2];

pub(super) fn folder_of_each<'d>(folders: &[Folder<'d>], pages: usize) -> Vec<OfPage<'d>> {
    let mut found = vec![[None; 2]; pages];
    for folder in folders {
        for &page in &folder.pages {
            found[page] = [folder.tableless, folder.candidate];
        }
    }
    found
}
