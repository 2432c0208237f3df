//! The export dialog: formats, and for charts size, colours and a preview.

use egui::{Id, Image, Rect, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::app::background::computed::Freshness;
use crate::app::messages::action::{Action, Actions, Choice};
use crate::app::state::export_dialog::{ExportDialog, PreviewKey, preview_key};
use crate::app::widgets::{caption_ui, computed_ui, scroll_ui, sized_ui};
use crate::app::workspace::Workspace;
use crate::charts::look::Look;
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::export::paper::{PageLayout, Paper};
use crate::files::settings::{ExportPaper, ExportSize, Settings};
use crate::theme::palette::Palette;

use super::dialog_parts::{buttons_ui, title_ui};

/// Width of the choices, in points.
const CHOICES_WIDTH: f32 = 190.0;
/// Width of the preview, in points. It isn't higher than wide.
const PREVIEW_WIDTH: f32 = 440.0;
/// Height of the preview, in points: that of a chart of 4 to 3.
const PREVIEW_HEIGHT: f32 = 330.0;
/// Room that a low window leaves for a preview, less title and buttons, in points.
const CHROME_HEIGHT: f32 = 190.0;

/// Room that a low window leaves for title and buttons, in points.
const BUTTONS_HEIGHT: f32 = 140.0;

/// Draws the dialog.
pub fn export_ui(ui: &mut Ui, dialog: &ExportDialog, workspace: &Workspace, actions: &mut Actions) {
    title_ui(ui, dialog.target.title());
    let settings = &workspace.settings;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(CHOICES_WIDTH);
            // In a low window the choices scroll, so that the buttons stay in sight.
            let room = ui.ctx().content_rect().height() - BUTTONS_HEIGHT;
            let area = ScrollArea::vertical()
                .min_scrolled_height(room)
                .max_height(room);
            scroll_ui(ui, area, |ui| {
                ui.set_width(CHOICES_WIDTH);
                ui.spacing_mut().item_spacing.y = 1.0;
                formats_ui(ui, dialog, actions);
                if dialog.has_pages() {
                    ui.add_space(6.0);
                    pages_ui(ui, settings, actions);
                }
                if dialog.is_picture() {
                    ui.add_space(6.0);
                    sizes_ui(ui, settings, actions);
                    ui.add_space(6.0);
                    colours_ui(ui, settings, actions);
                }
            });
        });
        let room = ui.ctx().content_rect().size() - vec2(CHOICES_WIDTH + 110.0, CHROME_HEIGHT);
        if dialog.target.is_picture() && room.x > 240.0 {
            ui.add_space(10.0);
            let size = vec2(PREVIEW_WIDTH, PREVIEW_HEIGHT).min(room);
            let key = preview_key(workspace);
            sized_ui(ui, size, |ui| preview_ui(ui, dialog, &key));
        }
    });
    let export = ("Export…", Choice::Yes);
    let cancel = ("Cancel", Choice::Cancel);
    if dialog.is_picture() {
        buttons_ui(ui, actions, &[export, ("Copy picture", Choice::No), cancel]);
    } else {
        buttons_ui(ui, actions, &[export, cancel]);
    }
}

fn formats_ui(ui: &mut Ui, dialog: &ExportDialog, actions: &mut Actions) {
    caption_ui(ui, "Format");
    for &format in dialog.target.formats() {
        let response = ui.radio(dialog.format == format, format_name(format));
        if response.on_hover_text(format.help()).clicked() {
            actions.send(Action::ChooseFormat(format));
        }
    }
}

/// A format as people know it.
fn format_name(format: Format) -> &'static str {
    match format {
        Format::Svg => "SVG, scales to any size",
        Format::Png => "PNG picture",
        Format::Pdf => "PDF",
        Format::Html => "Web page",
        Format::Xlsx => "Excel workbook",
        Format::Pptx => "PowerPoint slides",
        Format::Text => "Plain text",
        Format::Json => "JSON, for programs",
        Format::Csv => "CSV table",
        Format::Decision => "Decision, as text",
        Format::Plan => "Plan, as text",
        Format::Draws => "Simulations, as CSV",
    }
}

fn sizes_ui(ui: &mut Ui, settings: &Settings, actions: &mut Actions) {
    caption_ui(ui, "Size");
    for (size, name) in [
        (ExportSize::Slide, "Slide 16:9"),
        (ExportSize::Classic, "Slide 4:3"),
        (ExportSize::Square, "Square"),
        (ExportSize::Print, "Print, A5"),
    ] {
        if ui.radio(settings.export_size == size, name).clicked() {
            set(actions, settings, |changed| changed.export_size = size);
        }
    }
}

fn pages_ui(ui: &mut Ui, settings: &Settings, actions: &mut Actions) {
    caption_ui(ui, "Pages");
    for (one_page, name, layout) in [
        (false, "Whole report", PageLayout::Report),
        (true, "One page, landscape", PageLayout::OnePage),
    ] {
        let response = ui.radio(settings.export_one_page == one_page, name);
        if response.on_hover_text(layout.help()).clicked() {
            set(actions, settings, |changed| {
                changed.export_one_page = one_page;
            });
        }
    }
    ui.add_space(6.0);
    caption_ui(ui, "Paper");
    ui.horizontal(|ui| {
        for (paper, name, size) in [
            (ExportPaper::A4, "A4", Paper::A4),
            (ExportPaper::Letter, "Letter", Paper::Letter),
        ] {
            let response = ui.radio(settings.export_paper == paper, name);
            if response.on_hover_text(size.help()).clicked() {
                set(actions, settings, |changed| changed.export_paper = paper);
            }
        }
    });
}

fn colours_ui(ui: &mut Ui, settings: &Settings, actions: &mut Actions) {
    caption_ui(ui, "Theme");
    ui.horizontal(|ui| {
        for (dark, name) in [(false, "Light"), (true, "Dark")] {
            if ui.radio(settings.export_dark == dark, name).clicked() {
                set(actions, settings, |changed| changed.export_dark = dark);
            }
        }
    });
    ui.add_space(6.0);
    caption_ui(ui, "Background");
    ui.horizontal(|ui| {
        for (none, name) in [(false, "Paper"), (true, "None")] {
            let chosen = settings.export_transparent == none;
            if ui.radio(chosen, name).clicked() {
                set(actions, settings, |changed| {
                    changed.export_transparent = none;
                });
            }
        }
    });
}

fn set(actions: &mut Actions, settings: &Settings, change: impl FnOnce(&mut Settings)) {
    let mut changed = settings.clone();
    change(&mut changed);
    actions.send(Action::SetSettings(Box::new(changed)));
}

/// The chart as it will be, on a chequered ground if it has none of its own.
fn preview_ui(ui: &mut Ui, dialog: &ExportDialog, key: &PreviewKey) {
    let palette = Palette::current(ui);
    let (_, PixelSize { width, height }, Look { transparent, .. }) = *key;
    let computed = dialog.preview.get(key);
    let preview = match computed {
        Freshness::Current(preview) | Freshness::Stale(preview) => preview,
        Freshness::Pending | Freshness::Nothing | Freshness::Failed(_) => {
            computed_ui(ui, computed, "Calculating…");
            return;
        }
    };
    let texture = match &preview.0 {
        Ok(texture) => texture,
        Err(problem) => {
            ui.label(RichText::new(problem).color(palette.error));
            return;
        }
    };
    let room = ui.available_size();
    let shape = texture.size_vec2();
    let scale = (room.x / shape.x).min(room.y / shape.y);
    let rect = Rect::from_center_size(ui.max_rect().center(), shape * scale);
    if transparent {
        chequered_ui(ui, rect);
    }
    Image::new(texture).paint_at(ui, rect);
    ui.painter().rect_stroke(
        rect,
        0.0,
        egui::Stroke::new(1.0, palette.line),
        egui::StrokeKind::Outside,
    );
    let response = ui.interact(rect, Id::unique("export preview"), egui::Sense::hover());
    let text = format!("Preview, {width} × {height} pixels");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &text));
    response.on_hover_text(text);
}

/// Squares that say: nothing is here.
fn chequered_ui(ui: &Ui, rect: Rect) {
    const SQUARE: f32 = 10.0;
    let palette = Palette::current(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 0.0, palette.background);
    let (columns, rows) = (
        (rect.width() / SQUARE).ceil() as usize,
        (rect.height() / SQUARE).ceil() as usize,
    );
    for row in 0..rows {
        for column in (row % 2..columns).step_by(2) {
            let at = rect.min + vec2(column as f32, row as f32) * SQUARE;
            let square = Rect::from_min_size(at, vec2(SQUARE, SQUARE));
            painter.rect_filled(square, 0.0, palette.field_hover);
        }
    }
}
