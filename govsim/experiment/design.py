"""Designs: at which points of its factors a study runs.

    factorial        every combination of all values (`steps` of a range, evenly spaced)
    latin_hypercube  `points` that divide every factor evenly; `seed`
    sobol            for Sobol indices, Saltelli's scheme: `base` (a power of 2) times (factors + 2) points,
                     or times (2 x factors + 2) with `second_order`; `seed`
    morris           for screening, one factor at a time: `trajectories` times (factors + 1) points on a
                     grid of `levels`; `seed`
    list             the rows of a CSV `file`, one column a factor

Sobol's and Morris's points are SALib's, which also analyses them.
"""

from __future__ import annotations

import csv
import itertools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt

from govsim.experiment.factor import Point
from govsim.params import Fault, InputError, nearest
from govsim.scenario.source import Entry

if TYPE_CHECKING:
    from govsim.experiment.factor import Factor

KINDS = ("factorial", "latin_hypercube", "sobol", "morris", "list")

ALLOWED: dict[str, dict[str, tuple[int, int, int]]] = {
    "factorial": {},
    "latin_hypercube": {"points": (2, 100_000, 100), "seed": (0, 999_999_999, 1)},
    "sobol": {"base": (2, 2**16, 64), "seed": (0, 999_999_999, 1)},
    "morris": {"trajectories": (2, 10_000, 20), "levels": (2, 100, 4), "seed": (0, 999_999_999, 1)},
    "list": {},
}
"""Whole numbers of a design: smallest, largest, default."""

MOST_POINTS = 1_000_000

SEPARATORS = ";\t，；"
"""What stands between cells where somebody meant a comma."""

GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
"""A number as spreadsheet programs show it, as in 6,500,000."""


@dataclass(frozen=True)
class Design:
    """How the points were chosen; numbers that a kind does not use are 0."""

    kind: str
    points: int = 0
    base: int = 0
    second_order: bool = False
    trajectories: int = 0
    levels: int = 0
    seed: int = 0
    file: str = ""

    def resolved(self) -> dict[str, Any]:
        """As JSON, without what it does not use."""
        return {key: value for key, value in asdict(self).items() if value}

    @property
    def drawn(self) -> bool:
        """Whether a range gives values from anywhere in it, and not a few steps."""
        return self.kind in ("latin_hypercube", "sobol")

    def units(self, factors: int) -> npt.NDArray[np.float64]:
        """The points of a sampled design, from 0 to 1, shape (points, factors)."""
        if self.kind == "latin_hypercube":
            from scipy.stats import qmc

            return np.asarray(qmc.LatinHypercube(factors, rng=np.random.default_rng(self.seed)).random(self.points))
        problem = problem_of([f"x{number}" for number in range(factors)])
        if self.kind == "sobol":
            sample = needed("SALib.sample.sobol", "sensitivity")
            found = sample.sample(problem, self.base, calc_second_order=self.second_order, seed=self.seed)
        else:
            sample = needed("SALib.sample.morris", "sensitivity")
            found = sample.sample(problem, self.trajectories, num_levels=self.levels, seed=self.seed)
        return np.asarray(found, dtype=np.float64)


def problem_of(names: Sequence[str]) -> dict[str, Any]:
    """Factors as SALib takes them, each from 0 to 1."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def needed(module: str, extra: str) -> Any:
    """A module of an optional library; InputError says how to install it."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise InputError(f"{library} is not installed; install it with: pip install 'govsim[{extra}]'") from error


class SampledPoints(Sequence[Point]):
    """The points of a sampled design: where they stand is kept, their values are made when they are asked for."""

    def __init__(self, factors: tuple[Factor, ...], units: npt.NDArray[np.float64]) -> None:
        self.factors, self.units = factors, units

    def __len__(self) -> int:
        return len(self.units)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    @overload
    def __getitem__(self, at: int) -> Point: ...

    @overload
    def __getitem__(self, at: slice) -> SampledPoints: ...

    def __getitem__(self, at: int | slice) -> Point | SampledPoints:
        if isinstance(at, slice):
            return SampledPoints(self.factors, self.units[at])
        return tuple(factor.value(unit) for factor, unit in zip(self.factors, self.units[at].tolist(), strict=True))

    def column(self, number: int) -> list[Any]:
        """Values of one factor at every point; those of others are not made."""
        return [self.factors[number].value(unit) for unit in self.units[:, number].tolist()]


def read_design(
    entry: Entry | None, label: str, factors: Sequence[Factor], faults: list[Fault]
) -> tuple[Design, Sequence[Point]]:
    """The design of a study (a factorial unless it says otherwise) and its points; faults are noted."""
    design = Design("factorial") if entry is None else checked(entry, faults)
    if design is None or faults:
        return Design("factorial"), ()
    at = label if entry is None else entry.where()
    if not factors and design.kind != "factorial":
        faults.append(Fault(at, "this design needs at least one [[lever]] or [[uncertainty]]"))
        return design, ()
    if design.kind == "factorial":
        count = int(np.prod([len(factor.values) for factor in factors], dtype=object))
        if count > MOST_POINTS:
            faults.append(Fault(at, f"{count:,} combinations; at most {MOST_POINTS:,} are allowed"))
            return design, ()
        return design, tuple(itertools.product(*(factor.values for factor in factors)))
    if design.kind == "list":
        assert entry is not None
        return design, read_points(entry, factors, faults)
    try:
        units = design.units(len(factors))
    except InputError as error:
        faults += error
        return design, ()
    return design, SampledPoints(tuple(factors), units)


def checked(entry: Entry, faults: list[Fault]) -> Design | None:
    """The table `[design]`; None after a fault."""
    before = len(faults)
    if not isinstance(entry.value, dict):
        faults.append(entry.fault("must be a table, as in [design]"))
        return None
    kind = entry.value.get("kind", "factorial")
    if kind not in KINDS:
        faults.append(entry.below("kind").fault(f"must be one of {', '.join(KINDS)}" + nearest(kind, KINDS)))
        return None
    numbers = ALLOWED[kind]
    others = {"sobol": ("second_order",), "list": ("file",)}.get(kind, ())
    allowed = ("kind", *numbers, *others)
    values: dict[str, Any] = {key: default for key, (_, _, default) in numbers.items()}
    for key, value in entry.value.items():
        at = entry.below(key)
        if key not in allowed:
            faults.append(at.fault(f"unknown key; allowed are {', '.join(allowed)}" + nearest(key, allowed), False))
        elif key in numbers:
            low, high, _ = numbers[key]
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                faults.append(at.fault(f"must be a whole number from {low} to {high}"))
            values[key] = value
        elif key == "second_order":
            if not isinstance(value, bool):
                faults.append(at.fault("must be true or false"))
            values[key] = value
        elif key == "file":
            values[key] = value
    if kind == "sobol" and isinstance(values["base"], int) and values["base"] & (values["base"] - 1):
        faults.append(entry.below("base").fault("must be a power of 2"))
    if kind == "morris" and isinstance(values["levels"], int) and values["levels"] % 2:
        faults.append(entry.below("levels").fault("must be an even number"))
    if kind == "list" and not (isinstance(values.get("file"), str) and values["file"]):
        faults.append(entry.fault("`file` is missing: the path of a CSV file", False))
    return Design(kind, **values) if len(faults) == before else None


def read_points(entry: Entry, factors: Sequence[Factor], faults: list[Fault]) -> tuple[Point, ...]:
    """The rows of a CSV file, one column a factor; values are read as TOML reads them, else as text.

    Rows without anything in them, as spreadsheet programs leave behind, are passed over.
    """
    path = Path(entry.document.folder / entry.value["file"])
    names = [factor.name for factor in factors]
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened)
            found = ((reader.line_num, [cell.strip() for cell in row]) for row in reader)
            rows = list(itertools.islice(((line, row) for line, row in found if any(row)), MOST_POINTS + 2))
    except UnicodeDecodeError:
        faults.append(entry.below("file").fault("the file cannot be read: not UTF-8 text; save it as CSV UTF-8"))
        return ()
    except (OSError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        faults.append(entry.below("file").fault(f"the file cannot be read: {reason}"))
        return ()
    if len(rows) < 2:
        faults.append(Fault(str(path), "holds no points"))
        return ()
    first, header = rows[0]
    if len(header) == 1 and any(sign in header[0] for sign in SEPARATORS):
        faults.append(Fault(f"{path}:{first}", "the cells of a row must be separated by commas"))
        return ()
    for name in header:
        if name not in names:
            faults.append(Fault(f"{path}:{first}", f"unknown column {name!r}; allowed are {', '.join(names)}"
                                + nearest(name, names)))
    for name in names:
        if header.count(name) != 1:
            faults.append(Fault(f"{path}:{first}", f"the column {name!r} must be there once"))
    if faults:
        return ()
    points = []
    for number, row in rows[1:]:
        if len(row) != len(header):
            faults.append(Fault(f"{path}:{number}", f"cells: {len(row)}, in the header: {len(header)}"))
            continue
        cells = {name: value_of(cell) for name, cell in zip(header, row, strict=True)}
        for factor in factors:
            message = factor.fault(cells[factor.name])
            if message is not None:
                grouped = GROUPED.fullmatch(str(cells[factor.name]))
                message += "; write numbers without separators of thousands" if grouped else ""
                faults.append(Fault(f"{path}:{number}", f"{factor.name}: {message}"))
        points.append(tuple(cells[name] for name in names))
    return tuple(points)


def value_of(cell: str) -> Any:
    """A cell of a CSV file: a number, true or false, a date as text, or text.

    >>> value_of("2.5"), value_of("TRUE"), value_of("2008-06-01"), value_of("nobody")
    (2.5, True, '2008-06-01', 'nobody')
    """
    import datetime

    if cell.casefold() in ("true", "false"):
        return cell.casefold() == "true"

    try:
        found = tomllib.loads(f"value = {cell}")
    except tomllib.TOMLDecodeError:
        return cell
    value = found["value"] if len(found) == 1 else cell
    return value.isoformat() if isinstance(value, datetime.date) else value
