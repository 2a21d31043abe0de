"""Export: a table of a folder as CSV that spreadsheet programs open, also in Chinese."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.parquet import file_faults, replaced
from govsim.experiment.sweep_results import Swept
from govsim.measures import MEASURES
from govsim.params import Fault, InputError, declared, nearest
from govsim.report.state_words import STATE, state_word, tier_word
from govsim.report.texts import TEXTS
from govsim.units import UNITS_ZH
from govsim.world import World

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.read_folder import Found

FIRST = {
    "run": ("district",), "compare": ("effects",), "sweep": ("effects", "levels"), "attribute": ("shares",),
    "evaluate": ("summary",), "showcase": ("showcase",),
    "explain-agent": ("chain",), "validate": ("signatures",), "ledger": ("ledger",), "calibrate": ("parameters",),
}
"""Tables of each kind of folder, of which the first that is there is exported unless another is named."""

COLUMNS = {
    "seed": "种子", "month": "月份", "unit": "单元", "scenario": "情景", "measure": "指标", "baseline": "基准",
    "outcome": "结果", "effect": "效应", "low": "区间下限", "high": "区间上限", "positive": "效应为正的概率",
    "worlds_low": "合理世界下限（90%）", "worlds_high": "合理世界上限（90%）", "worlds_share": "方差中来自世界的份额",
    "reduction": "配对使方差降低的倍数", "still_needed": "尚需配对数", "pairs": "配对数", "since": "首次出现差异的月份",
    "run_effect": "首次出现差异以来的平均效应", "run_low": "首次出现差异以来的区间下限",
    "run_high": "首次出现差异以来的区间上限", "level": "层级",
    "verdict": "判断", "quantity": "量", "q05": "5%分位", "q25": "25%分位", "q50": "中位数", "q75": "75%分位",
    "q95": "95%分位", "street": "街道", "point": "设计点", "mean": "均值", "runs": "模拟次数", "factor": "因素",
    "value": "取值", "points": "设计点数", "part": "部分", "parts": "组成部分", "of_total": "占总效应的份额",
    "least": "各顺序中最小", "most": "各顺序中最大", "size": "部分数", "after": "在其之后加入", "orders": "顺序数",
    "order": "加入顺序", "position": "位次", "index": "指数", "share": "占方差的份额", "case": "条件成立",
    "inside": "在方框内", "estimator": "估计方法", "replications": "重复次数", "units": "单元数", "truth": "真实效应",
    "estimate": "估计值", "bias": "偏差", "selection": "地点本身不同", "spillover": "对未实施地点的影响",
    "anticipation": "实施前的影响", "weighting": "权重不均", "coverage": "区间包含真实效应的比例",
    "power": "发现有效应的比例", "false_alarms": "无改革时也发现的比例", "nothing": "无改革世界",
    "world": "世界", "variable": "数值", "sphere": "何处", "process": "过程", "differ": "不同的行数", "of": "总行数",
    "because_of": "起因", "revisions": "规则修订", "run": "模拟编号", "wanted": "要求的半宽", "reached": "是否达到",
    "needed": "约需配对数", "name": "名称", "use": "用途", "below": "容差（下）", "above": "容差（上）",
    "sense": "方向", "median": "中位数", "met": "在容差内的模拟比例", "passed": "通过", "kind": "类别",
    "appears": "出现的模拟比例",
    "number": "条件序号", "counted": "计入", "words": "条件（英文）", "words_zh": "条件", "title": "名称（英文）",
    "title_zh": "中文名称", "peak": "最大领先", "end": "最后一年", "decay": "回落", "households": "户数",
    "best": "最优的模拟比例", "first": "单独的份额", "total": "连同其他的份额", "error": "误差",
    "slope": "从低端到高端的变化（标准差）", "parameter": "参数", "calibrated": "是否校准", "moves": "影响的目标",
    "range_low": "范围下限", "range_high": "范围上限", "default": "默认值", "central": "中心世界",
    "spread_left": "剩余宽度", "target": "目标", "wave": "轮次", "not_ruled_out": "未被排除的份额",
    "inputs": "输入参数", "explained": "解释的方差份额", "with": "与之关联", "correlation": "秩相关系数",
    "foreseen_error": "预计误差", "within_2": "在两个标准差内的比例", "vectors": "世界数", "sets": "组数",
    "error_kept": "误差（保留的世界）", "foreseen_error_kept": "预计误差（保留的世界）",
    "within_2_kept": "在两个标准差内的比例（保留的世界）", "vectors_kept": "保留的世界数",
    "within_50": "50%区间含真值的比例", "within_90": "90%区间含真值的比例", "mean_rank": "平均秩",
    "within_50_before": "50%区间含真值的比例（全部抽样）", "within_90_before": "90%区间含真值的比例（全部抽样）",
    "mean_rank_before": "平均秩（全部抽样）",
}
"""Columns of the tables in Chinese; with _low or _high they are ends of an interval. Measures have their own titles."""

WORDS = {
    "effect": "效应", "level": "水平", "horizon": "期末", "run": "全程", "street": "街道", "group": "居民群体",
    "here": "此处", "elsewhere": "他处", "baseline": "基准", "scenario": "情景", "total": "合计",
    "pattern": "模式", "stress": "失败情形", "calibrate": "校准", "input": "核对输入", "hold-out": "检验",
    "equal": "等于", "at_least": "不小于", "at_most": "不大于",
    "rest": "其余差别", "lead": "领先幅度", "selection": "本身不同", "district": "全区",
}
"""Words in the tables' cells, beside those of figures and pages."""

TRANSLATED = (
    "unit", "street", "scenario", "measure", "verdict", "quantity", "level", "part", "estimator", "factor", "world",
    "variable", "sphere", "because_of", "revisions", "name", "parameter", "with",
    "kind", "use", "sense",
)
"""Columns whose cells are names or words."""


def export(found: Found, path: Path, table: str | None = None, lang: str = "en") -> tuple[str, int]:
    """Write one table as CSV (UTF-8 with a mark that spreadsheet programs know); its name and number of rows.

    The outcomes of a study get the columns of its factors. In Chinese, columns, measures, scenarios, streets
    and groups have their Chinese names. Raises InputError where the file exists or is no .csv, cannot be
    written, or the table is not there.
    """
    known = found.tables
    name = table or next(item for item in FIRST[found.kind] if item in known)
    faults = []
    if name not in known:
        message = f"{name!r} is not in this folder; it has {', '.join(known)}{nearest(name, known)}"
        faults.append(Fault("--table", message))
    faults += file_faults(path)
    if not os.path.isdir(path) and path.suffix.lower() != ".csv":
        faults.append(Fault(str(path), "tables are written as CSV; name a file that ends in .csv"))
    elif os.path.isfile(path):
        faults.append(Fault(str(path), "exists already; name another file, or delete it"))
    if faults:
        raise InputError(faults)
    frame = known[name]
    if isinstance(found.results, Swept) and name == "outcomes":
        frame = found.results.plan.factor_values(slice(None)).reset_index().merge(frame, on="point")
    frame = in_chinese(found, frame) if lang == "zh" else frame
    frame = frame.rename(columns=inert).map(inert)
    with replaced(path) as hidden:
        frame.to_csv(hidden, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return name, len(frame)


def inert(cell: Any) -> Any:
    """A cell that no spreadsheet program takes for a formula; only texts can be one.

    >>> inert("=1+1"), inert("-SUM(A1)"), inert("-0.5 – 0.2"), inert(-0.5)
    ("'=1+1", "'-SUM(A1)", '-0.5 – 0.2', -0.5)
    """
    return f"'{cell}" if isinstance(cell, str) and re.match(r"[=@+\t\r]|-(?![\d.])", cell) else cell


def in_chinese(found: Found, frame: pd.DataFrame) -> pd.DataFrame:
    """A table with Chinese headings and names."""
    names = {name: known.zh for name, known in declared(World).items()}
    names |= {item.name: item.title_zh or item.title for item in found.scenarios}
    names |= {revision.words[0]: revision.words[1] for item in found.scenarios for revision in item.revisions}
    names |= {key: known.title_zh for key, known in MEASURES.items()} | units(found.scenarios[0].place)
    factors = {item["name"]: item["title_zh"] or item["title"] for item in found.manifest.get("factors", [])}
    return translated(frame, names, factors)


def translated(frame: pd.DataFrame, names: Mapping[str, str], factors: Mapping[str, str]) -> pd.DataFrame:
    """A table with Chinese headings; `names` of scenarios, measures and units and of `factors` in Chinese."""
    result = frame.copy()
    for column in TRANSLATED:
        if column in result:
            known = factors if column == "factor" else names
            result[column] = result[column].map(lambda value, known=known: known.get(value) or word(value, known))
    headings = {name: f"{known.title_zh}（{UNITS_ZH[known.unit]}）" for name, known in MEASURES.items()}
    headings |= {name: f"{known.zh}（{UNITS_ZH[known.unit]}）" for name, known in declared(World).items()}
    headings |= {name: heading(name) for name in result.columns if heading(name)} | dict(factors)
    return result.rename(columns=headings)


def word(value: object, names: Mapping[str, str]) -> object:
    """A word of a table's cell in Chinese, or several with " & " between them; anything else as it is."""
    for key in (f"{value}", f"estimator_{value}", f"part_{value}"):
        if key in WORDS:
            return WORDS[key]
        if key in TEXTS:
            return TEXTS[key][1]
    if not isinstance(value, str):
        return value
    return " & ".join(names.get(part) or traced(part) or part for part in value.split(" & "))


def traced(name: str) -> str:
    """A number of an agent, as in "courtyards.bonds" or, with its component, "windows.staff:2"; "" for other names."""
    variable, _, part = name.partition(":")
    if variable not in STATE and not variable.startswith("rules."):
        return ""
    return f"{tier_word(variable, 'zh')}·{state_word(variable, int(part) if part else -1, 'zh')}"


def heading(name: str) -> str:
    """A column's heading in Chinese, "" for a column of another kind."""
    for end, words in (("_low", "：区间下限"), ("_high", "：区间上限")):
        if name not in COLUMNS and name.endswith(end):
            first = heading(name.removesuffix(end))
            return first and first + words
    return COLUMNS.get(name, "") or traced(name)


def units(place: str) -> dict[str, str]:
    """Streets, communities and resident groups in Chinese."""
    from govsim.place import load_place

    loaded = load_place(place)
    names = {street.name: street.name_zh for street in loaded.streets}
    names |= {community.name: community.name_zh for community in loaded.communities}
    names |= {f"kind:{kind.kind}": kind.title_zh for kind in loaded.kinds}
    return names | {name: words[1] for name, words in TEXTS.items() if ":" in name}
