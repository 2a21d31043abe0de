"""Sweeps that are killed, their speed, their memory, and how fast their runs are read: `benchmarks/sweeps.md`.

    python -m benchmarks.sweeps                                        # an hour or two on two cores; quiet ones, please
    python -m benchmarks.sweeps --runs 300 --sample 0.02               # a try of half an hour, printed only

    undisturbed  500 runs at sample 0.05 by `govsim sweep`: runs a minute, share of the cores
    killed       the same while a parent or a worker is killed at ten random moments; every file of a run and every
                 table must be the same, byte for byte
    memory       peak memory of the driver and of the workers in sweeps of 500 such runs and of 5,000
    reading      district series of 2,000 runs of nine years

Work is kept in `--folder`, so that the same command continues what was interrupted; `--again` begins parts anew.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import machine
from benchmarks.speed_report import BEGIN, END, table
from benchmarks.watched import Watched

HERE = Path(__file__).parent
PARTS = ("undisturbed", "killed", "memory", "reading")
FORM = 5
"""Raised where what is kept in the folder becomes another, so that nothing of before is taken for it."""
KILLS = 10
READ = 2000
SEEDS, FIRST_SEED = 10, 1
"""Seeds of the sweep that is killed and of short ones, and the first of them."""
TIMES = 10
"""How many times as many runs the long sweep has as a short one, and how many short ones it is compared with: a peak
is the most of many moments, and so many short sweeps have as many as the long one."""

KILLED = """
title = "Sweep that is killed"
baseline = "no_reform"
scenarios = ["jinjiang"]
set = ["end={end}"]
sample = {sample}
replications = {seeds}
measures = ["satisfaction", "takeup", "functional_coverage", "orgs_active"]

[design]
kind = "latin_hypercube"
points = {points}

[[lever]]
name = "gate"
set = "reform.task_admission.gate"
range = [0.0, 1.0]

[[lever]]
name = "audit"
set = "reform.supervision.audit_rate"
range = [0.0, 0.5]

[[uncertainty]]
name = "loss"
set = "world.loss_aversion"

[[uncertainty]]
name = "quit"
set = "world.quit_rate"
"""

@dataclass(frozen=True)
class Asked:
    """What to measure, and where the work is kept."""

    folder: Path
    runs: int
    months: int
    sample: float

    def study(self, name: str, text: str) -> list[str]:
        """The command that sweeps a study written into the folder."""
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return [sys.executable, "-m", "govsim", "sweep", f"{name}.toml", "--out", name, "--no-figures"]

    def killed_study(self, name: str) -> list[str]:
        """The study that is run twice."""
        year, month = divmod(self.months - 1, 12)
        end = f"{2007 + year}-{month + 1:02}-01"
        points = self.runs // (2 * SEEDS)
        return self.study(name, KILLED.format(end=end, sample=self.sample, points=points, seeds=SEEDS))

    def sweeps(self) -> Iterator[tuple[str, list[str]]]:
        """The sweeps whose memory is compared: which of them it is, "long", or "short" and a number, and its command.

        The short ones make the runs of the long one, each some of its seeds. Half of them come before it and half
        after, as what the machine does meanwhile matters.
        """
        command = self.killed_study("memory")
        for number in range(TIMES):
            if number == TIMES // 2:
                yield "long", [*command, "--replications", str(SEEDS * TIMES), "--seed", str(FIRST_SEED)]
            yield f"short {number}", [*command, "--seed", str(FIRST_SEED + SEEDS * number)]

    def files(self, name: str) -> dict[str, Path]:
        """Every stored run and table of a sweep, by its path in the sweep's folder."""
        root = self.folder / name
        found = [*root.glob("runs/*/[!.]*.parquet"), *root.glob("tables/*"), *root.glob("failed/*")]
        return {path.relative_to(root).as_posix(): path for path in found}

    def stored(self, name: str) -> int:
        """Runs stored so far."""
        return sum(1 for _ in (self.folder / name).glob("runs/*/[!.]*.parquet"))


def keep(found: Any, path: Path) -> None:
    """Write what was found so far, whole or not at all."""
    hidden = path.with_suffix(".new")
    hidden.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    hidden.replace(path)


def undisturbed(asked: Asked) -> dict[str, Any]:
    """One sweep from nothing to its end."""
    from govsim.experiment.runner import available_cores

    shutil.rmtree(asked.folder / "undisturbed", ignore_errors=True)
    sweep = Watched(asked.killed_study("undisturbed"), asked.folder)
    sweep.end()
    runs = asked.stored("undisturbed")
    return {
        "runs": runs, "seconds": sweep.seconds, "runs_per_minute": runs / sweep.seconds * 60,
        "cores": available_cores(), "share_of_cores": sweep.share_of_cores(available_cores()),
    }


def killed(asked: Asked) -> dict[str, Any]:
    """The same sweep, killed at random moments; what was killed when, and whether the results are the same."""
    command, chance = asked.killed_study("killed"), random.Random(20)
    log = asked.folder / "killed.json"
    kills: list[list[Any]] = json.loads(log.read_text()) if log.exists() else []
    if not kills:
        shutil.rmtree(asked.folder / "killed", ignore_errors=True)
    moments = sorted(chance.uniform(0.0, 0.9) * asked.runs for _ in range(KILLS))
    delays = [chance.uniform(0.0, 2.0) for _ in range(KILLS)]
    victims = [chance.choice(("parent", "worker")) for _ in range(KILLS)]
    sweep = Watched(command, asked.folder)
    for number in range(len(kills), KILLS):
        parent, running = victims[number] == "parent", sweep

        def reached(least: float = moments[number], parent: bool = parent, running: Watched = running) -> bool:
            return asked.stored("killed") >= least and (parent or bool(running.workers()))

        if not sweep.wait(reached):
            sys.exit("the sweep ended before it was killed often enough; ask for more --runs")
        time.sleep(delays[number])
        done = asked.stored("killed")
        if parent:
            sweep.kill()
            sweep = Watched(command, asked.folder)
        else:
            chance.choice(sweep.workers()).kill()
        kills.append([victims[number], done])
        keep(kills, log)
    sweep.end()
    one, other = asked.files("undisturbed"), asked.files("killed")
    same = [name for name in one if name in other and one[name].read_bytes() == other[name].read_bytes()]
    return {
        "kills": kills, "runs": asked.stored("killed"), "files": len(one), "same": len(same),
        "missing": len(set(one) - set(other)), "more": len(set(other) - set(one)),
    }


def memory(asked: Asked) -> dict[str, list[float]]:
    """Peak memory in MiB of the processes of short sweeps and a long one, by sweep: the driver, then every worker."""
    log = asked.folder / "memory.json"
    found: dict[str, list[float]] = json.loads(log.read_text()) if log.exists() else {}
    for name, command in asked.sweeps():
        if name in found:
            continue
        shutil.rmtree(asked.folder / "memory", ignore_errors=True)
        sweep = Watched(command, asked.folder)
        sweep.end()
        found[name] = [peak / 2**20 for peak in sweep.peak.values()]
        keep(found, log)
        print(name, asked.stored("memory"), found[name], file=sys.stderr)
    shutil.rmtree(asked.folder / "memory", ignore_errors=True)
    return found


def memory_table(found: dict[str, list[float]], runs: int) -> list[str]:
    """Short sweeps and the long one side by side."""
    kinds = {length: [peaks for name, peaks in found.items() if name.startswith(length)]
             for length in ("short", "long")}
    rows = []
    for what, of in (
        ("driver", lambda sweeps: [peaks[0] for peaks in sweeps]),
        ("largest worker process of a sweep", lambda sweeps: [max(peaks[1:]) for peaks in sweeps]),
        ("every worker process", lambda sweeps: [peak for peaks in sweeps for peak in peaks[1:]]),
    ):
        rows.append([what, *(spread(of(sweeps)) for sweeps in kinds.values())])
    heads = ["peak memory, MiB", f"{TIMES} sweeps of {runs:,} runs", f"one sweep of {runs * TIMES:,} runs"]
    return table(heads, rows)


def spread(peaks: list[float]) -> str:
    """How peaks lie, and how many they are."""
    if len(peaks) == 1:
        return f"{peaks[0]:.1f}"
    return f"{min(peaks):.1f} to {max(peaks):.1f}, median {statistics.median(peaks):.1f} ({len(peaks)})"


def reading(asked: Asked) -> dict[str, Any]:
    """Seconds to read the district series of 2,000 runs: copies of the runs made before, under names of their own."""
    import itertools

    from govsim.experiment.store import Store

    store = Store(asked.folder / "reading", "district")
    shutil.rmtree(store.folder, ignore_errors=True)
    sources = [path for name, path in asked.files("undisturbed").items() if name.startswith("runs/")]
    names = [f"{number:032x}" for number in range(READ)]
    for name, source in zip(names, itertools.cycle(sources), strict=False):
        store.path(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, store.path(name))
    found: dict[str, Any] = {"runs": READ, "mib": sum(store.path(name).stat().st_size for name in names) / 2**20}
    for key, measures in (("one", ["satisfaction"]), ("all", None)):
        started = time.perf_counter()
        frame = store.read(names, "district", measures)
        found[f"{key}_s"] = time.perf_counter() - started
        found["rows"], found[f"{key}_columns"] = len(frame), len(frame.columns) - 3
    shutil.rmtree(store.folder)
    return found


def report(found: dict[str, Any]) -> list[str]:
    """The measured part of the page."""
    told = found["machine"]
    lines = [f"Measured on {told['processor']}, {told['cores']} cores, Python {told['python']}, dask {told['dask']}, "
             f"numpy {told['numpy']}.", ""]
    whole, kills = found["undisturbed"], found["killed"]
    same = kills["same"] == kills["files"] and not kills["missing"] and not kills["more"]
    read = found["reading"]
    lines += table(["what", "measured"], [
        [f"{whole['runs']} runs of {found['months']} months at sample {found['sample']:g}, minutes",
         f"{whole['seconds'] / 60:.1f}"],
        ["runs a minute, start and tables included", f"{whole['runs_per_minute']:.0f}"],
        ["share of the cores used", f"{whole['share_of_cores']:.0%}"],
        [f"killed {len(kills['kills'])} times: files of runs and tables that are the same, byte for byte",
         f"{kills['same']} of {kills['files']}" + ("" if same else " (**not the same**)")],
        [f"reading one measure of {read['runs']:,} runs' district series ({read['rows']:,} rows), seconds",
         f"{read['one_s']:.1f}"],
        [f"reading all {read['all_columns']} measures of them ({read['mib']:.0f} MiB), seconds",
         f"{read['all_s']:.1f}"],
    ])
    lines += ["", *memory_table(found["memory"], found["runs"])]
    lines += ["", "Killed: " + ", ".join(f"{victim} at {done} runs" for victim, done in kills["kills"]) + "."]
    return lines


def main() -> None:
    """Measure, then write the page."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.sweeps", description=__doc__.splitlines()[0])
    arguments.add_argument("--folder", type=Path, default=Path("results/benchmark"), help="where the work is kept")
    arguments.add_argument("--months", type=int, default=108, help="months of a run, 40 to 108")
    arguments.add_argument("--runs", type=int, default=500, help="runs of the sweep that is killed: 40, 60, ...")
    arguments.add_argument("--sample", type=float, default=0.05)
    arguments.add_argument("--again", choices=PARTS, nargs="+", default=[], help="measure these parts anew")
    given = arguments.parse_args()
    if given.runs % (2 * SEEDS) or given.runs < 4 * SEEDS:
        arguments.error(f"--runs must be a multiple of {2 * SEEDS}, {4 * SEEDS} at least")
    given.folder.mkdir(parents=True, exist_ok=True)
    asked = Asked(given.folder.resolve(), given.runs, given.months, given.sample)
    kept = asked.folder / "found.json"
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    asked_for = {"form": FORM, "months": asked.months, "runs": asked.runs, "sample": asked.sample}
    same = {key: found.get(key) for key in asked_for} == asked_for
    if not same:
        found = {**asked_for, "machine": machine()}
    for part in given.again if same else PARTS:
        found.pop(part, None)
        (asked.folder / f"{part}.json").unlink(missing_ok=True)
    keep(found, kept)
    for part in PARTS:
        if part in found:
            continue
        print(part, file=sys.stderr)
        found[part] = globals()[part](asked)
        keep(found, kept)
    lines = report(found)
    print("\n".join(lines))
    if asked_for == {"form": FORM, "months": 108, "runs": 500, "sample": 0.05}:
        page = HERE / "sweeps.md"
        before, rest = page.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        page.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")
        keep(found, HERE / "sweeps.json")


if __name__ == "__main__":
    main()
