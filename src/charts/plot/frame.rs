//! The frame around a chart: its finding above, what it is of below.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use crate::theme::fonts;
use crate::theme::palette::Palette;

const TITLE: f32 = 20.0;

const CAPTION: f32 = 13.0;

const FOOT: f32 = 11.5;

/// Draws a chart into all the space that `ui` has, with what it finds and shows above it, and what it is of below.
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
        ui.add(Label::new(title.size(TITLE)).wrap());
    }
    let caption = RichText::new(caption).size(CAPTION);
    ui.add(Label::new(caption.color(palette.weak)).wrap());
    ui.add_space(4.0);
    let below = if foot.is_some() { FOOT + 10.0 } else { 0.0 };
    let size = vec2(
        ui.available_width(),
        (ui.available_height() - below).max(120.0),
    );
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        chart_ui(ui);
    });
    if let Some(foot) = foot {
        let foot = RichText::new(foot).size(FOOT).color(palette.weak);
        ui.add(Label::new(foot).truncate());
    }
}
