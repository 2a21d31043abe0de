"""govsim: an agent-based simulation of urban grassroots governance reform.

    import govsim

    baseline = govsim.load("no_reform")                       # a shipped name or a .toml file
    reform = govsim.load("jinjiang", ["world.loss_aversion=1.8"])
    run = govsim.simulate(reform, seed=1)                     # run.district, run.street, ...: pandas frames
    found = govsim.compare(baseline, reform, replications=8)  # found.effects, found.winners, ...

A program that calls `compare` does so under `if __name__ == "__main__":`, since it may start worker
processes. Bad input raises `govsim.InputError` with every fault found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.params import InputError

if TYPE_CHECKING:
    from govsim.experiment.compare import Comparison
    from govsim.experiment.runner import Progress
    from govsim.run import Run
    from govsim.scenario import Scenario

__all__ = ["REPLICATIONS", "InputError", "compare", "load", "simulate"]
__version__ = "0.1.0"

REPLICATIONS = 8
"""Pairs of runs in a comparison unless more are asked for: the fewest that intervals are bootstrapped from."""


def load(scenario: str | Path, sets: Sequence[str] = ()) -> Scenario:
    """The scenario of a file or of a shipped name; `sets` are texts like "world.loss_aversion=1.8"."""
    from govsim import scenario as scenarios

    return scenarios.load(scenario, sets)


def simulate(
    scenario: Scenario | str | Path,
    seed: int = 1,
    *,
    detail: str = "community",
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """One run; `detail` is the finest level with a table ("district", "street", "community" or "courtyard").

    `progress(done, all)` is called each month.
    """
    from govsim.run import simulate

    return simulate(_loaded(scenario), seed, detail=detail, progress=progress)


def compare(
    baseline: Scenario | str | Path,
    *scenarios: Scenario | str | Path,
    seed: int = 1,
    replications: int | None = None,
    out: str | Path | None = None,
    horizon: str | None = None,
    until: Mapping[str, float] | None = None,
    worlds: int | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Comparison:
    """Paired effects of scenarios against a baseline; see `govsim.experiment.compare`.

    With `out`, runs are kept there and an interrupted comparison is resumed by the same call. With `until`,
    as in {"satisfaction": 0.005}, replications are added until effects are known to that half width, at most
    500 unless `replications` says otherwise. Seeds go through the first `worlds` plausible worlds of the
    place, all of them by default; 0 takes the scenarios' own.
    """
    from govsim.experiment.compare import compare
    from govsim.experiment.plausible import default_worlds
    from govsim.experiment.precise import MOST_PAIRS

    base = _loaded(baseline)
    count = (MOST_PAIRS if until else REPLICATIONS) if replications is None else replications
    return compare(
        base, [_loaded(scenario) for scenario in scenarios], seed=seed, replications=count,
        out=None if out is None else Path(out), horizon=horizon, until=until,
        worlds=default_worlds(base.place) if worlds is None else worlds, workers=workers, progress=progress,
    )


def _loaded(scenario: Scenario | str | Path) -> Scenario:
    return load(scenario) if isinstance(scenario, (str, Path)) else scenario
