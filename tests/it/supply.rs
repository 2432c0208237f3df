//! What the program is built of comes from crates.io, as it was when it was locked. `.ci/supply` looks further, with tools.

use std::path::Path;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The value of a key in a table of a lock file.
fn value<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    let line = table.lines().find_map(|line| line.strip_prefix(key))?;
    Some(line.strip_prefix(" = ")?.trim_matches('"'))
}

/// The packages that don't come from crates.io, or could change there.
fn faults(lock: &str) -> Vec<&str> {
    let packages = lock.split("[[package]]\n").skip(1);
    let is_locked = |package: &&str| {
        let checksum = value(package, "checksum").unwrap_or_default();
        value(package, "source") == Some(CRATES_IO)
            && checksum.len() == 64
            && checksum.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    packages
        .filter(|package| !is_locked(package))
        .map(|package| value(package, "name").unwrap_or_default())
        .collect()
}

#[test]
fn all_but_the_program_itself_comes_from_crates_io_and_has_a_checksum() {
    let lock = read("Cargo.lock");
    let packages = lock.matches("[[package]]\n").count();
    assert!(packages > 100, "only {packages} packages are locked");
    assert_eq!(faults(&lock), ["breakeven"]);
}

#[test]
fn what_comes_from_elsewhere_or_could_change_is_found() {
    let sum = "0123456789abcdef".repeat(4);
    let package = |name: &str, source: &str, sum: &str| {
        format!("[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\n{source}{sum}\n")
    };
    let crates_io = format!("source = \"{CRATES_IO}\"\n");
    let checksum = format!("checksum = \"{sum}\"\n");
    let lock = [
        package("good", &crates_io, &checksum),
        package("unchecked", &crates_io, ""),
        package("short", &crates_io, "checksum = \"0123\"\n"),
        package("git", "source = \"git+https://example.org/x#1\"\n", ""),
        package(
            "mirror",
            "source = \"registry+https://example.org\"\n",
            &checksum,
        ),
        package("local", "", ""),
    ];
    let found = ["unchecked", "short", "git", "mirror", "local"];
    assert_eq!(faults(&lock.concat()), found);
}

#[test]
fn the_licences_that_are_allowed_are_those_in_the_documents() {
    let deny = read("deny.toml");
    let (_, list) = deny.split_once("\nallow = [\n").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    let allowed = list
        .lines()
        .map(|line| line.trim().trim_matches([',', '"']));
    let documents = read("docs/robustness.md");
    let (_, row) = documents.split_once("\nAllowed licences: ").unwrap();
    let row = row.split_once("\n\n").unwrap().0.replace('\n', " ");
    let documented: Vec<_> = row.trim_end_matches('.').split(", ").collect();
    assert_eq!(documented, allowed.collect::<Vec<_>>());
}

#[test]
fn no_unsafe_code_compiles() {
    assert!(read("Cargo.toml").contains("\n[lints.rust]\nunsafe_code = \"forbid\"\n"));
}
