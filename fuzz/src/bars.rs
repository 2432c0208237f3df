//! Time and memory that an input may take, and the most that one took.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};

use crate::enlarging::enlarged;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Processor time of all threads that an input may take: the time on the clock depends on what else the machine does. Code that counts its
/// own branches takes four to fifteen times as long; the slowest inputs are read again without that, to the second.
const MOST_TIME: Duration = Duration::from_secs(if cfg!(fuzzing) { 10 } else { 1 });
/// Memory that an input may take, beside the input itself.
const MOST_BYTES: usize = 200_000_000;
/// The folder in which the inputs are kept that took most, if it is given.
const RECORDS: &str = "FUZZ_RECORDS";

/// The most so far.
static MOST: Mutex<(Duration, usize)> = Mutex::new((Duration::ZERO, 0));

/// Lets a reader read an input, and at times an enlarged one that follows from it. Panics if that takes too much.
pub fn within_bars(target: &str, bytes: &[u8], read: fn(&[u8])) {
    measured(target, bytes, read);
    if let Some(large) = enlarged(target, bytes) {
        measured(target, &large, read);
    }
}

fn measured(target: &str, bytes: &[u8], read: fn(&[u8])) {
    HEAP.reset_peak_usage();
    let (time, memory) = (processor_time(), HEAP.current_usage());
    read(bytes);
    let time = processor_time().saturating_sub(time);
    let memory = HEAP.peak_usage().saturating_sub(memory);
    record(target, bytes, time, memory);
    assert!(time <= MOST_TIME, "{} bytes took {time:?}", bytes.len());
    assert!(
        memory <= MOST_BYTES,
        "{} bytes took {memory} bytes",
        bytes.len()
    );
}

fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Prints what took a tenth more than anything before.
fn record(target: &str, bytes: &[u8], time: Duration, memory: usize) {
    let Ok(mut most) = MOST.lock() else {
        return;
    };
    let is_slowest = time > most.0.mul_f64(1.1);
    let is_largest = memory > most.1 + most.1 / 10;
    let folder = std::env::var_os(RECORDS).map(PathBuf::from);
    let keep = |what: &str| {
        if let Some(folder) = &folder {
            // It is for whoever looks for the reason; the record itself is on the terminal.
            let _ = std::fs::write(folder.join(format!("{target}-{what}")), bytes);
        }
    };
    if is_slowest {
        most.0 = time;
        keep("slowest");
    }
    if is_largest {
        most.1 = memory;
        keep("largest");
    }
    if is_slowest || is_largest {
        eprintln!(
            "{target}: most so far {:.1} ms, {:.1} MB (here {} bytes)",
            most.0.as_secs_f64() * 1e3,
            most.1 as f64 / 1e6,
            bytes.len()
        );
    }
}
