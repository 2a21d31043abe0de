"""Compare: what scenarios change against a baseline, by paired replications.

Every scenario runs with the same seeds as the baseline and every difference is taken within a seed,
so that common chance cancels. `govsim.experiment.paired` says how intervals, probabilities and
variance reduction are computed. An interrupted comparison is resumed by the same call with the same
folder: what is stored is not run again.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.month import month_name
from govsim.params import Fault, InputError, nearest

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.runner import Progress, Simulate
    from govsim.measures import Measure
    from govsim.scenario import Scenario

HEADLINES = ("satisfaction", "wait_min", "takeup", "courtyard_condition")
"""Measures for which winners and losers are shown unless others are asked for."""


@dataclass(frozen=True, repr=False)
class Comparison:
    """Paired effects of scenarios against a baseline; frames are tidy, one row a fact.

    `effects`        scenario, measure, baseline, outcome (means at the horizon), effect, low, high (95%),
                     positive (probability), reduction (of variance, by pairing), still_needed
                     (replications, until the interval is a tenth of the effect to each side), pairs, since
                     (first month in which any district measure differs, empty if none does), run_effect,
                     run_low, run_high (mean over the months from `since` on, or over the whole run),
                     worlds_low, worlds_high (middle 90% of the effect over plausible worlds), worlds_share
                     (of the variance of single effects; where worlds have several pairs)
    `winners`        scenario, measure, level ("street" or "group"), unit, baseline, outcome, effect, low,
                     high, positive, verdict ("gains", "loses", "unclear", or "" where no direction is better)
    `by_month`       scenario, measure, month, quantity ("level" or "effect"), q05, q25, q50, q75, q95 over
                     seeds; the baseline's rows have quantity "level"
    `street_months`  scenario, measure, street, month, effect, q05, q95, for the measures of `winners`
    """

    baseline: Scenario
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    horizon: str
    effects: pd.DataFrame
    winners: pd.DataFrame
    by_month: pd.DataFrame
    street_months: pd.DataFrame
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """What readers must know of the runs, English and Chinese, and how many runs it concerns."""
    precision: pd.DataFrame | None = None
    """Where a precision was wanted (see `govsim.experiment.precise`): scenario, measure, wanted (half width),
    effect, low, high (of the confidence sequence), pairs, reached, needed."""
    worlds: int = 0
    """Plausible worlds that the seeds go through; 0 where every run is in the scenarios' own."""

    def __repr__(self) -> str:
        names = ", ".join(scenario.name for scenario in self.scenarios)
        return f"<Comparison of {names} with {self.baseline.name}, {len(self.seeds)} pairs, horizon {self.horizon}>"

    def _repr_html_(self) -> str:
        """In a notebook: the effects on the headline measures."""
        shown = self.effects[self.effects["measure"].isin(HEADLINES)]
        columns = ["scenario", "measure", "baseline", "outcome", "effect", "low", "high", "positive"]
        return f"<p>{html.escape(repr(self))}</p>{shown[columns].to_html(index=False)}"

    def tables(self) -> dict[str, pd.DataFrame]:
        """The frames by name."""
        return {
            "effects": self.effects, "winners": self.winners,
            "by_month": self.by_month, "street_months": self.street_months,
            **({} if self.precision is None else {"precision": self.precision}),
        }

    def to_dict(self) -> dict[str, Any]:
        """What was compared and what came out, as JSON takes it (undefined and infinite numbers are null)."""
        return {
            "baseline": self.baseline.name,
            "scenarios": [scenario.name for scenario in self.scenarios],
            "seeds": list(self.seeds),
            "worlds": self.worlds,
            "horizon": self.horizon,
            "effects": records(self.effects),
            "winners": records(self.winners),
            **({} if self.precision is None else {"precision": records(self.precision)}),
            "notes": [{"en": words[0], "zh": words[1], "runs": runs} for words, runs in self.notes.items()],
        }

    def write_tables(self, folder: Path) -> list[Path]:
        """Write every frame as `<name>.csv`; the files."""
        from govsim.experiment.parquet import write_text

        paths = []
        for name, frame in self.tables().items():
            paths.append(folder / f"{name}.csv")
            write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
        return paths


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame as JSON takes them."""
    import math

    return [
        {key: None if isinstance(value, float) and not math.isfinite(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


def compare(
    baseline: Scenario,
    scenarios: Sequence[Scenario],
    *,
    seed: int = 1,
    replications: int = 20,
    out: Path | None = None,
    horizon: str | None = None,
    until: Mapping[str, float] | None = None,
    worlds: int = 0,
    winners: Sequence[str] = HEADLINES,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Comparison:
    """Run what is missing and compare.

    Seeds are `seed`, `seed` + 1, ... (`replications` of them). Runs are kept in `out`, without it in
    a folder that goes away. `horizon` is a month like "2010-05", the last one by default. `until` are
    measures and half widths until which replications are added, `replications` at most (see
    `govsim.experiment.precise`). `worlds` is how many of the place's plausible worlds the seeds go through
    (see `govsim.experiment.plausible`); 0 takes the scenarios' own. `winners` are the measures to show by
    street and group.

    Raises InputError with everything that is wrong with the arguments, RunsFailed when runs failed.
    """
    import numpy as np

    from govsim.experiment.plausible import drawn_worlds, paired_in_worlds, worlds_notes
    from govsim.experiment.precise import most_pairs, precision_table, until_precise
    from govsim.experiment.results import effects_at, results
    from govsim.experiment.runner import run_pairs
    from govsim.experiment.store import store_in
    from govsim.measures import MEASURES

    last = month_name(baseline.end) if horizon is None else horizon
    faults = [*scenario_faults(baseline, scenarios), *argument_faults(baseline, replications, last, winners, MEASURES)]
    if faults:
        raise InputError(faults)
    compared = (baseline, *scenarios)
    with store_in(out) as store:

        def made(count: int) -> list[list[str]]:
            """Runs of the first seeds, by world."""
            pairs = paired_in_worlds(compared, range(seed, seed + count), worlds)
            store.check_room(pairs)
            ids = run_pairs(pairs, store, workers=workers, progress=progress, simulate=simulate)
            return [ids[number :: len(compared)] for number in range(len(compared))]

        reached = None
        if until:
            widths = np.tile(list(until.values()), len(scenarios))
            replications, found = until_precise(
                lambda count: effects_at(store, made(count), last, tuple(until)), widths,
                most_pairs(replications, worlds),
            )
            labels = [{"scenario": item.name, "measure": name} for item in scenarios for name in until]
            reached = precision_table(labels, found, widths)
        runs = made(replications)
        seeds = tuple(range(seed, seed + replications))
        drawn = drawn_worlds(seeds, worlds)
        frames = results(store, runs, [item.name for item in compared], last, winners, MEASURES, drawn)
        notes = store.notes(run for world in runs for run in world)
    notes = {**notes, **worlds_notes(compared, len(seeds), worlds)}
    return Comparison(baseline, tuple(scenarios), seeds, last, *frames, notes, reached, worlds)


def scenario_faults(baseline: Scenario, scenarios: Sequence[Scenario]) -> list[Fault]:
    """What keeps these scenarios from being compared."""
    faults = [] if scenarios else [Fault("scenarios", "name at least one to compare with the baseline")]
    names = [baseline.name, *(scenario.name for scenario in scenarios)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.append(Fault(name, "two of the scenarios compared have this name; rename one"))
    for scenario in scenarios:
        for key in ("place", "start", "end", "sample"):
            here, there = scenario.resolved()[key], baseline.resolved()[key]
            if here != there:
                message = f"{key} is {here} and {there} in the baseline {baseline.name}; both must be the same"
                faults.append(Fault(scenario.name, message))
    return faults


def argument_faults(
    baseline: Scenario, replications: int, horizon: str, winners: Sequence[str], measures: Mapping[str, Measure]
) -> list[Fault]:
    """What is wrong with the other arguments of `compare`."""
    faults = []
    if replications < 1:
        faults.append(Fault("replications", f"must be at least 1, not {replications}"))
    months = [month_name(month) for month in baseline.months]
    if horizon not in months:
        faults.append(Fault("horizon", f"must be a month from {months[0]} to {months[-1]}, not {horizon!r}"))
    shown = [name for name, measure in measures.items() if {"street", "group"} & set(measure.levels)]
    if not winners:
        faults.append(Fault("winners", "name at least one measure"))
    for name in winners:
        if name not in shown:
            reason = "is not measured by street or group" if name in measures else "is not a measure"
            message = f"{name!r} {reason}; `govsim list measures` shows all{nearest(name, shown)}"
            faults.append(Fault("winners", message))
    return faults
