//! A library folder of thousands of scenarios, some of them broken: when its first rows are there, the longest frame while files are read,
//! searched and scrolled, how soon a change of many files is shown, and the most memory. Headless; recommendations are computed meanwhile.
//!
//! `LIBRARY_FILES` states how many files there are.

#![expect(
    clippy::disallowed_methods,
    reason = "files of its own in a temporary folder, as another program would write them"
)]

#[path = "support/headless.rs"]
mod headless;
mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use breakeven::files::store;
use egui::{
    Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, TouchPhase, pos2, vec2,
};
use tempfile::TempDir;

use headless::Headless;
use support::{example, say_bar};

const FILES: usize = 10_000;
/// Every tenth of them is cut off in the middle.
const BROKEN: usize = 10;
/// So many change at once.
const CHANGED: usize = 1_000;

const MAX_FIRST_ROWS: Duration = Duration::from_millis(300);
const MAX_FRAME: Duration = Duration::from_millis(50);
const MAX_CHANGE: Duration = Duration::from_secs(3);
const MAX_MEMORY_MB: usize = 220;
/// Longer than a listing takes.
const MAX_WAIT: Duration = Duration::from_mins(5);

/// The search field and a row below it, in a window of 1440×900.
const SEARCH: [f32; 2] = [100.0, 85.0];
const ROW: [f32; 2] = [100.0, 400.0];

/// The text of a scenario file.
fn text(name: &str) -> String {
    let mut scenario = example("support-replies");
    name.clone_into(&mut scenario.name);
    let folder = TempDir::new().expect("there is a temporary folder");
    let path = folder.path().join("plan.ron");
    store::save(&path, &scenario).expect("the temporary folder can be written");
    fs::read_to_string(path).expect("it was written")
}

fn fill(folder: &Path, files: usize) {
    let plan = text("Plan NUMBER");
    for number in 0..files {
        let mut plan = plan.replace("NUMBER", &format!("{number:05}"));
        if number % BROKEN == 0 {
            plan.truncate(plan.len() / 2);
        }
        let path = folder.join(format!("plan-{number:05}.ron"));
        fs::write(path, plan).expect("the temporary folder can be written");
    }
}

/// Draws until `is_done`; returns how long that took, and the longest frame.
fn draw_until(window: &mut Headless, is_done: impl Fn(&Headless) -> bool) -> (Duration, Duration) {
    let start = Instant::now();
    let mut longest = Duration::ZERO;
    while !is_done(window) {
        assert!(start.elapsed() < MAX_WAIT, "it doesn’t come to an end");
        longest = longest.max(draw(window, Vec::new()));
        std::thread::sleep(Duration::from_millis(2));
    }
    (start.elapsed(), longest)
}

/// Draws a frame with these events; returns how long it took.
fn draw(window: &mut Headless, events: Vec<Event>) -> Duration {
    let start = Instant::now();
    window.frame(events);
    start.elapsed()
}

fn rows(window: &Headless) -> usize {
    window.app.state().library.items.len()
}

/// Scrolls through the list; returns the longest frame.
fn scroll(window: &mut Headless) -> Duration {
    let [x, y] = ROW;
    draw(window, vec![Event::PointerMoved(pos2(x, y))]);
    let wheel = |delta| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, delta),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    let turns = [-3_000.0; 150].into_iter().chain([3_000.0; 150]);
    let frames = turns.map(|delta| draw(window, vec![wheel(delta)]));
    frames.max().expect("there are frames")
}

/// Searches letter by letter, and takes the search back; returns the longest frame.
fn search(window: &mut Headless) -> Duration {
    let [x, y] = SEARCH;
    let button = |pressed| Event::PointerButton {
        pos: pos2(x, y),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut longest = Duration::ZERO;
    for events in [
        vec![Event::PointerMoved(pos2(x, y))],
        vec![button(true)],
        vec![button(false)],
    ] {
        longest = longest.max(draw(window, events));
    }
    for letter in "plan 012".chars() {
        longest = longest.max(draw(window, vec![Event::Text(letter.to_string())]));
        longest = longest.max(draw(window, Vec::new()));
    }
    assert_eq!(
        window.app.state().library.filter(),
        "plan 012",
        "the field is where it was"
    );
    for _ in 0..8 {
        window.press(Modifiers::NONE, egui::Key::Backspace);
    }
    longest.max(draw(window, Vec::new()))
}

/// The most memory that the process had, in MB; `None` where the system doesn't say.
fn most_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

fn main() {
    let stated = std::env::var("LIBRARY_FILES").ok();
    let files = stated.map_or(FILES, |text| text.parse().expect("a number of files"));
    let folder = TempDir::new().expect("there is a temporary folder");
    fill(folder.path(), files);

    let begin = Instant::now();
    let mut window = Headless::start_with_library(vec2(1440.0, 900.0), folder.path());
    // The window itself, with its fonts.
    draw(&mut window, Vec::new());
    let shown = begin.elapsed();
    let (first, _) = draw_until(&mut window, |window| rows(window) > 0);
    let (all, longest) = draw_until(&mut window, |window| rows(window) == files);
    println!(
        "{files} files: the first frame after {shown:.1?}, all rows after {:.1?}",
        first + all
    );
    say_bar("first rows after the first frame", first, MAX_FIRST_ROWS);
    say_bar("longest frame while files are read", longest, MAX_FRAME);
    say_bar(
        "longest frame while scrolling",
        scroll(&mut window),
        MAX_FRAME,
    );
    say_bar(
        "longest frame while searching",
        search(&mut window),
        MAX_FRAME,
    );

    let changed = text("Changed NUMBER");
    let count = CHANGED.min(files);
    for number in 0..count {
        let path = folder.path().join(format!("plan-{number:05}.ron"));
        let changed = changed.replace("NUMBER", &format!("{number:05}"));
        fs::write(path, changed).expect("the temporary folder can be written");
    }
    let is_shown = |window: &Headless| {
        let items = window.app.state().library.items.iter();
        items
            .filter(|item| item.title.starts_with("Changed"))
            .count()
            == count
    };
    let (took, longest) = draw_until(&mut window, is_shown);
    say_bar(&format!("{count} changed files shown"), took, MAX_CHANGE);
    say_bar("longest frame meanwhile", longest, MAX_FRAME);
    if let Some(most) = most_memory() {
        let verdict = if most <= MAX_MEMORY_MB {
            "met"
        } else {
            "NOT MET"
        };
        println!("most memory: {most} MB (at most {MAX_MEMORY_MB} MB: {verdict})");
    }
}
