//! The months as a table: what a screen reader gets instead of the curves, and what can be looked up.

use std::ops::Range;

use egui::{Align, Layout, RichText, ScrollArea, Ui};
use egui_extras::{Column, TableBuilder};

use crate::analysis::approach::{Approach, cheaper_of};
use crate::app::widgets::{heading_label_ui, heading_ui, scroll_ui};
use crate::app::workspace::Workspace;
use crate::scenario::quantity::{count, money, signed_money};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::actuals::variance_ui;
use super::cells::{HEADER_HEIGHT, ROW_HEIGHT, header_ui, value_ui};
use super::page_width::{has_two_columns, limit_column, two_columns_ui};

/// Width that a table takes at least; where there is less it scrolls, in points.
const MIN_TABLE_WIDTH: f32 = 560.0;

/// Draws the tab.
pub fn table_ui(ui: &mut Ui, workspace: &Workspace) {
    if let Some(review) = workspace.plan_review().latest() {
        heading_label_ui(ui, "Plan against actual");
        variance_ui(ui, workspace.scenario(), &review.figures);
        heading_ui(ui, "All months, to date");
    }
    let months = workspace.findings.analysis.months() + 1;
    if ui.available_width() < MIN_TABLE_WIDTH {
        // Amounts that are cut off could be taken for others.
        return scroll_ui(ui, ScrollArea::horizontal().auto_shrink(false), |ui| {
            ui.set_width(MIN_TABLE_WIDTH);
            months_ui(ui, workspace, 0..months);
        });
    }
    if !has_two_columns(ui) {
        limit_column(ui);
        return months_ui(ui, workspace, 0..months);
    }
    let middle = months.div_ceil(2);
    two_columns_ui(ui, |left, right| {
        months_ui(left, workspace, 0..middle);
        months_ui(right, workspace, middle..months);
    });
}

/// A table of these months.
fn months_ui(ui: &mut Ui, workspace: &Workspace, months: Range<usize>) {
    // The stripes reach half of the room between columns beyond the first and the last; cells have margins of their own.
    ui.spacing_mut().item_spacing.x = 0.0;
    let palette = Palette::current(ui);
    let (scenario, analysis) = (workspace.scenario(), &workspace.findings.analysis);
    let amount = |value| money(value, &scenario.currency);
    let best = analysis.better_than_both();
    let mut headers = vec![
        ("Month".to_owned(), palette.weak),
        ("Queries to date".to_owned(), palette.weak),
        (
            Approach::Prompting.label().to_owned(),
            palette.approach_text(Approach::Prompting),
        ),
        (
            Approach::FineTuning.label().to_owned(),
            palette.approach_text(Approach::FineTuning),
        ),
        ("Saving".to_owned(), palette.weak),
    ];
    headers.extend(best.map(|best| (format!("Switch after month {}", best.month), palette.text)));
    TableBuilder::new(ui)
        // Two tables beside each other scroll and size their columns each for itself.
        .id_salt(months.start)
        .striped(true)
        .column(Column::exact(112.0))
        .columns(
            Column::remainder().at_least(72.0).at_most(190.0).clip(true),
            headers.len() - 1,
        )
        .cell_layout(Layout::right_to_left(Align::Center))
        .header(HEADER_HEIGHT, |mut row| {
            for (index, (name, color)) in headers.iter().enumerate() {
                row.col(|ui| {
                    header_ui(
                        ui,
                        index,
                        RichText::new(name).family(fonts::bold()).color(*color),
                    );
                });
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, months.len(), |mut row| {
                let month = months.start + row.index();
                let prompting = analysis.prompting.cost_path.after[month];
                let fine_tuning = analysis.fine_tuning.cost_path.after[month];
                let when = match scenario.start.nth(month) {
                    None => "Start".to_owned(),
                    // A figure space is as wide as a digit.
                    Some(calendar) => {
                        let number = format!("{month:>3}").replace(' ', "\u{2007}");
                        format!("{number}   {}", calendar.short())
                    }
                };
                let saving = analysis.saving_by(month);
                let saving_color = match cheaper_of(prompting, fine_tuning) {
                    Some(approach) => palette.approach_text(approach),
                    None => palette.weak,
                };
                let mut cells = vec![
                    (when, palette.text),
                    (count(analysis.queries[month]), palette.text),
                    (amount(prompting), palette.text),
                    (amount(fine_tuning), palette.text),
                    (signed_money(saving, &scenario.currency), saving_color),
                ];
                cells.extend(best.map(|best| (amount(best.cost_path.after[month]), palette.text)));
                for (index, (text, color)) in cells.into_iter().enumerate() {
                    value_ui(&mut row, index, text, color);
                }
            });
        });
}
