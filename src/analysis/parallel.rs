//! Divides work among threads, with a result that doesn't depend on how many there are.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Parts of a run. Their number doesn't depend on the threads, so that sums are always added up in the same order.
const PARTS: usize = 64;

/// The cores of this machine that threads can run on.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The first `max` results of `find`, in the order of the items. As many items as there are cores are tried at a time, so some are tried in vain.
pub(crate) fn first_found<T: Sync, R: Send>(
    items: &[T],
    max: usize,
    find: impl Fn(&T) -> Option<R> + Sync,
) -> Vec<R> {
    let cores = cores();
    let mut found = Vec::new();
    for batch in items.chunks(cores) {
        let results = results_of(cores, batch, || (), |(), item| find(item));
        found.extend(results.into_iter().flatten());
        if found.len() >= max {
            break;
        }
    }
    found.truncate(max);
    found
}

/// What `work` returns for each item, in their order. Up to `threads` threads share the items; each works with what `prepare` makes for it.
pub(crate) fn results_of<T: Sync, S, R: Send>(
    threads: usize,
    items: &[T],
    prepare: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let parts = in_parts(threads, 0..items.len(), prepare, |prepared, part| {
        let results = items[part].iter().map(|item| work(prepared, item));
        Some(results.collect::<Vec<_>>())
    });
    parts.into_iter().flatten().flatten().collect()
}

/// Splits a range into parts, works on them with up to `threads` threads, and returns the results in order; `None` if any part returns
/// `None`. Each thread works with what `prepare` makes for it.
pub(crate) fn in_parts<S, T: Send>(
    threads: usize,
    range: Range<usize>,
    prepare: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let size = range.len().div_ceil(PARTS).max(1);
    let parts: Vec<_> = range
        .clone()
        .step_by(size)
        .map(|start| start..(start + size).min(range.end))
        .collect();
    let next = AtomicUsize::new(0);
    let work_through = || {
        // A thread that finds nothing left to do needs nothing.
        let mut prepared = None;
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(index) else {
                return done;
            };
            let prepared = prepared.get_or_insert_with(&prepare);
            done.push((index, work(prepared, part.clone())));
        }
    };
    let mut done = thread::scope(|scope| {
        // If the system can't start a thread, the others do its work.
        let others: Vec<_> = (1..threads.min(parts.len()))
            .filter_map(|_| {
                thread::Builder::new()
                    .spawn_scoped(scope, work_through)
                    .ok()
            })
            .collect();
        let mut done = work_through();
        for other in others {
            match other.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, part)| part).collect()
}
