//! A study as slides: what each says, as native charts, tables and texts, and what to say with it. [`crate::export::deck`] writes them.
//!
//! - `charts`: the charts, from the figures that the window and the JSON report have
//! - `tables`: the blocks of a report as tables and lists

mod charts;
mod tables;

use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::scenario::one_line;
use crate::scenario::record::Record;
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;

use super::deck::Deck;
use super::deck::model::{
    AttachedText, Chart, ChartKind, Element, Paragraph, Picture, Place, Placed, Slide, Tile, Weight,
};
use super::drawing::pdf::Attachment;
use super::drawing::png;
use super::drawing::svg::{self, FontSource};
use super::drawing::{Drawing, PixelSize};
use super::error::ExportError;
use super::figures::{available_figure, describe_figure};
use super::report::slide_blocks;

/// The size at which a map is drawn, in pixels: that of the content area of a slide.
const MAP_PIXELS: PixelSize = PixelSize {
    width: 1600,
    height: 760,
};

/// The deck of a study. The attachments travel with it, unseen.
pub fn deck(study: &Study, look: Look, attachments: &[Attachment]) -> Result<Deck, ExportError> {
    let mut slides = vec![recommendation(study)];
    for kind in [
        FigureKind::Cost,
        FigureKind::Saving,
        FigureKind::Phases,
        FigureKind::Drivers,
        FigureKind::Risk,
    ] {
        if let Some(chart) = charts::chart(study, kind) {
            slides.push(chart_slide(study, kind, chart)?);
        }
    }
    if FigureKind::Map.unavailable_because(study).is_none() {
        slides.push(map(study, look)?);
    }
    let [plan, inputs, record] = slide_blocks(study);
    slides.extend(tables::lists("Timing and plan", &plan));
    slides.extend(tables::tables("Inputs and sources", &inputs));
    slides.extend(tables::tables("Record", &record));
    let foot = foot(study);
    for slide in &mut slides {
        slide.foot.clone_from(&foot);
        slide.title = with_plain_spaces(&slide.title);
    }
    let attached = attachments.iter().map(|attachment| AttachedText {
        name: attachment.name.clone(),
        description: attachment.description.clone(),
        text: attachment.text.clone(),
    });
    Ok(Deck {
        title: one_line(study.scenario.title()),
        author: "Breakeven".to_owned(),
        language: "en-GB".to_owned(),
        made: study.record().map(|record| record.made_at.clone()),
        slides,
        attached: attached.collect(),
    })
}

/// "Support replies · Breakeven 0.1.0 …".
fn foot(study: &Study) -> String {
    let made = study.record().map_or("Breakeven".to_owned(), Record::foot);
    format!("{} · {made}", one_line(study.scenario.title()))
}

fn recommendation(study: &Study) -> Slide {
    let (card, headline) = (study.card(), study.headline());
    let tiles: Vec<Tile> = card
        .tiles
        .iter()
        .map(|tile| Tile {
            value: with_plain_spaces(&tile.value),
            caption: with_plain_spaces(&tile.caption),
            ink: card.speaks_for.map(charts::ink_of),
        })
        .collect();
    let strong = (!card.why.is_empty()).then(|| Paragraph {
        text: with_plain_spaces(&card.why),
        weight: Weight::Strong,
    });
    let reasons = card.reasons.iter().map(|reason| with_plain_spaces(reason));
    let reasons = reasons.map(Paragraph::plain);
    let against = card.against.iter().map(|against| Paragraph {
        text: format!("Counter-argument: {}", with_plain_spaces(against)),
        weight: Weight::Weak,
    });
    let text: Vec<Paragraph> = strong.into_iter().chain(reasons).chain(against).collect();
    let mut elements = Vec::new();
    let below = if tiles.len() >= 2 {
        elements.push(Place::new(0.0, 0.0, 1.0, 0.36).with(Element::Tiles(tiles)));
        0.42
    } else {
        0.0
    };
    let place = Place::new(0.0, below, 1.0, 1.0 - below);
    elements.push(place.with(Element::Bullets(text)));
    Slide {
        title: headline.sentence(),
        elements,
        notes: notes(study, &headline.detail),
        foot: String::new(),
    }
}

/// What to say, what speaks against it, and where the prices come from.
fn notes(study: &Study, say: &str) -> Vec<String> {
    let advice = &study.decision_words().advice;
    let lines = [
        ("", say.to_owned()),
        ("What speaks against it: ", advice.against.clone()),
        ("Sources: ", super::report::prices(&study.scenario)),
    ];
    let stated = lines.into_iter().filter(|(_, text)| !text.is_empty());
    stated
        .map(|(label, text)| with_plain_spaces(&format!("{label}{text}")))
        .collect()
}

fn chart_slide(study: &Study, kind: FigureKind, chart: ChartKind) -> Result<Slide, ExportError> {
    let figure = available_figure(study, kind, true)?;
    let alt = with_plain_spaces(&describe_figure(study, kind, true)?);
    let caption = charts::caption(study, kind).unwrap_or_else(|| figure.caption());
    let mut elements: Vec<Placed> = Vec::new();
    let below = if caption.is_empty() {
        0.0
    } else {
        let caption = Paragraph {
            text: with_plain_spaces(&caption),
            weight: Weight::Weak,
        };
        elements.push(Place::new(0.0, 0.0, 1.0, 0.07).with(Element::Text(vec![caption])));
        0.08
    };
    let place = Place::new(0.0, below, 1.0, 1.0 - below);
    elements.push(place.with(Element::Chart(Chart {
        alt: alt.clone(),
        kind: chart,
    })));
    Ok(Slide {
        title: figure.title(),
        elements,
        notes: notes(study, &alt),
        foot: String::new(),
    })
}

/// A map has a colour for each of its many fields, which no chart of a presentation has. So it is a picture.
fn map(study: &Study, look: Look) -> Result<Slide, ExportError> {
    let kind = FigureKind::Map;
    let figure = available_figure(study, kind, true)?;
    let look = Look {
        dark: false,
        transparent: false,
        ..look
    };
    let size = egui::vec2(
        MAP_PIXELS.width as f32 / 2.0,
        MAP_PIXELS.height as f32 / 2.0,
    );
    // The slide has the title.
    let drawing = Drawing::on_page(size, look, |ui| figure.chart_ui(ui));
    let alt = with_plain_spaces(&describe_figure(study, kind, true)?);
    let picture = Picture {
        svg: svg::render(&drawing, &alt, FontSource::Embedded).into_bytes(),
        png: png::encode(&drawing)?,
        alt: alt.clone(),
    };
    Ok(Slide {
        title: figure.title(),
        elements: vec![Place::WHOLE.with(Element::Picture(picture))],
        notes: notes(study, &alt),
        foot: String::new(),
    })
}
