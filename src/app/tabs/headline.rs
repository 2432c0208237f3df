//! The finding in a sentence, what stands behind it, and its key figures: over the tabs that don't say it themselves. It takes the less
//! room the lower the window is, so that the charts keep theirs; what is left out can be read in a tooltip.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, FontId, Galley, Label, Layout, RichText, Role, Sense, TextStyle, Ui};
use egui::{WidgetInfo, vec2};

use crate::analysis::finding::key_figures::KeyFigure;
use crate::app::widgets::weak_ui;
use crate::app::workspace::{CurrentHeadline, Workspace};
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// From this height of headline and chart together, in points, there is room for all of it.
const TALL: f32 = 580.0;
/// From this one there is room for the sentence and, below it, the key figures in a line.
const MEDIUM: f32 = 410.0;
/// Below this width, in points, a tall headline is set smaller.
const NARROW_WIDTH: f32 = 620.0;
/// Sentence and detail take at most so many rows each.
const MAX_ROWS: usize = 2;
/// Height of a headline that is one line, in points.
const LINE_HEIGHT: f32 = 32.0;
/// Width of the words in a tooltip, in points.
const TOOLTIP_WIDTH: f32 = 460.0;

/// How much is shown without a tooltip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The sentence, what stands behind it, and the figures with their captions below them.
    Tall,
    /// The sentence in one line, and the figures in another.
    Medium,
    /// The sentence in one line.
    Line,
}

impl Form {
    fn for_height(height: f32) -> Self {
        if height >= TALL {
            Self::Tall
        } else if height >= MEDIUM {
            Self::Medium
        } else {
            Self::Line
        }
    }
}

/// What the headline says.
struct Headline<'a> {
    sentence: String,
    detail: String,
    figures: &'a [KeyFigure],
    /// A stale finding isn't shown as if it were current, nor an incomplete one as if it were certain.
    is_stale: bool,
}

/// The finding in a sentence, what stands behind it, and its key figures, as far as there is room.
pub(super) fn headline_ui(ui: &mut Ui, workspace: &Workspace) {
    let CurrentHeadline { words, is_current } = workspace.headline();
    let is_example = workspace.document.open_example().is_some();
    let is_incomplete = !(is_example || workspace.findings.credibility.is_set());
    let headline = Headline {
        sentence: words.sentence(),
        detail: words.detail.clone(),
        figures: &words.key_figures,
        is_stale: !is_current || is_incomplete,
    };
    match Form::for_height(ui.available_height()) {
        Form::Tall => tall_ui(ui, &headline),
        Form::Medium => medium_ui(ui, &headline),
        Form::Line => line_ui(ui, &headline),
    }
}

fn tall_ui(ui: &mut Ui, headline: &Headline<'_>) {
    ui.add_space(12.0);
    let points = if ui.available_width() < NARROW_WIDTH {
        18.0
    } else {
        TextStyle::Name("headline".into()).resolve(ui.style()).size
    };
    sentence_ui(ui, headline, points, MAX_ROWS);
    if !headline.detail.is_empty() {
        let color = Palette::current(ui).weak;
        let font = FontId::proportional(14.0);
        rows_ui(ui, &headline.detail, font, color, MAX_ROWS);
    }
    ui.add_space(8.0);
    figures_ui(ui, headline.figures);
    ui.add_space(8.0);
}

fn medium_ui(ui: &mut Ui, headline: &Headline<'_>) {
    ui.add_space(8.0);
    sentence_ui(ui, headline, 17.0, 1).on_hover_ui(|ui| all_ui(ui, headline));
    inline_figures_ui(ui, headline.figures);
    ui.add_space(4.0);
}

fn line_ui(ui: &mut Ui, headline: &Headline<'_>) {
    let size = vec2(ui.available_width(), LINE_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        sentence_ui(ui, headline, 14.5, 1).on_hover_ui(|ui| all_ui(ui, headline));
    });
}

/// The sentence in at most so many rows.
fn sentence_ui(
    ui: &mut Ui,
    headline: &Headline<'_>,
    points: f32,
    max_rows: usize,
) -> egui::Response {
    let palette = Palette::current(ui);
    let color = if headline.is_stale {
        palette.weak
    } else {
        palette.text
    };
    let font = FontId::new(points, fonts::headline());
    rows_ui(ui, &headline.sentence, font, color, max_rows)
}

/// Text in at most so many rows; if it is longer, it ends with … and a tooltip has all of it.
fn rows_ui(
    ui: &mut Ui,
    text: &str,
    font: FontId,
    color: egui::Color32,
    max_rows: usize,
) -> egui::Response {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, 0.0);
    job.wrap.max_rows = max_rows;
    ui.add(
        Label::new(job)
            .wrap()
            .show_tooltip_when_elided(max_rows > 1),
    )
}

/// All that the headline has to say, for a tooltip.
fn all_ui(ui: &mut Ui, headline: &Headline<'_>) {
    ui.set_max_width(TOOLTIP_WIDTH);
    ui.label(RichText::new(&headline.sentence).family(fonts::bold()));
    if !headline.detail.is_empty() {
        weak_ui(ui, &headline.detail);
    }
    for figure in headline.figures {
        ui.label(format!("{} {}", figure.value, figure.caption));
    }
}

/// A key figure's value and caption, laid out.
struct LaidOut {
    value: Arc<Galley>,
    caption: Arc<Galley>,
}

impl LaidOut {
    fn new(ui: &Ui, figure: &KeyFigure, value_font: FontId) -> Self {
        let palette = Palette::current(ui);
        let lay_out = |text: &str, font, color| {
            let painter = ui.painter();
            painter.layout_no_wrap(text.to_owned(), font, color)
        };
        let caption_font = FontId::proportional(12.0);
        Self {
            value: lay_out(&figure.value, value_font, palette.text),
            caption: lay_out(&figure.caption, caption_font, palette.weak),
        }
    }
}

/// The figures side by side over their captions, in as many rows as they need.
fn figures_ui(ui: &mut Ui, figures: &[KeyFigure]) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(22.0, 6.0);
        for figure in figures {
            let font = TextStyle::Name("figure".into()).resolve(ui.style());
            let LaidOut { value, caption } = LaidOut::new(ui, figure, font);
            let below = vec2(0.0, value.size().y + 1.0);
            let width = value.size().x.max(caption.size().x);
            let rect = figure_space(ui, figure, vec2(width, below.y + caption.size().y));
            ui.painter().galley(rect.min, value, palette.text);
            ui.painter().galley(rect.min + below, caption, palette.weak);
        }
    });
}

/// The figures that fit into one line, each with its caption beside it.
fn inline_figures_ui(ui: &mut Ui, figures: &[KeyFigure]) {
    /// Room between value and caption, in points.
    const GAP: f32 = 5.0;
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        let right = ui.max_rect().right();
        for figure in figures {
            let font = FontId::new(13.5, fonts::bold());
            let LaidOut { value, caption } = LaidOut::new(ui, figure, font);
            let width = value.size().x + GAP + caption.size().x;
            if ui.cursor().left() + width > right {
                continue;
            }
            let height = value.size().y.max(caption.size().y);
            let rect = figure_space(ui, figure, vec2(width, height));
            let beside = vec2(value.size().x + GAP, height - caption.size().y - 0.5);
            ui.painter().galley(rect.min, value, palette.text);
            ui.painter()
                .galley(rect.min + beside, caption, palette.weak);
        }
    });
}

/// The place of a painted figure: named for those who can't see it, and explained to those who hover over it.
fn figure_space(ui: &mut Ui, figure: &KeyFigure, size: egui::Vec2) -> egui::Rect {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let text = format!("{} {}", figure.value, figure.caption);
        WidgetInfo::labeled(Role::Label, true, text)
    });
    response.on_hover_text(figure.help);
    rect
}
