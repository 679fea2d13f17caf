use super::{FileId, Span};
use std::ops::Range;

/// What a reader sees of a piece of a document, with the way back to what is written there. In a table cell the two differ
/// (`\|`, `&lt;`, backticks, links, emphasis): whoever reads the text asks here where a part of it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    text: Box<str>,
    span: Span,
    /// Sorted, without gaps in `text`; none when the text is written as it is seen.
    pieces: Box<[Piece]>,
}

/// A part of the text that comes from one place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Where it starts in the text; it ends where the next one starts.
    at: u32,
    /// Where it comes from, in bytes of the document.
    source: Range<u32>,
}

impl Spelling {
    /// Text that stands at `range` of the file as it is.
    #[must_use]
    pub fn verbatim(file: FileId, source: &str, range: Range<usize>) -> Self {
        Self { text: source[range.clone()].into(), span: Span::new(file, range), pieces: Box::default() }
    }

    /// Text that stands at `range` of the file as it is, in marks that a reader does not see; `whole` is where it stands with
    /// them.
    #[must_use]
    pub fn marked(file: FileId, source: &str, range: Range<usize>, whole: Range<usize>) -> Self {
        let pieces = Box::new([Piece { at: 0, source: clamp(range.start)..clamp(range.end) }]);
        Self { text: source[range].into(), span: Span::new(file, whole), pieces }
    }

    /// Text that does not stand in the document in these letters, but is shown by what does.
    #[must_use]
    pub fn made(text: impl Into<String>, span: Span) -> Self {
        let pieces = Box::new([Piece { at: 0, source: span.start..span.end }]);
        Self { text: text.into().into(), span, pieces }
    }

    /// What a reader sees.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a reader sees nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the whole stands, markup and all.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where a part of the text stands: exact where it is written as it is seen, else the nearest place around it.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        if self.pieces.is_empty() {
            let start = self.span.range().start;
            return Span::new(self.span.file, start + range.start..start + range.end);
        }
        let start = self.source_of(range.start).map_or(self.span.range().start, |it| it.start);
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self.source_of(last).map_or(self.span.range().end, |it| it.end);
        Span::new(self.span.file, start..end.max(start))
    }

    /// A part of the text as a spelling of its own.
    #[must_use]
    pub fn cut(&self, range: Range<usize>) -> Self {
        let span = self.part(range.clone());
        let text = self.text[range.clone()].into();
        if self.pieces.is_empty() {
            return Self { text, span, pieces: Box::default() };
        }
        let first = self.piece_at(range.start);
        let pieces = self.pieces[first..].iter().enumerate().take_while(|(_, it)| (it.at as usize) < range.end);
        let pieces = pieces.map(|(index, piece)| {
            let from = (piece.at as usize).max(range.start);
            let until = self.end_of(first + index).min(range.end);
            let source = self.within(piece, self.end_of(first + index), from..until);
            Piece { at: clamp(from - range.start), source }
        });
        Self { text, span, pieces: pieces.collect() }
    }

    /// A part of the text, given as a slice of it, as a spelling of its own.
    #[must_use]
    pub fn slice(&self, part: &str) -> Self {
        self.cut(range_in(&self.text, part))
    }

    fn piece_at(&self, at: usize) -> usize {
        self.pieces.partition_point(|it| it.at as usize <= at).saturating_sub(1)
    }

    fn end_of(&self, piece: usize) -> usize {
        self.pieces.get(piece + 1).map_or(self.text.len(), |it| it.at as usize)
    }

    /// Where one byte of the text comes from.
    fn source_of(&self, at: usize) -> Option<Range<usize>> {
        let index = self.piece_at(at);
        let piece = self.pieces.get(index)?;
        let source = self.within(piece, self.end_of(index), at..at + 1);
        Some(source.start as usize..source.end as usize)
    }

    /// Where a part of a piece comes from.
    #[expect(clippy::unused_self, reason = "reads beside the other ways from text to source")]
    fn within(&self, piece: &Piece, end: usize, part: Range<usize>) -> Range<u32> {
        let start = piece.at as usize;
        if end.saturating_sub(start) != piece.source.len() {
            return piece.source.clone();
        }
        piece.source.start + clamp(part.start - start)..piece.source.start + clamp(part.end.min(end) - start)
    }
}

/// Gathers a [`Spelling`] from left to right.
#[derive(Debug)]
pub struct Speller<'s> {
    file: FileId,
    source: &'s str,
    text: String,
    pieces: Vec<Piece>,
}

impl<'s> Speller<'s> {
    /// An empty text of this document.
    #[must_use]
    pub fn new(file: FileId, source: &'s str) -> Self {
        // Most texts are of one piece.
        Self { file, source, text: String::new(), pieces: Vec::with_capacity(1) }
    }

    /// Adds what stands at `range` as it is.
    pub fn verbatim(&mut self, range: Range<usize>) {
        let adjoins = self.pieces.last().is_some_and(|it| {
            it.source.end as usize == range.start && self.text.len() - it.at as usize == it.source.len()
        });
        match self.pieces.last_mut() {
            Some(last) if adjoins => last.source.end = clamp(range.end),
            _ => self.piece(range.clone()),
        }
        self.text.push_str(&self.source[range]);
    }

    /// Adds a text that what stands at `range` is shown as.
    pub fn shown(&mut self, range: Range<usize>, text: &str) {
        self.piece(range);
        self.text.push_str(text);
    }

    fn piece(&mut self, range: Range<usize>) {
        self.pieces.push(Piece { at: clamp(self.text.len()), source: clamp(range.start)..clamp(range.end) });
    }

    /// The text without space at its ends; `whole` is where it stands, markup and all.
    #[must_use]
    pub fn finish(self, whole: Range<usize>) -> Spelling {
        let span = Span::new(self.file, whole);
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        if self.pieces.is_empty() {
            return Spelling::made(self.text, span);
        }
        let length = self.text.len();
        let is_whole = start == 0 && end == length;
        let has_text = |pieces: &[Piece]| pieces.windows(2).all(|it| it[0].at < it[1].at);
        if is_whole && self.pieces.last().is_some_and(|it| (it.at as usize) < length) && has_text(&self.pieces) {
            return Spelling { text: self.text.into(), span, pieces: self.pieces.into() };
        }
        let all = Spelling { text: self.text.into(), span, pieces: self.pieces.into() };
        Spelling { span, ..all.cut(start..end) }
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
