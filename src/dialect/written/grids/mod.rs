//! Tables as a whole → the roles of their columns, and tables that are laid out otherwise as plain ones.

pub(super) mod columns;
pub(super) mod constants;
pub(super) mod content;
pub(super) mod encoded;
pub(super) mod kinds;
pub(super) mod list_grids;
pub(super) mod mentioned;
pub(super) mod paths;
pub(super) mod presence;
pub(super) mod steps;
pub(super) mod typed_prose;
