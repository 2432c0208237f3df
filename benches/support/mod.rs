//! What the benchmarks with bars share: medians and least times, and a line that says whether a bar is met.

#![allow(dead_code, reason = "each benchmark uses a part")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use breakeven::files::examples::Example;
use breakeven::scenario::Scenario;

/// How many times something is measured.
const RUNS: usize = 9;
/// How many rounds there are where several works take turns, and how often in a row each is done in a round.
const ROUNDS: usize = 40;
const PIECES: u32 = 10;

/// The example of this name.
pub fn example(name: &str) -> Scenario {
    let example = Example::find(name).expect("an example of this name");
    example.scenario().expect("the examples are valid")
}

/// The times that `work` takes, from the least to the most, by a clock that is read before and after it.
fn times<T: Copy>(
    now: impl Fn() -> T,
    elapsed: impl Fn(T) -> Duration,
    mut work: impl FnMut() -> usize,
) -> [Duration; RUNS] {
    let mut times = std::array::from_fn(|_| {
        let start = now();
        black_box(work());
        elapsed(start)
    });
    times.sort_unstable();
    times
}

/// The median time that passes while `work` is done.
pub fn median_time(work: impl FnMut() -> usize) -> Duration {
    times(Instant::now, |start| start.elapsed(), work)[RUNS / 2]
}

/// Whose processor time counts.
#[derive(Clone, Copy)]
enum Of {
    AllThreads,
    ThisThread,
}

/// The processor time so far. `None` if the system doesn't say it.
#[cfg(unix)]
fn processor_time(of: Of) -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    let clock = match of {
        Of::AllThreads => ClockId::ProcessCPUTime,
        Of::ThisThread => ClockId::ThreadCPUTime,
    };
    clock_gettime(clock).try_into().ok()
}

#[cfg(not(unix))]
fn processor_time(_of: Of) -> Option<Duration> {
    None
}

/// The processor time since `start`, or the time that passed if the system doesn't say it.
fn elapsed(of: Of, (used, start): (Option<Duration>, Instant)) -> Duration {
    let used = processor_time(of).zip(used);
    used.map_or_else(
        || start.elapsed(),
        |(after, before)| after.saturating_sub(before),
    )
}

/// The processor times of `work`, or the times that pass if the system doesn't say them; of one piece, if `pieces` are done in a row.
fn processor_times(of: Of, pieces: u32, mut work: impl FnMut() -> usize) -> [Duration; RUNS] {
    let now = || (processor_time(of), Instant::now());
    let took = times(
        now,
        |start| elapsed(of, start),
        || (0..pieces).map(|_| work()).sum(),
    );
    took.map(|took| took / pieces)
}

/// The median processor time of `work` in all threads.
pub fn median_processor_time(work: impl FnMut() -> usize) -> Duration {
    processor_times(Of::AllThreads, 20, work)[RUNS / 2]
}

/// The processor time of each of several works in this thread: what runs in the background doesn't count.
///
/// What else goes on in the machine takes from the processor's clock and caches, and only ever adds, for seconds at a time. So the works are
/// done in turn, in many rounds, and of each the quickest round counts; the median of its rounds is told beside it.
pub fn thread_times<W: FnMut() -> usize>(works: &mut [W]) -> Vec<Measured> {
    let mut rounds = vec![Vec::with_capacity(ROUNDS); works.len()];
    for _ in 0..ROUNDS {
        for (work, times) in works.iter_mut().zip(&mut rounds) {
            let start = (processor_time(Of::ThisThread), Instant::now());
            for _ in 0..PIECES {
                black_box(work());
            }
            times.push(elapsed(Of::ThisThread, start) / PIECES);
        }
    }
    let measured = rounds.into_iter().map(|mut times| {
        times.sort_unstable();
        Measured {
            least: times[0],
            median: times[ROUNDS / 2],
        }
    });
    measured.collect()
}

/// What some work took.
#[derive(Clone, Copy)]
pub struct Measured {
    pub least: Duration,
    pub median: Duration,
}

impl Measured {
    /// Prints it.
    pub fn say(self, what: &str) {
        println!("{what:<64}{:>12.1?}{:>12.1?}", self.least, self.median);
    }
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

/// The most memory that this process had, in megabytes; `None` where the system doesn't say.
pub fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000.0)
}
