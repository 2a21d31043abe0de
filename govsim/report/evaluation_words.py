"""What an evaluation says, in plain sentences no stronger than the replications."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from govsim.experiment.evaluation_results import PARTS
from govsim.measures import MEASURES
from govsim.report.evaluation import estimator
from govsim.report.marks import reform_marks
from govsim.report.texts import Lang, text, titled
from govsim.report.units import Scale, decimals, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.evaluate import Evaluation

FEW = 10
"""With fewer reformed clusters than this the reader is warned of the intervals (Cameron and Miller 2015)."""

TOLD = ("did", "group_time")
"""Estimators of which sentences are made."""


def design(found: Evaluation, lang: Lang = "en") -> str:
    """Which places are reformed, from when, and against what."""
    rollout = found.rollout
    evaluated = replace(found.scenario, revisions=rollout.revisions)
    names = dict.fromkeys(label for _, label in reform_marks(evaluated, lang))
    groups = len(rollout.groups)
    return text("evaluation_design", lang).format(
        reforms=("、" if lang == "zh" else ", ").join(names),
        treated=int((rollout.start >= 0).sum()), all=len(rollout.units),
        unit=text("streets_of" if rollout.level == "street" else "communities_of", lang),
        groups=text("evaluation_group" if groups == 1 else "evaluation_groups", lang).format(count=groups),
        first=rollout.months[rollout.first], before=rollout.first,
        baseline=titled(found.baseline, lang), cluster=text(f"cluster_{rollout.clustered_by}", lang),
    )


def few_clusters(found: Evaluation, lang: Lang = "en") -> str:
    """A warning where few clusters are reformed, else nothing."""
    rollout = found.rollout
    reformed = len(set(rollout.cluster[rollout.start >= 0]))
    if reformed >= FEW:
        return ""
    return text("few_clusters", lang).format(count=reformed, all=len(set(rollout.cluster)))


def sentences(found: Evaluation, lang: Lang = "en") -> list[str]:
    """One for every measure and standard estimator; where all start together the two find much the same."""
    told = TOLD if len(found.rollout.groups) > 1 else TOLD[:1]
    made = []
    for measure in found.measures:
        for name in told:
            rows = found.summary[(found.summary["measure"] == measure) & (found.summary["estimator"] == name)]
            if len(rows):
                made.append(sentence(found, measure, name, rows.iloc[0], lang))
    return made


def sentence(found: Evaluation, measure: str, name: str, row: pd.Series, lang: Lang) -> str:
    """What one evaluation would have found, and over replications how far off it is and why."""
    table = found.estimates
    chosen = (table["measure"] == measure) & (table["estimator"] == name)
    one = table[chosen].sort_values("seed").iloc[0]
    scale = scale_of(MEASURES[measure].unit, max(abs(float(one["estimate"])), abs(float(one["truth"]))), lang)
    value, low, high, truth = (float(one[key]) * scale.factor for key in ("estimate", "low", "high", "truth"))
    places = decimals(value, low, high)
    interval = ""
    if high > low:
        interval = text("evaluated_interval", lang).format(low=plain(low, places), high=plain(high, places))
    parts = [text("evaluated_one", lang).format(
        measure=titled(MEASURES[measure], lang), estimator=estimator(name, lang), found=signed(value, places),
        unit=scale.effect, interval=interval, truth=signed(truth, places),
    )]
    if row["replications"] > 1:
        parts += [bias_sentence(row, scale, lang), text("evaluated_rates", lang).format(
            **{key: f"{float(row[key]):.0%}" for key in ("coverage", "power", "false_alarms")}
        )]
    return ("" if lang == "zh" else " ").join(" ".join(part.split()).replace(" ;", ";") for part in parts)


def bias_sentence(row: pd.Series, scale: Scale, lang: Lang) -> str:
    """Whether a bias is seen, and from where most of it comes."""
    bias, low, high = (float(row[key]) * scale.factor for key in ("bias", "bias_low", "bias_high"))
    places = decimals(bias, low, high)
    words = {
        "runs": int(row["replications"]), "bias": signed(bias, places), "low": plain(low, places),
        "high": plain(high, places),
    }
    if not math.isfinite(low) or low <= 0 <= high:
        return text("evaluated_unbiased", lang).format(**words)
    reason = max(PARTS, key=lambda part: float(row[part]) * math.copysign(1.0, bias))
    return text("evaluated_biased", lang).format(**words, reason=text(f"reason_{reason}", lang))
