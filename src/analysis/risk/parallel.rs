//! Work shared out among threads, with a result that doesn't depend on how many there are.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Parts of a run: as many whatever the threads, so that sums are always added up in the same order.
const PARTS: usize = 64;

/// Splits `blocks` into parts, has them worked on by some threads, and returns what comes out in order; `None` where a part has none.
pub(super) fn in_parts<T: Send>(
    threads: usize,
    blocks: Range<usize>,
    work: impl Fn(Range<usize>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let size = blocks.len().div_ceil(PARTS).max(1);
    let parts: Vec<_> = blocks
        .clone()
        .step_by(size)
        .map(|start| start..(start + size).min(blocks.end))
        .collect();
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(place) else {
                return done;
            };
            done.push((place, work(part.clone())));
        }
    };
    let mut done = thread::scope(|scope| {
        // Threads that the system has no room for are done without.
        let others: Vec<_> = (1..threads.min(parts.len()))
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, some).ok())
            .collect();
        let mut done = some();
        for other in others {
            match other.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, part)| part).collect()
}
