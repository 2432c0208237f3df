//! Laid-out text as runs: pieces of a row in one face, colour and script, which SVG can set as a whole.
//!
//! Runs keep the places that the window gave them. Within a run, the renderer joins letters and orders those that are read from right to left.

use egui::epaint::TextShape;
use egui::epaint::text::PlacedRow;
use egui::{Color32, Pos2, vec2};
use unicode_script::{Script, UnicodeScript as _};

use super::typeface::Face;

/// Neighbouring letters of a row in one face, colour and script.
pub(super) struct Run {
    pub text: String,
    /// Left end of the baseline.
    pub at: Pos2,
    pub width: f32,
    pub face: Face,
    pub size: f32,
    pub color: Color32,
    /// Whether a word ends with it: white space follows, or the row ends.
    pub ends_word: bool,
}

/// The runs of a text.
pub(super) fn runs(text: &TextShape) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut byte = 0;
    for row in &text.galley.rows {
        runs.extend(runs_of_row(text, row, &mut byte));
        if let Some(last) = runs.last_mut() {
            last.ends_word = true;
        }
        byte += usize::from(row.ends_with_newline);
    }
    for next in 1..runs.len() {
        if runs[next].text.starts_with(char::is_whitespace) {
            runs[next - 1].ends_word = true;
        }
    }
    runs.retain(|run| !run.text.trim().is_empty());
    for run in &mut runs {
        run.ends_word |= run.text.ends_with(char::is_whitespace);
        // White space at the end is invisible, and isn't part of a run's width.
        run.text.truncate(run.text.trim_end().len());
    }
    runs
}

/// A letter of a row: its offset in the text of the layout, and its place in the row.
struct Letter {
    chr: char,
    byte: usize,
    left: f32,
    right: f32,
    baseline: f32,
}

/// The runs of a row. `byte` is the offset in the text of the layout at which the row begins; it is advanced to the row's end.
fn runs_of_row(text: &TextShape, row: &PlacedRow, byte: &mut usize) -> Vec<Run> {
    let job = &text.galley.job;
    let origin = text.pos + row.pos.to_vec2();
    let letters = letters_of(&job.text, row, byte);
    let mut runs: Vec<Run> = Vec::new();
    let mut last = None;
    for (letter, script) in letters.iter().zip(scripts(&letters)) {
        let section = job
            .sections
            .iter()
            .position(|section| section.byte_range.contains(&letter.byte.into()))
            .unwrap_or(job.sections.len().saturating_sub(1));
        let Some(format) = job.sections.get(section).map(|section| &section.format) else {
            continue;
        };
        if last != Some((section, script)) {
            last = Some((section, script));
            let own = if format.color == Color32::PLACEHOLDER {
                text.fallback_color
            } else {
                format.color
            };
            let color = text.override_text_color.unwrap_or(own);
            runs.push(Run {
                text: String::new(),
                at: origin + vec2(letter.left, letter.baseline),
                width: 0.0,
                face: Face::for_family(&format.font_id.family),
                size: format.font_id.size,
                color: color.gamma_multiply(text.opacity_factor),
                ends_word: false,
            });
        }
        if let Some(run) = runs.last_mut() {
            run.text.push(letter.chr);
            if !letter.chr.is_whitespace() {
                run.width = run.width.max(origin.x + letter.right - run.at.x);
            }
        }
    }
    runs
}

/// At most this many marks over and under a letter are recognised.
const MAX_MARKS: usize = 3;

/// The letters of a row in the order in which they are read. They are taken from the text of the layout: a glyph that joins letters names only
/// the first one, and the glyphs of a word that is read from right to left stand in the order in which they are seen.
fn letters_of(text: &str, row: &PlacedRow, byte: &mut usize) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(row.glyphs.len());
    let mut glyphs = &row.glyphs[..];
    while let Some(glyph) = glyphs.first() {
        let next = text.get(*byte..).and_then(|rest| rest.chars().next());
        let word = if is_right_to_left(glyph.chr) && next.is_some_and(is_right_to_left) {
            let rest = &text[*byte..];
            let end = rest.find(|letter| !is_right_to_left(letter));
            &rest[..end.unwrap_or(rest.len())]
        } else {
            ""
        };
        let (taken, width) = if word.is_empty() {
            (1, glyph.advance_width)
        } else {
            let taken = glyphs
                .iter()
                .take_while(|other| is_right_to_left(other.chr));
            let ends = taken.clone().map(|other| other.pos.x + other.advance_width);
            let right = ends.fold(glyph.pos.x, f32::max);
            (taken.count(), right - glyph.pos.x)
        };
        let joined = || {
            let before = row.glyphs.len() - glyphs.len();
            before > 0 && row.glyphs[before - 1].chr == glyph.chr
        };
        // One glyph may stand for a letter with its marks.
        let marked = || {
            let rest = text.get(*byte..)?;
            let mut upto = rest.chars().take(MAX_MARKS + 1);
            let at = upto.position(|letter| letter == glyph.chr)?;
            Some(rest.chars().take(at + 1).collect::<String>())
        };
        let (letters_of_glyph, is_in_text) = match next {
            _ if !word.is_empty() => (word.to_owned(), true),
            Some(next) if next == glyph.chr || joined() => (next.to_string(), true),
            // An ellipsis for text that was cut off isn't in the text.
            _ => marked().map_or((glyph.chr.to_string(), false), |marked| (marked, true)),
        };
        let count = letters_of_glyph.chars().count() as f32;
        for (part, letter) in letters_of_glyph.chars().enumerate() {
            let at = |part: usize| glyph.pos.x + width * part as f32 / count;
            letters.push(Letter {
                chr: letter,
                byte: *byte,
                left: at(part),
                right: at(part + 1),
                baseline: glyph.pos.y,
            });
            if is_in_text {
                *byte += letter.len_utf8();
            }
        }
        glyphs = &glyphs[taken..];
    }
    letters
}

/// The script of each letter; `None` for the scripts that the bundled face has. Letters without a script, such as spaces, take that of the
/// letters around them.
fn scripts(letters: &[Letter]) -> Vec<Option<Script>> {
    let mut scripts: Vec<Option<Script>> = Vec::with_capacity(letters.len());
    // The first of the letters without a script before the current one.
    let mut neutral = 0;
    for letter in letters {
        let script = match letter.chr.script() {
            Script::Common | Script::Unknown => {
                scripts.push(None);
                continue;
            }
            // Marks over and under letters.
            Script::Inherited => scripts.last().copied().flatten(),
            Script::Latin | Script::Greek | Script::Cyrillic => None,
            // These are mixed in one text, and set in the same faces.
            Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => {
                Some(Script::Han)
            }
            other => Some(other),
        };
        let around = neutral > 0 && scripts[neutral - 1] == script;
        if around {
            scripts[neutral..].fill(script);
        }
        scripts.push(script);
        neutral = scripts.len();
    }
    scripts
}

/// Whether a letter is of a script that is read from right to left.
fn is_right_to_left(letter: char) -> bool {
    matches!(
        letter.script(),
        Script::Hebrew | Script::Arabic | Script::Syriac | Script::Thaana | Script::Nko
    )
}
