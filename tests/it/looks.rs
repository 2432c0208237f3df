//! What is drawn can be read: no text is cut off at a side, and no two texts lie over each other.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::{DecisionPage, Tab};
use breakeven::files::examples::{EXAMPLES, Example};
use breakeven::files::settings::Theme;
use breakeven::theme::palette::Palette;
use egui::accesskit::Role;
use egui::{Color32, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::contrast::text_colors;
use crate::driven::{
    Home, View as _, Window, press_keys_of, settle, tab_rows, wait, wait_for_risk,
};
use crate::support::with;
use crate::text_rows::{TextRow, text_rows};

/// The texts that a window of this size shows.
fn texts(window: &Window<'_>, size: Vec2) -> Vec<TextRow> {
    let mut texts = text_rows(&window.output().shapes);
    assert!(texts.len() > 40, "only {} texts", texts.len());
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    texts.retain(|text| text.at.intersects(text.clip) && text.at.intersects(screen));
    texts
}

/// Which texts are cut off at a side, which lie over each other, and which have a colour that can't be read on every ground.
fn faults(texts: &[TextRow], size: Vec2, is_dark: bool) -> Vec<String> {
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    let palette = Palette::for_theme(is_dark);
    let mut faults = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        if let Some(color) = text.colors.iter().find(|color| !is_read(**color, palette)) {
            faults.push(format!("{:?} has the colour {color:?}", text.text));
        }
        let shown = text.clip.intersect(screen);
        if text.at.left() < shown.left() - 1.0 || text.at.right() > shown.right() + 1.0 {
            faults.push(format!(
                "cut off: {:?} at {:?} in {shown:?}",
                text.text, text.at
            ));
        }
        for other in &texts[place + 1..] {
            let (a, b) = (text.at.intersect(text.clip), other.at.intersect(other.clip));
            if a.shrink(1.0).intersects(b.shrink(1.0)) {
                faults.push(format!(
                    "over each other: {:?} and {:?}",
                    text.text, other.text
                ));
            }
        }
    }
    faults
}

fn is_dark(window: &Window<'_>) -> bool {
    window.ctx.theme() == egui::Theme::Dark
}

/// Whether a text of this colour is read: it is one of those whose contrast another test holds, on a button in the accent's colour the
/// background's, or any of these faded, as what can't be used now is.
fn is_read(color: Color32, palette: &Palette) -> bool {
    let [.., alpha] = color.to_srgba_unmultiplied();
    let mut allowed = text_colors(palette);
    allowed.push(("background", palette.background));
    allowed.iter().any(|(_, allowed)| {
        let faded = allowed.gamma_multiply(f32::from(alpha) / 255.0);
        let channels = color.to_array().into_iter().zip(faded.to_array());
        channels.into_iter().all(|(a, b)| a.abs_diff(b) <= 1)
    })
}

/// Steps until the results of the background are there, and nothing moves.
fn wait_for_results(window: &mut Window<'_>) {
    wait(window, "everything is computed", |window| {
        window.query_by_label_contains("Calculating").is_none()
    });
    settle(window);
}

/// The sizes of a window, the smallest first: what doesn't fit shows there.
const SIZES: [Vec2; 3] = [
    vec2(1024.0, 768.0),
    vec2(1280.0, 800.0),
    vec2(1920.0, 1080.0),
];

/// Looks at every tab and at every page of the decision in a window that is of this size already.
fn faults_of_tabs(window: &mut Window<'_>, size: Vec2) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |window: &Window<'_>, page: &str| {
        let name = window.scenario().title();
        found.extend(
            faults(&texts(window, size), size, is_dark(window))
                .into_iter()
                .map(|fault| format!("{name}, {page}, {size}: {fault}")),
        );
    };
    for row in tab_rows() {
        press_keys_of(window, row);
        wait_for_results(window);
        look(window, row.name);
    }
    press_keys_of(window, Command::Show(Tab::Decide).row());
    settle(window);
    for page in decision_pages() {
        choose_page(window, page);
        settle(window);
        look(window, page);
    }
    // Charts show the values under a pointer.
    window.input_mut().events.push(egui::Event::PointerGone);
    window.step();
    found
}

/// The names of the pages of the decision.
fn decision_pages() -> [&'static str; DecisionPage::ALL.len()] {
    DecisionPage::ALL.map(|page| Command::Decide(page).row().name)
}

/// Clicks on the choice of a page of the decision: what is on a page may be called the same.
fn choose_page(window: &Window<'_>, page: &str) {
    window.get_by_role_and_label(Role::Button, page).click();
}

/// Looks at every tab of these examples, at every size. The window is resized, not reopened: background results don't depend on its size.
fn check_tabs(examples: &[Example]) {
    let home = Home::new();
    // The comparison has two scenarios.
    home.tick(["support-replies", "ticket-classifier"]);
    let mut found = Vec::new();
    for example in examples {
        let file = home.file("example.ron", &example.scenario().unwrap());
        let mut window = home.window(&[file], SIZES[0]);
        wait_for_risk(&mut window);
        for size in SIZES {
            window.set_size(size);
            found.extend(faults_of_tabs(&mut window, size));
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_text_of_any_tab_is_cut_off_or_hidden_in_a_window_that_opens_at_any_size() {
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    let mut found = Vec::new();
    for (example, size) in EXAMPLES.iter().zip(SIZES) {
        let file = home.file("example.ron", &example.scenario().unwrap());
        let mut window = home.window(&[file], size);
        found.extend(faults_of_tabs(&mut window, size));
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

// The texts of the dark theme are those of the light one: each size is looked at with another example.
#[test]
fn no_text_of_any_tab_is_cut_off_hidden_or_hard_to_read_in_the_dark_theme() {
    let home = Home::new();
    home.settings(Theme::Dark);
    home.tick(["support-replies", "ticket-classifier"]);
    let mut found = Vec::new();
    let last_first = EXAMPLES.iter().rev();
    for (example, size) in last_first.zip(SIZES) {
        let file = home.file("example.ron", &example.scenario().unwrap());
        let mut window = home.window(&[file], size);
        assert!(is_dark(&window));
        wait_for_risk(&mut window);
        found.extend(faults_of_tabs(&mut window, size));
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// The smallest window, a usual one at twice the size of type, and that of a laptop.
const LOW_SIZES: [Vec2; 3] = [vec2(760.0, 480.0), vec2(960.0, 540.0), vec2(1366.0, 768.0)];

#[test]
fn no_text_around_the_tabs_is_cut_off_or_hidden_in_a_low_window() {
    let home = Home::new();
    let file = home.file("example.ron", &EXAMPLES[1].scenario().unwrap());
    let mut window = home.window(&[file], LOW_SIZES[0]);
    let mut found = Vec::new();
    for size in LOW_SIZES {
        window.set_size(size);
        for row in tab_rows() {
            press_keys_of(&mut window, row);
            settle(&mut window);
            let shown = window.get_by_role(Role::TabPanel).rect();
            let mut around = texts(&window, size);
            // What a tab shows is looked at in windows that have room for it.
            around.retain(|text| !shown.intersects(text.at));
            let at = format!("{}, {size}", row.name);
            let faults = faults(&around, size, is_dark(&window));
            found.extend(faults.into_iter().map(|fault| format!("{at}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_text_of_any_tab_of_the_first_examples_is_cut_off_or_hidden_at_any_size() {
    check_tabs(&EXAMPLES[..EXAMPLES.len() / 2]);
}

#[test]
fn no_text_of_any_tab_of_the_other_examples_is_cut_off_or_hidden_at_any_size() {
    check_tabs(&EXAMPLES[EXAMPLES.len() / 2..]);
}

/// Turns the wheel over the tab: by a negative number of points down, else up.
fn scroll(window: &mut Window<'_>, size: Vec2, points: f32) {
    window.hover_at(egui::pos2(0.8 * size.x, 0.75 * size.y));
    window.input_mut().events.push(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.step();
    settle(window);
    // Away from the charts, which show the values under the pointer.
    window.hover_at(egui::pos2(0.8 * size.x, 0.1 * size.y));
    window.run_steps(2);
}

/// Looks at every page of the decision on these examples, in a currency of long amounts, from its top to its end, in the two larger windows.
fn check_pages_of_the_decision(examples: &[Example]) {
    /// More turns of the wheel than any page needs.
    const MAX_TURNS: usize = 10;
    /// Points per turn.
    const TURN: f32 = 180.0;
    let home = Home::new();
    let mut found = Vec::new();
    // Whether the wheel reached something on any page.
    let mut turned = false;
    for example in examples {
        let scenario = with(&example.scenario().unwrap(), &[("currency", "CHF")]);
        let file = home.file("example.ron", &scenario);
        let mut window = home.window(&[file], SIZES[1]);
        press_keys_of(&mut window, Command::Show(Tab::Decide).row());
        wait(&mut window, "the decision is there", |window| {
            window.query_by_label("Side by side").is_some()
        });
        for (size, page) in SIZES[1..]
            .iter()
            .flat_map(|size| decision_pages().map(|page| (*size, page)))
        {
            window.set_size(size);
            choose_page(&window, page);
            wait_for_results(&mut window);
            // To the top, where another size may have left it elsewhere.
            scroll(&mut window, size, TURN * MAX_TURNS as f32);
            let mut before = Vec::new();
            for turn in 0.. {
                assert!(turn < MAX_TURNS, "{page} has no end");
                let shown = texts(&window, size);
                if shown == before {
                    // The page is at its end.
                    turned |= turn > 1;
                    break;
                }
                let name = scenario.title();
                found.extend(
                    faults(&shown, size, is_dark(&window))
                        .into_iter()
                        .map(|fault| format!("{name}, {page}, {size}, {turn}: {fault}")),
                );
                before = shown;
                scroll(&mut window, size, -TURN);
            }
        }
    }
    assert!(turned, "no page was scrolled");
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_pages_of_the_decision_can_be_read_to_their_end_in_a_currency_of_long_amounts() {
    check_pages_of_the_decision(&EXAMPLES[..EXAMPLES.len() / 2]);
}

#[test]
fn the_pages_of_the_decision_on_the_other_examples_can_be_read_to_their_end_too() {
    check_pages_of_the_decision(&EXAMPLES[EXAMPLES.len() / 2..]);
}
