//! One case at one size: `grow CASE SIZE`; without arguments, what there is.

use fieldtable_benches::CASES;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else {
        return CASES.iter().try_for_each(|it| writeln!(out, "{}\t{}\t{}", it.name, it.size, it.unit));
    };
    let case = CASES.iter().find(|it| it.name == name).expect("the first argument is a case");
    let size = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(case.size);
    let start = std::time::Instant::now();
    let outcome = std::hint::black_box((case.run)(size));
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find_map(|it| it.strip_prefix("VmHWM:")).unwrap_or("").trim().to_owned();
    writeln!(out, "{name}\t{size}\t{:.3} s\t{peak}\t{outcome}", start.elapsed().as_secs_f64())
}
