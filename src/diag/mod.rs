//! Findings: what is wrong with a document. Comes in: codes, places, messages. Goes out: sorted [`Diagnostic`]s.
//!
//! A stage reports, leaves a placeholder and goes on; the placeholder is silent from then on.

mod codes;
pub mod render;

pub use codes::Code;

use crate::order;
use crate::text::Span;

/// How much a finding matters.
///
/// ```
/// use fieldtable::diag::{Code, Severity};
///
/// assert_eq!(Code::UnknownType.severity(), Severity::Warning);
/// assert!(Severity::Error > Severity::Note);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Severity {
    /// Not reported.
    Allow,
    /// Good to know; nothing is lost.
    Note,
    /// Something was read with a loss, and the finding says which.
    Warning,
    /// What would be generated is wrong; nothing is written.
    Error,
}

/// A place with what is to be said about it.
///
/// ```
/// use fieldtable::diag::Label;
/// use fieldtable::text::{SourceMap, Span};
///
/// let id = SourceMap::new().add("Order.md", "# Order\n");
/// let label = Label { span: Span::new(id, 2..7), text: Some("named here".into()) };
/// assert_eq!(label.span.range(), 2..7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, if the message does not say it.
    pub text: Option<String>,
}

/// A finding about a document.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// for finding in &compilation.diagnostics {
///     let place = finding.primary.as_ref().map(|it| sources.place(it.span));
///     println!("{place:?} {} {}", finding.code.id(), finding.message);
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is; owns the explanation.
    pub code: Code,
    /// How much it matters: the code's own severity until the configuration says otherwise.
    pub severity: Severity,
    /// Lower case, no full stop, the document's words in backticks.
    pub message: String,
    /// Where; `None` for a finding about all documents together.
    pub primary: Option<Label>,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// Lines of `fieldtable.toml` that answer it, each for itself; capital letters stand for what only a reader knows.
    pub mends: Vec<String>,
}

impl Diagnostic {
    /// Adds what to write instead.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 0..7), "no table stands below").help("add one");
    /// assert_eq!(sink.finish()[0].help.as_deref(), Some("add one"));
    /// ```
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Adds lines of the configuration that answer it.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 0..7), "no table stands below").mend("exclude = [\"Order.md\"]");
    /// assert_eq!(sink.finish()[0].mends, ["exclude = [\"Order.md\"]"]);
    /// ```
    pub fn mend(&mut self, toml: impl Into<String>) -> &mut Self {
        self.mends.push(toml.into());
        self
    }

    /// Says something about the primary place.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 0..7), "no table stands below").label("this heading");
    /// let finding = &sink.finish()[0];
    /// assert_eq!(finding.primary.as_ref().and_then(|it| it.text.as_deref()), Some("this heading"));
    /// ```
    pub fn label(&mut self, text: impl Into<String>) -> &mut Self {
        if let Some(primary) = &mut self.primary {
            primary.text = Some(text.into());
        }
        self
    }

    /// Adds another place that matters.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 0..7), "no table stands below").also(Span::new(id, 7..8), "the page ends here");
    /// assert_eq!(sink.finish()[0].related.len(), 1);
    /// ```
    pub fn also(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.related.push(Label { span, text: Some(text.into()) });
        self
    }
}

/// Where the stages put their findings.
///
/// ```
/// use fieldtable::diag::{Code, Sink};
/// use fieldtable::text::{SourceMap, Span};
///
/// let id = SourceMap::new().add("Order.md", "# Order\n");
/// let mut sink = Sink::new();
/// sink.report(Code::NoModel, Span::new(id, 0..7), "no table stands below");
/// assert_eq!(sink.finish().len(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    ///
    /// ```
    /// assert!(fieldtable::diag::Sink::new().finish().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reports a finding at a place.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 0..7), "nothing stands below the heading").help("add a table of fields");
    /// assert_eq!(sink.finish().len(), 1);
    /// ```
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Some(Label { span, text: None }), message.into())
    }

    /// Reports a finding about all documents together.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    ///
    /// let mut sink = Sink::new();
    /// sink.report_all(Code::NoModel, "no page shows a model");
    /// assert!(sink.finish()[0].primary.is_none());
    /// ```
    pub fn report_all(&mut self, code: Code, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, None, message.into())
    }

    fn push(&mut self, code: Code, primary: Option<Label>, message: String) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            code,
            severity: code.severity(),
            message,
            primary,
            related: Vec::new(),
            help: None,
            mends: Vec::new(),
        });
        self.diagnostics.last_mut().expect("one was pushed on the line above")
    }

    /// Takes over what another sink has collected (pages are read side by side, each into its own).
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    ///
    /// let (mut all, mut one) = (Sink::new(), Sink::new());
    /// one.report_all(Code::NoModel, "no page shows a model");
    /// all.append(one);
    /// assert_eq!(all.finish().len(), 1);
    /// ```
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Takes back the findings that the configuration has answered: those of a code within a place. The places of a code
    /// do not overlap.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 0..7), "no table stands below");
    /// sink.take_back(&[(Code::NoModel, Span::new(id, 0..7))]);
    /// assert!(sink.finish().is_empty());
    /// ```
    pub fn take_back(&mut self, answered: &[(Code, Span)]) {
        let mut places = answered.to_vec();
        order::sort_by(&mut places, Ord::cmp);
        self.diagnostics.retain(|it| {
            let Some(Label { span, .. }) = it.primary else { return true };
            let after =
                places.partition_point(|(code, at)| (*code, at.file, at.start) <= (it.code, span.file, span.start));
            let before = after.checked_sub(1).map(|at| places[at]);
            !before.is_some_and(|(code, at)| code == it.code && at.file == span.file && span.end <= at.end)
        });
    }

    /// All findings, sorted by place, so that the order of the passes does not show.
    ///
    /// ```
    /// use fieldtable::diag::{Code, Sink};
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut sink = Sink::new();
    /// sink.report(Code::NoModel, Span::new(id, 3..7), "the second");
    /// sink.report(Code::NoModel, Span::new(id, 0..2), "the first");
    /// assert_eq!(sink.finish()[0].message, "the first");
    /// ```
    #[must_use]
    pub fn finish(mut self) -> Vec<Diagnostic> {
        order::sort_by(&mut self.diagnostics, |a, b| {
            let key = |it: &Diagnostic| (it.primary.as_ref().map(|label| label.span), it.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.diagnostics
    }
}
