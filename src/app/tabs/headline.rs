//! The finding in a sentence, what stands behind it, and its key figures: over every tab but the comparison.

use egui::{RichText, Sense, TextStyle, Ui, vec2};

use crate::analysis::finding::credibility::shortfall;
use crate::analysis::finding::risk::{Finding, finding};
use crate::analysis::price::is_unpriced;
use crate::app::widgets::{weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::theme::palette::Palette;

/// Below this width, in points, the headline is set smaller.
const NARROW_WIDTH: f32 = 520.0;

/// The finding in a sentence, what stands behind it, and its key figures.
pub(super) fn headline_ui(ui: &mut Ui, workspace: &Workspace) {
    let palette = Palette::current(ui);
    let risk = workspace.risk();
    let (scenario, verdict) = (workspace.scenario(), &workspace.findings.verdict);
    let Finding {
        headline,
        mut detail,
    } = finding(scenario, verdict, risk.latest());
    // How far the figures can be believed comes before what stands behind them. The steps to prices are said in the chart's place.
    if !is_unpriced(scenario)
        && let Some(shortfall) = shortfall(&workspace.findings.credibility)
    {
        detail = format!("{shortfall}. {detail}");
    }
    let mut headline = RichText::new(headline).text_style(TextStyle::Name("headline".into()));
    if ui.available_width() < NARROW_WIDTH {
        headline = headline.size(17.0);
    }
    // A stale finding isn't shown as if it were current, nor an incomplete one as if it were certain.
    let is_example = workspace.document.open_example().is_some();
    if risk.is_stale() || !(is_example || workspace.findings.credibility.is_set()) {
        headline = headline.color(palette.weak);
    }
    wrapped_ui(ui, headline);
    if !detail.is_empty() {
        weak_ui(ui, RichText::new(detail).size(14.0));
    }
    ui.add_space(8.0);
    key_figures_ui(ui, workspace);
    ui.add_space(8.0);
}

/// The figures side by side, in as many rows as they need.
fn key_figures_ui(ui: &mut Ui, workspace: &Workspace) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(22.0, 6.0);
        for figure in &workspace.findings.verdict.key_figures {
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
