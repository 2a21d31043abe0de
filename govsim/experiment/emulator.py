"""Emulator: what the model is expected to show at parameter values where it was not run.

One ensemble of small neural networks a target, each fitted without one part of the runs, so that the
errors on what a network has not seen tell how far the emulator is to be trusted. Only the parameters
that move a target are inputs; what chance and all other parameters do to it is noise, which may grow
or shrink with what is expected (counts, shares near 0 or 1).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.design import needed

Floats = npt.NDArray[np.float64]

PARTS = 5
"""Networks of an ensemble: each leaves out one part of the runs."""

HIDDEN = 12
"""Hidden units of a network."""

PENALTY = 0.5
"""Penalty on large weights: much of what single runs show is chance, which is not to be learned."""

NEIGHBOURS = 40
"""Runs over which errors are averaged; a tenth of all where that is more."""


@dataclass(frozen=True)
class Curve:
    """A number that depends on another: means over neighbours, flat beyond the ends."""

    at: Floats
    mean: Floats

    @classmethod
    def through(cls, at: Floats, values: Floats, fewest: int = NEIGHBOURS) -> Curve:
        """Running means of `values` in the order of `at`, over `fewest` neighbours, a point for every half window."""
        order = np.argsort(at, kind="stable")
        width = min(len(at), max(fewest, len(at) // 10))
        firsts = range(0, len(at) - width + 1, max(1, width // 2))
        windows = [order[first : first + width] for first in firsts]
        return cls(*(np.array([column[window].mean() for window in windows]) for column in (at, values)))

    def __call__(self, at: Floats) -> Floats:
        return np.interp(at, self.at, self.mean)


@dataclass(frozen=True)
class Ensemble:
    """The networks of one target, side by side: weights (network, input, hidden) and (network, hidden)."""

    weights: Floats
    shifts: Floats
    outer: Floats
    level: Floats

    @classmethod
    def of(cls, networks: Sequence[Any]) -> Ensemble:
        """From fitted networks of scikit-learn."""
        return cls(
            np.stack([network.coefs_[0] for network in networks]),
            np.stack([network.intercepts_[0] for network in networks])[:, None],
            np.stack([network.coefs_[1][:, 0] for network in networks]),
            np.stack([network.intercepts_[1] for network in networks]),
        )

    def __call__(self, inputs: Floats) -> Floats:
        """What each network expects, shape (network, vector)."""
        hidden = np.tanh(inputs @ self.weights + self.shifts)
        return np.asarray((hidden @ self.outer[:, :, None])[..., 0] + self.level)


@dataclass(frozen=True)
class Emulator:
    """Ensembles fitted to runs; targets in the order of `inputs`."""

    inputs: tuple[tuple[int, ...], ...]
    """Columns that each target's ensemble reads."""
    networks: tuple[Ensemble | None, ...]
    """None where no parameter moves the target."""
    centre: Floats
    scale: Floats
    noise: tuple[Curve, ...]
    """Mean squared error on runs not seen, by what is expected: chance, other parameters, emulation."""
    error: Floats
    """The same a target over all of these runs."""
    explained: Floats
    """Share of the runs' variance that is foreseen a target, on runs not seen."""

    def expect(self, units: Floats) -> tuple[Floats, Floats]:
        """What the model is expected to show, and the variance around it; both (vectors, targets)."""
        expected = np.empty((len(units), len(self.inputs)))
        variance = np.empty_like(expected)
        for number, (columns, ensemble) in enumerate(zip(self.inputs, self.networks, strict=True)):
            told = np.zeros((2, len(units))) if ensemble is None else ensemble(units[:, columns])
            expected[:, number] = told.mean(axis=0) * self.scale[number] + self.centre[number]
            spread = told.var(axis=0, ddof=1) * self.scale[number] ** 2
            variance[:, number] = spread + self.noise[number](expected[:, number])
        return expected, variance


def fit(
    units: Floats, values: Floats, inputs: Sequence[Sequence[int]], near: npt.NDArray[np.bool_], seed: int
) -> Emulator:
    """Fit to runs at `units` (vectors, parameters) that showed `values` (vectors, targets).

    `near` marks the runs on which errors are measured: those not ruled out before. A target without
    inputs is expected at its mean.
    """
    vectors = np.unique(units, axis=0, return_inverse=True)[1].ravel()
    # runs of one vector are left out together
    part = np.random.default_rng(seed).permutation(int(vectors.max()) + 1)[vectors] % PARTS
    centre, scale = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-9)
    networks, noise, errors, explained = [], [], [], []
    for target, columns in enumerate(inputs):
        own = (values[:, target] - centre[target]) / scale[target]
        told, ensemble = np.zeros(len(units)), []
        for left_out in range(PARTS) if columns else ():
            seen = part != left_out
            network = network_of(units[seen][:, list(columns)], own[seen], seed + left_out)
            told[~seen] = network.predict(units[~seen][:, list(columns)])
            ensemble.append(network)
        squares = (own - told) ** 2 * scale[target] ** 2
        networks.append(Ensemble.of(ensemble) if ensemble else None)
        noise.append(Curve.through((told * scale[target] + centre[target])[near], squares[near]))
        errors.append(float(squares[near].mean()))
        explained.append(1.0 - errors[-1] / max(float(values[near, target].var()), 1e-12))
    return Emulator(
        tuple(tuple(columns) for columns in inputs), tuple(networks), centre, scale, tuple(noise), np.array(errors),
        np.array(explained),
    )


def network_of(units: Floats, values: Floats, seed: int) -> Any:
    """One network fitted to standardised values."""
    neural, exceptions = needed("sklearn.neural_network", "calibration"), needed("sklearn.exceptions", "calibration")
    network = neural.MLPRegressor(
        hidden_layer_sizes=(HIDDEN,), activation="tanh", solver="lbfgs", alpha=PENALTY, max_iter=400, random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", exceptions.ConvergenceWarning)
        return network.fit(units, values)
