use std::time::{Duration, Instant};

/// Where the time of a run goes.
pub(super) struct Timings {
    last: Instant,
    current: Option<&'static str>,
    steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    pub(super) fn start() -> Self {
        Self { last: Instant::now(), current: None, steps: Vec::new() }
    }

    /// Begins a step, and ends the one before it.
    pub(super) fn step(&mut self, name: &'static str) {
        self.end();
        self.current = Some(name);
    }

    fn end(&mut self) {
        let now = Instant::now();
        self.steps.extend(self.current.take().map(|name| (name, now - self.last)));
        self.last = now;
    }

    /// A line a step; the last one is over.
    pub(super) fn report(&mut self) -> String {
        self.end();
        let line = |name: &str, time: Duration| format!("{name:>12} {:8.1} ms\n", time.as_secs_f64() * 1000.0);
        let sum = self.steps.iter().map(|it| it.1).sum();
        self.steps.iter().map(|(name, time)| line(name, *time)).collect::<String>() + &line("sum", sum)
    }
}
