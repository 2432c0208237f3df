//! A whole job by the keyboard alone, each press counted: from an empty folder to a curve that can be believed; then a range, saved, closed,
//! opened again, duplicated, compared, presented and exported.

use std::path::{Path, PathBuf};

use breakeven::app::messages::screen::Tab;
use breakeven::scenario::Estimate;
use breakeven::scenario::essentials::{Certainty, Credibility};
use breakeven::scenario::inputs;
use egui::{Event, Key, Modifiers};

use crate::driven::{Home, USUAL, View as _, Window, focused_label, press, wait, wait_for_risk};
use crate::support::CTRL_SHIFT;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
/// Presses to a curve that can be believed, and of the whole job. It was 176 and 330.
const MAX_PRESSES_TO_CURVE: usize = 45;
const MAX_PRESSES: usize = 120;

/// A window, and how many keys were pressed in it.
struct Keys<'a> {
    home: &'a Home,
    window: Window<'static>,
    presses: usize,
}

impl Keys<'_> {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.presses += 1;
        press(&mut self.window, modifiers, key);
        self.window.run_steps(3);
    }

    fn enter(&mut self) {
        self.press(NONE, Key::Enter);
    }

    /// Types a text, a key for each character.
    fn text(&mut self, text: &str) {
        for character in text.chars() {
            self.presses += 1;
            self.window.event(Event::Text(character.to_string()));
            self.window.run_steps(2);
        }
    }

    /// Types an answer and goes on to the next question.
    fn answer(&mut self, text: &str) {
        self.text(text);
        self.enter();
    }

    /// Goes to what the palette finds first.
    fn find(&mut self, text: &str) {
        self.press(CTRL, Key::K);
        self.answer(text);
    }

    fn save(&mut self) {
        self.press(CTRL, Key::S);
    }

    fn wait(&mut self, what: &str, done: impl Fn(&Window<'_>) -> bool) {
        wait(&mut self.window, what, done);
    }

    /// The files of the library with this ending.
    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let files = std::fs::read_dir(self.home.library()).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let ends = |path: &PathBuf| path.extension().is_some_and(|found| found == ending);
        files.filter(ends).collect()
    }

    /// What a file holds that is exported by these keys, once it is there as a whole.
    fn exported(&mut self, key: Key, ending: &str) -> String {
        self.press(CTRL_SHIFT, key);
        // Format and path as they are proposed.
        self.enter();
        self.enter();
        let dialog = &self.window.view().dialog;
        assert!(dialog.is_none(), "{ending}: {dialog:?}");
        let said = format!(".{ending}");
        self.wait("it is exported", |window| {
            let notices = &window.workspace().notices;
            let current = notices.current();
            current.is_some_and(|notice| notice.text.contains(&said))
        });
        let [path] = &self.files(ending)[..] else {
            panic!("one file .{ending}: {:?}", self.files(ending));
        };
        std::fs::read_to_string(path).unwrap()
    }
}

/// "2,000-token prompts to a frontier model, 40,000 times a month: fine-tune a small one?"
fn answer_questions(keys: &mut Keys<'_>) {
    keys.press(CTRL, Key::N);
    for answer in ["40k", "opus", "2000", "300", "200"] {
        keys.answer(answer);
    }
    // Caching: the usual range.
    keys.enter();
    // The cheapest model that can be fine-tuned, and what it still needs of the prompt.
    keys.press(NONE, Key::ArrowDown);
    keys.enter();
    keys.enter();
    // Lifetime, examples, their cost, setup and team rate: usual ranges. Then done.
    for _ in 0..6 {
        keys.enter();
    }
    wait_for_risk(&mut keys.window);
    let scenario = keys.window.scenario();
    let mut essentials = Credibility::new(scenario).essentials().collect::<Vec<_>>();
    essentials.retain(|(_, certainty)| *certainty == Certainty::Unset);
    assert_eq!(essentials, [], "the curve can be believed");
    let queries = scenario.workload.queries_per_month.estimate();
    assert_eq!(queries, Estimate::Exact(40_000.0));
}

/// States doubt about the volume, saves under a name, closes, and opens again. Returns the file.
fn save_and_reopen(keys: &mut Keys<'_>) -> PathBuf {
    keys.find("query v");
    let volume = inputs::find("workload.queries_per_month").expect("the volume");
    assert_eq!(focused_label(&keys.window), volume.full_label());
    keys.answer("20k to 60k");
    let queries = |window: &Window<'_>| window.scenario().workload.queries_per_month.estimate();
    let estimate = queries(&keys.window);
    assert!(estimate.is_uncertain(), "{estimate:?}");
    keys.save();
    keys.answer("triage");
    keys.wait("it is saved", |window| !window.is_dirty());
    let path = keys.window.path().map(Path::to_owned);
    let path = path.expect("it has a file");
    assert!(path.ends_with("triage.ron"), "{}", path.display());
    keys.press(CTRL, Key::Q);
    assert!(keys.window.view().dialog.is_none(), "nothing is asked");
    eframe::App::on_exit(keys.window.state_mut(), None);
    keys.window = keys.home.window(&[], USUAL);
    keys.wait("the library is there", |window| {
        !window.view().library.items.is_empty()
    });
    assert_eq!(keys.window.path(), Some(&*path));
    assert_eq!(queries(&keys.window), estimate);
    path
}

/// Changes one number in a copy, and selects both for comparison.
fn compare_with_copy(keys: &mut Keys<'_>, path: &Path) {
    let months = inputs::find("horizon_months").expect("the horizon");
    let before = months.base(keys.window.scenario()).expect("a number");
    keys.press(CTRL, Key::D);
    keys.wait("the copy is open", |window| {
        window.path().is_some_and(|open| open != path)
    });
    keys.find("horiz");
    for _ in 0..3 {
        keys.press(NONE, Key::ArrowUp);
    }
    keys.enter();
    assert_eq!(months.base(keys.window.scenario()), Some(before + 3.0));
    keys.save();
    keys.wait("it is saved", |window| !window.is_dirty());
    keys.press(CTRL, Key::Num8);
    assert_eq!(keys.window.view().tabs.current, Tab::Compare);
    // Into the list of scenarios: the open one, and the first.
    keys.press(NONE, Key::F6);
    keys.press(Modifiers::SHIFT, Key::F6);
    for _ in 0..5 {
        if focused_label(&keys.window).contains(" (copy)") {
            break;
        }
        keys.press(NONE, Key::Tab);
    }
    keys.press(NONE, Key::Space);
    if keys.window.workspace().settings.compared.len() < 2 {
        keys.press(NONE, Key::Home);
        keys.press(NONE, Key::Space);
    }
    let compared = &keys.window.workspace().settings.compared;
    assert_eq!(compared.len(), 2, "{compared:?}");
}

#[test]
fn from_an_empty_folder_to_exported_files_in_120_presses() {
    let home = Home::new();
    let window = home.window(&[], USUAL);
    let mut keys = Keys {
        home: &home,
        window,
        presses: 0,
    };
    answer_questions(&mut keys);
    let to_curve = keys.presses;
    let path = save_and_reopen(&mut keys);
    compare_with_copy(&mut keys, &path);

    // Presented, with a look at the next page, and back.
    keys.press(NONE, Key::F5);
    keys.press(NONE, Key::ArrowRight);
    assert!(keys.window.view().presenting.is_some());
    keys.press(NONE, Key::Escape);
    assert!(keys.window.view().presenting.is_none());

    // The cost chart and the report exported, each with what it is about.
    keys.press(CTRL, Key::Num2);
    let chart = keys.exported(Key::E, "svg");
    assert!(chart.starts_with("<svg") || chart.starts_with("<?xml"));
    for part in ["Fine-tuning", "Prompting", "</svg>"] {
        assert!(chart.contains(part), "{part} is in the chart");
    }
    let report = keys.exported(Key::R, "html");
    let headline = keys.window.workspace().headline().words.finding.clone();
    for part in [&*headline, "<svg", "20,000", "</html>"] {
        assert!(report.contains(part), "{part} is in the report");
    }

    println!("{} presses, {to_curve} of them to the curve", keys.presses);
    assert!(to_curve <= MAX_PRESSES_TO_CURVE, "{to_curve} to the curve");
    assert!(keys.presses <= MAX_PRESSES, "{} presses", keys.presses);
}
