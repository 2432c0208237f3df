//! The whole model of MODEL.md §2–4 for many draws at once: each goes through all months in the registers, next to as many others as
//! these hold. [`super::reference`] is the same, draw by draw, through the ledger that everything else goes through; the tests hold one
//! against the other.
//!
//! - `group`: as many draws as go through the months together
//! - `months`: these on their way
//! - `approach`: what one approach costs; `events`: changes and retirements
//! - `cumulative`: both cumulative costs, and where they cross

mod approach;
mod cumulative;
mod events;
mod group;
mod months;

use pulp::{Arch, Simd, WithSimd};

use super::lanes::{BLOCK, Each};
use super::model_inputs::Plan;
use group::GROUP;
use months::Months;

/// The outcomes of a block of draws.
#[derive(Debug, Clone)]
pub struct Block {
    /// Totals of prompting.
    pub prompting: Each,
    /// Totals of fine-tuning.
    pub fine_tuning: Each,
    /// Break-even in months; NaN where there is none.
    pub month: Each,
    /// Break-even in queries; NaN where there is none.
    pub queries: Each,
}

impl Block {
    /// Room for a block.
    pub fn new() -> Self {
        let none = [0.0; BLOCK];
        Self {
            prompting: none,
            fine_tuning: none,
            month: none,
            queries: none,
        }
    }

    /// S of a draw.
    pub fn saving(&self, draw: usize) -> f64 {
        self.prompting[draw] - self.fine_tuning[draw]
    }
}

impl Default for Block {
    fn default() -> Self {
        Self::new()
    }
}

/// Both cumulative costs of a block of draws, after everything that is booked at t = 0..=T.
#[derive(Debug, Clone, Default)]
pub struct Curves {
    /// Of prompting, by month.
    pub prompting: Vec<Each>,
    /// Of fine-tuning, by month.
    pub fine_tuning: Vec<Each>,
}

impl Curves {
    /// Room for the curves of a block.
    pub fn new(months: usize) -> Self {
        // Two of their own rather than one and its copy: zeros are given by the system when they are first written over.
        Self {
            prompting: vec![[0.0; BLOCK]; months + 1],
            fine_tuning: vec![[0.0; BLOCK]; months + 1],
        }
    }
}

/// Works out draws of a plan, a block after the other.
pub struct Engine<'a> {
    plan: &'a Plan,
    months: Box<Months>,
}

impl<'a> Engine<'a> {
    /// For the draws of a plan.
    pub fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            months: Box::new(Months::new(plan)),
        }
    }

    /// Works out the first `draws` of a block; the plan's columns are `columns`. The curves are for those who want them.
    pub fn work_out(
        &mut self,
        draws: usize,
        columns: &[Each],
        block: &mut Block,
        curves: Option<&mut Curves>,
    ) {
        Arch::new().dispatch(Work {
            draws,
            plan: self.plan,
            months: &mut self.months,
            columns,
            block,
            curves,
        });
    }
}

struct Work<'a> {
    draws: usize,
    plan: &'a Plan,
    months: &'a mut Months,
    columns: &'a [Each],
    block: &'a mut Block,
    curves: Option<&'a mut Curves>,
}

impl WithSimd for Work<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (plan, months, mut curves) = (self.plan, self.months, self.curves);
        for first in (0..self.draws.min(BLOCK)).step_by(GROUP) {
            months.start(simd, plan, self.columns, first);
            for month in 0..=plan.months {
                if month > 0 {
                    months.go_on(simd, plan, month);
                }
                if let Some(curves) = &mut curves {
                    months.course.keep(month, first, curves);
                }
            }
            months.course.finish(simd, first, self.block);
        }
    }
}
