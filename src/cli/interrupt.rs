//! Ctrl-C: what is being written is written to its end, and nothing else is. So what stood before stands, or all that is
//! new; and no file is left half under a name of its own.

use super::progress;
use fieldtable::Error;
use fieldtable::emit::Artifact;
use fieldtable::output::{self, Written};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::sleep;
use std::time::Duration;

/// Held while files are written.
static WRITING: Mutex<()> = Mutex::new(());

/// What a shell expects of a command that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// From now on, Ctrl-C waits for what is being written.
pub(super) fn wait_for_writing() {
    // Without a handler, Ctrl-C ends the command as it always does: that is no reason not to run.
    let _ = ctrlc::set_handler(leave);
}

#[expect(clippy::exit, reason = "this is how a signal ends a command")]
fn leave() {
    const STEP: Duration = Duration::from_millis(20);
    /// A pipe that nobody reads must not hold the command for ever.
    const LONGEST: Duration = Duration::from_secs(10);
    let mut waited = Duration::ZERO;
    let _writing = loop {
        match WRITING.try_lock() {
            Ok(it) => break Some(it),
            Err(TryLockError::Poisoned(it)) => break Some(it.into_inner()),
            Err(TryLockError::WouldBlock) if waited < LONGEST => sleep(STEP),
            Err(TryLockError::WouldBlock) => break None,
        }
        waited += STEP;
    };
    progress::hide();
    std::process::exit(INTERRUPTED);
}

/// Until it is dropped, Ctrl-C waits.
pub(super) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes one file; Ctrl-C waits for it.
pub(super) fn write_file(path: &Path, text: &str) -> Result<Written, Error> {
    let _writing = writing();
    output::write_file(path, text)
}

/// Writes a folder; Ctrl-C waits for it.
pub(super) fn write_folder(path: &Path, artifacts: &[Artifact]) -> Result<Written, Error> {
    let _writing = writing();
    output::write_folder(path, artifacts)
}
