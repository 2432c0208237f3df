//! The list prices that commands use: the price catalog with the entries of the user's own price list.

use anyhow::anyhow;

use crate::evidence::catalog::Catalog;
use crate::evidence::current::CurrentPrices;
use crate::files::own_prices::OwnPricesFile;
use crate::files::settings::SettingsFile;
use crate::files::today::today;

use super::terminal::complain;

/// The price catalog with the user's own entries. That these can't be read is told.
pub(super) fn prices_in_use() -> CurrentPrices {
    let file = own_prices();
    let text = file.read().unwrap_or_else(|error| {
        complain(&format!("note: {error}"));
        None
    });
    let (prices, problem) = CurrentPrices::with_own(text.as_deref(), Some(today()));
    if let (Some(problem), Some(path)) = (problem, file.path()) {
        complain(&format!(
            "note: {}: {problem}. The list prices are those that come with the program",
            path.display()
        ));
    }
    prices
}

/// The file of the user's own price list.
pub(super) fn own_prices() -> OwnPricesFile {
    OwnPricesFile::beside(&SettingsFile::locate())
}

/// The catalog in use, or an error if there is none.
pub(super) fn catalog_in_use() -> anyhow::Result<&'static Catalog> {
    let catalog = prices_in_use().catalog;
    catalog.ok_or_else(|| anyhow!("The price catalog can’t be read"))
}
