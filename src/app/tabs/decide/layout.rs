//! Sizes that the parts of the page share, by how much room there is.

use egui::{Vec2, vec2};

use crate::charts::decision_card::CardType;

/// In less height than this, in points, the card and its figures are set smaller, so that the page fits the screen of a laptop.
const TALL: f32 = 660.0;
/// From this size on, in points, everything is set larger, so that the page doesn't huddle at the top of a large screen.
const ROOMY: Vec2 = vec2(900.0, 800.0);

/// Sizes of type and distances, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PageSizes {
    /// The card, its figures, and the reasons for it.
    pub card: CardType,
    /// Text of rows.
    pub text: f32,
    /// Height of a row with an answer.
    pub row_height: f32,
    /// Room above and below the text of a row of a table.
    pub row_margin: f32,
    /// Room above a part of the page.
    pub part_gap: f32,
    /// Room around the figures of the card.
    pub figures_gap: f32,
    /// What lines are closer to each other than elsewhere.
    pub closer: f32,
}

const USUAL_SIZES: PageSizes = PageSizes {
    card: CardType::WINDOW,
    text: 13.0,
    row_height: 23.0,
    row_margin: 3.0,
    part_gap: 8.0,
    figures_gap: 6.0,
    closer: 0.0,
};

impl PageSizes {
    /// For a page that is so wide, and of which so much is in sight.
    pub(super) fn for_room(room: Vec2) -> Self {
        if room.y < TALL {
            return Self {
                card: CardType {
                    title: 18.0,
                    body: 13.0,
                    figure: 17.0,
                    small: 11.5,
                    ..CardType::WINDOW
                },
                figures_gap: 2.0,
                closer: 1.0,
                ..USUAL_SIZES
            };
        }
        if room.x < ROOMY.x || room.y < ROOMY.y {
            return USUAL_SIZES;
        }
        Self {
            card: CardType {
                title: 24.0,
                body: 15.0,
                figure: 24.0,
                small: 13.0,
                ..CardType::WINDOW
            },
            text: 14.5,
            row_height: 31.0,
            row_margin: 6.0,
            part_gap: 18.0,
            figures_gap: 12.0,
            closer: 0.0,
        }
    }
}
