//! Figures of the catalog, held against a second listing: small extracts of public price lists in second_listing.csv, a figure a row. Where both
//! disagree, the row says why.

use std::collections::{BTreeMap, BTreeSet};

use breakeven::evidence::catalog::Model;
use breakeven::evidence::listed::ListedPrice;

use super::models;

const ROWS: &str = include_str!("second_listing.csv");

/// A figure as a second list has it.
struct Row {
    /// The provider, the model, and what is priced.
    figure: (String, String, String),
    price: f64,
    /// Which list, as what, and when.
    listing: String,
    why: String,
}

fn rows() -> Vec<Row> {
    let (header, lines) = ROWS.split_once('\n').unwrap();
    assert_eq!(
        header,
        "provider,model,figure,price,listing,listed_as,listed_on,why"
    );
    let row = |line: &str| {
        // Only the last field may have commas, and then stands in quotation marks.
        let fields: Vec<&str> = line.splitn(8, ',').collect();
        let [
            provider,
            model,
            figure,
            price,
            listing,
            listed_as,
            listed_on,
            why,
        ] = fields[..]
        else {
            panic!("{line}");
        };
        Row {
            figure: (provider.to_owned(), model.to_owned(), figure.to_owned()),
            price: price.parse().unwrap(),
            listing: format!("{listing}, {listed_as}, {listed_on}"),
            why: why.trim_matches('"').to_owned(),
        }
    };
    lines.lines().map(row).collect()
}

/// All figures of a list of token prices, by name.
fn token_prices(list: &ListedPrice, before: &str) -> Vec<(String, f64)> {
    let base = &list.base;
    let mut found = vec![
        ("input".to_owned(), Some(base.input.base())),
        ("output".to_owned(), Some(base.output.base())),
        (
            "cached_input".to_owned(),
            base.cached_input.map(|price| price.base()),
        ),
        (
            "cache_write".to_owned(),
            base.cache_write.map(|price| price.base()),
        ),
        (
            "long_cache_write".to_owned(),
            list.long_cache_write.map(|long| long.price),
        ),
    ];
    if let Some(batch) = &list.batch {
        found.push(("batch.input".to_owned(), Some(batch.input)));
        found.push(("batch.cached_input".to_owned(), batch.cached_input));
        found.push(("batch.output".to_owned(), Some(batch.output)));
    }
    for tier in &list.tiers {
        let above = tier.above_tokens.get();
        for (kind, price) in [
            ("input", Some(tier.input)),
            ("cached_input", tier.cached_input),
            ("cache_write", tier.cache_write),
            ("output", Some(tier.output)),
        ] {
            found.push((
                format!("tiers.{above}.{kind}"),
                price.map(|price| price.get()),
            ));
        }
    }
    found
        .into_iter()
        .filter_map(|(name, price)| Some((format!("{before}{name}"), price?)))
        .collect()
}

/// All prices of a model, by name.
fn figures(model: &Model) -> Vec<(String, f64)> {
    let mut found = token_prices(&model.price, "");
    for later in &model.changes {
        found.extend(token_prices(&later.price, &format!("from.{}.", later.from)));
    }
    if let Some(tuning) = &model.tuning {
        found.extend(token_prices(&tuning.price, "tuned."));
        for method in &tuning.training {
            let price = method.price.or(method.per_hour).unwrap();
            found.push((format!("training.{}", method.method), price));
        }
        let others = [
            ("minimum_fee", tuning.minimum_fee),
            ("storage_per_month", tuning.storage_per_month),
            (
                "hosting",
                tuning.hosting.as_ref().map(|hosting| hosting.per_hour),
            ),
        ];
        let others = others.into_iter();
        found.extend(others.filter_map(|(name, price)| Some((name.to_owned(), price?))));
    }
    found
}

fn of_catalog() -> BTreeMap<(String, String, String), f64> {
    let named = |model: &'static Model| {
        let of = |figure| (model.provider.clone(), model.model.clone(), figure);
        figures(model)
            .into_iter()
            .map(move |(figure, price)| (of(figure), price))
    };
    models().iter().flat_map(named).collect()
}

#[test]
fn figures_agree_with_a_second_listing_or_it_is_said_why_not() {
    let catalog = of_catalog();
    let mut seen = BTreeSet::new();
    for row in rows() {
        let figure = &row.figure;
        let ours = *catalog
            .get(figure)
            .unwrap_or_else(|| panic!("{figure:?} isn’t in the catalog"));
        let agrees = (ours - row.price).abs() <= 1e-9 * ours.max(1.0);
        assert_eq!(
            agrees,
            row.why.is_empty(),
            "{figure:?}: {ours} here, {} as listed by {}: {}",
            row.price,
            row.listing,
            row.why
        );
        assert!(seen.insert(figure.clone()), "{figure:?} is there twice");
    }
}

#[test]
fn most_figures_have_a_second_listing() {
    let (all, checked) = (of_catalog().len(), rows().len());
    let share = checked as f64 / all as f64;
    assert!(share >= 0.6, "{checked} of {all}");
}
