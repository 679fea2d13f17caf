use super::{Config, Output};
use crate::resolve::WireNames;

impl Config {
    /// What a file says, with what flags or a builder's methods say on top: they win wherever they say something.
    ///
    /// ```
    /// use fieldtable::config::Config;
    ///
    /// let file = Config { dialect: Some("written".into()), operations: true, ..Config::default() };
    /// let flags = Config { dialect: Some("typedoc".into()), ..Config::default() };
    /// let both = file.overlaid_with(flags);
    /// assert_eq!((both.dialect.as_deref(), both.operations), (Some("typedoc"), true));
    /// ```
    #[must_use]
    pub fn overlaid_with(self, top: Self) -> Self {
        Self {
            sources: list(self.sources, top.sources),
            exclude: both(self.exclude, top.exclude),
            dialect: top.dialect.or(self.dialect),
            dialects: both(self.dialects, top.dialects),
            columns: both(self.columns, top.columns),
            notations: both(self.notations, top.notations),
            operations: self.operations || top.operations,
            wire_names: WireNames {
                case: top.wire_names.case.or(self.wire_names.case),
                names: both(self.wire_names.names, top.wire_names.names),
            },
            examples: both(self.examples, top.examples),
            infer: both(self.infer, top.infer),
            schema: said(self.schema, top.schema),
            fix: both(self.fix, top.fix),
            model: both(self.model, top.model),
            field: both(self.field, top.field),
            rust: said(self.rust, top.rust),
            diff: said(self.diff, top.diff),
            findings: both(self.findings, top.findings),
            output: Output {
                rust: top.output.rust.or(self.output.rust),
                package: top.output.package.or(self.output.package),
                export: both(self.output.export, top.output.export),
                page_url: top.output.page_url.or(self.output.page_url),
            },
            path: top.path.or(self.path),
        }
    }
}

fn said<T: Default + PartialEq>(below: T, top: T) -> T {
    if top == T::default() { below } else { top }
}

fn list<T>(below: Vec<T>, top: Vec<T>) -> Vec<T> {
    if top.is_empty() { below } else { top }
}

fn both<C: Extend<T> + IntoIterator<Item = T>, T>(mut below: C, top: C) -> C {
    below.extend(top);
    below
}
