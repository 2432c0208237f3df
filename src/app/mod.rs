//! The window. A frame goes one way: take what came in → handle it → draw a read-only view → handle what it asks for.
//!
//! - [`state`]: everything that is shown, and [`document`]: the open scenario with undo
//! - [`command`] and [`action`]: what the user can ask for; [`handle`]: the one place that does it, with
//!   [`filing`] for files and [`exporting`] for what leaves the window
//! - [`tasks`]: work beside the window (saving, listing, file dialogs, what follows from the scenario but takes long: [`latest`], [`odds`])
//! - [`menu`], [`library`], [`editor`] (with [`field`], [`scrub`] and [`models`]), [`findings`] (headline, tabs, [`drivers`],
//!   [`risk`], [`map`], [`decide`], [`table`], [`compare`]), [`status`],
//!   [`dialogs`], [`help`], [`notices`]: what is drawn
//! - [`present`]: what is drawn instead while presenting
//! - [`theme`]: light or dark, and how axes tell months

pub mod action;
pub mod command;
pub mod compare;
pub mod decide;
pub mod dialogs;
pub mod document;
pub mod drivers;
pub mod editor;
pub mod exporting;
pub mod field;
pub mod filing;
pub mod findings;
pub mod handle;
pub mod help;
pub mod latest;
pub mod library;
pub mod map;
pub mod menu;
pub mod models;
pub mod notices;
pub mod odds;
pub mod present;
pub mod risk;
pub mod scrub;
pub mod state;
pub mod status;
pub mod table;
pub mod tasks;
pub mod theme;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::anyhow;
use egui::{CentralPanel, Frame, Margin, Panel};

use crate::files::settings::SettingsFile;
use crate::theme::palette::Palette;
use crate::theme::{fonts, style};

use action::{Action, Actions};
use dialogs::Next;
use state::{State, Tab};

/// The program's window.
pub struct BreakevenApp {
    state: State,
    /// The window's title as it was last set.
    title: String,
    /// Whether a field or a menu had the keys when the last frame ended: Esc is theirs before it is the presentation's.
    keys_taken: bool,
}

/// The library is hidden in windows narrower than this.
const ROOM_FOR_LIBRARY: f32 = 980.0;

impl BreakevenApp {
    /// A window that opens the first of `files`, or an example.
    pub fn new(ctx: &egui::Context, files: &[PathBuf], settings_file: SettingsFile) -> Self {
        style::install(ctx);
        fonts::look_for_system_faces();
        let state = State::new(ctx, files, settings_file);
        theme::choose(ctx, state.settings.theme);
        theme::time_axis(&state.settings).choose(ctx);
        Self {
            state,
            title: String::new(),
            keys_taken: false,
        }
    }

    /// What the window shows, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn read_inbox(&mut self, ctx: &egui::Context) {
        for event in self.state.tasks.take() {
            handle::event(&mut self.state, ctx, event);
        }
        for path in ctx.input(|input| {
            let dropped = &input.raw.dropped_files;
            dropped
                .iter()
                .map(|file| file.path().to_owned())
                .collect::<Vec<_>>()
        }) {
            handle::action(&mut self.state, ctx, Action::OpenFile(path));
        }
        let returns = egui::Event::WindowFocused(true);
        if ctx.input(|input| input.events.contains(&returns)) {
            filing::look_at_disk(&mut self.state);
        }
        let closing = ctx.input(|input| input.viewport().close_requested());
        if closing {
            present::leave(&mut self.state, ctx);
        }
        if closing && !self.state.may_close && (self.state.would_lose() || self.state.is_saving()) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            if self.state.dialog.is_none() {
                filing::guard(&mut self.state, ctx, Next::Close);
            }
        }
        let now = ctx.input(|input| input.time);
        if let Some(seconds) = self.state.notices.age(now) {
            ctx.request_repaint_after(Duration::from_secs_f64(seconds));
        }
    }

    /// Starts what is to be worked out beside the window: what the shown tab needs.
    fn keep_up(&mut self) {
        let state = &mut self.state;
        let mut started = vec![odds::update(state), present::update(state)];
        // The pages of a presentation hold the comparison too.
        if state.presenting.is_some() && state.tab != Tab::Compare {
            started.push(compare::update(state));
        }
        match state.tab {
            Tab::Drivers => started.push(drivers::update(state)),
            Tab::Map => started.push(map::update(state)),
            Tab::Decide => started.push(decide::update(state)),
            Tab::Compare => started.push(compare::update(state)),
            _ => {}
        }
        for problem in started.into_iter().filter_map(Result::err) {
            state.notices.error(problem);
        }
    }

    fn draw(&self, ui: &mut egui::Ui, actions: &mut Actions) {
        let state = &self.state;
        if let Some(presenting) = &state.presenting {
            present::present_ui(ui, state, presenting, actions);
        } else {
            Self::window_ui(ui, state, actions);
        }
        dialogs::dialog_ui(ui.ctx(), state, actions);
        notices::notices_ui(ui.ctx(), &state.notices, actions);
    }

    fn window_ui(ui: &mut egui::Ui, state: &State, actions: &mut Actions) {
        let palette = Palette::current(ui);
        let panel = |fill, margin| Frame::new().fill(fill).inner_margin(margin);
        Panel::top("menu")
            .frame(panel(palette.bar, Margin::symmetric(12, 5)))
            .show(ui, |ui| menu::menu_ui(ui, state, actions));
        Panel::bottom("status")
            .frame(panel(palette.bar, Margin::symmetric(14, 4)))
            .show(ui, |ui| status::status_ui(ui, state));
        // In a small window the chart needs the room.
        if state.settings.show_library && ui.available_width() >= ROOM_FOR_LIBRARY {
            Panel::left("library")
                .frame(panel(
                    palette.sidebar,
                    Margin {
                        left: 10,
                        right: 8,
                        top: 10,
                        bottom: 0,
                    },
                ))
                .default_size(196.0)
                .size_range(150.0..=340.0)
                .show(ui, |ui| library::library_ui(ui, state, actions));
        }
        if state.settings.show_editor {
            Panel::left("editor")
                .frame(panel(
                    palette.background,
                    Margin {
                        left: 14,
                        right: 6,
                        top: 10,
                        bottom: 0,
                    },
                ))
                .default_size(356.0)
                .size_range(300.0..=480.0)
                .show(ui, |ui| editor::editor_ui(ui, state, actions));
        }
        CentralPanel::default()
            .frame(panel(
                palette.background,
                Margin {
                    left: 26,
                    right: 18,
                    top: 16,
                    bottom: 8,
                },
            ))
            .show(ui, |ui| findings::findings_ui(ui, state, actions));
    }
}

impl eframe::App for BreakevenApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.read_inbox(ctx);
        present::fit(&self.state, ctx);
        if self.state.dialog.is_none() && !self.state.asking {
            for command in command::pressed(ctx, self.state.presenting.is_some(), self.keys_taken) {
                handle::action(&mut self.state, ctx, Action::Run(command));
            }
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut actions = Actions::default();
        self.draw(ui, &mut actions);
        let actions = actions.take();
        // What was asked for shows in the next frame.
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        // The editor has led there by now.
        self.state.go_to = None;
        for action in actions {
            handle::action(&mut self.state, &ctx, action);
        }
        self.keep_up();
        self.keys_taken = self.state.presenting.is_some()
            && (ctx.text_edit_focused() || egui::Popup::is_any_open(&ctx));
        let title = status::window_title(&self.state);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Why there is no window, in one sentence, and what works without one.
fn no_window(error: &eframe::Error) -> anyhow::Error {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .into_iter()
        .filter_map(|name| Some(format!("{name}={}", std::env::var(name).ok()?)))
        .collect::<Vec<_>>()
        .join(", ");
    let why = match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            "the display can’t be reached"
        }
        _ => "the display offers no OpenGL",
    };
    anyhow!("no window can be opened: {why} ({display}); {WITHOUT_DISPLAY}")
}

const WITHOUT_DISPLAY: &str = "“breakeven report FILE” works without one";

/// Opens the window and stays until it is closed.
pub fn run(files: Vec<PathBuf>) -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        return Err(anyhow!(
            "there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); {WITHOUT_DISPLAY}"
        ));
    }
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png"))
        .unwrap_or_default();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("breakeven")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([760.0, 480.0])
            .with_drag_and_drop(true)
            .with_icon(icon),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Breakeven",
        options,
        Box::new(move |cc| {
            Ok(Box::new(BreakevenApp::new(
                &cc.egui_ctx,
                &files,
                SettingsFile::of_user(),
            )))
        }),
    )
    .map_err(|error| no_window(&error))
}
