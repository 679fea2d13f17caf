//! What somebody who waits at a terminal sees: which step is taken, and how far it is.

use super::timings::Timings;
use fieldtable::progress::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A run that is over by then shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(100);
const LOOK: &str = "{spinner} {msg} {wide_bar} {pos}/{len}";
const UNCOUNTED: &str = "{spinner} {msg}";

/// The bar on the terminal: there is one terminal.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Takes the bar from the terminal, if there is one.
pub(super) fn hide() {
    if let Some(bar) = lock(&SHOWN).take() {
        bar.finish_and_clear();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Watches a run: what takes how long, and, where somebody waits, how far it is.
pub(super) struct Meter {
    timings: Mutex<Timings>,
    bar: ProgressBar,
}

impl Meter {
    /// `waiting` when there is somebody at a terminal.
    pub(super) fn start(waiting: bool) -> Self {
        let target = waiting.then(ProgressDrawTarget::stderr);
        Self::with(target, PATIENCE)
    }

    fn with(target: Option<ProgressDrawTarget>, patience: Duration) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Some(target) = target {
            *lock(&SHOWN) = Some(bar.clone());
            let bar = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(patience);
                if !bar.is_finished() {
                    bar.set_draw_target(target);
                    bar.enable_steady_tick(TICK);
                }
            });
        }
        Self { timings: Mutex::new(Timings::start()), bar }
    }

    /// The last step is over; a line for each says how long it took.
    pub(super) fn report(&self) -> String {
        lock(&self.timings).report()
    }
}

impl Progress for Meter {
    fn step(&self, name: &'static str, parts: usize) {
        lock(&self.timings).step(name);
        let look = if parts > 1 { LOOK } else { UNCOUNTED };
        self.bar.set_style(ProgressStyle::with_template(look).expect("the templates above can be read"));
        self.bar.set_length(parts as u64);
        self.bar.set_position(0);
        self.bar.set_message(name);
    }

    fn part(&self) {
        self.bar.inc(1);
    }
}

#[cfg(test)]
mod tests {
    use super::Meter;
    use fieldtable::progress::Progress;
    use indicatif::{ProgressDrawTarget, TermLike};
    use std::io::Result;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    /// Keeps what is written.
    #[derive(Debug, Clone, Default)]
    struct Paper(Arc<Mutex<String>>);

    impl TermLike for Paper {
        fn width(&self) -> u16 {
            60
        }
        fn move_cursor_up(&self, _: usize) -> Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> Result<()> {
            self.write_str(text)
        }
        fn write_str(&self, text: &str) -> Result<()> {
            self.0.lock().expect("nobody panics with it").push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> Result<()> {
            self.write_str("\n")
        }
        fn flush(&self) -> Result<()> {
            Ok(())
        }
    }

    /// What a run of this length, in milliseconds, shows to somebody who has patience for so long.
    fn shown(run: u64, patience: u64) -> String {
        let paper = Paper::default();
        let target = ProgressDrawTarget::term_like(Box::new(paper.clone()));
        let meter = Meter::with(Some(target), Duration::from_millis(patience));
        meter.step("reading", 3);
        meter.part();
        std::thread::sleep(Duration::from_millis(run));
        meter.part();
        meter.bar.finish_and_clear();
        let text = paper.0.lock().expect("nobody panics with it");
        text.clone()
    }

    #[test]
    fn a_long_run_shows_how_far_it_is() {
        let text = shown(400, 20);
        assert!(text.contains("reading") && text.contains("1/3"), "{text}");
    }

    #[test]
    fn a_short_run_shows_nothing() {
        assert_eq!(shown(20, 2000), "");
    }
}
