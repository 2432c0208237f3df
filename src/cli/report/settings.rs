//! What the arguments change before anything is computed: inputs of the scenario, and the settings of the decision.

use anyhow::anyhow;

use crate::analysis::map::Map;
use crate::analysis::risk::layout;
use crate::evidence::catalog::Model;
use crate::evidence::current::CurrentPrices;
use crate::evidence::search::names;
use crate::files::embedded::ReportSettings;
use crate::files::format;
use crate::scenario::inputs::{self, SET_ON_COMMAND_LINE, Section};
use crate::scenario::words::uncapitalized;
use crate::scenario::{Scenario, knobs};
use crate::study::cheaper_models;

use super::arguments::ReportArguments;
use crate::cli::values::hint_at_path;

/// Changes the inputs that `--set` names.
pub(super) fn set_inputs(
    mut scenario: Scenario,
    set: &[(String, String)],
) -> anyhow::Result<Scenario> {
    for (path, value) in set {
        apply(&mut scenario, path, value)?;
    }
    Ok(scenario)
}

/// Sets the input at a path to the value that the text stands for.
fn apply(scenario: &mut Scenario, path: &str, value: &str) -> anyhow::Result<()> {
    let input = inputs::find(path).ok_or_else(|| {
        let hint = hint_at_path(path);
        anyhow!("--set {path}={value}: no input has this path{hint}")
    })?;
    let value = input.with_numbered_months(value, scenario.start);
    let parsed = format::read_value(input, &value);
    parsed
        .and_then(|parsed| match input.section {
            // Name and notes come from nowhere.
            Section::About => input.set(scenario, parsed),
            _ => input.set_with_source(scenario, parsed, SET_ON_COMMAND_LINE),
        })
        .map_err(|error| anyhow!("--set {error}"))
}

/// The number of draws: the one in the settings, or else the number for final results.
pub(super) fn sample_count(settings: &ReportSettings) -> usize {
    settings.samples.unwrap_or(layout::FINAL_DRAWS)
}

/// The settings of the report: those of the report that is made again, or else the program's defaults, changed by the arguments. The
/// window's settings are ignored, so that a report is the same on every machine.
pub(super) fn report_settings(
    scenario: &Scenario,
    report: Option<ReportSettings>,
    arguments: &ReportArguments,
    prices: CurrentPrices,
) -> anyhow::Result<ReportSettings> {
    let mut settings = report.unwrap_or_default();
    settings.samples = arguments.samples.or(Some(sample_count(&settings)));
    if let Some([x, y]) = arguments.axes {
        if Map::new(scenario, x, y).is_none() {
            return Err(anyhow!(
                "--axes {},{}: a map needs two inputs that can vary in this scenario",
                x.path,
                y.path
            ));
        }
        settings.map = Some([x, y].map(|input| input.path.to_owned()));
    }
    let knobs = &mut settings.knobs;
    if arguments.count_on.is_some() {
        knobs.selected_levers.clone_from(&arguments.count_on);
    }
    for (key, value) in &arguments.knob {
        if let Some(knob) = knobs::find(key) {
            (knob.set)(knobs, *value)?;
        }
    }
    if let Some(name) = &arguments.cheaper_model {
        let model = find_cheaper_model(scenario, name, prices)
            .map_err(|why| anyhow!("--cheaper-model \u{201c}{name}\u{201d}: {why}"))?;
        knobs.cheaper_model = Some(model);
    }
    Ok(settings)
}

/// Provider and name of the cheaper model that the text means, or why it means none.
fn find_cheaper_model(
    scenario: &Scenario,
    text: &str,
    prices: CurrentPrices,
) -> Result<String, String> {
    if !scenario.currency.is_us_dollar() {
        return Err(format!(
            "list prices are in US dollars, and this scenario is in {}",
            scenario.currency.code()
        ));
    }
    let catalog = prices.catalog.ok_or("the price catalog can’t be read")?;
    let search = catalog.search(text, false);
    if let Some(why) = search.why_empty(text) {
        return Err(format!(
            "{}; write provider and name, such as \u{201c}OpenAI gpt-4.1-mini\u{201d}",
            uncapitalized(&why)
        ));
    }
    let exact = catalog.named(text);
    let meant = if exact.is_empty() {
        search.models()
    } else {
        &exact
    };
    let cheaper = cheaper_models(scenario, prices.catalog);
    let is_cheaper = |model: &&Model| cheaper.contains(model);
    let fitting: Vec<&Model> = meant.iter().copied().filter(is_cheaper).collect();
    match fitting[..] {
        [model] => Ok(model.full_name()),
        [] => Err(format!("{} isn’t cheaper here", names(meant))),
        _ => Err(format!("which one: {}?", names(&fitting))),
    }
}

/// The month of the switch, from 0, or an error if it is beyond the horizon.
pub(super) fn month_within(
    scenario: &Scenario,
    month: Option<usize>,
) -> anyhow::Result<Option<usize>> {
    let last = scenario.horizon_months.whole() as usize - 1;
    match month {
        Some(month) if month > last => Err(anyhow!(
            "--month {month}: the time horizon is {} months; give a month from 0 to {last}",
            last + 1
        )),
        month => Ok(month),
    }
}
