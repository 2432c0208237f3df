//! The topics of a section: what only some scenarios need, folded under a heading that counts what is stated in it.

use egui::{Align2, FontId, Shape, Stroke, Ui, pos2, vec2};

use crate::app::workspace::Workspace;
use crate::evidence::evaluated::EvaluatedErrors;
use crate::scenario::Scenario;
use crate::scenario::inputs::{Input, Kind};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::folded::Folded;

/// Height of the heading, in points.
const HEADING_HEIGHT: f32 = 24.0;
/// Size of its type, in points.
const HEADING_POINTS: f32 = 12.0;

/// Inputs of a section that stand together.
pub struct Topic {
    /// The heading; empty for those of the section itself.
    pub name: &'static str,
    /// The inputs that the scenario has.
    pub inputs: Vec<&'static Input>,
}

impl Topic {
    /// The topics of these inputs, in their order.
    pub fn of(inputs: impl Iterator<Item = &'static Input>) -> Vec<Self> {
        let mut topics: Vec<Self> = Vec::new();
        for input in inputs {
            match topics.last_mut() {
                Some(topic) if topic.name == input.topic => topic.inputs.push(input),
                _ => topics.push(Self {
                    name: input.topic,
                    inputs: vec![input],
                }),
            }
        }
        topics
    }

    /// Whether anything is stated in it, typed, or offered from the evaluation.
    pub fn stands_out(&self, workspace: &Workspace) -> bool {
        let scenario = workspace.scenario();
        let typed = |input: &&'static Input| workspace.drafts.contains_key(input.path);
        let mut inputs = self.inputs.iter();
        inputs.any(|input| !input.is_default(scenario) || typed(input)) || self.offers(scenario) > 0
    }

    /// For how many of its inputs the evaluation offers a value.
    fn offers(&self, scenario: &Scenario) -> usize {
        let is_offered = |input: &&&Input| EvaluatedErrors::offered(input, scenario).is_some();
        self.inputs.iter().filter(is_offered).count()
    }

    /// Whether it has to be unfolded: what is typed in it can't be taken.
    pub fn has_problem(&self, workspace: &Workspace) -> bool {
        let mut inputs = self.inputs.iter();
        inputs.any(|input| workspace.problem(input).is_some())
    }

    /// What is stated in it or offered: "3 from the catalog, 1 entered"; empty for nothing.
    pub fn counts(&self, scenario: &Scenario) -> String {
        let stated = self
            .inputs
            .iter()
            .filter(|input| input.kind != Kind::Group && !input.is_default(scenario));
        let stated: Vec<_> = stated.collect();
        let listed = stated
            .iter()
            .filter(|input| input.is_from_catalog(scenario));
        let listed = listed.count();
        let entered = stated.len() - listed;
        let counts = [
            (listed, "from the catalog"),
            (entered, "entered"),
            (self.offers(scenario), "offered"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, of)| format!("{count} {of}")).collect();
        counts.join(", ")
    }

    /// Draws the heading, and returns whether the topic is unfolded.
    pub fn heading_ui(&self, ui: &mut Ui, scenario: &Scenario, wanted: bool) -> bool {
        let palette = Palette::current(ui);
        let id = ui.make_persistent_id(("topic", self.name));
        let folded = Folded::new(ui, id, false, wanted);
        let heading = folded.heading_ui(ui, self.name, HEADING_HEIGHT);
        let rect = heading.rect;
        let color = if heading.hovered() {
            palette.text
        } else {
            palette.weak
        };
        let centre = pos2(rect.left() + 4.0, rect.center().y);
        let triangle = if folded.is_open {
            [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)]
        } else {
            [(-2.5, -4.0), (-2.5, 4.0), (3.0, 0.0)]
        };
        let triangle = triangle.map(|(x, y)| centre + vec2(x, y)).to_vec();
        let triangle = Shape::convex_polygon(triangle, color, Stroke::NONE);
        ui.painter().add(triangle);
        let name = ui.painter().text(
            pos2(rect.left() + 14.0, rect.center().y),
            Align2::LEFT_CENTER,
            self.name,
            FontId::new(HEADING_POINTS, fonts::bold()),
            color,
        );
        let counts = self.counts(scenario);
        if !counts.is_empty() {
            ui.painter().text(
                pos2(name.right() + 5.0, rect.center().y),
                Align2::LEFT_CENTER,
                format!("· {counts}"),
                FontId::proportional(HEADING_POINTS),
                color,
            );
        }
        folded.is_open
    }
}
