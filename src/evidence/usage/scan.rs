//! Taking a text apart from its beginning: numbers, words, times and offsets.

/// What stands where an offset should be is none.
pub(super) struct NoOffset;

/// What is left of a text.
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Passes over any of these signs.
    pub fn skip(&mut self, signs: &[char]) {
        self.rest = self.rest.trim_start_matches(signs);
    }

    /// The next sign, if it is one of these.
    pub fn sign(&mut self, signs: &[char]) -> Option<char> {
        let sign = self
            .rest
            .chars()
            .next()
            .filter(|sign| signs.contains(sign))?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(sign)
    }

    /// A whole number of at most eight digits, with how many it has.
    pub fn number(&mut self) -> Option<(u32, usize)> {
        let digits = self.take(|byte| byte.is_ascii_digit())?;
        if digits.len() > 8 {
            return None;
        }
        digits.parse().ok().map(|number| (number, digits.len()))
    }

    /// A word of letters.
    pub fn word(&mut self) -> Option<&'a str> {
        self.take(|byte| byte.is_ascii_alphabetic())
    }

    fn take(&mut self, belongs: impl Fn(u8) -> bool) -> Option<&'a str> {
        let end = self.rest.bytes().take_while(|byte| belongs(*byte)).count();
        let (taken, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (!taken.is_empty()).then_some(taken)
    }

    /// A time of day in seconds; the seconds, their fraction, and AM or PM may be missing.
    pub fn time(&mut self) -> Option<i64> {
        let (hours, _) = self.number()?;
        self.sign(&[':'])?;
        let (minutes, 2) = self.number()? else {
            return None;
        };
        let mut seconds = 0;
        if self.sign(&[':']).is_some() {
            seconds = self.number()?.0;
            if self.sign(&['.', ',']).is_some() {
                self.take(|byte| byte.is_ascii_digit());
            }
        }
        self.skip(&[' ', '\u{a0}', '\u{202f}']);
        let hours = self.hour_of_day(hours)?;
        // A leap second is the second before it.
        (minutes < 60 && seconds <= 60)
            .then(|| i64::from(hours * 3600 + minutes * 60 + seconds.min(59)))
    }

    fn hour_of_day(&mut self, hours: u32) -> Option<u32> {
        let half = self.rest.get(..2).map(str::to_ascii_lowercase);
        match half.as_deref() {
            Some(half @ ("am" | "pm")) => {
                self.rest = &self.rest[2..];
                let later = if half == "pm" { 12 } else { 0 };
                (1..=12).contains(&hours).then_some(hours % 12 + later)
            }
            _ => (hours < 24).then_some(hours),
        }
    }

    /// The offset in seconds at the end of the text, `None` if there is none. It is an error if something else stands there.
    pub fn offset(&mut self) -> Result<Option<i32>, NoOffset> {
        self.skip(&[' ']);
        if let Some((before, _)) = self.rest.split_once('[') {
            self.rest = before;
        }
        match self.rest {
            "" => Ok(None),
            "Z" | "z" | "UTC" | "GMT" => Ok(Some(0)),
            signed => signed_offset(signed).map(Some).ok_or(NoOffset),
        }
    }
}

/// +08:00, +0800 or -05.
fn signed_offset(text: &str) -> Option<i32> {
    let text = text
        .strip_prefix("UTC")
        .or_else(|| text.strip_prefix("GMT"))
        .unwrap_or(text);
    let (sign, digits) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        '−' => (-1, &text['−'.len_utf8()..]),
        _ => return None,
    };
    let digits = digits.replacen(':', "", 1);
    let number: i32 = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number, 0),
        4 => (number / 100, number % 100),
        _ => return None,
    };
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The number of a month by its English name, written out or cut to three letters or “Sept”.
pub(super) fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let is_it = |name: &&str| {
        word == **name || word.len() >= 3 && word.len() <= 4 && name.starts_with(&word)
    };
    NAMES.iter().position(is_it).map(|place| place as u32 + 1)
}
