//! A long day: the same window, edited, saved, presented, its scenarios and tabs changed, again and again. It takes neither more and more memory nor
//! more and more time for a frame (which is printed, not tested).

use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, Window, press, said_by_a_program_of_its_own, settle, type_into};
use crate::support::{example, named};

/// Frames of the whole. For more, set `LONG_USE_FRAMES`.
const FRAMES: usize = 3_000;
/// The day is cut into so many parts; of a long one the last is compared with the one in the middle, after all has been used.
const PARTS: usize = 5;
/// How much more memory the last part of a day may take whose frames were stated.
const MORE_MEMORY: f64 = 1.1;
/// What the last part of a short day may take, in MB. On it caches are still filled, at other times on each run: parts can't be compared.
const MOST_MEMORY_SHORT: f64 = 400.0;

#[test]
fn a_long_day_takes_no_more_and_more_memory() {
    // Other tests take memory too.
    let said = said_by_a_program_of_its_own("window::long_use::the_day");
    assert!(said.contains("rounds"), "{said}");
}

#[test]
#[ignore = "a program of its own, started by the test above"]
fn the_day() {
    let stated = std::env::var("LONG_USE_FRAMES").ok();
    let is_short = stated.is_none();
    let frames = stated.map_or(FRAMES, |text| text.parse().unwrap());
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    home.file("mine.ron", &named("Mine"));
    let replies = home.file("replies.ron", &example("support-replies"));
    let mut window = home.window(&[replies], USUAL);
    let (mut drawn, mut rounds) = (0, 0);
    let mut parts = Vec::new();
    for part in 1..=PARTS {
        let (mut least, mut quickest) = (None, Duration::MAX);
        while drawn < frames * part / PARTS {
            drawn += round(&mut window, rounds);
            rounds += 1;
            let begin = Instant::now();
            window.step();
            quickest = quickest.min(begin.elapsed());
            // A chart that is being copied takes some for a moment.
            least = memory().map(|now| least.map_or(now, |least: f64| least.min(now)));
        }
        parts.push((least, quickest));
    }
    for (part, (memory, quickest)) in parts.iter().enumerate() {
        println!(
            "part {}: {memory:?} MB, the quickest frame {} µs",
            part + 1,
            quickest.as_micros()
        );
    }
    println!("{drawn} frames, {rounds} rounds");
    let ((Some(before), _), (Some(after), _)) = (parts[PARTS / 2], parts[PARTS - 1]) else {
        // Only Linux tells.
        return;
    };
    let most = if is_short {
        MOST_MEMORY_SHORT
    } else {
        MORE_MEMORY * before
    };
    assert!(after <= most, "{parts:?}");
}

/// One round of work; returns its frames.
fn round(window: &mut Window<'_>, number: usize) -> usize {
    let mut drawn = 0;
    let mut keys = |window: &mut Window<'_>, modifiers, key| {
        press(window, modifiers, key);
        drawn += 2;
    };
    let tabs = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
    ];
    for tab in tabs {
        keys(window, Modifiers::COMMAND, tab);
    }
    keys(window, Modifiers::COMMAND, tabs[number % tabs.len()]);
    // The two files in turn, and a new volume each time.
    let title = ["Mine", "Support replies"][number % 2];
    let begin = format!("{title}, ");
    let row = window.query_all_by_label_contains(&begin).next();
    if let Some(row) = row {
        row.click();
    }
    settle(window);
    let typed = (20_000 + 10 * (number % 1_000)).to_string();
    type_into(window, "Query volume", &typed);
    keys(window, Modifiers::NONE, Key::Enter);
    keys(window, Modifiers::COMMAND, Key::S);
    keys(window, Modifiers::NONE, Key::F5);
    keys(window, Modifiers::NONE, Key::ArrowRight);
    keys(window, Modifiers::NONE, Key::Escape);
    keys(window, Modifiers::COMMAND, Key::Z);
    keys(window, Modifiers::COMMAND, Key::S);
    // Copies the chart: it is exported without a file.
    keys(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    drawn + 10
}

/// The memory of the process in MB; `None` where the system doesn't say.
fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
