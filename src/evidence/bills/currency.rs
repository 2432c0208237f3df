//! In which currency costs are stated: by a code or a sign, in a heading or a cell.

use crate::evidence::usage::Form;
use crate::scenario::Currency;

/// The codes of ISO 4217 that are in use.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY \
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK \
    JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL \
    THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Codes that may be written small in a heading: none of them is a word.
const WRITTEN_SMALL: &str =
    "USD EUR GBP JPY CNY INR KRW CAD AUD NZD CHF SEK NOK DKK PLN CZK HUF BRL MXN ZAR SGD HKD ILS";

/// Signs that say one currency.
const SIGNS: [(&str, &str); 15] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("S$", "SGD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
];

/// Currencies that write a bare dollar or yen sign. The first is meant unless the table or the scenario is in another.
const OF_DOLLAR: [&str; 8] = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"];
const OF_YEN: [&str; 2] = ["JPY", "CNY"];

/// Whether it can be part of a currency's name.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '￥' | '₹' | '₩')
}

/// The currency of a code in capitals.
fn of_code(code: &str) -> Option<Currency> {
    let is_known = code.len() == 3 && CODES.split(' ').any(|known| known == code);
    is_known.then(|| code.parse().ok()).flatten()
}

/// The currency that a code or a sign names. `usual` is the one that a bare dollar sign means, if it can.
pub(super) fn named(name: &str, usual: Option<&Currency>) -> Option<Currency> {
    let of_several = |codes: &[&str]| {
        let usual = usual.filter(|usual| codes.contains(&usual.code()));
        usual.cloned().or_else(|| codes.first()?.parse().ok())
    };
    match name {
        "$" => of_several(&OF_DOLLAR),
        "¥" | "￥" => of_several(&OF_YEN),
        _ => {
            let sign = SIGNS.iter().find(|(sign, _)| *sign == name);
            of_code(sign.map_or(name, |(_, code)| *code))
        }
    }
}

/// What a heading says but for its currency, in small letters and digits, and the currency: "totalcost" and euros of "Total cost (EUR)".
pub(super) fn of_heading(heading: &str, usual: Option<&Currency>) -> (String, Option<Currency>) {
    let letters = heading.chars().filter(|letter| letter.is_alphanumeric());
    let bare: String = letters.flat_map(char::to_lowercase).collect();
    let mut signs = heading.split(|c| !is_sign(c)).filter(|run| !run.is_empty());
    if let Some(sign) = signs.next() {
        return match named(sign, usual) {
            Some(currency) if signs.next().is_none() => (bare, Some(currency)),
            _ => (String::new(), None),
        };
    }
    let stem_and_code = bare.len().checked_sub(3).and_then(|at| {
        let (stem, code) = bare.split_at_checked(at)?;
        let code = code.to_uppercase();
        let is_plain = heading.contains(&code) || WRITTEN_SMALL.contains(&code);
        let currency = of_code(&code).filter(|_| is_plain)?;
        Some((stem.to_owned(), currency))
    });
    match stem_and_code {
        Some((stem, currency)) => (stem, Some(currency)),
        None => (bare, None),
    }
}

/// The currency in which exports of this form state costs, where it is always the same.
pub(super) fn of_usage(form: Form) -> Option<Currency> {
    let is_dollars = matches!(
        form,
        Form::LiteLlmLogs | Form::LiteLlmDaily | Form::AnthropicCsv | Form::Langfuse
    );
    is_dollars.then(Currency::default)
}

/// Its name in a sentence.
pub(super) fn in_words(currency: &Currency) -> &str {
    if currency.is_us_dollar() {
        "US dollars"
    } else {
        currency.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str) -> (String, Option<String>) {
        let (bare, currency) = of_heading(text, None);
        (bare, currency.map(String::from))
    }

    #[test]
    fn a_heading_says_its_currency() {
        for (text, bare, code) in [
            ("Cost (EUR)", "cost", Some("EUR")),
            ("total_cost_usd", "totalcost", Some("USD")),
            ("Cost (€)", "cost", Some("EUR")),
            ("Amount THB", "amount", Some("THB")),
            ("Cost", "cost", None),
            // No currencies, or words rather than codes.
            ("Bill Ref", "billref", None),
            ("Cost Tax", "costtax", None),
            ("Billing", "billing", None),
            ("Cost all", "costall", None),
            ("", "", None),
            ("Ünü", "ünü", None),
        ] {
            let wanted = (bare.to_owned(), code.map(str::to_owned));
            assert_eq!(heading(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_bare_dollar_sign_is_that_of_the_scenario_if_it_has_one() {
        let code = |name, usual: &str| {
            let usual: Currency = usual.parse().unwrap();
            named(name, Some(&usual)).map(String::from)
        };
        for (name, usual, wanted) in [
            ("$", "CAD", "CAD"),
            ("$", "EUR", "USD"),
            ("¥", "CNY", "CNY"),
            ("A$", "CAD", "AUD"),
            ("CHF", "USD", "CHF"),
        ] {
            assert_eq!(code(name, usual).as_deref(), Some(wanted), "{name}");
        }
        assert_eq!(code("ABC", "ABC"), None);
        assert!(CODES.split(' ').all(|code| of_code(code).is_some()));
    }
}
