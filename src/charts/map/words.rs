//! The words on the map: who is cheaper in which area, because colours alone say nothing in black-and-white print.

use egui::{Rect, Ui, Vec2, vec2};

use crate::analysis::map::POINTS_PER_AXIS;
use crate::charts::plot::labels::{LABEL_SIZE, bold};
use crate::theme::palette::Palette;

use super::{MapChart, MapQuantity};

/// Words are tried at this many places less one, along each axis.
const PLACES_PER_AXIS: usize = 16;

impl MapChart<'_> {
    /// Says in each area who is cheaper there. The words stay clear of `occupied`.
    pub(super) fn area_names_ui(&self, ui: &Ui, area: Rect, occupied: Rect, palette: &Palette) {
        let words = match self.quantity {
            MapQuantity::Saving => ["prompting cheaper", "fine-tuning cheaper"],
            MapQuantity::BreakEven => ["never breaks even", "breaks even"],
        };
        for (fine_tuning_wins, words) in [false, true].into_iter().zip(words) {
            let galley =
                ui.painter()
                    .layout_no_wrap(words.to_owned(), bold(LABEL_SIZE), palette.text);
            let size = galley.size() + vec2(10.0, 4.0);
            let Some(rect) = self.place_within(fine_tuning_wins, size, area, occupied) else {
                continue;
            };
            let ground = palette.background.gamma_multiply(0.6);
            ui.painter().rect_filled(rect, 3.0, ground);
            let at = rect.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, palette.text);
        }
    }

    /// A place for words of `size` that lies wholly where one approach wins: of those tried, the one with the strongest colour.
    fn place_within(
        &self,
        fine_tuning_wins: bool,
        size: Vec2,
        area: Rect,
        occupied: Rect,
    ) -> Option<Rect> {
        let wins_at = |across: usize, up: usize| {
            let point = up * POINTS_PER_AXIS + across;
            match self.quantity {
                MapQuantity::Saving => (self.map.saving[point] > 0.0) == fine_tuning_wins,
                MapQuantity::BreakEven => self.map.month[point].is_some() == fine_tuning_wins,
            }
        };
        let part = |from: f32, to: f32, at: f32| ((at - from) / (to - from)).clamp(0.0, 1.0);
        let across =
            |x: f32| (part(area.left(), area.right(), x) * (POINTS_PER_AXIS - 1) as f32) as usize;
        let up =
            |y: f32| (part(area.bottom(), area.top(), y) * (POINTS_PER_AXIS - 1) as f32) as usize;
        let is_inside = |rect: Rect| {
            (across(rect.left())..=across(rect.right()))
                .all(|x| (up(rect.bottom())..=up(rect.top())).all(|y| wins_at(x, y)))
        };
        let steps = (1..PLACES_PER_AXIS).map(|step| step as f32 / PLACES_PER_AXIS as f32);
        let places = steps
            .clone()
            .flat_map(|x| steps.clone().map(move |y| vec2(x, y)));
        places
            .map(|part| Rect::from_center_size(area.lerp_inside(part), size))
            .filter(|rect| area.shrink(4.0).contains_rect(*rect) && is_inside(rect.expand(4.0)))
            .filter(|rect| !rect.expand(6.0).intersects(occupied))
            .max_by(|a, b| {
                let strength = |rect: &Rect| {
                    let at = rect.center();
                    self.map.saving[up(at.y) * POINTS_PER_AXIS + across(at.x)].abs()
                };
                strength(a).total_cmp(&strength(b))
            })
    }
}
