//! Models that a command names, of the catalog or of a public price list, and filling their prices into a scenario.

use anyhow::anyhow;

use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::price_lists::PriceList;
use crate::evidence::search::{Search, names};
use crate::scenario::words::with_plain_spaces;

use super::filling::Filling;
use super::terminal::complain;

/// The model of the catalog that a name stands for, of those that can be tuned if `tuned`; else what is near.
pub(super) fn of_catalog<'a>(
    catalog: &'a Catalog,
    name: &str,
    tuned: bool,
) -> anyhow::Result<&'a Model> {
    let named = catalog.named(name);
    let can_be_picked = |model: &&&Model| !tuned || model.tuning.is_some();
    let pickable: Vec<&Model> = named.iter().filter(can_be_picked).copied().collect();
    match pickable[..] {
        [model] => return Ok(model),
        [_, _, ..] => {
            let names = names(&pickable);
            return Err(anyhow!("“{name}” may be {names}. State provider and model"));
        }
        [] => {}
    }
    if !named.is_empty() {
        return Err(anyhow!("{} can’t be fine-tuned", names(&named)));
    }
    let found = catalog.search(name, tuned);
    Err(match &found {
        Search::Found(near) if !name.trim().is_empty() => {
            anyhow!("No model is named “{name}”. Near are {}", names(near))
        }
        _ => anyhow!(
            "{}",
            found
                .why_empty(name)
                .unwrap_or_else(|| "A model’s name is empty".to_owned())
        ),
    })
}

/// The entry of a list that a name stands for, as one of the catalog. One with a reason to doubt it is refused, unless `accepts_flagged`.
pub(super) fn of_list(
    list: &PriceList,
    read_on: &str,
    catalog: &Catalog,
    name: &str,
    tuned: bool,
    accepts_flagged: bool,
) -> anyhow::Result<Model> {
    let listed = list
        .named(name, tuned)
        .map_err(|problem| anyhow!(problem))?;
    let (full_name, why) = (listed.full_name(), listed.why.join("; "));
    if !listed.is_sound() && !accepts_flagged {
        return Err(anyhow!(
            "{full_name} is doubtful: {why}. --accept-flagged takes it all the same"
        ));
    }
    let model = listed
        .as_catalog_entry(list.kind, read_on, catalog)
        .map_err(|problem| anyhow!("{full_name}: {problem}"))?;
    if !listed.is_sound() {
        complain(&format!("note: {full_name} is doubtful: {why}"));
    }
    Ok(model)
}

/// Fills a model's prices into a scenario file, and says what it changed and what the user should know.
pub(super) fn fill(model: &Model, tuned: bool, filling: Filling) -> anyhow::Result<()> {
    let mut scenario = filling.scenario().clone();
    let remarks = model.fill(&mut scenario, tuned, &[])?;
    filling.save(&scenario)?;
    for remark in remarks {
        complain(&format!("note: {}", with_plain_spaces(&remark)));
    }
    Ok(())
}
