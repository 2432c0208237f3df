//! Makes the commit known to the program, checks that all files in assets/ can be read, and adds icon and description on Windows.

use std::fs;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=BREAKEVEN_COMMIT={}", commit());
    check_assets(Path::new("assets"));
    #[cfg(windows)]
    describe_on_windows();
}

/// The short name of the commit, with "-dirty" if files have changed since; "unknown commit" outside a checkout.
fn commit() -> String {
    for changed in ["HEAD", "index"] {
        let path = format!(".git/{changed}");
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let git = Command::new("git")
        .args(["describe", "--always", "--dirty", "--exclude=*"])
        .output();
    match git {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).trim().to_owned()
        }
        _ => "unknown commit".to_owned(),
    }
}

/// Panics if an asset isn't of the kind that its extension says, so that a broken one doesn't reach a user.
/// The tests check whether scenarios and prices make sense, because they know their types.
fn check_assets(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .path();
        if path.is_dir() {
            check_assets(&path);
            continue;
        }
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let problem = match path.extension().and_then(|extension| extension.to_str()) {
            Some("ron") => ron_problem(&bytes),
            Some("png") => {
                (!bytes.starts_with(b"\x89PNG\r\n\x1a\n")).then(|| "not a PNG".to_owned())
            }
            Some("otf") => (!bytes.starts_with(b"OTTO")).then(|| "not an OpenType font".to_owned()),
            Some("ico") => (!bytes.starts_with(&[0, 0, 1, 0])).then(|| "not an icon".to_owned()),
            Some("txt" | "svg" | "css") => String::from_utf8(bytes)
                .err()
                .map(|error| error.to_string()),
            _ => Some("of no kind that build.rs knows".to_owned()),
        };
        if let Some(problem) = problem {
            panic!("{}: {problem}", path.display());
        }
    }
}

/// Why the text isn't RON; `None` if it is.
fn ron_problem(bytes: &[u8]) -> Option<String> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some(error.to_string()),
    };
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options
        .from_str::<ron::Value>(text)
        .err()
        .map(|error| error.to_string())
}

#[cfg(windows)]
fn describe_on_windows() {
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/icon.ico")
        .set("ProductName", "Breakeven")
        .set(
            "FileDescription",
            "Prompting or fine-tuning: where the costs cross",
        );
    if let Err(error) = resource.compile() {
        panic!("the program's Windows resources: {error}");
    }
}
