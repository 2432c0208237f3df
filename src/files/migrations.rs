//! Migrations from older versions of the file format. A step converts the text of one version to the next, and [`migrate`] runs the
//! steps that a file needs. A step changes the text only where the format has changed, because the next save keeps the rest of it, with the
//! user's comments. What a version corrected in the meaning of figures is told by [`corrections`].
//!
//! A step that renames an input renames its key in `sources` too; one that changes a value's meaning drops its source.
//!
//! | from | to | what changed in files |
//! | --- | --- | --- |
//! | 1 | 2 | fields were added; every text of version 1 is one of version 2. The version itself is written when the file is saved |

use std::borrow::Cow;

use crate::scenario::{AtRetirement, FormatVersion, Scenario, Serving, Workload};

/// Converts the text of an older file to the current version, or says why that isn't possible.
pub fn migrate(version: FormatVersion, text: &str) -> Result<Cow<'_, str>, String> {
    let FormatVersion(current) = FormatVersion::CURRENT;
    match version.0 {
        // Version 2 only added fields.
        1..=2 => Ok(Cow::Borrowed(text)),
        newer if newer > current => Err(format!(
            "made by a newer version of Breakeven (file format {newer}; this program reads up to {current}); update Breakeven to open it"
        )),
        unknown => Err(format!(
            "there is no file format {unknown}; allowed: 1 to {current}"
        )),
    }
}

/// What was corrected since a version in the meaning of what a scenario states, a sentence each, where it can change a figure of this one.
///
/// ```
/// use breakeven::files::migrations::corrections;
/// use breakeven::scenario::{FormatVersion, Scenario, inputs};
///
/// let mut scenario = Scenario::default();
/// assert!(corrections(FormatVersion(1), &scenario).is_empty());
/// let life = inputs::find("fine_tuning.base_model_life_months").expect("an input at this path");
/// life.set_exactly(&mut scenario, 9.0)?;
/// assert_eq!(corrections(FormatVersion(1), &scenario).len(), 1);
/// assert!(corrections(FormatVersion::CURRENT, &scenario).is_empty());
/// # Ok::<(), inputs::InputError>(())
/// ```
pub fn corrections(version: FormatVersion, scenario: &Scenario) -> Vec<&'static str> {
    if version.0 != 1 {
        return Vec::new();
    }
    let tuned = &scenario.fine_tuning;
    let servings = [&scenario.prompting.serving, &tuned.serving];
    let horizon = scenario.horizon_months.get();
    let changes = |months: f64| (scenario.workload.changes_per_year.base() * months / 12.0).floor();
    let retires = tuned
        .base_model_life_months
        .is_some_and(|life| life.base() + tuned.lead_time_months.get() < horizon);
    let mut found = Vec::new();
    if retires {
        found.push(
            "The base model’s life counts from when it goes live, so deciding later buys a longer one. If its provider has named a date, enter the month instead",
        );
    }
    if changes(horizon) > changes(horizon - 1.0) {
        found.push("A requirement change at the end of the horizon isn’t paid for any more");
    }
    if retires && changes(horizon) > 0.0 && tuned.at_retirement == AtRetirement::ReturnToPrompting {
        found.push("In the month in which prompting takes over, nothing is retrained any more");
    }
    if tuned.fallback_share.base() > 0.0 && scenario.prompting.serving.cache_ttl_minutes.is_some() {
        found.push("Queries that fall back find their prompt in the cache by their own traffic, which is lower");
    }
    let writes = |serving: &Serving| writes_short_prompts(serving, &scenario.workload);
    if servings.into_iter().any(writes) {
        found.push(
            "A prompt too short for the cache isn’t written to it, so it costs the input price",
        );
    }
    found
}

/// Whether a prompt that is too short for the cache used to be written to it at another price.
fn writes_short_prompts(serving: &Serving, workload: &Workload) -> bool {
    let write = serving.price.cache_write.map(|price| price.base());
    !serving.is_long_enough_to_cache(workload)
        && serving.prompt_tokens.base() > 0.0
        && serving.cache_ttl_minutes.is_some()
        && write.is_some_and(|write| write != serving.price.input.base())
}
