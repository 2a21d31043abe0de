"""Evaluate: what an evaluation of a pilot or a rollout would find in the simulated data, beside what is true.

The scenario and its baseline, which lacks what comes to some places first, run with the same seeds.
The difference between the two, unit by unit and month by month, is the true effect. The estimators of
`govsim.experiment.estimators` see the scenario's world alone, as an evaluator does. Each is a weighted
sum of outcomes, hence for every seed exactly

    estimate = truth + selection + spillover + anticipation + weighting

selection     what it finds in the world without the reform: places that were reformed differ from the
              others, or from themselves earlier, for other reasons. Its interval in that world says how
              often it would have found an effect where there is none
spillover     what it finds in the true effects on places that the reform never reaches in these months
anticipation  the same for places that it reaches, in the months before: what is announced works ahead,
              and so do spillovers from places reformed earlier
weighting     what it finds in the true effects where the reform is in force, less their plain mean over
              the same units and months, which is the truth it is held against

Over replications: means with the intervals of `govsim.experiment.paired`; shares of replications, with
Wilson's interval, in which the 95% interval holds the truth (coverage), leaves 0 out (power), and
leaves 0 out in the world without the reform (false alarms).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.compare import HEADLINES, records, scenario_faults
from govsim.experiment.estimators import statsmodels
from govsim.experiment.rollout import Rollout, read_rollout, without_placed
from govsim.params import Fault, InputError, nearest

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Scenario


@dataclass(frozen=True, repr=False)
class Evaluation:
    """Estimates beside the truth; frames are tidy, one row a fact.

    `summary`    measure, estimator, replications, units, truth, estimate (means), then bias, selection,
                 spillover, anticipation, weighting (means), coverage, power, false_alarms (shares), each
                 with _low and _high
    `estimates`  measure, estimator, seed, units, estimate, low, high, truth, selection, spillover,
                 anticipation, weighting, nothing_low, nothing_high (interval in the world without the reform)
    `by_month`   measure, estimator ("event_study" or "group_time"), seed, since (months since the start),
                 estimate, low, high, truth

    The estimator "leads" is the mean of the months before the start in `group_time`: the usual check of
    whether places ran alike before.
    """

    scenario: Scenario
    baseline: Scenario
    rollout: Rollout
    seeds: tuple[int, ...]
    measures: tuple[str, ...]
    summary: pd.DataFrame
    estimates: pd.DataFrame
    by_month: pd.DataFrame
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """What readers must know of the runs, English and Chinese, and how many runs it concerns."""

    def __repr__(self) -> str:
        return f"<Evaluation of {self.scenario.name} against {self.baseline.name}, {len(self.seeds)} replications>"

    def tables(self) -> dict[str, pd.DataFrame]:
        """The frames by name."""
        return {"summary": self.summary, "estimates": self.estimates, "by_month": self.by_month}

    def to_dict(self) -> dict[str, Any]:
        """What was evaluated and what came out, as JSON takes it (undefined numbers are null)."""
        months = self.rollout.months
        return {
            "scenario": self.scenario.name,
            "baseline": self.baseline.name,
            "seeds": list(self.seeds),
            "unit": self.rollout.level,
            "clustered_by": self.rollout.clustered_by,
            "months": [months[0], months[-1]],
            "starts": {
                unit: None if start < 0 else months[start]
                for unit, start in zip(self.rollout.units, self.rollout.start.tolist(), strict=True)
            },
            **{name: records(table) for name, table in self.tables().items()},
            "notes": [{"en": words[0], "zh": words[1], "runs": runs} for words, runs in self.notes.items()],
        }


def evaluate(
    scenario: Scenario,
    baseline: Scenario | None = None,
    *,
    measures: Sequence[str] = HEADLINES,
    unit: str | None = None,
    cluster: str | None = None,
    horizon: str | None = None,
    seed: int = 1,
    replications: int = 20,
    out: Path | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Evaluation:
    """Run what is missing of both worlds and evaluate; without a baseline it is `rollout.without_placed`.

    `unit` ("street", "community") are the places compared and `cluster` those within which errors are
    correlated, both by default the level by which places were chosen; `horizon` is the last month of
    the evaluator's data, by default the last in which all of the reforms are still in force. Runs are
    kept in `out`, without it in a folder that goes away.

    Raises InputError with what is wrong with the arguments, RunsFailed when runs failed.
    """
    from govsim.experiment.evaluation_results import found_in, outcomes, summarized
    from govsim.experiment.runner import interleaved, run_pairs
    from govsim.experiment.store import store_in

    base = without_placed(scenario) if baseline is None else baseline
    rollout = prepared(scenario, base, measures, unit, cluster, horizon, replications)
    seeds = tuple(range(seed, seed + replications))
    with store_in(out, rollout.level) as store:
        pairs = interleaved([scenario, base], seeds)
        store.check_room(pairs)
        ids = run_pairs(pairs, store, workers=workers, progress=progress, simulate=simulate)
        with_, without = (outcomes(store, ids[number::2], rollout, measures) for number in (0, 1))
        notes = store.notes(ids)
    estimates, by_month = found_in(rollout, with_, without, measures, seeds)
    return Evaluation(
        scenario, base, rollout, seeds, tuple(measures), summarized(estimates), estimates, by_month, notes,
    )


def prepared(
    scenario: Scenario, baseline: Scenario, measures: Sequence[str], unit: str | None = None,
    cluster: str | None = None, horizon: str | None = None, replications: int = 1,
) -> Rollout:
    """The rollout, once all is known to be right; InputError with what is wrong with the arguments of `evaluate`."""
    from govsim.measures import MEASURES

    statsmodels()
    faults = scenario_faults(baseline, [scenario])
    if replications < 1:
        faults.append(Fault("replications", f"must be at least 1, not {replications}"))
    if not measures:
        faults.append(Fault("measure", "name at least one measure"))
    for name in measures:
        if name not in MEASURES:
            message = f"{name!r} is not a measure; `govsim list measures` shows all{nearest(name, MEASURES)}"
            faults.append(Fault("measure", message))
    if faults:
        raise InputError(faults)
    rollout = read_rollout(scenario, baseline, unit, cluster, horizon)
    for name in measures:
        if rollout.level not in MEASURES[name].levels:
            faults.append(Fault("measure", f"{name!r} is not measured by {rollout.level}"))
    if faults:
        raise InputError(faults)
    return rollout
