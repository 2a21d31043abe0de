"""Studies by name: the shipped ones, and those of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from govsim.experiment.study.reading import KEYS, StudyReader
from govsim.experiment.study.study import Study, unvaried
from govsim.params import Fault, InputError, nearest
from govsim.scenario.layers import TOP
from govsim.scenario.show import show
from govsim.scenario.source import read_file


@cache
def shipped_studies() -> Mapping[str, Path]:
    """The studies that come with govsim, by name: from the package, or the folder of a checkout."""
    package = Path(str(files("govsim")))
    folder = package / "experiments"
    if not folder.is_dir():
        folder = package.parent / "experiments"
    return MappingProxyType({path.stem: path for path in sorted(folder.glob("*.toml"))})


def load_study(
    study: str | Path, *, sets: Sequence[str] = (), sample: float | None = None, replications: int | None = None,
    seed: int | None = None, worlds: int | None = None,
) -> Study:
    """The study of a file, or a shipped one by name, with options of the command line over it.

    InputError carries every fault found, or that the file is a scenario. A file is a path that ends in .toml.
    """
    name = str(study)
    if not name.endswith(".toml"):
        if name not in shipped_studies():
            known = f"shipped are {', '.join(shipped_studies())}; the path of a file ends in .toml"
            raise InputError(f"no study {show(name)}; {known}" + nearest(name, shipped_studies()))
        name = str(shipped_studies()[name])
    document = read_file(Path(name))
    if is_scenario(set(document.table)):
        message = "is a scenario, not a study; run it with `govsim run`, or name it under `scenarios` in a study"
        raise InputError([Fault(document.label, message)])
    unvaried.cache_clear()  # files of scenarios may have changed
    return StudyReader(document, sets, sample, replications, seed, worlds).study(Path(name).stem)


def is_scenario(keys: set[str]) -> bool:
    """Whether a file with these keys has some that only scenarios have, and none that only studies have."""
    return bool(keys & (set(TOP) - set(KEYS))) and not keys & (set(KEYS) - set(TOP))


def is_study(name: str) -> bool:
    """Whether a name is that of a shipped study, or a file that has what only studies have."""
    if not name.endswith(".toml"):
        return name in shipped_studies()
    try:
        table = read_file(Path(name)).table
    except InputError:
        return False
    return bool({"scenarios", "design", "lever", "uncertainty"} & set(table))
