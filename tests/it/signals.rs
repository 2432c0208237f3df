//! Signals: what isn't saved is on the disk before one of them ends the program. Each test starts this binary again as the program that is
//! ended.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use breakeven::app::update::signals;
use breakeven::files::journal::folder::RecoveryFolder;
use breakeven::files::journal::text;
use breakeven::files::journal::writer::JournalWriter;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::support::never_saved;

/// Names the folder in which the program that is ended keeps its journals.
const FOLDER: &str = "BREAKEVEN_TEST_SIGNALS_IN";
const LAST_EDIT: &str = "edited a moment before the end";

#[test]
#[ignore = "it is ended by a signal of the tests below, which start it"]
fn the_program_that_is_ended() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let folder = RecoveryFolder::new(folder.into());
    let mut writer = JournalWriter::new(Some(folder), |kept| kept.unwrap());
    signals::watch(writer.flush()).unwrap();
    // After a pause it is written at once. What follows waits for the next round, or for a signal.
    writer.keep(1, never_saved("edited before"));
    let is_written = || std::fs::read_dir(std::env::var_os(FOLDER).unwrap()).is_ok();
    while !is_written() {
        std::thread::yield_now();
    }
    writer.keep(1, never_saved(LAST_EDIT));
    println!("edited");
    loop {
        std::thread::park();
    }
}

/// Starts it by this command, and waits until it has edited something. Returns it and its number, which the command keeps.
fn edited(mut command: Command, folder: &Path) -> (Child, Pid) {
    let started = command
        .args(["--exact", "signals::the_program_that_is_ended"])
        .args(["--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn();
    let mut child = started.unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = lines.map(Result::unwrap);
    assert!(lines.any(|line| line.ends_with("edited")));
    let pid = Pid::from_child(&child);
    (child, pid)
}

fn this_binary() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// Whether the tests were started to ignore a signal, as a shell starts what runs in its background. What they start ignores it too.
fn is_ignored(signal: Signal) -> bool {
    signals::ignored() >> (signal.as_raw() - 1) & 1 == 1
}

/// The name of the scenario in the only journal.
fn kept_name(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths = files.map(|file| file.unwrap().path());
    let journal = paths.find(|path| path.extension().is_some_and(|ending| ending == "ron"));
    let written = std::fs::read_to_string(journal.unwrap()).unwrap();
    text::read(&written).unwrap().scenario.name.clone()
}

#[test]
fn what_was_edited_a_moment_before_a_signal_is_kept_and_the_status_tells_of_the_signal() {
    let signals = [Signal::TERM, Signal::HUP, Signal::INT];
    for signal in signals.into_iter().filter(|signal| !is_ignored(*signal)) {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("recovery");
        let (mut child, pid) = edited(this_binary(), &folder);
        kill_process(pid, signal).unwrap();
        let status = child.wait().unwrap();
        assert_eq!(status.signal(), Some(signal.as_raw()), "{status}");
        assert_eq!(kept_name(&folder), LAST_EDIT, "{signal:?}");
    }
}

#[test]
fn a_signal_that_the_program_was_started_to_ignore_does_not_end_it() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("recovery");
    // As nohup starts it.
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]);
    shell.arg(std::env::current_exe().unwrap());
    let (mut child, pid) = edited(shell, &folder);
    kill_process(pid, Signal::HUP).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(Signal::TERM.as_raw()), "{status}");
}
