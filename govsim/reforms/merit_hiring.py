"""Merit hiring: community workers are hired on merit, and community work pays better.

Mechanism  Hired posts grow evenly over the ramp and are split between stations and residents' committees.
           Pay rises at once, for old and new staff.
Expected   More hours at windows and in committees; fewer people leave.
Fails      Posts without stations to sit in wait; hours are eaten by tasks handed down (T06).
Interacts  Posts add to earlier posts; pay multiplies earlier pay.
Source     428 hires and better pay (article, F17): 7.25 for each of 59 communities. Split, ramp and the size of the
           rise are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, held, ramp, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class MeritHiring(Reform):
    """Hires for stations and committees over some months, and raises pay."""

    title: ClassVar[str] = "Merit hiring"
    title_zh: ClassVar[str] = "择优聘用"
    about_zh: ClassVar[str] = (
        "机制　岗位在爬坡期内均匀增加，在服务站和居委会之间分配。新老人员薪酬同时提高。\n"
        "预期　窗口和居委会工时增加；离职减少。\n"
        "可能失败　没有服务站的岗位只能等待；工时被下派任务占去（T06）。\n"
        "相互作用　岗位与已有岗位相加；薪酬与已有倍数相乘。\n"
        "来源　择优聘用428人并提高待遇（报道，F17）：59个社区各7.25人。分配、爬坡期和提薪幅度为假定。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-09-01"
    level: ClassVar[str] = "community"

    hires: float = param(
        7.25, bounds=(0, 12), unit="FTE/community", source="article", tag="S", neutral=0.0,
        doc="posts hired for a community in the end (428 over 59 communities)",
        zh="每社区最终聘用岗位（428人/59个社区）")
    station_share: float = param(
        0.6, bounds=(0, 1), unit="share", neutral=0.6,
        doc="share of the hired posts at stations; the rest is at residents' committees",
        zh="聘用岗位中服务站的份额，其余在居委会")
    pay_ratio: float = param(
        1.2, bounds=(0.7, 2), unit="ratio", neutral=1.0,
        doc="pay of community workers over their pay before", zh="社区工作者薪酬与此前之比")
    ramp_months: int = param(
        16, bounds=(1, 48), unit="months", neutral=16,
        doc="months over which the hires arrive", zh="陆续到岗的月数")
    hours: float = staff_hours(4.0)
    cost: float = yearly_cost(300_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Add the posts filled by now and raise pay."""
        arrived = self.hires * ramp(months_in_force, self.ramp_months)
        station = arrived * self.station_share
        revised = changed(
            rules,
            station_posts=held("station_posts", rules.station_posts + station),
            committee_posts=held("committee_posts", rules.committee_posts + arrived - station),
            pay_ratio=held("pay_ratio", rules.pay_ratio * self.pay_ratio),
        )
        return booked(revised, self.hours, self.cost)
