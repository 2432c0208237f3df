//! What is drawn can be read: no text is cut off at a side, and no two texts lie over each other.

use breakeven::export::drawing::{TextRow, collect_text_rows};
use breakeven::files::examples::{EXAMPLES, Example};
use egui::{Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, Window, press, settle, wait, wait_for_risk};
use crate::support::with;

/// The texts that a window of this size shows.
fn texts(window: &Window<'_>, size: Vec2) -> Vec<TextRow> {
    let mut texts = Vec::new();
    for clipped in &window.output().shapes {
        collect_text_rows(&clipped.shape, clipped.clip_rect, &mut texts);
    }
    assert!(texts.len() > 40, "only {} texts", texts.len());
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    texts.retain(|text| text.at.intersects(text.clip) && text.at.intersects(screen));
    texts
}

/// Which texts are cut off at a side, and which lie over each other.
fn faults(texts: &[TextRow], size: Vec2) -> Vec<String> {
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    let mut faults = Vec::new();
    for (place, text) in texts.iter().enumerate() {
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

/// Steps until the results of the background are there, and nothing moves.
fn wait_for_results(window: &mut Window<'_>) {
    wait(window, "everything is computed", |window| {
        window.query_by_label_contains("Working it out").is_none()
    });
    settle(window);
}

/// The sizes of a window, the smallest first: what doesn't fit shows there.
const SIZES: [Vec2; 3] = [
    vec2(1024.0, 768.0),
    vec2(1280.0, 800.0),
    vec2(1920.0, 1080.0),
];

/// Looks at every tab of these examples, at every size. A window is resized rather than opened anew: what is computed in the background depends
/// on no size.
fn check_tabs(examples: &[Example]) {
    let home = Home::new();
    // The comparison has two scenarios.
    home.tick(["support-replies", "ticket-classifier"]);
    let mut found = Vec::new();
    for example in examples {
        let scenario = example.scenario().unwrap();
        let file = home.file("example.ron", &scenario);
        let mut window = home.window(&[file], SIZES[0]);
        wait_for_risk(&mut window);
        for size in SIZES {
            window.set_size(size);
            let mut look = |window: &Window<'_>, page: &str| {
                let name = scenario.title();
                found.extend(
                    faults(&texts(window, size), size)
                        .into_iter()
                        .map(|fault| format!("{name}, {page}, {size}: {fault}")),
                );
            };
            for (key, tab) in [
                (Key::Num1, "cost"),
                (Key::Num2, "phases"),
                (Key::Num3, "drivers"),
                (Key::Num4, "risk"),
                (Key::Num5, "map"),
                (Key::Num6, "decide"),
                (Key::Num7, "table"),
                (Key::Num8, "compare"),
            ] {
                press(&mut window, Modifiers::COMMAND, key);
                wait_for_results(&mut window);
                look(&window, tab);
            }
            press(&mut window, Modifiers::COMMAND, Key::Num6);
            settle(&mut window);
            for page in ["Side by side", "Prompt first", "The way there", "Verdict"] {
                window.get_by_label(page).click();
                settle(&mut window);
                look(&window, page);
            }
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
    /// More turns of the wheel than the longest page has, and the points of a turn.
    const MAX_TURNS: usize = 8;
    const TURN: f32 = 180.0;
    let home = Home::new();
    let mut found = Vec::new();
    for example in examples {
        let scenario = with(&example.scenario().unwrap(), &[("currency", "CHF")]);
        let file = home.file("example.ron", &scenario);
        let mut window = home.window(&[file], SIZES[1]);
        press(&mut window, Modifiers::COMMAND, Key::Num6);
        wait(&mut window, "the decision is there", |window| {
            window.query_by_label("Side by side").is_some()
        });
        for (size, page) in SIZES[1..].iter().flat_map(|size| {
            let pages = ["Verdict", "Side by side", "Prompt first", "The way there"];
            pages.map(|page| (*size, page))
        }) {
            window.set_size(size);
            window.get_by_label(page).click();
            wait_for_results(&mut window);
            // To the top, where another size may have left it elsewhere.
            scroll(&mut window, size, TURN * MAX_TURNS as f32);
            let mut before = Vec::new();
            for turn in 0..MAX_TURNS {
                let shown = texts(&window, size);
                if shown == before {
                    // The page is at its end.
                    break;
                }
                let name = scenario.title();
                found.extend(
                    faults(&shown, size)
                        .into_iter()
                        .map(|fault| format!("{name}, {page}, {size}, {turn}: {fault}")),
                );
                before = shown;
                scroll(&mut window, size, -TURN);
            }
        }
    }
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
