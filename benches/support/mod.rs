//! What the benchmarks with bars share: medians of times, and a line that says whether a bar is met.

#![allow(dead_code, reason = "each benchmark uses a part")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use breakeven::files::examples::Example;
use breakeven::scenario::Scenario;

/// How many times something is measured; the median counts.
const RUNS: usize = 9;

/// The example of this name.
pub fn example(name: &str) -> Scenario {
    let example = Example::find(name).expect("an example of this name");
    example.scenario().expect("the examples are valid")
}

/// The median of the times that `work` takes, by a clock that is read before and after it.
fn median<T: Copy>(
    now: impl Fn() -> T,
    elapsed: impl Fn(T) -> Duration,
    mut work: impl FnMut() -> usize,
) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = now();
            black_box(work());
            elapsed(start)
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// The median time that passes while `work` is done.
pub fn median_time(work: impl FnMut() -> usize) -> Duration {
    median(Instant::now, |start| start.elapsed(), work)
}

/// The processor time of this process so far, in all its threads. `None` if the system doesn't say it.
fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the name in brackets, which may hold spaces. Fields 14 and 15 are user and system time in steps of 10 ms.
    let (_, fields) = line.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11);
    let user: u64 = times.next()?.parse().ok()?;
    let system: u64 = times.next()?.parse().ok()?;
    Some(Duration::from_millis(10 * (user + system)))
}

/// The processor time of this thread so far. `None` if the system doesn't say it.
fn thread_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let running = line.split_whitespace().next()?;
    running.parse().ok().map(Duration::from_nanos)
}

/// The median of what `clock` says of `work`, or the time that passes if it says nothing; of one piece, if `pieces` are done in a row.
fn median_by(
    clock: fn() -> Option<Duration>,
    pieces: u32,
    mut work: impl FnMut() -> usize,
) -> Duration {
    let now = || (clock(), Instant::now());
    let elapsed = |(used, start): (Option<Duration>, Instant)| {
        let used = clock()
            .zip(used)
            .map(|(after, before)| after.saturating_sub(before));
        used.unwrap_or_else(|| start.elapsed())
    };
    median(now, elapsed, || (0..pieces).map(|_| work()).sum()) / pieces
}

/// The median processor time of `work` in all threads. The work is done many times in a row, so that the steps of 10 ms don't matter.
pub fn median_processor_time(work: impl FnMut() -> usize) -> Duration {
    median_by(processor_time, 20, work)
}

/// The median processor time of `work` in this thread, many times in a row: what runs in the background doesn't count.
pub fn median_thread_time(work: impl FnMut() -> usize) -> Duration {
    median_by(thread_time, 40, work)
}

/// Prints a time.
pub fn say(what: &str, took: Duration) {
    println!("{what:<64}{took:>12.1?}");
}

/// Prints a time that has a bar, and whether it is met.
pub fn say_bar(what: &str, took: Duration, at_most: Duration) {
    let verdict = if took <= at_most { "met" } else { "NOT MET" };
    println!("{what}: {took:.1?} (at most {at_most:?}: {verdict})");
}
