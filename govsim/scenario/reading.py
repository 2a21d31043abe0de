"""Reading: from a scenario file's name to a checked Scenario, or one error with every fault.

The file, the files it extends and the `--set` options are laid over each other (`layers`), then every
value is checked (`build`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path as FilePath
from types import MappingProxyType

from govsim.params import Fault, InputError, nearest
from govsim.scenario.build import Builder
from govsim.scenario.layers import Merged
from govsim.scenario.scenario import Scenario
from govsim.scenario.show import show
from govsim.scenario.source import Document, in_order, read_file, read_sets


@cache
def shipped() -> Mapping[str, FilePath]:
    """The scenarios that come with govsim, by name: from the package, or the folder of a checkout."""
    package = FilePath(str(files("govsim")))
    folder = package / "scenarios"
    if not folder.is_dir():
        folder = package.parent / "scenarios"
    return MappingProxyType({path.stem: path for path in sorted(folder.glob("*.toml"))})


def load(scenario: str | FilePath, sets: Sequence[str] = ()) -> Scenario:
    """The scenario of a file, or a shipped one by name, with `--set` options over it.

    InputError carries every fault found. A file is a path that ends in .toml.
    """
    merged = Merged()
    documents: list[Document] = []
    name = ""
    try:
        path = _locate(str(scenario), FilePath())
        name = path.stem
        documents = _chain(path, merged.faults)
        merged.whole = not merged.faults
    except InputError as error:
        merged.faults += error
    try:
        options = [read_sets(sets)] if sets else []
    except InputError as error:
        merged.faults += error
        options = []
    if not documents:
        raise InputError(in_order(merged.faults))
    for document in documents + options:
        merged.add(document)
    return Builder(merged, name, documents[-1].label).scenario()


def check(scenarios: Iterable[str | FilePath], sets: Sequence[str] = ()) -> tuple[Fault, ...]:
    """Every fault of several scenarios; empty when all can run."""
    faults: list[Fault] = []
    for scenario in scenarios:
        try:
            load(scenario, sets)
        except InputError as error:
            faults += error
    return tuple(dict.fromkeys(faults))


@lru_cache(maxsize=64)
def _locate(name: str, folder: FilePath) -> FilePath:
    """The file of a name: paths end in .toml and start from `folder`, other names are shipped."""
    if name.endswith(".toml"):
        return folder / name
    if name in shipped():
        return shipped()[name]
    known = f"shipped are {', '.join(shipped())}; the path of a file ends in .toml"
    raise InputError(f"no scenario {show(name)}; {known}" + nearest(name, shipped()))


def _chain(path: FilePath, faults: list[Fault]) -> list[Document]:
    """A file and the files it extends, the most basic first; stops at the first that cannot be read."""
    documents = [read_file(path)]
    seen = {_identity(path): str(path)}
    while "extends" in documents[0].table:
        entry = documents[0].entry("extends")
        if not isinstance(entry.value, str):
            faults.append(entry.fault("must be the name of a shipped scenario or the path of a file"))
            break
        try:
            path = _locate(entry.value, documents[0].folder)
            if _identity(path) in seen:
                circle = " -> ".join([*seen.values(), str(path)])
                faults.append(entry.fault(f"extends goes in a circle: {circle}"))
                break
            documents.insert(0, read_file(path))
        except InputError as error:
            faults += [fault if fault.where and "cannot be read" not in fault.message else entry.fault(fault.message)
                       for fault in error]
            break
        seen[_identity(path)] = str(path)
    return documents


def _identity(path: FilePath) -> str:
    """The same text for the same file, however it is written."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)
