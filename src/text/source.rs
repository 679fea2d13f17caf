use super::Span;
use std::sync::{Arc, OnceLock};

/// A document of a [`SourceMap`].
///
/// ```
/// use fieldtable::text::SourceMap;
///
/// let mut sources = SourceMap::new();
/// let id = sources.add("Order.md", "# Order\n");
/// assert_eq!(sources.file(id).path, "Order.md");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Its place in the order in which the documents were added.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "");
    /// assert_eq!(sources.add("Customer.md", "").index(), 1);
    /// ```
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A document: its path as findings print it, and its text without a byte order mark.
///
/// ```
/// use fieldtable::text::SourceMap;
///
/// let mut sources = SourceMap::new();
/// let id = sources.add("docs/Order.md", "# Order\n");
/// let source = sources.file(id);
/// assert_eq!((source.folder(), source.stem().as_str()), ("docs", "Order"));
/// ```
#[derive(Debug, Clone)]
pub struct Source {
    /// The path, with `/` between its parts on every system.
    pub path: String,
    /// The text. Line endings are as they came.
    pub text: Arc<str>,
    /// Where each line starts, in bytes; found when somebody asks for a line of it.
    line_starts: OnceLock<Vec<u32>>,
    /// Whether it is no page, but JSON that shows what pages describe.
    example: bool,
}

impl Source {
    fn new(path: String, text: &str, example: bool) -> Self {
        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
        u32::try_from(text.len()).expect("a document over 4 GiB cannot be addressed");
        Self { path, text, line_starts: OnceLock::new(), example }
    }

    fn line_starts(&self) -> &[u32] {
        let after = |(at, _)| u32::try_from(at).ok().map(|it: u32| it + 1);
        self.line_starts
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').filter_map(after)).collect())
    }

    /// The file's name without what follows its last dot.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("docs/Order.v2.md", "");
    /// assert_eq!(sources.file(id).stem(), "Order.v2");
    /// ```
    #[must_use]
    pub fn stem(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |it| it.0).to_owned()
    }

    /// The folder, as the path names it; empty for a file without one.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("docs/api/Order.md", "");
    /// assert_eq!(sources.file(id).folder(), "docs/api");
    /// ```
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |it| it.0)
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    ///
    /// ```
    /// # use fieldtable::text::SourceMap;
    /// # let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n\nGröße\n");
    /// let at = sources.file(id).text.find("e\n").expect("it is there");
    /// assert_eq!(sources.file(id).line_column(at), (3, 5));
    /// ```
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start as usize <= offset).max(1) - 1;
        let start = starts[line] as usize;
        let before = self.text.get(start..offset).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    /// The bytes of a line, counted from 1, without its line ending.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\r\n\r\ntext\n");
    /// let source = sources.file(id);
    /// assert_eq!(source.line_range(1).map(|it| &source.text[it]), Some("# Order"));
    /// assert_eq!(source.line_range(9), None);
    /// ```
    #[must_use]
    pub fn line_range(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let starts = self.line_starts();
        let start = *starts.get(line.checked_sub(1)?)? as usize;
        let end = starts.get(line).map_or(self.text.len(), |&next| next as usize);
        let kept = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Some(start..start + kept)
    }
}

/// All documents of a run. Filled before reading starts; needed again only by those who print places.
///
/// ```
/// use fieldtable::text::SourceMap;
///
/// let mut sources = SourceMap::new();
/// let id = sources.add("docs\\Order.md", "\u{feff}# Order\n");
/// assert_eq!(sources.file(id).path, "docs/Order.md");
/// assert_eq!(&*sources.file(id).text, "# Order\n");
/// ```
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<Source>,
}

impl SourceMap {
    /// An empty map.
    ///
    /// ```
    /// assert!(fieldtable::text::SourceMap::new().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document. A byte order mark at its start is dropped, `\` in the path becomes `/`.
    ///
    /// # Panics
    /// When there are more than 2³² documents or one is larger than 4 GiB: positions are 32 bits.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("docs\\Order.md", "# Order\n");
    /// assert_eq!(sources.file(id).path, "docs/Order.md");
    /// ```
    pub fn add(&mut self, path: impl Into<String>, text: impl AsRef<str>) -> FileId {
        self.add_as(&path.into(), text.as_ref(), false)
    }

    /// Adds JSON that shows what pages describe.
    ///
    /// # Panics
    /// As [`SourceMap::add`].
    ///
    /// ```
    /// # use fieldtable::text::SourceMap;
    /// # let mut sources = SourceMap::new();
    /// sources.add_example("samples/order.json", r#"{ "placed_at": "2026-05-02T09:30:00Z" }"#);
    /// assert_eq!((sources.pages().count(), sources.examples().count()), (0, 1));
    /// ```
    pub fn add_example(&mut self, path: impl Into<String>, text: impl AsRef<str>) -> FileId {
        self.add_as(&path.into(), text.as_ref(), true)
    }

    /// The same documents, some of them without their text.
    pub(crate) fn without_texts(&self, blank: impl Iterator<Item = FileId>) -> Self {
        let mut map = self.clone();
        blank.for_each(|it| {
            let file = &mut map.files[it.index()];
            (file.text, file.line_starts) = (Arc::from(""), OnceLock::new());
        });
        map
    }

    fn add_as(&mut self, path: &str, text: &str, example: bool) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("more than 2^32 documents cannot be addressed"));
        self.files.push(Source::new(path.replace('\\', "/"), text, example));
        id
    }

    /// Gives a document another text.
    ///
    /// # Panics
    /// As [`SourceMap::add`].
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n");
    /// sources.replace(id, "# Purchase\n");
    /// assert_eq!(&*sources.file(id).text, "# Purchase\n");
    /// ```
    pub fn replace(&mut self, id: FileId, text: &str) {
        let Source { path, example, .. } = &mut self.files[id.index()];
        let (path, example) = (std::mem::take(path), *example);
        self.files[id.index()] = Source::new(path, text, example);
    }

    /// The document.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n");
    /// assert_eq!(&*sources.file(id).text, "# Order\n");
    /// ```
    #[must_use]
    pub fn file(&self, id: FileId) -> &Source {
        &self.files[id.index()]
    }

    /// All documents in the order in which they were added.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "");
    /// let paths: Vec<_> = sources.iter().map(|(_, it)| it.path.as_str()).collect();
    /// assert_eq!(paths, ["Order.md"]);
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(u32::try_from(index).expect("`add` has counted the documents")), file))
    }

    /// The documents that describe things.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "");
    /// sources.add_example("order.json", "{}");
    /// assert_eq!(sources.pages().count(), 1);
    /// ```
    pub fn pages(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.iter().filter(|it| !it.1.example)
    }

    /// The documents that are but examples.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "");
    /// sources.add_example("order.json", "{}");
    /// assert_eq!(sources.examples().count(), 1);
    /// ```
    pub fn examples(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.iter().filter(|it| it.1.example)
    }

    /// How many documents there are.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "");
    /// assert_eq!(sources.len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no document.
    ///
    /// ```
    /// use fieldtable::text::SourceMap;
    ///
    /// let mut sources = SourceMap::new();
    /// assert!(sources.is_empty());
    /// sources.add("Order.md", "");
    /// assert!(!sources.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text of a place.
    ///
    /// ```
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n");
    /// assert_eq!(sources.slice(Span::new(id, 2..7)), "Order");
    /// ```
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// `path:line:column` of the start of a place.
    ///
    /// ```
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n\nid\n");
    /// let span = Span::new(id, 9..11);
    /// assert_eq!(sources.place(span), "Order.md:3:1");
    /// assert_eq!(sources.slice(span), "id");
    /// ```
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let file = self.file(span.file);
        let (line, column) = file.line_column(span.start as usize);
        format!("{}:{line}:{column}", file.path)
    }
}
