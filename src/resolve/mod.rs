//! Drafts → schema. Comes in: drafts and what the configuration sets. Goes out: a [`Schema`] and its [`Origins`]. After
//! this point nothing borrows from documents.

mod directions;
mod evidence;
mod exact;
mod examples;
mod field;
mod fixes;
mod globs;
mod inferred;
mod inherit;
mod members;
mod model;
mod names;
mod options;
mod origins;
mod printed;
mod settings;
mod silence;
mod suspicious;
mod types;
mod untold;
mod values;

pub use options::{
    FieldSetting, Fix, ModelSetting, Options, UnsaidNull, UnsaidPresence, WIRE_CASES, WireCase, WireNames,
};
pub use origins::{Evidence, Fact, Origin, Origins};

use crate::diag::Sink;
use crate::dialect::draft::Body;
use crate::dialect::{Draft, OperationDraft};
use crate::infer;
use crate::markdown::Document;
use crate::parallel;
use crate::progress::Progress;
use crate::schema::Schema;
use crate::text::{FileId, SourceMap, Spelling};
use crate::typexpr::Notation;
use evidence::{Finished, Found};

/// What drafts are resolved with.
pub(crate) struct Setup<'a> {
    /// What the configuration sets.
    pub(crate) options: &'a Options,
    /// Whether the evidence of every fact is recorded.
    pub(crate) evidence: bool,
    /// Which rules of inference hold.
    pub(crate) infer: &'a infer::Options,
    /// Whether operations become models of their own.
    pub(crate) operations: bool,
    /// The documents.
    pub(crate) sources: &'a SourceMap,
    /// The pages, cut into blocks.
    pub(crate) documents: &'a [Document],
    /// Notations of the user's own.
    pub(crate) notations: &'a [Notation],
    /// Who waits.
    pub(crate) progress: &'a dyn Progress,
}

/// Drafts in the order of their documents.
#[derive(Default)]
pub(crate) struct Drafts<'d> {
    pub(crate) models: Vec<Draft<'d>>,
    pub(crate) operations: Vec<OperationDraft<'d>>,
}

impl<'d> Drafts<'d> {
    fn at(&self, place: &names::Place) -> &Draft<'d> {
        match *place {
            names::Place::Model(at) => &self.models[at],
            names::Place::Request(at) => &self.operations[at].request,
        }
    }

    /// Takes out what a draft shows of a model, which stands in the schema now.
    fn forget(&mut self, place: &names::Place) -> Option<(Body, Vec<Draft<'d>>)> {
        let names::Place::Model(at) = *place else { return None };
        let draft = &mut self.models[at];
        Some((std::mem::take(&mut draft.body), draft.nested.take()))
    }
}

/// So many models are read at a time, and what their rows say is dropped then: for docs of any size, there is no room for
/// drafts and models.
const AT_ONCE: usize = 512;
/// And so many by one thread.
const IN_ONE: usize = 32;

/// Binds names, reads cells, and gives every type that nobody describes a model of its own. Models that are `exact` are as
/// their pages say.
pub(crate) fn resolve(
    mut drafts: Drafts<'_>,
    exact: Vec<(FileId, Schema)>,
    setup: &Setup<'_>,
    sink: &mut Sink,
) -> (Schema, Origins) {
    // AFTER THIS POINT: rows say what the configuration mends.
    fixes::apply(&mut drafts, &setup.options.fixes, setup.sources, sink);
    // AFTER THIS POINT: every draft has a name, and no two have the same.
    let names = names::Names::new(&drafts, setup.operations);
    let enums = values::enums(&drafts.models, &names);
    setup.progress.step("models", names.len());
    let mut found = Found::default();
    for first in (0..names.len()).step_by(AT_ONCE) {
        let indices = first..names.len().min(first + AT_ONCE);
        let rows = indices.clone().flat_map(|it| names.entry(it).1).flat_map(|it| drafts.at(it).rows());
        let descriptions = infer::Descriptions::new(rows.filter_map(|it| Some(it.description.as_ref()?.as_str())));
        let context = model::Context { setup, names: &names, enums: &enums, descriptions };
        let read = parallel::map(indices.clone().step_by(IN_ONE), |first| {
            let mut found = Found::default();
            for index in first..indices.end.min(first + IN_ONE) {
                model::read(&context, &drafts, index, &mut found);
                setup.progress.part();
            }
            found
        });
        read.into_iter().for_each(|it| found.append(it));
        let read = indices.flat_map(|it| names.entry(it).1).map(|it| drafts.forget(it));
        parallel::map(read.collect::<Vec<_>>(), drop);
    }
    drafts.models = Vec::new();
    setup.progress.step("resolving", 0);
    // AFTER THIS POINT: every reference has a model.
    let Finished { mut schema, mut origins, disputes, mut silences, undocumented, parents } = found.finish(sink);
    printed::on_the_wire(&schema, &origins, &mut silences, setup, sink);
    // AFTER THIS POINT: fields have their names on the wire, as far as the pages tell them.
    let against = examples::apply(&mut schema, &mut origins, &mut silences, &drafts.operations, setup, sink);
    // AFTER THIS POINT: inherited fields are among the fields.
    inherit::apply(&mut schema, &mut origins, &parents, &names, setup.evidence, sink);
    directions::set(&drafts.operations, &names, setup.notations, &mut schema);
    exact::add(exact, &mut schema, &mut origins, sink);
    settings::apply(&mut schema, &mut origins, &disputes, &against, setup, sink);
    names::undocumented(&schema, &undocumented, sink);
    silence::report(&schema, &silences, setup.options, sink);
    (schema, origins)
}

/// A text of several lines, whose ends are the same on every system.
fn prose(text: &Spelling) -> String {
    let text = text.as_str();
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() }
}
