"""Paired differences: what n replications say of the effect of one world against its twin.

Both worlds of a pair draw the same chance (same seed), so that their difference carries only what
the scenario changes. The columns of the arrays are outcomes, treated one by one; a pair in which an
outcome is undefined on either side (NaN) is left out for that outcome.

Interval     95%: bias-corrected and accelerated bootstrap of the mean difference (Efron 1987) from
             `BOOTSTRAP_FROM` pairs on, Student's t below, none for a single pair, and of width zero
             where all differences are equal.
Positive     probability that the mean difference is positive, given the pairs: Student's t with n - 1
             degrees of freedom around the mean (normal differences, flat prior). 1 or 0 where all
             differences are equal, undefined for a single pair.
Reduction    variance of the difference had the worlds been drawn independently, over the variance of
             the paired difference: var(x) + var(y) over var(y - x).
Still needed pairs to add until the t interval's half width is a tenth of the effect.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

BOOTSTRAP_FROM = 8
"""Pairs from which on the interval is bootstrapped: with fewer, resamples repeat too much."""

RESAMPLES = 4000
"""Bootstrap resamples; the end points of an interval then vary by about 1% of its width."""

COLUMNS_AT_ONCE = 250
"""Outcomes whose resampled means are in memory together; all of them are resampled alike, however they are divided."""

NUMBERS_AT_ONCE = 100_000
"""Resampled differences in memory together, but two resamples at least: of one at a time, SciPy's jackknife lies in
memory in another order, and its sums end in other bits."""

CONFIDENCE = 0.95
"""Probability of every interval."""

ROUNDING = 1e-12
"""Differences that vary by less than this share of the outcome are equal: the rest is floating point."""

RELATIVE_PRECISION = 0.1
"""Half width of an interval that is precise enough, as a share of the effect."""


@dataclass(frozen=True)
class Paired:
    """One number an outcome, in the order of the columns given; NaN where undefined.

    `without` and `with_` are means over the pairs, or over what is defined where no pair is.
    """

    pairs: Floats
    without: Floats
    with_: Floats
    effect: Floats
    low: Floats
    high: Floats
    positive: Floats
    reduction: Floats
    still_needed: Floats


def paired_effects(without: Floats, with_: Floats) -> Paired:
    """Compare two arrays of shape (pairs, outcomes), row by row."""
    if without.shape != with_.shape or without.ndim != 2:
        raise ValueError(f"pairs need two arrays of the same shape (pairs, outcomes): {without.shape}, {with_.shape}")
    outcomes = without.shape[1]
    result = Paired(*(np.full(outcomes, np.nan) for _ in range(9)))
    defined = np.isfinite(without) & np.isfinite(with_)
    patterns, which = np.unique(defined, axis=1, return_inverse=True)
    for number, rows in enumerate(patterns.T):
        columns = np.flatnonzero(which.ravel() == number)
        _fill(result, columns, without[np.ix_(rows, columns)], with_[np.ix_(rows, columns)])
    nowhere = result.pairs == 0
    result.without[nowhere], result.with_[nowhere] = own_means(without[:, nowhere]), own_means(with_[:, nowhere])
    return result


def own_means(values: Floats) -> Floats:
    """Means over the rows that are defined; NaN where none is."""
    defined = np.isfinite(values)
    rows = np.where(defined.any(axis=0), defined.sum(axis=0), np.nan)
    return np.asarray(np.where(defined, values, 0.0).sum(axis=0) / rows)


def _fill(result: Paired, columns: npt.NDArray[np.intp], x: Floats, y: Floats) -> None:
    """Write the results of columns without gaps into `result`."""
    n = len(x)
    result.pairs[columns] = n
    if n == 0:
        return
    difference = y - x
    mean = difference.mean(axis=0)
    result.without[columns], result.with_[columns], result.effect[columns] = x.mean(axis=0), y.mean(axis=0), mean
    if n == 1:
        return
    variance = difference.var(axis=0, ddof=1)
    equal = np.ptp(difference, axis=0) <= ROUNDING * np.maximum(np.abs(x), np.abs(y)).max(axis=0)
    variance[equal] = 0.0
    error = np.sqrt(variance / n)
    result.low[columns], result.high[columns] = interval(difference, mean, error, equal)
    result.positive[columns] = probability_positive(mean, error, n)
    unpaired = x.var(axis=0, ddof=1) + y.var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        result.reduction[columns] = unpaired / variance
    needed = pairs_needed(np.sqrt(variance), RELATIVE_PRECISION * np.abs(mean))
    result.still_needed[columns] = np.maximum(needed - n, 0.0)


def interval(difference: Floats, mean: Floats, error: Floats, equal: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Lower and upper ends for the mean of each column of `difference`."""
    from scipy import stats

    n = len(difference)
    if n < BOOTSTRAP_FROM:
        half = stats.t.ppf((1 + CONFIDENCE) / 2, n - 1) * error
        return mean - half, mean + half
    low, high = mean.copy(), mean.copy()
    varied = np.flatnonzero(~equal)
    for columns in np.array_split(varied, -(-len(varied) // COLUMNS_AT_ONCE)) if len(varied) else ():
        drawn = stats.bootstrap(
            (difference[:, columns],), np.mean, axis=0, vectorized=True, method="BCa", n_resamples=RESAMPLES,
            confidence_level=CONFIDENCE, rng=np.random.default_rng(n),
            batch=max(2, NUMBERS_AT_ONCE // (n * len(columns))),
        ).confidence_interval
        low[columns], high[columns] = drawn.low, drawn.high
    return low, high


def probability_positive(mean: Floats, error: Floats, n: int) -> Floats:
    """Probability that the mean is above 0 (see the module's docstring)."""
    from scipy import stats

    with np.errstate(divide="ignore", invalid="ignore"):
        spread = stats.t.cdf(mean / error, n - 1)
    return np.asarray(np.where(error > 0, spread, (mean > 0).astype(float)))


def pairs_needed(deviation: Floats, half_width: Floats) -> Floats:
    """Smallest number of pairs (2 or more) whose t interval has at most this half width; infinite for none."""
    from scipy import stats

    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(deviation > 0, (deviation / half_width) ** 2, 0.0)
    needed = np.maximum(np.ceil(stats.norm.ppf((1 + CONFIDENCE) / 2) ** 2 * ratio), 2.0)
    # The normal quantile is a little narrow: the answer is a few pairs above.
    short = np.isfinite(needed)
    while short.any():
        short &= needed < stats.t.ppf((1 + CONFIDENCE) / 2, needed - 1) ** 2 * ratio
        needed[short] += 1.0
    return np.asarray(needed)
