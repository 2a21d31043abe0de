"""Repeat a run that failed, in this process, so that its error shows: `python -m govsim.experiment.rerun FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def rerun(record: Path) -> None:
    """Run the scenario and seed of a record in `failed/`; raises what the run raises."""
    from govsim.run import simulate
    from govsim.scenario import from_resolved

    failure = json.loads(record.read_text(encoding="utf-8"))
    simulate(from_resolved(failure["scenario"]), failure["seed"])


if __name__ == "__main__":
    rerun(Path(sys.argv[1]))
