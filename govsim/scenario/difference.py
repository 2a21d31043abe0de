"""How one scenario differs from another, in words for a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from govsim.month import month_name
from govsim.params import Param, declared
from govsim.place import Place, load_place
from govsim.rules import Rules
from govsim.scenario.scenario import Revision, Scenario
from govsim.scenario.where import Named, Where
from govsim.units import UNITS_ZH
from govsim.world import World


@dataclass(frozen=True)
class Difference:
    """One thing in which a scenario differs from a baseline, in English and Chinese."""

    words: str
    words_zh: str


def differences(baseline: Scenario, scenario: Scenario) -> tuple[Difference, ...]:
    """What `scenario` has otherwise than `baseline`: place, span, sample, world, rules, revisions."""
    return tuple([
        *_run(baseline, scenario),
        *_fields(asdict(baseline.world), asdict(scenario.world), World, "world", "世界"),
        *_fields(asdict(baseline.rules), asdict(scenario.rules), Rules, "rules at the start", "初始规则"),
        *_revisions(baseline, scenario),
    ])


def _run(baseline: Scenario, scenario: Scenario) -> Iterator[Difference]:
    pairs: tuple[tuple[str, str, Any, Any], ...] = (
        ("place", "地点", baseline.place, scenario.place),
        ("first month", "起始月", month_name(baseline.start), month_name(scenario.start)),
        ("last month", "终止月", month_name(baseline.end), month_name(scenario.end)),
        ("sample", "抽样比例", baseline.sample, scenario.sample),
    )
    for name, name_zh, before, after in pairs:
        if before != after:
            yield Difference(f"{name}: {after} instead of {before}", f"{name_zh}：{after}（原为{before}）")


def _fields(
    before: dict[str, Any], after: dict[str, Any], owner: type, kind: str, kind_zh: str
) -> Iterator[Difference]:
    for name, known in declared(owner).items():
        if before[name] != after[name]:
            yield _field(known, before[name], after[name], kind, kind_zh)


def _field(known: Param, before: Any, after: Any, kind: str, kind_zh: str) -> Difference:
    unit = f" {known.unit}" if known.unit else ""
    unit_zh = f" {UNITS_ZH[known.unit]}" if known.unit else ""
    return Difference(
        f"{kind}, {known.doc} ({known.name}): {_value(after, False)} instead of {_value(before, False)}{unit}",
        f"{kind_zh}，{known.zh}（{known.name}）：{_value(after, True)}，原为{_value(before, True)}{unit_zh}",
    )


def _value(value: Any, chinese: bool) -> str:
    if isinstance(value, bool):
        return ("是" if value else "否") if chinese else ("yes" if value else "no")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _revisions(baseline: Scenario, scenario: Scenario) -> Iterator[Difference]:
    """Revisions of one name are paired in order; what is left over was added or dropped."""
    place = load_place(scenario.place)
    left = list(baseline.revisions)
    for revision in scenario.revisions:
        twin = next((item for item in left if item == revision), None) or next(
            (item for item in left if item.name == revision.name and item not in scenario.revisions), None
        )
        if twin is None:
            english, chinese = _spoken(revision, place)
            yield Difference(f"added: {english}", f"新增：{chinese}")
            continue
        left.remove(twin)
        yield from _changed(twin, revision, place)
    for revision in left:
        english, chinese = _spoken(revision, place)
        yield Difference(f"dropped: {english}", f"取消：{chinese}")
    shared = [item for item in baseline.revisions if item in scenario.revisions]
    if shared != [item for item in scenario.revisions if item in shared]:
        yield Difference("revisions compose in another order", "规则修订的叠加顺序不同")


def _changed(before: Revision, after: Revision, place: Place) -> Iterator[Difference]:
    english, chinese = after.words
    if type(before.change) is not type(after.change):
        old = before.words
        yield Difference(f"{english}: instead of {old[0]}", f"{chinese}：取代{old[1]}")
        return
    for label, label_zh, old_month, month in (
        ("start", "开始", before.start, after.start),
        ("last month", "最后月份", before.end, after.end),
        ("announced", "公布", before.announced, after.announced),
    ):
        if old_month != month:
            yield Difference(
                f"{english}: {label} {_month(month, False)} instead of {_month(old_month, False)}",
                f"{chinese}：{label_zh}{_month(month, True)}，原为{_month(old_month, True)}",
            )
    if before.where != after.where:
        old, new = (_placed(item.where, place) for item in (before, after))
        yield Difference(f"{english}: {new[0]} instead of {old[0]}", f"{chinese}：{new[1]}，原为{old[1]}")
    if before.rule:
        yield from _fields(asdict(before.change), asdict(after.change), type(after.change), english, chinese)
    elif before.change != after.change:
        old_fields, fields = before.resolved()["set"], after.resolved()["set"]
        yield Difference(f"{english}: sets {fields} instead of {old_fields}",
                         f"{chinese}：设为{fields}，原为{old_fields}")


def _month(month: int | None, chinese: bool) -> str:
    if month is None:
        return "无" if chinese else "none"
    return month_name(month)


def _placed(where: Where, place: Place) -> tuple[str, str]:
    english, chinese = where.words()
    if isinstance(where, Named):
        names = {street.name: street.name_zh for street in place.streets}
        names |= {community.name: community.name_zh for community in place.communities}
        chinese = "在" + "、".join(names.get(name, name) for name in where.names)
    return english, chinese


def _spoken(revision: Revision, place: Place) -> tuple[str, str]:
    english, chinese = revision.words
    where = _placed(revision.where, place)
    until = ("", "") if revision.end is None else (f" to {month_name(revision.end)}", f"至{month_name(revision.end)}")
    start = month_name(revision.start)
    return f"{english} from {start}{until[0]} {where[0]}", f"{chinese}，自{start}{until[1]}，{where[1]}"
