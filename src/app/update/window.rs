//! Place, size and zoom of the window: remembered for the next time, and kept on the screen.

use std::time::Duration;

use egui::{Context, Pos2, Rect, Vec2, ViewportBuilder, ViewportCommand, vec2};

use crate::app::messages::command::Command;
use crate::app::messages::screen::Tab;
use crate::app::state::State;
use crate::files::settings::WindowPlace;

/// The smallest window, in points.
pub const MIN_SIZE: Vec2 = vec2(760.0, 480.0);
/// The size of the first window on a screen that has room for it, and the largest that it gets on a larger screen, in points.
const USUAL_SIZE: Vec2 = vec2(1440.0, 900.0);
const LARGEST_SIZE: Vec2 = vec2(2880.0, 1620.0);
/// The part of a screen that the first window takes at most: the title bar and the desktop's panels need the rest.
const MOST_OF_SCREEN: Vec2 = vec2(0.92, 0.86);
/// The part of a large screen that it takes.
const PART_OF_SCREEN: f32 = 0.75;
/// What one step of zoom adds.
const ZOOM_STEP: f32 = 0.1;
/// The range of zoom: a window that nobody can read couldn't be zoomed back.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// On a very large screen everything is drawn larger than the zoom says, by steps: so much that the window still has this room, in points.
const LEAST_ROOM: Vec2 = vec2(1800.0, 1000.0);
const GROWTH_STEP: f32 = 0.5;
const MAX_GROWTH: f32 = 3.0;

/// The window with the place that it had last. Without one, [`Fit`] gives it a size.
pub fn placed(viewport: ViewportBuilder, place: Option<WindowPlace>) -> ViewportBuilder {
    let Some(place) = place else {
        return viewport.with_inner_size(USUAL_SIZE);
    };
    let viewport = viewport
        .with_inner_size(Vec2::from(place.size).max(MIN_SIZE))
        .with_maximized(place.maximized);
    match place.position {
        Some(position) => viewport.with_position(Pos2::from(position)),
        None => viewport,
    }
}

/// Zooms in, out, or back to the usual size. It is remembered.
pub fn zoom(state: &mut State, command: Command) {
    let zoom = &mut state.workspace.settings.zoom;
    let wanted = match command {
        Command::ZoomIn => *zoom + ZOOM_STEP,
        Command::ZoomOut => *zoom - ZOOM_STEP,
        _ => 1.0,
    };
    // In whole steps, so that steps back lead to where one was.
    let wanted = (wanted / ZOOM_STEP).round() * ZOOM_STEP;
    *zoom = wanted.clamp(*ZOOM.start(), *ZOOM.end());
}

/// Draws everything as large as the zoom says, and larger on a very large screen. A presentation has a zoom of its own.
pub fn fit_zoom(state: &State, ctx: &Context) {
    // In the first frame the size of the window may not be known yet.
    if state.presenting.is_some() || ctx.cumulative_frame_nr() == 0 {
        return;
    }
    let zoom = ctx.zoom_factor();
    // In points of the screen: what is drawn larger leaves fewer of its own.
    let window = ctx.content_rect().size() * zoom;
    let wanted = state.workspace.settings.zoom * growth(window);
    if (wanted / zoom - 1.0).abs() > 0.001 {
        ctx.set_zoom_factor(wanted);
    }
}

/// How much larger than the zoom says everything is drawn in a window of this size, in points of the screen.
fn growth(window: Vec2) -> f32 {
    // Whole points, so that rounding doesn't lead from one step to another.
    let room = window.round() / LEAST_ROOM;
    let steps = (room.min_elem() / GROWTH_STEP).floor();
    (steps * GROWTH_STEP).clamp(1.0, MAX_GROWTH)
}

/// Shows the tab that was shown last, at the zoom of then unless nothing could be read at it.
pub fn restore(state: &mut State, ctx: &Context) {
    let settings = &mut state.workspace.settings;
    if !ZOOM.contains(&settings.zoom) {
        settings.zoom = 1.0;
    }
    ctx.set_zoom_factor(settings.zoom);
    let tab = Tab::all().find(|tab| settings.tab.as_ref() == Some(&tab.key()));
    state.tabs.current = tab.unwrap_or_default();
}

/// Notes what the window looks like now, for the next time.
pub fn remember(state: &mut State, ctx: &Context) {
    let settings = &mut state.workspace.settings;
    if state.presenting.is_some() {
        return;
    }
    let (is_hidden, maximized, inner, outer) = ctx.input(|input| {
        let window = input.viewport();
        let is_hidden = window.fullscreen == Some(true) || window.minimized == Some(true);
        (
            is_hidden,
            window.maximized,
            window.inner_rect,
            window.outer_rect,
        )
    });
    if is_hidden {
        return;
    }
    if maximized == Some(true) {
        if let Some(place) = &mut settings.window {
            place.maximized = true;
        }
        return;
    }
    if let Some(inner) = inner {
        let zoom = ctx.zoom_factor();
        settings.window = Some(WindowPlace {
            position: outer.map(|outer| (outer.min * zoom).into()),
            size: (inner.size() * zoom).into(),
            maximized: false,
        });
    }
}

/// Writes what the window looks like to the settings some time after it has changed: a program that is killed can't do it when it closes.
#[derive(Debug)]
pub struct Remembered {
    /// As it is in the settings file.
    written: Appearance,
    /// As it was in the last frame, and since when in the window's time.
    seen: (Appearance, f64),
}

/// What the window looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Appearance {
    place: Option<WindowPlace>,
    zoom: f32,
    tab: Tab,
    panels: [Option<f32>; 2],
}

impl Appearance {
    fn of(state: &State) -> Self {
        let settings = &state.workspace.settings;
        Self {
            place: settings.window,
            zoom: settings.zoom,
            tab: state.tabs.current,
            panels: [settings.library_width, settings.editor_width],
        }
    }
}

impl Remembered {
    /// So many seconds after the last change it is written.
    const REST_SECONDS: f64 = 2.0;

    /// What the settings have.
    pub fn new(state: &State) -> Self {
        let written = Appearance::of(state);
        Self {
            written,
            seen: (written, 0.0),
        }
    }

    /// Notes what the window looks like in this frame. Returns whether it is to be written now.
    pub fn note(&mut self, state: &State, ctx: &Context) -> bool {
        let (now, shown) = (ctx.input(|input| input.time), Appearance::of(state));
        let (seen, since) = self.seen;
        if shown != seen {
            self.seen = (shown, now);
        }
        // A presentation has a zoom of its own.
        if shown == self.written || state.presenting.is_some() {
            return false;
        }
        if shown != seen || now - since < Self::REST_SECONDS {
            ctx.request_repaint_after(Duration::from_secs_f64(Self::REST_SECONDS));
            return false;
        }
        self.written = shown;
        true
    }
}

/// Keeps a window that was just opened on the screen: the one that it was on last may be smaller now, or gone.
#[derive(Debug)]
pub struct Fit {
    /// Whether the window was never open before, so that it gets a size.
    is_first: bool,
    /// Whether the window is still to be maximised: some desktops ignore that until they have shown it.
    to_maximize: bool,
    /// Frames that were looked at.
    frames: u32,
    /// What was asked for last.
    wanted: Option<Rect>,
}

impl Fit {
    /// The desktop tells how wide the window's frame is only after it has shown the window. After so many frames the place is the user's.
    const FRAMES: u32 = 20;
    /// So many frames are drawn before the desktop has shown the window.
    const FRAMES_HIDDEN: u32 = 2;

    /// Watches over a window that had this place last.
    pub fn new(place: Option<WindowPlace>) -> Self {
        Self {
            is_first: place.is_none(),
            to_maximize: place.is_some_and(|place| place.maximized),
            frames: 0,
            wanted: None,
        }
    }

    /// Whether the window is still watched over.
    pub fn is_watching(&self) -> bool {
        self.frames < Self::FRAMES
    }

    /// Moves and shrinks the window if it isn't on one of the monitors, which are in points of the screen.
    pub fn check(&mut self, ctx: &Context, monitors: impl Iterator<Item = Rect>) {
        if !self.is_watching() {
            return;
        }
        self.frames += 1;
        ctx.request_repaint();
        let window = ctx.input(|input| input.viewport().clone());
        if window.maximized == Some(true) || window.fullscreen == Some(true) {
            return;
        }
        if self.to_maximize && self.frames > Self::FRAMES_HIDDEN {
            self.to_maximize = false;
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
            return;
        }
        let zoom = ctx.zoom_factor();
        let Some(inner) = window.inner_rect.map(|inner| inner * zoom) else {
            return;
        };
        // Where the desktop doesn't tell places, sizes are kept in bounds at least.
        let outer = window.outer_rect.map_or(inner, |outer| outer * zoom);
        let monitors: Vec<Rect> = monitors.collect();
        let Some(monitor) = monitor_of(outer, &monitors) else {
            return;
        };
        let frame = outer.size() - inner.size();
        let mut wanted = outer;
        if self.is_first && self.frames == 1 {
            wanted = Rect::from_center_size(monitor.center(), first_size(monitor.size()) + frame);
        }
        let wanted = fitted(wanted, monitor);
        if wanted == outer || self.wanted == Some(wanted) {
            return;
        }
        self.wanted = Some(wanted);
        let size = (wanted.size() - frame) / zoom;
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(wanted.min / zoom));
    }
}

/// The monitor that a window covers most; the first one if it covers none.
fn monitor_of(window: Rect, monitors: &[Rect]) -> Option<Rect> {
    let shared = |monitor: &Rect| {
        let shared = monitor.intersect(window);
        if shared.is_positive() {
            shared.area()
        } else {
            0.0
        }
    };
    // The last of several equal ones is taken, so the first has to come last.
    let mut from_last = monitors.iter().rev().copied();
    let last = from_last.next()?;
    Some(from_last.fold(last, |most, monitor| {
        if shared(&monitor) >= shared(&most) {
            monitor
        } else {
            most
        }
    }))
}

/// The place nearest to `window` that is wholly on the monitor.
fn fitted(window: Rect, monitor: Rect) -> Rect {
    let size = window.size().min(monitor.size());
    let at = window.min.clamp(monitor.min, monitor.max - size);
    Rect::from_min_size(at, size)
}

/// The size of the first window on a monitor.
fn first_size(monitor: Vec2) -> Vec2 {
    let usual = USUAL_SIZE.min(monitor * MOST_OF_SCREEN);
    (monitor * PART_OF_SCREEN).clamp(usual, LARGEST_SIZE.max(usual))
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(left, top), vec2(width, height))
    }

    const LAPTOP: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1366.0, 768.0));
    const BESIDE: Rect = Rect::from_min_max(pos2(1366.0, 0.0), pos2(3286.0, 1080.0));

    #[test]
    fn a_first_window_leaves_room_for_title_bar_and_panels_and_is_no_stamp_on_a_large_screen() {
        for (monitor, size) in [
            (vec2(1366.0, 768.0), vec2(1256.72, 660.48)),
            (vec2(1440.0, 900.0), vec2(1324.8, 774.0)),
            (vec2(1920.0, 1080.0), vec2(1440.0, 900.0)),
            (vec2(2560.0, 1440.0), vec2(1920.0, 1080.0)),
            (vec2(3840.0, 2160.0), vec2(2880.0, 1620.0)),
        ] {
            let first = first_size(monitor);
            assert!((first - size).length() < 0.01, "{monitor}: {first}");
        }
    }

    #[test]
    fn on_a_very_large_screen_everything_grows_and_keeps_the_room_of_a_usual_one() {
        for (width, height, grown) in [
            (760.0, 480.0, 1.0),
            (1920.0, 1080.0, 1.0),
            (2560.0, 1440.0, 1.0),
            (3440.0, 1440.0, 1.0),
            // The first window on a screen of 4K, all of that less a title bar, and one of 8K.
            (2880.0, 1620.0, 1.5),
            (3840.0, 2100.0, 2.0),
            (7680.0, 4320.0, 3.0),
        ] {
            let window = vec2(width, height);
            assert_eq!(growth(window), grown, "{window}");
            let room = window / growth(window);
            assert!(grown == 1.0 || room.x >= LEAST_ROOM.x && room.y >= LEAST_ROOM.y);
        }
    }

    #[test]
    fn a_window_from_a_monitor_that_is_gone_comes_back_to_the_first_one() {
        let monitors = [LAPTOP, BESIDE];
        let window = rect(1500.0, 100.0, 1200.0, 700.0);
        assert_eq!(monitor_of(window, &monitors), Some(BESIDE));
        assert_eq!(fitted(window, BESIDE), window);
        assert_eq!(monitor_of(window, &[LAPTOP]), Some(LAPTOP));
        assert_eq!(fitted(window, LAPTOP), rect(166.0, 68.0, 1200.0, 700.0));
        let above = rect(-3000.0, -2000.0, 500.0, 500.0);
        assert_eq!(monitor_of(above, &monitors), Some(LAPTOP));
        assert_eq!(fitted(above, LAPTOP), rect(0.0, 0.0, 500.0, 500.0));
        assert_eq!(monitor_of(window, &[]), None);
    }

    #[test]
    fn a_window_that_is_larger_than_the_monitor_shrinks_to_it() {
        let window = rect(-20.0, 10.0, 1920.0, 1080.0);
        assert_eq!(fitted(window, LAPTOP), LAPTOP);
    }
}
