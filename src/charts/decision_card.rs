//! The decision card, drawn: what to do and what is most in doubt, with a coloured edge, and three figures in tiles. The window adds buttons to the card.

use egui::text::LayoutJob;
use egui::{
    Align, Color32, FontFamily, FontId, Frame, Label, Layout, Margin, Rect, RichText, Role, Sense,
    Stroke, TextFormat, Ui, WidgetInfo, pos2, vec2,
};

use crate::decision::words::card::{DecisionCard, Tile};
use crate::decision::words::doubt::DoubtWords;
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// Width of the coloured edge, in points.
const EDGE_WIDTH: f32 = 4.0;
const RADIUS: u8 = 8;
/// Room between tiles, in points.
const TILE_GAP: f32 = 10.0;
const TILE_MARGIN: f32 = 12.0;
/// Below this width the buttons stand under the words.
const BESIDE_WIDTH: f32 = 520.0;

/// Sizes of the card's type, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardType {
    /// What to do.
    pub title: f32,
    /// Why, and the reasons.
    pub body: f32,
    /// The figures of the tiles.
    pub figure: f32,
    /// Captions.
    pub small: f32,
    /// Whether the label of the biggest doubt has a row of its own, which takes more room and is found sooner.
    pub label_above: bool,
}

impl CardType {
    /// In the window, where a page stands around it.
    pub const WINDOW: Self = Self {
        title: 20.0,
        body: 13.5,
        figure: 19.0,
        small: 12.0,
        label_above: false,
    };
    /// In a figure that stands alone.
    pub const FIGURE: Self = Self {
        title: 26.0,
        body: 15.0,
        figure: 24.0,
        small: 12.5,
        label_above: true,
    };
}

/// The colour that stands for what a card recommends.
fn edge_color(card: &DecisionCard, palette: &Palette) -> Color32 {
    card.speaks_for
        .map_or(palette.warning, |approach| palette.approach(approach))
}

/// Draws the card; `buttons_ui` draws what stands at its right, within this width. Returns what that returns.
pub fn card_ui<R>(
    ui: &mut Ui,
    card: &DecisionCard,
    sizes: CardType,
    buttons_width: f32,
    buttons_ui: impl FnOnce(&mut Ui) -> R,
) -> R {
    let palette = Palette::current(ui);
    let frame = Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(RADIUS)
        .inner_margin(Margin {
            left: 18,
            right: 14,
            top: 12,
            bottom: 12,
        });
    let drawn = frame.show(ui, |ui| {
        let width = ui.available_width();
        ui.set_width(width);
        if buttons_width == 0.0 {
            words_ui(ui, card, sizes);
            doubt_ui(ui, card, sizes);
            return buttons_ui(ui);
        }
        if width < BESIDE_WIDTH {
            words_ui(ui, card, sizes);
            doubt_ui(ui, card, sizes);
            return ui.horizontal_wrapped(buttons_ui).inner;
        }
        let beside = ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width - buttons_width - 16.0);
                words_ui(ui, card, sizes);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), buttons_ui)
                .inner
        });
        doubt_ui(ui, card, sizes);
        beside.inner
    });
    let outer = drawn.response.rect;
    let edge = Rect::from_min_max(outer.min, pos2(outer.left() + EDGE_WIDTH, outer.bottom()));
    // The left end of the whole card, so that the edge follows its corners.
    ui.painter()
        .with_clip_rect(edge.intersect(ui.clip_rect()))
        .rect_filled(outer, RADIUS, edge_color(card, palette));
    drawn.inner
}

fn words_ui(ui: &mut Ui, card: &DecisionCard, sizes: CardType) {
    let palette = Palette::current(ui);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.label(
        RichText::new("Recommendation")
            .size(sizes.small)
            .color(palette.weak),
    );
    let title = RichText::new(&card.title)
        .family(fonts::headline())
        .size(sizes.title);
    ui.add(Label::new(title).wrap());
    if !card.why.is_empty() {
        let why = RichText::new(format!("{}.", card.why)).size(sizes.body);
        ui.add(Label::new(why).wrap());
    }
}

/// Draws the biggest doubt, if there is one: its label, what it is, in bold, and what follows.
fn doubt_ui(ui: &mut Ui, card: &DecisionCard, sizes: CardType) {
    let Some(doubt) = &card.doubt else {
        return;
    };
    let palette = Palette::current(ui);
    ui.add_space(0.4 * sizes.body);
    let mut job = LayoutJob::default();
    let font = |family| FontId::new(sizes.body, family);
    let weak = TextFormat::simple(FontId::proportional(sizes.small), palette.weak);
    if sizes.label_above {
        job.append(&format!("{}\n", DoubtWords::LABEL), 0.0, weak);
    } else {
        job.append(DoubtWords::LABEL, 0.0, weak);
    }
    let bold = TextFormat::simple(font(fonts::bold()), palette.text);
    let gap = if sizes.label_above { "" } else { "  " };
    job.append(&format!("{gap}{}.", doubt.name), 0.0, bold);
    if !doubt.consequence.is_empty() {
        let follows = format!(" {}.", doubt.consequence);
        let plain = TextFormat::simple(font(FontFamily::Proportional), palette.text);
        job.append(&follows, 0.0, plain);
    }
    ui.add(Label::new(job).wrap());
}

/// Draws the counter-argument as one grey line, if there is one.
pub fn counter_argument_ui(ui: &mut Ui, card: &DecisionCard, sizes: CardType) {
    if let Some(text) = card.counter_argument() {
        let color = Palette::current(ui).weak;
        let text = RichText::new(text).size(sizes.body - 0.5).color(color);
        ui.add(Label::new(text).wrap());
    }
}

/// Draws the figures side by side, each in a tile of the same size.
pub fn tiles_ui(ui: &mut Ui, tiles: &[Tile], sizes: CardType) {
    if tiles.is_empty() {
        return;
    }
    let palette = Palette::current(ui);
    let count = tiles.len() as f32;
    let width = (ui.available_width() - (count - 1.0) * TILE_GAP) / count;
    let words = width - 2.0 * TILE_MARGIN;
    let figure = FontId::new(sizes.figure, fonts::bold());
    let galleys: Vec<_> = tiles
        .iter()
        .map(|tile| {
            let layout = |text: String, font, color| ui.painter().layout(text, font, color, words);
            let value = layout(tile.value.clone(), figure.clone(), palette.text);
            let in_rows = |text| layout(text, FontId::proportional(sizes.small), palette.weak);
            let mut caption = in_rows(tile.caption.clone());
            // Each part begins a row if that takes no more of them.
            if caption.rows.len() > 1 {
                let parted = in_rows(tile.caption.replace(" · ", "\n"));
                if parted.rows.len() == caption.rows.len() {
                    caption = parted;
                }
            }
            [value, caption]
        })
        .collect();
    let heights = |index: usize| {
        let heights = galleys.iter().map(|pair| pair[index].size().y);
        heights.fold(0.0, f32::max)
    };
    let (value_height, caption_height) = (heights(0), heights(1));
    let height = value_height + caption_height + 2.0 + 2.0 * (TILE_MARGIN - 2.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = TILE_GAP;
        for (tile, [value, caption]) in tiles.iter().zip(galleys) {
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
            response.widget_info(|| {
                let text = format!("{} {}", tile.value, tile.caption);
                WidgetInfo::labeled(Role::Label, true, text)
            });
            if !tile.help.is_empty() {
                response.on_hover_text(tile.help);
            }
            ui.painter().rect_filled(rect, RADIUS, palette.field);
            let at = rect.min + vec2(TILE_MARGIN, TILE_MARGIN - 2.0);
            ui.painter().galley(at, value, palette.text);
            let below = at + vec2(0.0, value_height + 2.0);
            ui.painter().galley(below, caption, palette.weak);
        }
    });
}

/// Draws reasons as bullets.
pub fn bullets_ui<'a>(ui: &mut Ui, sentences: impl IntoIterator<Item = &'a String>, size: f32) {
    for sentence in sentences {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new("•").size(size));
            let text = RichText::new(format!("{sentence}.")).size(size);
            ui.add(Label::new(text).wrap());
        });
    }
}

/// The height that a text takes in this width, with the space below it, in points.
fn height_of(ui: &Ui, text: String, size: f32, width: f32) -> f32 {
    let spacing = ui.spacing();
    let font = FontId::proportional(size);
    let words = ui.painter().layout(text, font, Color32::PLACEHOLDER, width);
    words.size().y.max(spacing.interact_size.y) + spacing.item_spacing.y
}

/// Draws as many reasons as bullets as there is room for.
fn fitting_bullets_ui(ui: &mut Ui, sentences: &[String], size: f32) {
    /// Width of a bullet with the space behind it, in points.
    const BULLET_WIDTH: f32 = 16.0;
    let width = ui.available_width() - BULLET_WIDTH;
    let mut room = ui.available_height() - ui.spacing().item_spacing.y;
    let fits = |sentence: &&String| {
        room -= height_of(ui, format!("{sentence}."), size, width);
        room >= 0.0
    };
    let fitting: Vec<&String> = sentences.iter().take_while(fits).collect();
    bullets_ui(ui, fitting, size);
}

/// Draws the reasons below a card in a figure that is too low for a chart.
pub fn figure_reasons_ui(ui: &mut Ui, card: &DecisionCard) {
    fitting_bullets_ui(ui, &card.reasons, CardType::FIGURE.body);
}

/// Draws the card as a figure, without what may stand below it. Where it doesn’t stand alone, what to do has been said above it.
pub fn figure_ui(ui: &mut Ui, card: &DecisionCard, alone: bool) {
    let sizes = CardType::FIGURE;
    if alone {
        card_ui(ui, card, sizes, 0.0, |_| ());
        ui.add_space(8.0);
    }
    tiles_ui(ui, &card.tiles, sizes);
    ui.add_space(8.0);
    let width = ui.available_width();
    let height = |text| height_of(ui, text, sizes.body, width);
    let needed = card.counter_argument().map_or(0.0, height);
    if needed <= ui.available_height() {
        counter_argument_ui(ui, card, sizes);
    }
}
