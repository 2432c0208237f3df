//! What a frame of the whole window costs (the bar is 2 ms of CPU), and what the analysis does. Headless: no display is needed.
//!
//! Ratios within one run are worth more than times: "one frame" has its parts beside it.

use std::hint::black_box;

use breakeven::analysis::Analysis;
use breakeven::analysis::ledger::Ledger;
use breakeven::app::BreakevenApp;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::settings::SettingsFile;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{self, Typed};
use criterion::{Criterion, criterion_group, criterion_main};

/// A window that draws without a display; time passes as at 60 frames a second.
struct Headless {
    ctx: egui::Context,
    app: BreakevenApp,
    frame: eframe::Frame,
    time: f64,
    size: egui::Vec2,
}

impl Headless {
    fn new(size: egui::Vec2) -> Self {
        let ctx = egui::Context::default();
        let settings = SettingsFile::at(std::env::temp_dir().join("breakeven-bench/settings.ron"));
        let app = BreakevenApp::new(&ctx, &[], settings);
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

fn example() -> Scenario {
    EXAMPLES[1].scenario().expect("the examples are valid")
}

fn window(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window");
    for (name, size) in [
        ("1440x900", egui::vec2(1440.0, 900.0)),
        ("1920x1080", egui::vec2(1920.0, 1080.0)),
    ] {
        let mut window = Headless::new(size);
        group.bench_function(format!("one frame, {name}"), |bench| {
            bench.iter(|| black_box(window.frame(Vec::new())));
        });
        let mut x = 0.0;
        group.bench_function(
            format!("one frame with the pointer over the chart, {name}"),
            |bench| {
                bench.iter(|| {
                    x = (x + 3.0) % 500.0;
                    let pointer = egui::Event::PointerMoved(egui::pos2(700.0 + x, 500.0));
                    black_box(window.frame(vec![pointer]))
                });
            },
        );
    }
    group.finish();
}

fn analysis(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    let mut scenario = example();
    for months in ["24", "120"] {
        let horizon = inputs::find("horizon_months").expect("there is a horizon");
        let value = horizon.read(months, Typed::AsShown).expect("a number");
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
    group.finish();
}

criterion_group!(benches, window, analysis);
criterion_main!(benches);
