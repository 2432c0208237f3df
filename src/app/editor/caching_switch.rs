//! The switch of prompt caching, among the essentials of an approach whose model has a cache.

use egui::{Align2, CursorIcon, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{focus_ring, truncated};
use crate::app::workspace::Workspace;
use crate::scenario::quantity::{full_count, percent};
use crate::scenario::{Scenario, Serving, Workload};
use crate::theme::palette::Palette;

/// Height of the row, in points.
const ROW_HEIGHT: f32 = 26.0;
/// Size of the switch, in points.
const SWITCH_WIDTH: f32 = 30.0;
const SWITCH_HEIGHT: f32 = 16.0;
/// Room that the other rows keep for marks at their end, in points.
const GUTTER_WIDTH: f32 = 20.0;
/// Size of the type, in points.
const LABEL_POINTS: f32 = 13.5;
const STATE_POINTS: f32 = 12.5;

const LABEL: &str = "Prompt caching";

/// The approach whose switch stands below the row of this input.
pub fn below(path: &str) -> Option<Approach> {
    match path {
        "prompting.serving.price.output" => Some(Approach::Prompting),
        "fine_tuning.serving.price.output" => Some(Approach::FineTuning),
        _ => None,
    }
}

/// Draws the row, if there is anything to switch.
pub fn switch_ui(ui: &mut Ui, approach: Approach, workspace: &Workspace, actions: &mut Actions) {
    let serving = serving(workspace.scenario(), approach);
    let is_on = serving.uses_cache();
    if !is_on && !serving.can_cache() {
        return;
    }
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (row, response) = ui.allocate_exact_size(size, Sense::click());
    let label = format!("{LABEL} ({})", approach.label().to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, is_on, &label));
    let color = if response.hovered() {
        palette.accent
    } else {
        palette.text
    };
    let name = truncated(ui, LABEL, LABEL_POINTS, color, row.width());
    let at = pos2(row.left(), row.center().y - name.size().y / 2.0);
    ui.painter().galley(at, name, color);
    let right = row.right() - GUTTER_WIDTH;
    let switch = Rect::from_center_size(
        pos2(right - SWITCH_WIDTH / 2.0, row.center().y),
        vec2(SWITCH_WIDTH, SWITCH_HEIGHT),
    );
    paint_switch(ui, switch, is_on);
    ui.painter().text(
        pos2(switch.left() - 8.0, row.center().y),
        Align2::RIGHT_CENTER,
        state(serving, &workspace.scenario().workload),
        FontId::proportional(STATE_POINTS),
        palette.weak,
    );
    focus_ring(ui, &response, switch.expand(3.0), 10.0);
    let response = response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(
            "What many queries begin with is read from the provider’s cache at a lower price",
        );
    if response.clicked() {
        actions.send(Action::SetCaching(approach, !is_on));
    }
}

fn serving(scenario: &Scenario, approach: Approach) -> &Serving {
    match approach {
        Approach::Prompting => &scenario.prompting.serving,
        Approach::FineTuning => &scenario.fine_tuning.serving,
    }
}

/// What the switch's position means: "TTL 5 min", or why nothing is cached.
fn state(serving: &Serving, workload: &Workload) -> String {
    if !serving.uses_cache() {
        return "off".to_owned();
    }
    if !serving.is_long_enough_to_cache(workload) {
        let least = full_count(serving.price.cache_min_tokens.get() as usize);
        return format!("prompt under {least} tokens");
    }
    match serving.cache_ttl_minutes {
        Some(ttl) => format!("TTL {}\u{a0}min", ttl.base()),
        None => format!("{} hits", percent(serving.cache_hit_rate.base())),
    }
}

fn paint_switch(ui: &Ui, rect: Rect, is_on: bool) {
    let palette = Palette::current(ui);
    let radius = rect.height() / 2.0;
    let ground = if is_on { palette.accent } else { palette.weak };
    ui.painter().rect_filled(rect, radius, ground);
    let knob = if is_on {
        pos2(rect.right() - radius, rect.center().y)
    } else {
        pos2(rect.left() + radius, rect.center().y)
    };
    ui.painter()
        .circle_filled(knob, radius - 2.5, palette.background);
}
