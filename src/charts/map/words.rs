//! The words on the map: who is cheaper in which area, because colours alone say nothing in black-and-white print.

use egui::{Pos2, Rect, Ui, Vec2, vec2};

use crate::analysis::finding::calendar::span;
use crate::analysis::map::POINTS_PER_AXIS;
use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::LABEL_SIZE;
use crate::theme::palette::Palette;

use super::occupied::Occupied;
use super::{MapChart, MapQuantity, ground};

/// Words are tried at this many places less one, along each axis.
const PLACES_PER_AXIS: usize = 16;

impl MapChart<'_> {
    /// Says in each area who is cheaper there, or where there is no break-even.
    pub(super) fn area_names_ui(&self, ui: &Ui, occupied: &mut Occupied, palette: &Palette) {
        let within = span(self.scenario.horizon_months.whole());
        let names = match self.quantity {
            MapQuantity::Saving => ["Prompting cheaper", "Fine-tuning cheaper"].map(str::to_owned),
            MapQuantity::BreakEven => [
                format!("No break-even within {within}"),
                "Breaks even".to_owned(),
            ],
        };
        for (fine_tuning_wins, name) in [false, true].into_iter().zip(names) {
            let galley = ui
                .painter()
                .layout_no_wrap(name, bold(LABEL_SIZE), palette.text);
            let size = galley.size() + vec2(10.0, 4.0);
            let Some(rect) = self.place_within(fine_tuning_wins, size, occupied) else {
                continue;
            };
            occupied.take(rect);
            ui.painter().rect_filled(rect, 3.0, ground(palette));
            let at = rect.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, palette.text);
        }
    }

    /// A place for words of `size` that lies wholly where one approach wins: of those tried, the one with the fewest lines, and of these the
    /// one farthest from the line of equal cost.
    fn place_within(
        &self,
        fine_tuning_wins: bool,
        size: Vec2,
        occupied: &Occupied,
    ) -> Option<Rect> {
        let area = occupied.area();
        let wins_at = |at: Pos2| (self.saving_near(area, at) > 0.0) == fine_tuning_wins;
        let is_inside = |rect: Rect| {
            let steps = [0.0, 0.25, 0.5, 0.75, 1.0];
            let mut places = steps
                .into_iter()
                .flat_map(|x| [0.0, 0.5, 1.0].map(|y| rect.lerp_inside(vec2(x, y))));
            places.all(wins_at)
        };
        let steps = (1..PLACES_PER_AXIS).map(|step| step as f32 / PLACES_PER_AXIS as f32);
        let places = steps
            .clone()
            .flat_map(|x| steps.clone().map(move |y| vec2(x, y)));
        places
            .map(|part| Rect::from_center_size(area.lerp_inside(part), size))
            .filter(|rect| occupied.is_free(*rect) && is_inside(rect.expand(4.0)))
            .max_by(|a, b| {
                let lines = |rect: &Rect| occupied.lines_within(*rect, None);
                let strength = |rect: &Rect| self.saving_near(area, rect.center()).abs();
                let fewer = lines(b).cmp(&lines(a));
                fewer.then(strength(a).total_cmp(&strength(b)))
            })
    }

    /// The saving at the point of the grid nearest to a place on the screen.
    pub(super) fn saving_near(&self, area: Rect, at: Pos2) -> f64 {
        let nearest = |from: f32, to: f32, at: f32| {
            let part = ((at - from) / (to - from)).clamp(0.0, 1.0);
            (part * (POINTS_PER_AXIS - 1) as f32).round() as usize
        };
        let across = nearest(area.left(), area.right(), at.x);
        let up = nearest(area.bottom(), area.top(), at.y);
        self.map.saving_at(across, up)
    }
}
