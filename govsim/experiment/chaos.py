"""Sparse polynomial: which numbers move an outcome, and which share of its variance each brings.

Mechanism  The outcome of runs in many worlds is fitted by polynomials of the numbers in which the worlds differ: all
of degree one, and of degree two in the few that matter most (squares and products), chosen by the lasso with
cross-validation. Shares are those of the terms in the variance of the fit (sparse polynomial chaos, Blatman and
Sudret 2011), scaled to what the fit tells of runs that it has not seen; what it does not tell is nobody's.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from govsim.experiment.design import needed

Floats = npt.NDArray[np.float64]
Term = tuple[int, ...]
"""Columns whose product a term is: one, or two (the same twice for a square)."""

SQUARED = 8
"""Numbers that matter most, of which squares and products are tried."""

PENALTIES = np.geomspace(1.0, 0.005, 25)
"""Penalties that are tried, over the one at which nothing is kept."""

FOLDS = 10
"""Parts of the runs; each is left out once to see what the fit tells of runs that it has not seen."""


@dataclass(frozen=True)
class Fit:
    """A sum of terms; `parts` has what each term adds in each run, shape (runs, terms), means taken out."""

    terms: tuple[Term, ...]
    weights: Floats
    centres: Floats
    constant: float
    parts: Floats

    def predict(self, x: Floats) -> Floats:
        """The outcome expected at points of shape (points, numbers), from -1 to 1."""
        return np.asarray(self.constant + (columns(x, self.terms) - self.centres) @ self.weights)

    def single(self, x: Floats) -> Floats:
        """What each number adds by itself at points of shape (points, numbers); the same shape."""
        found = np.zeros_like(x)
        added = (columns(x, self.terms) - self.centres) * self.weights
        for place, term in enumerate(self.terms):
            if len(set(term)) == 1:
                found[:, term[0]] += added[:, place]
        return found

    def variance(self, wanted: Sequence[bool]) -> float:
        """Variance that some terms bring: those of one number, or one pair, together, and these added up.

        Numbers are independent over the worlds; that they are not quite so in the runs at hand is left out.
        """
        together: dict[frozenset[int], list[int]] = {}
        for place, term in enumerate(self.terms):
            if wanted[place]:
                together.setdefault(frozenset(term), []).append(place)
        return sum(float(self.parts[:, places].sum(axis=1).var()) for places in together.values())


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of an outcome.

    `told` is what the fit tells of runs that it has not seen; `total` has one entry a number, with all that it does
    together with others, and `error` its standard error (delete-a-group jackknife); `others`, of shape (points,
    numbers), is what a fit that has not seen a point expects there of all terms that are not of the number alone.
    """

    variance: float
    told: float
    total: Floats
    error: Floats
    others: Floats


def columns(x: Floats, terms: Sequence[Term]) -> Floats:
    """Terms at points from -1 to 1: a number, its square, or the product of two."""
    return np.column_stack([np.prod(x[:, list(term)], axis=1) for term in terms]) if terms else np.zeros((len(x), 0))


def lasso(x: Floats, y: Floats, terms: Sequence[Term]) -> Fit:
    """The terms that the adaptive lasso keeps, with their weights.

    A first lasso shrinks small terms towards nothing; a second one, in which what the first kept large costs less,
    takes most of that back (Zou 2006).
    """
    raw = columns(x, terms)
    centres, spread = raw.mean(axis=0), raw.std(axis=0)
    scaled = (raw - centres) / np.where(spread > 0, spread, 1.0)
    aim = y - y.mean()
    rough = np.abs(coefficients(scaled, aim))
    kept = np.flatnonzero(rough)
    weights = coefficients(scaled[:, kept] * rough[kept], aim) * rough[kept] / spread[kept]
    chosen = tuple(terms[int(number)] for number in kept)
    return Fit(chosen, weights, centres[kept], float(y.mean()), (raw[:, kept] - centres[kept]) * weights)


def coefficients(x: Floats, y: Floats) -> Floats:
    """Weights of the lasso whose penalty does best on what is left out; zeros where nothing moves."""
    steepest = float(np.abs(x.T @ y).max()) / len(y) if x.size else 0.0
    if steepest <= 0.0:
        return np.zeros(x.shape[1])
    module = needed("sklearn.linear_model", "calibration")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", needed("sklearn.exceptions", "calibration").ConvergenceWarning)
        found = module.LassoCV(alphas=steepest * PENALTIES, cv=5, max_iter=2000).fit(x, y)
    return np.asarray(found.coef_)


def fitted(x: Floats, y: Floats) -> Fit:
    """Fit points of shape (points, numbers), from -1 to 1."""
    single: list[Term] = [(number,) for number in range(x.shape[1])]
    first = lasso(x, y, single)
    size = {term[0]: float(part.std()) for term, part in zip(first.terms, first.parts.T, strict=True)}
    largest = sorted(size, key=lambda number: -size[number])[:SQUARED]
    return lasso(x, y, [*single, *combinations_with_replacement(sorted(largest), 2)]) if largest else first


def variance_shares(x: Floats, y: Floats) -> Shares:
    """Split the variance of an outcome among the numbers that differ between the runs."""
    numbers = x.shape[1]
    fit = fitted(x, y)
    seen = np.arange(len(y)) % FOLDS
    without = [fitted(x[seen != fold], y[seen != fold]) for fold in range(FOLDS)]
    expected, others = np.empty(len(y)), np.empty_like(x)
    for fold, part in enumerate(without):
        left = x[seen == fold]
        expected[seen == fold] = part.predict(left)
        others[seen == fold] = part.predict(left)[:, None] - part.single(left)
    variance = float(y.var())
    told = max(0.0, 1.0 - float(((y - expected) ** 2).mean()) / variance) if variance > 0 else 0.0
    total = split(fit, numbers, told)
    groups = np.array([split(part, numbers, told) for part in without])
    error = np.sqrt((FOLDS - 1) / FOLDS * ((groups - groups.mean(axis=0)) ** 2).sum(axis=0))
    return Shares(variance, told, total, error, others)


def split(fit: Fit, numbers: int, told: float) -> Floats:
    """Share of each number with all terms in which it takes part."""
    whole = fit.variance([True] * len(fit.terms))
    if whole <= 0:
        return np.zeros(numbers)
    part = [fit.variance([number in term for term in fit.terms]) for number in range(numbers)]
    return told * np.array(part) / whole
