//! The months as a table: what a screen reader gets instead of the curves, and what can be looked up.

use std::ops::Range;

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};
use egui_extras::{Column, TableBuilder};

use crate::analysis::approach::Approach;
use crate::app::widgets::scroll_ui;
use crate::app::workspace::Workspace;
use crate::scenario::quantity::{count, money, signed_money};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::page_width::{has_two_columns, limit_column, two_columns_ui};

/// Height of a row, in points.
const ROW_HEIGHT: f32 = 24.0;
/// Height of the header, in points: names may take two lines.
const HEADER_HEIGHT: f32 = 38.0;

/// Width that a table takes at least; where there is less it scrolls, in points.
const MIN_TABLE_WIDTH: f32 = 560.0;

/// Draws the tab.
pub fn table_ui(ui: &mut Ui, workspace: &Workspace) {
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
                    cell_ui(
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
                let saving = prompting - fine_tuning;
                let saving_color =
                    match crate::analysis::approach::cheaper_of(prompting, fine_tuning) {
                        Some(approach) => palette.approach_text(approach),
                        None => palette.weak,
                    };
                let mut cells = vec![
                    RichText::new(when),
                    RichText::new(count(analysis.queries[month])),
                    RichText::new(amount(prompting)),
                    RichText::new(amount(fine_tuning)),
                    RichText::new(signed_money(saving, &scenario.currency)).color(saving_color),
                ];
                cells.extend(best.map(|best| RichText::new(amount(best.cost_path.after[month]))));
                for (index, text) in cells.into_iter().enumerate() {
                    row.col(|ui| cell_ui(ui, index, text));
                }
            });
        });
}

/// The first column is text, the others are numbers.
fn cell_ui(ui: &mut Ui, index: usize, text: RichText) {
    if index == 0 {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(6.0);
            ui.label(text);
        });
    } else {
        ui.add_space(6.0);
        ui.add(Label::new(text).wrap().halign(Align::RIGHT));
    }
}
