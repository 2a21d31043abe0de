"""Tiles: a measure's level in B and its effect as a reader sees them, and how clear the effect is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from govsim.dashboard.charts.axes import defined, digits, shown
from govsim.dashboard.charts.series import part
from govsim.dashboard.outcome import B, Outcome
from govsim.dashboard.picture import Picture
from govsim.dashboard.texts import say
from govsim.experiment.results import NEGLIGIBLE
from govsim.measures import MEASURES
from govsim.report.overview import MAIN
from govsim.report.texts import Lang, titled
from govsim.report.units import decimals, plain, scale_of, signed

UP, DOWN, SAME = "▲", "▼", "■"


def tiles(picture: Picture, lang: Lang) -> list[dict[str, Any]]:
    """The main measures."""
    if isinstance(picture.source, Outcome):
        effects = picture.source.effects.set_index("measure")
        return [tile(name, dict(effects.loc[name]), lang) for name in MAIN]
    table = picture.by_month(MAIN)
    return [tile(name, live_row(table, name), lang) for name in MAIN]


def live_row(table: pd.DataFrame, measure: str) -> dict[str, float]:
    """A row as of the effects, from the last month that both runs have come to."""
    effect = part(table, measure, B, "effect")["q50"].to_numpy()
    level = part(table, measure, B, "level")["q50"].to_numpy()
    known = np.flatnonzero(np.isfinite(effect))
    if not len(known):
        return {"effect": math.nan, "outcome": math.nan, "low": math.nan, "high": math.nan}
    last = known[-1]
    return {"effect": effect[last], "outcome": level[last], "low": math.nan, "high": math.nan}


def tile(measure: str, row: Mapping[Any, Any], lang: Lang) -> dict[str, Any]:
    """One measure."""
    known = MEASURES[measure]
    scale = scale_of(known.unit, abs(float(row["outcome"])), lang)
    level = float(row["outcome"]) * scale.factor
    effect, low, high = (float(row[key]) * scale.factor for key in ("effect", "low", "high"))
    direction, tone = verdict(measure, float(row["effect"]), float(row["low"]), float(row["high"]))
    places = decimals(effect, low, high) if math.isfinite(effect) else 1
    exact = min(places, digits(defined([level, level - effect]))) if math.isfinite(effect) else 1
    interval = f"95%: {plain(low, places)} … {plain(high, places)}" if high > low else ""
    return {
        "measure": measure, "title": titled(known, lang), "unit": scale.level if scale.level == "%" else scale.effect,
        "level": shown(level if math.isfinite(level) else None, exact),
        "sign": SAME if tone == "same" or not math.isfinite(effect) else UP if effect > 0 else DOWN,
        "effect": "0" if tone == "same" else signed(effect, places) if math.isfinite(effect) else "–",
        "interval": interval, "verdict": direction and say(f"compare_{direction}", lang), "tone": tone,
    }


def verdict(measure: str, effect: float, low: float, high: float) -> tuple[str, str]:
    """Key of the word that says what an effect is ("" where none does), and its tone.

    >>> verdict("satisfaction", 0.1, 0.05, 0.2), verdict("wait_min", 3.0, 2.0, 4.0), verdict("takeup", 0.1, -0.1, 0.3)
    (('better', 'good'), ('worse', 'bad'), ('unclear', 'soft'))
    """
    if not math.isfinite(effect):
        return "", "soft"
    if abs(effect) < NEGLIGIBLE and not max(abs(low), abs(high)) >= NEGLIGIBLE:
        return "same", "same"
    if not math.isfinite(low):
        return "", "soft"
    if low <= 0 <= high:
        return "unclear", "soft"
    better = MEASURES[measure].better
    if better == "none":
        return "", "soft"
    good = (effect > 0) == (better == "higher")
    return ("better", "good") if good else ("worse", "bad")


def groups(lang: Lang) -> list[dict[str, Any]]:
    """All measures that the district has, by tier."""
    tiers = dict.fromkeys(item.tier for item in MEASURES.values())
    return [
        {"title": say(f"tier_{tier}", lang), "measures": [
            {"name": item.name, "title": titled(item, lang)} for item in MEASURES.values() if item.tier == tier
        ]} for tier in tiers
    ]


def all_effects(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    """A table of every measure: A, B, the effect with its interval, and what it is."""
    rows = []
    for _, row in outcome.effects.iterrows():
        measure = str(row["measure"])
        known = MEASURES[measure]
        size = max(abs(float(row["baseline"])), abs(float(row["outcome"])))
        scale = scale_of(known.unit, size if math.isfinite(size) else 0.0, lang)
        a, b, effect, low, high = (
            float(row[key]) * scale.factor for key in ("baseline", "outcome", "effect", "low", "high"))
        places = digits(defined([a, b, b - effect]))
        near = decimals(effect, low, high) if math.isfinite(effect) else 1
        said = signed(effect, near) if math.isfinite(effect) else "–"
        if high > low:
            said += f" [{plain(low, near)}, {plain(high, near)}]"
        word, _ = verdict(measure, float(row["effect"]), float(row["low"]), float(row["high"]))
        rows.append([
            titled(known, lang), *(shown(value if math.isfinite(value) else None, places) for value in (a, b)), said,
            scale.effect, say(f"compare_{word}", lang) if word else "",
        ])
    head = [say("compare_measure", lang), say("compare_value", lang), say("compare_value_b", lang),
            say("compare_effect", lang), "", say("compare_verdict", lang)]
    return {"head": head, "rows": rows}
