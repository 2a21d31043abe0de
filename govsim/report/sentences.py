"""What a comparison says, one plain sentence a measure, no stronger than the evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.experiment.plausible import visited
from govsim.experiment.results import NEGLIGIBLE
from govsim.measures import MEASURES
from govsim.report.overview import MAIN, row
from govsim.report.texts import Lang, text, titled
from govsim.report.units import decimals, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.compare import Comparison
    from govsim.report.units import Scale
    from govsim.scenario import Scenario


FEWEST_WORLDS = 10
"""Plausible worlds from which on the range of their middle 90% is told."""


def ranged(comparison: Comparison) -> bool:
    """Whether enough plausible worlds were seen for their range to be told."""
    return visited(comparison.seeds, comparison.worlds) >= FEWEST_WORLDS


def sentences(comparison: Comparison, lang: Lang = "en", measures: Sequence[str] = MAIN) -> list[str]:
    """One sentence for every scenario and measure."""
    return [sentence(comparison, scenario, name, lang) for scenario in comparison.scenarios for name in measures]


def sentence(comparison: Comparison, scenario: Scenario, measure: str, lang: Lang = "en") -> str:
    """The effect on one measure at the horizon: its direction is named only when its interval leaves 0 out."""
    known = MEASURES[measure]
    found = row(comparison, measure, scenario.name)
    scale = scale_of(known.unit, abs(float(found["effect"])), lang)
    effect, low, high = (float(found[name]) * scale.factor for name in ("effect", "low", "high"))
    pairs = int(found["pairs"])
    words = {
        "measure": titled(known, lang), "horizon": comparison.horizon, "scenario": titled(scenario, lang),
        "baseline": titled(comparison.baseline, lang), "runs": str(pairs), "unit": scale.effect,
        "evidence": "", "least": "", "size": "", "direction": "", "value": "", "signed": "", "low": "", "high": "",
    }
    if pairs == 0:
        key = "undefined"
    elif pairs > 1 and effect == low == high == 0:
        key = "no_difference"
    elif pairs > 1 and max(abs(low), abs(high)) < NEGLIGIBLE * scale.factor:
        key = "hardly_any_difference"
        words["least"] = f"{NEGLIGIBLE * scale.factor:g}"
    else:
        places = decimals(effect, low, high)
        words["signed"] = signed(effect, places)
        key = "one_pair" if pairs == 1 else "no_clear_effect" if low <= 0 <= high else "clear"
        if key == "clear":
            up = effect > 0
            better = {"higher": up, "lower": not up, "none": None}[known.better]
            words["direction"] = text("higher" if up else "lower", lang)
            words["value"] = "" if better is None else text("better" if better else "worse", lang)
            words["size"] = plain(abs(effect), places)
            low, high = (low, high) if up else (-high, -low)
        words["evidence"] = evidence(found, pairs, scale, ranged(comparison), lang)
        if math.isfinite(low):
            words["low"], words["high"] = plain(low, places), plain(high, places)
    return " ".join(text(key, lang).format_map(words).split()).replace(" ,", ",")


def evidence(found: pd.Series, pairs: int, scale: Scale, many: bool, lang: Lang) -> str:
    """What an effect rests on: pairs of runs, and in how far plausible worlds agree where they are many."""
    low, high = (float(found.get(name, math.nan)) * scale.factor for name in ("worlds_low", "worlds_high"))
    if not math.isfinite(low):
        return text("evidence_chance", lang).format(runs=pairs)
    if not many:
        return text("evidence_few_worlds", lang).format(runs=pairs)
    places = decimals(float(found["effect"]) * scale.factor, low, high)
    return text("evidence_worlds", lang).format(
        runs=pairs, worlds_low=signed(low, places), worlds_high=signed(high, places)
    )
