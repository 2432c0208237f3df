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
        let results = for_each(cores, batch, || (), |(), item| find(item));
        found.extend(results.into_iter().flatten());
        if found.len() >= max {
            break;
        }
    }
    found.truncate(max);
    found
}

/// The results for all items, in their order. They are shared out among up to `threads` threads, each of which works with what `prepare` makes for
/// it.
pub(crate) fn for_each<T: Sync, S, R: Send>(
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

/// Splits `blocks` into parts, works on them with up to `threads` threads, and returns the results in order; `None` if any part returns
/// `None`. Each thread works with what `prepare` makes for it.
pub(crate) fn in_parts<S, T: Send>(
    threads: usize,
    blocks: Range<usize>,
    prepare: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let size = blocks.len().div_ceil(PARTS).max(1);
    let parts: Vec<_> = blocks
        .clone()
        .step_by(size)
        .map(|start| start..(start + size).min(blocks.end))
        .collect();
    let next = AtomicUsize::new(0);
    let work_through = || {
        let mut prepared = prepare();
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(index) else {
                return done;
            };
            done.push((index, work(&mut prepared, part.clone())));
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
