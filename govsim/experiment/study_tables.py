"""The tables of a study as files: written in parts, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.manifest import MANIFEST
from govsim.experiment.parquet import connection, quoted, replaced, write_parts

if TYPE_CHECKING:
    import pandas as pd

ROWS_AT_ONCE = 500
"""Rows of a table that are text in memory while it is written."""


def write_tables(found: Mapping[str, Iterable[pd.DataFrame]], folder: Path) -> list[Path]:
    """Write `tables/outcomes.parquet` and the others as `tables/<name>.csv`, each from its parts; the files.

    The manifest of tables that were there before goes first: from here on it tells of what is no longer there.
    """
    (folder / MANIFEST).unlink(missing_ok=True)
    paths = []
    for name, parts in found.items():
        path = folder / "tables" / (f"{name}.parquet" if name == "outcomes" else f"{name}.csv")
        if name == "outcomes":
            write_parts(parts, path)
        else:
            with replaced(path) as hidden, hidden.open("w", encoding="utf-8", newline="") as opened:
                for number, part in enumerate(parts):
                    part.to_csv(opened, index=False, header=not number, lineterminator="\n", chunksize=ROWS_AT_ONCE)
        paths.append(path)
    return paths


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables among some files, each read when it is asked for and kept."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = {path.stem: path for path in paths if path.suffix in (".parquet", ".csv")}
        self.read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self.read:
            self.read[name] = read_table(self.paths[name])
        return self.read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def read_table(path: Path) -> pd.DataFrame:
    """A table of a study; only empty cells are missing values."""
    import pandas as pd

    if path.suffix == ".parquet":
        with connection() as database:
            found: pd.DataFrame = database.execute(f"SELECT * FROM read_parquet({quoted(path)})").df()
        return found
    told = {"value": str} if path.stem == "factors" else None
    return pd.read_csv(path, dtype=told, keep_default_na=False, na_values=[""])
