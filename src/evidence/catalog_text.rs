//! A catalog as text, which [`Catalog::read`] reads again.
//!
//! ```
//! use breakeven::evidence::catalog::Catalog;
//! use breakeven::evidence::catalog_text::to_ron;
//!
//! let models = &Catalog::bundled()?.models[..3];
//! assert_eq!(Catalog::read(&to_ron(models)?)?.models, models);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;

use super::catalog::{Catalog, Model, VERSION};
use super::provider::{CacheLife, Provider};

/// Models as the text of a catalog. Their providers come in the order of the models, with what the models say of their caches: of the models
/// of one provider, the first counts that has no life of its own. Where the bundled catalog has the provider, its families have their order.
pub fn to_ron(models: &[Model]) -> Result<String, ron::Error> {
    let mut providers: Vec<Provider> = Vec::new();
    for model in models {
        if providers.iter().all(|known| known.name != model.provider) {
            providers.push(provider_of(&model.provider, models));
        }
    }
    let catalog = Catalog {
        version: VERSION,
        currency: "USD".to_owned(),
        providers,
        models: models.to_vec(),
    };
    catalog.to_ron()
}

fn provider_of(name: &str, models: &[Model]) -> Provider {
    let bundled = Catalog::bundled().ok();
    let known = bundled.and_then(|catalog| {
        let mut providers = catalog.providers.iter();
        providers.find(|provider| provider.name == name)
    });
    Provider {
        name: name.to_owned(),
        families: known.map_or_else(Vec::new, |known| known.families.clone()),
        cache: cache_of(name, models),
    }
}

/// How long the entries of a provider's cache live, as its models have it.
fn cache_of(name: &str, models: &[Model]) -> Option<CacheLife> {
    let of_provider = models.iter().filter(|model| model.provider == name);
    let cached = of_provider.filter(|model| model.cache.is_some());
    let usual = |model: &&Model| model.cache_ttl_minutes.is_none();
    let model = cached.clone().find(usual).or_else(|| cached.clone().next());
    model?.cache.clone()
}

impl Catalog {
    /// The catalog as text.
    pub fn to_ron(&self) -> Result<String, ron::Error> {
        let style = PrettyConfig::new()
            .extensions(Extensions::IMPLICIT_SOME)
            .new_line("\n");
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let text = options.to_string_pretty(self, style)?;
        // Whatever reads it enables that by itself.
        let text = text
            .strip_prefix("#![enable(implicit_some)]\n")
            .unwrap_or(&text);
        Ok(format!("{text}\n"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    use super::super::listed::PriceFigures;
    use super::*;

    fn models() -> &'static [Model] {
        &Catalog::bundled().unwrap().models
    }

    #[test]
    fn the_bundled_catalog_is_read_again_as_it_was_written() {
        let catalog = Catalog::bundled().unwrap();
        let text = catalog.to_ron().unwrap();
        assert_eq!(Catalog::read(&text).as_ref(), Ok(catalog));
        assert!(text.starts_with("(\n    version: 3,\n"), "{}", &text[..60]);
        assert!(!text.contains("None") && !text.contains("Some("));
    }

    #[test]
    fn each_bundled_model_alone_is_read_again_as_it_was_written() {
        for model in models() {
            let text = to_ron(std::slice::from_ref(model)).unwrap();
            let read = Catalog::read(&text).unwrap();
            assert_eq!(read.models.first(), Some(model), "{text}");
        }
    }

    #[test]
    fn texts_with_quotes_and_line_ends_are_read_again() {
        let mut model = models()[0].clone();
        model.note = Some("“a” \"b\" \\ c\nd".to_owned());
        model.read_at = "a \"page\"".to_owned();
        let text = to_ron(std::slice::from_ref(&model)).unwrap();
        assert_eq!(Catalog::read(&text).unwrap().models, [model]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn some_of_the_models_are_read_again_as_they_were_written(
            models in subsequence(models().to_vec(), 0..40),
            factor in 0.001..100.0_f64,
        ) {
            let mut models = models;
            for model in &mut models {
                // Prices of any number of digits.
                let mut price = PriceFigures::from(model.price.clone());
                price.input *= factor;
                model.price = price.try_into().unwrap();
            }
            let text = to_ron(&models).unwrap();
            prop_assert_eq!(Catalog::read(&text).unwrap().models, models);
        }
    }
}
