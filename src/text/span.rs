use super::FileId;
use std::ops::Range;

/// A place in a document: bytes `start..end` of a file. Twelve bytes, `Copy`, ordered by file and then by position.
///
/// ```
/// use fieldtable::text::{SourceMap, Span};
///
/// let id = SourceMap::new().add("Order.md", "# Order\n");
/// assert_eq!(Span::new(id, 2..7).range(), 2..7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The document.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`.
    ///
    /// ```
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// assert_eq!(Span::new(id, 2..7).start, 2);
    /// ```
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The bytes as a range, for slicing the text of the file.
    ///
    /// ```
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// assert_eq!(Span::new(id, 2..7).range(), 2..7);
    /// ```
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Texts over 4 GiB are refused by [`super::SourceMap::add`], so that nothing is ever cut here.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
