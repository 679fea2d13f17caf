//! The same pages, read again and again while somebody changes them.

use super::{Compilation, Memo, Options, whole, with_columns};
use crate::dialect::Dialect;
use crate::progress::Progress;
use crate::text::SourceMap;

/// [`Options`] with all that has to be known to read pages with them. Sessions borrow it.
///
/// ```
/// use fieldtable::{Options, compile::{Prepared, Session}};
///
/// let prepared = Prepared::from(Options { evidence: true, ..Options::default() });
/// assert!(Session::new(&prepared).options().evidence);
/// ```
#[derive(Debug, Clone)]
pub struct Prepared {
    options: Options,
    /// The dialects that there are besides the built-in ones.
    own: Vec<Dialect>,
}

impl From<Options> for Prepared {
    fn from(options: Options) -> Self {
        Self { own: with_columns(&options), options }
    }
}

/// Runs that follow each other while somebody changes the pages. Each gives what [`compile()`](super::compile()) gives, but
/// a page whose text did not change is not read again. For other options it takes another session.
///
/// ```
/// use fieldtable::{Options, compile::{Prepared, Session}, text::SourceMap};
///
/// let prepared = Prepared::from(Options::default());
/// let mut session = Session::new(&prepared);
/// let mut sources = SourceMap::new();
/// let page = sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n");
/// assert!(session.compile(&sources, &()).schema.models.contains_key("Order"));
/// sources.replace(page, "# Sale\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n");
/// assert!(session.compile(&sources, &()).schema.models.contains_key("Sale"));
/// ```
pub struct Session<'o> {
    prepared: &'o Prepared,
    memo: Memo<'o>,
}

impl<'o> Session<'o> {
    /// A session that has read nothing.
    ///
    /// ```
    /// use fieldtable::{Options, compile::{Prepared, Session}};
    ///
    /// let prepared = Prepared::from(Options::default());
    /// let session = Session::new(&prepared);
    /// ```
    #[must_use]
    pub fn new(prepared: &'o Prepared) -> Self {
        Self { prepared, memo: Memo::again() }
    }

    /// Reads all documents as one set of models. Pages are the same as before when place, path and text are: it is best to
    /// list them in the same order.
    ///
    /// ```
    /// use fieldtable::{Options, compile::{Prepared, Session}, text::SourceMap};
    ///
    /// let prepared = Prepared::from(Options::default());
    /// let compilation = Session::new(&prepared).compile(&SourceMap::new(), &());
    /// assert!(compilation.schema.models.is_empty());
    /// ```
    pub fn compile(&mut self, sources: &SourceMap, progress: &dyn Progress) -> Compilation {
        self.memo.choice = None;
        self.run(sources, progress, &|| false).expect("nothing stops it")
    }

    /// What it reads pages with.
    ///
    /// ```
    /// use fieldtable::{Options, compile::{Prepared, Session}};
    ///
    /// let prepared = Prepared::from(Options::default());
    /// assert_eq!(*Session::new(&prepared).options(), Options::default());
    /// ```
    #[must_use]
    pub fn options(&self) -> &'o Options {
        &self.prepared.options
    }

    /// As [`Session::compile`], but that dialects, once recognised, stay. `None` when it was `stopped` halfway; what was read
    /// until then is kept.
    #[cfg(feature = "lsp")]
    pub(crate) fn type_over(&mut self, sources: &SourceMap, stopped: &dyn Fn() -> bool) -> Option<Compilation> {
        self.run(sources, &(), stopped)
    }

    /// Has the dialects recognised anew by the next run.
    #[cfg(feature = "lsp")]
    pub(crate) fn recognise(&mut self) {
        self.memo.choice = None;
    }

    fn run(&mut self, sources: &SourceMap, progress: &dyn Progress, stopped: &dyn Fn() -> bool) -> Option<Compilation> {
        let Prepared { options, own } = self.prepared;
        whole(sources, (options, own), progress, &mut self.memo, stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::{Prepared, Session};
    use crate::compile::{Compilation, Options, compile};
    use crate::emit::rust;
    use crate::text::SourceMap;
    use proptest::prelude::*;

    const PAGES: [&str; 6] = [
        "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| payer | Customer | no |\n",
        "# Customer\n\n| Field | Type | Required |\n| --- | --- | --- |\n| email | (,) | yes |\n",
        "# # Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**id** | **int** | It. |\n",
        "nothing\n",
        "# Payer\n\n| Field | Type | Required |\n| --- | --- | --- |\n| order | Order | no |\n| kind | Customer \\| Order | yes |\n",
        "# Customer\n\n| Field | Type | Required |\n| --- | --- | --- |\n| email | string | yes |\n| order | Order | no |\n",
    ];

    fn assert_same(one: &Compilation, other: &Compilation) {
        assert_eq!(one.schema, other.schema);
        assert_eq!(one.origins, other.origins);
        assert_eq!(one.diagnostics, other.diagnostics);
        assert_eq!(one.coverage, other.coverage);
    }

    /// The pages that there are, in the order of their paths.
    fn sources(texts: &[Option<usize>]) -> SourceMap {
        let mut sources = SourceMap::new();
        for (path, text) in ["a/Customer.md", "a/Order.md", "b/Order.md"].into_iter().zip(texts) {
            if let Some(text) = text {
                sources.add(path, PAGES[*text]);
            }
        }
        sources
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn runs_that_follow_each_other_give_what_single_ones_give(
            edits in proptest::collection::vec((0..3usize, proptest::option::weighted(0.8, 0..PAGES.len())), 1..8),
            evidence: bool,
        ) {
            let prepared = Prepared::from(Options { evidence, ..Options::default() });
            let mut session = Session::new(&prepared);
            let mut code = rust::Session::new(rust::Options::default());
            let mut texts = [None; 3];
            for (file, text) in edits {
                texts[file] = text;
                let sources = sources(&texts);
                let single = compile(&sources, session.options());
                let kept = session.compile(&sources, &());
                assert_same(&kept, &single);
                prop_assert_eq!(code.emit(&kept.schema), rust::emit(&single.schema, code.options()));
            }
        }
    }

    #[test]
    fn a_dialect_stays_while_somebody_types() {
        let prepared = Prepared::from(Options::default());
        let mut session = Session::new(&prepared);
        let mut sources = SourceMap::new();
        let file = sources.add("Order.md", "");
        let mut dialect = |session: &mut Session<'_>, text: &str| {
            sources.replace(file, text);
            let run = session.type_over(&sources, &|| false).expect("nothing stops it");
            run.coverage.verdicts.first().map(|it| it.dialect.clone())
        };
        assert_eq!(dialect(&mut session, ""), None);
        assert_eq!(dialect(&mut session, PAGES[0]).as_deref(), Some("written"), "the first that there is");
        assert_eq!(dialect(&mut session, PAGES[2]).as_deref(), Some("written"));
        session.recognise();
        assert_ne!(dialect(&mut session, PAGES[2]).as_deref(), Some("written"));
    }

    #[test]
    fn a_run_that_is_stopped_says_nothing_and_harms_nothing() {
        let prepared = Prepared::from(Options::default());
        let mut session = Session::new(&prepared);
        let mut sources = SourceMap::new();
        let file = sources.add("Order.md", PAGES[0]);
        assert!(session.type_over(&sources, &|| true).is_none());
        sources.replace(file, PAGES[1]);
        assert!(session.type_over(&sources, &|| true).is_none());
        let kept = session.type_over(&sources, &|| false).expect("nothing stops it");
        assert_same(&kept, &compile(&sources, session.options()));
    }
}
