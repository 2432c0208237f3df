//! PowerPoint decks whose slides, tables and charts can be edited, written part by part after ECMA-376. The module knows words and numbers only.
//!
//! - [`model`]: what a slide holds
//! - [`template`]: the house that slides are put into: `house` is the plain one, `layout` its layouts and the choice among them
//! - `canvas`: a slide while it is written; `slide`: its title, foot, number and notes; its elements are in `text_box`, `tiles`, `table`, `picture` and `chart_frame`
//! - `chart`: what charts are written from; `scatter` with `labels`, and `bars`, are the kinds; `workbook`: the numbers in them
//! - `attached`: texts that travel with a deck, unseen
//! - `properties`: the small parts that every presentation has
//! - `package`, `xml`, `text`: files of parts, escaping, and how wide text is
//! - [`error`]: why a deck can't be written or read
//!
//! Colours and fonts are the theme's everywhere, so that what is pasted into another deck takes that deck's style.
//!
//! ```
//! use breakeven::export::deck::Deck;
//! use breakeven::export::deck::model::{Element, Paragraph, Place, Slide};
//!
//! let slide = Slide {
//!     title: "Fine-tuning breaks even in Aug 2027".to_owned(),
//!     elements: vec![Place::WHOLE.with(Element::Bullets(vec![Paragraph::plain("It saves $30.8k over two years")]))],
//!     ..Slide::default()
//! };
//! let deck = Deck {
//!     title: "Invoice triage".to_owned(),
//!     slides: vec![slide],
//!     ..Deck::default()
//! };
//! let file = deck.render()?;
//! assert_eq!(file, deck.render()?);
//! # Ok::<(), breakeven::export::deck::error::DeckError>(())
//! ```

mod attached;
mod bars;
mod canvas;
mod chart;
mod chart_frame;
pub mod error;
mod house;
mod labels;
mod layout;
mod limits;
pub mod model;
mod package;
mod picture;
mod properties;
mod scatter;
mod slide;
mod space;
mod table;
pub mod template;
#[cfg(test)]
mod tests;
mod text;
mod text_box;
mod tiles;
mod workbook;
mod xml;

use error::DeckError;
use model::AttachedText;
use package::Package;
use template::Template;

pub use model::Deck;

impl Deck {
    /// The deck as a file, in a plain house: 16:9 and white.
    pub fn render(&self) -> Result<Vec<u8>, DeckError> {
        self.render_with(&Template::plain()?)
    }

    /// The deck as a file, in a house's masters, layouts, theme and slide size. The same deck and template give the same bytes.
    pub fn render_with(&self, template: &Template) -> Result<Vec<u8>, DeckError> {
        if self.slides.is_empty() {
            return Err(DeckError::NoSlides);
        }
        let mut package = template.package.clone();
        let presentation = template.presentation.as_str();
        let has_notes = self.slides.iter().any(|slide| !slide.notes.is_empty());
        let (notes_master, added) = if has_notes {
            notes_master(&mut package, presentation)
        } else {
            (None, None)
        };
        let notes_master = match &notes_master {
            Some(master) => Some((master.as_str(), template::notes_index(&package, master)?)),
            None => None,
        };
        let mut ids = Vec::new();
        for (index, slide) in self.slides.iter().enumerate() {
            let which = (index + 1, self.language.as_str());
            let part = slide::add(&mut package, template, slide, which, notes_master)?;
            ids.push(package.relate(presentation, "slide", &part));
        }
        let text = package.text(presentation)?;
        let spliced = template::with_slides(presentation, text, &ids, added.as_deref())?;
        if let Some(part) = package.parts.get_mut(presentation) {
            part.bytes = spliced;
        }
        attached::attach(&mut package, presentation, &self.attached);
        properties::complete(&mut package, presentation);
        properties::describe(&mut package, self);
        package.drop_unreachable();
        package.pack()
    }
}

/// The presentation's master of notes; and its relationship's id, if it had none and one was added.
fn notes_master(package: &mut Package, presentation: &str) -> (Option<String>, Option<String>) {
    if let Some(master) = package.related(presentation, "notesMaster") {
        return (Some(master.to_owned()), None);
    }
    let master = house::add_notes_master(package);
    let id = package.relate(presentation, "notesMaster", &master);
    (Some(master), Some(id))
}

/// The texts attached to a deck, as they were.
pub fn read_attached(bytes: &[u8]) -> Result<Vec<AttachedText>, DeckError> {
    let package = Package::unpack(bytes)?;
    let presentation = template::main_part(&package)?;
    Ok(attached::read(&package, &presentation)?)
}
