//! What a save takes, beside what no save can do without: the same bytes written into a file beside the old one, brought to the disk, and
//! renamed. The folder for temporary files has to be on a disk, or nothing is waited for.
//!
//! Time that passes, since a save waits for the disk. What is compared is done in turn, and the ratio is the median of all rounds: how long the
//! disk takes changes by the second.

#![expect(
    clippy::disallowed_methods,
    reason = "files are also written without the program's own functions, for comparison"
)]

mod support;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use breakeven::files::atomic::write_atomically_with;
use breakeven::files::limits::MAX_SCENARIO_BYTES;
use breakeven::files::{format, store};
use breakeven::scenario::Scenario;
use breakeven::scenario::limits::{MAX_NOTES_CHARACTERS, MAX_SOURCE_CHARACTERS, MAX_VOLUMES};
use tempfile::TempDir;

use support::{example, say};

const ROUNDS: usize = 400;
/// So many whole saves, whose time is printed and not compared.
const SAVES: usize = 20;
/// What a save may take more than the least it can do.
const MAX_RATIO: f64 = 1.05;

/// The most that a file may hold, to the last source that fits.
fn largest() -> Scenario {
    let notes = "n".repeat(MAX_NOTES_CHARACTERS);
    let volumes = "100_000,".repeat(MAX_VOLUMES);
    let said = "s".repeat(MAX_SOURCE_CHARACTERS);
    // Less than the rest takes, with the layout.
    let room = MAX_SCENARIO_BYTES as usize - MAX_NOTES_CHARACTERS - 100_000;
    let source = |number| format!("\"field {number}\": \"{said}\",");
    let sources: String = (0..room / (MAX_SOURCE_CHARACTERS + 30))
        .map(source)
        .collect();
    let text = format!(
        "(notes: \"{notes}\", workload: (monthly_queries: [{volumes}]), sources: {{{sources}}})"
    );
    format::read(&text).expect("within the limits")
}

/// The least that leaves either the old file or the new one, also if the power is lost.
fn write_plainly(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    let folder = path.parent().expect("it is in a folder");
    File::open(folder)?.sync_all()
}

fn took(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median<T: Copy>(mut values: Vec<T>, compare: impl Fn(&T, &T) -> std::cmp::Ordering) -> T {
    values.sort_unstable_by(compare);
    values[values.len() / 2]
}

fn compare(what: &str, scenario: &Scenario) {
    let folder = TempDir::new().expect("there is a temporary folder");
    let path = folder.path().join("plan.ron");
    let text = format::write(scenario).expect("it is valid");
    store::save(&path, scenario).expect("the temporary folder can be written");
    let plainly = || write_plainly(&path, &text).expect("it can be written");
    let as_here = || {
        write_atomically_with(&path, |file| file.write_all(text.as_bytes()))
            .expect("it can be written");
    };
    let save = || {
        store::save_as(&path, scenario, Some(&text)).expect("it can be saved");
    };
    let saved = (0..SAVES).map(|_| took(save)).collect();
    let mut times = [const { Vec::new() }; 2];
    for round in 0..ROUNDS {
        // Neither is always first.
        let (plain, here) = if round % 2 == 0 {
            (took(plainly), took(as_here))
        } else {
            let here = took(as_here);
            (took(plainly), here)
        };
        for (times, took) in times.iter_mut().zip([plain, here]) {
            times.push(took);
        }
    }
    let [plain, here] = times;
    let ratios = plain.iter().zip(&here);
    let ratios = ratios.map(|(plain, here)| here.as_secs_f64() / plain.as_secs_f64());
    let ratio = median(ratios.collect(), f64::total_cmp);
    println!("{what}, {} bytes, {ROUNDS} rounds", text.len());
    say("  written plainly", median(plain, Ord::cmp));
    say("  written as the program writes", median(here, Ord::cmp));
    say("  saved, its text made", median(saved, Ord::cmp));
    let verdict = if ratio <= MAX_RATIO { "met" } else { "NOT MET" };
    println!("  ratio of the first two: {ratio:.3} (at most {MAX_RATIO}: {verdict})");
}

fn main() {
    compare("an example", &example("support-replies"));
    compare("the largest scenario", &largest());
}
