//! Pages → models. Comes in: the pieces of a page. Goes out: drafts in the page's order, and what became of every table.

use super::coded_values;
use super::content;
use super::details::Details;
use super::elsewhere::Elsewhere;
use super::headings::{self, Kind, Title};
use super::lists::{self, Part};
use super::member_headings;
use super::mentioned::Mentioned;
use super::naming::model_name;
use super::records;
use super::rows::Reader;
use super::sample_keys::{self, Shown};
use super::sections::BOLD;
use super::statements::{self, Statement};
use super::style::Written;
use super::times::{self, Samples};
use super::type_headings;
use super::unread_sections;
use super::vocabulary::{fold, shorter};
use super::written_out;
use crate::diag::Sink;
use crate::dialect::draft::{Draft, TypeDraft};
use crate::dialect::{ColumnCoverage, Dialect, Outcome, TableCoverage};
use crate::markdown::{self, Grid, MarkKind, Piece, PieceKind, Rich};
use crate::text::{FileId, Span, Spelling};
use crate::typexpr::Notation;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// Reads a page. `stem` names what no heading names.
pub(super) fn read<'d>(
    file: FileId,
    text: &Arc<str>,
    stem: &str,
    dialect: &'d Dialect,
    style: &'d Written,
    notation: &'d Notation,
    sink: &mut Sink,
) -> (Vec<Draft<'d>>, Vec<TableCoverage>) {
    let mut page = markdown::page(text);
    page.pieces = member_headings::tabled(page.pieces);
    let (star_requires, stars_alone) = written_out::stars(&page);
    let banged = written_out::banged(&page);
    let mut state = State {
        sink,
        reader: Reader { file, text, style, notation, star_requires, stars_alone, banged: &banged },
        dialect,
        text,
        page: page.title.as_ref().and_then(|it| headings::of_page(it, style)).unwrap_or_else(|| stem.to_owned()),
        tops: page.pieces.iter().filter(|it| matches!(it.kind, PieceKind::Heading { level: 1, .. })).count(),
        open: Vec::new(),
        heads: Vec::new(),
        mentioned: Mentioned::of(&page),
        labels: HashMap::new(),
        above_table: false,
        above_shown: false,
        passing: false,
        slugs: HashMap::new(),
        lead: None,
        said: None,
        placed: Vec::new(),
        below: None,
        goes_on: false,
        place: 0..0,
        table: 0,
        drafts: Vec::new(),
        mentions: Vec::new(),
        codes: page.pieces.iter().filter_map(code_of).collect(),
        keys: OnceCell::new(),
        path_parts: OnceCell::new(),
        timed: times::mentions(text),
        samples: Samples::default(),
        columns: Vec::new(),
        coverage: Vec::new(),
    };
    let parts = type_headings::tabled(lists::tabled(text, page.pieces, notation), notation);
    let parts = coded_values::tabled(text, parts);
    let mut parts = records::tabled(text, parts, notation).into_iter().peekable();
    while let Some(part) = parts.next() {
        state.above_table = parts.peek().is_some_and(Part::is_table);
        state.above_shown = state.above_table || parts.peek().is_some_and(Part::is_code);
        let passing = std::mem::take(&mut state.passing);
        match part {
            Part::Piece(piece) => state.piece(&piece),
            Part::Fields(grid) => state.list(&grid),
            Part::More(grid) => state.more(&grid),
            Part::Ends(level) => state.end(level),
            Part::Values(items, grid) => state.listed(&items, &grid),
        }
        if passing {
            state.end(BOLD + 1);
        }
    }
    state.finish(stem)
}

/// A heading below which the page stands.
pub(super) struct Open {
    pub(super) level: u8,
    pub(super) title: Title,
    /// Its place in `heads`.
    pub(super) head: usize,
    /// Headings below it that name nothing, as seen so far.
    pub(super) seen: Vec<String>,
}

/// A heading of the page.
pub(super) struct Head {
    pub(super) anchors: Vec<String>,
    pub(super) parent: Option<usize>,
    pub(super) draft: Option<usize>,
    /// The letters of what it names.
    pub(super) name: String,
    /// What it names.
    pub(super) title: String,
    /// Its words, as words of labels are compared.
    pub(super) label: String,
    /// The heading without marks.
    pub(super) shown: String,
    /// Whether code below it looks like a schema.
    pub(super) shows_schema: bool,
    /// Where it stands.
    pub(super) place: Range<usize>,
    pub(super) description: Option<Spelling>,
    /// The name and the type, where the page says that it is another name for the type.
    pub(super) alias: Option<(String, TypeDraft)>,
    /// What prose below it says of all members.
    pub(super) said: Option<Statement>,
    /// What stands below it, in case it is a field.
    pub(super) details: Details,
    /// Where else it is shown.
    pub(super) elsewhere: Elsewhere,
}

/// A table of fields and where it stands.
pub(super) struct Placed {
    pub(super) draft: usize,
    /// Its number on the page.
    pub(super) table: usize,
    /// The innermost heading above it.
    pub(super) head: Option<usize>,
    /// The heading that names its model.
    pub(super) by: Option<usize>,
    /// Whether it shows a response.
    pub(super) response: bool,
    /// What the words before it say of all its rows.
    pub(super) said: Option<Statement>,
    /// What the words before it call it.
    pub(super) label: Option<String>,
}

pub(super) struct State<'a, 'd> {
    pub(super) sink: &'a mut Sink,
    pub(super) reader: Reader<'a, 'd>,
    pub(super) dialect: &'d Dialect,
    pub(super) text: &'a Arc<str>,
    pub(super) page: String,
    /// How many headings of the first level there are: one is the page's title, several name things.
    pub(super) tops: usize,
    pub(super) open: Vec<Open>,
    pub(super) heads: Vec<Head>,
    /// What tables call models.
    pub(super) mentioned: Mentioned,
    /// The headings that name nothing and stand above the tables of a draft, by their words.
    pub(super) labels: HashMap<(usize, String), usize>,
    /// Whether a table follows the piece that is read.
    pub(super) above_table: bool,
    /// Whether a table or code follows it.
    pub(super) above_shown: bool,
    /// Whether the innermost heading is a plain line that speaks for the next table alone.
    passing: bool,
    /// How many headings have had the same letters.
    pub(super) slugs: HashMap<String, usize>,
    /// The paragraph before a table.
    pub(super) lead: Option<(Rich, Span)>,
    /// What the page says of all members before its first heading.
    pub(super) said: Option<Statement>,
    /// The tables of fields.
    pub(super) placed: Vec<Placed>,
    /// The heading of the last table that shows the members of a field, and the way to that field in a draft.
    pub(super) below: Option<(usize, usize, Vec<String>)>,
    /// Whether the table that is read goes on with one before it.
    pub(super) goes_on: bool,
    /// Where the piece that is read stands.
    pub(super) place: Range<usize>,
    pub(super) table: usize,
    pub(super) drafts: Vec<Draft<'d>>,
    /// Draft, field and link target of what rows mention.
    pub(super) mentions: Vec<(usize, String, String)>,
    /// Where code of the page stands, and the keys of the JSON in it.
    pub(super) codes: Vec<Range<usize>>,
    pub(super) keys: OnceCell<HashMap<String, Vec<Shown>>>,
    /// The names of the parts of paths on the page.
    pub(super) path_parts: OnceCell<HashSet<String>>,
    /// Whether the page has points in time of which JSON may show how they are written, and what it shows.
    timed: bool,
    pub(super) samples: Samples,
    /// The columns of the table that is read.
    pub(super) columns: Vec<ColumnCoverage>,
    pub(super) coverage: Vec<(TableCoverage, Option<usize>)>,
}

fn code_of(piece: &Piece) -> Option<Range<usize>> {
    match &piece.kind {
        PieceKind::Code { body, .. } => Some(body.clone()),
        _ => None,
    }
}

/// Whether words in bold are a sentence, and no heading.
fn is_sentence(text: &str) -> bool {
    const LONGEST: usize = 7;
    let text = text.trim();
    text.ends_with(['.', '!', '。']) && text.contains(' ') || text.split_whitespace().count() > LONGEST
}

impl<'d> State<'_, 'd> {
    pub(super) fn style(&self) -> &'d Written {
        self.reader.style
    }

    pub(super) fn piece(&mut self, piece: &Piece) {
        let span = Span::new(self.reader.file, piece.range.clone());
        self.place = piece.range.clone();
        match &piece.kind {
            PieceKind::Heading { level, rich } => self.heading(*level, rich, &piece.ids),
            PieceKind::Paragraph(rich) => {
                if rich.all(&MarkKind::Strong) && rich.text.len() < 80 && !is_sentence(&rich.text) {
                    self.heading(BOLD, rich, &piece.ids);
                    return;
                }
                let short = rich.text.trim_end().ends_with([':', '：']) && shorter(&rich.text, 40)
                    || rich.all(&MarkKind::Emphasis);
                let passing = !short && self.above_table && rich.text.len() < 40 && !rich.text.trim().contains('\n');
                if short || passing {
                    let title = headings::title(rich, self.style());
                    let passes = !matches!(title.kind, Kind::Permissions | Kind::Environment | Kind::Changes);
                    let typed = title.kind == Kind::Naming && !title.variant.is_empty();
                    let marked = title.presence.is_some() || title.read_only;
                    let kind = !matches!(title.kind, Kind::Naming | Kind::Generic) && (short || passes);
                    if typed || marked || kind {
                        self.heading(BOLD + 1, rich, &piece.ids);
                        self.passing = passing;
                        return;
                    }
                }
                if let Some(name) = headings::body(rich, self.style()) {
                    self.heading(BOLD, &name, &piece.ids);
                    return;
                }
                if self.above_table && headings::is_type(rich) {
                    self.heading(BOLD, rich, &piece.ids);
                    return;
                }
                if statements::answers(rich) {
                    self.heading(BOLD + 1, &Rich::plain("Response"), &piece.ids);
                }
                self.attach(&piece.ids);
                if self.named_in_code(rich) {
                    return;
                }
                self.detail_lines(rich, false);
                if self.memberless(rich, span) || self.aliased(rich, span) || self.declares_alias(rich, span) {
                    return;
                }
                self.statement(rich, span);
                let described = self.open.last().map(|it| it.head);
                if let Some(head) = described.map(|it| &mut self.heads[it])
                    && head.description.is_none()
                    && head.draft.is_none()
                    && !rich.text.trim_start().starts_with("Appears in:")
                {
                    head.description = Some(Spelling::made(rich.to_markdown(), span));
                }
                self.lead = Some((rich.clone(), span));
            }
            PieceKind::Item(rich) => {
                if !piece.ids.is_empty() {
                    // `* <a name="x"></a> Thing - what it is` before a table names what the table shows.
                    let end = [" - ", " – ", ": ", "\n"]
                        .iter()
                        .filter_map(|it| rich.text.find(it))
                        .min()
                        .unwrap_or(rich.text.len());
                    self.heading(BOLD, &rich.part(0..end), &piece.ids);
                } else if let Some(level) = self.item_level(rich) {
                    self.heading(level, rich, &piece.ids);
                    return;
                }
                self.statement(rich, span);
                self.detail_lines(rich, true);
                self.lead = Some((rich.clone(), span));
            }
            PieceKind::Table(grid) => self.table(grid),
            PieceKind::Code { language, body } => self.code(language, &self.text[body.clone()]),
        }
    }

    /// Takes in a paragraph that says of what the heading's thing is another name.
    fn aliased(&mut self, rich: &Rich, span: Span) -> bool {
        let folded = fold(&rich.text);
        let style = self.style();
        let Some(open) = self.open.last_mut() else { return false };
        open.seen.extend(style.enums.iter().filter(|it| folded.starts_with(it.as_str())).cloned());
        let Some(before) = style.aliases.iter().find(|it| folded.starts_with(it.as_str())) else { return false };
        let colon = rich.text.find(':').map_or(before.len(), |it| it + 1);
        let bracketed = rich.text.trim_start().starts_with('(');
        let end = rich.text.trim_end().trim_end_matches(|it| bracketed && it == ')').len();
        let part = rich.part(colon.min(end)..end);
        let mut ty = TypeDraft::new(Spelling::shown(self.reader.file, self.text, &part.text, span.range()));
        ty.links = part.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
        let name = model_name(&open.title.name);
        if !name.is_empty() && !part.is_blank() {
            let head = open.head;
            self.heads[head].alias = Some((name, ty));
        }
        true
    }

    pub(super) fn table(&mut self, grid: &Grid) {
        self.table += 1;
        let levelled = super::steps::levelled(grid);
        let grid = levelled.as_ref().unwrap_or(grid);
        self.detail_table(grid);
        let outcome = self.outcome(grid);
        self.covered(grid, outcome);
        self.lead = None;
    }

    /// Takes down what became of a table.
    pub(super) fn covered(&mut self, grid: &Grid, outcome: Result<usize, String>) {
        let (draft, outcome) = match outcome {
            Ok(draft) => (Some(draft), Outcome::Read { model: String::new() }),
            Err(reason) => (None, Outcome::LeftOut { reason }),
        };
        let span = Span::new(self.reader.file, grid.range.clone());
        let mut columns = std::mem::take(&mut self.columns);
        let unread = columns.iter_mut().enumerate().filter(|it| !it.1.read && draft.is_some());
        unread.for_each(|(index, it)| it.looks = content::looks(grid, index, self.reader.notation));
        self.coverage.push((TableCoverage { span, rows: grid.rows.len(), outcome, columns }, draft));
    }

    /// JSON on the page may show the names on the wire.
    fn code(&mut self, language: &str, body: &str) {
        self.detail_code(body);
        if let Some(open) = self.open.last().filter(|_| unread_sections::is_schema(body)) {
            self.heads[open.head].shows_schema = true;
        }
        self.type_in_code(body.trim());
        let headed = self.open.last().is_some_and(|it| self.style().examples.contains(&fold(&it.title.shown)));
        if !(headed || self.timed)
            || !matches!(
                language.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default().to_lowercase().as_str(),
                "json" | "" | "jsonc" | "json5" | "http"
            )
        {
            return;
        }
        let Some(json) = sample_keys::json_of(body) else {
            self.samples.see_types(body, self.reader.notation);
            return;
        };
        self.samples.see(&json);
        if let Some(draft) = self.drafts.last_mut().filter(|_| headed) {
            super::wire::show(draft, &json);
        }
    }
}
