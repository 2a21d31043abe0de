"""Estimators of a staggered or pilot reform's effect, as linear regressions that statsmodels fits.

before_after   units that are reformed, their own means taken out; coefficient of "in force"
cross_section  months in which some units are reformed and some are not, their means taken out
did            difference in differences: unit and month effects (two-way fixed effects)
event_study    the same with a coefficient for each month before and after the start; the month before
               it is 0, and what lies further away than LEADS and LAGS has one coefficient on each side
group_time     for every group of units that start together and every month, the change since the month
               before the start against that of the units not reformed yet (Callaway and Sant'Anna 2021,
               without covariates); one stacked regression, a pair of effects a cell, averaged by units

Every one of them is a weighted sum of outcomes, so that what it finds is the sum of what it finds in
the world without the reform, in the effects where the reform is in force and in those where it is not.
Intervals are 95%, from errors clustered as `Rollout.cluster` says, with the usual small-sample factor
and Student's t with one degree of freedom less than there are clusters (Cameron and Miller 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.design import needed
from govsim.experiment.rollout import Rollout
from govsim.scenario import NEVER

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEADS, LAGS = 12, 36
"""Months before and after the start with a coefficient of their own."""

NO_BASE = -1
"""Stands for "no month is subtracted"."""


@dataclass(frozen=True)
class Fit:
    """One number a contrast of a design."""

    estimate: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class Design:
    """A regression on a panel: row r is outcome[unit[r], month[r]], less outcome[unit[r], base[r]] if there is one.

    Means within the groups `within` are taken out of both sides. `contrasts` (number, column) are the
    weighted sums of coefficients that are wanted, `cells` (number, unit, month) the weights, adding up
    to 1, of the true effects that each of them is meant to find; `names` says what they are: "effect",
    "leads" (the mean of the months before the start, which is meant to be 0) or months since the start.
    """

    unit: Ints
    month: Ints
    base: Ints
    within: Ints
    regressors: Floats
    cluster: Ints
    names: tuple[str | int, ...]
    contrasts: Floats
    cells: Floats

    @cached_property
    def exog(self) -> Floats:
        """The regressors, means within groups taken out."""
        return centred(self.regressors, self.within)

    @cached_property
    def inverse_products(self) -> tuple[Floats, int]:
        """Pseudo-inverse of the regressors' products with one another, and its rank."""
        from scipy import linalg

        inverse, rank = linalg.pinvh(self.exog.T @ self.exog, return_rank=True)
        return inverse, int(rank)

    @cached_property
    def inverse(self) -> Floats:
        """Pseudo-inverse of `exog`, found once for all outcomes; statsmodels' own `fit` would find it for each."""
        return np.asarray(self.inverse_products[0] @ self.exog.T)

    @cached_property
    def weights(self) -> Floats:
        """(contrast, row): what the estimate multiplies each row by."""
        return np.asarray(self.contrasts @ self.inverse)

    @cached_property
    def identified(self) -> bool:
        """Whether the data tell all coefficients apart."""
        return self.inverse_products[1] == self.exog.shape[1]

    def rows(self, outcome: Floats) -> Floats:
        """Left side of the regression for outcomes (unit, month)."""
        values = outcome[self.unit, self.month]
        based = self.base != NO_BASE
        values[based] -= outcome[self.unit[based], self.base[based]]
        return centred(values[:, None], self.within)[:, 0]

    def estimate(self, outcome: Floats) -> Floats:
        """The estimates alone; linear in the outcome."""
        return np.asarray(self.weights @ self.rows(outcome))

    def truth(self, effects: Floats) -> Floats:
        """What the estimates are meant to find, given the true effects (unit, month)."""
        return np.einsum("cum,um->c", self.cells, effects)

    def fit(self, outcome: Floats) -> Fit:
        """Estimates with their intervals, by statsmodels."""
        regression, rows = statsmodels(), self.rows(outcome)
        with np.errstate(all="ignore"):
            model = regression.OLS(rows, self.exog, hasconst=False)
            model.pinv_wexog, model.rank = self.inverse, self.exog.shape[1]
            found = regression.OLSResults(
                model, self.inverse @ rows, self.inverse_products[0],
                cov_type="cluster", cov_kwds={"groups": self.cluster}, use_t=True,
            ).t_test(self.contrasts)
            low, high = found.conf_int(alpha=0.05).T
        return Fit(np.atleast_1d(found.effect), low, high)


def statsmodels() -> Any:
    """The library's regressions, or InputError that says how to get them."""
    return needed("statsmodels.regression.linear_model", "evaluation")


def centred(values: Floats, groups: Ints) -> Floats:
    """Columns less their means within groups numbered from 0."""
    counts = np.bincount(groups)
    result = np.empty_like(values)
    for column in range(values.shape[1]):
        result[:, column] = values[:, column] - (np.bincount(groups, values[:, column]) / counts)[groups]
    return result


def designs(rollout: Rollout) -> dict[str, Design]:
    """Every estimator that this rollout allows, by name."""
    made = {
        "before_after": before_after(rollout),
        "cross_section": cross_section(rollout),
        "did": did(rollout),
        "group_time": group_time(rollout),
        "event_study": event_study(rollout),
    }
    return {name: design for name, design in made.items() if design.identified}


def one_effect(rollout: Rollout, keep: npt.NDArray[np.bool_], by_unit: bool, controls: Floats | None = None) -> Design:
    """Regression on "in force" and control columns (one row a row), means by unit or by month taken out."""
    unit, month = np.nonzero(keep)
    treated = rollout.treated & keep
    columns = treated[unit, month].astype(float)[:, None]
    if controls is not None:
        columns = np.hstack([columns, controls])
    _, within = np.unique(unit if by_unit else month, return_inverse=True)
    contrasts = np.zeros((1, columns.shape[1]))
    contrasts[0, 0] = 1.0
    return Design(
        unit, month, np.full(len(unit), NO_BASE), within, columns, rollout.cluster[unit], ("effect",), contrasts,
        (treated / treated.sum())[None],
    )


def before_after(rollout: Rollout) -> Design:
    """Reformed units against themselves before."""
    keep = np.zeros(rollout.treated.shape, dtype=bool)
    keep[rollout.start != NEVER] = True
    return one_effect(rollout, keep, by_unit=True)


def cross_section(rollout: Rollout) -> Design:
    """Reformed units against others in the same month."""
    share = rollout.treated.mean(axis=0)
    keep = np.broadcast_to((share > 0) & (share < 1), rollout.treated.shape)
    return one_effect(rollout, keep, by_unit=False)


def did(rollout: Rollout) -> Design:
    """Two-way fixed effects."""
    keep = np.ones(rollout.treated.shape, dtype=bool)
    return one_effect(rollout, keep, by_unit=True, controls=month_columns(np.nonzero(keep)[1]))


def month_columns(month: Ints) -> Floats:
    """A column for every month but the first."""
    return np.asarray((month[:, None] == np.arange(1, month.max() + 1)).astype(float))


def since(rollout: Rollout) -> Ints:
    """(unit, month): months since the start; far below any lead where the reform never comes."""
    months = np.arange(len(rollout.months))
    never = -10 * len(months) - LEADS
    return np.where(rollout.start[:, None] == NEVER, never, months - rollout.start[:, None])


def event_study(rollout: Rollout) -> Design:
    """A coefficient for each month before and after the start, with unit and month effects."""
    keep = np.ones(rollout.treated.shape, dtype=bool)
    unit, month = np.nonzero(keep)
    event = since(rollout)
    ever = (rollout.start != NEVER)[:, None]
    binned = np.clip(event, -LEADS - 1, LAGS + 1)
    shown = [e for e in sorted(set(binned[np.broadcast_to(ever, event.shape)].tolist())) if e != -1]
    dummies = (binned[unit, month][:, None] == np.array(shown)) & ever[unit]
    columns = np.hstack([dummies.astype(float), month_columns(month)])
    names = [e for e in shown if -LEADS <= e <= LAGS]
    contrasts = np.zeros((len(names), columns.shape[1]))
    contrasts[range(len(names)), [shown.index(e) for e in names]] = 1.0
    return Design(
        unit, month, np.full(len(unit), NO_BASE), unit, columns, rollout.cluster[unit], tuple(names), contrasts,
        np.array([mean_of(event == e) for e in names]),
    )


def mean_of(cells: npt.NDArray[np.bool_]) -> Floats:
    """Equal weights on cells, adding up to 1."""
    return np.asarray(cells / max(int(cells.sum()), 1))


def group_time(rollout: Rollout) -> Design:
    """Each group and month against the units not reformed yet; contrasts: the mean effect, its leads, each month."""
    start, event = rollout.start, since(rollout)
    late = np.where(start == NEVER, len(rollout.months), start)
    cells: list[tuple[int, int]] = []
    rows: list[tuple[Ints, Ints, Ints, Ints, Floats]] = []
    for group in rollout.groups:
        for at in range(max(0, group - LEADS), len(rollout.months)):
            own = np.flatnonzero(start == group)
            others = np.flatnonzero((late > max(at, group - 1)) & (start != group))
            if at == group - 1 or not len(others):
                continue
            both = np.concatenate([own, others])
            size = len(both)
            rows.append((
                both, np.full(size, at), np.full(size, group - 1), np.full(size, len(cells)),
                (np.arange(size) < len(own)).astype(float),
            ))
            cells.append((group, at))
    unit, month, base, within, own_cell = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    columns = (within[:, None] == np.arange(len(cells))) * own_cell[:, None]
    relative = np.array([at - group for group, at in cells])
    members = np.array([(start == group).sum() for group, _ in cells], dtype=float)
    chosen: dict[str | int, npt.NDArray[np.bool_]] = {"effect": relative >= 0}
    if (relative < -1).any():
        chosen["leads"] = relative < -1
    chosen |= {int(e): relative == e for e in np.unique(relative) if e <= LAGS}
    inside = np.zeros((len(cells), *event.shape))
    for number, (group, at) in enumerate(cells):
        inside[number, start == group, at] = 1.0
    contrasts = np.array([members * of / (members * of).sum() for of in chosen.values()])
    weights = np.array([inside[of].sum(axis=0) / inside[of].sum() for of in chosen.values()])
    weights[[label == "leads" for label in chosen]] = 0.0
    return Design(unit, month, base, within, columns, rollout.cluster[unit], tuple(chosen), contrasts, weights)
