//! Everything that is tested through the public interface, in one binary.

mod arbitrary;
mod canonical;
mod laws;
mod layering;
mod truth;
