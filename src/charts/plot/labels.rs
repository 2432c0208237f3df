//! Words in charts: names at the ends of lines, moved apart if they would overlap; labels beside points, where they hide least; the
//! tooltip under the pointer.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Pos2, Rect, Response, RichText, Role, Stroke, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use crate::theme::palette::Palette;

use super::sizes::LABEL_SIZE;

/// Moves boxes apart so that none overlaps another. Takes their wanted centres and their heights, and returns the new centres in the same
/// order. The boxes keep their vertical order and stay within [top, bottom] if there is room for all of them.
pub fn move_apart(wanted: &[f32], heights: &[f32], top: f32, bottom: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut centres = wanted.to_vec();
    // First downwards: each box below the one before it. Then upwards from the bottom: each above the one after it.
    let mut edge = top;
    for &place in &order {
        let half = heights[place] / 2.0;
        centres[place] = centres[place].max(edge + half);
        edge = centres[place] + half;
    }
    let mut edge = bottom;
    for &place in order.iter().rev() {
        let half = heights[place] / 2.0;
        centres[place] = centres[place].min(edge - half);
        edge = centres[place] - half;
    }
    centres
}

/// While presenting, hover values disappear once the pointer has been at rest for this long.
pub const POINTER_REST_SECONDS: f32 = 2.5;

/// Says whether the pointer has come to rest: charts in this context then show no hover values.
pub fn set_pointer_at_rest(ctx: &egui::Context, at_rest: bool) {
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("pointer rests"), at_rest));
}

/// Where the pointer is within `frame`, if hover values are to be shown for it: `None` if it is elsewhere, behind another window, or has
/// come to rest during a presentation.
pub(crate) fn pointer_within(ui: &Ui, frame: Rect) -> Option<Pos2> {
    let ctx = ui.ctx();
    let rests = ctx.data(|data| data.get_temp(egui::Id::unique("pointer rests")));
    if rests == Some(true) || !ui.rect_contains_pointer(frame) {
        return None;
    }
    ctx.pointer_hover_pos()
}

/// Draws a small card beside a point, kept inside `frame`.
pub(crate) fn tooltip(
    ui: &Ui,
    frame: Rect,
    at: Pos2,
    lines: &[(String, Color32)],
    palette: &Palette,
) {
    let painter = ui.painter();
    let galleys: Vec<_> = lines
        .iter()
        .map(|(text, color)| {
            painter.layout_no_wrap(text.clone(), FontId::proportional(LABEL_SIZE), *color)
        })
        .collect();
    let size = galleys.iter().fold(Vec2::ZERO, |size, galley| {
        vec2(size.x.max(galley.size().x), size.y + galley.size().y + 2.0)
    });
    let outer = size + vec2(20.0, 14.0);
    let x = if at.x + 14.0 + outer.x <= frame.right() {
        at.x + 14.0
    } else {
        at.x - 14.0 - outer.x
    };
    let y = (at.y - outer.y / 2.0).clamp(frame.top(), (frame.bottom() - outer.y).max(frame.top()));
    let card = Rect::from_min_size(pos2(x, y), outer);
    painter.rect(
        card,
        5.0,
        palette.card,
        Stroke::new(1.0, palette.line),
        egui::StrokeKind::Inside,
    );
    let mut y = card.top() + 7.0;
    for galley in galleys {
        let height = galley.size().y;
        painter.galley(pos2(card.left() + 10.0, y), galley, palette.text);
        y += height + 2.0;
    }
}

/// Writes what a chart shows, above it.
pub(crate) fn caption_ui(ui: &mut Ui, text: &str) {
    let palette = Palette::current(ui);
    let text = RichText::new(text).size(LABEL_SIZE).color(palette.weak);
    ui.add(egui::Label::new(text).wrap());
}

/// Gives a chart, or a panel of it, the name that screen readers say: what it shows, and what follows from it. It is a picture to them.
pub(crate) fn name_chart(response: &Response, name: impl Fn() -> String) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name()));
}

/// The width of the widest of these texts, in points; 0 if there are none.
pub(crate) fn max_width<'a>(galleys: impl IntoIterator<Item = &'a Arc<Galley>>) -> f32 {
    let widths = galleys.into_iter().map(|galley| galley.size().x);
    widths.fold(0.0, f32::max)
}

/// The bold face at a size.
pub(crate) fn bold(size: f32) -> FontId {
    FontId::new(size, crate::theme::fonts::bold())
}

#[cfg(test)]
mod tests {
    use super::move_apart;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(
            move_apart(&[10.0, 50.0], &[20.0, 20.0], 0.0, 100.0),
            [10.0, 50.0]
        );
    }

    #[test]
    fn labels_that_would_overlap_move_apart_within_the_bounds() {
        let centres = move_apart(&[95.0, 94.0, 93.0], &[20.0, 20.0, 20.0], 0.0, 100.0);
        assert_eq!(centres, [90.0, 70.0, 50.0]);
    }
}
