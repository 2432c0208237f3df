//! Naming the columns of a table by hand.

use std::fmt;

use super::field::Field;
use super::form::normal;
use super::notation::{DateOrder, Decimals};

/// Which columns of a table state what. Columns are named as the header names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The date or time.
    pub date: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The number of queries.
    pub queries: Option<String>,
    /// What tells a query from all others, so that one that stands in the file again is left out.
    pub request_id: Option<String>,
    /// Input tokens.
    pub input_tokens: Option<String>,
    /// Tokens read from the cache.
    pub cached_tokens: Option<String>,
    /// Tokens written to the cache.
    pub cache_write_tokens: Option<String>,
    /// Output tokens.
    pub output_tokens: Option<String>,
    /// The cost.
    pub cost: Option<String>,
    /// Whether each row is one query. It matters only without a column of queries.
    pub row_is_query: bool,
    /// Whether the input tokens include those read from the cache and written to it.
    pub input_includes_cached: bool,
    /// The order of dates such as 01/08/2026; `None` to tell it by the whole column.
    pub date_order: Option<DateOrder>,
    /// What separates decimals; `None` to tell it by all numbers.
    pub decimals: Option<Decimals>,
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            date: None,
            model: None,
            queries: None,
            request_id: None,
            input_tokens: None,
            cached_tokens: None,
            cache_write_tokens: None,
            output_tokens: None,
            cost: None,
            row_is_query: false,
            input_includes_cached: true,
            date_order: None,
            decimals: None,
        }
    }
}

/// What a column can state: its name in a list of columns, and its name for people.
pub const COLUMNS: [(&str, &str); 9] = [
    ("date", "Date or time"),
    ("model", "Model"),
    ("queries", "Requests"),
    ("request_id", "Request ID"),
    ("input_tokens", "Input tokens"),
    ("cached_tokens", "Cached tokens"),
    ("cache_write_tokens", "Cache write tokens"),
    ("output_tokens", "Output tokens"),
    ("cost", "Cost"),
];

impl Mapping {
    /// Proposes columns by their names. A column that isn’t found stays unnamed, the date too.
    ///
    /// ```
    /// use breakeven::evidence::usage::Mapping;
    ///
    /// let header = ["Day", "Requests", "Prompt tokens", "User"].map(str::to_owned);
    /// let mapping = Mapping::guess(&header);
    /// assert_eq!((mapping.date.as_deref(), mapping.queries.as_deref()), (Some("Day"), Some("Requests")));
    /// assert_eq!(mapping.input_tokens.as_deref(), Some("Prompt tokens"));
    /// ```
    pub fn guess(header: &[String]) -> Self {
        let mut columns = Unclaimed::new(header);
        let money = ["cost", "price"];
        let request_id = columns.claim(&["requestid", "id", "callid", "uuid"], &[], &[]);
        let cached = ["cacheread", "cachehit", "cached"];
        let cached_tokens = columns.claim(&[], &cached, &["uncached", "notcached", "rate", "cost"]);
        let cache_write_tokens = columns.claim(&[], &["cachewrite", "cachecreat"], &money);
        let input = ["inputtoken", "prompttoken", "tokensin", "contexttoken"];
        let input_tokens = columns.claim(&["input", "prompt"], &input, &money);
        let output = [
            "outputtoken",
            "completiontoken",
            "tokensout",
            "generatedtoken",
        ];
        let output_tokens = columns.claim(&["output", "completion"], &output, &money);
        let queries = ["requests", "queries", "calls", "querycount", "requestcount"];
        let queries = columns.claim(&["count", "volume"], &queries, &["failed", "error", "cost"]);
        let cost = columns.claim(&["usd", "eur"], &["cost", "spend", "amount"], &[]);
        let model = columns.claim(&["model"], &["model"], &[]);
        let dates = ["date", "day", "month", "timestamp", "datetime", "time"];
        let times = ["date", "timestamp", "created", "starttime", "month"];
        let date = columns.claim(&dates, &times, &["update"]);
        let excludes = |name: &str| {
            let name = normal(name);
            ["uncached", "nocache", "miss"]
                .iter()
                .any(|part| name.contains(part))
        };
        Self {
            date,
            input_includes_cached: !input_tokens.as_deref().is_some_and(excludes),
            model,
            queries,
            request_id,
            input_tokens,
            cached_tokens,
            cache_write_tokens,
            output_tokens,
            cost,
            ..Self::default()
        }
    }

    /// Whether it names the date and something to count.
    pub fn is_complete(&self) -> bool {
        let counts = [
            &self.queries,
            &self.input_tokens,
            &self.output_tokens,
            &self.cost,
        ];
        self.date.is_some() && (self.row_is_query || counts.iter().any(|column| column.is_some()))
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<&str> {
        match field {
            Field::Start => self.date.as_deref(),
            Field::Model => self.model.as_deref(),
            Field::Queries => self.queries.as_deref(),
            Field::Id => self.request_id.as_deref(),
            Field::Input => self.input_tokens.as_deref(),
            Field::Cached => self.cached_tokens.as_deref(),
            Field::CacheWrite => self.cache_write_tokens.as_deref(),
            Field::Output => self.output_tokens.as_deref(),
            Field::Cost => self.cost.as_deref(),
            _ => None,
        }
    }

    /// The columns, in the order of [`COLUMNS`].
    pub fn columns(&self) -> [&Option<String>; COLUMNS.len()] {
        [
            &self.date,
            &self.model,
            &self.queries,
            &self.request_id,
            &self.input_tokens,
            &self.cached_tokens,
            &self.cache_write_tokens,
            &self.output_tokens,
            &self.cost,
        ]
    }

    /// The columns to be changed, in the order of [`COLUMNS`].
    pub fn columns_mut(&mut self) -> [&mut Option<String>; COLUMNS.len()] {
        [
            &mut self.date,
            &mut self.model,
            &mut self.queries,
            &mut self.request_id,
            &mut self.input_tokens,
            &mut self.cached_tokens,
            &mut self.cache_write_tokens,
            &mut self.output_tokens,
            &mut self.cost,
        ]
    }

    /// As a list, an item for each thing that is said: "date=Day", "queries=Requests".
    ///
    /// ```
    /// use breakeven::evidence::usage::Mapping;
    ///
    /// let mapping = Mapping::from_list(&["date=Day", "queries=Requests", "date_order=month_first"])?;
    /// assert_eq!(Mapping::from_list(&mapping.to_list())?, mapping);
    /// # Ok::<(), String>(())
    /// ```
    pub fn to_list(&self) -> Vec<String> {
        let named = COLUMNS.iter().zip(self.columns());
        let mut list: Vec<String> = named
            .filter_map(|((key, _), column)| Some(format!("{key}={}", column.as_deref()?)))
            .collect();
        if self.row_is_query {
            list.push("row_is_query=yes".to_owned());
        }
        if !self.input_includes_cached {
            list.push("input_includes_cached=no".to_owned());
        }
        list.extend(
            self.date_order
                .map(|order| format!("date_order={}", order.key())),
        );
        list.extend(
            self.decimals
                .map(|decimals| format!("decimals={}", decimals.key())),
        );
        list
    }

    /// Reads a list such as [`Mapping::to_list`] writes.
    ///
    /// # Errors
    /// A sentence says which item can't be read, and what could stand there.
    pub fn from_list<T: AsRef<str>>(list: &[T]) -> Result<Self, String> {
        let mut mapping = Self::default();
        for item in list {
            mapping.say(item.as_ref())?;
        }
        Ok(mapping)
    }

    /// Takes what one item of a list says.
    fn say(&mut self, item: &str) -> Result<(), String> {
        let (key, value) = item
            .split_once('=')
            .filter(|(_, value)| !value.trim_ascii().is_empty())
            .ok_or_else(|| format!("“{item}” isn’t of the form date=Day"))?;
        // As the names in a header are trimmed.
        let (key, value) = (key.trim(), value.trim_ascii());
        let allowed = |words: &str| format!("{key} can be {words}");
        if let Some(place) = COLUMNS.iter().position(|(name, _)| *name == key) {
            *self.columns_mut()[place] = Some(value.to_owned());
            return Ok(());
        }
        let yes_or_no = || match value {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            _ => Err(allowed("yes or no")),
        };
        match key {
            "row_is_query" => self.row_is_query = yes_or_no()?,
            "input_includes_cached" => self.input_includes_cached = yes_or_no()?,
            "date_order" => {
                let order = DateOrder::ALL
                    .into_iter()
                    .find(|order| order.key() == value);
                self.date_order = Some(order.ok_or_else(|| allowed("day_first or month_first"))?);
            }
            "decimals" => {
                let sign = Decimals::ALL.into_iter().find(|sign| sign.key() == value);
                self.decimals = Some(sign.ok_or_else(|| allowed("point or comma"))?);
            }
            _ => {
                let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
                let names = names.join(", ");
                return Err(format!(
                    "“{key}” is none of {names}, row_is_query, input_includes_cached, date_order, decimals"
                ));
            }
        }
        Ok(())
    }
}

/// The columns that no field has claimed.
struct Unclaimed<'a> {
    /// Each with its name in normal spelling.
    columns: Vec<(String, &'a str)>,
}

impl<'a> Unclaimed<'a> {
    fn new(header: &'a [String]) -> Self {
        let columns = header.iter().map(|name| (normal(name), name.as_str()));
        Self {
            columns: columns.collect(),
        }
    }

    /// The first column of one of these names, else the first whose name has one of these parts and none of those that tell otherwise.
    fn claim(&mut self, names: &[&str], parts: &[&str], otherwise: &[&str]) -> Option<String> {
        let has = |name: &str, parts: &[&str]| parts.iter().any(|part| name.contains(part));
        let mut columns = self.columns.iter();
        let place = columns
            .position(|(name, _)| names.contains(&name.as_str()))
            .or_else(|| {
                let mut columns = self.columns.iter();
                columns.position(|(name, _)| has(name, parts) && !has(name, otherwise))
            })?;
        Some(self.columns.remove(place).1.to_owned())
    }
}

/// What a mapping is remembered under: a hash of the names of the columns (FNV-1a), since some tables have a column for each user or key.
///
/// ```
/// use breakeven::evidence::usage::header_key;
///
/// let key = |names: [&str; 2]| header_key(&names.map(str::to_owned));
/// assert_eq!(key(["Day", "Calls"]), "71eb7f276927b224");
/// assert_eq!(key(["Day ", "Calls"]), key(["Day", "Calls"]));
/// assert_ne!(key(["Da", "yCalls"]), key(["Day", "Calls"]));
/// ```
pub fn header_key(header: &[String]) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let names = header.iter().map(|name| name.trim());
    let bytes = names.flat_map(|name| name.bytes().chain([0]));
    let hash = bytes.fold(BASIS, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    format!("{hash:016x}")
}

/// The first rows of a table, for choosing columns. Long cells are cut.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
}

impl Preview {
    /// Rows that are shown.
    pub const ROWS: usize = 5;
    /// Characters of a cell that are shown.
    const CELL: usize = 80;

    pub(super) fn add<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) {
        if self.rows.len() < Self::ROWS {
            let shown = |cell: &[u8]| {
                String::from_utf8_lossy(&cell[..cell.len().min(4 * Self::CELL)])
                    .chars()
                    .take(Self::CELL)
                    .collect()
            };
            self.rows.push(cells.map(shown).collect());
        }
    }
}

/// The cells are the user’s: only how many there are is said.
impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview")
            .field("columns", &self.header.len())
            .field("rows", &self.rows.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_proposed_by_their_names() {
        let guess = Mapping::guess(&header(
            "User,Timestamp,Model Name,Cached tokens,Prompt Tokens,Completion Tokens,Requests,Cost (USD)",
        ));
        assert_eq!(guess.date.as_deref(), Some("Timestamp"));
        assert_eq!(guess.model.as_deref(), Some("Model Name"));
        assert_eq!(guess.cached_tokens.as_deref(), Some("Cached tokens"));
        assert_eq!(guess.input_tokens.as_deref(), Some("Prompt Tokens"));
        assert_eq!(guess.output_tokens.as_deref(), Some("Completion Tokens"));
        assert_eq!(guess.queries.as_deref(), Some("Requests"));
        assert_eq!(guess.cost.as_deref(), Some("Cost (USD)"));
        assert!(guess.is_complete() && guess.input_includes_cached);
    }

    #[test]
    fn input_that_is_said_to_be_uncached_doesnt_include_the_cached() {
        let guess = Mapping::guess(&header(
            "day,uncached_input_tokens,cache_read_tokens,output_tokens",
        ));
        assert_eq!(guess.input_tokens.as_deref(), Some("uncached_input_tokens"));
        assert_eq!(guess.cached_tokens.as_deref(), Some("cache_read_tokens"));
        assert!(!guess.input_includes_cached);
    }

    #[test]
    fn nothing_is_proposed_where_no_name_fits() {
        assert_eq!(Mapping::guess(&header("a,b,c")), Mapping::default());
        assert!(!Mapping::default().is_complete());
        assert_eq!(Mapping::guess(&[]), Mapping::default());
    }

    #[test]
    fn a_mapping_is_read_as_it_was_written() {
        let mut mapping = Mapping {
            date_order: Some(DateOrder::MonthFirst),
            decimals: Some(Decimals::Comma),
            row_is_query: true,
            input_includes_cached: false,
            ..Mapping::default()
        };
        for (place, column) in mapping.columns_mut().into_iter().enumerate() {
            *column = Some(format!("a = {place}"));
        }
        assert_eq!(Mapping::from_list(&mapping.to_list()), Ok(mapping));
        assert_eq!(Mapping::default().to_list(), [""; 0]);
    }

    #[test]
    fn an_item_that_says_nothing_is_refused() {
        for (item, said) in [
            ("Day", "“Day” isn’t of the form date=Day"),
            ("date=", "“date=” isn’t of the form date=Day"),
            ("row_is_query=1", "row_is_query can be yes or no"),
            (
                "date_order=us",
                "date_order can be day_first or month_first",
            ),
            ("decimals=,", "decimals can be point or comma"),
        ] {
            assert_eq!(Mapping::from_list(&[item]).unwrap_err(), said);
        }
        let problem = Mapping::from_list(&["day=Day"]).unwrap_err();
        assert!(
            problem.starts_with("“day” is none of date, model,"),
            "{problem}"
        );
    }
}
