//! A window that draws without a display.

#![allow(dead_code, reason = "each benchmark uses a part")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use breakeven::app::BreakevenApp;
use breakeven::files::settings::{Settings, SettingsFile};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use tempfile::TempDir;

/// Longer than the draws of any scenario take.
const MAX_WAIT: Duration = Duration::from_mins(1);

/// A window that draws without a display; time passes as at 60 frames a second.
pub struct Headless {
    ctx: egui::Context,
    /// The program.
    pub app: BreakevenApp,
    frame: eframe::Frame,
    time: f64,
    size: Vec2,
    /// Its scenario, settings and journals: of no other window.
    _home: TempDir,
}

impl Headless {
    /// A window on a scenario that has come to rest.
    pub fn new(size: Vec2, scenario: &Scenario) -> Self {
        let mut window = Self::start(size, scenario);
        window.settle();
        window
    }

    /// A window on a scenario, with settings and a library of its own, before its first frame.
    pub fn start(size: Vec2, scenario: &Scenario) -> Self {
        let home = TempDir::new().expect("there is a temporary folder");
        let file = home.path().join("scenario.ron");
        store::save(&file, scenario).expect("the temporary folder can be written");
        let library = home.path().to_owned();
        Self::open(size, home, library, &[file])
    }

    /// A window with settings of its own on a library folder, before its first frame.
    pub fn start_with_library(size: Vec2, library: &Path) -> Self {
        let home = TempDir::new().expect("there is a temporary folder");
        Self::open(size, home, library.to_owned(), &[])
    }

    fn open(size: Vec2, home: TempDir, library: PathBuf, files: &[PathBuf]) -> Self {
        let mut settings_file = SettingsFile::new(home.path().join("settings.ron"));
        let settings = Settings {
            library_folder: Some(library),
            ..Settings::default()
        };
        settings_file
            .save(&settings)
            .expect("the temporary folder can be written");
        let ctx = egui::Context::default();
        let app = BreakevenApp::new(&ctx, files, settings_file, None);
        Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            time: 0.0,
            size,
            _home: home,
        }
    }

    /// Draws until fonts, layouts and the library have settled and nothing is computed in the background any more.
    pub fn settle(&mut self) {
        let until = Instant::now() + MAX_WAIT;
        loop {
            for _ in 0..30 {
                self.frame(Vec::new());
            }
            let workspace = &self.app.state().workspace;
            let is_decided = workspace.decision().current().is_some();
            if is_decided && workspace.risk.is_settled(workspace.revision) {
                break;
            }
            assert!(Instant::now() < until, "nothing is decided");
            std::thread::sleep(Duration::from_millis(20));
        }
        // The decision from all draws, and the rows of the library.
        std::thread::sleep(Duration::from_millis(500));
        for _ in 0..30 {
            self.frame(Vec::new());
        }
    }

    /// A key, pressed and released in a frame each.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) -> usize {
        let frames = [true, false].map(|pressed| {
            self.frame(vec![Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            }])
        });
        frames.iter().sum()
    }

    /// One frame, tessellated as for the screen.
    pub fn frame(&mut self, events: Vec<Event>) -> usize {
        use eframe::App as _;
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            ..RawInput::default()
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
