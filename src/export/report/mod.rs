//! What a report says, once for all its forms: [`compose`] lists its [`blocks`], and [`html`] and [`pages`] typeset them. The finding with its
//! figures is here; `decision` adds what to do, and `record` what makes the report reproducible.

pub mod blocks;
mod decision;
pub mod html;
pub mod pages;
mod record;

pub(super) use record::{DEFAULT, prices};

use crate::charts::figure::FigureKind;
use crate::study::Study;

use blocks::{Block, heading, subheading};

/// Composes the whole report, block by block.
pub fn compose(study: &Study) -> Vec<Block> {
    let mut blocks = Vec::new();
    finding(study, &mut blocks);
    decision::advice(study, &mut blocks);
    figures(study, &mut blocks);
    decision::comparison(study, &mut blocks);
    decision::checklists(study, &mut blocks);
    decision::changes(study, &mut blocks);
    decision::roadmap_blocks(study, &mut blocks);
    record::actuals(study, &mut blocks);
    record::months(study, &mut blocks);
    record::inputs(study, &mut blocks);
    record::method(study, &mut blocks);
    record::record(study, &mut blocks);
    blocks
}

/// The blocks that go on slides: the plan, the inputs with their sources, and the record.
pub(super) fn slide_blocks(study: &Study) -> [Vec<Block>; 3] {
    let (mut plan, mut inputs, mut record) = (Vec::new(), Vec::new(), Vec::new());
    decision::roadmap_blocks(study, &mut plan);
    record::inputs(study, &mut inputs);
    record::record(study, &mut record);
    [plan, inputs, record]
}

fn finding(study: &Study, blocks: &mut Vec<Block>) {
    let headline = study.headline();
    blocks.push(Block::Finding {
        headline: headline.sentence(),
        detail: headline.detail.clone(),
    });
    // The card has the upfront cost and the saving, beside the chance; without prices there is none.
    let figures = match &headline.key_figures[..] {
        [_, between @ .., _] if headline.recommendation.is_some() => {
            blocks.push(Block::Figure(FigureKind::Decision));
            between
        }
        all => all,
    };
    let figures = figures
        .iter()
        .map(|figure| (figure.value.clone(), figure.caption.clone()));
    blocks.push(Block::KeyFigures(figures.collect()));
    blocks.push(Block::Figure(FigureKind::Cost));
    blocks.push(Block::Note(record::prices(&study.scenario)));
    if !study.scenario.notes.trim().is_empty() {
        blocks.push(Block::Note(study.scenario.notes.clone()));
    }
    let warnings = study.warnings();
    if !warnings.is_empty() {
        blocks.push(subheading("Inputs to check"));
        blocks.push(Block::List(
            warnings.into_iter().map(|warning| warning.text).collect(),
        ));
    }
}

fn figures(study: &Study, blocks: &mut Vec<Block>) {
    blocks.push(heading("Charts"));
    for kind in FigureKind::available(study) {
        // The report begins with the card and the cost curves, and the figures about pilot and switch stand with the plan.
        let is_elsewhere = matches!(
            kind,
            FigureKind::Decision
                | FigureKind::Cost
                | FigureKind::Queries
                | FigureKind::SwitchTiming
                | FigureKind::Pilot
        );
        if !is_elsewhere {
            blocks.push(Block::Figure(kind));
        }
    }
    if let Some(risk) = study.risk() {
        blocks.push(subheading("Uncertainty"));
        blocks.push(Block::List(risk.sentences(&study.scenario)));
    }
}
