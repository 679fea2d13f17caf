use std::time::{Duration, Instant};

/// Where the time of a run goes.
pub(super) struct Timings {
    last: Instant,
    steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    pub(super) fn start() -> Self {
        Self { last: Instant::now(), steps: Vec::new() }
    }

    /// Ends a step.
    pub(super) fn step(&mut self, name: &'static str) {
        let now = Instant::now();
        self.steps.push((name, now - self.last));
        self.last = now;
    }

    /// A line a step.
    pub(super) fn report(&self) -> String {
        let line = |name: &str, time: Duration| format!("{name:>10} {:8.1} ms\n", time.as_secs_f64() * 1000.0);
        let sum = self.steps.iter().map(|it| it.1).sum();
        self.steps.iter().map(|(name, time)| line(name, *time)).collect::<String>() + &line("sum", sum)
    }
}
