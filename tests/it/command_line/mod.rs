//! The program as it is called from a terminal or a script: `breakeven report` and `breakeven check`, without a display.
//!
//! - [`figures`]: what the reports of figures hold: JSON, CSV, text, draws
//! - [`set`]: the option `--set`
//! - [`usage`]: faults, exit codes, help, `check`
//! - [`made`]: decisions, charts and whole reports

mod figures;
mod made;
mod set;
mod usage;

use std::fs;
use std::path::PathBuf;

use assert_cmd::cargo::cargo_bin_cmd;
use breakeven::files::examples::EXAMPLES;
use serde_json::Value;
use tempfile::TempDir;

/// Draws for reports that are not about the risk.
const FEW_DRAWS: &str = "256";

/// A folder with the textbook example and a broken file in it.
struct Work {
    folder: TempDir,
}

/// The exit code and output of a call.
struct Done {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Work {
    fn new() -> Self {
        let work = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        work.write("good.ron", EXAMPLES[0].text);
        work.write("broken.ron", "(\n    horizon_months: 0,\n)\n");
        work
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
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
    fn call(&self, arguments: &[&str]) -> Done {
        let output = cargo_bin_cmd!("breakeven")
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap();
        Done {
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
        let done = self.call(&all);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{all:?}");
        serde_json::from_str(&done.stdout).unwrap()
    }

    /// The call ends with this code and a message that holds these words; nothing is printed and nothing written.
    #[track_caller]
    fn assert_fails(&self, arguments: &[&str], code: i32, words: &[&str]) {
        let before = self.files();
        let done = self.call(arguments);
        assert_eq!(done.code, code, "{arguments:?}: {}", done.stderr);
        assert_eq!(done.stdout, "", "{arguments:?}");
        for word in words {
            assert!(
                done.stderr.contains(word),
                "{arguments:?} doesn’t say {word}: {}",
                done.stderr
            );
        }
        assert_eq!(self.files(), before, "{arguments:?}");
    }
}
