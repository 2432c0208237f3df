//! The regions of the window, which F6 walks, and the edges between them, which Tab passes by.

use std::collections::HashMap;

use egui::{Context, FocusDirection, Id, Key, LayerId, Rect, Ui};

use super::is_there;

/// Size of what is the edge of a panel, in points.
const MAX_EDGE_WIDTH: f32 = 12.0;
const MIN_EDGE_HEIGHT: f32 = 120.0;

/// A part of the window that F6 leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The menu bar.
    Menu,
    /// The library.
    Library,
    /// The editor.
    Editor,
    /// What is shown beside the editor, with the names of the tabs.
    Content,
    /// The status bar.
    Status,
}

impl Region {
    /// All regions, in the order of F6.
    pub const ALL: [Self; 5] = [
        Self::Menu,
        Self::Library,
        Self::Editor,
        Self::Content,
        Self::Status,
    ];
}

/// The regions that the last frame showed, and what had the keyboard in each when it was left.
#[derive(Debug, Clone, Default)]
struct Regions {
    /// Each with the frame that showed it last.
    shown: HashMap<Region, (Rect, u64)>,
    left_at: HashMap<Region, Id>,
}

fn regions_id() -> Id {
    Id::unique("regions of the window")
}

/// Notes that this frame shows the region, in the part of the window that `ui` draws into.
pub fn note_region(ui: &Ui, region: Region) {
    let (rect, frame) = (ui.clip_rect(), ui.ctx().cumulative_frame_nr());
    ui.data_mut(|data| {
        let regions = data.get_temp_mut_or_default::<Regions>(regions_id());
        regions.shown.insert(region, (rect, frame));
    });
}

/// Gives the keyboard to the next region, or the one before: to what had it there last, else to the first thing in sight.
pub fn step_region(ctx: &Context, forward: bool) {
    let mut regions: Regions = ctx.data_mut(|data| {
        data.get_temp_mut_or_default::<Regions>(regions_id())
            .clone()
    });
    let frame = ctx.cumulative_frame_nr();
    regions.shown.retain(|_, (_, shown)| *shown + 1 >= frame);
    let focused = ctx.memory(egui::Memory::focused);
    let current = focused.and_then(|id| {
        let at = ctx.read_response(id)?.interact_rect.center();
        let is_here = |region: &Region| {
            let shown = regions.shown.get(region);
            shown.is_some_and(|(rect, _)| rect.contains(at))
        };
        Region::ALL.into_iter().find(is_here)
    });
    if let (Some(region), Some(id)) = (current, focused) {
        regions.left_at.insert(region, id);
    }
    // From nowhere it goes to where work begins.
    let from = current.unwrap_or(if forward {
        Region::Library
    } else {
        Region::Status
    });
    let count = Region::ALL.len();
    let place = Region::ALL.iter().position(|region| *region == from);
    let place = place.unwrap_or(0);
    for step in 1..=count {
        let step = if forward { step } else { count - step };
        let region = Region::ALL[(place + step) % count];
        let Some((rect, _)) = regions.shown.get(&region) else {
            continue;
        };
        let stops = stops_in(ctx, *rect);
        let last = regions.left_at.get(&region);
        let last = last.filter(|id| is_there(ctx, **id)).copied();
        if let Some(id) = last.or(stops.first().copied()) {
            ctx.memory_mut(|memory| memory.request_focus(id));
            break;
        }
    }
    ctx.data_mut(|data| data.insert_temp(regions_id(), regions));
}

/// Whether this is the edge of a panel, which can be dragged: egui makes it a stop of the Tab key, on which nothing is seen.
fn is_edge(rect: Rect) -> bool {
    rect.width() <= MAX_EDGE_WIDTH && rect.height() >= MIN_EDGE_HEIGHT
}

/// Leads the keyboard on if Tab led it to the edge of a panel. To be called in every frame before it is drawn.
pub fn pass_edges(ctx: &Context) {
    let id = Id::unique("direction of the Tab key");
    let tabbed = ctx.input(|input| {
        let back = input.modifiers.shift;
        input.key_pressed(Key::Tab).then_some(back)
    });
    if let Some(back) = tabbed {
        ctx.data_mut(|data| data.insert_temp(id, back));
        return;
    }
    let focused = ctx.memory(egui::Memory::focused);
    let is_at_edge = focused.is_some_and(|id| {
        ctx.viewport(|viewport| {
            let widget = viewport.prev_pass.widgets.get(id);
            widget.is_some_and(|widget| is_edge(widget.rect))
        })
    });
    if is_at_edge {
        let back = ctx.data_mut(|data| data.get_temp(id).unwrap_or(false));
        let direction = if back {
            FocusDirection::Previous
        } else {
            FocusDirection::Next
        };
        ctx.memory_mut(|memory| memory.move_focus(direction));
        ctx.request_repaint();
    }
}

/// What can have the keyboard within a part of the window and is in sight, in the order of the Tab key.
fn stops_in(ctx: &Context, part: Rect) -> Vec<Id> {
    ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.get_layer(LayerId::background());
        let stops = widgets.filter(|widget| {
            widget.enabled
                && widget.sense.is_focusable()
                && widget.interact_rect.is_positive()
                && !is_edge(widget.rect)
                && part.contains(widget.interact_rect.center())
        });
        stops.map(|widget| widget.id).collect()
    })
}
