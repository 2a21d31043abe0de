"""How codes, values and places read, in English and Chinese."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from govsim.params import Param, sources
from govsim.place import CommunityPlace, Street

Words = tuple[str, str]
"""English and Chinese."""


def same(text: object) -> Words:
    """What reads the same in both languages."""
    return str(text), str(text)


def allowed(known: Param) -> Words:
    """What values a parameter takes."""
    if known.kind is bool:
        return "yes or no", "是或否"
    if known.bounds is None:
        return same(", ".join(known.choices))
    low, high = (f"{bound:,.12g}" for bound in known.bounds)
    return f"{low} to {high}", f"{low}至{high}"


def value(given: Any) -> Words:
    """A value for readers."""
    if isinstance(given, bool):
        return ("yes", "是") if given else ("no", "否")
    return same(f"{given:,.12g}" if isinstance(given, (int, float)) else given)


def reference(source: str) -> Words:
    """A source written out."""
    if source not in sources():
        return ("assumption", "假定") if source == "assumption" else same(source)
    entry = sources()[source]
    parts = [entry.get("authors"), str(entry["year"]) if "year" in entry else None, entry["title"],
             entry.get("document"), entry.get("link")]
    return same(f"{'. '.join(part for part in parts if part)} [{source}]")


TAGS: Mapping[str, Words] = {
    "S": ("S: source article", "S：主要来源报道"),
    "D": ("D: data found elsewhere", "D：其他数据"),
    "L": ("L: law", "L：法规"),
    "T": ("T: theory literature", "T：理论文献"),
    "C": ("C: calibrated", "C：校准"),
    "A": ("A: assumption", "A：假定"),
}
LEVELS: Mapping[str, Words] = {
    "district": ("district", "全区"), "street": ("street", "街道"), "community": ("community", "社区"),
    "courtyard": ("courtyard", "院落"), "group": ("resident group", "居民群体"),
}
BETTER: Mapping[str, Words] = {
    "higher": ("higher", "越高越好"), "lower": ("lower", "越低越好"), "none": ("neither", "无优劣"),
}
TIERS: Mapping[str, Words] = {
    "R1": ("R1: street offices", "R1：街道"), "R2": ("R2: communities and courtyards", "R2：社区与院落"),
    "R3": ("R3: social organizations", "R3：社会组织"), "residents": ("residents", "居民"), "cost": ("cost", "成本"),
}
DRAWS_ZH: Mapping[str, str] = {
    "courtyards": "合成：每个院落的规模、物业与特征",
    "households": "合成：每户的人口、住房、户籍与收入",
    "persons": "合成：每人的年龄、党员身份、合作类型与阈值",
    "ties": "合成：每条联系通向哪位熟人",
    "leaders": "抽样模拟时，院落实有的骨干与党员人数",
    "organizations": "合成：每个组织席位的领域、规模、资金、质量与动机",
    "rollout": "随机份额或分批推行选中哪些地方（情景的种子）",
    "temporary_tasks": "当月到达社区的临时任务",
    "need": "一户当月是否有事项并申请",
    "served": "窗口饱和时哪些等待者得到办理",
    "granted": "办理后是否获准",
    "turnover": "一户是否迁走并由他户替代",
    "newcomers": "迁入户成员的特征",
    "taking_part": "有意愿的居民当月是否认为值得参与",
    "bodies": "院落党支部、议事会或自管小组当月是否正式成立",
    "founding": "组织席位当月是否成立团体",
    "sponsor": "受阻申请者是否找到主管单位并满足其他条件",
    "filing": "符合条件的团体当月是否考虑备案",
    "dissolution": "组织当月是否解散",
    "audit": "组织当月是否被审计",
    "tender": "投标评分的噪声",
    "appraisal": "街道考核的噪声",
    "survey": "街道满意度调查的抽样误差",
}
AGGREGATES: Mapping[str, Words] = {
    "mean": ("weighted mean", "加权平均"), "sum": ("sum", "合计"), "gini": ("Gini index", "基尼系数"),
    "hhi": ("Herfindahl index", "赫芬达尔指数"), "median": ("median", "中位数"),
    "p10": ("10th percentile", "第10百分位"), "p90_p10": ("90th over 10th percentile", "第90与第10百分位之比"),
}
"""How each code reads."""


def joined(words: Iterator[Words]) -> Words:
    """Several words as one list."""
    pairs = list(words)
    return ", ".join(english for english, _ in pairs), "、".join(chinese for _, chinese in pairs)


def listed(named: Collection[Street] | Collection[CommunityPlace]) -> Words:
    """How many places there are, and their names."""
    return (f"{len(named)}: {', '.join(item.name for item in named)}",
            f"{len(named)}：{'、'.join(f'{item.name_zh} {item.name}' for item in named)}")
