"""Does a sample of 5% tell what the whole district tells?

Runs scenarios at sample 0.05 and 1.0 over the same seeds and lists every district measure whose mean
differs by more than 0.01 (shares and 0-1 scales) or 2% (others) at the horizon or over the run.

    python benchmarks/sample_agreement.py [--seeds 20] [--sample 0.05] > benchmarks/sample-agreement.md
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

import govsim
from govsim.measures import MEASURES

SCENARIOS = ("no_reform", "jinjiang")
SHARES = ("share", "0-1")


def district(job: tuple[str, float, int]) -> np.ndarray:
    """All district measures of one run, months by measures."""
    scenario, sample, seed = job
    run = govsim.simulate(govsim.load(scenario, [f"sample={sample}"]), seed)
    return run.tables["district"][list(MEASURES)].to_numpy()


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("--sample", type=float, default=0.05)
    given = arguments.parse_args()
    print("# Agreement of samples\n")
    print(f"Means over {given.seeds} seeds at sample {given.sample:g} against the whole district (sample 1.0).")
    print("Listed: means that differ by more than 0.01 (shares) or 2% (others), at the last month or over the run;")
    print("`error` is the standard error of the difference. All other measures agree within these bounds.\n")
    print("| scenario | measure | when | whole | sample | difference | error |")
    print("|---|---|---|---|---|---|---|")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for scenario in SCENARIOS:
            jobs = [(scenario, sample, seed) for seed in range(given.seeds) for sample in (1.0, given.sample)]
            results = []
            for number, result in enumerate(pool.map(district, jobs), 1):
                results.append(result)
                print(f"\r{scenario}: {number} of {len(jobs)} runs", end="", file=sys.stderr)
            whole, part = np.array(results[::2]), np.array(results[1::2])
            report(scenario, "last month", whole[:, -1], part[:, -1])
            report(scenario, "over the run", whole.mean(axis=1), part.mean(axis=1))


def report(scenario: str, when: str, whole: np.ndarray, part: np.ndarray) -> None:
    """Rows of the measures that do not agree."""
    for position, measure in enumerate(MEASURES.values()):
        one, other = whole[:, position], part[:, position]
        difference = other.mean() - one.mean()
        bound = 0.01 if measure.unit in SHARES else 0.02 * abs(one.mean())
        if np.isfinite(difference) and abs(difference) > bound:
            error = np.std(other - one, ddof=1) / np.sqrt(len(one))
            print(
                f"| {scenario} | {measure.name} | {when} | {one.mean():.4g} | {other.mean():.4g} "
                f"| {difference:+.3g} | {error:.2g} |"
            )


if __name__ == "__main__":
    main()
