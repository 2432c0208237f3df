//! A call of the system that a signal interrupted is made again.

use std::io;

/// More interruptions in a row are a fault.
const MAX_TRIES: usize = 100;

/// The result of a call, which is made again as long as a signal interrupts it.
pub(super) fn retried<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 1..MAX_TRIES {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
    call()
}
