"""Repeat a run that failed, in this process, so that its error shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.params import Fault, InputError
from govsim.scenario import from_resolved

if TYPE_CHECKING:
    from govsim.scenario import Scenario


def rerun(record: Path, *, progress: Callable[[int, int], None] | None = None) -> tuple[Scenario, int]:
    """Run the scenario and seed of a record in `failed/`, at its detail, and return them; raises what the run raises.

    InputError where the file is no such record.
    """
    import govsim.run

    try:
        failure = json.loads(record.read_text(encoding="utf-8"))
        scenario, seed, detail = from_resolved(failure["scenario"]), int(failure["seed"]), str(failure["detail"])
    except OSError as error:
        raise InputError([Fault(str(record), f"the file cannot be read: {error.strerror or error}")]) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError([Fault(str(record), "is not the record of a run that failed")]) from error
    govsim.run.simulate(scenario, seed, detail=detail, progress=progress)
    return scenario, seed
