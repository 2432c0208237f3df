//! How long an answer takes.

use crate::support::{analysed, assert_same};

// 300 ms, (1,500 · (1 − 0.8) + 200) / 5,000 s = 100 ms, 40 / 80 s = 500 ms.
#[test]
fn latency_counts_what_is_read_and_written() {
    let text = |rest| {
        format!(
            "(workload: (input_tokens: 200), prompting: (serving: (
                prompt_tokens: 1500, output_tokens: 40, cache_hit_rate: 0.8, {rest})))"
        )
    };
    let analysis = analysed(&text("latency: ()"));
    assert_same(analysis.prompting.latency_ms.unwrap(), 900.0);
    assert_eq!(analysis.fine_tuning.latency_ms, None);
    // A prompt too short to be cached is read in full: 340 ms.
    let analysis = analysed(&text("latency: (), price: (cache_min_tokens: 2000)"));
    assert_same(analysis.prompting.latency_ms.unwrap(), 1140.0);
    // With a cache life it follows from the traffic of month 1, one query in 438 minutes: h = 1 − e⁻¹ with a life as long.
    let analysis = analysed(
        "(workload: (queries_per_month: 100, input_tokens: 0), prompting: (serving: (
            prompt_tokens: 5000, output_tokens: 0, cache_ttl_minutes: 438, latency: (overhead_ms: 0))))",
    );
    assert_same(
        analysis.prompting.latency_ms.unwrap(),
        1000.0 * 0.367_879_441_171_442_33,
    );
}
