//! A prompt that is pasted or read from a file: its tokens by part, their cost, and what would remain after fine-tuning.

use egui::{Align, DragValue, Grid, Layout, RichText, ScrollArea, TextEdit, Ui, Vec2};

use crate::app::background::computed::Freshness;
use crate::app::messages::action::{Action, Actions, EvidenceAction};
use crate::app::state::evidence::PromptMaterial;
use crate::app::widgets::{caption_ui, forget_typing, scroll_ui, weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::evidence::tokens::model_name::models_meant;
use crate::evidence::tokens::prompt::PromptTokens;
use crate::evidence::tokens::tokenizer::Counting;
use crate::scenario::Currency;
use crate::scenario::quantity::{count, count_with_noun, money, percent};
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// Width of the figures, in points.
const FIGURES_WIDTH: f32 = 300.0;
const GAP: f32 = 24.0;

/// Draws the prompt beside its figures.
pub(super) fn prompt_ui(
    ui: &mut Ui,
    size: Vec2,
    prompt: &PromptMaterial,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size.x - FIGURES_WIDTH - GAP);
            text_ui(ui, size.y, prompt, actions);
        });
        ui.add_space(GAP - ui.spacing().item_spacing.x);
        ui.vertical(|ui| {
            ui.set_width(FIGURES_WIDTH);
            figures_ui(ui, prompt, workspace, actions);
        });
    });
}

fn text_ui(ui: &mut Ui, height: f32, prompt: &PromptMaterial, actions: &mut Actions) {
    let area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height);
    scroll_ui(ui, area, |ui| {
        let mut text = prompt.text.clone();
        let edit = TextEdit::multiline(&mut text)
            .desired_width(f32::INFINITY)
            .desired_rows((height / 18.0) as usize)
            .hint_text("Paste the system prompt with its examples, or drop a file here");
        let response = ui.add(edit);
        forget_typing(ui, &response);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Prompt"));
        if response.changed() {
            actions.send(Action::Evidence(EvidenceAction::TypePrompt(text)));
        }
        if prompt.text.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
    });
}

fn figures_ui(ui: &mut Ui, prompt: &PromptMaterial, workspace: &Workspace, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let named = &workspace.scenario().prompting.serving.model;
    let caption = if named.trim().is_empty() {
        format!("Tokens for {}, as no model is picked yet", prompt.model)
    } else {
        format!("Tokens for {}", prompt.model)
    };
    caption_ui(ui, &caption);
    let counted = prompt.counted.get(&prompt.revision);
    if let Freshness::Current(Err(problem)) = counted {
        ui.label(RichText::new(problem).color(palette.error));
        return;
    }
    if let Freshness::Current(Ok(tokens)) = counted
        && tokens.is_empty()
        && !tokens.notes.is_empty()
    {
        notes_ui(ui, tokens);
        return;
    }
    let Some(tokens) = prompt.tokens() else {
        let waits = prompt.counted.is_running() && !prompt.text.is_empty();
        weak_ui(ui, if waits { "Counting…" } else { "No text yet" });
        return;
    };
    let price = price_of(prompt, workspace);
    parts_ui(ui, tokens, price, &workspace.scenario().currency);
    weak_ui(ui, margin_in_words(tokens, &prompt.counting()));
    notes_ui(ui, tokens);
    ui.add_space(10.0);
    caption_ui(ui, "After fine-tuning");
    remaining_ui(ui, prompt, tokens, actions);
}

/// How exact the tokens are. Where the model's tokenizer is published, the margin is that of tools.
fn margin_in_words(tokens: &PromptTokens, counting: &Counting) -> String {
    let Some(margin) = tokens.margin else {
        return "Exact: the model’s own tokenizer".to_owned();
    };
    let because = match counting.margin {
        Some(_) => "the provider publishes no tokenizer",
        None => "how tools are sent isn’t published",
    };
    format!("Estimated to ±{}: {because}", percent(margin))
}

/// Calls of a conversation, and what wasn't counted.
fn notes_ui(ui: &mut Ui, tokens: &PromptTokens) {
    if let Some(calls) = tokens.calls_per_conversation {
        wrapped_ui(ui, format!("{calls:.1} calls per conversation"));
    }
    for note in &tokens.notes {
        weak_ui(ui, note);
    }
}

/// The price of input: the scenario's, or as long as it has none, the list price of the model; `None` if that isn't known either.
fn price_of(prompt: &PromptMaterial, workspace: &Workspace) -> Option<f64> {
    let scenario = workspace.scenario();
    let stated = scenario.prompting.serving.price.input.base();
    if stated > 0.0 || !scenario.currency.is_us_dollar() {
        return Some(stated).filter(|price| *price > 0.0);
    }
    let listed = models_meant(workspace.prices.catalog?, &prompt.model);
    Some(listed.first()?.price.base.input.base())
}

/// A row for each part, with what it costs at this price.
fn parts_ui(ui: &mut Ui, tokens: &PromptTokens, price: Option<f64>, currency: &Currency) {
    let palette = Palette::current(ui);
    let number_ui = |ui: &mut Ui, text: RichText| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
    };
    Grid::new("parts").spacing([20.0, 4.0]).show(ui, |ui| {
        ui.label("");
        for heading in ["Tokens", "Per 1,000 queries"] {
            number_ui(ui, RichText::new(heading).small().color(palette.weak));
        }
        ui.end_row();
        for (part, tokens) in [
            ("Instructions", tokens.instructions),
            ("Examples", tokens.examples),
            ("Chat overhead", tokens.overhead),
            ("All", tokens.total()),
        ] {
            let strong = |text: String| {
                if part == "All" {
                    RichText::new(text).family(fonts::bold())
                } else {
                    RichText::new(text)
                }
            };
            ui.label(strong(part.to_owned()));
            number_ui(ui, strong(count(tokens as f64)));
            let cost = price.map(|price| money(tokens as f64 * price / 1000.0, currency));
            let cost = cost.unwrap_or_else(|| "no price yet".to_owned());
            number_ui(ui, strong(cost));
            ui.end_row();
        }
    });
}

/// The share that remains, and what it comes to.
fn remaining_ui(
    ui: &mut Ui,
    prompt: &PromptMaterial,
    tokens: &PromptTokens,
    actions: &mut Actions,
) {
    ui.horizontal(|ui| {
        let mut share = 100.0 * prompt.remaining;
        let drag = DragValue::new(&mut share)
            .range(0.0..=100.0)
            .speed(0.5)
            .max_decimals(0)
            .suffix("%");
        let response = ui.add(drag);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label("Share of the prompt that remains after fine-tuning");
        });
        if response.changed() {
            actions.send(Action::Evidence(EvidenceAction::SetRemaining(
                share / 100.0,
            )));
        }
        let left = (tokens.total() as f64 * prompt.remaining).round();
        wrapped_ui(
            ui,
            format!("of the prompt remains: {}", count_with_noun(left, "token")),
        );
    });
    weak_ui(
        ui,
        "An assumption: a tuned model needs no examples and few rules",
    );
}
