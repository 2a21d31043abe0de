"""The folder of a study: its tables, what analyses made of them, and a manifest that says what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.design import Design
from govsim.experiment.factor import Factor, Option
from govsim.experiment.manifest import scenarios_of, write_manifest
from govsim.experiment.plan import Plan, read_plan
from govsim.experiment.study import Study
from govsim.experiment.study_tables import Tables

if TYPE_CHECKING:
    from govsim.experiment.sweep_results import Swept


def write_study_manifest(
    folder: Path, study: Study, plan: Plan, failures: Mapping[str, str], files: Sequence[Path],
    command: Sequence[str] = (),
) -> None:
    """The study as resolved, its factors, seeds and failures; `files` are those of its tables."""
    content = {
        "study": {"name": study.name, "title": study.title, "title_zh": study.title_zh,
                  "description": study.description, "description_zh": study.description_zh, **study.resolved()},
        "factors": [written_factor(factor) for factor in study.factors],
        "baseline": study.baseline,
        "scenarios": [study.scenario(world, study.points[-1]).resolved() for world in study.worlds],
        "measures": list(study.measures),
        "horizon": study.horizon,
        "seeds": list(plan.seeds),
        "failed": failures,
    }
    runs = (plan.run(*at) for at in plan.runs())
    write_manifest(folder, "sweep", content, files, plan.store, runs, command=command)


def read_study_folder(folder: Path, manifest: Mapping[str, Any]) -> Swept:
    """The tables of a study, with what they are tables of."""
    from govsim.experiment.sweep_results import Swept

    plan, _ = read_plan(folder)
    told = manifest["study"]
    first, *others = told["worlds"]
    study = Study(
        name=told["name"], label=str(folder), title=told["title"], title_zh=told["title_zh"],
        description=told["description"], description_zh=told["description_zh"], baseline=manifest["baseline"],
        scenarios=tuple(others if manifest["baseline"] else [first, *others]), sets=tuple(told["sets"]),
        replications=len(plan.seeds), seed=plan.seeds.start, horizon=manifest["horizon"],
        measures=tuple(manifest["measures"]), detail=told["detail"], design=Design(**told["design"]),
        factors=tuple(read_factor(item) for item in manifest["factors"]), points=plan.points,
        titles={item.name: (item.title, item.title_zh or item.title) for item in scenarios_of(manifest)},
        plausible=plan.plausible,
    )
    return Swept(study, plan, dict(Tables([folder / name for name in manifest["files"]])))


def written_factor(factor: Factor) -> dict[str, Any]:
    """A factor as JSON takes it."""
    return {
        "name": factor.name, "title": factor.title, "title_zh": factor.title_zh, "lever": factor.lever,
        "paths": list(factor.paths), "kind": factor.kind, "low": factor.low, "high": factor.high, "log": factor.log,
        "steps": factor.steps,
        "options": [{"shown": option.shown, "sets": dict(option.sets)} for option in factor.options],
    }


def read_factor(item: Mapping[str, Any]) -> Factor:
    """The factor that `written_factor` wrote."""
    options = tuple(Option(option["shown"], tuple(option["sets"].items())) for option in item["options"])
    return Factor(**{**item, "paths": tuple(item["paths"]), "options": options})
