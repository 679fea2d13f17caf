use super::{FileId, Span};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What a reader sees of a piece of a document, with the way back to what is written there. In a table cell the two differ
/// (`\|`, `&lt;`, backticks, links, emphasis): whoever reads the text asks here where a part of it stands.
#[derive(Clone)]
pub struct Spelling {
    text: Text,
    span: Span,
}

/// A text and where its parts come from. What stands in the document in one piece, as nearly all does, is not copied.
#[derive(Clone)]
enum Text {
    /// What the document has at the span.
    Verbatim(Arc<str>),
    /// What the document has at the span without marks that a reader does not see: so many bytes at its start and its end.
    Marked(Arc<str>, u16, u16),
    /// What the document shows by other letters.
    Made(Box<str>),
    /// Of several places.
    Pieced(Box<Pieced>),
}

#[derive(Clone)]
struct Pieced {
    text: Box<str>,
    /// Sorted, without gaps in the text.
    pieces: Box<[Piece]>,
}

/// A part of the text that comes from one place.
#[derive(Debug, Clone)]
struct Piece {
    /// Where it starts in the text; it ends where the next one starts.
    at: u32,
    /// Where it comes from, in bytes of the document.
    source: Range<u32>,
}

impl Spelling {
    /// Text that stands at `range` of the file as it is.
    #[must_use]
    pub fn verbatim(file: FileId, source: &Arc<str>, range: Range<usize>) -> Self {
        Self { text: Text::Verbatim(source.clone()), span: Span::new(file, range) }
    }

    /// Text that stands at `range` of the file as it is, in marks that a reader does not see; `whole` is where it stands with
    /// them.
    #[must_use]
    pub fn marked(file: FileId, source: &Arc<str>, range: Range<usize>, whole: Range<usize>) -> Self {
        let marks = |from: usize, to: usize| u16::try_from(to.checked_sub(from)?).ok();
        let text = match (marks(whole.start, range.start), marks(range.end, whole.end)) {
            (Some(before), Some(after)) => Text::Marked(source.clone(), before, after),
            // Marks of many thousand letters: a link's address may have so many.
            _ => {
                let pieces = [Piece { at: 0, source: clamp(range.start)..clamp(range.end) }].into();
                Text::Pieced(Box::new(Pieced { text: source[range].into(), pieces }))
            }
        };
        Self { text, span: Span::new(file, whole) }
    }

    /// Text that what stands at `range` shows, at its own place where it stands there in these letters.
    #[must_use]
    pub fn shown(file: FileId, source: &Arc<str>, text: &str, range: Range<usize>) -> Self {
        match source[range.clone()].find(text) {
            Some(at) if !text.is_empty() => {
                let start = range.start + at;
                Self::marked(file, source, start..start + text.len(), range)
            }
            _ => Self::made(text, Span::new(file, range)),
        }
    }

    /// Text that does not stand in the document in these letters, but is shown by what does.
    #[must_use]
    pub fn made(text: impl Into<String>, span: Span) -> Self {
        Self { text: Text::Made(text.into().into()), span }
    }

    /// What a reader sees.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.text {
            Text::Verbatim(source) => &source[self.span.range()],
            Text::Marked(source, before, after) => &source[inside(self.span, *before, *after)],
            Text::Made(text) => text,
            Text::Pieced(it) => &it.text,
        }
    }

    /// Whether a reader sees nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// Where the whole stands, markup and all.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where a part of the text stands: exact where it is written as it is seen, else the nearest place around it.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        let whole = self.span.range();
        let place = match &self.text {
            Text::Verbatim(_) => whole.start + range.start..whole.start + range.end,
            Text::Marked(_, before, after) => {
                let start = inside(self.span, *before, *after).start;
                start + range.start..start + range.end
            }
            Text::Made(_) => whole,
            Text::Pieced(it) => {
                let last = range.end.saturating_sub(1).max(range.start);
                let start = it.source_of(range.start).start as usize;
                start..(it.source_of(last).end as usize).max(start)
            }
        };
        Span::new(self.span.file, place)
    }

    /// A part of the text as a spelling of its own.
    #[must_use]
    pub fn cut(&self, range: Range<usize>) -> Self {
        let span = self.part(range.clone());
        let text = match &self.text {
            Text::Verbatim(source) | Text::Marked(source, ..) => Text::Verbatim(source.clone()),
            Text::Made(text) => Text::Made(text[range].into()),
            Text::Pieced(it) => it.cut(range),
        };
        Self { text, span }
    }

    /// A part of the text, given as a slice of it, as a spelling of its own.
    #[must_use]
    pub fn slice(&self, part: &str) -> Self {
        self.cut(range_in(self.as_str(), part))
    }
}

impl fmt::Debug for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {:?}", self.as_str(), self.span)
    }
}

impl AsRef<str> for Spelling {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// The same text at the same place.
impl PartialEq for Spelling {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span && self.as_str() == other.as_str()
    }
}

impl Eq for Spelling {}

impl Pieced {
    /// Where one byte of the text comes from.
    fn source_of(&self, at: usize) -> Range<u32> {
        let index = self.piece_at(at);
        within(&self.pieces[index].source, self.extent(index), at..at + 1)
    }

    /// The piece that holds a byte of the text.
    fn piece_at(&self, at: usize) -> usize {
        self.pieces.partition_point(|it| it.at as usize <= at).saturating_sub(1)
    }

    /// What of the text a piece is.
    fn extent(&self, index: usize) -> Range<usize> {
        self.pieces[index].at as usize..self.pieces.get(index + 1).map_or(self.text.len(), |it| it.at as usize)
    }

    fn cut(&self, range: Range<usize>) -> Text {
        let first = self.piece_at(range.start);
        let touched = (first..).zip(&self.pieces[first..]).take_while(|it| (it.1.at as usize) < range.end);
        let pieces: Box<[_]> = touched
            .map(|(index, piece)| {
                let whole = self.extent(index);
                let part = whole.start.max(range.start)..whole.end.min(range.end);
                Piece { at: clamp(part.start - range.start), source: within(&piece.source, whole, part) }
            })
            .collect();
        let text = self.text[range].into();
        if pieces.is_empty() { Text::Made(text) } else { Text::Pieced(Box::new(Self { text, pieces })) }
    }
}

/// What is left of a span without marks at its ends.
fn inside(span: Span, before: u16, after: u16) -> Range<usize> {
    let whole = span.range();
    whole.start + usize::from(before)..whole.end - usize::from(after)
}

/// Where a part of a piece comes from: the whole of it, where it is not written as it is seen.
fn within(source: &Range<u32>, piece: Range<usize>, part: Range<usize>) -> Range<u32> {
    if piece.len() != source.len() {
        return source.clone();
    }
    source.start + clamp(part.start - piece.start)..source.start + clamp(part.end.min(piece.end) - piece.start)
}

/// Gathers a [`Spelling`] from left to right.
#[derive(Debug)]
pub struct Speller<'s> {
    file: FileId,
    source: &'s Arc<str>,
    /// What comes before `run`, which most texts have nothing of.
    text: String,
    pieces: Vec<Piece>,
    /// What was added last, when it stands in the document as it is.
    run: Range<usize>,
}

impl<'s> Speller<'s> {
    /// An empty text of this document.
    #[must_use]
    pub fn new(file: FileId, source: &'s Arc<str>) -> Self {
        Self { file, source, text: String::new(), pieces: Vec::new(), run: 0..0 }
    }

    /// Adds what stands at `range` as it is.
    pub fn verbatim(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        if !self.run.is_empty() && self.run.end == range.start {
            self.run.end = range.end;
            return;
        }
        self.end_run();
        self.run = range;
    }

    /// Adds a text that what stands at `range` is shown as.
    pub fn shown(&mut self, range: Range<usize>, text: &str) {
        self.end_run();
        self.piece(range, text);
    }

    fn end_run(&mut self) {
        let (run, source) = (std::mem::take(&mut self.run), self.source);
        if !run.is_empty() {
            self.piece(run.clone(), &source[run]);
        }
    }

    fn piece(&mut self, range: Range<usize>, text: &str) {
        self.pieces.push(Piece { at: clamp(self.text.len()), source: clamp(range.start)..clamp(range.end) });
        self.text.push_str(text);
    }

    /// The text without space at its ends; `whole` is where it stands, markup and all.
    #[must_use]
    pub fn finish(mut self, whole: Range<usize>) -> Spelling {
        if self.pieces.is_empty() {
            let raw = &self.source[self.run.clone()];
            let text = self.run.end - raw.trim_start().len()..self.run.start + raw.trim_end().len();
            return match text {
                it if it.is_empty() => Spelling::made("", Span::new(self.file, whole)),
                it if it == whole => Spelling::verbatim(self.file, self.source, whole),
                it => Spelling::marked(self.file, self.source, it, whole),
            };
        }
        self.end_run();
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        let is_whole = start == 0 && end == self.text.len();
        let all = Pieced { text: self.text.into(), pieces: self.pieces.into() };
        let text = if is_whole { Text::Pieced(Box::new(all)) } else { all.cut(start..end) };
        Spelling { text, span: Span::new(self.file, whole) }
    }
}

/// Where a part of a text stands in it; the part must be a slice of the text.
#[must_use]
pub fn range_in(whole: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start + part.len()
}

/// Texts over 4 GiB are refused by [`super::SourceMap::add`], so that nothing is ever cut here.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Spelling;
    use crate::text::{SourceMap, Span};

    #[test]
    fn parts_of_a_text_that_stands_nowhere_stand_where_the_whole_does() {
        let mut sources = SourceMap::new();
        let file = sources.add("Order.md", "| id |é. |");
        let whole = Span::new(file, 2..10);
        let made = Spelling::made("id | é.", whole);
        assert_eq!(made.as_str().len(), sources.slice(whole).len(), "the lengths say nothing");
        assert_eq!(made.part(5..7), whole);
    }

    #[test]
    fn marks_may_be_of_any_length() {
        let mut sources = SourceMap::new();
        for length in [1, 65_535, 65_536, 200_000] {
            let file = sources.add("Order.md", format!("{}id{}", "*".repeat(length), "*".repeat(length)));
            let text = sources.file(file).text.clone();
            let marked = Spelling::marked(file, &text, length..length + 2, 0..text.len());
            assert_eq!((marked.as_str(), marked.span().range()), ("id", 0..text.len()));
            assert_eq!(sources.slice(marked.part(1..2)), "d");
            assert_eq!(marked.slice("i").span(), Span::new(file, length..length + 1));
        }
    }

    #[test]
    fn what_stands_in_marks_is_found_in_them() {
        let mut sources = SourceMap::new();
        let file = sources.add("Order.md", "| `id | é` |");
        let text = sources.file(file).text.clone();
        let shown = Spelling::shown(file, &text, "id | é", 2..11);
        assert_eq!((shown.span(), sources.slice(shown.part(5..7))), (Span::new(file, 2..11), "é"));
        let other = Spelling::shown(file, &text, "id | e", 2..11);
        assert_eq!(other.part(5..6), Span::new(file, 2..11));
    }
}
