"""Old quick runs go when there is no more room; what was used of late stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

from govsim.dashboard.tidy import size, tidy


def test_the_oldest_go_first(tmp_path: Path) -> None:
    for number in range(6):
        path = tmp_path / "runs" / f"{number}" / f"{number}.parquet"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (time.time() - 10_000 + number,) * 2)
    (tmp_path / "note.json").write_text("{}")
    assert size(tmp_path) == 600 and size(tmp_path / "nowhere") == 0
    assert tidy(tmp_path, most=600) == 0
    assert tidy(tmp_path, most=350) == 3
    assert sorted(path.stem for path in tmp_path.rglob("*.parquet")) == ["3", "4", "5"]
    assert tidy(tmp_path, most=0, spared=20_000) == 0
    assert tidy(tmp_path / "nowhere") == 0
