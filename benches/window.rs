//! What a frame of the whole window costs on each tab, and a live step: a value is nudged, and the figures and charts follow. Processor time
//! of the thread that draws, since a frame waits for nothing else. Headless: no display is needed. At the end stand the bars.
//!
//! Told are the quickest of many rounds, which the bars are for, and the median. Ratios within one run are worth more than times.

#[path = "support/headless.rs"]
mod headless;
mod support;

use std::time::Duration;

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{self, INPUTS, Kind, Value};
use egui::{Event, Key, Modifiers, Vec2, pos2, vec2};

use headless::Headless;
use support::{Measured, example, median_time, say, say_bar, thread_times};

/// The example that stands for all of them.
const USUAL_EXAMPLE: &str = "support-replies";
/// A frame of the example at rest, on any tab.
const MAX_FRAME: Duration = Duration::from_millis(1);
/// A frame of the largest scenario at rest, on any tab.
const MAX_LARGEST_FRAME: Duration = Duration::from_millis(2);
/// A nudged value, with the frame that shows what follows from it.
const MAX_LIVE_STEP: Duration = Duration::from_millis(10);

impl Headless {
    /// Shows a tab by its keys.
    fn show(&mut self, tab: Tab) {
        let keys = Command::Show(tab).row().keys.expect("each tab has keys");
        self.press(keys.modifiers, keys.logical_key);
        self.settle();
    }

    /// Leads the keyboard to the field of an input.
    fn focus_field(&mut self, label: &str) {
        self.press(Modifiers::COMMAND, Key::K);
        self.frame(vec![Event::Text(label.to_owned())]);
        for _ in 0..5 {
            self.frame(Vec::new());
        }
        self.press(Modifiers::NONE, Key::Enter);
        self.settle();
    }

    /// The query volume of the open scenario.
    fn volume(&self) -> f64 {
        let scenario = self.app.state().workspace.scenario();
        let volume = inputs::find("workload.queries_per_month").expect("there is a volume");
        volume.base(scenario).expect("it is a number")
    }

    /// Leads the keyboard to the query volume, so that the arrow keys nudge it.
    fn begin_to_nudge(&mut self) {
        self.focus_field("query volume");
        let before = self.volume();
        self.press(Modifiers::NONE, Key::ArrowUp);
        assert!(self.volume() > before, "the key nudges the volume");
        self.press(Modifiers::NONE, Key::ArrowDown);
    }
}

/// As much as a window can have to draw: ten years, every row of the editor shown, three curves with steps and crossings.
fn everything() -> Scenario {
    let mut scenario = example("base-model-retires");
    for input in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
        input
            .set(&mut scenario, Value::Present)
            .expect("a default group is valid");
    }
    for input in INPUTS.iter() {
        if !input.is_default(&scenario) {
            continue;
        }
        // A little more than the default makes a row stand out; where that isn't allowed, the row is one less.
        let more = input.base(&scenario).unwrap_or(0.0) + 0.01;
        let _ = input.set_exactly(&mut scenario, more);
    }
    let horizon = inputs::find("horizon_months").expect("there is a horizon");
    horizon
        .set_exactly(&mut scenario, 120.0)
        .expect("in its domain");
    scenario
}

/// Windows on the scenario, one on each of these tabs.
fn windows(tabs: &[Tab], size: Vec2, scenario: &Scenario) -> Vec<Headless> {
    let window_on = |&tab| {
        let mut window = Headless::new(size, scenario);
        window.show(tab);
        window
    };
    tabs.iter().map(window_on).collect()
}

/// The slowest of what was measured on these tabs, each of which is told.
fn slowest(what: &str, tabs: &[Tab], measured: &[Measured]) -> Duration {
    for (tab, measured) in tabs.iter().zip(measured) {
        measured.say(&format!("{what}, {}", tab.key()));
    }
    let least = measured.iter().map(|measured| measured.least);
    least.max().expect("there are tabs")
}

/// The slowest frame at rest of all tabs.
fn slowest_frame(what: &str, size: Vec2, scenario: &Scenario) -> Duration {
    let tabs: Vec<Tab> = Tab::all().collect();
    let mut windows = windows(&tabs, size, scenario);
    let frames = windows.iter_mut().map(|window| || window.frame(Vec::new()));
    let measured = thread_times(&mut frames.collect::<Vec<_>>());
    slowest(&format!("one frame, {what}"), &tabs, &measured)
}

/// From nothing to the third frame, which has fonts and layouts: what a user waits for at the start, without the system's part.
fn start(size: Vec2, scenario: &Scenario) -> Duration {
    median_time(|| {
        let mut window = Headless::start(size, scenario);
        (0..3).map(|_| window.frame(Vec::new())).sum()
    })
}

fn pointer_over_the_chart(what: &str, size: Vec2, scenario: &Scenario) {
    let tab = Tab::Cost;
    let mut window = Headless::new(size, scenario);
    window.show(tab);
    let mut x = 0.0;
    let frame = || {
        x = (x + 3.0) % 500.0;
        window.frame(vec![Event::PointerMoved(pos2(700.0 + x, 500.0))])
    };
    let measured = thread_times(&mut [frame]);
    slowest(
        &format!("one frame, {what}, pointer over the chart"),
        &[tab],
        &measured,
    );
}

/// The slowest live step of the tabs that people watch while they change a value. The query volume is nudged up and down in turn, in frames of a
/// held key, so that nothing comes to rest between.
fn slowest_live_step(what: &str, size: Vec2, scenario: &Scenario) -> Duration {
    let tabs = [Tab::Decide, Tab::Cost, Tab::Risk];
    let mut windows = windows(&tabs, size, scenario);
    for window in &mut windows {
        window.begin_to_nudge();
    }
    let steps = windows.iter_mut().map(|window| {
        let mut up = false;
        move || {
            up = !up;
            let key = if up { Key::ArrowUp } else { Key::ArrowDown };
            window.press(Modifiers::NONE, key)
        }
    });
    let measured = thread_times(&mut steps.collect::<Vec<_>>());
    slowest(&format!("live step, {what}"), &tabs, &measured)
}

fn main() {
    let (usual, largest) = (example(USUAL_EXAMPLE), everything());
    let (small, large) = (vec2(1440.0, 900.0), vec2(1920.0, 1080.0));
    say("start to the third frame", start(large, &usual));
    let frame = slowest_frame("an example, 1440×900", small, &usual).max(slowest_frame(
        "an example, 1920×1080",
        large,
        &usual,
    ));
    let largest_frame = slowest_frame("everything shown, 120 months, 1920×1080", large, &largest);
    for (what, scenario) in [("an example", &usual), ("everything shown", &largest)] {
        pointer_over_the_chart(what, large, scenario);
    }
    let step = slowest_live_step("an example", large, &usual).max(slowest_live_step(
        "everything shown",
        large,
        &largest,
    ));
    println!();
    say_bar("slowest frame of an example", frame, MAX_FRAME);
    say_bar(
        "slowest frame of the largest scenario",
        largest_frame,
        MAX_LARGEST_FRAME,
    );
    say_bar("slowest live step", step, MAX_LIVE_STEP);
}
