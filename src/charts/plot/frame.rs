//! The frame around a chart: its finding and caption above it, its scenario below.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::labels::caption_ui;
use super::sizes::SMALL_SIZE;

const TITLE_SIZE: f32 = 20.0;
/// Space between the chart and the foot, in points.
const FOOT_GAP: f32 = 10.0;
/// A chart in a low frame keeps this height, in points.
const MIN_CHART_HEIGHT: f32 = 120.0;

/// Draws a chart into all the space that `ui` has. Above it stand its finding (`title`) and what it shows (`caption`), below it the
/// scenario that it is drawn from (`foot`). A chart that says itself what it shows has an empty caption.
pub(crate) fn chart_frame_ui(
    ui: &mut Ui,
    title: Option<String>,
    caption: &str,
    foot: Option<String>,
    chart_ui: impl FnOnce(&mut Ui),
) {
    let palette = Palette::current(ui);
    if let Some(title) = title {
        let title = RichText::new(title).family(fonts::bold());
        ui.add(Label::new(title.size(TITLE_SIZE)).wrap());
    }
    if !caption.is_empty() {
        caption_ui(ui, caption);
        ui.add_space(4.0);
    }
    let below = if foot.is_some() {
        SMALL_SIZE + FOOT_GAP
    } else {
        0.0
    };
    let size = vec2(
        ui.available_width(),
        (ui.available_height() - below).max(MIN_CHART_HEIGHT),
    );
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        chart_ui(ui);
    });
    if let Some(foot) = foot {
        let foot = RichText::new(foot).size(SMALL_SIZE).color(palette.weak);
        ui.add(Label::new(foot).truncate());
    }
}
