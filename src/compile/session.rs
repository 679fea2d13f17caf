//! The same pages, read again and again while somebody changes them.

use super::{Compilation, Memo, Options, whole, with_columns};
use crate::dialect::Dialect;
use crate::text::SourceMap;

/// Runs that follow each other, with the same options: a page whose text did not change is not read again. Each gives what
/// [`super::compile()`] gives, but that dialects, once recognised, stay until they are asked for again.
pub(crate) struct Session<'o> {
    options: &'o Options,
    own: &'o [Dialect],
    memo: Memo<'o>,
}

/// The dialects that a session with these options has besides the built-in ones.
pub(crate) fn dialects(options: &Options) -> Vec<Dialect> {
    with_columns(options)
}

impl<'o> Session<'o> {
    pub(crate) fn new(options: &'o Options, own: &'o [Dialect]) -> Self {
        Self { options, own, memo: Memo::again() }
    }

    pub(crate) fn options(&self) -> &'o Options {
        self.options
    }

    /// Has the dialects recognised anew by the next run.
    pub(crate) fn recognise(&mut self) {
        self.memo.choice = None;
    }

    /// `None` when it was `stopped` halfway; what was read until then is kept.
    pub(crate) fn compile(&mut self, sources: &SourceMap, stopped: &dyn Fn() -> bool) -> Option<Compilation> {
        whole(sources, (self.options, self.own), &(), &mut self.memo, stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::Session;
    use crate::compile::{Compilation, Options, compile};
    use crate::text::SourceMap;
    use proptest::prelude::*;

    const PAGES: [&str; 4] = [
        "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| payer | Customer | no |\n",
        "# Customer\n\n| Field | Type | Required |\n| --- | --- | --- |\n| email | (,) | yes |\n",
        "# # Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**id** | **int** | It. |\n",
        "nothing\n",
    ];

    fn assert_same(one: &Compilation, other: &Compilation) {
        assert_eq!(one.schema, other.schema);
        assert_eq!(one.origins, other.origins);
        assert_eq!(one.diagnostics, other.diagnostics);
        assert_eq!(one.coverage, other.coverage);
    }

    proptest! {
        #[test]
        fn runs_that_follow_each_other_give_what_single_ones_give(
            edits in proptest::collection::vec((0..3usize, 0..PAGES.len()), 1..6),
            evidence: bool,
        ) {
            let options = Options { evidence, ..Options::default() };
            let mut session = Session::new(&options, &[]);
            let mut sources = SourceMap::new();
            let files = ["a/Order.md", "a/Customer.md", "b/Order.md"].map(|it| sources.add(it, ""));
            for (file, text) in edits {
                sources.replace(files[file], PAGES[text]);
                session.compile(&sources, &|| false).expect("nothing stops it");
                session.recognise();
                let kept = session.compile(&sources, &|| false).expect("nothing stops it");
                assert_same(&kept, &compile(&sources, &options));
            }
        }
    }

    #[test]
    fn a_dialect_stays_while_somebody_types() {
        let options = Options::default();
        let mut session = Session::new(&options, &[]);
        let mut sources = SourceMap::new();
        let file = sources.add("Order.md", "");
        let mut dialect = |session: &mut Session<'_>, text: &str| {
            sources.replace(file, text);
            let run = session.compile(&sources, &|| false).expect("nothing stops it");
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
        let options = Options::default();
        let mut session = Session::new(&options, &[]);
        let mut sources = SourceMap::new();
        let file = sources.add("Order.md", PAGES[0]);
        assert!(session.compile(&sources, &|| true).is_none());
        sources.replace(file, PAGES[1]);
        assert!(session.compile(&sources, &|| true).is_none());
        let kept = session.compile(&sources, &|| false).expect("nothing stops it");
        assert_same(&kept, &compile(&sources, &options));
    }
}
