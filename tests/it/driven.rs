//! Windows for tests: the whole program, driven without a display, with a home of its own.

use std::path::PathBuf;
use std::time::Duration;

use breakeven::app::BreakevenApp;
use breakeven::files::settings::{FileDialogs, ScenarioRef, Settings, SettingsFile, Theme};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use tempfile::TempDir;

pub type Window<'a> = Harness<'a, BreakevenApp>;

pub const USUAL: Vec2 = vec2(1440.0, 900.0);

/// A home of its own for a test: settings and library folder.
pub struct Home {
    pub folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        let home = Self {
            folder: TempDir::new().unwrap(),
        };
        home.settings(Theme::Light);
        home
    }

    /// Path dialogs in the window, or a test would open those of the desktop that it runs on.
    pub fn settings(&self, theme: Theme) {
        let settings = Settings {
            theme,
            library_folder: Some(self.library()),
            file_dialogs: FileDialogs::Window,
            ..Settings::default()
        };
        self.settings_file().save(&settings).unwrap();
    }

    pub fn settings_file(&self) -> SettingsFile {
        SettingsFile::new(self.folder.path().join("settings.ron"))
    }

    /// Ticks examples to be compared.
    pub fn tick<const N: usize>(&self, examples: [&str; N]) {
        let mut settings = self.settings_file().load().0;
        settings.compared = examples
            .map(|name| ScenarioRef::Example(name.to_owned()))
            .to_vec();
        self.settings_file().save(&settings).unwrap();
    }

    pub fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    pub fn file(&self, name: &str, scenario: &Scenario) -> PathBuf {
        let path = self.library().join(name);
        store::save(&path, scenario).unwrap();
        path
    }

    pub fn window(&self, files: &[PathBuf], size: Vec2) -> Window<'static> {
        let (settings, files) = (self.settings_file(), files.to_vec());
        let mut window = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |cc| BreakevenApp::new(&cc.egui_ctx, &files, settings));
        window.run_steps(3);
        window
    }
}

/// Steps until work beside the window has brought about what is waited for.
pub fn wait(window: &mut Window<'_>, what: &str, done: impl Fn(&Window<'_>) -> bool) {
    for _ in 0..500 {
        window.step();
        if done(window) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("waited in vain until {what}");
}

pub fn press(window: &mut Window<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(2);
}

/// Clicks into an input's field and replaces what it holds.
pub fn type_into(window: &mut Window<'_>, label: &str, text: &str) {
    window.get_by_label(label).click();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_label(label).type_text(text);
    window.run_steps(2);
}
