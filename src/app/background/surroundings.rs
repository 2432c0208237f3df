//! What the window needs of the system, asked before it is opened: what is missing is then said in a sentence.

use std::fs::File;
#[cfg(unix)]
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// Threads that the window and its libraries start at once; computing needs no more.
const THREADS: usize = 14;

/// With a limit above this one, it isn't tried whether threads can be started.
const AMPLE_THREADS: u64 = 4_096;

/// Whether the system starts as many threads as the window needs: some libraries end the program where it doesn't.
///
/// Where the limits are low, it is tried. Else it isn't: once a program has had threads, its C library locks each character that it reads,
/// and those of X read long files at the start.
pub fn has_threads() -> bool {
    #[cfg(unix)]
    if least_limit_of_threads().is_none_or(|limit| limit > AMPLE_THREADS) {
        return true;
    }
    can_start_threads()
}

/// The lowest of the limits of threads that the system states: that of the user's, and that of the group of processes. `None` if there is none.
#[cfg(unix)]
fn least_limit_of_threads() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    let group = || {
        let groups = std::fs::read_to_string("/proc/self/cgroup").ok()?;
        let own = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
        let limit = Path::new("/sys/fs/cgroup").join(own).join("pids.max");
        std::fs::read_to_string(limit).ok()?.trim().parse().ok()
    };
    let limits = [getrlimit(Resource::Nproc).current, group()];
    limits.into_iter().flatten().min()
}

fn can_start_threads() -> bool {
    let (done, waits) = channel::<()>();
    let waits = std::sync::Mutex::new(waits);
    thread::scope(|scope| {
        let start = || {
            let wait = || {
                // All of them are there at the same time.
                let _ = waits.lock().map(|waits| waits.recv());
            };
            thread::Builder::new().spawn_scoped(scope, wait).is_ok()
        };
        let all_start = (0..THREADS).all(|_| start());
        drop(done);
        all_start
    })
}

/// Files that the window and its libraries open at least.
const FILES: usize = 8;

/// Whether the system lets the program open as many files as the window needs.
pub fn has_files() -> bool {
    let Ok(own) = std::env::current_exe() else {
        return true;
    };
    let opened: Vec<_> = (0..FILES).map(|_| File::open(&own)).collect();
    opened.iter().all(Result::is_ok)
}

/// Begins work in the background that is done later all the same, by whoever needs it, if the system has no room for another thread.
pub fn start_quietly(name: &str, work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().name(name.to_owned()).spawn(work);
}

/// How long something on this machine may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The answer of something that may never answer; `None` if it doesn't in time. What was asked stays behind, waiting.
pub fn in_time<T: Send + 'static>(
    name: &str,
    ask: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (send, answer) = channel();
    let asking = move || {
        // Nobody waits any more if it is late.
        let _ = send.send(ask());
    };
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(asking)
        .ok()?;
    answer.recv_timeout(PATIENCE).ok()
}

/// The displays that the environment names.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// A Wayland compositor answers.
    Wayland,
    /// X is named, and Wayland isn't.
    X11,
    /// Both are named, and Wayland doesn't answer.
    X11WithoutWayland,
    /// Only Wayland is named, and doesn't answer.
    Silent,
    /// None is named.
    Missing,
}

#[cfg(target_os = "linux")]
impl Display {
    /// The display that a window can be opened on.
    pub fn find() -> Self {
        let names = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        // The compositor has opened a socket for this program: asking it would take it away.
        if names("WAYLAND_SOCKET") {
            return Self::Wayland;
        }
        match (names(WAYLAND_DISPLAY), names("DISPLAY")) {
            (false, false) => Self::Missing,
            (false, true) => Self::X11,
            (true, _) if wayland::answers().is_some() => Self::Wayland,
            (true, true) => Self::X11WithoutWayland,
            (true, false) => Self::Silent,
        }
    }
}

/// Starts the program anew without the name of a Wayland that doesn't answer: the clipboard, and whatever else finds it in the environment,
/// would wait for it without end. Returns only if that isn't possible.
#[cfg(target_os = "linux")]
pub fn restart_without_wayland() {
    use std::os::unix::process::CommandExt as _;
    let mut arguments = std::env::args_os();
    if let (Some(name), Ok(program)) = (arguments.next(), std::env::current_exe()) {
        let mut command = std::process::Command::new(program);
        command.arg0(name).args(arguments);
        let _ = command.env_remove(WAYLAND_DISPLAY).exec();
    }
}

#[cfg(target_os = "linux")]
const WAYLAND_DISPLAY: &str = "WAYLAND_DISPLAY";

#[cfg(target_os = "linux")]
mod wayland {
    use std::env::var_os;
    use std::io::{Read as _, Write as _};
    use std::os::unix::net::UnixStream;
    use std::path::PathBuf;

    use super::{PATIENCE, WAYLAND_DISPLAY, in_time};

    /// Asks the compositor for a sign of life; `None` if there is none.
    pub(super) fn answers() -> Option<()> {
        let path = PathBuf::from(var_os("XDG_RUNTIME_DIR").unwrap_or_default())
            .join(var_os(WAYLAND_DISPLAY)?);
        in_time("wayland", move || {
            let mut socket = UnixStream::connect(path).ok()?;
            socket.set_read_timeout(Some(PATIENCE)).ok()?;
            socket.write_all(&sync()).ok()?;
            let mut head = [0; 8];
            socket.read_exact(&mut head).ok()
        })?
    }

    /// The request `wl_display.sync`, which the compositor answers at once: the display is object 1, and the answer becomes object 2. The
    /// second word holds the request's length, 12 bytes, and its number, 0.
    fn sync() -> Vec<u8> {
        let words: [u32; 3] = [1, 12 << 16, 2];
        words.iter().flat_map(|word| word.to_ne_bytes()).collect()
    }
}
