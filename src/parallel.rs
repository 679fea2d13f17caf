//! Work spread over the cores. What runs on them has no type of its own, so that the machinery is compiled once and not for
//! each use: whoever builds this in a build script waits for it.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock};
use std::thread::{Builder, available_parallelism};

/// So many batches for each core, so that none waits long for the last.
const BATCHES: usize = 16;
/// What holds up the others: nobody keeps more items than this to himself.
const MOST_AT_ONCE: usize = 64;

/// What `work` makes of each item, in their order.
pub(crate) fn map<T, I, R>(items: I, work: impl Fn(T) -> R + Sync) -> Vec<R>
where
    I: IntoIterator<Item = T, IntoIter: Send>,
    R: Send,
{
    map_after(&|| (), items.into_iter(), work)
}

/// As [`map`], and what `one` makes, with which one core begins.
pub(crate) fn map_beside<A: Send, T, I, R>(
    one: impl FnOnce() -> A + Send,
    items: I,
    work: impl Fn(T) -> R + Sync,
) -> (A, Vec<R>)
where
    I: IntoIterator<Item = T, IntoIter: Send>,
    R: Send,
{
    let one = Task::new(one);
    let all = map_after(&|| one.run(), items.into_iter(), work);
    (one.made(), all)
}

/// As [`map`]; each core begins with `first`.
fn map_after<T, I, R>(first: &(dyn Fn() + Sync), items: I, work: impl Fn(T) -> R + Sync) -> Vec<R>
where
    I: Iterator<Item = T> + Send,
    R: Send,
{
    let length = items.size_hint().0;
    let at_once = (length / (cores() * BATCHES)).clamp(1, MOST_AT_ONCE);
    let queue = Mutex::new((0, items));
    let done = Mutex::new(Vec::new());
    on_all_cores(length, &|| {
        first();
        loop {
            let (index, batch) = {
                let mut queue = queue.lock().expect(UNHARMED);
                queue.0 += 1;
                (queue.0, queue.1.by_ref().take(at_once).collect::<Vec<T>>())
            };
            if batch.is_empty() {
                return;
            }
            let batch: Vec<R> = batch.into_iter().map(&work).collect();
            done.lock().expect(UNHARMED).push((index, batch));
        }
    });
    let mut done: Vec<(usize, Vec<R>)> = done.into_inner().expect(UNHARMED);
    // The place in `done` of each batch: batches are counted from 1, and none is left out.
    let mut places = vec![0; done.len()];
    for at in 0..done.len() {
        places[done[at].0 - 1] = at;
    }
    let mut all = Vec::with_capacity(length);
    for at in places {
        all.append(&mut done[at].1);
    }
    all
}

/// What both make, at the same time where there is more than one core.
pub(crate) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    let (one, other) = (Task::new(one), Task::new(other));
    on_all_cores(2, &|| {
        one.run();
        other.run();
    });
    (one.made(), other.made())
}

/// Something that is done once, by whoever comes first.
struct Task<F, T> {
    work: Mutex<Option<F>>,
    made: Mutex<Option<T>>,
}

impl<F: FnOnce() -> T, T> Task<F, T> {
    fn new(work: F) -> Self {
        Self { work: Mutex::new(Some(work)), made: Mutex::new(None) }
    }

    fn run(&self) {
        let work = self.work.lock().expect(UNHARMED).take();
        if let Some(work) = work {
            let made = work();
            *self.made.lock().expect(UNHARMED) = Some(made);
        }
    }

    fn made(self) -> T {
        self.made.into_inner().expect(UNHARMED).expect("it has been run")
    }
}

/// Nothing of what is done while something is locked panics.
const UNHARMED: &str = "nobody panics with it";

/// Runs `work` here, and beside it on as many cores as there are parts for and as nobody uses.
fn on_all_cores(parts: usize, work: &(dyn Fn() + Sync)) {
    let helpers = Helpers::claim(parts.saturating_sub(1));
    std::thread::scope(|scope| {
        for _ in 0..helpers.0 {
            // Where the system has no more threads, there is less help.
            if Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
}

/// Threads that may be used beside the first one: work within work finds none left where all cores are busy.
struct Helpers(usize);

static BUSY: AtomicUsize = AtomicUsize::new(0);

impl Helpers {
    fn claim(wanted: usize) -> Self {
        let most = cores() - 1;
        let mut claimed = 0;
        let _ = BUSY.fetch_update(Relaxed, Relaxed, |busy| {
            claimed = wanted.min(most.saturating_sub(busy));
            Some(busy + claimed)
        });
        Self(claimed)
    }
}

impl Drop for Helpers {
    fn drop(&mut self) {
        BUSY.fetch_sub(self.0, Relaxed);
    }
}

/// Asked once, for the system reads files to answer.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| available_parallelism().map_or(1, NonZero::get))
}

#[cfg(test)]
mod tests {
    use super::{both, map, map_beside};

    #[test]
    fn what_is_made_stands_in_the_order_of_the_items() {
        for length in [0, 1, 2, 31, 1000, 10_000] {
            let wanted: Vec<usize> = (0..length).map(|it| it * 2).collect();
            assert_eq!(map(0..length, |it| it * 2), wanted);
        }
        let mut items = vec![1; 100];
        map(&mut items, |it| *it += 1);
        assert_eq!(items, [2; 100]);
    }

    #[test]
    fn what_stands_beside_is_made_once_and_also_alone() {
        for length in [0, 1, 1000] {
            let mut made = 0;
            let (one, all) = map_beside(|| made += 1, 0..length, |it| it);
            assert_eq!((one, all), ((), (0..length).collect()));
            assert_eq!(made, 1);
        }
    }

    #[test]
    fn work_within_work_comes_to_an_end() {
        let sums = map(0..50_u64, |it| map(0..it, |it| it).into_iter().sum::<u64>());
        assert_eq!(
            both(|| sums.iter().sum::<u64>(), || sums.len()),
            ((0..50).map(|it| it * (it.max(1) - 1) / 2).sum(), 50)
        );
    }

    #[test]
    #[allow(clippy::panic, reason = "what a panic comes to is what is asked")]
    fn a_panic_is_passed_on() {
        let outcome = std::panic::catch_unwind(|| map(0..100, |it| assert_ne!(it, 57)));
        assert!(outcome.is_err());
    }
}
