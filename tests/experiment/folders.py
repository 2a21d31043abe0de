"""A small folder of results of every kind, from made-up runs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govsim.experiment.analysis_folder import write_discovery, write_sensitivity
from govsim.experiment.attribute import attribute
from govsim.experiment.attribution_folder import write_attribution_folder
from govsim.experiment.compare import compare
from govsim.experiment.comparison_folder import write_comparison_folder
from govsim.experiment.discovery import discover, read_condition
from govsim.experiment.evaluate import evaluate
from govsim.experiment.evaluation_folder import write_evaluation_folder
from govsim.experiment.run_folder import write_run_folder
from govsim.experiment.sensitivity import sensitivity
from govsim.experiment.showcase import evaluate_showcase
from govsim.experiment.showcase_folder import write_showcase_folder
from govsim.experiment.store import Store
from govsim.experiment.study import load_study
from govsim.experiment.study_folder import write_study_manifest
from govsim.experiment.sweep import sweep
from govsim.experiment.sweep_results import swept
from govsim.scenario import load
from tests.experiment import made_up
from tests.experiment.fake import fake, scenario

BASE, REFORM = scenario("base"), replace(scenario("reform", 2), title="Reform", title_zh="改革")
KEPT = TemporaryDirectory(prefix="govsim-tests-")
KINDS = ("run", "compare", "sweep", "attribute", "evaluate", "showcase")

STUDY = """
title = "Study"
title_zh = "研究"
description = "What matters?"
description_zh = "什么重要？"
baseline = "no_reform"
scenarios = ["r2"]
set = ["end=2009-07-01"]
sample = 0.01
replications = 2
measures = ["satisfaction", "takeup"]

[design]
kind = "latin_hypercube"
points = 20

[[lever]]
name = "gate"
title = "gate"
title_zh = "准入"
set = "reform.task_admission.gate"
range = [0.0, 1.0]

[[uncertainty]]
name = "pull"
title = "pull"
title_zh = "吸引"
set = "world.channel_visible_pull"
values = [true, false]
"""


@cache
def made(kind: str) -> tuple[Path, Any]:
    """A folder of a kind, which no test may change, and what was written there; made once."""
    folder = Path(KEPT.name) / kind
    return folder, make(kind, folder, ("govsim", kind))


def copied(kind: str, folder: Path) -> Path:
    """A folder of a kind to do with as one likes."""
    return Path(shutil.copytree(made(kind)[0], folder / kind))


def make(kind: str, folder: Path, command: tuple[str, ...]) -> object:
    """Make a folder; what was written."""
    if kind == "run":
        runs = [fake(REFORM, seed) for seed in (4, 5)]
        for run in runs:
            Store(folder, "community").write(run)  # type: ignore[arg-type]
        write_run_folder(runs, folder, command)  # type: ignore[arg-type]
        return runs
    if kind == "compare":
        compared = compare(BASE, [REFORM], replications=3, out=folder, winners=["satisfaction"], simulate=fake)
        write_comparison_folder(compared, folder, command)
        return compared
    if kind == "attribute":
        parts = replace(REFORM, revisions=tuple(replace(REFORM.revisions[0], name=name) for name in ("a", "b")))
        attributed = attribute(parts, "a,b", replications=2, out=folder, simulate=fake)
        write_attribution_folder(attributed, folder, command)
        return attributed
    if kind == "evaluate":
        evaluated = evaluate(made_up.PILOT, measures=["satisfaction"], replications=2, out=folder, workers=1,
                             simulate=made_up.world(0.5))
        write_evaluation_folder(evaluated, folder, command)
        return evaluated
    if kind == "showcase":
        shown = evaluate_showcase(load("r2", ["end=2009-09-01"]), replications=2, out=folder, simulate=fake)
        write_showcase_folder(shown, folder, command)
        return shown
    return make_study(folder, command)


def make_study(folder: Path, command: tuple[str, ...]) -> object:
    """A study with both analyses; its tables."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder.parent / f"{folder.name}.toml"
    path.write_text(STUDY, encoding="utf-8")
    study = load_study(path)
    plan, failures = sweep(study, folder, simulate=fake)
    result, files = swept(study, plan, folder)
    write_study_manifest(folder, study, plan, failures, files, command)
    write_sensitivity(sensitivity(study, plan), folder, command)
    write_discovery(discover(study, plan, read_condition("satisfaction > 100", study.measures)), folder, command)
    return result
