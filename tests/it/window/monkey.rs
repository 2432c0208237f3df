//! A monkey at mouse and keyboard: thousands of events that make no sense, by a few seeds. Nothing panics, and whatever is on the disk
//! afterwards can be read. The monkey sits in a program of its own, in which neither the desktop nor the trash is the user's.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use breakeven::files::journal::text;
use breakeven::files::store;
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, vec2,
};

use crate::driven::{Home, Window, said_by_a_program_of_its_own};
use crate::support::{example, named};

const SEEDS: [u64; 3] = [1, 2, 3];
/// Events of each seed. For more, set `MONKEY_EVENTS`.
const EVENTS: usize = 250;
/// So many of them come in one frame.
const EVENTS_IN_A_FRAME: u64 = 4;

#[test]
fn events_without_sense_end_in_no_panic_and_leave_whole_files() {
    let said = said_by_a_program_of_its_own("window::monkey::the_monkey");
    assert_eq!(said.matches("no panic").count(), SEEDS.len(), "{said}");
}

#[test]
#[ignore = "a program of its own, started by the test above"]
fn the_monkey() {
    let stated = std::env::var("MONKEY_EVENTS").ok();
    let events = stated.map_or(EVENTS, |text| text.parse().unwrap());
    for seed in SEEDS {
        let home = Home::new();
        home.file("mine.ron", &named("Mine"));
        home.file("replies.ron", &example("support-replies"));
        let mut window = home.window(&[], vec2(1100.0, 700.0));
        let slowest = play(&mut window, seed, events);
        drop(window);
        let files =
            read_files(&home.library()) + read_journals(&home.folder.path().join("recovery"));
        println!(
            "seed {seed}: {events} events, no panic, the slowest frame {} ms, {files} files whole",
            slowest.as_millis()
        );
    }
}

/// Numbers that follow from a seed (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

const KEYS: &[Key] = &[
    Key::Tab,
    Key::Tab,
    Key::Enter,
    Key::Enter,
    Key::Escape,
    Key::Space,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageDown,
    Key::Backspace,
    Key::Delete,
    Key::F1,
    Key::F2,
    Key::F5,
    Key::F6,
    Key::F10,
];
const SHORTCUTS: &[Key] = &[
    Key::A,
    Key::B,
    Key::C,
    Key::D,
    Key::E,
    Key::F,
    Key::K,
    Key::N,
    Key::O,
    Key::R,
    Key::S,
    Key::S,
    Key::T,
    Key::X,
    Key::Y,
    Key::Z,
    Key::Z,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Plus,
    Key::Minus,
    Key::Num0,
];
/// No slash and no ~: what is typed as a path stays in the library.
const TYPED: &[&str] = &[
    "1",
    "40k",
    "20k to 60k",
    "1e308",
    "-1",
    "0",
    "99%",
    "$",
    "nan",
    "sixty",
    "é",
    "日本",
    "\u{202e}",
    "Plan",
    ".ron",
    "10 to 20 to 30",
    "0.0000001",
    "(",
    "\"",
];
const MODIFIERS: &[Modifiers] = &[
    Modifiers::NONE,
    Modifiers::NONE,
    Modifiers::SHIFT,
    Modifiers::CTRL,
];

/// Plays events, and returns how long the slowest frame took.
fn play(window: &mut Window<'_>, seed: u64, events: usize) -> Duration {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut slowest = Duration::ZERO;
    let mut played = 0;
    while played < events {
        for _ in 0..=random.below(EVENTS_IN_A_FRAME) {
            one_event(window, &mut random);
            played += 1;
        }
        let start = Instant::now();
        window.step();
        slowest = slowest.max(start.elapsed());
    }
    slowest
}

fn one_event(window: &mut Window<'_>, random: &mut Random) {
    let size = window.ctx.content_rect().size();
    let at = Pos2::new(
        random.below(size.x as u64) as f32,
        random.below(size.y as u64) as f32,
    );
    match random.below(12) {
        0..3 => {
            window.event(Event::PointerMoved(at));
            for pressed in [true, false] {
                window.event(button(at, PointerButton::Primary, pressed));
            }
        }
        // Held, and let go somewhere else.
        3 => {
            let pressed = random.below(2) == 0;
            window.event(Event::PointerMoved(at));
            window.event(button(at, PointerButton::Primary, pressed));
        }
        4 => {
            window.event(Event::PointerMoved(at));
            for pressed in [true, false] {
                window.event(button(at, PointerButton::Secondary, pressed));
            }
        }
        5 => window.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, random.below(21) as f32 - 10.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: random.one_of(MODIFIERS),
        }),
        6 | 7 => {
            let modifiers = random.one_of(MODIFIERS);
            let key = random.one_of(KEYS);
            window.key_press_modifiers(modifiers, key);
        }
        8 => {
            let both = Modifiers::COMMAND | Modifiers::SHIFT;
            let modifiers = random.one_of(&[Modifiers::COMMAND, Modifiers::COMMAND, both]);
            let key = random.one_of(SHORTCUTS);
            window.key_press_modifiers(modifiers, key);
        }
        9 | 10 => {
            let text = random.one_of(TYPED).to_owned();
            window.event(Event::Text(text));
        }
        _ => window.event(Event::WindowFocused(random.below(2) == 0)),
    }
}

fn button(pos: Pos2, button: PointerButton, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// The files of a folder that may be scenarios or journals.
fn ron_files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten();
    let files = files.map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect()
}

fn read_files(folder: &Path) -> usize {
    let files = ron_files(folder);
    for file in &files {
        store::read(file).unwrap_or_else(|error| panic!("{error}"));
    }
    files.len()
}

fn read_journals(folder: &Path) -> usize {
    let files = ron_files(folder);
    for file in &files {
        text::read(&fs::read_to_string(file).unwrap()).unwrap();
    }
    files.len()
}
