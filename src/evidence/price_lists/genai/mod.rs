//! Pydantic's genai-prices: providers with their models, some with prices by day. `prices` has what it says of prices.

mod prices;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::scenario::day_in_words;

use super::fields::{Fields, Unit, page};
use super::found::Found;
use super::json::{MOST_ENTRIES, fields, items, members};
use super::kinds::{is_free_variant, is_other_kind, is_tuned};
use super::listed_model::{ListedModel, TokenPrices};
use super::providers::{UNKNOWN, VERTEX, known};
use super::words::is_day;
use prices::read_prices;

/// A provider, and the models of it.
struct Provider<'a> {
    id: String,
    name: String,
    source: Option<String>,
    models: Vec<&'a RawValue>,
}

/// The models of a list, with their prices of a day; an error if there are more than any list has.
pub(super) fn read(providers: &[&RawValue], day: &str) -> Result<Found, String> {
    let mut found = Found::default();
    let mut count = 0;
    for (place, text) in providers.iter().enumerate() {
        let provider = match provider(text) {
            Ok(provider) => provider,
            Err(why) => {
                found.add_unreadable(place + 1, None, why);
                continue;
            }
        };
        count += provider.models.len();
        if count > MOST_ENTRIES {
            return Err("it has more than 100,000 entries".to_owned());
        }
        for (place, entry) in provider.models.iter().enumerate() {
            match fields(entry) {
                Ok(entry) => read_entry(&mut found, place + 1, &entry, &provider, day),
                Err(why) => found.add_unreadable(place + 1, Some(&provider.name), why),
            }
        }
    }
    Ok(found)
}

fn provider(text: &RawValue) -> Result<Provider<'_>, String> {
    let not_one = || "the provider isn’t an object with a list of models".to_owned();
    if !text.get().starts_with('{') {
        return Err(not_one());
    }
    let mut small = Map::new();
    let mut models = None;
    for (name, value) in members(text.get()).map_err(|_| not_one())? {
        if name == "models" {
            models = Some(value);
        } else if ["id", "name", "pricing_urls"].contains(&name.as_str()) {
            small.extend(serde_json::from_str(value.get()).map(|value: Value| (name, value)));
        }
    }
    let models = models
        .filter(|models| models.get().starts_with('['))
        .ok_or_else(not_one)?;
    let small = Fields::new(&small, Unit::Million);
    let id = small.name("id").unwrap_or_default();
    let name = known(id)
        .or(small.name("name"))
        .unwrap_or(if id.is_empty() { UNKNOWN } else { id });
    Ok(Provider {
        id: id.to_owned(),
        name: name.to_owned(),
        source: page(small.value("pricing_urls").and_then(|pages| pages.get(0))),
        models: items(models.get()).map_err(|_| not_one())?,
    })
}

fn read_entry(
    found: &mut Found,
    place: usize,
    entry: &Map<String, Value>,
    provider: &Provider,
    day: &str,
) {
    let mut fields = Fields::new(entry, Unit::Million);
    let id = fields
        .value("id")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if is_other_kind(id) {
        found.left_out += 1;
        return;
    }
    if !found.can_name(place, id, Some(&provider.name)) {
        return;
    }
    let max_input_tokens = fields.tokens("context_window", "longest input");
    let mut model = ListedModel {
        id: id.to_owned(),
        model: id.to_owned(),
        provider: if provider.id == "google" && id.starts_with("claude") {
            // Google sells Claude in its cloud only.
            VERTEX.to_owned()
        } else {
            provider.name.clone()
        },
        tuned: is_tuned(id),
        deprecated: fields.value("deprecated") == Some(&Value::Bool(true)),
        max_input_tokens,
        source: provider.source.clone(),
        why: fields.why,
        ..ListedModel::default()
    };
    read_dated(&mut model, entry.get("prices").unwrap_or(&Value::Null), day);
    let has_none =
        model.price == TokenPrices::default() && model.changes.is_empty() && model.why.is_empty();
    if has_none && is_free_variant(id) {
        found.unpriced += 1;
    } else {
        found.models.push(model);
    }
}

/// The prices of the day, and those from later days on. Of prices that hold together, the list's last one counts.
fn read_dated(model: &mut ListedModel, prices: &Value, day: &str) {
    let Value::Array(dated) = prices else {
        read_prices(model, prices, None);
        return;
    };
    let mut now = None;
    let mut later = Vec::new();
    for one in dated {
        let constraint = one
            .get("constraint")
            .filter(|constraint| !constraint.is_null());
        let part = |name: &str| {
            constraint
                .and_then(|constraint| constraint.get(name))
                .and_then(Value::as_str)
        };
        match (part("start_date"), part("start_time"), part("end_time")) {
            (None, None, None) if constraint.is_none() => now = Some(one),
            (Some(from), ..) if is_day(from) && from <= day => now = Some(one),
            (Some(from), ..) if is_day(from) => later.push((from, one)),
            // Of prices by the hour, those of most hours are the usual ones.
            (None, Some(start), Some(end)) => {
                if is_most_of_the_day(start, end) {
                    now = Some(one);
                }
            }
            _ => model
                .why
                .push("it isn’t clear when one of its prices holds".to_owned()),
        }
    }
    later.sort_by_key(|(from, _)| *from);
    match (now, later.first()) {
        (Some(now), _) => read_prices(model, prices_of(now), None),
        (None, Some((from, _))) => model
            .why
            .push(format!("its prices begin on {}", day_in_words(from))),
        (None, None) => {}
    }
    for (from, one) in later {
        read_prices(model, prices_of(one), Some(from));
    }
}

fn prices_of(dated: &Value) -> &Value {
    dated.get("prices").unwrap_or(&Value::Null)
}

/// Whether times of the day such as "00:30:00Z" and "16:30:00Z" are more than half a day apart.
fn is_most_of_the_day(start: &str, end: &str) -> bool {
    let minutes = |time: &str| -> Option<i32> {
        let (hours, rest) = time.split_once(':')?;
        let minutes = rest.get(..2)?.parse::<i32>().ok()?;
        Some(hours.parse::<i32>().ok()?.clamp(0, 24) * 60 + minutes)
    };
    let (start, end) = (minutes(start), minutes(end));
    start
        .zip(end)
        .is_some_and(|(start, end)| (end - start).rem_euclid(24 * 60) > 12 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::price_lists::PriceList;

    const LIST: &str = include_str!("../extracts/genai.json");

    fn on(day: &str, id: &str) -> ListedModel {
        let list = PriceList::read(LIST, day).unwrap();
        list.models
            .into_iter()
            .find(|model| model.id == id)
            .unwrap()
    }

    #[test]
    fn prices_are_those_of_the_day_and_later_ones_are_changes() {
        // The list of November 2026: $0.75 until the end of the year, $1.50 from 1 Jan 2027 on.
        let now = on("2026-11-27", "gemini-3.6-flash");
        assert_eq!(
            (now.price.input, now.price.cached_input, now.price.output),
            (Some(0.75), Some(0.075), Some(3.75))
        );
        assert_eq!(now.changes.len(), 1);
        assert_eq!(
            (now.changes[0].from.as_str(), now.changes[0].price.output),
            ("2027-01-01", Some(7.5))
        );
        let later = on("2027-01-01", "gemini-3.6-flash");
        assert_eq!((later.price.input, later.changes.len()), (Some(1.5), 0));
        assert!(now.is_sound() && later.is_sound());
        assert_eq!(on("2026-03-12", "claude-sonnet-4-6").price.tiers.len(), 1);
        assert_eq!(on("2026-03-13", "claude-sonnet-4-6").price.tiers, []);
    }

    #[test]
    fn of_prices_by_the_hour_those_of_most_hours_count() {
        // Off-peak prices hold from 16:30 to 00:30.
        assert_eq!(on("2026-11-27", "deepseek-chat").price.input, Some(0.27));
        assert!(
            is_most_of_the_day("20:00:00Z", "09:00:00Z")
                && !is_most_of_the_day("16:30:00Z", "00:30:00Z")
        );
        assert!(!is_most_of_the_day("x", "é:éé"));
    }

    #[test]
    fn providers_have_the_catalogs_names_else_the_lists_own() {
        let of = |id| on("2026-11-27", id).provider;
        assert_eq!(of("minimax-m3"), "MiniMax");
        assert_eq!(of("claude-opus-4-8"), "Google Vertex AI");
        assert_eq!(of("GLM-4-FlashX-250414"), "Zhipu AI");
        let sonar = on("2026-11-27", "sonar");
        assert_eq!(
            (sonar.per_query, sonar.source.as_deref()),
            (
                Some(0.012),
                Some("https://docs.perplexity.ai/docs/getting-started/pricing")
            )
        );
    }

    #[test]
    fn a_model_whose_prices_begin_later_is_doubted() {
        let list = r#"[{"id": "openai", "models": [{"id": "gpt-7", "prices": [
            {"constraint": {"start_date": "2027-03-01"}, "prices": {"input_mtok": 2, "output_mtok": 4}},
            {"constraint": {"start_date": "2027-02-01"}, "prices": {"input_mtok": 1, "output_mtok": 4}},
            {"constraint": {"weekday": "Monday"}, "prices": {"input_mtok": 1}}]}]}]"#;
        let list = PriceList::read(list, "2026-11-27").unwrap();
        let why = [
            "it isn’t clear when one of its prices holds",
            "its prices begin on 1 Feb 2027",
        ];
        assert_eq!(list.models[0].why, why);
        let changes: Vec<_> = list.models[0]
            .changes
            .iter()
            .map(|change| (change.from.as_str(), change.price.input))
            .collect();
        assert_eq!(
            changes,
            [("2027-02-01", Some(1.0)), ("2027-03-01", Some(2.0))]
        );
    }

    #[test]
    fn models_are_counted_over_all_providers() {
        let models = vec!["{}"; MOST_ENTRIES / 2].join(",");
        let provider = format!(r#"{{"id": "openai", "models": [{models}]}}"#);
        let with = |count: usize| format!("[{}]", vec![provider.as_str(); count].join(","));
        let list = PriceList::read(&with(2), "2026-11-27").unwrap();
        assert_eq!(list.unreadable.len(), MOST_ENTRIES);
        let problem = PriceList::read(&with(3), "2026-11-27").unwrap_err();
        assert_eq!(problem, "it has more than 100,000 entries");
    }
}
