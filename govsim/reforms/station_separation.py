"""Station separation: the residents' committee hands its government tasks to the station.

Mechanism  A share of the committee's regular tasks moves to the station that serves the community.
Expected   The committee's load falls and slack appears, which can go to enabling courtyards.
Fails      Slack draws new tasks, at the committee and at the station (T06).
Interacts  Empty without `service_stations`; `task_admission` gates the refill. The larger share holds.
Source     All public affairs are said to move (article, F30); tasks that remain or return are reported
           elsewhere (T06), so 0.75 is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class StationSeparation(Reform):
    """Moves the committee's regular tasks to the station."""

    title: ClassVar[str] = "Station separation"
    title_zh: ClassVar[str] = "居站分设"
    about_zh: ClassVar[str] = (
        "机制　居委会常规任务的一部分移交给服务本社区的服务站。\n"
        "预期　居委会负担下降，出现富余工时，可用于支持院落。\n"
        "可能失败　富余引来新任务，居委会和服务站皆然（T06）。\n"
        "相互作用　没有 service_stations 则落空；task_admission 可限制任务回填。取较"
        "大份额。\n"
        "来源　报道称全部政府公共事务移交（F30）；文献指出任务会留存或返回（T06），故假定为0.75。"
    )
    bundle: ClassVar[str] = "R2"
    enacted: ClassVar[str] = "2008-10-01"
    level: ClassVar[str] = "community"

    moved: float = param(
        0.75, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of the committee's regular tasks moved to the station, where one serves it",
        zh="居委会常规任务移交服务站的份额")
    hours: float = staff_hours(4.0)
    cost: float = yearly_cost(200_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Move at least this share."""
        revised = changed(rules, moved_task_share=max(rules.moved_task_share, self.moved))
        return booked(revised, self.hours, self.cost)
