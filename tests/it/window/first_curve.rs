//! From an empty scenario to a curve that can be believed, by the keyboard alone, with every press counted.

use breakeven::analysis::price::is_unpriced;
use breakeven::scenario::Estimate;
use breakeven::scenario::essentials::{Certainty, Credibility, Essential};
use breakeven::scenario::inputs::USUAL_RANGE;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, wait_for_risk};
use crate::support::input;

/// A window, and how often a key was pressed.
struct Keyboard<'a> {
    window: Window<'a>,
    presses: usize,
}

impl Keyboard<'_> {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.presses += 1;
        press(&mut self.window, modifiers, key);
    }

    fn enter(&mut self) {
        self.press(Modifiers::NONE, Key::Enter);
    }

    /// Types into whatever has the keyboard, a key for each character.
    fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.presses += 1;
            let typed = Event::Text(character.to_string());
            self.window.input_mut().events.push(typed);
            self.window.run_steps(2);
        }
    }

    /// Types an answer and goes on to the next question.
    fn answer(&mut self, text: &str) {
        self.type_text(text);
        self.enter();
    }
}

fn new_scenario(home: &Home) -> Keyboard<'static> {
    let mut keyboard = Keyboard {
        window: home.window(&[], USUAL),
        presses: 0,
    };
    keyboard.press(Modifiers::COMMAND, Key::N);
    keyboard
}

fn certainty(window: &Window<'_>, essential: Essential) -> Certainty {
    essential.certainty(window.scenario())
}

// "2,000-token prompts to a frontier model, 40,000 times a month: fine-tune a small one?"
#[test]
fn a_credible_curve_takes_at_most_45_presses() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    keyboard.answer("40k");
    keyboard.answer("opus");
    keyboard.answer("2000");
    keyboard.answer("300");
    keyboard.answer("200");
    // Caching: the usual range.
    keyboard.enter();
    // The cheapest model that can be fine-tuned, and what it still needs of the prompt.
    keyboard.press(Modifiers::NONE, Key::ArrowDown);
    keyboard.enter();
    keyboard.enter();
    // Lifetime, examples, their cost, setup and team rate: usual ranges.
    for _ in 0..5 {
        keyboard.enter();
    }
    // Done.
    keyboard.enter();
    let presses = keyboard.presses;
    let mut window = keyboard.window;
    wait_for_risk(&mut window);

    let scenario = window.scenario();
    assert!(presses <= 45, "{presses} presses");
    assert!(!window.view().questions.is_open);
    let queries = scenario.workload.queries_per_month.estimate();
    assert_eq!(queries, Estimate::Exact(40_000.0));
    assert!(scenario.prompting.serving.model.contains("opus"));
    assert!(!scenario.fine_tuning.serving.model.is_empty());
    assert!(!is_unpriced(scenario));
    assert_eq!(scenario.prompting.serving.prompt_tokens.base(), 2000.0);
    assert_eq!(scenario.fine_tuning.serving.output_tokens.base(), 200.0);
    let open: Vec<_> = Credibility::new(scenario)
        .essentials()
        .filter(|(_, certainty)| *certainty == Certainty::Unset)
        .collect();
    assert_eq!(open, [], "{presses} presses");
    assert!(window.analysis().fine_tuning_upfront > 1000.0);
    let source = &scenario.sources["fine_tuning.data.cost_per_example"];
    assert!(source.starts_with(USUAL_RANGE), "{source}");
    window.get_by_label_contains("essentials are usual values");
    println!("{presses} presses");
}
