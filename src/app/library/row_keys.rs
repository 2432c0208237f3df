//! The keys of a row that has the keyboard: Space selects it for comparison, F2 renames, Delete deletes, and the menu key opens its menu.

use egui::{Key, Modifiers, Popup, Response, Ui};

use crate::app::focus::MENU_KEYS;
use crate::app::focus::list::List;
use crate::app::messages::action::Action;
use crate::app::widgets::with_item;
use crate::app::workspace::Workspace;
use crate::files::settings::ScenarioRef;

/// Which of them were pressed.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a key each")]
pub(super) struct RowKeys {
    /// Select it for comparison, or no longer.
    pub(super) compare: bool,
    /// Give it another name.
    pub(super) rename: bool,
    /// Move it to the trash.
    pub(super) delete: bool,
    /// Open its menu.
    pub(super) menu: bool,
}

impl RowKeys {
    /// Takes the keys of the next row of the list, if it has the keyboard. To be called before the row is drawn.
    pub(super) fn taken(ui: &Ui, list: &List) -> Self {
        let takes = |key| list.takes(ui, Modifiers::NONE, key);
        Self {
            compare: takes(Key::Space),
            rename: takes(Key::F2),
            delete: takes(Key::Delete),
            menu: MENU_KEYS
                .into_iter()
                .any(|(modifiers, key)| list.takes(ui, modifiers, key)),
        }
    }
}

/// Selects a scenario for comparison, or no longer.
pub(super) fn toggled(scenario: &ScenarioRef, workspace: &Workspace) -> Action {
    let compared = &workspace.settings.compared;
    let selected = !compared.contains(scenario);
    Action::SetCompared(with_item(compared, scenario, selected))
}

/// The menu of a row, below it if a key opened it.
pub(super) fn row_menu<'a>(ui: &Ui, row: &'a Response, by_key: bool) -> Popup<'a> {
    let id = Popup::default_response_id(row);
    if by_key {
        Popup::open_id(ui.ctx(), id);
    }
    let menu = Popup::context_menu(row);
    if menu.is_open() && Popup::position_of_id(ui.ctx(), id).is_none() {
        menu.at_position(row.rect.left_bottom())
    } else {
        menu
    }
}
