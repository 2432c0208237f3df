//! Named background threads, and the inbox that they drop their events into.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::fault::{Fault, catch};

/// Starts threads, and wakes the window when one is done.
#[derive(Clone)]
pub struct Threads {
    ctx: egui::Context,
}

impl Threads {
    /// Threads that wake the window of this context.
    pub fn new(ctx: &egui::Context) -> Self {
        Self { ctx: ctx.clone() }
    }

    /// The context of the window, for work that ends with a picture on the screen.
    pub fn context(&self) -> &egui::Context {
        &self.ctx
    }

    /// Runs `work` in a thread of this name and hands its result to `done` there. Returns an error in plain words if the system has no
    /// room for another thread.
    fn spawn<T: 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
        done: impl FnOnce(Result<T, Fault>) + Send + 'static,
    ) -> Result<(), String> {
        let ctx = self.ctx.clone();
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // A panic is reported, not waited for in silence.
                done(catch(work));
                ctx.request_repaint();
            })
            .map(|_| ())
            .map_err(|error| format!("Can’t start “{name}”: {error}"))
    }

    /// Runs `work` and returns where its result will arrive, or the fault that kept it from having one.
    pub fn compute<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Receiver<Result<T, Fault>>, String> {
        let (sender, receiver) = channel();
        self.spawn(name, work, move |result| {
            // Nobody waits for a result that isn't needed any more.
            let _ = sender.send(result);
        })?;
        Ok(receiver)
    }
}

/// The message for a thread that panicked.
pub fn panicked(name: &str) -> String {
    format!("Something went wrong: {name}. Save your work and restart Breakeven")
}

/// Starts tasks, each of which ends with one event, and holds these events until the window takes them.
pub struct Tasks<E> {
    threads: Threads,
    sender: Sender<E>,
    inbox: Receiver<E>,
    /// The event that stands for a failure, made from its description.
    failed: fn(String) -> E,
}

impl<E: Send + 'static> Tasks<E> {
    /// Tasks that run in the background of this context's window. `failed` makes the event for a task that panicked.
    pub fn new(ctx: &egui::Context, failed: fn(String) -> E) -> Self {
        let (sender, inbox) = channel();
        Self {
            threads: Threads::new(ctx),
            sender,
            inbox,
            failed,
        }
    }

    /// The threads that the tasks run in, for values that are computed in the background.
    pub fn threads(&self) -> &Threads {
        &self.threads
    }

    /// A way to drop events into the inbox from elsewhere.
    pub fn outbox(&self) -> impl Fn(E) + Send + Sync + use<E> {
        let (sender, ctx) = (self.sender.clone(), self.threads.ctx.clone());
        move |event| {
            // A window that is gone needs no events.
            let _ = sender.send(event);
            ctx.request_repaint();
        }
    }

    /// Runs `work` in the background. Returns an error in plain words if the system has no room for another thread.
    pub fn start(
        &self,
        name: &str,
        work: impl FnOnce() -> E + Send + 'static,
    ) -> Result<(), String> {
        self.start_or(name, work, self.failed)
    }

    /// The same, for work that something waits for: `failed` makes the event that ends the wait if it panicked, from a description in plain
    /// words.
    pub fn start_or(
        &self,
        name: &str,
        work: impl FnOnce() -> E + Send + 'static,
        failed: impl FnOnce(String) -> E + Send + 'static,
    ) -> Result<(), String> {
        let (send, message) = (self.outbox(), panicked(name));
        self.threads.spawn(name, work, move |result| {
            send(result.unwrap_or_else(|_| failed(message)));
        })
    }

    /// The events that arrived since this was last called.
    pub fn drain(&self) -> Vec<E> {
        self.inbox.try_iter().collect()
    }
}
