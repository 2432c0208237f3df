//! Signals that end the program: what isn't saved is written first.

use crate::files::journal::writer::JournalFlush;

/// Watches for signals that end the program. Each is answered by writing what waits, and then has its usual effect. One that the program
/// was started to ignore, as by nohup, is ignored. Returns an error in plain words if they can't be watched.
#[cfg(unix)]
pub fn watch(flush: JournalFlush) -> Result<(), String> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let failed = |error: std::io::Error| format!("Signals can’t be watched: {error}");
    let ignored = ignored();
    let watched = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];
    let watched = watched
        .into_iter()
        .filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let mut signals = Signals::new(watched).map_err(failed)?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                flush.now_or_never();
                // Ends the program, with the status that tells of the signal.
                let _ = emulate_default_handler(signal);
            }
        })
        .map(|_| ())
        .map_err(failed)
}

/// Other systems tell a window to close instead.
#[cfg(not(unix))]
pub fn watch(_flush: JournalFlush) -> Result<(), String> {
    Ok(())
}

/// The signals that the program was started to ignore, a bit each; none where the system doesn't tell.
#[cfg(unix)]
pub fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap_or(0))
}
