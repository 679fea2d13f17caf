//! How far a run is, for whoever shows it to somebody who waits.

/// Is told how far a run is, by several threads at a time.
///
/// ```
/// use fieldtable::progress::Progress;
///
/// struct Steps;
///
/// impl Progress for Steps {
///     fn step(&self, name: &'static str, parts: usize) {
///         println!("{name}: {parts}");
///     }
///     fn part(&self) {}
/// }
/// ```
pub trait Progress: Sync {
    /// A step begins, and the one before it is over. It has so many parts; 0 when they are not counted.
    fn step(&self, name: &'static str, parts: usize);
    /// A part of the step is done.
    fn part(&self);
}

/// Nobody waits.
impl Progress for () {
    fn step(&self, _: &'static str, _: usize) {}
    fn part(&self) {}
}
