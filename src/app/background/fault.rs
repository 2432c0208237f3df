//! Faults of the program: a panic is caught, and becomes a report that the user can copy. The report has nothing of the user's: no names,
//! notes or figures, and no paths but those of the source.

use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::thread;

/// A longer backtrace says no more.
const MAX_LINES: usize = 120;

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Program, system, and what happened where, as text to be copied.
    pub report: String,
}

thread_local! {
    /// The report of the panic that this thread is unwinding from.
    static REPORT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets [`catch`] know where a panic happened. What is done at a panic otherwise, such as a message on the terminal, is still done.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |panic| {
            let report = report(panic);
            REPORT.with(|last| last.replace(Some(report)));
            others(panic);
        }));
    });
}

/// Does `work`; a panic is returned as a fault. What `work` changes must be whole or not be used after a fault.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault {
        report: REPORT.with(RefCell::take).unwrap_or_else(program),
    })
}

/// "Breakeven 0.1.0 on linux (x86_64)".
fn program() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("Breakeven {version} on {system} ({machine})")
}

fn report(panic: &PanicHookInfo<'_>) -> String {
    let mut report = program();
    let thread = thread::current();
    let name = thread.name().unwrap_or("without a name");
    let _ = write!(report, "\nThread: {name}\nFault: {}", message(panic));
    if let Some(place) = panic.location() {
        let (file, line, column) = (source(place.file()), place.line(), place.column());
        let _ = write!(report, "\nPlace: {file}:{line}:{column}");
    }
    let backtrace = Backtrace::force_capture().to_string();
    for line in backtrace.lines().take(MAX_LINES) {
        let start = line.len() - line.trim_start().len();
        let (indent, text) = line.split_at(start);
        let text = match text.strip_prefix("at ") {
            Some(path) => format!("at {}", source(path)),
            None => text.to_owned(),
        };
        let _ = write!(report, "\n{indent}{text}");
    }
    report
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        // It stands in the source as it is.
        return (*text).to_owned();
    }
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.map_or("unknown".to_owned(), without_values)
}

/// A message up to what may have been put into it, such as a number, a name or a path.
fn without_values(text: &str) -> String {
    let mut is_code = false;
    let may_be_value = |letter: char| {
        // `Option::unwrap()`
        is_code ^= letter == '`';
        let begins_value = ['"', '\'', '“', '‘', '/', '\\', ':', '{', '('].contains(&letter);
        !is_code && (letter.is_ascii_digit() || begins_value)
    };
    match text.find(may_be_value) {
        Some(end) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// A path of the source from its package on: "egui-0.37.0/src/context.rs:12:5".
fn source(path: &str) -> String {
    let path = path.replace('\\', "/");
    let Some(src) = path.rfind("/src/") else {
        let is_own = path.starts_with("src/");
        let name = path.rsplit('/').next().unwrap_or_default();
        return if is_own { path } else { name.to_owned() };
    };
    let package = path[..src].rfind('/').map_or(0, |slash| slash + 1);
    path[package..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_where_it_happened_and_nothing_of_the_user() {
        watch();
        let name = "Plan of Anna";
        let fault = catch(|| panic!("can’t read “{name}” at {}", 1234.5)).unwrap_err();
        let lines: Vec<&str> = fault.report.lines().collect();
        assert!(lines[0].starts_with("Breakeven "), "{}", lines[0]);
        assert_eq!(lines[2], "Fault: can’t read…");
        assert!(
            lines[3].contains("background/fault.rs:"),
            "{}",
            fault.report
        );
        assert!(lines.len() > 5, "{}", fault.report);
        for secret in ["Anna", "1234"] {
            assert!(!fault.report.contains(secret), "{}", fault.report);
        }
        let home = std::env::var("HOME").unwrap_or_default();
        assert!(home.len() < 2 || !fault.report.contains(&home));
    }

    #[test]
    fn messages_lose_their_values_and_paths_begin_with_their_package() {
        for (message, kept) in [
            ("index out of bounds: the len is 3", "index out of bounds…"),
            (
                "called `Option::unwrap()` on a `None` value",
                "called `Option::unwrap()` on a `None` value",
            ),
            (
                "called `Result::unwrap()` on an `Err` value: Io(\"/home/anna/x\")",
                "called `Result::unwrap()` on an `Err` value…",
            ),
        ] {
            assert_eq!(without_values(message), kept);
        }
        for (path, short) in [
            (
                "/home/anna/.cargo/x/egui-0.37.0/src/ui.rs:3:1",
                "egui-0.37.0/src/ui.rs:3:1",
            ),
            ("./src/app/mod.rs:7:1", "./src/app/mod.rs:7:1"),
            ("src/app/mod.rs", "src/app/mod.rs"),
            ("C:\\Users\\anna\\main.rs", "main.rs"),
        ] {
            assert_eq!(source(path), short);
        }
    }

    #[test]
    fn what_goes_well_is_returned() {
        assert_eq!(catch(|| 7), Ok(7));
    }
}
