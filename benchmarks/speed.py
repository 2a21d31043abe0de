"""How fast, how large: every figure of `benchmarks/README.md`, measured in one go.

    python -m benchmarks.speed                 # all parts, about a quarter of an hour on two cores; quiet ones, please
    python -m benchmarks.speed --again whole   # measure some parts again
    python -m benchmarks.speed --part 690k     # one part, printed as JSON

Each part runs in a process of its own. Results go to `benchmarks/speed.json`, the table between the marks of
`benchmarks/README.md` and the figure `benchmarks/speed.png`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.places import SIZES, place_of, scenario_of

HERE = Path(__file__).parent
MONTHS = {"7k": 60, "69k": 60, "690k": 36, "7M": 12}
WARM = 3
"""Months before those that are timed."""
SWEEPS = 7
"""Sweeps of which the median one counts."""
PAIRS, STARTING = 90, 16
"""Pairs of runs of a sweep, and how many runs at its start and end, when not all workers are at work, do not count."""


def timed(work: Callable[[], Any]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def array_bytes(*owners: Any) -> int:
    """Bytes of all arrays within these objects, each counted once."""
    seen: dict[int, int] = {}
    visited: set[int] = set()

    def visit(thing: Any) -> None:
        if id(thing) in visited:
            return
        visited.add(id(thing))
        if isinstance(thing, np.ndarray):
            while isinstance(thing.base, np.ndarray):
                thing = thing.base
            seen[id(thing)] = thing.nbytes
        elif isinstance(thing, dict):
            for part in thing.values():
                visit(part)
        elif isinstance(thing, list | tuple):
            for part in thing:
                visit(part)
        elif type(thing).__module__.split(".")[0] in ("govsim", "scipy"):
            names = list(getattr(thing, "__dict__", ())) + list(getattr(type(thing), "__dataclass_fields__", ()))
            for name in names:
                visit(getattr(thing, name, None))

    for owner in owners:
        visit(owner)
    return sum(seen.values())


def size_part(name: str) -> dict[str, Any]:
    """One place: synthesis, start-up, months by process, bytes."""
    import resource

    import govsim.model
    from govsim.chance import Chance
    from govsim.model import GovernanceModel
    from govsim.observation import Observer
    from govsim.population.synthesis import synthesize
    from govsim.run import RulesOf
    from govsim.scenario import rules_in_force

    place = place_of(SIZES[name])
    scenario = scenario_of(place, WARM + MONTHS[name])
    rounds = 1 if name == "7M" else 3
    synthesis = [timed(lambda: synthesize(place, scenario.world, 1.0, Chance(1))) for _ in range(rounds)]
    shares: dict[str, float] = defaultdict(float)
    processes = govsim.model.MONTH

    def clocked(process: Callable[[Any], None]) -> Callable[[Any], None]:
        def run(model: Any) -> None:
            start = time.perf_counter()
            process(model)
            shares[f"{process.__module__.rpartition('.')[2]}.{process.__name__}"] += time.perf_counter() - start

        run.__module__, run.__name__ = process.__module__, process.__name__
        return run

    start = time.perf_counter()
    initial = rules_in_force(scenario, place, scenario.start - 1)
    model = GovernanceModel(place, scenario.world, RulesOf(scenario, place), initial, scenario.months, 1, 1.0)
    startup = time.perf_counter() - start
    observer = Observer(model)
    govsim.model.MONTH = tuple(clocked(process) for process in processes)
    months, observing = [], []
    for number in range(WARM + MONTHS[name]):
        if number == WARM:
            shares.clear()
        months.append(timed(model.step))
        observing.append(timed(observer.observe))
    residents = len(model.residents)
    whole = sum(months[WARM:])
    found = {process: seconds / whole for process, seconds in shares.items()}
    return {
        "residents": residents,
        "synthesis_s": min(synthesis),
        "startup_s": startup,
        "burn_in_months": model.burn_in_months,
        "month_ms": float(np.median(months[WARM:])) * 1e3,
        "observe_ms": float(np.median(observing[WARM:])) * 1e3,
        "ns_per_resident_month": float(np.median(months[WARM:])) / residents * 1e9,
        "bytes_per_resident": array_bytes(model, observer) / residents,
        "resident_columns_bytes": sum(
            getattr(model.residents, column).itemsize for column in type(model.residents).__dataclass_fields__
        ),
        "tie_bytes": (model.population.tie_step.nbytes + model.population.tie_start.nbytes) / residents,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "share": dict(sorted(found.items(), key=lambda item: -item[1])),
    }


def oracle_part(name: str) -> dict[str, Any]:
    """The fast month of residents and courtyards against the same in plain Python and plain Mesa, in turn."""
    import govsim.model
    from benchmarks import plain_mesa
    from govsim.model import GovernanceModel
    from govsim.run import RulesOf
    from govsim.scenario import rules_in_force
    from tests.oracle import world as oracle

    place = place_of(SIZES[name])
    rounds = 5 if name == "69k" else 2
    scenario = scenario_of(place, WARM + rounds)
    initial = rules_in_force(scenario, place, scenario.start - 1)
    model = GovernanceModel(place, scenario.world, RulesOf(scenario, place), initial, scenario.months, 1, 1.0)
    fast = 0.0

    def clocked(process: Callable[[Any], None]) -> Callable[[Any], None]:
        def run(model: Any) -> None:
            nonlocal fast
            start = time.perf_counter()
            process(model)
            fast += time.perf_counter() - start

        run.__module__, run.__name__ = process.__module__, process.__name__
        return run

    govsim.model.MONTH = tuple(
        clocked(process) if f"{process.__module__.rpartition('.')[2]}.{process.__name__}" in oracle.MONTH else process
        for process in govsim.model.MONTH
    )
    for _ in range(WARM):
        model.step()
    slow = oracle.OracleWorld(model)
    found: dict[str, list[float]] = {"fast": [], "oracle": [], "mesa": []}
    for _ in range(rounds):
        fast = 0.0
        model.step()
        found["fast"].append(fast)
        slow.receive(model)
        found["oracle"].append(timed(lambda: oracle.month(slow)))
        found["mesa"].append(timed(lambda: plain_mesa.month(slow)))
    medians = {key: float(np.median(values)) for key, values in found.items()}
    return {
        "residents": len(model.residents),
        "fast_s": medians["fast"],
        "oracle_s": medians["oracle"],
        "mesa_s": medians["mesa"],
        "oracle_ratio": medians["oracle"] / medians["fast"],
        "mesa_ratio": medians["mesa"] / medians["fast"],
        "mesa_ns_per_resident_month": medians["mesa"] / len(model.residents) * 1e9,
    }


def whole_part() -> dict[str, Any]:
    """From `python` to the tables: the whole district, 108 months, in a fresh process."""
    code = "import govsim; govsim.simulate(govsim.load('jinjiang'), 1)"
    times = [timed(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(3)]
    helping = [sys.executable, "-m", "govsim", "--help"]
    help_times = [
        timed(lambda: subprocess.run(helping, check=True, stdout=subprocess.DEVNULL)) for _ in range(5)
    ]
    return {"run_s": float(np.median(times)), "help_s": float(np.median(help_times))}


def samples_part() -> dict[str, Any]:
    """Small worlds in a warm process: a run, one that starts like the last, and a pair; each time of a new seed."""
    import govsim

    found: dict[str, Any] = {}
    for sample in (0.05, 0.01):
        scenario = govsim.load("jinjiang", [f"sample={sample}"])
        govsim.simulate(scenario, 0)
        first = [timed(partial(govsim.simulate, scenario, seed)) for seed in range(1, 8)]
        found[f"run_{sample}_s"] = float(np.median(first))
    for detail in ("district", "street"):
        scenario = govsim.load("jinjiang", ["sample=0.05"])
        again = [timed(partial(govsim.simulate, scenario, 9, detail=detail)) for _ in range(8)][1:]
        found[f"run_started_{detail}_s"] = float(np.median(again))
    pair = [govsim.load(name, ["sample=0.02"]) for name in ("no_reform", "jinjiang")]

    def both(seed: int) -> None:
        for scenario in pair:
            govsim.simulate(scenario, seed, detail="street")

    both(0)
    found["pair_0.02_s"] = float(np.median([timed(partial(both, seed)) for seed in range(1, 8)]))
    return found


def sweep_part() -> dict[str, Any]:
    """Runs a minute of a paired sweep at sample 0.05 on all cores, stored, start of the workers not counted.

    The district alone, as sweeps store by default, the median of several sweeps, as the machine's speed changes
    from minute to minute; and streets and groups too, as comparisons do.
    """
    import govsim
    from govsim.experiment.runner import available_cores

    scenarios = [govsim.load(name, ["sample=0.05"]) for name in ("no_reform", "jinjiang")]
    sweeps = sorted((one_sweep(scenarios, "district") for _ in range(SWEEPS)), key=itemgetter("runs_per_minute"))
    return {
        "cores": available_cores(), "district": sweeps[SWEEPS // 2], "street": one_sweep(scenarios, "street"),
        "slowest": sweeps[0]["runs_per_minute"], "fastest": sweeps[-1]["runs_per_minute"],
    }


def one_sweep(scenarios: list[Any], detail: str) -> dict[str, float]:
    """Pairs of runs through the runner at a level of detail: runs a minute, and the share of the cores used.

    Runs are told of by the task, some at once, so that their speed is the slope of all of them against time.
    """
    import os

    from govsim.experiment.runner import Progress, available_cores, interleaved, run_pairs
    from govsim.experiment.store import Store

    stamps: list[float] = []

    def note(progress: Progress) -> None:
        if progress.month == 0:
            stamps.append(time.monotonic())

    with tempfile.TemporaryDirectory() as folder:
        started = os.times()
        run_pairs(interleaved(scenarios, range(PAIRS)), Store(Path(folder), detail), progress=note)
        ended = os.times()
    steady = stamps[STARTING : 1 - STARTING]
    used = (ended.user + ended.children_user + ended.system + ended.children_system) - (
        started.user + started.children_user + started.system + started.children_system)
    return {
        "runs_per_minute": float(np.polyfit(steady, np.arange(len(steady)), 1)[0]) * 60,
        "share_of_cores": used / (stamps[-1] - stamps[0]) / available_cores(),
    }


def memory_part() -> dict[str, Any]:
    """500 runs in one process: memory in use after 100 and after 500."""
    import govsim

    scenario = govsim.load("no_reform", ["sample=0.01", "end=2007-12-01"])

    def resident_mib() -> float:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * 4096 / 2**20

    seen = {}
    for number in range(1, 501):
        govsim.simulate(scenario, number)
        if number in (100, 300, 500):
            seen[str(number)] = resident_mib()
    return {"mib_after_runs": seen}


def bandwidth_part() -> dict[str, Any]:
    """Memory bandwidth of one core: a copy of half a gigabyte, read and written."""
    source = np.ones(1 << 26)
    target = np.zeros_like(source)
    best = min(timed(lambda: np.copyto(target, source)) for _ in range(7))
    return {"gb_per_s": 2 * source.nbytes / best / 1e9}


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "bandwidth": bandwidth_part,
    "whole": whole_part,
    "samples": samples_part,
    "sweep": sweep_part,
    "memory": memory_part,
    **{name: lambda name=name: size_part(name) for name in SIZES},  # type: ignore[misc]
    **{f"oracle {name}": lambda name=name: oracle_part(name) for name in ("69k", "690k")},  # type: ignore[misc]
}


def machine() -> dict[str, str]:
    """What it was measured on."""
    import os
    import platform
    from importlib.metadata import version

    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        cpu = next((line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line), cpu)
    libraries = {name: version(name) for name in ("numpy", "scipy", "mesa", "pandas", "dask")}
    cores, python = str(len(os.sched_getaffinity(0))), platform.python_version()
    return {"processor": cpu, "cores": cores, "python": python, **libraries}


def main() -> None:
    """Measure, then write the report."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.splitlines()[0])
    arguments.add_argument("--part", choices=list(PARTS), help="one part alone, printed as JSON")
    arguments.add_argument("--again", choices=list(PARTS), nargs="+", help="measure these parts again")
    given = arguments.parse_args()
    if given.part:
        print(json.dumps(PARTS[given.part]()))
        return
    kept = HERE / "speed.json"
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if given.again else {}
    found["machine"] = machine()
    parts = given.again or list(PARTS)
    for number, part in enumerate(parts, 1):
        print(f"{number} of {len(parts)}: {part}", file=sys.stderr)
        command = [sys.executable, "-m", "benchmarks.speed", "--part", part]
        found[part] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=HERE.parent).stdout)
        kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    from benchmarks.speed_report import write

    write(found, HERE)


if __name__ == "__main__":
    main()
