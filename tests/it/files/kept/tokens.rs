//! Tokens of a scenario file, and ways to write them.

/// How tokens are written.
pub(super) trait Style {
    /// What stands between two tokens.
    fn space(&mut self) -> String;
    /// Once in so many times.
    fn chance(&mut self, of: u64) -> bool;
    /// The comments that were written.
    fn comments(&mut self) -> Vec<String>;
}

pub(super) struct Plainly;

impl Style for Plainly {
    fn space(&mut self) -> String {
        String::new()
    }
    fn chance(&mut self, _: u64) -> bool {
        false
    }
    fn comments(&mut self) -> Vec<String> {
        Vec::new()
    }
}

pub(super) struct Varied {
    pub(super) seed: u64,
    pub(super) comments: Vec<String>,
}

impl Varied {
    /// Splitmix64.
    fn next(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.seed ^ (self.seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Style for Varied {
    fn space(&mut self) -> String {
        let number = self.comments.len();
        let (before, comment, after) = match self.next() % 16 {
            0 => (" ", format!("/* c{number}; ( \" ' }} */"), ""),
            1 => ("", format!("/* c{number}; /* nested // */ ** / */"), "\t"),
            2 => ("\r\n\t", format!("// c{number}; \" [ /* 'x"), "\r\n"),
            3 => ("", format!("// c{number}; name: \"é\", \\"), "\n  "),
            4 => return "\n".to_owned(),
            5 => return "\r\n\t\t".to_owned(),
            6 | 7 => return " ".to_owned(),
            8 => return "\u{200E}\u{2028} ".to_owned(),
            _ => return String::new(),
        };
        let text = format!("{before}{comment}{after}");
        self.comments.push(comment);
        text
    }
    fn chance(&mut self, of: u64) -> bool {
        self.next().is_multiple_of(of)
    }
    fn comments(&mut self) -> Vec<String> {
        std::mem::take(&mut self.comments)
    }
}

/// The tokens of a text that the program has written.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first == '"' {
            let mut is_escaped = false;
            let ends = |letter| {
                let is_end = letter == '"' && !is_escaped;
                is_escaped = letter == '\\' && !is_escaped;
                is_end
            };
            rest[1..].find(ends).unwrap() + 2
        } else if "()[]{}:,".contains(first) {
            1
        } else {
            rest.find(|letter: char| "()[]{}:, \n".contains(letter))
                .unwrap()
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// The name of the struct at a path.
pub(super) fn struct_name(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "" => "Scenario",
        "workload" => "Workload",
        "prompting" => "Prompting",
        "fine_tuning" => "FineTuning",
        "serving" => "Serving",
        "effort" => "Effort",
        "data" => "TrainingData",
        "training" => "Training",
        "decision" => "Decision",
        "hosting" => "Hosting",
        "latency" => "Latency",
        "long_context" => "LongContext",
        _ if path.ends_with("serving.price") => "Price",
        // Those of ranges are optional in every way.
        _ => "",
    }
}

/// A text or a number, in the same or other words.
pub(super) fn literal(token: &str, style: &mut dyn Style) -> String {
    if token.starts_with('"') {
        let text: String = ron::from_str(token).unwrap();
        if style.chance(2) && !text.contains("\"##") {
            return format!("r##\"{text}\"##");
        }
        return token.to_owned();
    }
    let is_whole = token.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && style.chance(2) {
        return match token
            .strip_suffix("000")
            .filter(|thousands| !thousands.is_empty())
        {
            Some(thousands) if style.chance(2) => format!("{thousands}e3"),
            Some(thousands) => format!("{thousands}_000.0"),
            None => format!("{token}.0"),
        };
    }
    token.to_owned()
}
