//! Which column of a table of bills states what.

use csv::StringRecord;

use crate::scenario::Currency;

use super::currency;

/// More columns than this are no bills by month.
const MAX_COLUMNS: usize = 1000;
pub(super) const TOO_MANY: &str = "it has more than 1,000 columns: no bills by month";
/// Longer headings are cut in a message.
const MAX_SHOWN_CHARACTERS: usize = 40;

/// Whether a text is a table with too many columns, told before any of it is kept. JSON may be a single long line.
pub(super) fn are_too_many(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_ascii_start();
    let first = text.lines().next().unwrap_or_default().bytes();
    let separators = first.filter(|byte| matches!(byte, b',' | b';' | b'\t'));
    !text.starts_with(['{', '[']) && separators.count() >= MAX_COLUMNS
}

/// Where each column is.
pub(super) struct Columns {
    /// How many there are, but for those at the end without a heading.
    pub count: usize,
    pub month: usize,
    pub queries: Option<usize>,
    pub cost: Option<usize>,
    /// That of the heading of costs.
    pub currency: Option<Currency>,
    pub approach: Option<usize>,
}

impl Columns {
    /// The columns with these headings. Of several with costs, one in the scenario's currency goes before others.
    pub fn of(headings: &StringRecord, own: Option<&Currency>) -> Result<Self, String> {
        if headings.len() > MAX_COLUMNS {
            return Err(TOO_MANY.to_owned());
        }
        let bare: Vec<(String, Option<Currency>)> = headings
            .iter()
            .map(|heading| currency::of_heading(heading, own))
            .collect();
        let find = |what, rank: &dyn Fn(&str, Option<&Currency>) -> Option<u8>| {
            let ranks = bare.iter().enumerate().filter_map(|(place, column)| {
                let (name, currency) = column;
                rank(name, currency.as_ref()).map(|rank| (rank, place))
            });
            only(ranks.collect(), what, headings)
        };
        let month = find("months", &|name, _| match name {
            "month" | "billingmonth" => Some(0),
            "date" | "period" => Some(1),
            _ => None,
        })?;
        let Some(month) = month else {
            return Err("there is no column “month”; the first line has to name the columns, such as month,queries,cost".to_owned());
        };
        let queries = find("queries", &|name, _| match name {
            "queries" | "query" | "querycount" => Some(0),
            "requests" | "calls" | "requestcount" | "numrequests" => Some(1),
            _ => None,
        })?;
        let cost = find("costs", &|name, currency| {
            let rank = match currency {
                None => 0,
                currency if currency == own => 1,
                Some(_) => 2,
            };
            is_cost(name).then_some(rank)
        })?;
        if queries.is_none() && cost.is_none() {
            return Err("there is neither a column “queries” nor one “cost”".to_owned());
        }
        let approach = find("approaches", &|name, _| (name == "approach").then_some(0))?;
        let unnamed = headings.iter().rev().take_while(|name| name.is_empty());
        Ok(Self {
            count: headings.len() - unnamed.count(),
            month,
            queries,
            cost,
            currency: cost.and_then(|cost| bare.get(cost)?.1.clone()),
            approach,
        })
    }

    /// What is wrong with the number of cells, if something is. A row may end in empty ones.
    pub fn wrong_length(&self, record: &StringRecord) -> Option<String> {
        let (cells, columns) = (record.len(), self.count);
        let has_more = record.iter().skip(columns).any(|cell| !cell.is_empty());
        (has_more || cells < columns)
            .then(|| format!("it has {cells} cells, but the header has {columns}"))
    }
}

/// "cost", "amount", "total_cost".
fn is_cost(bare: &str) -> bool {
    let name = bare.strip_prefix("total").unwrap_or(bare);
    bare == "total" || matches!(name, "cost" | "amount" | "billed" | "bill")
}

/// Of columns with their ranks, the one with the lowest. It is an error if there are two of that rank.
fn only(
    mut ranks: Vec<(u8, usize)>,
    what: &str,
    headings: &StringRecord,
) -> Result<Option<usize>, String> {
    ranks.sort_unstable();
    match ranks.as_slice() {
        [(best, one), (next, other), ..] if best == next => {
            // They hold only words that are looked for.
            let [one, other] = [*one, *other].map(|place| shown(headings.get(place)));
            Err(format!(
                "“{one}” and “{other}” may both be the column of {what}; leave one of them"
            ))
        }
        ranks => Ok(ranks.first().map(|(_, place)| *place)),
    }
}

fn shown(heading: Option<&str>) -> String {
    let letters = heading.unwrap_or_default().chars();
    letters.take(MAX_SHOWN_CHARACTERS).collect()
}
