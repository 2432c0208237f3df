//! The house stays in order: data goes one way, from the scenario to the window and the reports. This reads the source.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module and the others that it may know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("scenario", &[]),
    ("analysis", &["scenario"]),
    ("files", &["scenario"]),
    ("evidence", &["scenario"]),
    ("studies", &["analysis", "evidence", "scenario"]),
    ("charts", &["analysis", "scenario"]),
    ("export", &["charts", "analysis", "scenario"]),
];

/// Where everything is brought together: these may know all modules.
const BRING_TOGETHER: &[&str] = &["app", "cli", "main", "lib"];

/// Crates of the screen, and modules that know no screen.
const SCREEN: &[&str] = &["egui", "eframe", "egui_plot", "egui_extras", "rfd"];
const WITHOUT_SCREEN: &[&str] = &["scenario", "analysis", "files", "evidence", "cli"];

/// Modules that are functions of what they are given: no files, no clock, no surroundings.
const PURE: &[&str] = &["scenario", "analysis", "charts"];
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
];

/// The top-level module that a file under src/ belongs to.
fn module_of(file: &Path) -> String {
    let first = file.components().next().unwrap();
    let name = first.as_os_str().to_string_lossy();
    name.trim_end_matches(".rs").to_owned()
}

/// The code without line comments and string literals that span no lines.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .fold(String::new(), |code, line| code + line + "\n")
}

/// A name at the start of `text`.
fn name_at(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The top-level modules of this crate that `code` names by `crate::…`, alone or in a group.
fn modules_named(code: &str) -> Vec<&str> {
    let mut named = Vec::new();
    for (place, root) in code.match_indices("crate::") {
        let rest = &code[place + root.len()..];
        if !rest.starts_with('{') {
            named.push(name_at(rest));
            continue;
        }
        // The names at the group's own level.
        let (mut depth, mut starts) = (0, false);
        for (place, letter) in rest.char_indices() {
            match letter {
                '{' => {
                    depth += 1;
                    starts = depth == 1;
                }
                '}' => depth -= 1,
                ',' => starts = depth == 1,
                letter if starts && !letter.is_whitespace() => {
                    named.push(name_at(&rest[place..]));
                    starts = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    named
}

/// Whether `code` names this crate outright or in a path.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::")).any(|(place, _)| {
        !code[..place].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    })
}

/// What in a file of src/ runs the wrong way, in words.
fn faults(file: &Path, text: &str) -> Vec<String> {
    let module = module_of(file);
    let code = code(text);
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("src/{}: {what}", file.display()));
    if let Some((_, may_know)) = MAY_KNOW.iter().find(|(name, _)| *name == module) {
        for named in modules_named(&code) {
            if named != module && !may_know.contains(&named) {
                fault(format!(
                    "{module} must not know {named}; it may know {may_know:?}"
                ));
            }
        }
        if file.ends_with("mod.rs")
            && file.components().count() == 2
            && code.contains("\nuse super::")
        {
            fault("say crate:: rather than super:: for another module".to_owned());
        }
        if code.contains("anyhow::") {
            fault("anyhow is for app, cli and main; a library's errors have types".to_owned());
        }
    } else if !BRING_TOGETHER.contains(&module.as_str()) {
        fault(format!(
            "tests/it/layers.rs doesn’t say what {module} may know"
        ));
    }
    if WITHOUT_SCREEN.contains(&module.as_str()) {
        for name in SCREEN.iter().filter(|name| names_crate(&code, name)) {
            fault(format!("{module} must know no screen, but names {name}"));
        }
    }
    if PURE.contains(&module.as_str()) {
        for name in IMPURE.iter().filter(|name| code.contains(**name)) {
            fault(format!("{module} must be pure, but names {name}"));
        }
    }
    faults
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn no_import_runs_the_wrong_way() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source);
    assert!(files.len() > 20, "only {files:?} under src/");
    let faults: Vec<_> = files
        .iter()
        .flat_map(|path| {
            faults(
                path.strip_prefix(&source).unwrap(),
                &fs::read_to_string(path).unwrap(),
            )
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_import_that_runs_the_wrong_way_is_found() {
    let found = |file: &str, text: &str| faults(Path::new(file), text).len();
    assert_eq!(
        found("scenario/mod.rs", "use crate::analysis::Analysis;"),
        1
    );
    assert_eq!(
        found(
            "analysis/ledger.rs",
            "use crate::{scenario::{Scenario, files}, files::store, app};"
        ),
        2
    );
    assert_eq!(
        found(
            "evidence/catalog.rs",
            "fn f() { crate::files::format::read(\"\") }"
        ),
        1
    );
    assert_eq!(
        found("analysis/mod.rs", "use std::fs;\nuse egui::Color32;"),
        2
    );
    assert_eq!(
        found("files/store.rs", "fn f() -> anyhow::Result<()> { }"),
        1
    );
    assert_eq!(found("novelty.rs", ""), 1);
}

#[test]
fn imports_that_run_the_right_way_are_no_faults() {
    let found = |file: &str, text: &str| faults(Path::new(file), text);
    let none: Vec<String> = Vec::new();
    assert_eq!(
        found(
            "analysis/price.rs",
            "//! See crate::app.\nuse crate::scenario::{Serving, files};"
        ),
        none
    );
    assert_eq!(
        found(
            "export/svg.rs",
            "use crate::{analysis::Analysis, charts, scenario};\nuse egui::Shape;"
        ),
        none
    );
    assert_eq!(
        found(
            "app/mod.rs",
            "use crate::files;\nuse eframe::App;\nuse std::time::SystemTime;"
        ),
        none
    );
    assert_eq!(
        found(
            "files/store.rs",
            "use std::fs;\nuse crate::scenario::Scenario;"
        ),
        none
    );
    assert_eq!(
        found(
            "scenario/estimate.rs",
            "use super::domain::Domain;\nuse my_egui::x;"
        ),
        none
    );
}
