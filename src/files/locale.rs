//! How the system's spreadsheet writes numbers: whether a comma or a point stands before the decimals.

use num_format::Locale;

/// Whether a comma stands before decimals on this system. A point does where the system doesn't say.
pub fn has_decimal_comma() -> bool {
    decimal_comma_of_system().unwrap_or(false)
}

/// Spreadsheets take the decimal sign of the control panel, which may differ from that of the language.
#[cfg(windows)]
fn decimal_comma_of_system() -> Option<bool> {
    let settings = windows_registry::CURRENT_USER
        .open("Control Panel\\International")
        .ok()?;
    Some(settings.get_string("sDecimal").ok()?.trim() == ",")
}

#[cfg(target_os = "macos")]
fn decimal_comma_of_system() -> Option<bool> {
    writes_decimal_comma(&sys_locale::get_locale()?)
}

#[cfg(not(any(windows, target_os = "macos")))]
fn decimal_comma_of_system() -> Option<bool> {
    decimal_comma_in_environment(|name| std::env::var(name).ok())
}

/// The first of these variables that isn't empty says how numbers are written.
#[cfg(any(test, not(any(windows, target_os = "macos"))))]
fn decimal_comma_in_environment(get: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let names = ["LC_ALL", "LC_NUMERIC", "LANG"];
    let stated = names.into_iter().filter_map(get);
    let locale = stated.into_iter().find(|locale| !locale.is_empty())?;
    writes_decimal_comma(&locale)
}

/// Whether a locale writes a comma before decimals, by a name such as "de_DE.UTF-8" or "de-DE"; `None` if there is no such locale.
fn writes_decimal_comma(name: &str) -> Option<bool> {
    // What follows is the encoding or a variant.
    let name = name.split(['.', '@']).next()?.replace('_', "-");
    let known = |name: &str| Locale::from_name(name).ok();
    // A region that isn't listed writes as its language does.
    let language = || known(name.split('-').next()?);
    let locale = known(&name).or_else(language)?;
    Some(locale.decimal() == ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_says_what_stands_before_decimals() {
        for (name, comma) in [
            ("de_DE.UTF-8", Some(true)),
            ("de-DE", Some(true)),
            ("de_CH.utf8", Some(false)),
            ("fr_FR@euro", Some(true)),
            ("pt-BR", Some(true)),
            ("en_US.UTF-8", Some(false)),
            ("en_GB", Some(false)),
            ("es_MX", Some(false)),
            ("ja_JP", Some(false)),
            ("C", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(writes_decimal_comma(name), comma, "{name}");
        }
    }

    #[test]
    fn the_variable_that_rules_numbers_goes_before_the_language() {
        fn environment(stated: &[(&str, &str)]) -> Option<bool> {
            decimal_comma_in_environment(|name| {
                let found = stated.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        }
        let english = ("LANG", "en_US.UTF-8");
        assert_eq!(environment(&[english]), Some(false));
        assert_eq!(environment(&[english, ("LC_NUMERIC", "de_DE")]), Some(true));
        let all = [english, ("LC_NUMERIC", "de_DE"), ("LC_ALL", "C")];
        assert_eq!(environment(&all), None);
        assert_eq!(environment(&[english, ("LC_ALL", "")]), Some(false));
        assert_eq!(environment(&[]), None);
    }
}
