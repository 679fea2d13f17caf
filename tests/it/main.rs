//! Everything that is tested through the public interface, in one binary.

mod arbitrary;
mod bad_input;
mod book;
mod cli;
mod dialects;
mod diff;
mod edits;
mod expected;
mod findings;
mod infer;
mod interrupt;
mod laws;
mod layering;
mod lsp;
mod operations;
mod reference;
mod registries;
mod renames;
mod revisions;
mod rust;
mod truth;
mod watch;
mod witness;
mod written;
