"""Property company: a community may found a company for the courtyards that have no property management.

Mechanism  The company starts with capital and a monthly subsidy, asks a low fee and lives on what it collects.
Expected   Courtyards without property management find one; their condition improves while the company lasts.
Fails      Insolvency where few pay, or once the subsidy ends.
Interacts  Collection rises with working groups (`small_unit_governance`). The larger subsidy and capital
           hold; the fee replaces an earlier one.
Source     One community's company took on all 11 courtyards without property management (article, F31). Fee,
           subsidy and capital are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class PropertyCompany(Reform):
    """Lets communities found property companies."""

    title: ClassVar[str] = "Property company"
    title_zh: ClassVar[str] = "社区物业公司"
    about_zh: ClassVar[str] = (
        "机制　公司有启动资金和月度补贴，收费低廉，靠收缴的费用维持。\n"
        "预期　没有物业的院落有了物业；公司存续期间院落状况改善。\n"
        "可能失败　缴费者少或补贴停止时资不抵债。\n"
        "相互作用　自管小组运转良好（small_unit_governance）时收缴率上升。补贴和资金取较大者；收"
        "费替换原有设置。\n"
        "来源　一个社区的公司接管了全部11个无物业院落（报道，F31）。收费、补贴和资金为假定。"
    )
    bundle: ClassVar[str] = "R2"
    enacted: ClassVar[str] = "2008-10-01"
    level: ClassVar[str] = "community"

    founding: bool = param(
        True, source="article", tag="S", neutral=False,
        doc="communities may found a property-management company", zh="社区可成立物业管理公司")
    subsidy: float = param(
        3000.0, bounds=(0, 10000), unit="yuan/company/month", neutral=3000.0,
        doc="subsidy to a community's company", zh="社区物业公司补贴")
    start_capital: float = param(
        30_000.0, bounds=(0, 200_000), unit="yuan/company", neutral=30_000.0,
        doc="start capital of a community's company", zh="社区物业公司启动资金")
    fee: float = param(
        8.0, bounds=(2, 30), unit="yuan/household/month", neutral=8.0,
        doc="fee that a community's company asks", zh="社区物业公司收费")
    hours: float = staff_hours(4.0)
    cost: float = yearly_cost(200_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Allow founding, with its money, or nothing."""
        revised = rules
        if self.founding:
            revised = changed(
                rules,
                property_company=True,
                property_subsidy=max(rules.property_subsidy, self.subsidy),
                property_start_capital=max(rules.property_start_capital, self.start_capital),
                property_fee=self.fee,
            )
        return booked(revised, self.hours, self.cost)
