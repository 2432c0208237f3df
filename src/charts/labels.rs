//! Names at line ends: beside the line where there is room, moved apart where they would overlap.

/// Moves boxes of the given heights, wanted at these centres, apart within [top, bottom]; returns the new centres in the
/// same order. Boxes keep the order of their wanted centres.
pub fn spread(wanted: &[f32], heights: &[f32], top: f32, bottom: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut centres = wanted.to_vec();
    // Down, each below the one before; then up from the bottom, each above the one after.
    let mut edge = top;
    for &place in &order {
        let half = heights[place] / 2.0;
        centres[place] = centres[place].max(edge + half);
        edge = centres[place] + half;
    }
    let mut edge = bottom;
    for &place in order.iter().rev() {
        let half = heights[place] / 2.0;
        centres[place] = centres[place].min(edge - half);
        edge = centres[place] - half;
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(
            spread(&[10.0, 50.0], &[20.0, 20.0], 0.0, 100.0),
            [10.0, 50.0]
        );
    }

    #[test]
    fn labels_that_would_overlap_move_apart_within_the_bounds() {
        let centres = spread(&[95.0, 94.0, 93.0], &[20.0, 20.0, 20.0], 0.0, 100.0);
        assert_eq!(centres, [90.0, 70.0, 50.0]);
    }
}
