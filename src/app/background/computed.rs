//! Values that are computed in the background.

use std::sync::mpsc::{Receiver, TryRecvError};

use super::fault::Fault;
use super::tasks::{Threads, panicked};

/// A value computed in the background: the latest result and the key it was computed for. A key names everything that the value depends
/// on, such as the revision of the scenario.
#[derive(Debug)]
pub struct Computed<K, T> {
    /// The latest result; `None` if there is no such value for the key.
    result: Option<T>,
    /// The key of the latest result, or of the fault in its place.
    key: Option<K>,
    fault: Option<Fault>,
    running: Option<Running<K, T>>,
}

#[derive(Debug)]
struct Running<K, T> {
    key: K,
    receiver: Receiver<Result<Result<Option<T>, Cancelled>, Fault>>,
}

/// A computation stopped because its result isn't needed any more. The result before it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

/// How the latest result relates to the key that is wanted.
#[derive(Debug)]
pub enum Freshness<'a, T> {
    /// Computed for that key.
    Current(&'a T),
    /// Computed for an earlier key.
    Stale(&'a T),
    /// Not computed yet.
    Pending,
    /// There is no such value for that key.
    Nothing,
    /// A fault of the program kept it from being computed for that key.
    Failed(&'a Fault),
}

impl<T> Clone for Freshness<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Freshness<'_, T> {}

impl<'a, T> Freshness<'a, T> {
    /// The same with another view of the result.
    pub fn map<U>(self, view: impl FnOnce(&'a T) -> &'a U) -> Freshness<'a, U> {
        match self {
            Self::Current(value) => Freshness::Current(view(value)),
            Self::Stale(value) => Freshness::Stale(view(value)),
            Self::Pending => Freshness::Pending,
            Self::Nothing => Freshness::Nothing,
            Self::Failed(fault) => Freshness::Failed(fault),
        }
    }

    /// The result, current or stale.
    pub fn latest(self) -> Option<&'a T> {
        match self {
            Self::Current(value) | Self::Stale(value) => Some(value),
            Self::Pending | Self::Nothing | Self::Failed(_) => None,
        }
    }

    /// The result if it is current.
    pub fn current(self) -> Option<&'a T> {
        match self {
            Self::Current(value) => Some(value),
            Self::Stale(_) | Self::Pending | Self::Nothing | Self::Failed(_) => None,
        }
    }

    /// Whether the result was computed for an earlier key.
    pub fn is_stale(self) -> bool {
        matches!(self, Self::Stale(_))
    }
}

impl<K, T> Default for Computed<K, T> {
    fn default() -> Self {
        Self {
            result: None,
            key: None,
            fault: None,
            running: None,
        }
    }
}

impl<K: PartialEq, T> Computed<K, T> {
    /// How the latest result relates to `key`.
    pub fn get(&self, key: &K) -> Freshness<'_, T> {
        match (&self.result, self.is_for(key)) {
            (Some(result), true) => Freshness::Current(result),
            (Some(result), false) => Freshness::Stale(result),
            (None, true) => match &self.fault {
                Some(fault) => Freshness::Failed(fault),
                None => Freshness::Nothing,
            },
            (None, false) => Freshness::Pending,
        }
    }

    /// Whether the latest result was computed for this key.
    pub fn is_for(&self, key: &K) -> bool {
        self.key.as_ref() == Some(key)
    }

    /// The key of the latest result; `None` if there was none yet.
    pub fn key(&self) -> Option<&K> {
        self.key.as_ref()
    }

    /// Whether a computation is running.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Forgets the result, and ignores what is still being computed: another scenario was opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Stores the result that arrived, if one did. Returns an error in plain words if the computation panicked.
    pub fn receive(&mut self, name: &str) -> Result<(), String> {
        let Some(running) = &self.running else {
            return Ok(());
        };
        let arrived = match running.receiver.try_recv() {
            Ok(arrived) => arrived.map_err(Some),
            Err(TryRecvError::Empty) => return Ok(()),
            Err(TryRecvError::Disconnected) => Err(None),
        };
        let key = self.running.take().map(|running| running.key);
        match arrived {
            Ok(Ok(result)) => {
                (self.result, self.key, self.fault) = (result, key, None);
                Ok(())
            }
            Ok(Err(Cancelled)) => Ok(()),
            Err(fault) => {
                // Not tried again for this key: it would panic again.
                (self.result, self.key, self.fault) = (None, key, fault);
                Err(panicked(name))
            }
        }
    }
}

impl<K: PartialEq + Clone, T: Send + 'static> Computed<K, T> {
    /// Stores a result that arrived, and starts `work` for `key` unless its result is known or a computation is running. At most one
    /// computation runs at a time; the next poll looks at the key again. To be called before and after each frame. Returns an error in plain
    /// words if a computation panicked or no thread could be started.
    ///
    /// `prepare` clones what `work` needs; it is called only when something is started.
    pub fn poll<W>(
        &mut self,
        threads: &Threads,
        name: &str,
        key: &K,
        prepare: impl FnOnce() -> W,
    ) -> Result<(), String>
    where
        W: FnOnce() -> Result<Option<T>, Cancelled> + Send + 'static,
    {
        self.receive(name)?;
        if self.is_running() || self.is_for(key) {
            return Ok(());
        }
        self.running = Some(Running {
            key: key.clone(),
            receiver: threads.compute(name, prepare())?,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Polls until a result for this key is there, or a fault.
    fn computed<'a>(
        computed: &'a mut Computed<u32, u32>,
        threads: &Threads,
        key: u32,
    ) -> (Freshness<'a, u32>, Vec<String>) {
        let mut problems = Vec::new();
        while !computed.is_for(&key) {
            let polled = computed.poll(threads, "test", &key, || {
                move || {
                    assert!(key != 13, "thirteen");
                    Ok(Some(2 * key))
                }
            });
            problems.extend(polled.err());
            std::thread::yield_now();
        }
        (computed.get(&key), problems)
    }

    #[test]
    fn a_fault_is_reported_for_its_key_only() {
        let threads = Threads::new(&egui::Context::default());
        let mut value = Computed::default();
        let (doubled, _) = computed(&mut value, &threads, 1);
        assert_eq!(doubled.current(), Some(&2));
        let (failed, problems) = computed(&mut value, &threads, 13);
        assert!(matches!(failed, Freshness::Failed(_)), "{failed:?}");
        assert_eq!(problems, [panicked("test")]);
        let (doubled, _) = computed(&mut value, &threads, 2);
        assert_eq!(doubled.current(), Some(&4));
    }
}
