"""Read a finished folder of results back, whatever made it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import read_manifest, scenarios_of, wrong_files
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.attribute import Attribution
    from govsim.experiment.compare import Comparison
    from govsim.experiment.discovery import Discovery
    from govsim.experiment.evaluate import Evaluation
    from govsim.experiment.ledger import Ledger
    from govsim.experiment.sensitivity import Sensitivity
    from govsim.experiment.showcase import Showcase
    from govsim.experiment.sweep_results import Swept
    from govsim.experiment.twins import Twins
    from govsim.experiment.validate import Validation
    from govsim.run import Run
    from govsim.scenario import Scenario

    Results = Comparison | Swept | Attribution | Evaluation | Showcase | Twins | Validation | Ledger | None


@dataclass(frozen=True)
class Found:
    """What a folder holds: its manifest, the results, and the tables by name.

    The results of the folder of a run are the course of its replications, which are the `runs`; a study
    may have been analysed; of a calibration there are only the tables.
    """

    folder: Path
    manifest: dict[str, Any]
    scenarios: tuple[Scenario, ...]
    results: Results
    tables: dict[str, pd.DataFrame]
    runs: tuple[Run, ...] = ()
    sensitivity: Sensitivity | None = None
    discoveries: tuple[Discovery, ...] = ()
    analyses: tuple[dict[str, Any], ...] = ()
    """What the analyses of a study noted of themselves."""

    @property
    def kind(self) -> str:
        """One of `govsim.experiment.manifest.KINDS`."""
        return str(self.manifest["kind"])


def read_folder(folder: Path) -> Found:
    """Everything that a finished folder holds; InputError where files are missing, or not as they were written."""
    from govsim.experiment.analysis_folder import files_of

    manifest = read_manifest(folder)
    advice = "`govsim verify` names what is damaged"
    try:
        if wrong := [name for _, name in wrong_files(folder, files_of(folder, manifest))]:
            message = f"the results cannot be read: missing or not as written: {', '.join(wrong)}"
            raise InputError([Fault(str(folder), f"{message}; {advice}")])
        return READERS[manifest["kind"]](folder, manifest)
    except InputError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise InputError([Fault(str(folder), f"the results cannot be read: {reason}; {advice}")]) from error


def found(folder: Path, manifest: dict[str, Any], results: Results, tables: dict[str, Any], **more: Any) -> Found:
    """A folder with its scenarios."""
    return Found(folder, manifest, tuple(scenarios_of(manifest)), results, tables, **more)


def read_run(folder: Path, manifest: dict[str, Any]) -> Found:
    """Replications of a scenario; each table has their seed as its last column."""
    import pandas as pd

    from govsim.experiment.replicate import course
    from govsim.experiment.run_folder import read_run_folder

    runs = read_run_folder(folder, manifest)
    tables = {level: pd.concat([run.tables[level].assign(seed=run.seed) for run in runs], ignore_index=True)
              for level in runs[0].tables}
    return found(folder, manifest, course(runs), tables, runs=runs)


def read_comparison(folder: Path, manifest: dict[str, Any]) -> Found:
    """A comparison."""
    from govsim.experiment.comparison_folder import read_comparison_folder

    results = read_comparison_folder(folder, manifest)
    return found(folder, manifest, results, results.tables())


def read_study(folder: Path, manifest: dict[str, Any]) -> Found:
    """A study, with what analyses made of it."""
    from govsim.experiment.analysis_folder import analyses, read_discoveries, read_sensitivity
    from govsim.experiment.study_folder import read_study_folder

    results = read_study_folder(folder, manifest)
    sensitivity, discoveries = read_sensitivity(folder, results.study), read_discoveries(folder, results.study)
    tables = dict(results.tables)
    if sensitivity is not None:
        tables |= {"indices": sensitivity.indices, "variance": sensitivity.variance}
    tables |= {f"{item.scenario}_{item.condition.file_name}": item.table for item in discoveries}
    return found(folder, manifest, results, tables, sensitivity=sensitivity, discoveries=discoveries,
                 analyses=tuple(note for _, note in analyses(folder)))


def read_attribution(folder: Path, manifest: dict[str, Any]) -> Found:
    """An attribution."""
    from govsim.experiment.attribution_folder import read_attribution_folder

    results = read_attribution_folder(folder, manifest)
    return found(folder, manifest, results, dict(results.frames))


def read_evaluation(folder: Path, manifest: dict[str, Any]) -> Found:
    """An evaluation of a pilot or rollout."""
    from govsim.experiment.evaluation_folder import read_evaluation_folder

    results = read_evaluation_folder(folder, manifest)
    return found(folder, manifest, results, results.tables())


def read_showcase(folder: Path, manifest: dict[str, Any]) -> Found:
    """An evaluation of demonstration courtyards."""
    from govsim.experiment.showcase_folder import read_showcase_folder

    results = read_showcase_folder(folder, manifest)
    return found(folder, manifest, results, {"showcase": results.by_month})


def read_twins(folder: Path, manifest: dict[str, Any]) -> Found:
    """An agent traced in two worlds."""
    from govsim.experiment.twins_folder import read_twins_folder

    return found(folder, manifest, read_twins_folder(folder, manifest), tables_in(folder, manifest))


def read_validation(folder: Path, manifest: dict[str, Any]) -> Found:
    """A validation."""
    from govsim.experiment.validation_folder import read_validation_folder

    results = read_validation_folder(folder, manifest)
    return found(folder, manifest, results, results.tables())


def read_ledger(folder: Path, manifest: dict[str, Any]) -> Found:
    """An evidence ledger."""
    from govsim.experiment.ledger import read_ledger

    return found(folder, manifest, read_ledger(folder), tables_in(folder, manifest))


def read_calibration(folder: Path, manifest: dict[str, Any]) -> Found:
    """The tables of a calibration, and the plausible worlds."""
    return found(folder, manifest, None, tables_in(folder, manifest))


def tables_in(folder: Path, manifest: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """Every table that the manifest lists as a CSV file."""
    import pandas as pd

    return {Path(name).stem: pd.read_csv(folder / name) for name in manifest["files"] if name.endswith(".csv")}


READERS = {
    "run": read_run, "compare": read_comparison, "sweep": read_study, "attribute": read_attribution,
    "evaluate": read_evaluation, "showcase": read_showcase, "explain-agent": read_twins, "validate": read_validation,
    "ledger": read_ledger, "calibrate": read_calibration,
}
