"""The golden run: one small world's full results, kept to see that nothing changes unnoticed.

Every level is kept as a checksum a measure, one set for each combination of what decides the last bit:
NumPy, SciPy and the processor kernels that NumPy chose. The values of every December, courtyards left
out, are kept once, for all other combinations to be compared with to a tolerance.

`python -m tests.golden --why "..."` writes them anew and says why in the changelog;
`python -m tests.golden --add` adds checksums for the libraries at hand where the values agree.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import scipy

from govsim.experiment.parquet import connection, quoted, write_parquet
from govsim.run import simulate
from govsim.scenario import load

HERE = Path(__file__).parent
CHECKSUMS, VALUES = HERE / "checksums.json", HERE / "decembers.parquet"
CHANGELOG = HERE.parents[1] / "CHANGELOG.md"
SETTINGS, SEED = ("sample=0.01",), 20080601
TOLERANCE = 1e-4
"""Largest difference between library versions, as a share of a measure's largest value."""


def libraries() -> str:
    """What decides the last bit here."""
    kernels = np.lib.introspect.opt_func_info(func_name="^(exp|log|power)$", signature="float")
    chosen = sorted(f"{name} {kind} {found['current']}" for name, kinds in kernels.items()
                    for kind, found in kinds.items() if kind in ("ff", "dd", "fff", "ddd"))
    return f"numpy {np.__version__}, scipy {scipy.__version__}, {', '.join(chosen)}"


def results() -> dict[str, pd.DataFrame]:
    """The tables of the three reforms in the smallest district, by level."""
    return dict(simulate(load("jinjiang", sets=SETTINGS), SEED, detail="courtyard").tables)


def checksums(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Checksum of each column by "level.measure"."""
    return {
        f"{level}.{name}": hashlib.blake2b(
            np.ascontiguousarray(column.to_numpy(float)).tobytes()
            if column.dtype.kind == "f" else "\n".join(map(str, column)).encode(),
            digest_size=8,
        ).hexdigest()
        for level, table in tables.items() for name, column in table.items()
    }


def decembers(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every December at every level but courtyards, in long form."""
    parts = [
        table[table["month"].str.endswith("-12")].melt(["month", "unit"], var_name="measure").assign(level=level)
        for level, table in tables.items() if level != "courtyard"
    ]
    return pd.concat(parts, ignore_index=True)[["level", "measure", "unit", "month", "value"]]


def kept_checksums() -> dict[str, dict[str, str]]:
    """Checksums kept, by libraries."""
    return dict(json.loads(CHECKSUMS.read_text(encoding="utf-8"))["checksums"])


def reason() -> str:
    """Why the golden run was last written anew."""
    return str(json.loads(CHECKSUMS.read_text(encoding="utf-8"))["why"])


def kept_decembers() -> pd.DataFrame:
    """Values kept."""
    with connection() as database:
        return database.execute(f"SELECT * FROM read_parquet({quoted(VALUES)})").df()


def largest_difference(found: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    """By level and measure, the largest difference as a share of the measure's largest value."""
    keys = ["level", "measure", "unit", "month"]
    both = found.merge(kept, on=keys, how="outer", suffixes=("", "_kept"), validate="one_to_one")
    gap = (both["value"] - both["value_kept"]).abs()
    gap[both["value"].isna() != both["value_kept"].isna()] = np.inf
    size = both["value_kept"].abs().groupby([both["level"], both["measure"]]).transform("max").clip(lower=1e-9)
    return (gap.fillna(0.0) / size).groupby([both["level"], both["measure"]]).max()


def write(why: str) -> None:
    """Keep this run as the golden one; the changelog says why."""
    tables = results()
    write_parquet(decembers(tables), VALUES, {})
    _write_checksums(why, {libraries(): checksums(tables)})
    lines = CHANGELOG.read_text(encoding="utf-8").splitlines()
    heading = next(number for number, line in enumerate(lines) if line.startswith("## "))
    lines[heading + 1:heading + 1] = ["", f"- Golden run: {why}"]
    CHANGELOG.write_text("\n".join(lines) + "\n", encoding="utf-8")


def add() -> None:
    """Keep checksums for the libraries at hand; ValueError where the values do not agree."""
    tables = results()
    gaps = largest_difference(decembers(tables), kept_decembers())
    if gaps.max() > TOLERANCE:
        raise ValueError(f"values differ from the golden run: {gaps.nlargest(5).to_dict()}")
    _write_checksums(reason(), {**kept_checksums(), libraries(): checksums(tables)})


def _write_checksums(why: str, sums: dict[str, dict[str, str]]) -> None:
    text = json.dumps({"why": why, "checksums": sums}, indent=0, sort_keys=True, ensure_ascii=False)
    CHECKSUMS.write_text(text + "\n", encoding="utf-8")
