"""Purchase budget: buying services becomes a budget item that grows every year.

Mechanism  A yearly amount, compounding from the month it comes into force, held under a share of the
           public-service budget. Who may supply is a rule of its own (`contracting`).
Expected   Nothing while few organizations can supply; later, contracts that relieve committees and stations.
Fails      Money without suppliers before 2010-03; at 41.5% a year the cap, not the budget, soon decides.
Interacts  Adds to what is budgeted already. The cap replaces an earlier one.
Source     Growth of 41.5% a year (article, F19), read as growth of the purchases; base and cap are not reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, held, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class PurchaseBudget(Reform):
    """A growing budget for purchased services, under a cap."""

    title: ClassVar[str] = "Purchase budget"
    title_zh: ClassVar[str] = "购买服务预算"
    about_zh: ClassVar[str] = (
        "机制　每年一笔经费，自生效之月起复利增长，不超过公共服务预算的一定份额。谁可承接由另一规则（contract"
        "ing）决定。\n"
        "预期　能承接的组织少时没有作用；其后合同减轻居委会和服务站负担。\n"
        "可能失败　2010年3月以前有钱而缺少承接者；按每年41.5%增长，很快由上限而非预算决定。\n"
        "相互作用　在已有预算上相加。上限替换原有设置。\n"
        "来源　年增41.5%（报道，F19），理解为购买经费的增长；基数和上限未见报道。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    budget: float = param(
        3_000_000.0, bounds=(0, 1e7), unit="yuan/year", neutral=0.0,
        doc="purchases of the whole district in the first year", zh="首年全区购买服务预算")
    growth: float = param(
        0.415, bounds=(0, 0.6), unit="per year", source="article", tag="S", neutral=0.415,
        doc="yearly growth of the purchase budget", zh="购买服务预算年增长率")
    cap_share: float = param(
        0.05, bounds=(0, 0.3), unit="share", neutral=0.05,
        doc="purchases are capped at this share of the public-service budget", zh="购买服务占公共服务预算的上限")
    hours: float = staff_hours(6.0)
    cost: float = yearly_cost(100_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Add the compounded budget and set the cap, unless there is no budget."""
        revised = rules
        if self.budget > 0:
            grown = self.budget * (1 + self.growth) ** (months_in_force / 12)
            revised = changed(
                rules,
                purchase_budget=held("purchase_budget", rules.purchase_budget + grown),
                purchase_cap_share=self.cap_share,
            )
        return booked(revised, self.hours, self.cost)
