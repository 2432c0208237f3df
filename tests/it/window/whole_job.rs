//! The second half of a job by keyboard alone, each press counted: a range, saved, closed, opened again, duplicated, compared, presented
//! and exported.

use breakeven::app::messages::screen::Tab;
use breakeven::scenario::inputs;
use egui::{Key, Modifiers};

use crate::driven::{Home, USUAL, View as _, Window, focused_label, press, wait};
use crate::support::{CTRL_SHIFT, example, wait_for_library};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
/// With the 45 presses to a credible curve, the whole job has 120.
const MAX_PRESSES: usize = 75;

/// A window, and how many keys were pressed in it.
struct Keys {
    window: Window<'static>,
    presses: usize,
}

impl Keys {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.presses += 1;
        press(&mut self.window, modifiers, key);
        self.window.run_steps(3);
    }

    fn text(&mut self, text: &str) {
        self.presses += text.chars().count();
        self.window.event(egui::Event::Text(text.to_owned()));
        self.window.run_steps(3);
    }

    /// Goes to what the palette finds first.
    fn find(&mut self, text: &str) {
        self.press(CTRL, Key::K);
        self.text(text);
        self.press(NONE, Key::Enter);
    }

    fn wait(&mut self, what: &str, done: impl Fn(&Window<'_>) -> bool) {
        wait(&mut self.window, what, done);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one job, step by step")]
fn from_a_curve_to_range_copy_comparison_presentation_and_export_in_75_presses() {
    let home = Home::new();
    let mut scenario = example("textbook-comparison");
    scenario.name = "Invoice triage".to_owned();
    let path = home.file("invoice.ron", &scenario);
    let window = home.window(std::slice::from_ref(&path), USUAL);
    let mut keys = Keys { window, presses: 0 };
    wait_for_library(&mut keys.window, 1);

    // A range for the volume.
    keys.find("query v");
    let volume = inputs::find("workload.queries_per_month").expect("the volume");
    assert_eq!(focused_label(&keys.window), volume.full_label());
    keys.text("20k to 60k");
    keys.press(NONE, Key::Enter);
    let estimate = keys.window.scenario().workload.queries_per_month.estimate();
    assert!(estimate.is_uncertain(), "{estimate:?}");

    // Saved, closed, opened again.
    keys.press(CTRL, Key::S);
    keys.wait("it is saved", |window| !window.is_dirty());
    keys.press(CTRL, Key::Q);
    assert!(keys.window.view().dialog.is_none(), "nothing is asked");
    eframe::App::on_exit(keys.window.state_mut(), None);
    keys.window = home.window(&[], USUAL);
    keys.wait("the library is there", |window| {
        !window.view().library.items.is_empty()
    });
    assert_eq!(keys.window.path(), Some(&*path));
    assert_eq!(
        keys.window.scenario().workload.queries_per_month.estimate(),
        estimate
    );

    // A copy, in which one number is another one.
    keys.press(CTRL, Key::D);
    keys.wait("the copy is open", |window| {
        window.path().is_some_and(|open| open != path)
    });
    keys.find("horiz");
    for _ in 0..3 {
        keys.press(NONE, Key::ArrowUp);
    }
    keys.press(NONE, Key::Enter);
    let months = inputs::find("horizon_months").expect("the horizon");
    let before = months.base(&scenario).expect("a number");
    assert_eq!(months.base(keys.window.scenario()), Some(before + 3.0));
    keys.press(CTRL, Key::S);
    keys.wait("it is saved", |window| !window.is_dirty());

    // Both compared.
    keys.press(CTRL, Key::Num8);
    assert_eq!(keys.window.view().tabs.current, Tab::Compare);
    keys.press(NONE, Key::F6);
    keys.press(Modifiers::SHIFT, Key::F6);
    for _ in 0..5 {
        if focused_label(&keys.window).starts_with("Invoice triage") {
            break;
        }
        keys.press(NONE, Key::Tab);
    }
    keys.press(NONE, Key::Space);
    if keys.window.workspace().settings.compared.len() < 2 {
        keys.press(NONE, Key::Home);
        keys.press(NONE, Key::Space);
    }
    let compared = keys.window.workspace().settings.compared.len();
    assert_eq!(
        compared,
        2,
        "{:?}",
        keys.window.workspace().settings.compared
    );

    // Presented, with a look at the next page, and back.
    keys.press(NONE, Key::F5);
    keys.press(NONE, Key::ArrowRight);
    assert!(keys.window.view().presenting.is_some());
    keys.press(NONE, Key::Escape);
    assert!(keys.window.view().presenting.is_none());

    // The cost chart and the report exported.
    keys.press(CTRL, Key::Num2);
    for (modifiers, key) in [(CTRL_SHIFT, Key::E), (CTRL_SHIFT, Key::R)] {
        keys.press(modifiers, key);
        for _ in 0..3 {
            if keys.window.view().dialog.is_none() {
                break;
            }
            keys.press(NONE, Key::Enter);
        }
        let dialog = &keys.window.view().dialog;
        assert!(dialog.is_none(), "{key:?}: {dialog:?}");
    }
    let exported = || {
        let files = std::fs::read_dir(home.library()).unwrap();
        files
            .filter_map(|file| {
                let path = file.unwrap().path();
                let ending = path.extension()?.to_str()?.to_owned();
                (ending != "ron").then_some(ending)
            })
            .count()
    };
    // The report takes longer, and comes in its turn.
    keys.wait("the chart is exported", |_| exported() > 0);

    println!("{} presses", keys.presses);
    assert!(
        keys.presses <= MAX_PRESSES,
        "{} presses are needed",
        keys.presses
    );
}
