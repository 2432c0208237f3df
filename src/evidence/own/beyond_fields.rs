//! What an entry may state that there are no fields for, such as prices of long inputs. An entry that is begun with one of the catalog has it
//! too: whoever changes prices has to know of it, and can leave it out.

use crate::evidence::catalog::{LaterPrice, Model};
use crate::evidence::listed::ListedPrice;
use crate::scenario::day_in_words;
use crate::scenario::quantity::count;

impl Model {
    /// What of its prices there are no fields for, each in a few words: "other prices above 200,000 tokens".
    ///
    /// ```
    /// use breakeven::evidence::catalog::Catalog;
    ///
    /// let catalog = Catalog::bundled()?;
    /// let mut model = catalog.named("gemini-4-argon")[0].clone();
    /// assert_eq!(model.beyond_fields()[0], "other prices from 1 Dec 2026");
    /// model.leave_out_beyond_fields();
    /// assert!(model.beyond_fields().is_empty());
    /// # Ok::<(), &str>(())
    /// ```
    pub fn beyond_fields(&self) -> Vec<String> {
        let mut words = of_price(&self.price);
        let later = |later: &LaterPrice| format!("other prices from {}", day_in_words(&later.from));
        words.extend(self.changes.iter().map(later));
        words.extend(self.multipliers());
        if let Some(tuning) = &self.tuning {
            words.extend(
                of_price(&tuning.price)
                    .into_iter()
                    .map(|word| format!("fine-tuned: {word}")),
            );
            let others = tuning.training.iter().skip(1);
            words.extend(others.map(|method| format!("training by {}", method.method)));
        }
        words
    }

    /// Leaves out what there are no fields for.
    pub fn leave_out_beyond_fields(&mut self) {
        self.changes.clear();
        (self.priority, self.regional) = (None, None);
        leave_out(&mut self.price);
        if let Some(tuning) = &mut self.tuning {
            leave_out(&mut tuning.price);
            tuning.training.truncate(1);
        }
    }
}

fn of_price(price: &ListedPrice) -> Vec<String> {
    let tiers = price.tiers.iter().map(|tier| {
        let tokens = count(tier.above_tokens.get());
        format!("other prices above {tokens} tokens")
    });
    let mut words: Vec<String> = tiers.collect();
    if let Some(long) = price.long_cache_write {
        words.push(format!("writes to the cache of {} minutes", long.minutes));
    }
    if price.batch.is_some() {
        words.push("prices in batches by kind of token".to_owned());
    }
    words
}

fn leave_out(price: &mut ListedPrice) {
    price.tiers.clear();
    price.base.long_context = None;
    price.long_cache_write = None;
    price.batch = None;
}
