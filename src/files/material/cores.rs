//! Sharing out work on a stream among all cores.

use std::io;
use std::num::NonZero;
use std::panic;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Takes parts from `next` until there are no more, has `work` done on each on one of the cores, and gives the results to `take`, in the order of the
/// parts. `next` and `work` run in threads of their own, `take` in that of the caller. An error of `next` ends it.
pub fn in_order<P: Send, T: Send, E: From<io::Error> + Send>(
    mut next: impl FnMut() -> Result<Option<P>, E> + Send,
    work: impl Fn(P) -> T + Sync,
    mut take: impl FnMut(T),
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let work = &work;
    thread::scope(|scope| {
        let (mut threads, mut to_workers, mut results) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..cores {
            // Few parts wait, since each takes memory.
            let (to_worker, parts) = sync_channel::<P>(1);
            let (done, result) = sync_channel::<T>(1);
            let work_off = move || {
                for part in parts {
                    if done.send(work(part)).is_err() {
                        return;
                    }
                }
            };
            let builder = thread::Builder::new().name("reading a file".to_owned());
            threads.push(builder.spawn_scoped(scope, work_off)?);
            to_workers.push(to_worker);
            results.push(result);
        }
        // One after the other gets a part, so that their results are in order if they are taken in turn.
        let read = move || {
            for to_worker in to_workers.iter().cycle() {
                let Some(part) = next()? else {
                    break;
                };
                if to_worker.send(part).is_err() {
                    break;
                }
            }
            Ok(())
        };
        let builder = thread::Builder::new().name("reading parts of a file".to_owned());
        let reading = builder.spawn_scoped(scope, read)?;
        for result in results.iter().cycle() {
            match result.recv() {
                Ok(result) => take(result),
                Err(_) => break,
            }
        }
        // A worker that ended with a fault leaves the others nobody to work for.
        drop(results);
        for thread in threads {
            thread
                .join()
                .unwrap_or_else(|fault| panic::resume_unwind(fault));
        }
        reading
            .join()
            .unwrap_or_else(|fault| panic::resume_unwind(fault))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(parts: u64, fails_at: u64) -> (Vec<u64>, io::Result<()>) {
        let mut counted = 0..parts;
        let next = || match counted.next() {
            Some(part) if part == fails_at => Err(io::Error::other("given up")),
            part => Ok(part),
        };
        let mut taken = Vec::new();
        let work = |part: u64| {
            // Some take longer than others.
            thread::sleep(std::time::Duration::from_micros(part * 37 % 200));
            part * part
        };
        let result = in_order(next, work, |result| taken.push(result));
        (taken, result)
    }

    #[test]
    fn results_are_in_the_order_of_the_parts() {
        for parts in [0, 1, 2, 3, 500] {
            let (taken, result) = results(parts, u64::MAX);
            let wanted: Vec<u64> = (0..parts).map(|part| part * part).collect();
            assert_eq!(taken, wanted);
            assert!(result.is_ok());
        }
    }

    #[test]
    fn an_error_of_reading_comes_behind_the_parts_before_it() {
        let (taken, result) = results(500, 5);
        assert_eq!(taken, [0, 1, 4, 9, 16]);
        assert_eq!(result.unwrap_err().to_string(), "given up");
    }

    #[test]
    #[should_panic(expected = "a fault in the work")]
    fn a_fault_in_the_work_is_passed_on() {
        let work = |part: u64| assert!(part < 5, "a fault in the work");
        let _: io::Result<()> = in_order(|| Ok(Some(7)), work, |()| {});
    }

    #[test]
    #[should_panic(expected = "a fault in taking")]
    fn a_fault_in_taking_ends_the_work() {
        let _: io::Result<()> = in_order(
            || Ok(Some(7)),
            |part: u64| part,
            |_| panic!("a fault in taking"),
        );
    }
}
