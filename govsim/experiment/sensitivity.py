"""Sensitivity: which factor of a study moves an outcome, and how much of its variance is chance.

The outcome of a point is the mean over seeds of the paired effect (of the level, without a baseline),
since single noisy runs inflate total effects. SALib analyses it, by the study's design:

    morris           mean absolute elementary effect (Campolongo et al. 2007) and its deviation; screening
    sobol            first-order and total indices (Saltelli et al. 2010)
    latin_hypercube  PAWN: median Kolmogorov-Smirnov distance between the distribution of the outcome and
                     that given a slice of the factor (Pianosi and Wagener 2018), which is above 0 for a
                     factor that does nothing too: "dummy" is what a made-up one has (Zadeh et al. 2017)

A missing or undefined outcome stops the analysis, because SALib would return zeros for it.

`variance_parts` splits the variance of single runs by the law of total variance: `chance` is what seeds
alone bring, `switches` what structural yes/no choices bring by themselves, `parameters` the rest,
interactions with switches included. Estimates are those of random-effects analysis of variance; a
negative one is 0.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.design import needed, problem_of
from govsim.experiment.plan import Plan
from govsim.experiment.study import Study
from govsim.experiment.sweep_results import values
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

METHODS = {"morris": "mu_star", "sobol": "total", "latin_hypercube": "pawn"}
"""Design -> the index that says how much a factor matters."""

RESAMPLES = 1000
"""Bootstrap resamples of the intervals."""

FEWEST = 20
"""Fewest points of PAWN: with fewer, slices of a factor hold next to nothing."""

PAWN_DRAWS = 100
"""Resamples of PAWN's points, and made-up factors that do nothing."""

MOST_INDEX = 1.1
"""Indices of Sobol are at most 1; more than that by chance is a sign of too few points."""

PARTS = ("chance", "parameters", "switches")


@dataclass(frozen=True)
class Sensitivity:
    """Tidy frames.

    `indices`   scenario, measure, factor, index ("mu_star", "sigma"; "first", "total"; "pawn", and "dummy"
                for the factor ""), value, low, high (95%, bootstrap; NaN where SALib gives none)
    `variance`  scenario, measure, part ("chance", "parameters", "switches"), share, low, high (95%, bootstrap
                over points)
    """

    study: Study
    seeds: int
    points: int
    indices: pd.DataFrame
    variance: pd.DataFrame


def sensitivity(study: Study, plan: Plan) -> Sensitivity:
    """Analyse the stored runs of a study.

    Raises InputError for a design that cannot be analysed and for runs that are missing, failed or undefined.
    """
    import pandas as pd

    check_design(study)
    at_end, _ = values(plan, study.measures, study.horizon)
    outcome = at_end[:, 1:] - at_end[:, :1] if plan.paired else at_end
    worlds = plan.worlds[1:] if plan.paired else plan.worlds
    complete(plan, outcome, worlds, study)
    units = study.design.units(len(study.factors))
    rows, shares = [], []
    for world, name in enumerate(worlds):
        for number, measure in enumerate(study.measures):
            found = outcome[:, world, :, number]
            rows += [{"scenario": name, "measure": measure, **row} for row in indices(study, units, found.mean(axis=1))]
            shares += [{"scenario": name, "measure": measure, **row} for row in variance_parts(study, plan, found)]
    return Sensitivity(study, len(plan.seeds), len(plan.points), pd.DataFrame(rows), pd.DataFrame(shares))


def check_design(study: Study) -> None:
    """Raise InputError for a design that cannot be analysed, or one of too few points."""
    if study.design.kind not in METHODS:
        message = f"the design is {study.design.kind}; sensitivity needs one of {', '.join(METHODS)}"
        raise InputError([Fault(study.label, message)])
    if study.design.kind == "latin_hypercube" and len(study.points) < FEWEST:
        message = f"too few points: {len(study.points)}; sensitivity needs at least {FEWEST}"
        raise InputError([Fault(study.label, message)])


def complete(plan: Plan, outcome: Floats, worlds: Sequence[str], study: Study) -> None:
    """Raise InputError where an outcome is missing or not finite."""
    faults = []
    for number, measure in enumerate(study.measures):
        for world, name in enumerate(worlds):
            bad = int((~np.isfinite(outcome[:, world, :, number])).sum())
            if bad:
                every = len(plan.points) * len(plan.seeds)
                faults.append(Fault(f"{name}, {measure}", f"{bad} of {every} runs are missing, failed or undefined; "
                                    "run the study to its end, or leave the measure out"))
    if faults:
        raise InputError(faults)


def indices(study: Study, units: Floats, means: Floats) -> Iterator[dict[str, Any]]:
    """Rows of one outcome: factor, index, value, low, high."""
    names = [factor.name for factor in study.factors]
    problem = problem_of(names)
    nowhere = np.ptp(means) == 0
    if study.design.kind == "morris":
        module = needed("SALib.analyze.morris", "sensitivity")
        found = module.analyze(problem, units, means, num_levels=study.design.levels, num_resamples=RESAMPLES, seed=1)
        columns = {"mu_star": ("mu_star", "mu_star_conf"), "sigma": ("sigma", None)}
    elif study.design.kind == "sobol":
        module = needed("SALib.analyze.sobol", "sensitivity")
        if nowhere:
            found = {key: np.zeros(len(names)) for key in ("S1", "S1_conf", "ST", "ST_conf")}
        else:
            found = module.analyze(problem, means, calc_second_order=study.design.second_order,
                                   num_resamples=RESAMPLES, seed=1)
        columns = {"first": ("S1", "S1_conf"), "total": ("ST", "ST_conf")}
    else:
        yield from pawn(names, problem, units, means)
        return
    for number, name in enumerate(names):
        for index, (value, half) in columns.items():
            middle = float(found[value][number])
            width = float(found[half][number]) if half else np.nan
            yield {"factor": name, "index": index, "value": middle, "low": middle - width, "high": middle + width}


def pawn(names: Sequence[str], problem: dict[str, Any], units: Floats, means: Floats) -> Iterator[dict[str, Any]]:
    """PAWN's median distance with an interval; the same of factors that do nothing.

    Points drawn again come more than once, which moves every distance up. So the interval has the spread of
    resamples, but about the distance itself, not about their mean.
    """
    module = needed("SALib.analyze.pawn", "sensitivity")
    slices = max(3, min(10, len(means) // 20))
    chance = np.random.default_rng(1)
    every = np.arange(len(means))

    def medians(asked: dict[str, Any], columns: Floats, rows: npt.NDArray[np.intp]) -> Floats:
        with np.errstate(invalid="ignore"):  # the library's other numbers, of an outcome that never moves
            found = module.analyze(asked, columns[rows], means[rows], S=slices, seed=1)["median"]
        return np.asarray(found, dtype=np.float64)

    middle = medians(problem, units, every)
    drawn = np.array([medians(problem, units, chance.choice(every, len(every))) for _ in range(PAWN_DRAWS)])
    low, high = np.quantile(drawn - drawn.mean(axis=0) + middle, [0.025, 0.975], axis=0)
    for number, name in enumerate(names):
        yield {"factor": name, "index": "pawn", "value": float(middle[number]), "low": float(low[number]),
               "high": float(high[number])}
    shuffled = (np.arange(len(means))[:, None] + 0.5) / len(means) * np.ones(PAWN_DRAWS)
    made_up = problem_of([f"x{number}" for number in range(PAWN_DRAWS)])
    nothing = medians(made_up, chance.permuted(shuffled, axis=0), every)
    low, high = np.quantile(nothing, [0.025, 0.975])
    yield {"factor": "", "index": "dummy", "value": float(nothing.mean()), "low": float(low), "high": float(high)}


def variance_parts(study: Study, plan: Plan, outcome: Floats) -> Iterator[dict[str, Any]]:
    """Rows of one outcome (point, seed): part, share, low, high. Nothing where there is one seed."""
    points, seeds = outcome.shape
    if seeds < 2 or np.ptp(outcome) == 0:
        return
    structural = [number for number, factor in enumerate(study.factors)
                  if factor.options and all(isinstance(option.shown, (bool, str)) for option in factor.options)]
    labels = [tuple(point[number] for number in structural) for point in plan.points]
    group = np.unique([str(label) for label in labels], return_inverse=True)[1]
    middle = split(outcome, group)
    chance = np.random.default_rng(1)
    drawn = []
    for _ in range(RESAMPLES // 5):
        rows = chance.integers(points, size=points)
        drawn.append(split(outcome[rows], group[rows]))
    low, high = np.nanquantile(np.array(drawn), [0.025, 0.975], axis=0)
    for part, share, least, most in zip(PARTS, middle, low, high, strict=True):
        if part != "switches" or structural:
            yield {"part": part, "share": float(share), "low": float(least), "high": float(most)}


def split(outcome: Floats, group: npt.NDArray[np.intp]) -> Floats:
    """Shares of chance, parameters and switches in the variance of single runs (point, seed).

    >>> split(np.array([[0.0, 2.0], [0.0, 2.0]]), np.array([0, 0])).round(2).tolist()
    [1.0, 0.0, 0.0]
    """
    points, seeds = outcome.shape
    means = outcome.mean(axis=1)
    within = float(outcome.var(axis=1, ddof=1).mean())
    between = max(0.0, float(means.var(ddof=1)) - within / seeds)
    used, which, sizes = np.unique(group, return_inverse=True, return_counts=True)
    switches = 0.0
    if 1 < len(used) < points:
        centres = np.bincount(which, means) / sizes
        inside = float(((means - centres[which]) ** 2).sum()) / (points - len(used))
        across = float((sizes * (centres - means.mean()) ** 2).sum()) - inside * (len(used) - 1)
        switches = min(between, max(0.0, across / (points - 1)))
    whole = within + between
    return np.array([within, between - switches, switches]) / whole if whole else np.full(3, np.nan)


def unsure(found: Sensitivity, scenario: str) -> list[str]:
    """Measures whose points are too few: an index of Sobol above 1, or an interval wider than the largest index."""
    index = METHODS[found.study.design.kind]
    table = found.indices[(found.indices["scenario"] == scenario) & (found.indices["index"] == index)]
    told = []
    for measure in found.study.measures:
        part = table[table["measure"] == measure]
        top = part.loc[part["value"].idxmax()]
        if (index == "total" and top["value"] > MOST_INDEX) or top["high"] - top["low"] > top["value"]:
            told.append(measure)
    return told


def strongest(found: Sensitivity, index: str, most: int = 20) -> list[str]:
    """Factors in the order of their largest value of an index, at most `most`, relative to each outcome's largest."""
    table = found.indices[found.indices["index"] == index]
    largest = table.groupby(["scenario", "measure"])["value"].transform("max")
    relative = (table["value"] / largest.where(largest > 0, 1.0)).groupby(table["factor"]).max()
    order = sorted(relative.index, key=lambda name: -float(relative[name]))
    return list(itertools.islice(order, most))
