"""Demonstration courtyards: capital for a few courtyards in each community.

Mechanism  Chosen courtyards receive capital over a year, by visibility or by need; condition is a stock that decays.
Expected   The chosen pull ahead of the rest.
Fails      Inequality between courtyards; without residents' own work the gain decays (T12).
Interacts  Lasts where bodies work (`small_unit_governance`). The larger number holds; capital and way of choosing
           replace earlier ones.
Source     Five demonstration courtyards in Lianhua, paid for by government (article, F21). The same number in every
           community, the date and the capital are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class DemonstrationCourtyards(Reform):
    """Capital for chosen courtyards."""

    title: ClassVar[str] = "Demonstration courtyards"
    title_zh: ClassVar[str] = "示范院落"
    about_zh: ClassVar[str] = (
        "机制　选定院落在一年内获得投入，按显示度或按需要选择；院落状况是会衰减的存量。\n"
        "预期　被选院落领先于其他院落。\n"
        "可能失败　院落间不平等；没有居民自身的付出，成果会消退（T12）。\n"
        "相互作用　组织运转（small_unit_governance）之处才能持久。数目取较大者；投入和选择方式替"
        "换原有设置。\n"
        "来源　莲花社区五个示范院落由政府出资（报道，F21）。每社区同样数目、时间和投入为假定。"
    )
    bundle: ClassVar[str] = "R2"
    enacted: ClassVar[str] = "2009-06-01"
    level: ClassVar[str] = "community"

    courtyards: int = param(
        5, bounds=(0, 10), unit="courtyards/community", neutral=0,
        doc="demonstration courtyards a community (five in Lianhua)", zh="每社区示范院落数（莲花社区为5个）")
    capital: float = param(
        150_000.0, bounds=(0, 400_000), unit="yuan/courtyard", neutral=150_000.0,
        doc="capital for a demonstration courtyard, spent over a year", zh="每个示范院落投入，一年内拨付")
    by_need: bool = param(
        False, neutral=False,
        doc="courtyards are chosen by need, not by visibility", zh="示范院落按需要而非按显示度选择")
    hours: float = staff_hours(8.0)
    cost: float = yearly_cost(300_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Set number, capital and way of choosing, unless there are none."""
        revised = rules
        if self.courtyards > 0:
            revised = changed(
                rules,
                demonstration_courtyards=max(rules.demonstration_courtyards, self.courtyards),
                demonstration_capital=self.capital,
                demonstration_by_need=self.by_need,
            )
        return booked(revised, self.hours, self.cost)
