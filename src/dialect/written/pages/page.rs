//! Pages → models. Comes in: the pieces of a page. Goes out: drafts in the page's order, and what became of every table.

use super::declared_types::InCode;
use super::details::Details;
use super::elsewhere::Elsewhere;
use super::sample_keys::{self, Shown};
use super::statements::{self, Statement};
use super::unread_sections;
use crate::diag::Sink;
use crate::dialect::draft::{Draft, TypeDraft};
use crate::dialect::written::blocks::lists::{self, Part};
use crate::dialect::written::blocks::{coded_values, member_headings, records, type_headings};
use crate::dialect::written::cells::times::{self, Samples};
use crate::dialect::written::grids::content;
use crate::dialect::written::grids::mentioned::Mentioned;
use crate::dialect::written::headings::title::{self, BOLD, Kind, Title};
use crate::dialect::written::rows::fields::Reader;
use crate::dialect::written::rows::written_out;
use crate::dialect::written::words::style::Written;
use crate::dialect::written::words::vocabulary::{fold, shorter};
use crate::dialect::{ColumnCoverage, Dialect, Outcome, TableCoverage};
use crate::markdown::{self, Grid, MarkKind, Piece, PieceKind, Rich};
use crate::text::{FileId, Span, Spelling};
use crate::typexpr::Notation;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// Reads a page. `stem` names what no heading names.
pub(crate) fn read<'d>(
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
        page: page.title.as_ref().and_then(|it| title::of_page(it, style)).unwrap_or_else(|| stem.to_owned()),
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
        in_code: Vec::new(),
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
pub(crate) struct Open {
    pub(crate) level: u8,
    pub(crate) title: Title,
    /// Its place in `heads`.
    pub(crate) head: usize,
    /// Headings below it that name nothing, as seen so far.
    pub(crate) seen: Vec<String>,
}

/// A heading of the page.
pub(crate) struct Head {
    pub(crate) anchors: Vec<String>,
    pub(crate) parent: Option<usize>,
    pub(crate) draft: Option<usize>,
    /// The letters of what it names.
    pub(crate) name: String,
    /// What it names.
    pub(crate) title: String,
    /// Its words, as words of labels are compared.
    pub(crate) label: String,
    /// The heading without marks.
    pub(crate) shown: String,
    /// Whether code below it looks like a schema.
    pub(crate) shows_schema: bool,
    /// Where it stands.
    pub(crate) place: Range<usize>,
    pub(crate) description: Option<Spelling>,
    /// The name and the type, where the page says that it is another name for the type.
    pub(crate) alias: Option<(String, TypeDraft)>,
    /// What prose below it says of all members.
    pub(crate) said: Option<Statement>,
    /// What stands below it, in case it is a field.
    pub(crate) details: Details,
    /// Where else it is shown.
    pub(crate) elsewhere: Elsewhere,
}

/// A table of fields and where it stands.
pub(crate) struct Placed {
    pub(crate) draft: usize,
    /// Its number on the page.
    pub(crate) table: usize,
    /// The innermost heading above it.
    pub(crate) head: Option<usize>,
    /// The heading that names its model.
    pub(crate) by: Option<usize>,
    /// Whether it shows a response.
    pub(crate) response: bool,
    /// What the words before it say of all its rows.
    pub(crate) said: Option<Statement>,
    /// What the words before it call it.
    pub(crate) label: Option<String>,
}

pub(crate) struct State<'a, 'd> {
    pub(crate) sink: &'a mut Sink,
    pub(crate) reader: Reader<'a, 'd>,
    pub(crate) dialect: &'d Dialect,
    pub(crate) text: &'a Arc<str>,
    pub(crate) page: String,
    /// How many headings of the first level there are: one is the page's title, several name things.
    pub(crate) tops: usize,
    pub(crate) open: Vec<Open>,
    pub(crate) heads: Vec<Head>,
    /// What tables call models.
    pub(crate) mentioned: Mentioned,
    /// The headings that name nothing and stand above the tables of a draft, by their words.
    pub(crate) labels: HashMap<(usize, String), usize>,
    /// Whether a table follows the piece that is read.
    pub(crate) above_table: bool,
    /// Whether a table or code follows it.
    pub(crate) above_shown: bool,
    /// Whether the innermost heading is a plain line that speaks for the next table alone.
    passing: bool,
    /// How many headings have had the same letters.
    pub(crate) slugs: HashMap<String, usize>,
    /// The paragraph before a table.
    pub(crate) lead: Option<(Rich, Span)>,
    /// What the page says of all members before its first heading.
    pub(crate) said: Option<Statement>,
    /// The tables of fields.
    pub(crate) placed: Vec<Placed>,
    /// The heading of the last table that shows the members of a field, and the way to that field in a draft.
    pub(crate) below: Option<(usize, usize, Vec<String>)>,
    /// Whether the table that is read goes on with one before it.
    pub(crate) goes_on: bool,
    /// Where the piece that is read stands.
    pub(crate) place: Range<usize>,
    pub(crate) table: usize,
    pub(crate) drafts: Vec<Draft<'d>>,
    /// Draft, field and link target of what rows mention.
    pub(crate) mentions: Vec<(usize, String, String)>,
    /// The types that code declares.
    pub(crate) in_code: Vec<InCode>,
    /// Where code of the page stands, and the keys of the JSON in it.
    pub(crate) codes: Vec<Range<usize>>,
    pub(crate) keys: OnceCell<HashMap<String, Vec<Shown>>>,
    /// The names of the parts of paths on the page.
    pub(crate) path_parts: OnceCell<HashSet<String>>,
    /// Whether the page has points in time of which JSON may show how they are written, and what it shows.
    timed: bool,
    pub(crate) samples: Samples,
    /// The columns of the table that is read.
    pub(crate) columns: Vec<ColumnCoverage>,
    pub(crate) coverage: Vec<(TableCoverage, Option<usize>)>,
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
    pub(crate) fn style(&self) -> &'d Written {
        self.reader.style
    }

    pub(crate) fn piece(&mut self, piece: &Piece) {
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
                    let title = title::title(rich, self.style());
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
                if let Some(name) = title::body(rich, self.style()) {
                    self.heading(BOLD, &name, &piece.ids);
                    return;
                }
                if self.above_table && title::is_type(rich) {
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
                if self.memberless(rich, span)
                    || self.aliased(rich, span)
                    || self.declares_alias(rich, span)
                    || self.indexed(rich, span)
                {
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
            PieceKind::Code { language, body } => {
                self.declares(body.clone());
                self.code(language, &self.text[body.clone()]);
            }
        }
    }

    pub(crate) fn table(&mut self, grid: &Grid) {
        self.table += 1;
        let levelled = crate::dialect::written::grids::steps::levelled(grid);
        let grid = levelled.as_ref().unwrap_or(grid);
        self.detail_table(grid);
        let outcome = self.outcome(grid);
        self.covered(grid, outcome);
        self.lead = None;
    }

    /// Takes down what became of a table.
    pub(crate) fn covered(&mut self, grid: &Grid, outcome: Result<usize, String>) {
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
        let span = Span::new(self.reader.file, self.place.clone());
        if !self.indexed(&Rich::plain(body.trim()), span) {
            self.type_in_code(body.trim());
        }
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
