"""The cost model of docs/formulas.md in numpy, line by line as it is written there, over all draws at once: what benches/risk.rs compares its
speed with. tuned.py beside it is the same as quick as numpy allows.

Reads one JSON object from standard input: "inputs", every number of the scenario by its path in the file, as {"low", "high"} or
{"low", "likely", "high"} where it is uncertain, without those that aren't set; "shares", the paths of inputs from 0 to 1; "bounds", the
least and the greatest value by path; "horizon_months", "lead_time_months", "at_retirement" and "monthly_queries". The arguments are the
number of draws, how often to repeat, and the draws of a chunk. Prints one line of JSON: the best time in seconds, drawing included, and
what the draws come to.

Draws are numpy's own random ones. Only what is uncertain is an array, and what the scenario doesn't use is left out.
"""

import json
import sys
import time

import numpy as np

Z95 = 1.6448536269514722
PERCENTILES = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]
ROUNDING = 1e-12


def drawn(rng, estimate, path, scenario, count):
    """Values of an estimate, and something that ascends with them."""
    low, high = estimate["low"], estimate["high"]
    if "likely" in estimate:
        width = high - low
        alpha = 1 + 4 * (estimate["likely"] - low) / width
        beta = 1 + 4 * (high - estimate["likely"]) / width
        values = low + width * rng.beta(alpha, beta, count)
    else:
        normal = rng.standard_normal(count)
        if path in scenario["shares"]:
            a, b = np.log(low / (1 - low)), np.log(high / (1 - high))
            values = 1 / (1 + np.exp(-((a + b) / 2 + normal * ((b - a) / 2 / Z95))))
        elif low > 0:
            a, b = np.log(low), np.log(high)
            values = np.exp((a + b) / 2 + normal * ((b - a) / 2 / Z95))
        else:
            values = (low + high) / 2 + normal * ((high - low) / 2 / Z95)
    least, most = scenario["bounds"][path]
    return np.clip(values, least, most)


def query_price(at, side, volume, level, long):
    """q(m) of one side."""
    price = f"{side}.serving.price."
    prompt, own = at(f"{side}.serving.prompt_tokens"), at("workload.input_tokens")
    given = at(price + "input")
    prices = [given, at(price + "cached_input", given), at(price + "cache_write", given), at(price + "output")]
    if long is not None:
        dear = at(price + "long_context.input")
        instead = [dear, at(price + "long_context.cached_input", dear), at(price + "long_context.cache_write", dear),
                   at(price + "long_context.output")]
        prices = [np.where(long, b, a) for a, b in zip(prices, instead)]
    fresh, cached, written, output = prices
    cacheable = prompt >= at(price + "cache_min_tokens")
    ttl = at(f"{side}.serving.cache_ttl_minutes", None)
    if ttl is not None:
        hits = np.where(cacheable, -np.expm1(-volume / (730 * 60) * ttl), 0.0)
        miss = np.where(cacheable, written, fresh)
    else:
        hits = np.where(cacheable, at(f"{side}.serving.cache_hit_rate"), 0.0)
        miss = np.where(hits > 0, written, fresh)
    factor = ((1 - at(price + "discount")) * (1 - at(f"{side}.serving.batch_share") * at(price + "batch_discount"))
              * (1 + at(f"{side}.serving.retry_rate")) / 1e6)
    return (prompt * (hits * cached + (1 - hits) * miss) + own * fresh + at(f"{side}.serving.output_tokens") * output) * factor * level


def running(at, side, volume, price):
    """A month's costs but for iteration."""
    serving = f"{side}.serving."
    cost = volume * (price + at(serving + "review_rate") * at(serving + "review_cost")) + at(serving + "monthly_cost")
    per_hour = at(serving + "hosting.per_hour", None)
    if per_hour is not None:
        replicas = at(serving + "hosting.replicas")
        carries = at(serving + "hosting.queries_per_hour", None)
        if carries is not None:
            busiest = volume / 730 * at(serving + "hosting.peak_to_mean") / carries
            replicas = np.maximum(replicas, np.ceil(busiest * (1 - ROUNDING)))
        cost = cost + per_hour * 730 * replicas
    return cost + at(f"{side}.effort.upkeep_hours_per_month") * at("hourly_rate")


class Course:
    """Follows both curves and remembers where fine-tuning last became the cheaper one."""

    def __init__(self, count, prompting, fine_tuning):
        self.prompting = np.zeros(count) + prompting
        self.fine_tuning = np.zeros(count) + fine_tuning
        self.wins = np.zeros(count, bool)
        self.before = np.zeros(count)
        self.month, self.queries = np.zeros(count), np.zeros(count)
        self.look(0.0, 0.0, 0.0, 0.0)

    def look(self, end, length, queries, volume):
        saving = self.prompting - self.fine_tuning
        equal = ROUNDING * np.maximum(self.prompting, self.fine_tuning)
        cheaper, dearer = saving > equal, saving < -equal
        newly = np.flatnonzero(cheaper & ~self.wins)
        if newly.size:
            rest = saving[newly] / (saving[newly] - self.before[newly])
            self.month[newly] = end - rest * length
            self.queries[newly] = np.broadcast_to(queries, saving.shape)[newly] - rest * np.broadcast_to(volume, saving.shape)[newly]
        self.wins = cheaper | (self.wins & ~dearer)
        self.before = np.where(cheaper | dearer, saving, 0.0)


def courses(scenario, at, count, curves):
    """Totals, break-even month and queries of each draw; the curves where a list is given for them."""
    months, before = int(scenario["horizon_months"]), min(int(scenario["lead_time_months"]), int(scenario["horizon_months"]))
    ends = scenario["at_retirement"] == "ReturnToPrompting"
    hour, tuned = at("hourly_rate"), "fine_tuning."
    long = {}
    for side in ["prompting", "fine_tuning"]:
        above = at(f"{side}.serving.price.long_context.above_tokens", None)
        long[side] = None if above is None else at(f"{side}.serving.prompt_tokens") + at("workload.input_tokens") > above
    collection = at(tuned + "data.examples") * at(tuned + "data.cost_per_example") + at(tuned + "data.fixed_cost")
    tokens = at(tuned + "data.examples") * at(tuned + "training.tokens_per_example") * at(tuned + "training.epochs")
    fee = np.maximum(at(tuned + "training.minimum_fee"), tokens * at(tuned + "training.price") / 1e6)
    training = at(tuned + "training.runs") * (fee + at(tuned + "training.fixed_cost")) + at(tuned + "training.evaluation_cost")
    change = at(tuned + "effort.hours_per_change") * hour
    retraining = training + at(tuned + "refresh_share") * collection + change
    setup, prompt_change = at("prompting.effort.setup_hours") * hour, at("prompting.effort.hours_per_change") * hour
    upfront = collection + training + at(tuned + "effort.setup_hours") * hour + (setup if before > 0 else 0.0)
    course = Course(count, setup, upfront)
    if curves is not None:
        curves.append((course.prompting.copy(), course.fine_tuning.copy()))
    growth, per_year = 1 + at("workload.growth_per_month"), at("workload.changes_per_year")
    drift = {side: 1 + at(f"{side}.serving.price.change_per_year") for side in ["prompting", "fine_tuning"]}
    life, fallback = at(tuned + "base_model_life_months", None), at(tuned + "fallback_share")
    volume, queries, changed, retired, serves = at("workload.queries_per_month"), 0.0, 0.0, 0.0, True
    for month in range(1, months + 1):
        if month <= len(scenario["monthly_queries"]):
            volume = scenario["monthly_queries"][month - 1]
        elif month > 1:
            volume = volume * growth
        value = (1 + at("discount_rate")) ** (-month / 12)
        queries = queries + volume
        level = {side: rate if np.isscalar(rate) and rate == 1 else rate ** ((month - 1) / 12) for side, rate in drift.items()}
        prompted = query_price(at, "prompting", volume, level["prompting"], long["prompting"])
        cost = running(at, "prompting", volume, prompted) * value
        tuned_cost = cost
        if month > before:
            price = query_price(at, "fine_tuning", volume, level["fine_tuning"], long["fine_tuning"])
            # What falls back has a cache of its own traffic.
            price = price + fallback * query_price(at, "prompting", volume * fallback, level["prompting"], long["prompting"])
            tuned_cost = np.where(serves, running(at, "fine_tuning", volume, price) * value, cost) if ends else running(
                at, "fine_tuning", volume, price) * value
        course.prompting += cost
        course.fine_tuning += tuned_cost
        course.look(month, 1.0, queries, volume)
        until = np.floor(per_year * month / 12 + 1e-9)
        # At the horizon nothing is changed any more.
        changes, changed = (until - changed) * (month < months), until
        retires = False
        if life is not None and month > before:
            until = np.floor((month - before) / life + 1e-9)
            retires, retired = (until > retired) & (month < months), until
        if np.any(changes > 0) or np.any(retires):
            cost = changes * prompt_change * value
            tuned_cost = cost
            if month > before:
                retrainings = changes if ends else changes + retires
                tuned_cost = np.where(serves, retrainings * retraining * value, cost)
            if ends:
                last = np.logical_and(serves, retires)
                if before == 0:
                    tuned_cost = tuned_cost + last * setup * value
                serves = np.logical_and(serves, ~last)
            course.prompting += cost
            course.fine_tuning += tuned_cost
            course.look(month, 0.0, queries, 0.0)
        if curves is not None:
            curves.append((course.prompting.copy(), course.fine_tuning.copy()))
    saving = course.prompting - course.fine_tuning
    pays = saving > ROUNDING * np.maximum(course.prompting, course.fine_tuning)
    return course, saving, pays


def risk(scenario, count, chunk):
    """Everything that the program draws: totals, quantiles, bands, EVPI and EVPPI."""
    rng = np.random.default_rng(2027)
    uncertain = {path: value for path, value in scenario["inputs"].items() if isinstance(value, dict)}
    slices = 2 ** (int(np.log2(count)) // 3)
    outputs = {name: [] for name in ["prompting", "fine_tuning", "saving", "month", "queries"]}
    sums = {path: np.zeros(slices) for path in uncertain}
    edges = {}
    for first in range(0, count, chunk):
        size = min(chunk, count - first)
        values = {path: drawn(rng, estimate, path, scenario, size) for path, estimate in uncertain.items()}
        numbers = {**scenario["inputs"], **values}
        curves = [] if first == 0 else None
        course, saving, pays = courses(scenario, lambda path, default=0.0: numbers.get(path, default), size, curves)
        if first == 0:
            for prompting, fine_tuning in ((a[:16_384], b[:16_384]) for a, b in curves):
                np.quantile(np.stack([prompting, fine_tuning, prompting - fine_tuning]), PERCENTILES, axis=1)
            for path, column in values.items():
                edges[path] = np.quantile(column, np.arange(1, slices) / slices)
        for path, column in values.items():
            sums[path] += np.bincount(np.searchsorted(edges[path], column), saving, slices)
        for name, column in [("prompting", course.prompting), ("fine_tuning", course.fine_tuning), ("saving", saving),
                             ("month", course.month[pays]), ("queries", course.queries[pays])]:
            outputs[name].append(column)
    outputs = {name: np.concatenate(columns) for name, columns in outputs.items()}
    quantiles = {name: np.quantile(column, PERCENTILES) for name, column in outputs.items() if column.size}
    saving = outputs["saving"]
    certain = max(0.0, saving.mean())
    p10, p50, p90 = (quantiles["saving"][place] for place in (1, 3, 5))
    return {
        "cheaper": outputs["month"].size / count,
        "saving": {"p10": p10, "p50": p50, "p90": p90, "mean": saving.mean()},
        "break_even_month": {"p50": quantiles["month"][3] if "month" in quantiles else None},
        "evpi": np.maximum(saving, 0.0).mean() - certain,
        "evppi": {path: np.maximum(sum, 0.0).sum() / count - certain for path, sum in sums.items()},
    }


def main():
    scenario, count = json.load(sys.stdin), int(sys.argv[1])
    best, found = float("inf"), None
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        found = risk(scenario, count, int(sys.argv[3]))
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"seconds": best, **found}))


main()
