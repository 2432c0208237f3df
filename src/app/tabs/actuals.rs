//! What was billed beside the plan, month by month: the difference split into volume, price per query and rest. The tab "Table" shows it, and the
//! page "Plan against actual".

use egui::text::LayoutJob;
use egui::{
    Align, Color32, FontId, Label, Layout, RichText, Role, ScrollArea, TextFormat, TextStyle, Ui,
    WidgetInfo, pos2,
};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::analysis::actuals::{MonthAgainstPlan, PlanAgainstActual};
use crate::app::widgets::scroll_ui;
use crate::scenario::Scenario;
use crate::scenario::quantity::count;
use crate::study::plan_review::money_row;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::cells::{HEADER_HEIGHT, header_ui};

/// Names of the columns. The second line of two of them is the plan.
const HEADERS: [&str; 8] = [
    "Month",
    "Queries",
    "Billed",
    "Difference",
    "Volume",
    "Price per query",
    "Rest",
    "80% range at these queries",
];
const QUERIES: usize = 1;
const BILLED: usize = 2;
/// What stands in the second line of these two.
const SECOND_LINE: &str = "planned";
/// The least widths of the columns, in points: each name keeps its words whole.
const WIDTHS: [f32; HEADERS.len()] = [71.0, 62.0, 82.0, 80.0, 67.0, 68.0, 67.0, 130.0];
/// How much wider columns get at most where there is room.
const MAX_STRETCH: f32 = 1.5;
/// Height of a row, in points: it has two lines.
const ROW_HEIGHT: f32 = 38.0;
/// Size of the type of the second line, in points.
const SECOND_SIZE: f32 = 11.5;
/// Room beside the text in a cell, in points.
const MARGIN: f32 = 6.0;
/// Rows that are shown at most; beyond them the table scrolls.
const MAX_ROWS: usize = 6;

/// Draws the table.
pub(super) fn variance_ui(ui: &mut Ui, scenario: &Scenario, figures: &PlanAgainstActual) {
    ui.scope(|ui| {
        // The stripes reach half of the room between columns beyond the first and the last.
        ui.spacing_mut().item_spacing.x = 0.0;
        let least = WIDTHS.iter().sum::<f32>();
        if ui.available_width() < least {
            let area = ScrollArea::horizontal().id_salt("plan against actual");
            return scroll_ui(ui, area, |ui| {
                ui.set_width(least);
                table_ui(ui, scenario, figures);
            });
        }
        table_ui(ui, scenario, figures);
    });
}

fn table_ui(ui: &mut Ui, scenario: &Scenario, figures: &PlanAgainstActual) {
    let palette = Palette::current(ui);
    let shown = figures.months.len().min(MAX_ROWS) as f32;
    let height = HEADER_HEIGHT + shown * (ROW_HEIGHT + ui.spacing().item_spacing.y);
    let stretch = (ui.available_width() / WIDTHS.iter().sum::<f32>()).clamp(1.0, MAX_STRETCH);
    let table = TableBuilder::new(ui)
        .id_salt("variance")
        .striped(true)
        .max_scroll_height(height)
        .min_scrolled_height(height)
        .cell_layout(Layout::right_to_left(Align::Center));
    let columns = WIDTHS.map(|width| Column::exact(width * stretch).clip(true));
    let table = columns.into_iter().fold(table, TableBuilder::column);
    table
        .header(HEADER_HEIGHT, |mut row| {
            for (index, name) in HEADERS.into_iter().enumerate() {
                row.col(|ui| head_ui(ui, index, name, palette));
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, figures.months.len(), |mut row| {
                let month = &figures.months[row.index()];
                for (index, cell) in cells(scenario, month, palette).into_iter().enumerate() {
                    cell_ui(&mut row, index, cell, palette);
                }
            });
        });
}

fn head_ui(ui: &mut Ui, index: usize, name: &str, palette: &Palette) {
    if !matches!(index, QUERIES | BILLED) {
        let name = RichText::new(name).family(fonts::bold());
        return header_ui(ui, index, name.color(palette.weak));
    }
    let size = TextStyle::Body.resolve(ui.style()).size;
    let mut both = LayoutJob::default();
    let bold = FontId::new(size, fonts::bold());
    both.append(name, 0.0, TextFormat::simple(bold, palette.weak));
    let second = FontId::proportional(SECOND_SIZE);
    let second = TextFormat::simple(second, palette.weak);
    both.append(&format!("\n{SECOND_LINE}"), 0.0, second);
    ui.add_space(MARGIN);
    ui.add(Label::new(both).wrap().halign(Align::RIGHT));
}

/// What stands in a cell.
struct Cell {
    text: String,
    color: Color32,
    /// The plan below it, in weaker type.
    planned: Option<String>,
    /// What a screen reader says of it.
    name: String,
}

impl Cell {
    fn new(text: String, color: Color32) -> Self {
        Self {
            name: text.clone(),
            text,
            color,
            planned: None,
        }
    }

    fn with_plan(text: String, color: Color32, planned: String) -> Self {
        Self {
            name: format!("{text}, planned {planned}"),
            text,
            color,
            planned: Some(planned),
        }
    }
}

/// A cell of two lines, painted as the values of the other tables are.
fn cell_ui(row: &mut TableRow<'_, '_>, index: usize, cell: Cell, palette: &Palette) {
    let Cell {
        text,
        color,
        planned,
        name,
    } = cell;
    let (_, response) = row.col(|ui| {
        let font = TextStyle::Body.resolve(ui.style());
        let first = (text, font, color);
        let second = planned.map(|text| (text, FontId::proportional(SECOND_SIZE), palette.weak));
        let lines = [Some(first), second].into_iter().flatten();
        let lines: Vec<_> = lines
            .map(|(text, font, color)| (ui.painter().layout_no_wrap(text, font, color), color))
            .collect();
        let cell = ui.max_rect();
        let height: f32 = lines.iter().map(|(line, _)| line.size().y).sum();
        let mut top = cell.center().y - height / 2.0;
        for (line, color) in lines {
            let left = if index == 0 {
                cell.left() + MARGIN
            } else {
                cell.right() - MARGIN - line.size().x
            };
            let size = line.size();
            ui.painter().galley(pos2(left, top), line, color);
            top += size.y;
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

/// What stands in a row; what isn't known is a dash. A bill out of its range has a sign, and the colour of warnings.
fn cells(
    scenario: &Scenario,
    month: &MonthAgainstPlan,
    palette: &Palette,
) -> [Cell; HEADERS.len()] {
    let known = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let row = money_row(month, scenario);
    let plain = |text: String| Cell::new(text, palette.text);
    let part = |part: Option<f64>| plain(known(part.map(|value| row.signed_money(value))));
    let variance = month.variance;
    let range = known(month.range.map(|range| row.range(range.low, range.high)));
    let (sign, place) = match month.range.zip(month.cost) {
        Some((range, cost)) if cost > range.high => ("▲ ", ", above its 80% range"),
        Some((range, cost)) if cost < range.low => ("▼ ", ", below its 80% range"),
        _ => ("", ""),
    };
    let color = if sign.is_empty() {
        palette.text
    } else {
        palette.warning
    };
    let bill = known(month.cost.map(|cost| row.money(cost)));
    let planned = row.money(month.planned_cost);
    [
        plain(scenario.start.name_of_nth(month.month)),
        Cell::with_plan(
            known(month.queries.map(count)),
            palette.text,
            count(month.planned_queries),
        ),
        Cell {
            name: format!("{bill}{place}, planned {planned}"),
            ..Cell::with_plan(format!("{sign}{bill}"), color, planned)
        },
        part(variance.map(|variance| variance.total())),
        part(variance.map(|variance| variance.volume)),
        part(variance.map(|variance| variance.price_per_query)),
        part(variance.map(|variance| variance.rest)),
        Cell::new(range, color),
    ]
}
