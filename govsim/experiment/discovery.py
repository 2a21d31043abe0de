"""Scenario discovery: in which plausible worlds does an outcome hold, by the Patient Rule Induction Method.

PRIM (Friedman and Fisher 1999, as in Bryant and Lempert 2010) peels slices off a box around all points
as long as the share of cases of interest inside grows. Of the boxes on its path, the one with the
largest product of coverage and density is taken; a limit stays only where leaving it out would cost
density (`RELAX`). The library is the EMA workbench.

    coverage  share of all cases of interest that lie in the box
    density   share of the points in the box that are cases of interest
"""

from __future__ import annotations

import inspect
import operator
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.design import needed
from govsim.experiment.plan import Plan
from govsim.experiment.sensitivity import complete
from govsim.experiment.study import Study
from govsim.experiment.sweep_results import values
from govsim.measures import MEASURES
from govsim.month import parse_month
from govsim.params import Fault, InputError, nearest

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.factor import Factor

Floats = npt.NDArray[np.float64]

SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
}

WORDS: Mapping[str, str] = {"<=": "at_most", ">=": "at_least", "<": "below", ">": "above"}
"""Signs in the names of files."""

DIFFERENCES = ("demonstration_lead", "formal_function_gap", "takeup_gap")
"""Shares and indices that are themselves differences of such: their levels may be negative."""

UNBOUNDED = ("expectation_gap",)
"""An index that may be any number."""

FEWEST = 20
"""Fewest points, and a twentieth of it the fewest cases, that a box can be found in."""

RELAX = 0.01
"""Density that a limit must add to stay."""


@dataclass(frozen=True)
class Condition:
    """A measure below or above a number, in the measure's own unit: `satisfaction < 0`."""

    measure: str
    sign: str
    bound: float

    def __str__(self) -> str:
        return f"{self.measure} {self.sign} {self.bound:g}"

    @property
    def file_name(self) -> str:
        """The condition as part of a file's name: another one for every other condition.

        >>> Condition("satisfaction", "<", -0.05).file_name
        'satisfaction_below_-0.05'
        """
        return f"{self.measure}_{WORDS[self.sign]}_{str(self.bound + 0.0).removesuffix('.0')}"


@dataclass(frozen=True)
class Limit:
    """One side of a box: a factor's values that lie in it."""

    factor: Factor
    low: float | None
    high: float | None
    """Ends of a range, None where it is open."""
    inside: tuple[Any, ...] = ()
    """Values of a listed factor."""


@dataclass(frozen=True)
class Discovery:
    """A box and how good it is; `limits` is empty where no box tells cases from others."""

    study: Study
    scenario: str
    condition: Condition
    points: int
    cases: int
    coverage: float
    density: float
    limits: tuple[Limit, ...]
    table: pd.DataFrame
    """A row a point: `point`, the factors, `outcome`, `case`, `inside`."""


def read_condition(text: str, measures: tuple[str, ...]) -> Condition:
    """A condition like "satisfaction < 0"; InputError says what is allowed."""
    found = re.fullmatch(r"\s*(\w+)\s*(<=|>=|<|>)\s*([-+0-9.eE]+)\s*", text)
    try:
        bound = float(found.group(3)) if found else float("nan")
    except ValueError:
        bound = float("nan")
    if found is None or not np.isfinite(bound):
        message = f"{text!r}: must be a measure, a sign and a number, as in satisfaction < 0"
        raise InputError([Fault("--where", message)])
    if found.group(1) not in measures:
        message = f"{found.group(1)!r} is not a measure of this study; it has {', '.join(measures)}"
        raise InputError([Fault("--where", message + nearest(found.group(1), measures))])
    return Condition(found.group(1), found.group(2), bound)


def check_reach(condition: Condition, paired: bool) -> None:
    """Raise InputError for a bound that no share or index reaches, as where points of 100 were meant.

    `paired` says that effects are meant, not levels. Measures in other units have no bound.
    """
    name, bound = condition.measure, condition.bound
    if MEASURES[name].unit not in ("share", "0-1") or name in UNBOUNDED:
        return
    most = 2 if paired and name in DIFFERENCES else 1
    least = -most if paired or name in DIFFERENCES else 0
    if not least <= bound <= most:
        points = bound if least <= bound / 100 <= most else 5
        of, ends = ("effects on" if paired else "levels of"), f"lie from {least} to {most}"
        message = f"{bound:g} is out of reach; {of} {name} {ends}; write {points:g} points of 100 as {points / 100:g}"
        raise InputError([Fault("--where", message)])


def check(study: Study, scenario: str | None) -> None:
    """Raise InputError for too few points and a scenario that is not of the study."""
    worlds = [name for name in study.names if study.baseline is None or name != study.names[0]]
    faults = []
    if scenario is not None and scenario not in worlds:
        faults.append(Fault("--scenario", f"{scenario!r} is not of this study; it has {', '.join(worlds)}"
                            + nearest(scenario, worlds)))
    if len(study.points) < FEWEST:
        message = f"too few points: {len(study.points)}; discovery needs at least {FEWEST}"
        faults.append(Fault(study.label, message))
    if faults:
        raise InputError(faults)


def discover(study: Study, plan: Plan, condition: Condition, scenario: str | None = None) -> Discovery:
    """Find the box of points whose mean outcome (paired effect, or level without a baseline) meets a condition.

    Raises InputError for runs that are missing, too few points, and a scenario that is not of the study.
    """
    import pandas as pd

    check(study, scenario)
    worlds = plan.worlds[1:] if plan.paired else plan.worlds
    name = worlds[0] if scenario is None else scenario
    number = study.measures.index(condition.measure)
    at_end, _ = values(plan, study.measures, study.horizon)
    outcome = at_end[:, 1:] - at_end[:, :1] if plan.paired else at_end
    complete(plan, outcome[..., [number]], worlds, _only(study, condition.measure))
    means = outcome[:, worlds.index(name), :, number].mean(axis=1)
    cases = np.asarray(SIGNS[condition.sign](means, condition.bound))
    position = positions(study, plan)
    limits: tuple[Limit, ...] = ()
    if 0 < cases.sum() < len(cases):
        limits = tuple(limit for limit in found_limits(study, position, cases))
    inside = within(study, position, limits)
    table = pd.DataFrame(plan.points, columns=list(plan.factors)).rename_axis("point").reset_index()
    table["outcome"], table["case"], table["inside"] = means, cases, inside
    hits = int((cases & inside).sum())
    coverage = hits / cases.sum() if cases.any() else float("nan")
    density = hits / inside.sum() if inside.any() else float("nan")
    return Discovery(study, name, condition, len(means), int(cases.sum()), coverage, density, limits, table)


def _only(study: Study, measure: str) -> Study:
    from dataclasses import replace

    return replace(study, measures=(measure,))


def positions(study: Study, plan: Plan) -> Floats:
    """Points as numbers: a range's value (month numbers for dates), a listed value's place in its list."""
    columns = []
    for number, factor in enumerate(study.factors):
        column = plan.column(number)
        if factor.options:
            shown = [str(option.shown) for option in factor.options]
            columns.append([float(shown.index(str(value))) for value in column])
        elif factor.kind == "month":
            import datetime

            columns.append([float(parse_month(datetime.date.fromisoformat(value))) for value in column])
        else:
            columns.append([float(value) for value in column])
    return np.array(columns).T


def found_limits(study: Study, position: Floats, cases: npt.NDArray[np.bool_]) -> list[Limit]:
    """The limits of the best box on PRIM's path."""
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = needed("ema_workbench.analysis.prim", "discovery")
        names = [factor.name for factor in study.factors]
        frame = pd.DataFrame(position, columns=names)
        # Before version 3 the library asks for a threshold; its own counts of cases then differ, and are not used.
        old = {"threshold": 0.5} if "threshold" in inspect.signature(module.Prim.__init__).parameters else {}
        path = module.Prim(frame, cases.astype(bool), peel_alpha=0.05, **old).find_box().box_lims
    boxes = [(ends.iloc[0].to_numpy(dtype=float), ends.iloc[1].to_numpy(dtype=float)) for ends in path]
    low, high = max(boxes, key=lambda box: quality(position, cases, *box))
    limits = {}
    for number, factor in enumerate(study.factors):
        column = position[:, number]
        least = low[number] if low[number] > column.min() else None
        most = high[number] if high[number] < column.max() else None
        if least is None and most is None:
            continue
        held = (column >= low[number]) & (column <= high[number])
        inside = sorted(set(column[held])) if factor.options else []
        limits[number] = Limit(factor, least, most, tuple(factor.options[int(place)].shown for place in inside))
    return needed_limits(study, position, cases, limits)


def quality(position: Floats, cases: npt.NDArray[np.bool_], low: Floats, high: Floats) -> float:
    """Coverage times density of a box."""
    inside = ((position >= low) & (position <= high)).all(axis=1)
    hits = float((cases & inside).sum())
    return hits * hits / max(1.0, float(cases.sum() * inside.sum()))


def needed_limits(
    study: Study, position: Floats, cases: npt.NDArray[np.bool_], limits: dict[int, Limit]
) -> list[Limit]:
    """The limits without which the density would fall."""
    kept = dict(limits)

    def density(chosen: dict[int, Limit]) -> float:
        inside = within(study, position, tuple(chosen.values()))
        return float(cases[inside].mean()) if inside.any() else 0.0

    for number in list(kept):
        without = {key: limit for key, limit in kept.items() if key != number}
        if density(without) > density(kept) - RELAX:
            kept = without
    return list(kept.values())


def within(study: Study, position: Floats, limits: tuple[Limit, ...]) -> npt.NDArray[np.bool_]:
    """Which points lie in a box."""
    inside = np.ones(len(position), dtype=bool)
    for limit in limits:
        column = position[:, study.factors.index(limit.factor)]
        if limit.inside:
            places = [number for number, option in enumerate(limit.factor.options) if option.shown in limit.inside]
            inside &= np.isin(column, places)
        else:
            inside &= (column >= (-np.inf if limit.low is None else limit.low))
            inside &= (column <= (np.inf if limit.high is None else limit.high))
    return inside
