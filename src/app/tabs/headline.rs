//! The finding in a sentence, what stands behind it, and its key figures: over every tab but the comparison.

use egui::{RichText, Sense, TextStyle, Ui, vec2};

use crate::analysis::finding::key_figures::KeyFigure;
use crate::app::widgets::{weak_ui, wrapped_ui};
use crate::app::workspace::{CurrentHeadline, Workspace};
use crate::theme::palette::Palette;

/// Below this width, in points, the headline is set smaller.
const NARROW_WIDTH: f32 = 520.0;

/// The finding in a sentence, what stands behind it, and its key figures.
pub(super) fn headline_ui(ui: &mut Ui, workspace: &Workspace) {
    let palette = Palette::current(ui);
    let CurrentHeadline { words, is_current } = workspace.headline();
    let mut headline =
        RichText::new(words.sentence()).text_style(TextStyle::Name("headline".into()));
    if ui.available_width() < NARROW_WIDTH {
        headline = headline.size(17.0);
    }
    // What is being computed again isn't shown as if it were current.
    if !is_current {
        headline = headline.color(palette.weak);
    }
    wrapped_ui(ui, headline);
    if !words.detail.is_empty() {
        weak_ui(ui, RichText::new(&words.detail).size(14.0));
    }
    ui.add_space(8.0);
    key_figures_ui(ui, &words.key_figures);
    ui.add_space(8.0);
}

/// The figures side by side, in as many rows as they need.
fn key_figures_ui(ui: &mut Ui, figures: &[KeyFigure]) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(22.0, 6.0);
        for figure in figures {
            let font = TextStyle::Name("figure".into()).resolve(ui.style());
            let value = ui
                .painter()
                .layout_no_wrap(figure.value.clone(), font, palette.text);
            let font = egui::FontId::proportional(12.0);
            let caption = ui
                .painter()
                .layout_no_wrap(figure.caption.clone(), font, palette.weak);
            let size = vec2(
                value.size().x.max(caption.size().x),
                value.size().y + caption.size().y + 1.0,
            );
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::Role::Label,
                    true,
                    format!("{} {}", figure.value, figure.caption),
                )
            });
            response.on_hover_text(figure.help);
            let below = vec2(0.0, value.size().y + 1.0);
            ui.painter().galley(rect.min, value, palette.text);
            ui.painter().galley(rect.min + below, caption, palette.weak);
        }
    });
}
