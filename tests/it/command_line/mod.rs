//! The program as it is called from a terminal or a script, without a display.
//!
//! - [`numbers`]: the numbers in reports: JSON, CSV, text, draws
//! - [`set`]: the option `--set`
//! - [`usage`]: faults, exit codes, help, `check`; [`output`]: where a report goes and what its name says
//! - [`tables`]: CSV, and what spreadsheets make of it
//! - [`tokens`]: the tokens of a prompt; [`training`]: training files; [`prices`]: the list of models
//! - [`actuals`]: bills beside the plan
//! - [`made`]: decisions, charts and whole reports; [`verify`]: reports against the same made anew;
//!   [`read_back`]: spreadsheets that come back

mod actuals;
mod made;
mod numbers;
mod output;
mod prices;
mod read_back;
mod set;
mod tables;
mod tokens;
mod training;
mod usage;
mod usage_exports;
mod verify;

use std::fs;
use std::path::PathBuf;

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::example_text;

/// Draws for reports that are not about the risk.
const FEW_DRAWS: &str = "256";

/// A folder with the textbook example and a broken file in it.
struct WorkFolder {
    folder: TempDir,
    /// The user's own folder, with the settings and the price list.
    home: TempDir,
}

/// The exit code and output of a call.
struct CallOutput {
    code: i32,
    stdout: String,
    stderr: String,
}

/// A report for programs, without the record of how it was made.
fn figures_of(report: &str) -> Value {
    let mut report: Value = serde_json::from_str(report).unwrap();
    report.as_object_mut().unwrap().remove("record");
    report
}

impl WorkFolder {
    fn new() -> Self {
        let work = Self {
            folder: tempfile::tempdir().unwrap(),
            home: tempfile::tempdir().unwrap(),
        };
        work.write("good.ron", example_text("textbook-comparison"));
        work.write("broken.ron", "(\n    horizon_months: 0,\n)\n");
        work
    }

    /// A folder with "Support replies" in the place of the textbook example.
    fn with_support_replies() -> Self {
        let work = Self::new();
        work.write("good.ron", example_text("support-replies"));
        work
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn write_bytes(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Calls the program in the folder, without a display.
    fn call(&self, arguments: &[&str]) -> CallOutput {
        // 27 November 2026.
        self.call_on(1_795_737_600, arguments)
    }

    /// A call on a day, as the seconds since 1970.
    fn call_on(&self, day: u32, arguments: &[&str]) -> CallOutput {
        let output = cargo_bin_cmd!("breakeven")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("SOURCE_DATE_EPOCH", day.to_string())
            .output()
            .unwrap();
        CallOutput {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The JSON report of a call that succeeds.
    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let mut all = vec!["report", "good.ron", "--format", "json"];
        all.extend(["--samples", FEW_DRAWS]);
        all.extend(arguments);
        let output = self.call(&all);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{all:?}");
        serde_json::from_str(&output.stdout).unwrap()
    }

    /// The call ends with this code and a message that holds these words; nothing is printed and nothing written.
    #[track_caller]
    fn assert_fails(&self, arguments: &[&str], code: i32, words: &[&str]) {
        let before = self.files();
        let output = self.call(arguments);
        assert_eq!(output.code, code, "{arguments:?}: {}", output.stderr);
        assert_eq!(output.stdout, "", "{arguments:?}");
        for word in words {
            assert!(
                output.stderr.contains(word),
                "{arguments:?} doesn’t say {word}: {}",
                output.stderr
            );
        }
        assert_eq!(self.files(), before, "{arguments:?}");
    }
}
