//! The room that a chart has.

/// What a chart's writers have to know: the size of the chart and of its text in points, and the slide's number.
#[derive(Debug, Clone, Copy)]
pub struct Space {
    pub width: f64,
    pub height: f64,
    pub text: f64,
    pub slide: usize,
}
