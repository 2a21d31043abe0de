"""Validate: a report card of the model against what is known, what must emerge, and how reforms should fail.

Every world of `worlds_of` runs with the same seeds, each seed in a plausible world of its own, so that a share of
runs is a share of worlds and seeds. Targets are read from the reforms as enacted; patterns and stress settings
(`patterns.py`, `stress.py`) within each seed. Targets and patterns need four scenarios, everything else twenty more,
which may run in fewer of the worlds. Nothing is fitted here and nothing is left out: what fails is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.experiment.course_store import CourseStore
from govsim.experiment.patterns import (
    ENACTED_SIZE,
    GATED,
    PATTERNS,
    REFORMED,
    SIZES,
    UNGATED,
    WITHOUT,
    best_size,
    by_size,
    overshoot,
    sized,
)
from govsim.experiment.plausible import needed_worlds, paired_in_worlds
from govsim.experiment.runner import run_pairs
from govsim.experiment.signature import Courses, Signature
from govsim.experiment.stress import ENACTED, ENACTED_R1, ENACTED_R2, NEWS, STRESS, WITHOUT_X7, X7
from govsim.params import Fault, InputError
from govsim.place import load_place
from govsim.scenario import load
from govsim.targets import load_targets

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Scenario
    from govsim.targets import Target

ASKED = 0.9
"""Share of worlds and seeds in which a signature is asked to appear."""

WORLDS = 20
"""Plausible worlds that are run unless more are asked for."""

FOR_PATTERNS = (WITHOUT, REFORMED, UNGATED, GATED)
"""Scenarios from which targets and patterns are read; the others are for stress settings and sizes of units."""

INTERVAL = (0.05, 0.95)
SHAPES = ("participation", "courtyard_condition", "functional_coverage")
"""Measures by which the best size of a unit is told."""


@dataclass(frozen=True, repr=False)
class Validation:
    """Tidy frames, one row a fact.

    `targets`     name, use, measure, value, below, above (tolerance), low, median, high (90% of the runs), met (share
                  of runs within the tolerance), passed (the median is within it; input: in 90% of runs)
    `signatures`  kind ("pattern" or "stress"), name, appears (share of runs in which all conditions hold), runs, passed
    `conditions`  kind, name, number, counted, appears, low, median, high (of the number it decides on), words in
                  English and Chinese
    `overshoot`   seed, peak, month, end, decay (QP8)
    `sizes`       measure, households, low, median, high (QP10), best (share of runs in which this size is best)
    """

    scenarios: tuple[Scenario, ...]
    """Every scenario that was run, the one without reforms first."""
    worlds: int
    seeds: tuple[int, ...]
    sample: float
    targets: pd.DataFrame
    signatures: pd.DataFrame
    conditions: pd.DataFrame
    overshoot: pd.DataFrame
    sizes: pd.DataFrame

    def __repr__(self) -> str:
        return f"<Validation: {len(self.scenarios)} scenarios, {len(self.seeds)} runs each, {self.worlds} worlds>"

    def runs(self, kind: str) -> int:
        """Runs of a scenario behind the signatures of a kind ("pattern" or "stress")."""
        return int(self.signatures.loc[self.signatures["kind"] == kind, "runs"].iloc[0])

    def tables(self) -> dict[str, pd.DataFrame]:
        """The frames by name."""
        names = ("targets", "signatures", "conditions", "overshoot", "sizes")
        return {name: getattr(self, name) for name in names}

    def to_dict(self) -> dict[str, Any]:
        """As JSON; numbers that are undefined or infinite are null."""
        from govsim.experiment.compare import records

        place, seeds = self.scenarios[0].place, list(self.seeds)
        about = {"place": place, "worlds": self.worlds, "seeds": seeds, "sample": self.sample}
        return {**about, **{name: records(frame) for name, frame in self.tables().items()}}


def worlds_of(sets: Sequence[str]) -> dict[str, Scenario]:
    """Every scenario that a validation runs, by name; those made here differ from shipped ones in one thing."""
    found = {name: load(name, sets) for name in (WITHOUT, REFORMED, ENACTED_R1, ENACTED_R2, ENACTED, *STRESS)}
    news = load("announcement_only", sets)
    divided = found[X7]
    made = {
        GATED: load(ENACTED, [*sets, "reform.task_admission.gate=1.0"]),
        NEWS: replace(news, revisions=news.revisions[:1]),
        WITHOUT_X7: replace(found[WITHOUT], world=divided.world, overrides=divided.overrides),
        **{sized(size): load(ENACTED, [*sets, f"reform.small_unit_governance.unit_households={size}"])
           for size in SIZES if size != ENACTED_SIZE},
        sized(ENACTED_SIZE): found[ENACTED],
    }
    return found | {name: replace(scenario, name=name) for name, scenario in made.items()}


def validate(
    out: Path,
    *,
    worlds: int = 0,
    stressed: int | None = None,
    replications: int = 1,
    seed: int = 1,
    sample: float = 0.05,
    sets: Sequence[str] = (),
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Validation:
    """Make what is missing of the runs in `out` and hold it against evidence.

    `worlds` plausible worlds, each with `replications` seeds; without worlds, the scenarios' own world with as many.
    Stress settings and sizes of units run in the first `stressed` of them (default: in all).
    InputError for arguments that cannot be used, RunsFailed when runs failed.
    """
    most = max(worlds, 1)
    faults = [
        Fault(name, f"must be a whole number from 1{upto}, not {value}")
        for name, value, upto, fits in (
            ("replications", replications, "", replications >= 1),
            ("stress worlds", stressed, f" to {most}", stressed is None or 1 <= stressed <= most))
        if not fits
    ]
    if faults:
        raise InputError(faults)
    scenarios = worlds_of([*sets, f"sample={sample}"])
    place = scenarios[REFORMED].place
    if worlds:
        needed_worlds(place, worlds)
    seeds = tuple(range(seed, seed + most * replications))
    targets = load_targets(place)
    store = CourseStore.of(out, targets)
    each = tuple(scenarios.values())
    every = paired_in_worlds(each, seeds, worlds)
    first = set(seeds) if stressed is None else {
        number for place, number in enumerate(seeds) if place % most < stressed}
    pairs = {
        (number, name): pair
        for (number, name), pair in zip(product(seeds, scenarios), every, strict=True)
        if name in FOR_PATTERNS or number in first
    }
    ids = run_pairs(list(pairs.values()), store, workers=workers, progress=progress, simulate=simulate)
    by_seed: dict[int, dict[str, str]] = {number: {} for number in seeds}
    for (number, name), run in zip(pairs, ids, strict=True):
        by_seed[number][name] = run
    enacted = {number: pairs[number, REFORMED] for number in seeds}
    return collect(each, worlds, seeds, sample, store, by_seed, targets, enacted)


def collect(
    scenarios: tuple[Scenario, ...], worlds: int, seeds: tuple[int, ...], sample: float, store: CourseStore,
    by_seed: Mapping[int, Mapping[str, str]], targets: Sequence[Target],
    enacted: Mapping[int, tuple[Scenario, int]],
) -> Validation:
    """Hold stored runs against evidence; `by_seed` has the run of each scenario, `enacted` what was run as enacted."""
    import pandas as pd

    rich = rich_streets(scenarios[0].place)
    decided, peaks, sizes = [], [], []
    for number, runs in by_seed.items():
        stored = store.courses(runs.values(), rich)
        courses = {name: stored[run] for name, run in runs.items()}
        whole = len(runs) == len(scenarios)
        decided += [{"seed": number, **row} for row in decisions(courses, whole)]
        found = overshoot(courses)
        peaks.append({"seed": number, **vars(found), "decay": found.decay})
        for measure in SHAPES if whole else ():
            values = by_size(courses, measure)
            best, lead = best_size(values)
            sizes += [{"seed": number, "measure": measure, "households": size, "value": value, "best": size == best,
                       "lead": lead} for size, value in values.items()]
    seen = [store.seen(runs[REFORMED]) for runs in by_seed.values()]
    rows = [target_row(target, seen, enacted) for target in targets]
    table = pd.DataFrame(decided)
    return Validation(
        scenarios, worlds, seeds, sample, pd.DataFrame(rows), pd.DataFrame(shares(table)),
        pd.DataFrame(condition_rows(table)), pd.DataFrame(peaks), pd.DataFrame(size_rows(pd.DataFrame(sizes))),
    )


def rich_streets(place: str) -> tuple[str, ...]:
    """The quarter of a place's streets with the most tax per resident."""
    streets = sorted(load_place(place).streets, key=lambda item: -item.tax_share / item.residents)
    return tuple(item.name for item in streets[: max(1, len(streets) // 4)])


def groups(stress: bool) -> Iterator[tuple[str, Signature]]:
    """Every signature with its kind, those of stress settings if asked for."""
    yield from (("pattern", signature) for signature in PATTERNS.values())
    yield from (("stress", signature) for signature in STRESS.values() if stress)


def decisions(courses: Courses, stress: bool) -> Iterator[dict[str, Any]]:
    """What each condition of each signature says of one seed."""
    for kind, signature in groups(stress):
        for number, condition in enumerate((*signature.conditions, *signature.aside)):
            value, holds = condition.decide(courses)
            counted = number < len(signature.conditions)
            yield {"kind": kind, "name": signature.name, "number": number, "counted": counted, "value": value,
                   "holds": holds, "words": condition.words[0], "words_zh": condition.words[1]}


def shares(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Share of the runs in which each signature appears."""
    counted = table[table["counted"]]
    whole = counted.groupby(["kind", "name", "seed"], sort=False)["holds"].all().reset_index()
    for (kind, name), rows in whole.groupby(["kind", "name"], sort=False):
        share = float(rows["holds"].mean())
        yield {"kind": kind, "name": name, "appears": share, "runs": len(rows), "passed": share >= ASKED}


def condition_rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Each condition over all runs; infinite numbers stay infinite."""
    for (kind, name, number), rows in table.groupby(["kind", "name", "number"], sort=False):
        low, median, high = quantiles(rows["value"].to_numpy(float))
        first = rows.iloc[0]
        yield {"kind": kind, "name": name, "number": number, "counted": bool(first["counted"]),
               "appears": float(rows["holds"].mean()), "low": low, "median": median, "high": high,
               "words": first["words"], "words_zh": first["words_zh"]}


def size_rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Measures by size of the unit over all runs."""
    for (measure, size), rows in table.groupby(["measure", "households"], sort=False):
        low, median, high = quantiles(rows["value"].to_numpy(float))
        yield {"measure": measure, "households": size, "low": low, "median": median, "high": high,
               "best": float(rows["best"].mean())}


def target_row(
    target: Target, seen: Sequence[Mapping[str, float]], enacted: Mapping[int, tuple[Scenario, int]]
) -> dict[str, Any]:
    """A target against all runs, or against what goes into them."""
    values = [item[target.name] for item in seen] if target.measure else [
        target.fed(scenario, seed) for scenario, seed in enacted.values()]
    low, median, high = quantiles(np.array(values, float))
    met = float(np.mean([target.met(value) for value in values]))
    return {
        "name": target.name, "use": target.use, "measure": target.measure or target.input, "value": target.value,
        "below": target.below, "above": target.above, "sense": target.sense, "low": low, "median": median, "high": high,
        "met": met, "passed": met >= ASKED if target.use == "input" else bool(target.met(median)),
        "title": target.title, "title_zh": target.title_zh,
    }


def quantiles(values: np.ndarray) -> tuple[float, float, float]:
    """5%, median and 95% of what is defined."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return float("nan"), float("nan"), float("nan")
    low, median, high = np.quantile(defined, (INTERVAL[0], 0.5, INTERVAL[1]), method="nearest")
    return float(low), float(median), float(high)
