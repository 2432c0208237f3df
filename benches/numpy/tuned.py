"""The cost model of docs/formulas.md in numpy, as quick as numpy allows: what benches/risk.rs compares its speed with, beside usual.py.

Reads one JSON object from standard input: "inputs", every number of the scenario by its path in the file, as {"low", "high"} or
{"low", "likely", "high"} where it is uncertain, without those that aren't set; "shares", the paths of inputs from 0 to 1; "bounds", the
least and the greatest value by path; "horizon_months", "lead_time_months", "at_retirement" and "monthly_queries". The arguments are the
number of draws, how often to repeat (1), and the draws of a chunk. Prints one line of JSON: the best time in seconds, drawing included,
and what the draws come to.

Only what is uncertain is an array, and what a scenario doesn't use is left out. What doesn't depend on the month is worked out before
the months, and the draws go through them in chunks that stay in the processor's cache.
"""

import json
import math
import sys
import time

import numpy as np

CHUNK = 32_768
BAND_DRAWS = 16_384
CELLS = 2_048
PERCENTILES = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]
Z95 = 1.6448536269514722
HOURS = 730.0
# Keep a quotient that is whole but for rounding from being taken for another whole number.
ALMOST, ROUNDING = 1e-9, 1e-12


def some_of(value, places):
    """The values of some draws; the number itself where it is the same in all."""
    return value[places] if isinstance(value, np.ndarray) else value


class Uncertain:
    """An uncertain input: draws its values, and sums up the savings by where they lie, for its EVPPI."""

    def __init__(self, path, estimate, scenario):
        self.low, self.high, self.bounds = estimate["low"], estimate["high"], scenario["bounds"][path]
        self.savings, self.counts = np.zeros(CELLS), np.zeros(CELLS, np.int64)
        if "likely" in estimate:
            self.kind, width = "pert", self.high - self.low
            self.shape = 1 + 4 * (estimate["likely"] - self.low) / width, 1 + 4 * (self.high - estimate["likely"]) / width
        else:
            self.kind = "share" if path in scenario["shares"] else "log" if self.low > 0 else "plain"
            to_normal = {"share": lambda x: math.log(x / (1 - x)), "log": math.log, "plain": float}[self.kind]
            a, b = to_normal(self.low), to_normal(self.high)
            self.middle, self.deviation = (a + b) / 2, (b - a) / 2 / Z95

    def draw(self, rng, count):
        """Values, and their cells: of equal width, from 0 to 1 for a beta distribution, over twelve deviations for a normal one."""
        if self.kind == "pert":
            values = rng.beta(*self.shape, count)
            return self.low + values * (self.high - self.low), (values * (CELLS * (1 - 1e-12))).astype(np.intp)
        values = rng.standard_normal(count)
        cells = np.clip(values * (CELLS / 12) + CELLS / 2, 0, CELLS - 1).astype(np.intp)
        values *= self.deviation
        values += self.middle
        if self.kind == "share":
            return 1 / (1 + np.exp(-values)), cells
        values = np.exp(values, out=values) if self.kind == "log" else values
        return np.clip(values, *self.bounds, out=values), cells

    def take(self, cells, savings):
        self.savings += np.bincount(cells, savings, CELLS)
        self.counts += np.bincount(cells, minlength=CELLS)

    def gain(self, slices):
        """E[max(0, E[S | input])], with cells joined to slices that are equally likely."""
        count = self.counts.sum()
        slice_of = ((np.cumsum(self.counts) - self.counts / 2) * slices / count).astype(np.intp)
        return np.maximum(np.bincount(slice_of, self.savings), 0).sum() / count


class Approach:
    """What one approach costs, as far as it doesn't depend on the month."""

    def __init__(self, at, side):
        serving, price = f"{side}.serving.", f"{side}.serving.price."
        prompt, text = at(serving + "prompt_tokens"), at("workload.input_tokens")
        fresh, cached, written, output = self.prices(at, price)
        if at(price + "long_context.above_tokens", None) is not None:
            long, dear = prompt + text > at(price + "long_context.above_tokens"), self.prices(at, price + "long_context.")
            fresh, cached, written, output = (np.where(long, b, a) for a, b in zip((fresh, cached, written, output), dear))
        factor = (1 - at(price + "discount")) * (1 + at(serving + "retry_rate")) / 1e6
        factor = factor * (1 - at(serving + "batch_share") * at(price + "batch_discount"))
        rest = text * fresh + at(serving + "output_tokens") * output
        cacheable = prompt >= at(price + "cache_min_tokens")
        ttl = at(serving + "cache_ttl_minutes", None)
        # The price of a query is `query`, less `gain` · h(m) where the hits follow from the traffic.
        self.gain = self.needed = None
        if ttl is None:
            hits = at(serving + "cache_hit_rate") * cacheable
            miss = np.where(hits > 0, written, fresh)
            self.query = (prompt * (hits * cached + (1 - hits) * miss) + rest) * factor
        else:
            miss = np.where(cacheable, written, fresh)
            self.query, self.reach = (prompt * miss + rest) * factor, -ttl * cacheable / (HOURS * 60)
            self.gain = prompt * (miss - cached) * factor if np.any(cacheable) else None
        drift = (1 + at(price + "change_per_year")) ** (1 / 12)
        self.drift, self.level = drift if np.any(drift != 1) else None, 1.0
        self.review = at(serving + "review_rate") * at(serving + "review_cost")
        hour, effort = at("hourly_rate"), f"{side}.effort."
        self.fixed = at(serving + "monthly_cost") + at(effort + "upkeep_hours_per_month") * hour
        self.setup, self.change = at(effort + "setup_hours") * hour, at(effort + "hours_per_change") * hour
        per_hour, carries = at(serving + "hosting.per_hour", None), at(serving + "hosting.queries_per_hour", None)
        if per_hour is not None and carries is not None:
            self.needed = at(serving + "hosting.peak_to_mean") / (HOURS * carries) * (1 - ROUNDING)
            self.replicas, self.per_replica = at(serving + "hosting.replicas"), per_hour * HOURS
        elif per_hour is not None:
            self.fixed = self.fixed + per_hour * HOURS * at(serving + "hosting.replicas")

    @staticmethod
    def prices(at, prefix):
        fresh = at(prefix + "input")
        return fresh, at(prefix + "cached_input", fresh), at(prefix + "cache_write", fresh), at(prefix + "output")

    def price(self, volume):
        """q(m)"""
        price = self.query if self.gain is None else np.expm1(volume * self.reach) * self.gain + self.query
        return price if self.drift is None else price * self.level

    def running(self, volume, price):
        """What a month costs, but for iteration."""
        cost = volume * price
        cost += self.fixed
        if self.needed is not None:
            cost += np.maximum(np.ceil(volume * self.needed), self.replicas) * self.per_replica
        return cost


def courses(scenario, at, count, bands):
    """Total of prompting, saving, break-even month and queries of each draw; `bands` takes the curves of the first ones."""
    months, before = scenario["horizon_months"], min(scenario["lead_time_months"], scenario["horizon_months"])
    given, ends = scenario["monthly_queries"], scenario["at_retirement"] == "ReturnToPrompting"
    prompting, tuned = Approach(at, "prompting"), Approach(at, "fine_tuning")
    data, training = "fine_tuning.data.", "fine_tuning.training."
    collection = at(data + "examples") * at(data + "cost_per_example") + at(data + "fixed_cost")
    tokens = at(data + "examples") * at(training + "tokens_per_example") * at(training + "epochs")
    fee = np.maximum(tokens * at(training + "price") / 1e6, at(training + "minimum_fee"))
    round_cost = at(training + "runs") * (fee + at(training + "fixed_cost")) + at(training + "evaluation_cost")
    retraining = round_cost + at("fine_tuning.refresh_share") * collection + tuned.change
    dearer_change = prompting.change - retraining
    fallback, life = at("fine_tuning.fallback_share"), at("fine_tuning.base_model_life_months", None)
    growth, changes_per_month = 1 + at("workload.growth_per_month"), at("workload.changes_per_year") / 12
    discount, discounted = (1 + at("discount_rate")) ** (-1 / 12), at("discount_rate") > 0
    total = np.full(count, prompting.setup)
    saving = np.full(count, (prompting.setup if before == 0 else 0.0) - (collection + round_cost + tuned.setup))
    month, queries_then, wins = np.zeros(count), np.zeros(count), saving > 0

    def look(wins, step, end, within):
        """Notes where a step of the saving has made fine-tuning the cheaper one."""
        now = saving > 0
        newly = np.flatnonzero(now > wins)
        if newly.size:
            # The part of the month that lies behind the crossing.
            behind = saving[newly] / some_of(step, newly) if within else 0.0
            month[newly] = end - behind
            queries_then[newly] = some_of(queries, newly) - some_of(volume, newly) * behind
        return now

    kept = bands.shape[2]
    volume, queries, value, changed, retired, serves = at("workload.queries_per_month") * 1.0, 0.0, 1.0, 0, 0, True
    bands[:, 0] = total[:kept], saving[:kept]
    for end in range(1, months + 1):
        if end <= len(given):
            volume = given[end - 1]
        elif end > 1:
            volume *= growth
        queries += volume
        value *= discount
        for approach in (prompting, tuned):
            if approach.drift is not None and end > 1:
                approach.level = approach.level * approach.drift
        asked = prompting.price(volume)
        cost = prompting.running(volume, asked + prompting.review)
        cost = cost * value if discounted else cost
        total += cost
        if end > before and np.any(serves):
            price = tuned.price(volume) + tuned.review
            # What falls back has a cache of its own traffic.
            price = price + fallback * prompting.price(volume * fallback) if np.any(fallback) else price
            step = tuned.running(volume, price)
            step = cost - (step * value if discounted else step)
            step = step if serves is True else step * serves
            saving += step
            wins = look(wins, step, end, within=True)
        until = np.floor(changes_per_month * end + ALMOST)
        # At the horizon nothing is changed any more.
        changes, changed, retires = (until - changed) * (end < months), until, np.False_
        if life is not None and end > before:
            until = np.floor((end - before) / life + ALMOST)
            retires, retired = (until > retired) & (end < months), until
        if np.any(changes) or np.any(retires):
            total += changes * (prompting.change * value)
            if end > before:
                step = changes * (dearer_change * value if discounted else dearer_change)
                step = step if serves is True else step * serves
                if np.any(retires) and not ends:
                    step = step - retires * (retraining * value)
                elif np.any(retires):
                    step = step - (serves & retires) * (prompting.setup * value if before == 0 else 0.0)
                    serves = serves & ~retires
                saving += step
                wins = look(wins, step, end, within=False)
        bands[:, end] = total[:kept], saving[:kept]
    return total, saving, month, queries_then


def risk(scenario, count, chunk):
    """Everything that is drawn: quantiles of the totals, the break-evens and the curves, EVPI and EVPPI."""
    rng = np.random.default_rng(2027)
    numbers = dict(scenario["inputs"])
    uncertain = {path: Uncertain(path, estimate, scenario) for path, estimate in numbers.items() if isinstance(estimate, dict)}
    outputs = np.empty((4, count))
    bands = np.empty((2, scenario["horizon_months"] + 1, min(count, BAND_DRAWS)))
    for first in range(0, count, chunk):
        size = min(chunk, count - first)
        drawn = {path: column.draw(rng, size) for path, column in uncertain.items()}
        numbers.update((path, values) for path, (values, _) in drawn.items())
        found = courses(scenario, lambda path, default=0.0: numbers.get(path, default), size, bands[:, :, first:first + size])
        outputs[:, first:first + size] = found
        for path, column in uncertain.items():
            column.take(drawn[path][1], found[1])
    total, saving, month, queries = outputs
    month, queries = month[saving > 0], queries[saving > 0]
    outputs = {"prompting": total, "fine_tuning": total - saving, "saving": saving, "month": month, "queries": queries}
    quantiles = {name: np.quantile(values, PERCENTILES) for name, values in outputs.items() if values.size}
    np.quantile([bands[0], bands[0] - bands[1], bands[1]], PERCENTILES, axis=2)
    mean = saving.mean()
    certain, slices = max(0.0, mean), 2 ** (int(math.log2(count)) // 3)
    p10, p50, p90 = quantiles["saving"][[1, 3, 5]]
    return {
        "cheaper": month.size / count,
        "evpi": np.maximum(saving, 0).mean() - certain,
        "saving": {"p10": p10, "p50": p50, "p90": p90, "mean": mean},
        "break_even_month": {"p50": quantiles["month"][3] if month.size else None},
        "evppi": {path: column.gain(slices) - certain for path, column in uncertain.items()},
    }


def main():
    scenario, count = json.load(sys.stdin), int(sys.argv[1])
    repeats, chunk = (int(sys.argv[place]) if len(sys.argv) > place else default for place, default in ((2, 1), (3, CHUNK)))
    best = math.inf
    for _ in range(repeats):
        start = time.perf_counter()
        found = risk(scenario, count, chunk)
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"seconds": best, **found}))


main()
