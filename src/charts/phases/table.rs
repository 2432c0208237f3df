//! The rows: a category, its two bars, its two amounts, and what fine-tuning saves there.

use egui::{
    Align, Color32, FontId, Label, Layout, Rangef, Rect, RichText, Stroke, Ui, UiBuilder, pos2,
};

use crate::analysis::approach::{Approach, Phase, saving_of};
use crate::analysis::price::unpriced;
use crate::charts::plot::bar::approach_bar;
use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::LABEL_SIZE;
use crate::scenario::quantity::{money, signed_money};
use crate::theme::palette::Palette;

use super::PhasesChart;

/// The most and the least height of a row, in points.
const MAX_ROW_HEIGHT: f32 = 68.0;
const MIN_ROW_HEIGHT: f32 = 17.0;
/// The most thickness of a bar, in points, and the share of a row's height that it takes in a low one.
const MAX_BAR_HEIGHT: f32 = 20.0;
const BAR_HEIGHT_SHARE: f32 = 0.32;
/// Space between two columns, and in a narrow table, in points.
const COLUMN_GAP: f32 = 18.0;
const NARROW_COLUMN_GAP: f32 = 9.0;
const NARROW: f32 = 600.0;
/// If less than this is left for the bars, there are none, in points.
const MIN_BARS_WIDTH: f32 = 40.0;
/// The widest bars that read well beside their amounts, in points.
const MAX_BARS_WIDTH: f32 = 820.0;
/// A bar of an amount that isn't 0 is at least this long, in points.
const MIN_BAR_LENGTH: f32 = 1.5;

/// Side of the bar before the name of an approach, and the space between both, in points.
const KEY_SIDE: f32 = 9.0;
const KEY_GAP: f32 = 5.0;

/// What stands in a row, in text.
struct Row {
    name: String,
    /// The amounts of prompting and of fine-tuning, and the saving.
    amounts: [String; 3],
    colors: [Color32; 3],
    is_bold: bool,
}

/// Where the columns are.
struct Columns {
    bars: Option<Rangef>,
    /// The right edges of the columns of amounts. Where there is no room for the saving, it is left out: the costs say it too.
    amounts: Vec<f32>,
}

impl PhasesChart<'_> {
    /// Draws the table into `rect`. The texts are labels, because screen readers can't read the bars.
    pub(super) fn table_ui(&self, ui: &mut Ui, rect: Rect) {
        let palette = Palette::current(ui);
        let phases: Vec<Phase> = self.phases().collect();
        let head = self.head(palette);
        let rows: Vec<Row> = phases
            .iter()
            .map(|phase| {
                let cost = |approach| self.cost(approach, *phase);
                self.row(phase.label(), cost, false, palette)
            })
            .collect();
        let total = self.row("Total", |approach| self.total(approach), true, palette);
        let all: Vec<&Row> = [&head].into_iter().chain(&rows).chain([&total]).collect();
        let columns = columns(ui, rect, &all);
        let height = rect.height() / all.len() as f32;
        let height = height.clamp(MIN_ROW_HEIGHT, MAX_ROW_HEIGHT);
        for (place, row) in all.iter().enumerate() {
            let top = rect.top() + place as f32 * height;
            let at = Rect::from_x_y_ranges(rect.x_range(), Rangef::new(top, top + height));
            row_ui(ui, at, row, &columns);
            if place == 0 && columns.bars.is_some() && rect.width() >= NARROW {
                keys_ui(ui, at, row, &columns, palette);
            }
            let phase = place.checked_sub(1).and_then(|place| phases.get(place));
            if let (Some(phase), Some(sides)) = (phase, columns.bars) {
                self.bars_ui(ui, at, sides, *phase, palette);
            }
            // Under the head and over the total the lines are stronger.
            let is_edge = place == 0 || place + 2 == all.len();
            let color = if is_edge { palette.weak } else { palette.faint };
            if let Some(right) = columns.amounts.last()
                && place + 1 < all.len()
            {
                let line = Stroke::new(1.0, color);
                ui.painter()
                    .hline(Rangef::new(rect.left(), *right), at.bottom(), line);
            }
        }
    }

    /// A currency without a sign of its own is named once, in the head: the amounts leave no room for it.
    fn currency_code(&self) -> Option<String> {
        let prefix = self.scenario.currency.prefix();
        let code = prefix.trim_end();
        (code.chars().count() > 1).then(|| code.to_owned())
    }

    fn head(&self, palette: &Palette) -> Row {
        let [prompting, fine_tuning] =
            Approach::ALL.map(|approach| palette.approach_text(approach));
        Row {
            name: self.currency_code().unwrap_or_default(),
            amounts: [
                Approach::Prompting.label().to_owned(),
                Approach::FineTuning.label().to_owned(),
                "Saving".to_owned(),
            ],
            colors: [prompting, fine_tuning, palette.text],
            is_bold: true,
        }
    }

    /// The row of a category, or the total. An approach without prices has no amounts.
    fn row(
        &self,
        name: &str,
        cost: impl Fn(Approach) -> f64,
        is_bold: bool,
        palette: &Palette,
    ) -> Row {
        let currency = &self.scenario.currency;
        let unpriced = unpriced(self.scenario);
        let code = self.currency_code().map(|_| currency.prefix());
        let bare = |amount: String| match &code {
            Some(prefix) => amount.replace(prefix.as_str(), ""),
            None => amount,
        };
        let nothing = || ("–".to_owned(), palette.weak);
        let [prompting, fine_tuning] = Approach::ALL.map(|approach| {
            if unpriced.contains(&approach) || cost(approach) == 0.0 {
                nothing()
            } else {
                (bare(money(cost(approach), currency)), palette.text)
            }
        });
        let saving = saving_of(cost(Approach::Prompting), cost(Approach::FineTuning));
        let (saving, saving_color) = if !unpriced.is_empty() || saving == 0.0 {
            nothing()
        } else {
            let cheaper = if saving > 0.0 {
                Approach::FineTuning
            } else {
                Approach::Prompting
            };
            let color = palette.approach_text(cheaper);
            (bare(signed_money(saving, currency)), color)
        };
        Row {
            name: name.to_owned(),
            amounts: [prompting.0, fine_tuning.0, saving],
            colors: [prompting.1, fine_tuning.1, saving_color],
            is_bold,
        }
    }

    /// Draws the two bars of a category, prompting's above.
    fn bars_ui(&self, ui: &Ui, row: Rect, sides: Rangef, phase: Phase, palette: &Palette) {
        let thickness = (BAR_HEIGHT_SHARE * row.height()).min(MAX_BAR_HEIGHT);
        let largest = self.largest();
        let unpriced = unpriced(self.scenario);
        for (place, approach) in Approach::ALL.into_iter().enumerate() {
            let cost = self.cost(approach, phase);
            if cost <= 0.0 || unpriced.contains(&approach) {
                continue;
            }
            let length = (sides.span() * (cost / largest) as f32).max(MIN_BAR_LENGTH);
            // A point of the ground between the bars.
            let top = row.center().y - thickness - 0.5 + place as f32 * (thickness + 1.0);
            let bar = Rect::from_min_size(pos2(sides.min, top), egui::vec2(length, thickness));
            approach_bar(ui.painter(), bar, approach, palette);
        }
    }
}

/// Draws a short bar before the name of each approach, as its bars are drawn.
fn keys_ui(ui: &Ui, head: Rect, row: &Row, columns: &Columns, palette: &Palette) {
    for (approach, (name, edge)) in Approach::ALL
        .into_iter()
        .zip(row.amounts.iter().zip(&columns.amounts))
    {
        let name =
            ui.painter()
                .layout_no_wrap(name.clone(), font(row.is_bold), Color32::PLACEHOLDER);
        let centre = pos2(
            edge - name.size().x - KEY_GAP - KEY_SIDE / 2.0,
            head.center().y,
        );
        let key = Rect::from_center_size(centre, egui::Vec2::splat(KEY_SIDE));
        approach_bar(ui.painter(), key, approach, palette);
    }
}

/// Divides the width: the names and the amounts take what they need, the bars what is left.
fn columns(ui: &Ui, rect: Rect, rows: &[&Row]) -> Columns {
    let width = |text: &str, is_bold: bool| {
        let font = font(is_bold);
        let text = text.to_owned();
        let galley = ui
            .painter()
            .layout_no_wrap(text, font, Color32::PLACEHOLDER);
        galley.size().x
    };
    let widest = |text: &dyn Fn(&Row) -> String| {
        let widths = rows.iter().map(|row| width(&text(row), row.is_bold));
        widths.fold(0.0, f32::max)
    };
    let gap = if rect.width() < NARROW {
        NARROW_COLUMN_GAP
    } else {
        COLUMN_GAP
    };
    let names = widest(&|row| row.name.clone());
    let mut amounts = [0, 1, 2].map(|column: usize| widest(&|row| row.amounts[column].clone()));
    if rect.width() >= NARROW {
        // The keys before the names of the approaches belong to their columns.
        for (column, amount) in amounts.iter_mut().take(Approach::ALL.len()).enumerate() {
            let name = width(&rows[0].amounts[column], true);
            *amount = amount.max(name + KEY_GAP + KEY_SIDE);
        }
    }
    let left = rect.left() + names + gap;
    let width_of = |amounts: &[f32]| amounts.iter().map(|width| width + gap).sum::<f32>();
    let mut amounts = amounts.to_vec();
    if left - gap + width_of(&amounts) > rect.right() {
        amounts.truncate(Approach::ALL.len());
    }
    let amounts_width = width_of(&amounts);
    let room = (rect.right() - left - amounts_width).min(MAX_BARS_WIDTH);
    let bars = (room >= MIN_BARS_WIDTH).then(|| Rangef::new(left, left + room));
    let mut right = bars.map_or(left - gap, |bars| bars.max);
    let edges = amounts.iter().map(|width| {
        right += gap + width;
        right
    });
    Columns {
        bars,
        amounts: edges.collect(),
    }
}

fn font(is_bold: bool) -> FontId {
    if is_bold {
        bold(LABEL_SIZE)
    } else {
        FontId::proportional(LABEL_SIZE)
    }
}

/// Writes the texts of a row.
fn row_ui(ui: &mut Ui, rect: Rect, row: &Row, columns: &Columns) {
    let palette = Palette::current(ui);
    let mut cell_ui = |sides: Rangef, layout: Layout, text: &str, color: Color32| {
        if text.is_empty() {
            return;
        }
        let at = Rect::from_x_y_ranges(sides, rect.y_range());
        let mut cell = ui.new_child(UiBuilder::new().max_rect(at).layout(layout));
        let text = RichText::new(text).font(font(row.is_bold)).color(color);
        cell.add(Label::new(text).extend());
    };
    let left = Layout::left_to_right(Align::Center);
    let right = Layout::right_to_left(Align::Center);
    let name = Rangef::new(rect.left(), rect.right());
    cell_ui(name, left, &row.name, palette.text);
    for ((amount, color), edge) in row.amounts.iter().zip(row.colors).zip(&columns.amounts) {
        cell_ui(Rangef::new(rect.left(), *edge), right, amount, color);
    }
}
