"""Precise: replications are added until intervals are as narrow as asked for, however often one looks.

An interval for a number of pairs fixed beforehand is too narrow once the pairs themselves decide when to
stop. A confidence sequence holds the truth at all numbers of pairs at once with 95% probability, and so at
the one where somebody stops, for whatever reason. For differences x of mean m, with d² their variance
(divided by n),

    m ± d sqrt((n + c)(k - 1) / (n + c - c k)),    k = ((n + c) / (c 0.05²))^(1/n)

and no interval at all while n + c <= c k. It is exact for normal differences of unknown variance (Lai 1976;
Wang and Ramdas 2025, "Anytime-valid t-tests and confidence sequences for Gaussian means with unknown
variance"); for others it is the asymptotic sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024
as n grows. `c` makes it narrowest at `NARROWEST` pairs. It asks for 2 to 2.5 times the pairs of an interval
of a fixed number.

Where seeds go through plausible worlds, each pair is in a world of its own, and the mean effect over worlds is
what becomes precise; there are then no more pairs than worlds.

After each look at least as many pairs are made as the last deviation asks for, at most as many again as
there are. The looks are at the same numbers whenever the same call is made again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.paired import CONFIDENCE
from govsim.params import Fault, InputError, nearest

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

FIRST_LOOK = 10
"""Pairs before anything is looked at: the fewest that give an interval at all."""

MOST_PAIRS = 500
"""Pairs at which one gives up unless told otherwise."""

NARROWEST = 50
"""Pairs at which the sequence is narrowest relative to an interval of a fixed number."""

TUNING = NARROWEST / (-2 * math.log(1 - CONFIDENCE) + math.log(1 - 2 * math.log(1 - CONFIDENCE)))
"""`c` of the sequence (Waudby-Smith et al., appendix B.2)."""


def most_pairs(most: int, worlds: int) -> int:
    """Pairs at which one gives up: seeds that go through plausible worlds have one each, and more add nothing new."""
    return min(most, worlds) if worlds else most


def read_wanted(texts: Sequence[str], allowed: Sequence[str]) -> dict[str, float]:
    """Half widths by measure from texts like "satisfaction=0.005"; InputError names every fault."""
    faults: list[Fault] = []
    wanted: dict[str, float] = {}
    for text in texts:
        name, _, written = (part.strip() for part in text.partition("="))
        try:
            width = float(written)
        except ValueError:
            width = math.nan
        if not 0 < width < math.inf:
            message = f"{text!r}: must be a measure and a half width above 0, as in satisfaction=0.005"
            faults.append(Fault("--until-precise", message))
        elif name not in allowed:
            message = f"{name!r} is not a measure; `govsim list measures` shows all{nearest(name, allowed)}"
            faults.append(Fault("--until-precise", message))
        elif name in wanted:
            faults.append(Fault("--until-precise", f"{name} is named twice"))
        wanted[name] = width
    if faults:
        raise InputError(faults)
    return wanted


def half_width(deviation: Floats, pairs: Floats) -> Floats:
    """Half width of the sequence; `deviation` is the standard deviation with divisor n."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        above = ((pairs + TUNING) / (TUNING * (1 - CONFIDENCE) ** 2)) ** (1 / pairs) - 1
        below = pairs - TUNING * above
        ratio = np.where((pairs > 0) & (below > 0), (pairs + TUNING) * above / below, np.inf)
        return np.asarray(np.where(deviation == 0, np.where(pairs > 1, 0.0, np.inf), deviation * np.sqrt(ratio)))


def pairs_needed(deviation: float, width: float) -> float:
    """Smallest number of pairs at which the sequence is this narrow, were the deviation to stay."""
    low, high = 1, 2
    while float(half_width(np.array(deviation), np.array(float(high)))) > width:
        low, high = high, 2 * high
        if high > 2**40:
            return math.inf
    while high - low > 1:
        middle = (low + high) // 2
        if float(half_width(np.array(deviation), np.array(float(middle)))) > width:
            low = middle
        else:
            high = middle
    return high


def moments(effects: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, deviation (divisor n) and number of the values that are defined in each column of (pair, outcome)."""
    defined = np.isfinite(effects)
    count = defined.sum(axis=0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(defined, effects, 0.0).sum(axis=0) / count
        deviation = np.sqrt(np.where(defined, (effects - mean) ** 2, 0.0).sum(axis=0) / count)
    return mean, deviation, count


def next_look(effects: Floats, widths: Floats, most: int) -> int | None:
    """Pairs at which to look again, given the effects so far (pair, outcome); None when that is not needed.

    Outcomes of which no pair is defined are left alone: more pairs promise nothing.
    """
    pairs = len(effects)
    if pairs >= most:
        return None
    _, deviation, count = moments(effects)
    needed = pairs
    for spread, defined, width in zip(deviation, count, widths, strict=True):
        if defined and float(half_width(spread, defined)) > width:
            in_all = pairs_needed(float(spread), width) * pairs / defined
            needed = max(needed, pairs + 1, math.ceil(min(in_all, most)))
    return None if needed == pairs else min(needed, 2 * pairs, most)


def until_precise(effects_of: Callable[[int], Floats], widths: Floats, most: int) -> tuple[int, Floats]:
    """Number of pairs after which every interval is narrow enough, or `most`, and their effects (pair, outcome).

    `effects_of(n)` makes what is missing of the first n pairs.
    """
    pairs = min(FIRST_LOOK, most)
    while True:
        effects = effects_of(pairs)
        following = next_look(effects, widths, most)
        if following is None:
            return pairs, effects
        pairs = following


def precision_table(labels: Sequence[Mapping[str, Any]], effects: Floats, widths: Floats) -> pd.DataFrame:
    """One row an outcome: its labels, wanted, effect, low, high, pairs, reached, needed.

    `wanted` is a half width, the interval that of the sequence, `needed` the pairs that would reach it were the
    deviation to stay.
    """
    import pandas as pd

    mean, deviation, count = moments(effects)
    half = half_width(deviation, count)
    with np.errstate(invalid="ignore"):
        low, high = (np.where(np.isfinite(half), mean + sign * half, np.nan) for sign in (-1, 1))
    return pd.DataFrame([
        {**label, "wanted": float(width), "effect": float(mean[number]), "low": float(low[number]),
         "high": float(high[number]), "pairs": int(count[number]), "reached": bool(half[number] <= width),
         "needed": pairs_needed(float(deviation[number]), float(width)) if count[number] > 1 else math.nan}
        for number, (label, width) in enumerate(zip(labels, widths, strict=True))
    ])
