//! temporary
use crate::driven::{Home, View as _, press, settle};
use breakeven::files::settings::Theme;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

#[test]
fn pictures() {
    for (theme, dark) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for size in [vec2(1366.0, 768.0), vec2(1440.0, 900.0), vec2(760.0, 480.0)] {
            for approach in ["Prompting", "Fine-tuning"] {
                let home = Home::new();
                home.settings(theme);
                let mut window = home.window(&[], size);
                press(&mut window, Modifiers::COMMAND, Key::N);
                window.run_steps(3);
                let label = format!("{approach}: model");
                window.get_by_label(&label).click();
                window.run_steps(4);
                let name = format!("/tmp/w/pics/picker-{approach}-{}-{dark}", size.x);
                if approach == "Fine-tuning" {
                    press(&mut window, Modifiers::NONE, Key::ArrowDown);
                    press(&mut window, Modifiers::NONE, Key::ArrowDown);
                }
                settle(&mut window);
                window
                    .render()
                    .unwrap()
                    .save(format!("{name}-list.png"))
                    .unwrap();
                if size.x > 1400.0 {
                    press(&mut window, Modifiers::NONE, Key::End);
                    settle(&mut window);
                    window
                        .render()
                        .unwrap()
                        .save(format!("{name}-end.png"))
                        .unwrap();
                    window.get_by_label("Search models").type_text("zz model");
                    window.run_steps(3);
                    settle(&mut window);
                    window
                        .render()
                        .unwrap()
                        .save(format!("{name}-none.png"))
                        .unwrap();
                    press(&mut window, Modifiers::NONE, Key::Escape);
                    window.run_steps(3);
                    window.get_by_label("Prompting: model").click();
                    window.run_steps(4);
                    window.get_by_label("Search models").type_text("opus 5.5");
                    window.run_steps(3);
                    press(&mut window, Modifiers::NONE, Key::Enter);
                    window.run_steps(4);
                    window.get_by_label("Fine-tuning: model").click();
                    window.run_steps(4);
                    window.get_by_label("Search models").type_text("4o mini");
                    window.run_steps(3);
                    press(&mut window, Modifiers::NONE, Key::Enter);
                    window.run_steps(4);
                    settle(&mut window);
                    window
                        .render()
                        .unwrap()
                        .save(format!("{name}-picked.png"))
                        .unwrap();
                    println!("{:?}", window.workspace().findings.warnings);
                    println!("{:?}", window.scenario().sources);
                }
            }
        }
    }
}
