//! Windows for tests: the whole program without a display, with settings and a library of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use breakeven::analysis::Analysis;
use breakeven::app::BreakevenApp;
use breakeven::app::messages::command::Command;
use breakeven::app::messages::command_table::CommandRow;
use breakeven::app::messages::screen::Tab;
use breakeven::app::state::State;
use breakeven::app::workspace::Workspace;
use breakeven::files::settings::{FileDialogs, ScenarioRef, Settings, SettingsFile, Theme};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::{AccessKitNode, By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use tempfile::TempDir;

use crate::text_rows::text_rows;

pub type Window<'a> = Harness<'a, BreakevenApp>;

/// What a test looks at in a window.
pub trait View {
    fn view(&self) -> &State;

    fn workspace(&self) -> &Workspace {
        &self.view().workspace
    }

    /// The open scenario.
    fn scenario(&self) -> &Scenario {
        self.workspace().document.scenario()
    }

    /// The file of the open scenario, if it has one.
    fn path(&self) -> Option<&Path> {
        self.workspace().document.path()
    }

    fn is_dirty(&self) -> bool {
        self.workspace().document.is_dirty()
    }

    fn analysis(&self) -> &Analysis {
        &self.workspace().findings.analysis
    }

    fn headline(&self) -> String {
        self.workspace().findings.base_finding.headline.clone()
    }

    /// Whether all draws of the open scenario are there.
    fn is_risk_settled(&self) -> bool {
        let workspace = self.workspace();
        workspace.risk.is_settled(workspace.revision)
    }
}

impl View for Window<'_> {
    fn view(&self) -> &State {
        self.state().state()
    }
}

/// The size of a window that a test doesn't care about.
pub const USUAL: Vec2 = vec2(1440.0, 900.0);

/// A folder for one test, with settings and a library.
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

    /// Writes settings with this theme. File dialogs are those of the window: a test must not open the desktop's.
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

    /// Selects examples for the comparison.
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
        // The harness sets a theme of its own after the program has set that of the settings.
        let theme = match self.settings_file().load().0.theme {
            Theme::Dark => egui::Theme::Dark,
            Theme::Light | Theme::System => egui::Theme::Light,
        };
        let mut window = Harness::builder()
            .with_theme(theme)
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |cc| BreakevenApp::new(&cc.egui_ctx, &files, settings, None));
        window.run_steps(3);
        window
    }
}

/// The most frames that [`settle`] draws: half a second, longer than any animation takes.
const MAX_SETTLING_FRAMES: usize = 30;

/// Steps until nothing on the screen moves any more. Frames after that would show the same picture.
pub fn settle(window: &mut Window<'_>) {
    let mut quiet = 0;
    for _ in 0..MAX_SETTLING_FRAMES {
        window.step();
        // Another frame is asked for at once while something moves, and in the frame after an input.
        let delay = window.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        quiet = if delay.is_zero() { 0 } else { quiet + 1 };
        if quiet == 2 {
            return no_id_is_used_twice(window);
        }
    }
    panic!("the window doesn’t come to rest");
}

/// Two widgets of one id would share what is remembered of them.
fn no_id_is_used_twice(window: &Window<'_>) {
    assert_eq!(id_used_twice(window.output()), None);
}

/// What the window library writes over two widgets of one id, in builds with debug assertions.
fn id_used_twice(output: &egui::FullOutput) -> Option<String> {
    let texts = text_rows(&output.shapes).into_iter().map(|row| row.text);
    texts
        .into_iter()
        .find(|text| text.contains(" use of ") && text.contains(" ID "))
}

#[test]
fn an_id_that_is_used_twice_is_found() {
    let ids = |second: &'static str| {
        let harness = Harness::new_ui(move |ui| {
            // What is written has a glyph that the fonts of tests may not have.
            ui.ctx()
                .set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
            for (place, id) in [0.0, 40.0].into_iter().zip(["first", second]) {
                let rect = Rect::from_min_size(egui::pos2(place, place), vec2(20.0, 20.0));
                ui.interact(rect, egui::Id::unique(id), egui::Sense::CLICK);
            }
        });
        id_used_twice(harness.output())
    };
    assert_eq!(ids("second"), None);
    assert!(ids("first").is_some());
}

/// How long a test waits for work in the background: much longer than it takes, for machines that are busy.
const MAX_WAIT: Duration = Duration::from_mins(1);

/// The longest pause between two looks at whether the work is done.
const MAX_PAUSE: Duration = Duration::from_millis(20);

/// Steps until work in the background has brought about what is waited for, and returns what `found` found.
pub fn wait_for<T>(
    window: &mut Window<'_>,
    what: &str,
    found: impl Fn(&Window<'_>) -> Option<T>,
) -> T {
    let deadline = Instant::now() + MAX_WAIT;
    let mut pause = Duration::from_millis(1);
    while Instant::now() < deadline {
        window.step();
        if let Some(found) = found(window) {
            return found;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(MAX_PAUSE);
    }
    panic!("waited in vain until {what}");
}

/// Steps until work in the background has brought about what is waited for, and until that is drawn.
pub fn wait(window: &mut Window<'_>, what: &str, done: impl Fn(&Window<'_>) -> bool) {
    wait_for(window, what, |window| done(window).then_some(()));
    // What arrives after a frame is drawn in the next one.
    window.step();
    no_id_is_used_twice(window);
}

/// Steps until all draws of the open scenario are there.
pub fn wait_for_risk(window: &mut Window<'_>) {
    wait(window, "all draws are there", |window| {
        window.is_risk_settled()
    });
}

pub fn press(window: &mut Window<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(2);
}

/// Label and place of what has the keyboard.
pub fn focused(window: &Window<'_>) -> Option<(String, Rect)> {
    let all = window.root().children_recursive();
    let node = all
        .into_iter()
        .find(|node| node.accesskit_node().is_focused())?;
    let label = node.accesskit_node().label().unwrap_or_default();
    Some((label, node.rect()))
}

/// Label of what has the keyboard; empty if nothing has.
pub fn focused_label(window: &Window<'_>) -> String {
    focused(window).map_or(String::new(), |(label, _)| label)
}

/// The commands that show a tab, in order: a new tab is drawn in tests without a line there.
pub fn tab_rows() -> impl Iterator<Item = &'static CommandRow> {
    Tab::all().map(|tab| Command::Show(tab).row())
}

/// Presses the keys of a command.
pub fn press_keys_of(window: &mut Window<'_>, row: &CommandRow) {
    let keys = row
        .keys
        .unwrap_or_else(|| panic!("{} has no keys", row.name));
    press(window, keys.modifiers, keys.logical_key);
}

/// Drops a file on the window.
pub fn drop_file(window: &mut Window<'_>, path: PathBuf) {
    #[derive(Debug)]
    struct Dropped(PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            std::fs::read(&self.0).map_err(|error| error.to_string())
        }
    }
    let dropped = &mut window.input_mut().dropped_files;
    dropped.push(Arc::new(Dropped(path)));
    window.run_steps(2);
}

/// The field of this label, which other parts of the window may name too.
pub fn field<'a>(window: &'a Window<'_>, label: &'a str) -> Node<'a> {
    let is_field = |node: &AccessKitNode<'_>| {
        matches!(
            node.role(),
            Role::TextInput | Role::SpinButton | Role::ComboBox
        )
    };
    window.get(By::new().label(label).predicate(is_field))
}

/// Clicks into an input's field and replaces its text.
pub fn type_into(window: &mut Window<'_>, label: &str, text: &str) {
    field(window, label).click();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    field(window, label).type_text(text);
    window.run_steps(2);
}

/// Runs an ignored test in a program of its own, in which neither the desktop nor the trash is the user's, and returns what it said. Fails
/// if it failed.
pub fn said_by_a_program_of_its_own(test: &str) -> String {
    let home = TempDir::new().unwrap();
    let mut program = std::process::Command::new(std::env::current_exe().unwrap());
    program
        .args(["--exact", test, "--ignored", "--nocapture"])
        // No desktop: nothing is opened or shown outside.
        .env("PATH", "")
        .env("DBUS_SESSION_BUS_ADDRESS", "none")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        program.env(name, home.path());
    }
    let ended = program.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    let errors = String::from_utf8_lossy(&ended.stderr);
    println!("{said}");
    assert!(ended.status.success(), "{said}\n{errors}");
    said
}
