//! What other programs paste along with a number: characters that can't be seen, and the same characters in other widths and forms.

/// The text with ordinary characters only: nothing invisible, one kind of space, digits and signs of ordinary width, three kinds of
/// dash. "-" may be a minus or join a range, "−" is a minus, "–" joins a range or, before a number, is a minus.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_invisible(*letter))
        .map(plain_character)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Whether the character has no shape and no width: format characters of Unicode (general category Cf) and variation selectors.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn plain_character(letter: char) -> char {
    match letter {
        letter if letter.is_whitespace() => ' ',
        '\u{2010}' | '\u{2011}' | '\u{fe63}' => '-',
        '\u{207b}' | '\u{2796}' | '\u{2d7}' => '−',
        '\u{2012}' | '\u{2014}' | '\u{2015}' | '\u{fe58}' => '–',
        // The full-width forms of ASCII stand in its order.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{ffe0}' => '¢',
        '\u{ffe1}' => '£',
        '\u{ffe5}' => '¥',
        '\u{ffe6}' => '₩',
        '\u{fe50}' => ',',
        '\u{fe52}' => '.',
        '\u{fe59}' => '(',
        '\u{fe5a}' => ')',
        '\u{fe62}' => '+',
        '\u{fe69}' => '$',
        '\u{fe6a}' => '%',
        '’' | '‘' | '\u{2bc}' => '\'',
        '⋅' | '∙' | '·' | '×' | '\u{fe61}' => '*',
        '÷' | '\u{2215}' | '\u{2044}' => '/',
        other => other,
    }
}
