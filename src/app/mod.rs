//! The window. A frame goes one way: take what came in → apply it → draw a read-only view → apply what it asks for → start what is to be
//! computed in the background.
//!
//! From the top, each floor knows only those below it:
//!
//! - this file: the frame
//! - [`view`]: the window's own panels; [`update`]: the only place that changes the state. They don't know each other
//! - [`state`]: everything that is shown
//! - [`present`]: what is drawn instead while presenting
//! - [`tabs`]: what is shown beside the editor
//! - [`questions`]: five questions about a new scenario
//! - [`editor`], [`library`]: the panels on the left; [`recovery`]: unsaved work of an earlier window
//! - [`workspace`]: what all rooms look at; [`widgets`]: small pieces that several rooms draw
//! - [`messages`]: what the user can ask for; [`background`]: work in the background; [`focus`]: what has the keyboard

pub mod background;
pub mod editor;
pub mod focus;
pub mod library;
pub mod messages;
pub mod present;
pub mod questions;
pub mod recovery;
pub mod state;
pub mod tabs;
pub mod update;
pub mod view;
pub mod widgets;
pub mod workspace;

use std::path::PathBuf;

use anyhow::anyhow;
use egui::{Rect, ViewportCommand, pos2, vec2};
use jiff::civil::Date;

use crate::files::settings::SettingsFile;
use crate::files::today::today;
use crate::scenario::plain_text;
use crate::theme::{fonts, style};

use background::fault::{self, Fault};
use background::surroundings;
use focus::overlay::Overlay;
use focus::regions;
use messages::action::{Action, Actions};
use state::State;
use update::services::Services;
use update::window::{Fit, Remembered};

/// The program's window.
pub struct BreakevenApp {
    state: State,
    services: Services,
    /// The window's title as it was last set.
    title: String,
    /// While presenting: whether a text field or a menu had the keyboard when the last frame ended. Esc then belongs to it.
    keys_taken: bool,
    /// What had the keyboard last, apart from dialogs and lists that open over the window.
    last_focus: Option<egui::Id>,
    /// What had the keyboard when a dialog, a menu or a list opened over the window: it gets it back.
    overlay: Overlay,
    /// Keeps a window that was just opened on the screen.
    fit: Fit,
    /// Writes what the window looks like while it is open.
    remembered: Remembered,
    /// The panic that ended the window's work: nothing is drawn any more but that.
    fault: Option<Fault>,
}

impl BreakevenApp {
    /// A window that opens the first of `files`, or an example.
    /// Prices that were read long before `today` are marked.
    pub fn new(
        ctx: &egui::Context,
        files: &[PathBuf],
        settings_file: SettingsFile,
        today: Option<Date>,
    ) -> Self {
        fault::watch();
        style::install(ctx);
        surroundings::start_quietly("system fonts", fonts::discover_system_fonts);
        let (state, services) = update::start::start(ctx, files, settings_file, today);
        Self {
            fit: Fit::new(state.workspace.settings.window),
            remembered: Remembered::new(&state),
            fault: None,
            state,
            services,
            title: String::new(),
            keys_taken: false,
            last_focus: None,
            overlay: Overlay::default(),
        }
    }

    /// What the window shows, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Does a part of a frame. After a panic in it, unsaved work is written, and nothing of this kind is done any more: what it changed may
    /// be half done.
    fn guarded(&mut self, ctx: &egui::Context, part: impl FnOnce(&mut Self)) {
        if self.fault.is_some() {
            return;
        }
        if let Err(fault) = fault::catch(|| part(self)) {
            self.services.journals.flush().now_or_never();
            self.fault = Some(fault);
            ctx.request_repaint();
        }
    }

    /// Writes unsaved work when a signal ends the program.
    fn watch_signals(&mut self) {
        let watched = update::signals::watch(self.services.journals.flush());
        self.state.workspace.notices.errors([watched]);
    }

    fn apply(&mut self, ctx: &egui::Context, action: Action) {
        update::apply(&mut self.state, &mut self.services, ctx, action);
    }

    fn read_inbox(&mut self, ctx: &egui::Context) {
        for event in self.services.tasks.drain() {
            update::receive(&mut self.state, &mut self.services, ctx, event);
        }
        let dropped = dropped_files(ctx);
        if !dropped.is_empty() {
            self.apply(ctx, Action::Drop(dropped));
        }
        let focused = egui::Event::WindowFocused(true);
        if ctx.input(|input| input.events.contains(&focused)) {
            update::focused(&mut self.state, &mut self.services);
        }
        if ctx.input(|input| input.viewport().close_requested())
            && !update::may_close(&mut self.state, &mut self.services, ctx)
        {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        update::age_notices(&mut self.state, ctx);
    }

    fn run_shortcuts(&mut self, ctx: &egui::Context) {
        let asking = self.state.dialog.is_some() || self.state.file_dialog.is_some();
        let presenting = self.state.presenting.is_some();
        for command in view::shortcuts::pressed(ctx, presenting, self.keys_taken, asking) {
            self.apply(ctx, Action::Run(command));
        }
    }

    /// Tab goes on from where the keyboard was last: Enter, Esc and a closed list don't send it back to the menu bar. What had it before a
    /// dialog or a list opened gets it back.
    fn continue_focus(&mut self, ctx: &egui::Context) {
        let is_open = self.state.dialog.is_some() || egui::Popup::is_any_open(ctx);
        self.overlay.give_back(ctx, is_open);
        if is_open {
            return;
        }
        let focused = ctx.memory(egui::Memory::focused);
        if focused.is_some() {
            self.last_focus = focused;
            return;
        }
        let tabbed = ctx.input(|input| input.key_pressed(egui::Key::Tab));
        if let Some(last) = self.last_focus
            && tabbed
            && ctx.read_response(last).is_some()
        {
            ctx.memory_mut(|memory| memory.request_focus(last));
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let title = view::status::window_title(&self.state);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// A button that is held for long is pressed when it is released, as in other programs: hands can be slow, and so can a busy machine. Only a
/// finger that rests on a touchscreen opens a menu instead.
fn take_long_presses(ctx: &egui::Context) {
    let max_click_duration = if ctx.input(egui::InputState::any_touches) {
        egui::InputOptions::default().max_click_duration
    } else {
        f64::INFINITY
    };
    ctx.options_mut(|options| options.input_options.max_click_duration = max_click_duration);
}

/// What stands in a file reaches other programs by the clipboard as text alone.
fn clean_clipboard(ctx: &egui::Context) {
    ctx.output_mut(|output| {
        for command in &mut output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                *text = plain_text(text);
            }
        }
    });
}

impl BreakevenApp {
    fn before_drawing(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        take_long_presses(ctx);
        self.read_inbox(ctx);
        if let Some(window) = frame.winit_window().filter(|_| self.fit.is_watching()) {
            let monitors = window.available_monitors().map(|monitor| {
                let scale = monitor.scale_factor() as f32;
                let (at, size) = (monitor.position(), monitor.size());
                let at = pos2(at.x as f32, at.y as f32);
                let size = vec2(size.width as f32, size.height as f32);
                Rect::from_min_size(at, size) / scale
            });
            self.fit.check(ctx, monitors);
        }
        update::window::remember(&mut self.state, ctx);
        if self.remembered.note(&self.state, ctx) {
            update::save_appearance(&mut self.state, &mut self.services);
        }
        update::present::fit(&self.state, ctx);
        regions::pass_edges(ctx);
        self.continue_focus(ctx);
        self.run_shortcuts(ctx);
        // What arrived is drawn in this frame: nothing else would ask for another one.
        update::poll(&mut self.state, &mut self.services);
    }

    fn draw(&mut self, ctx: &egui::Context, ui: &mut egui::Ui) {
        let mut actions = Actions::default();
        view::window_ui(ui, &self.state, &mut actions);
        let actions = actions.drain();
        // What was asked for shows in the next frame.
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        update::frame_drawn(&mut self.state);
        for action in actions {
            self.apply(ctx, action);
        }
        // What was just asked for is started now, not a frame later.
        update::poll(&mut self.state, &mut self.services);
        self.keys_taken = self.state.presenting.is_some()
            && (ctx.text_edit_focused() || egui::Popup::is_any_open(ctx));
        update::window::fit_zoom(&self.state, ctx);
        self.set_title(ctx);
        clean_clipboard(ctx);
    }
}

impl eframe::App for BreakevenApp {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.guarded(ctx, |app| app.before_drawing(ctx, frame));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if let Some(fault) = &self.fault {
            view::fault::fault_ui(ui, fault, self.services.journals.kept_in());
        }
        self.guarded(&ctx, |app| app.draw(&ctx, ui));
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if self.fault.is_none() {
            update::closed(&mut self.state, &mut self.services);
        }
    }
}

fn dropped_files(ctx: &egui::Context) -> Vec<PathBuf> {
    ctx.input(|input| {
        let dropped = input.raw.dropped_files.iter();
        dropped.map(|file| file.path().to_owned()).collect()
    })
}

/// Why there is no window, in one sentence, and what works without one.
fn no_window(error: &eframe::Error) -> anyhow::Error {
    match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => unreachable_display(),
        _ => no_window_because(&format!(
            "the display offers no OpenGL ({})",
            display_names()
        )),
    }
}

fn unreachable_display() -> anyhow::Error {
    no_window_because(&format!(
        "the display can’t be reached ({})",
        display_names()
    ))
}

fn no_window_because(why: &str) -> anyhow::Error {
    anyhow!("no window can be opened: {why}; {WITHOUT_DISPLAY}")
}

fn display_names() -> String {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .into_iter()
        .filter_map(|name| Some(format!("{name}={}", std::env::var(name).ok()?)))
        .collect::<Vec<_>>()
        .join(", ")
}

const WITHOUT_DISPLAY: &str = "“breakeven report FILE” works without one";

/// Fails if there is no display, or none that answers. On X, the program runs without the name of a Wayland that doesn't.
#[cfg(target_os = "linux")]
fn check_display() -> anyhow::Result<()> {
    use surroundings::Display;
    match Display::find() {
        Display::Wayland | Display::X11 => Ok(()),
        Display::X11WithoutWayland => {
            surroundings::restart_without_wayland();
            Err(unreachable_display())
        }
        Display::Silent => Err(unreachable_display()),
        Display::Missing => Err(anyhow!(
            "there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); {WITHOUT_DISPLAY}"
        )),
    }
}

/// Opens the window and stays until it is closed.
pub fn run(files: Vec<PathBuf>) -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    check_display()?;
    if !surroundings::has_threads() {
        let why = "the system starts no more threads; close other programs";
        return Err(no_window_because(why));
    }
    if !surroundings::has_files() {
        let why = "the system opens no more files for it; close other programs, or raise the limit";
        return Err(no_window_because(why));
    }
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png"))
        .unwrap_or_default();
    let settings_file = SettingsFile::locate();
    let place = settings_file.clone().load().0.window;
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("breakeven")
        .with_min_inner_size(update::window::MIN_SIZE)
        .with_drag_and_drop(true)
        .with_icon(icon);
    let options = eframe::NativeOptions {
        viewport: update::window::placed(viewport, place),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Breakeven",
        options,
        Box::new(move |cc| {
            let mut app = BreakevenApp::new(&cc.egui_ctx, &files, settings_file, Some(today()));
            app.watch_signals();
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| no_window(&error))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::scenario::inputs;

    fn window(folder: &Path) -> Harness<'static, BreakevenApp> {
        let settings = SettingsFile::new(folder.join("settings.ron"));
        let window = Harness::builder().with_size(vec2(1000.0, 700.0));
        let mut window =
            window.build_eframe(move |cc| BreakevenApp::new(&cc.egui_ctx, &[], settings, None));
        window.run_steps(2);
        window
    }

    #[test]
    fn what_was_said_of_a_save_that_failed_goes_with_the_next_one() {
        use crate::files::atomic::Written;
        use crate::files::error::StoreError;
        use crate::files::store::Saved;
        use update::event::Event;

        let home = tempfile::TempDir::new().unwrap();
        let mut window = window(home.path());
        let ctx = window.ctx.clone();
        let BreakevenApp {
            state, services, ..
        } = window.state_mut();
        let path = home.path().join("plan.ron");
        let mut end_save = |is_full: bool| {
            let saved = Saved {
                text: "()".into(),
                written: Written::OnDisk,
            };
            let full = || StoreError::Io {
                path: path.clone(),
                doing: "save it",
                error: std::io::ErrorKind::StorageFull.into(),
            };
            let ended = Event::Saved {
                path: path.clone(),
                scenario: Box::default(),
                result: if is_full {
                    Err(full())
                } else {
                    Ok((saved, None))
                },
            };
            update::receive(state, services, &ctx, ended);
            let notices = state.workspace.notices.all().iter();
            notices
                .filter(|notice| notice.text.contains("the disk is full"))
                .count()
        };
        assert_eq!(end_save(false), 0);
        assert_eq!(end_save(true), 1);
        assert_eq!(end_save(false), 0);
    }

    #[test]
    fn a_panic_in_a_frame_is_shown_and_unsaved_work_is_there_at_the_next_start() {
        let home = tempfile::TempDir::new().unwrap();
        let mut first = window(home.path());
        let volume = inputs::find("workload.queries_per_month").unwrap();
        let ctx = first.ctx.clone();
        let app = first.state_mut();
        app.apply(&ctx, Action::Type(volume, "12,345".to_owned()));
        app.guarded(&ctx, |app| update::poll(&mut app.state, &mut app.services));
        app.guarded(&ctx, |_| panic!("broken"));
        app.guarded(&ctx, |_| unreachable!("nothing is done after a fault"));
        first.run_steps(2);
        first.get_by_label("Breakeven ended with a fault");
        first.get_by_label("Copy report");
        eframe::App::on_exit(first.state_mut(), None);
        drop(first);
        let mut next = window(home.path());
        for _ in 0..1000 {
            if next.query_by_label("Recover unsaved work?").is_some() {
                return;
            }
            next.step();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the work isn’t offered");
    }
}
