"""Export: a table of a folder as CSV that spreadsheet programs open, also in Chinese."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.parquet import replaced
from govsim.experiment.read_folder import Found
from govsim.measures import MEASURES
from govsim.params import Fault, InputError, nearest
from govsim.report.texts import TEXTS

if TYPE_CHECKING:
    import pandas as pd

FIRST = ("district", "effects", "levels", "shares", "summary")
"""Tables of which the first that a folder has is exported unless another is named."""

COLUMNS = {
    "seed": "种子", "month": "月份", "unit": "单元", "scenario": "情景", "measure": "指标", "baseline": "基准",
    "outcome": "结果", "effect": "效应", "low": "区间下限", "high": "区间上限", "positive": "效应为正的概率",
    "reduction": "配对使方差降低的倍数", "still_needed": "尚需配对数", "pairs": "配对数", "since": "首次出现差异的月份",
    "run_effect": "全程平均效应", "run_low": "全程区间下限", "run_high": "全程区间上限", "level": "层级",
    "verdict": "判断",
    "quantity": "量", "q05": "5%分位", "q25": "25%分位", "q50": "中位数", "q75": "75%分位", "q95": "95%分位",
    "street": "街道", "point": "设计点", "mean": "均值", "runs": "模拟次数", "factor": "因素", "value": "取值",
    "part": "部分", "parts": "组合", "size": "部分数", "after": "先于其实施", "orders": "顺序数", "order": "顺序",
    "position": "位次", "of_total": "占总效应", "least": "最小", "most": "最大", "estimator": "估计方法",
    "estimate": "估计值", "truth": "真实效应", "replications": "重复次数", "units": "单元数", "bias": "偏差",
    "selection": "地点本身不同", "spillover": "对未实施地点的影响", "anticipation": "实施前的影响",
    "weighting": "权重不均", "coverage": "区间包含真实效应", "power": "发现有效应", "false_alarms": "无改革时也发现",
    "points": "设计点数", "wanted": "要求的半宽", "reached": "是否达到", "needed": "约需配对数",
}
"""Columns of the tables in Chinese; measures have their own titles."""


def tables(found: Found) -> dict[str, pd.DataFrame]:
    """Every table of a folder by name."""
    if found.kind == "run":
        import pandas as pd

        return {level: pd.concat([run.tables[level].assign(seed=run.seed) for run in found.runs], ignore_index=True)
                for level in found.runs[0].tables}
    if found.kind == "tables":
        return found.tables
    if found.swept is not None:
        return dict(found.swept.tables)
    assert found.comparison is not None
    return found.comparison.tables()


def export(found: Found, path: Path, table: str | None = None, lang: str = "en") -> tuple[str, int]:
    """Write one table as CSV (UTF-8 with a mark that spreadsheet programs know); its name and number of rows.

    In Chinese, columns, measures, scenarios, streets and groups have their Chinese names. Raises
    InputError where the file exists, the folder of the file does not, or the table is not there.
    """
    known = tables(found)
    name = table or next((first for first in FIRST if first in known), next(iter(known)))
    faults = []
    if name not in known:
        faults.append(Fault("--table", f"{name!r} is not in this folder; it has {', '.join(known)}"
                            + nearest(name, known)))
    if path.exists():
        faults.append(Fault(str(path), "exists already; name another file, or delete it"))
    if not path.parent.is_dir():
        faults.append(Fault(str(path.parent), "is not a folder"))
    if faults:
        raise InputError(faults)
    frame = in_chinese(found, known[name]) if lang == "zh" else known[name]
    with replaced(path) as hidden:
        frame.to_csv(hidden, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return name, len(frame)


def in_chinese(found: Found, frame: pd.DataFrame) -> pd.DataFrame:
    """A table with Chinese headings and names."""
    from govsim.scenario import from_resolved

    manifest = found.manifest
    told = list(manifest["scenarios"]) if found.kind in ("compare", "sweep") else [manifest["scenario"]]
    told += [manifest["baseline"]] if found.kind in ("compare", "tables") else []
    scenarios = [from_resolved(item) for item in told]
    names = {item.name: item.title_zh for item in scenarios} | {key: known.title_zh for key, known in MEASURES.items()}
    names |= units(scenarios[0].place)
    words = {"gains": "受益", "loses": "受损", "unclear": "不明确", "effect": "效应", "level": "水平",
             "horizon": "期末", "run": "全程", "street": "街道", "group": "居民群体"}
    result = frame.copy()
    for column in ("unit", "street", "scenario", "measure", "verdict", "quantity", "level"):
        if column in result:
            result[column] = result[column].map(lambda value: names.get(value, words.get(value, value)))
    factors = {factor.name: factor.title_zh for factor in found.swept.study.factors} if found.swept else {}
    if "factor" in result:
        result["factor"] = result["factor"].map(lambda value: factors.get(value, value))
    headings = {name: f"{known.title_zh}（{known.unit}）" for name, known in MEASURES.items()} | COLUMNS | factors
    return result.rename(columns=headings)


def units(place: str) -> dict[str, str]:
    """Streets, communities and resident groups in Chinese."""
    from govsim.place import load_place

    loaded = load_place(place)
    names = {street.name: street.name_zh for street in loaded.streets}
    names |= {community.name: community.name_zh for community in loaded.communities}
    names |= {f"kind:{kind.kind}": kind.title_zh for kind in loaded.kinds}
    names |= {name: words[1] for name, words in TEXTS.items() if ":" in name}
    return names | {"district": "全区"}

