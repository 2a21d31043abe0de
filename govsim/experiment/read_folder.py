"""Read a finished folder of results back: of a run, a comparison or a study, or the tables of another analysis."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.compare import Comparison
from govsim.experiment.parquet import connection, quoted
from govsim.params import Fault, InputError
from govsim.scenario import from_resolved

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.sweep_results import Swept
    from govsim.run import Run

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Found:
    """What a folder holds: its `kind` ("run", "compare", "sweep", "tables"), the manifest, and the results.

    `comparison` is that of a comparison, or the course of the replications of a run; `runs`, `swept` and
    `tables` (of an attribution or an evaluation) are those of the other kinds.
    """

    kind: str
    folder: Path
    manifest: dict[str, Any]
    comparison: Comparison | None = None
    runs: tuple[Run, ...] = ()
    swept: Swept | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)


def manifest_of(folder: Path) -> tuple[str, dict[str, Any]]:
    """Kind of a folder, and its manifest; InputError where it is none that was finished."""
    if not folder.is_dir():
        raise InputError([Fault(str(folder), "is not a folder")])
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = "has no manifest.json: it is not a folder of results, or they are not finished"
        raise InputError([Fault(str(folder), message)]) from error
    except (OSError, ValueError) as error:
        raise InputError([Fault(str(path), f"the file cannot be read: {error}")]) from error
    if isinstance(manifest, dict) and "files" in manifest:
        if "scenario" in manifest and "baseline" in manifest:
            return "tables", manifest
        for key, kind in {"scenario": "run", "study": "sweep", "baseline": "compare"}.items():
            if key in manifest:
                return kind, manifest
    raise InputError([Fault(str(path), "is not a manifest of results that this version can read")])


def read_folder(folder: Path) -> Found:
    """Everything that a finished folder holds; InputError where files are missing or damaged."""
    kind, manifest = manifest_of(folder)
    read = {"run": read_run, "compare": read_comparison, "sweep": read_sweep, "tables": read_tables}[kind]
    try:
        return read(folder, manifest)
    except InputError:
        raise
    except Exception as error:
        message = f"the results cannot be read: {type(error).__name__}: {error}; `govsim verify` names what is damaged"
        raise InputError([Fault(str(folder), message)]) from error


def read_run(folder: Path, manifest: dict[str, Any]) -> Found:
    """The runs of one scenario, and their course."""
    from govsim.experiment.replicate import course
    from govsim.run import Run

    scenario = from_resolved(manifest["scenario"])
    tables = {Path(name).stem: parquet(folder / name) for name in manifest["files"]}
    runs = []
    for number, seed in enumerate(manifest["seeds"]):
        own = {level: table if "seed" not in table else table[table["seed"] == seed].drop(columns="seed")
               for level, table in tables.items()}
        notes = tuple((words[0], words[1]) for words in manifest.get("notes", [[]] * (number + 1))[number])
        runs.append(Run(scenario, seed, {level: table.reset_index(drop=True) for level, table in own.items()}, notes))
    return Found("run", folder, manifest, course(runs), tuple(runs))


def read_comparison(folder: Path, manifest: dict[str, Any]) -> Found:
    """A comparison, from its tables."""
    import pandas as pd

    frames = {
        name: pd.read_csv(folder / "tables" / f"{name}.csv", keep_default_na=True)
        for name in ("effects", "winners", "by_month", "street_months")
    }
    precision = folder / "tables" / "precision.csv"
    frames["effects"]["since"] = frames["effects"]["since"].fillna("")
    frames["winners"]["verdict"] = frames["winners"]["verdict"].fillna("")
    notes = {(note["en"], note["zh"]): int(note["runs"]) for note in manifest.get("notes", [])}
    baseline, *scenarios = (from_resolved(item) for item in [manifest["baseline"], *manifest["scenarios"]])
    found = Comparison(
        baseline, tuple(scenarios), tuple(manifest["seeds"]), manifest["horizon"], frames["effects"],
        frames["winners"], frames["by_month"], frames["street_months"], notes,
        pd.read_csv(precision) if "tables/precision.csv" in manifest["files"] else None,
    )
    return Found("compare", folder, manifest, found)


def read_sweep(folder: Path, manifest: dict[str, Any]) -> Found:
    """The tables of a study, with what they are tables of."""
    import pandas as pd

    from govsim.experiment.design import Design
    from govsim.experiment.factor import Factor, Option
    from govsim.experiment.plan import read_plan
    from govsim.experiment.study import Study
    from govsim.experiment.sweep_results import Swept

    plan, _ = read_plan(folder)
    told = manifest["study"]
    factors = tuple(
        Factor(**{**item, "paths": tuple(item["paths"]), "options": tuple(
            Option(option["shown"], tuple(option["sets"].items())) for option in item["options"]
        )})
        for item in manifest["factors"]
    )
    study = Study(
        name=told["name"], label=str(folder), title=told["title"], title_zh=told["title_zh"],
        description=told["description"], description_zh=told["description_zh"], baseline=manifest["baseline"],
        scenarios=tuple(told["worlds"][1:] if manifest["baseline"] else told["worlds"]), sets=tuple(told["sets"]),
        replications=len(plan.seeds), seed=plan.seeds.start, horizon=manifest["horizon"],
        measures=tuple(manifest["measures"]), detail=told["detail"], design=Design(**told["design"]),
        factors=factors, points=plan.points,
        titles=dict(zip(plan.worlds, ((item["about"]["title"], item["about"]["title_zh"] or item["about"]["title"])
                                      for item in manifest["scenarios"]), strict=True)),
    )
    tables: dict[str, pd.DataFrame] = {}
    for name in manifest["files"]:
        path = folder / name
        as_text = {"value": str} if path.stem == "factors" else None
        tables[path.stem] = parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, dtype=as_text)
    return Found("sweep", folder, manifest, swept=Swept(study, plan, tables))


def read_tables(folder: Path, manifest: dict[str, Any]) -> Found:
    """The tables of an attribution or an evaluation."""
    import pandas as pd

    tables = {Path(name).stem: pd.read_csv(folder / name) for name in manifest["files"]}
    return Found("tables", folder, manifest, tables=tables)


def parquet(path: Path) -> pd.DataFrame:
    """A table written by this program."""
    with connection() as database:
        return database.execute(f"SELECT * FROM read_parquet({quoted(path)})").df()

