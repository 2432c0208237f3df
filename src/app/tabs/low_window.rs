//! What a tab leaves out in a low window, such as that of a laptop at twice the size of type: its chart comes first.

use egui::{Label, RichText, Ui};

use crate::app::widgets::{is_low, weak_ui, wrapped_ui};
use crate::theme::fonts;

/// Size of the type of captions, in points.
const CAPTION_POINTS: f32 = 13.0;
/// The most size of the type of a finding in a low window, in points.
const LOW_FINDING_POINTS: f32 = 13.5;

/// The finding of a chart, set in so many points, and below it what the chart shows. In a low window the finding is one line, and the caption
/// is in its tooltip.
pub(super) fn title_ui(ui: &mut Ui, finding: &str, caption: &str, points: f32) {
    let text = RichText::new(finding).family(fonts::bold());
    if is_low(ui) {
        let text = text.size(points.min(LOW_FINDING_POINTS));
        let line = Label::new(text).truncate().show_tooltip_when_elided(false);
        ui.add(line).on_hover_text(format!("{finding}\n{caption}"));
    } else {
        wrapped_ui(ui, text.size(points));
        weak_ui(ui, RichText::new(caption).size(CAPTION_POINTS));
    }
}

/// The height of a chart that gets this share of what is visible of its page, between these heights in points. In a low window it may be half
/// as high.
pub(super) fn chart_height(ui: &Ui, share: f32, [least, most]: [f32; 2]) -> f32 {
    let least = if is_low(ui) { least / 2.0 } else { least };
    // Of what is visible, not of what is left below: that grows while the page is scrolled.
    (share * ui.clip_rect().height()).clamp(least, most)
}
