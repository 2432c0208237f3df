//! What is drawn can be read: no text is cut off at a side, and no two texts lie over each other.

use breakeven::export::drawing::{TextRow, collect_text_rows};
use breakeven::files::examples::EXAMPLES;
use egui::{Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, Window, press, wait};
use crate::support::with;

/// What is wrong with the texts of a window.
fn faults(window: &Window<'_>, size: Vec2) -> Vec<String> {
    let mut texts = Vec::new();
    for clipped in &window.output().shapes {
        collect_text_rows(&clipped.shape, clipped.clip_rect, &mut texts);
    }
    assert!(texts.len() > 40, "only {} texts", texts.len());
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    let mut faults = Vec::new();
    let seen: Vec<&TextRow> = texts
        .iter()
        .filter(|text| text.at.intersects(text.clip) && text.at.intersects(screen))
        .collect();
    for (place, text) in seen.iter().enumerate() {
        let shown = text.clip.intersect(screen);
        if text.at.left() < shown.left() - 1.0 || text.at.right() > shown.right() + 1.0 {
            faults.push(format!(
                "cut off: {:?} at {:?} in {shown:?}",
                text.text, text.at
            ));
        }
        for other in &seen[place + 1..] {
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

#[test]
fn nothing_is_cut_off_or_hidden_by_other_text_in_any_tab_of_any_example() {
    let home = Home::new();
    // Two scenarios are ticked to be compared.
    home.tick(["support-replies", "ticket-classifier"]);
    let mut found = Vec::new();
    for size in [
        vec2(1024.0, 768.0),
        vec2(1280.0, 800.0),
        vec2(1920.0, 1080.0),
    ] {
        for example in EXAMPLES {
            let scenario = example.scenario().unwrap();
            let file = home.file("example.ron", &scenario);
            let mut window = home.window(&[file], size);
            wait(&mut window, "the odds are known", |window| {
                let state = window.state().state();
                state.workspace.risk.is_settled(state.workspace.revision)
            });
            let mut look = |window: &Window<'_>, what: &str| {
                let name = scenario.title();
                found.extend(
                    faults(window, size)
                        .into_iter()
                        .map(|fault| format!("{name}, {what}, {size}: {fault}")),
                );
            };
            for (key, what) in [
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
                wait(&mut window, "all is worked out", |window| {
                    window.query_by_label_contains("Working it out").is_none()
                });
                window.run_steps(30);
                look(&window, what);
            }
            press(&mut window, Modifiers::COMMAND, Key::Num6);
            window.run_steps(30);
            for page in ["Side by side", "Prompt first", "The way there"] {
                window.get_by_label(page).click();
                window.run_steps(30);
                look(&window, page);
            }
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// Turns the wheel over the tab.
fn scroll(window: &mut Window<'_>, size: Vec2) {
    window.hover_at(egui::pos2(0.8 * size.x, 0.75 * size.y));
    window.input_mut().events.push(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -180.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.run_steps(20);
    // Away from the charts, which say what is under it.
    window.hover_at(egui::pos2(0.8 * size.x, 0.1 * size.y));
    window.run_steps(2);
}

#[test]
fn the_pages_of_the_decision_can_be_read_to_their_end_in_a_currency_of_long_amounts() {
    let home = Home::new();
    let mut found = Vec::new();
    for size in [vec2(1280.0, 800.0), vec2(1920.0, 1080.0)] {
        for example in EXAMPLES {
            let scenario = with(&example.scenario().unwrap(), &[("currency", "CHF")]);
            let file = home.file("example.ron", &scenario);
            let mut window = home.window(&[file], size);
            press(&mut window, Modifiers::COMMAND, Key::Num6);
            wait(&mut window, "the decision is there", |window| {
                window.query_by_label("Side by side").is_some()
            });
            for page in ["Verdict", "Side by side", "Prompt first", "The way there"] {
                window.get_by_label(page).click();
                wait(&mut window, "all is worked out", |window| {
                    window.query_by_label_contains("Working it out").is_none()
                });
                for turn in 0..8 {
                    let name = scenario.title();
                    found.extend(
                        faults(&window, size)
                            .into_iter()
                            .map(|fault| format!("{name}, {page}, {size}, {turn}: {fault}")),
                    );
                    scroll(&mut window, size);
                }
            }
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}
