//! Where the keyboard is: the regions of the window, which F6 walks, and lists that are one stop of the Tab key.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

use egui::{
    Context, EventFilter, FocusDirection, Id, Key, LayerId, Modifiers, Rect, Response, Sense, Ui,
};

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

fn is_there(ctx: &Context, id: Id) -> bool {
    ctx.viewport(|viewport| {
        let widget = viewport.prev_pass.widgets.get(id);
        widget.is_some_and(|widget| widget.enabled && widget.sense.is_focusable())
    })
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

/// What lies over the window and had to be given the keyboard: the palette, a menu, a list that opens.
#[derive(Debug, Default)]
pub struct Overlay {
    /// What had the keyboard in the last frame without one.
    before: Option<Id>,
    was_open: bool,
    /// What gets the keyboard back in this frame. Until one frame after a modal has closed, nothing under it can have the keyboard.
    waiting: Option<Id>,
}

impl Overlay {
    /// Gives the keyboard back once what lies over the window is closed, unless something else has it. To be called in every frame before
    /// it is drawn. `asks`: a dialog is open, which has the keyboard.
    pub fn give_back(&mut self, ctx: &Context, is_open: bool, asks: bool) {
        let focused = ctx.memory(egui::Memory::focused);
        if let Some(id) = self.waiting.take()
            && !asks
            && focused.is_none_or(|focused| !is_there(ctx, focused))
            && is_there(ctx, id)
        {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        if self.was_open && !is_open {
            self.waiting = self.before.take();
            if self.waiting.is_some() {
                ctx.request_repaint();
            }
        } else if !is_open && !asks {
            self.before = focused;
        }
        self.was_open = is_open;
    }
}

fn row_id() -> Id {
    Id::unique("row that has the keyboard")
}

/// Notes that a row of a list, which has keys of its own, has the keyboard in this frame.
pub fn note_row(ui: &Ui) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| data.insert_temp(row_id(), frame));
}

/// Whether a row of a list, which has keys of its own, had the keyboard in the last frame.
pub fn row_has_keyboard(ctx: &Context) -> bool {
    let noted = ctx.data(|data| data.get_temp::<u64>(row_id()));
    noted.is_some_and(|frame| frame + 1 >= ctx.cumulative_frame_nr())
}

/// What opens the menu of anything that has the keyboard: the menu key, and what stands for it on keyboards without one.
pub const MENU_KEYS: [(Modifiers, Key); 3] = [
    (Modifiers::NONE, Key::Menu),
    (Modifiers::SHIFT, Key::F10),
    (Modifiers::ALT, Key::Enter),
];

/// The direction of the arrow keys that lead through a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// ← →
    Row,
    /// ↑ ↓
    Column,
}

/// What is remembered of a list between frames.
#[derive(Debug, Clone, Default)]
struct ListState {
    /// The place that Tab leads to.
    stop: usize,
    /// The place that was chosen.
    chosen: Option<usize>,
    /// The items of the last frame.
    items: Vec<Id>,
}

/// A list that is one stop of the Tab key. Arrow keys, Home and End lead from item to item; Tab leads back to the item that had the
/// keyboard last, or to the one that was chosen since.
///
/// For each item in order: [`List::sense`], draw it with that, and [`List::add`]; then [`List::end`].
#[must_use]
pub struct List {
    id: Id,
    along: Along,
    /// Whether the first item stands at the right.
    from_right: bool,
    stop: usize,
    /// The place of the item that has the keyboard, as of the last frame.
    focused: Option<usize>,
    chosen: Option<usize>,
    items: Vec<Id>,
    go_to: Option<usize>,
}

impl List {
    /// Begins a list. `chosen` is the place of the item that is chosen: Tab leads there at first.
    pub fn begin(ui: &Ui, salt: impl Hash + Debug, along: Along, chosen: Option<usize>) -> Self {
        let id = ui.scope_id().with(("list", Id::unique(salt)));
        let state: ListState =
            ui.data_mut(|data| data.get_temp_mut_or_default::<ListState>(id).clone());
        let focused = ui.memory(egui::Memory::focused);
        let focused = focused.and_then(|id| state.items.iter().position(|item| *item == id));
        let last = state.items.len().saturating_sub(1);
        let newly_chosen = chosen.filter(|_| chosen != state.chosen);
        let stop = focused.or(newly_chosen).unwrap_or(state.stop);
        Self {
            id,
            along,
            from_right: along == Along::Row && ui.layout().prefer_right_to_left(),
            stop: if state.items.is_empty() {
                stop
            } else {
                stop.min(last)
            },
            focused,
            chosen,
            items: Vec::new(),
            go_to: None,
        }
    }

    /// An id for the next item, which stays the same whatever else is drawn in the list.
    pub fn next_id(&self) -> Id {
        self.id.with(self.items.len())
    }

    /// The sense of the next item: a stop of the Tab key for one item only.
    pub fn sense(&self) -> Sense {
        if self.items.len() == self.stop {
            Sense::click()
        } else {
            Sense::CLICK
        }
    }

    /// Takes a key if the next item has the keyboard. To be called before the item is drawn, which else takes Enter and Space.
    pub fn takes(&self, ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
        self.focused == Some(self.items.len())
            && ui.input_mut(|input| input.consume_key(modifiers, key))
    }

    /// Adds an item that was drawn, and follows the keys if it has the keyboard.
    pub fn add(&mut self, ui: &Ui, item: &Response) {
        let place = self.items.len();
        self.items.push(item.id);
        if !item.has_focus() {
            return;
        }
        let (back, forth) = match self.along {
            Along::Row if self.from_right => (Key::ArrowRight, Key::ArrowLeft),
            Along::Row => (Key::ArrowLeft, Key::ArrowRight),
            Along::Column => (Key::ArrowUp, Key::ArrowDown),
        };
        // Else egui would take them for a step to what is nearest in that direction.
        let filter = EventFilter {
            horizontal_arrows: self.along == Along::Row,
            vertical_arrows: self.along == Along::Column,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(item.id, filter));
        let none = Modifiers::NONE;
        ui.input_mut(|input| {
            let steps_back = input.count_and_consume_key(none, back);
            let steps_forth = input.count_and_consume_key(none, forth);
            if steps_back + steps_forth > 0 {
                self.go_to = Some((place + steps_forth).saturating_sub(steps_back));
            }
            if input.consume_key(none, Key::Home) {
                self.go_to = Some(0);
            }
            if input.consume_key(none, Key::End) {
                self.go_to = Some(usize::MAX);
            }
        });
    }

    /// Ends the list: what the keys led to gets the keyboard.
    pub fn end(self, ui: &Ui) {
        let last = self.items.len().saturating_sub(1);
        let go_to = self.go_to.map(|place| place.min(last));
        if let Some(id) = go_to.and_then(|place| self.items.get(place)) {
            ui.memory_mut(|memory| {
                memory.request_focus(*id);
                memory.move_focus(FocusDirection::None);
            });
        }
        let state = ListState {
            stop: go_to.unwrap_or(self.stop),
            chosen: self.chosen,
            items: self.items,
        };
        ui.data_mut(|data| data.insert_temp(self.id, state));
    }
}
