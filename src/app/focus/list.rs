//! Lists that are one stop of the Tab key.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Event, EventFilter, FocusDirection, Id, Key, Modifiers, Response, Sense, Ui};

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
/// For each item in order: [`List::sense`], draw it with that, and [`List::add`]; then [`List::end`]. In a group of radio buttons, the place
/// that `end` returns is chosen.
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

    /// The same list, of items that stand from left to right whatever the layout is.
    pub fn from_left(mut self) -> Self {
        self.from_right = false;
        self
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

    /// Leaves out so many items that can't be seen. Not the one that Tab leads to, which [`List::stop`] names: it has to be drawn.
    pub fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.items.push(self.next_id());
        }
    }

    /// The place of the item that Tab leads to.
    pub fn stop(&self) -> usize {
        self.stop
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

    /// Takes letters that are typed while an item has the keyboard. Each stands for an item, in their order; upper case is the same.
    pub fn take_letters(&mut self, ui: &Ui, letters: &[char]) {
        if self.focused.is_none() {
            return;
        }
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let place = match event {
                    Event::Text(text) => letters.iter().position(|letter| {
                        let typed = text.to_lowercase();
                        typed.chars().eq(std::iter::once(*letter))
                    }),
                    _ => None,
                };
                self.go_to = place.or(self.go_to);
                place.is_none()
            });
        });
    }

    /// Ends the list: what the keys led to gets the keyboard. Returns its place, for lists in which that is chosen by it.
    pub fn end(self, ui: &Ui) -> Option<usize> {
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
        go_to
    }
}
