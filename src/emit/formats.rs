//! The formats that a schema can be written in, apart from code.

use super::{Provenance, dot, json_schema, markdown, mermaid, openapi, schema};
use crate::schema::Schema;

/// A format that a schema can be written in, apart from code.
///
/// ```
/// use fieldtable::emit::{EMITTERS, Unknown};
/// use fieldtable::schema::Schema;
///
/// for emitter in EMITTERS {
///     let text = (emitter.emit)(&Schema::default(), &Unknown);
///     println!("schema.{}: {}, {} bytes", emitter.extension, emitter.about, text.len());
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Emitter {
    /// What it is asked for by.
    pub id: &'static str,
    /// What it writes, in a few words.
    pub about: &'static str,
    /// The customary ending of files in this format.
    pub extension: &'static str,
    /// The whole text of a schema, of which it may be known where it comes from.
    pub emit: fn(&Schema, &dyn Provenance) -> String,
}

/// Every format, in alphabetical order.
pub const EMITTERS: &[Emitter] = &[
    Emitter {
        id: "dot",
        about: "a graph in Graphviz' language",
        extension: "dot",
        emit: |schema, _| dot::emit(schema),
    },
    #[cfg(feature = "report")]
    Emitter {
        id: "html",
        about: "one page with models, relations, evidence",
        extension: "html",
        emit: super::html::emit,
    },
    Emitter {
        id: "json-schema",
        about: "JSON Schema 2020-12",
        extension: "json",
        emit: |schema, _| json_schema::emit(schema),
    },
    Emitter {
        id: "markdown",
        about: "canonical field tables, to be read again",
        extension: "md",
        emit: |schema, _| markdown::emit(schema),
    },
    Emitter {
        id: "mermaid",
        about: "a Mermaid class diagram",
        extension: "mmd",
        emit: |schema, _| mermaid::emit(schema),
    },
    Emitter {
        id: "openapi",
        about: "OpenAPI 3.1 components",
        extension: "json",
        emit: |schema, _| openapi::emit(schema),
    },
    Emitter {
        id: "schema",
        about: "our own form, without a loss",
        extension: "json",
        emit: |schema, _| schema::emit(schema),
    },
];

impl Emitter {
    /// The format with this id.
    ///
    /// ```
    /// # use fieldtable::{Options, compile, text::SourceMap};
    /// # let mut sources = SourceMap::new();
    /// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
    /// # let compilation = compile(&sources, &Options::default());
    /// # let schema = compilation.schema;
    /// use fieldtable::emit::Emitter;
    ///
    /// let emitter = Emitter::find("mermaid").expect("it is one of `EMITTERS`");
    /// assert_eq!(emitter.extension, "mmd");
    /// ```
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        EMITTERS.iter().find(|it| it.id == id)
    }
}
