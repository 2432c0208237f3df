//! How far a file is read, for those who wait; and that the user gave it up, for those who read.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The progress of reading a file, shared between those who read and those who wait.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read: AtomicU64,
    total: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Progress {
    /// The bytes that will be read.
    pub fn expect(&self, bytes: u64) {
        self.0.total.store(bytes, Ordering::Relaxed);
    }

    /// Gives up: the next read fails.
    pub fn cancel(&self) {
        self.0.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the user gave it up.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.load(Ordering::Relaxed)
    }

    /// Whether it is that of the same reading.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The bytes that were read.
    pub fn read(&self) -> u64 {
        self.0.read.load(Ordering::Relaxed)
    }

    /// The share that is read, from 0 to 1; `None` if nobody knows how much there is.
    pub fn share(&self) -> Option<f32> {
        let total = self.0.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.read() as f64 / total as f64).min(1.0) as f32)
    }

    /// Reads from there, and counts here.
    pub fn watch<R: Read>(&self, from: R) -> Watched<R> {
        Watched {
            from,
            progress: self.clone(),
        }
    }
}

/// What is read from, with its progress.
#[derive(Debug)]
pub struct Watched<R> {
    from: R,
    progress: Progress,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.progress.is_cancelled() {
            return Err(io::Error::other("given up"));
        }
        let read = self.from.read(into)?;
        self.progress
            .0
            .read
            .fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
