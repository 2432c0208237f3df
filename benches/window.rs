//! What a frame of the whole window costs (the bar is 2 ms of CPU), and what the analysis does. Headless: no display is needed.
//!
//! Ratios within one run are worth more than times: "one frame" has its parts beside it.

use std::hint::black_box;

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::ledger::Ledger;
use breakeven::app::BreakevenApp;
use breakeven::files::examples::{EXAMPLES, Example};
use breakeven::files::settings::{Settings, SettingsFile};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{self, INPUTS, Kind, Notation, Value};
use criterion::{Criterion, criterion_group, criterion_main};

/// The example that stands for all of them.
const USUAL_EXAMPLE: &str = "support-replies";

/// A window that draws without a display; time passes as at 60 frames a second.
struct Headless {
    ctx: egui::Context,
    app: BreakevenApp,
    frame: eframe::Frame,
    time: f64,
    size: egui::Vec2,
}

impl Headless {
    /// A window on a scenario, with settings and a library of its own.
    fn new(size: egui::Vec2, scenario: &Scenario) -> Self {
        let folder = std::env::temp_dir().join("breakeven-bench");
        let file = folder.join("scenario.ron");
        store::save(&file, scenario).expect("the temporary folder can be written");
        let mut settings_file = SettingsFile::new(folder.join("settings.ron"));
        let settings = Settings {
            library_folder: Some(folder),
            ..Settings::default()
        };
        settings_file
            .save(&settings)
            .expect("the temporary folder can be written");
        let ctx = egui::Context::default();
        let app = BreakevenApp::new(&ctx, &[file], settings_file);
        let mut window = Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            time: 0.0,
            size,
        };
        // Fonts, layouts and the library settle.
        for _ in 0..30 {
            window.frame(Vec::new());
        }
        window
    }

    /// A key with Ctrl, pressed and released.
    fn press(&mut self, key: egui::Key) {
        for pressed in [true, false] {
            self.frame(vec![egui::Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: egui::Modifiers::COMMAND,
            }]);
        }
    }

    /// One frame, tessellated as for the screen.
    fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        use eframe::App as _;
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            ..egui::RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            self.app.logic(&ctx, &mut self.frame);
            self.app.ui(ui, &mut self.frame);
        });
        output.textures_delta.clear();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        meshes.len()
    }
}

fn example(name: &str) -> Scenario {
    let example = Example::find(name).expect("an example of this name");
    example.scenario().expect("the examples are valid")
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

fn window(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window");
    let sizes = [
        ("1440x900", egui::vec2(1440.0, 900.0)),
        ("1920x1080", egui::vec2(1920.0, 1080.0)),
    ];
    for (what, scenario) in [
        ("an example", example(USUAL_EXAMPLE)),
        ("everything shown, 120 months", everything()),
    ] {
        for (size_name, size) in sizes {
            let mut window = Headless::new(size, &scenario);
            let tabs = [
                ("cost", egui::Key::Num1),
                ("phases", egui::Key::Num2),
                ("table", egui::Key::Num3),
            ];
            for (tab, key) in tabs {
                window.press(key);
                group.bench_function(format!("one frame, {what}, {tab}, {size_name}"), |bench| {
                    bench.iter(|| black_box(window.frame(Vec::new())));
                });
            }
            window.press(egui::Key::Num1);
            let mut x = 0.0;
            group.bench_function(
                format!("one frame, {what}, pointer over the chart, {size_name}"),
                |bench| {
                    bench.iter(|| {
                        x = (x + 3.0) % 500.0;
                        let pointer = egui::Event::PointerMoved(egui::pos2(700.0 + x, 500.0));
                        black_box(window.frame(vec![pointer]))
                    });
                },
            );
        }
    }
    group.finish();
}

fn analysis(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    let mut scenario = example(USUAL_EXAMPLE);
    for months in ["24", "120"] {
        let horizon = inputs::find("horizon_months").expect("there is a horizon");
        let value = horizon.read(months, Notation::Screen).expect("a number");
        horizon.set(&mut scenario, value).expect("in its domain");
        group.bench_function(format!("ledger, {months} months"), |bench| {
            bench.iter(|| Ledger::new(black_box(&scenario)));
        });
        group.bench_function(
            format!("everything with the best switch, {months} months"),
            |bench| {
                bench.iter(|| Analysis::new(black_box(&scenario)));
            },
        );
    }
    for example in EXAMPLES {
        let scenario = example.scenario().expect("the examples are valid");
        group.bench_function(
            format!("tornado and tipping values, {}", example.name),
            |bench| {
                bench.iter(|| Drivers::new(black_box(&scenario)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, window, analysis);
criterion_main!(benches);
