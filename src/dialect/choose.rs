//! Which dialect the pages of a folder are of. Comes in: pages and candidates. Goes out: the one that the evidence speaks
//! for. What is cheap is looked at on all pages, what is dear on a sample.

use super::generated::{Generated, same};
use super::{Dialect, Style, Verdict, read, written};
use crate::diag::Sink;
use crate::dialect::draft::{Draft, FieldDraft, TypeDraft};
use crate::markdown::{self, BlockKind, Document};
use crate::order;
use crate::parallel;
use crate::schema::Type;
use crate::text::{Source, Spelling};
use crate::typexpr::{Notation, TypeExpr};
use foldhash::{HashMap, HashMapExt, HashSet};

/// A dialect with its notation.
pub(crate) type Candidate<'d> = (&'d Dialect, &'d Notation);

/// A page.
pub(crate) type Page<'a> = (&'a Source, &'a Document);

/// The dialect of a folder.
pub(crate) struct Choice<'d> {
    pub(crate) candidate: Candidate<'d>,
    /// What speaks for it, most telling first.
    pub(crate) evidence: Vec<String>,
    /// Those for which as much speaks.
    pub(crate) rivals: Vec<Candidate<'d>>,
    /// The pages that were looked at in full, by their place in the folder.
    pub(crate) sample: Vec<usize>,
    /// Whether the folder shows no model, only operations: those of one dialect look much like those of another.
    pub(crate) operations_only: bool,
    /// The dialect that pages without tables are of, where it has none of the tables.
    pub(crate) tableless: Option<Candidate<'d>>,
}

impl Choice<'_> {
    /// What there is to say of the choice.
    pub(crate) fn verdict(&self, folder: &str, set: bool) -> Verdict {
        Verdict {
            folder: folder.to_owned(),
            dialect: self.candidate.0.id.clone(),
            set,
            evidence: self.evidence.clone(),
            rivals: Vec::new(),
        }
    }
}

/// How many pages are looked at in full.
const SAMPLE: usize = 32;

/// So many of them are looked at for all dialects that are not far behind: by a third of the score of the best, and by more
/// than a few rows can make up for.
const AT_ONCE: usize = 4;
const FAR_BEHIND: i64 = 12;

/// The dialect of generated pages that most speaks for; nothing when nothing speaks for any.
pub(crate) fn choose<'d>(pages: &[Page<'_>], candidates: &[Candidate<'d>]) -> Option<Choice<'d>> {
    let (headers, models) = parallel::both(|| Headers::new(pages), || model_names(pages));
    let sample = sample(pages);
    let looked: Vec<Page<'_>> = sample.iter().map(|&it| pages[it]).collect();
    let racing = parallel::map(candidates, |candidate| {
        let style = candidate.0.generated()?;
        let tables = headers.tables(&style.header);
        let operations = headers.tables(&style.operations.index);
        Some((0, Marks { tables, operations, ..Marks::default() }, *candidate))
    });
    let mut racing: Vec<(i64, Marks, Candidate<'d>)> = racing.into_iter().flatten().collect();
    let rounds = looked.len().div_ceil(AT_ONCE);
    for first in 0..rounds {
        parallel::map(&mut racing, |(score, marks, candidate)| {
            looked[first..].iter().step_by(rounds).for_each(|page| marks.page(*page, *candidate, &models));
            *score = marks.score();
        });
        let most = racing.iter().filter(|it| it.1.any()).map(|it| it.0).max().unwrap_or(0);
        racing.retain(|it| it.0 >= most - (most / 3).max(FAR_BEHIND));
    }
    let scored: Vec<_> = racing.into_iter().filter(|it| it.1.any()).collect();
    let most = scored.iter().map(|it| it.0).max().filter(|it| *it > 0);
    let operations_only = scored.iter().filter(|it| Some(it.0) == most).all(|it| it.1.models == 0);
    // A page without a row is evidence for no table of its own; people may have written the others, or have told the
    // program to write its tables otherwise. Values of enums are where it writes them all the same.
    let rowless = |it: &&(i64, Marks, Candidate<'d>)| {
        Some(it.0) == most && it.1.rows == 0 && (it.1.others == 0 || it.1.operations == 0)
    };
    if !operations_only
        && let Some((_, marks, candidate)) = scored.iter().filter(rowless).min_by_key(|it| it.2.0.id.len())
        && let Some(mut choice) = by_people(pages, candidates)
    {
        if marks.others > 0 {
            choice.tableless = Some(*candidate);
            choice.evidence.push(marks.others_told(&format!("`{}`", candidate.0.id)));
        }
        return Some(choice);
    }
    let most = most?;
    let mut best: Vec<_> = scored.into_iter().filter(|it| it.0 == most).collect();
    if best.len() > 1 {
        least_unlike(&mut best, pages);
    }
    // The plainer kind has the shorter name.
    order::sort_by_key(&mut best, |it| it.2.0.id.len());
    let mut best = best.into_iter();
    let (_, marks, candidate) = best.next()?;
    let rivals = best.map(|it| it.2).collect();
    let evidence = marks.evidence(candidate, headers.all);
    Some(Choice { candidate, evidence, rivals, sample, operations_only, tableless: None })
}

/// Of dialects that the sample does not tell apart, those that fewest of all pages speak against.
fn least_unlike(best: &mut Vec<(i64, Marks, Candidate<'_>)>, pages: &[Page<'_>]) {
    let against = |it: &Candidate<'_>| {
        let unlike = it.0.generated().map_or(&[][..], |it| &it.unlike);
        pages.iter().filter(|page| unlike.iter().any(|it| page.0.text.contains(it.as_str()))).count()
    };
    let counts: Vec<usize> = best.iter().map(|it| against(&it.2)).collect();
    let least = counts.iter().min().copied();
    let mut counts = counts.into_iter();
    best.retain(|_| counts.next() == least);
}

/// Whether pages show operations as a dialect does.
pub(crate) fn shows_operations(pages: &[Page<'_>], candidate: Candidate<'_>) -> bool {
    let (dialect, notation) = candidate;
    let reads = |page: &Page<'_>| !read(page.0, page.1, dialect, notation, &mut Sink::new()).operations.is_empty();
    sample(pages).into_iter().any(|it| reads(&pages[it]))
}

/// The dialect of tables that people write which reads most rows.
pub(crate) fn by_people<'d>(pages: &[Page<'_>], candidates: &[Candidate<'d>]) -> Option<Choice<'d>> {
    let written = |it: &&Candidate<'d>| matches!(it.0.style, Style::Written(_));
    let notation = candidates.iter().find(written)?.1;
    let looks = parallel::map(sample(pages), |it| written::Look::new(pages[it].0, notation));
    let mut best: Option<(usize, Candidate<'d>)> = None;
    for candidate in candidates {
        let Style::Written(style) = &candidate.0.style else { continue };
        let rows = looks.iter().map(|it| it.likeness(style)).sum();
        let most = best.map_or(0, |it| it.0);
        // Without rows of its own a kind of docs is no better than the one that has none.
        if rows > most || rows == most && rows > 0 && style.headers.is_empty() {
            best = Some((rows, *candidate));
        }
    }
    let (rows, candidate) = best?;
    let evidence = vec![format!("{rows} rows stand in tables whose columns have known names")];
    let (rivals, sample) = (Vec::new(), Vec::new());
    Some(Choice { candidate, evidence, rivals, sample, operations_only: false, tableless: None })
}

/// Pages evenly spread over the folder; those with tables first.
fn sample(pages: &[Page<'_>]) -> Vec<usize> {
    let has_table = |it: &usize| pages[*it].1.blocks.iter().any(|it| matches!(it.kind, BlockKind::Table(_)));
    let (with, without): (Vec<usize>, Vec<usize>) = (0..pages.len()).partition(has_table);
    let spread = |all: &[usize], most: usize| -> Vec<usize> {
        let step = all.len().div_ceil(most.max(1)).max(1);
        all.iter().copied().step_by(step).take(most).collect()
    };
    let mut found = spread(&with, SAMPLE);
    found.extend(spread(&without, SAMPLE / 4));
    found.sort_unstable();
    found
}

/// The names of the models that the pages show, by the last word of their headings and files.
fn model_names(pages: &[Page<'_>]) -> HashSet<String> {
    let mut found = HashSet::default();
    for (source, document) in pages {
        found.insert(source.stem());
        let title = document.blocks.iter().find_map(|it| match &it.kind {
            BlockKind::Heading { level: 1, text } => Some(text.as_str()),
            _ => None,
        });
        let last = title.and_then(|it| it.rsplit(|it: char| !it.is_alphanumeric() && it != '_').next());
        found.extend(last.map(str::to_owned));
    }
    found
}

/// How many tables have which header.
struct Headers {
    tables: HashMap<Vec<String>, usize>,
    all: usize,
}

impl Headers {
    fn new(pages: &[Page<'_>]) -> Self {
        // Few are written in more than one way.
        let mut lines: HashMap<&str, usize> = HashMap::new();
        for (source, document) in pages {
            for block in &document.blocks {
                let BlockKind::Table(table) = &block.kind else { continue };
                *lines.entry(&source.text[table.header.clone()]).or_default() += 1;
            }
        }
        let mut tables: HashMap<Vec<String>, usize> = HashMap::new();
        let all = lines.values().sum();
        lines.into_iter().for_each(|(line, times)| {
            let cells = markdown::cells(line, 0..line.len());
            *tables.entry(cells.into_iter().map(|it| line[it].to_lowercase()).collect()).or_default() += times;
        });
        Self { tables, all }
    }

    fn tables(&self, header: &[String]) -> usize {
        self.tables.iter().filter(|(words, _)| same(words, header)).map(|it| it.1).sum()
    }
}

/// What speaks for a dialect, and what against it.
#[derive(Default)]
struct Marks {
    tables: usize,
    models: usize,
    /// Operations of lists as only generators write them, and such lists of all pages.
    operations: usize,
    rows: usize,
    /// Rows that begin as the dialect's do.
    alike: usize,
    /// Types that the notation spells, names of known models, names of unknown ones, and texts that are no types.
    types: [usize; 4],
    /// Rows whose end cannot be read.
    unread: usize,
    /// Defaults that can be read, and those that cannot.
    defaults: [usize; 2],
    /// Values of enums, alternatives, names with words for marks, and headings that say what may be null.
    others: usize,
    /// Models that are called like their files.
    titles: usize,
    /// Pages that hold a text by which the dialect is known, of those looked at.
    look: usize,
    /// Pages that should hold one and do not, and descriptions with what the dialect does not write in them.
    strange_look: usize,
    /// Findings about damage.
    damage: usize,
}

impl Marks {
    /// Whether it reads anything.
    fn any(&self) -> bool {
        self.models + self.operations > 0
    }

    fn page(&mut self, page: Page<'_>, candidate: Candidate<'_>, models: &HashSet<String>) {
        let Some(style) = candidate.0.generated() else { return };
        let (source, document) = page;
        let mut sink = Sink::new();
        let reading = read(source, document, candidate.0, candidate.1, &mut sink);
        self.damage += sink.finish().len();
        // A page that shows nothing of its model looks alike in many kinds of docs.
        let shows = reading.models.iter().any(Draft::shows_parts);
        let looks = shows && style.look.iter().any(|it| source.text.contains(it.as_str()));
        self.look += usize::from(looks);
        let unlike = style.unlike.iter().any(|it| source.text.contains(it.as_str()));
        self.strange_look += 3 * usize::from(unlike);
        self.strange_look += usize::from(!looks && !style.look.is_empty() && shows);
        for operation in &reading.operations {
            self.operations += 1;
            for ty in operation.request.body.fields.iter().flatten().filter_map(|it| it.ty.as_ref()) {
                self.types[self.type_of(&operation.request, ty, models)] += 1;
            }
        }
        for draft in &reading.models {
            self.models += 1;
            self.titles += usize::from(draft.name.as_str() == source.stem());
            self.draft(draft, source, style, models);
        }
    }

    fn draft(&mut self, draft: &Draft<'_>, source: &Source, style: &Generated, models: &HashSet<String>) {
        for field in draft.body.fields.iter().flatten() {
            self.rows += 1;
            self.alike += usize::from(source.text[field.row.range()].starts_with(&style.row));
            self.unread += usize::from(field.presence.is_none() && !style.notes.optional.is_empty());
            self.others += usize::from(field.nullable.as_ref().is_some_and(|it| it.value));
            // As many as a list of its own would count for.
            self.others += field.values.as_ref().map_or(0, |it| it.values.len());
            self.others += usize::from(style.escaped_fields.writes_marks(field.name.as_str()));
            let reference = |it: &Spelling| it.as_str().contains("&#");
            self.strange_look += usize::from(style.raw_prose && field.description.as_ref().is_some_and(reference));
            let kind = match &field.ty {
                Some(ty) => self.type_of(draft, ty, models),
                None => 3,
            };
            self.types[kind] += 1;
            self.value(draft, field);
        }
        for values in draft.nested.iter().chain([draft]).filter_map(|it| it.body.values.as_ref()) {
            self.others += values.values.len();
        }
        self.others += draft.body.union.as_ref().map_or(0, |it| it.variants.len());
    }

    fn type_of(&self, draft: &Draft<'_>, ty: &TypeDraft, models: &HashSet<String>) -> usize {
        let known = |name: &str| {
            let own = |it: &Draft<'_>| it.name.as_str() == name || it.also_called.iter().any(|it| it == name);
            models.contains(name) || draft.nested.iter().any(own)
        };
        match draft.notation.parse_knowing(ty.text.as_str(), &known) {
            Err(_) => 3,
            Ok(expr) => {
                let whole = matches!(expr, TypeExpr::Name { .. });
                let mut strangers = 0;
                let _ = expr.into_type(&mut |name, _| {
                    strangers += usize::from(!known(name));
                    Type::Any
                });
                match (whole, strangers) {
                    (false, 0) => 0,
                    (true, 0) => 1,
                    _ => 2,
                }
            }
        }
    }

    fn value(&mut self, draft: &Draft<'_>, field: &FieldDraft) {
        let Some(text) = &field.default else { return };
        let ty = field.ty.as_ref().and_then(|it| draft.notation.parse(it.text.as_str()).ok());
        let ty = ty.map_or(Type::Any, |it| it.into_type(&mut |_, _| Type::Any));
        if ty != Type::Any {
            let own = draft.dialect.generated().and_then(|it| it.default_notation.as_deref());
            let notation = own.and_then(|it| crate::typexpr::find(&[], it)).unwrap_or(draft.notation);
            self.defaults[usize::from(notation.literal(text.as_str(), &ty).is_err())] += 1;
        }
    }

    fn score(&self) -> i64 {
        let n = |it: usize| i64::try_from(it).unwrap_or(i64::MAX / 64);
        let [known, named, strange, unread] = self.types.map(n);
        n(self.models) + n(self.operations) + 2 * known + named - strange - 4 * unread + n(self.alike)
            - n(self.rows - self.alike)
            - 3 * n(self.unread)
            + n(self.defaults[0])
            - 2 * n(self.defaults[1])
            + n(self.others)
            + n(self.titles)
            + 2 * n(self.look)
            - n(self.strange_look)
            - 2 * n(self.damage)
    }

    fn evidence(&self, candidate: Candidate<'_>, all: usize) -> Vec<String> {
        let (dialect, notation) = candidate;
        let Some(style) = dialect.generated() else { return Vec::new() };
        let mut found =
            vec![format!("{} of {all} tables have the columns `{}`", self.tables, style.header.join(" | "))];
        let [known, named, strange, unread] = self.types;
        let types = known + named + strange + unread;
        if types > 0 {
            let read = types - unread;
            found.push(format!("{read} of {types} types looked at are spelled as `{}` spells them", notation.id));
        }
        if self.rows > 0 {
            found.push(format!("{} of {} rows looked at begin with `{}`", self.alike, self.rows, style.row));
            if !style.notes.optional.is_empty() {
                let read = self.rows - self.unread;
                found.push(format!(
                    "{read} of {} rows looked at end with notes of the kind `{}`",
                    self.rows, style.notes.optional[0]
                ));
            }
        }
        if self.look > 0 {
            found.push(format!("{} of {} pages looked at have the look of this kind", self.look, self.models));
        }
        if self.operations > 0 {
            found.push(format!("{} operations are listed as this dialect lists them", self.operations));
        }
        if self.others > 0 {
            found.push(self.others_told("this dialect"));
        }
        found
    }

    fn others_told(&self, dialect: &str) -> String {
        format!("{} values, variants, marks and headings are written as {dialect} writes them", self.others)
    }
}
