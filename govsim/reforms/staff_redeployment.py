"""Staff redeployment: staff of the economic section move to the other sections.

Mechanism  The moved staff add hours to service and community work, beginning at low proficiency and
           learning; how long moving and learning take is behaviour (World), not rule.
Expected   Hours facing residents rise, at full effect only after training.
Fails      Months of work are lost to moving and learning.
Interacts  Gives the floors of `section_reorganization` somebody to bind. The larger share holds.
Source     One redeployed deputy head is reported (article, F16); that all move is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class StaffRedeployment(Reform):
    """Moves economic staff to other sections."""

    title: ClassVar[str] = "Staff redeployment"
    title_zh: ClassVar[str] = "人员转岗"
    about_zh: ClassVar[str] = (
        "机制　转岗人员增加公共服务和社区建设工时，起初熟练度低，逐步学习；转岗与学习所需时间属于行为假定（World"
        "），不属于规则。\n"
        "预期　面向居民的工时增加，培训完成后才全部见效。\n"
        "可能失败　数月工时耗于转岗和学习。\n"
        "相互作用　使 section_reorganization 的下限有人可依。取较大份额。\n"
        "来源　报道了一名副科长转岗（F16）；全部转岗为假定。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    moved: float = param(
        1.0, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of economic staff moved to other sections", zh="经济科室人员转岗份额")
    hours: float = staff_hours(8.0)
    cost: float = yearly_cost(300_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Move at least this share."""
        revised = changed(rules, economic_staff_moved=max(rules.economic_staff_moved, self.moved))
        return booked(revised, self.hours, self.cost)
