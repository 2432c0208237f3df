//! The models of the catalog that a name means, in whichever way the name is written.

use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::retirement::base_name;

/// The models of the catalog that a name means, those first that are listed first: several if several providers offer it, none if the catalog
/// has no such model. Provider, date and what says that the model is fine-tuned may stand around the name, as in scenarios, bills and requests.
///
/// ```
/// use breakeven::evidence::catalog::Catalog;
/// use breakeven::evidence::tokens::model_name::models_meant;
///
/// let catalog = Catalog::bundled()?;
/// let providers = |name: &str| -> Vec<&str> {
///     let meant = models_meant(catalog, name).into_iter();
///     meant.map(|model| model.provider.as_str()).collect()
/// };
/// assert_eq!(providers("gpt-4.1-mini-2025-04-14, fine-tuned"), ["OpenAI", "Azure OpenAI"]);
/// assert_eq!(providers("azure/eu/gpt-4.1"), ["Azure OpenAI"]);
/// assert_eq!(providers("gpt-4.1 on Azure"), ["Azure OpenAI"]);
/// # Ok::<(), &str>(())
/// ```
pub fn models_meant<'a>(catalog: &'a Catalog, name: &str) -> Vec<&'a Model> {
    let name = base_name(name.trim()).trim();
    // "ft:gpt-4.1-2025-04-14:team::id" is a model that was tuned from gpt-4.1.
    let name = match name.strip_prefix("ft:") {
        Some(tuned) => tuned.split(':').next().unwrap_or(tuned),
        None => name,
    };
    let found = catalog.named(name);
    if !found.is_empty() {
        return found;
    }
    let on_provider = || {
        let (model, provider) = name.split_once(" on ")?;
        Some((provider, model))
    };
    let Some((provider, model)) = name.rsplit_once('/').or_else(on_provider) else {
        return found;
    };
    let found = catalog.named(model);
    let of_provider = found.iter().copied();
    let of_provider: Vec<_> = of_provider
        .filter(|model| is_meant(&model.provider, provider))
        .collect();
    if of_provider.is_empty() {
        found
    } else {
        of_provider
    }
}

/// Whether a word of what is written for a provider is one of its name.
fn is_meant(provider: &str, written: &str) -> bool {
    let mut words = written.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let mut of_provider = provider.split_whitespace();
        of_provider.any(|name| name.eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_found_however_its_name_is_written() {
        let catalog = Catalog::bundled().unwrap();
        let both = &["OpenAI", "Azure OpenAI"][..];
        for (name, model, providers) in [
            ("gpt-4.1", "gpt-4.1", both),
            ("GPT-4.1 Mini", "gpt-4.1-mini", both),
            (" gpt-4.1-mini-2025-04-14 ", "gpt-4.1-mini", both),
            ("gpt-4.1-mini, fine-tuned", "gpt-4.1-mini", both),
            ("ft:gpt-4.1-mini-2025-04-14:us::a1", "gpt-4.1-mini", both),
            ("elsewhere/gpt-4.1", "gpt-4.1", both),
            ("openai/gpt-4.1", "gpt-4.1", &["OpenAI"]),
            ("azure/gpt-4.1-2025-04-14", "gpt-4.1", &["Azure OpenAI"]),
            (
                "Azure OpenAI gpt-4.1-mini",
                "gpt-4.1-mini",
                &["Azure OpenAI"],
            ),
            ("gpt-4.1 on Azure, fine-tuned", "gpt-4.1", &["Azure OpenAI"]),
            ("o4-mini", "o4-mini", &["Azure OpenAI"]),
        ] {
            let meant = models_meant(catalog, name);
            assert!(meant.iter().all(|found| found.model == model), "{name}");
            let of: Vec<_> = meant.iter().map(|found| &*found.provider).collect();
            assert_eq!(of, providers, "{name}");
        }
        for name in [
            "",
            "a model of our own",
            "ft:",
            "/",
            "gpt-4.1-max",
            "our/gpt",
        ] {
            assert_eq!(models_meant(catalog, name), Vec::<&Model>::new(), "{name}");
        }
    }
}
