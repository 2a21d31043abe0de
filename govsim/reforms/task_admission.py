"""Task admission: departments need leave before they hand a community a new regular task.

Mechanism  A gate keeps out a share of the new regular tasks that departments and slack would bring.
Expected   Slack won elsewhere lasts longer.
Fails      With a low gate administrativisation returns within years (T06, C27).
Interacts  Gates the refill that `station_separation` invites. The stricter gate holds.
Source     Assumed: the article names no admission rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class TaskAdmission(Reform):
    """Gates new regular tasks."""

    title: ClassVar[str] = "Task admission"
    title_zh: ClassVar[str] = "工作准入制度"
    about_zh: ClassVar[str] = (
        "机制　准入制度挡住一部分由部门和富余工时带来的新增常规任务。\n"
        "预期　别处赢得的富余工时能保持更久。\n"
        "可能失败　准入过松时，数年内重新行政化（T06、C27）。\n"
        "相互作用　限制 station_separation 引来的回填。取较严者。\n"
        "来源　假定：报道未提及准入规则。"
    )
    bundle: ClassVar[str] = "R2"
    enacted: ClassVar[str] = "2008-10-01"
    level: ClassVar[str] = "community"

    gate: float = param(
        0.2, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of new regular tasks that the rule keeps out", zh="准入制度挡住的新增任务份额")
    hours: float = staff_hours(4.0)
    cost: float = yearly_cost(100_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Keep out at least this share."""
        revised = changed(rules, admission_gate=max(rules.admission_gate, self.gate))
        return booked(revised, self.hours, self.cost)
