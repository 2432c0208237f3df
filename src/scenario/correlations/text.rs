//! Correlations as text: "workload.input_tokens ~ hourly_rate: 0.3", several separated by commas or lines.

use std::fmt;
use std::str::FromStr;

use crate::scenario::estimate::BoundedNumber;

use super::{Correlation, Correlations};

impl FromStr for Correlations {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split([',', ';', '\n']).map(str::trim);
        let pairs = parts.filter(|part| !part.is_empty()).map(read_pair);
        pairs.collect::<Result<Vec<_>, _>>()?.try_into()
    }
}

fn read_pair(part: &str) -> Result<Correlation, String> {
    let apart = part.rsplit_once(':').and_then(|(pair, r)| {
        let (a, b) = pair.split_once('~')?;
        Some((a.trim(), b.trim(), r.trim()))
    });
    let (a, b, r) = apart.ok_or_else(|| {
        format!("“{part}” isn’t a pair; type two inputs and their correlation, such as workload.input_tokens ~ hourly_rate: 0.3")
    })?;
    let read = r.replace('−', "-").parse::<f64>();
    let number = read.map_err(|_| format!("“{r}” in “{part}” isn’t a number"))?;
    Ok(Correlation {
        a: a.to_owned(),
        b: b.to_owned(),
        r: BoundedNumber::new(number).map_err(|error| format!("{error} in “{part}”"))?,
    })
}

impl fmt::Display for Correlations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Correlation { a, b, r }) in self.iter().enumerate() {
            let separator = if place > 0 { ", " } else { "" };
            write!(f, "{separator}{a} ~ {b}: {}", r.get())?;
        }
        Ok(())
    }
}

impl From<Correlations> for String {
    fn from(correlations: Correlations) -> Self {
        correlations.to_string()
    }
}
