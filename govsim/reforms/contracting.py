"""Contracting: filed organizations may bid too, and more of government's work is for sale.

Mechanism  Bids are scored by quality and relations, paid after a delay. A share of the work of committees and stations
           may be purchased; what nobody delivers falls back to them.
Expected   More suppliers; committees and stations are relieved.
Fails      Dependence on government money and mission drift (T18); relations win contracts; late payment closes small
           organizations; volunteers withdraw (T19).
Interacts  Spends the `purchase_budget`. The larger share of released work holds; weights and delay
           replace earlier ones.
Source     Purchasing as one of four links (article, F51), functions released (F52). All numbers are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class Contracting(Reform):
    """Opens contracts to filed organizations and sets how they are awarded."""

    title: ClassVar[str] = "Contracting"
    title_zh: ClassVar[str] = "政府购买服务"
    about_zh: ClassVar[str] = (
        "机制　投标按质量和关系评分，延迟付款。居委会和服务站的部分工作可以购买；无人承接的退回原处。\n"
        "预期　供应方增多；居委会和服务站减负。\n"
        "可能失败　依赖政府资金而偏离使命（T18）；关系中标；付款迟延使小组织难以为继；志愿者退出（T19）。\n"
        "相互作用　使用 purchase_budget 的经费。释放份额取较大者；权重和延迟替换原有设置。\n"
        "来源　购买是四个环节之一（报道，F51），释放部分职能（F52）。数字均为假定。"
    )
    bundle: ClassVar[str] = "R3"
    enacted: ClassVar[str] = "2010-03-01"
    level: ClassVar[str] = "street"

    filed_may_bid: bool = param(
        True, neutral=False, doc="filed organizations may bid for contracts", zh="备案组织可承接购买服务")
    functions_released: float = param(
        0.3, bounds=(0, 0.6), unit="share", neutral=0.0,
        doc="share of committee and station work that may be purchased", zh="可购买的居委会与服务站工作份额")
    quality_weight: float = param(
        0.5, bounds=(0, 1), unit="weight", neutral=0.5,
        doc="weight of quality in a bid's score", zh="评标中质量的权重")
    relation_weight: float = param(
        0.4, bounds=(0, 1), unit="weight", neutral=0.4,
        doc="weight of relations in a bid's score", zh="评标中关系的权重")
    payment_delay: int = param(
        3, bounds=(0, 9), unit="months", neutral=3, doc="months until a contract is paid", zh="合同付款延迟")
    hours: float = staff_hours(12.0)
    cost: float = yearly_cost(300_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Widen what is for sale and to whom; if either, set how contracts are awarded and paid."""
        revised = rules
        if self.filed_may_bid or self.functions_released > 0:
            revised = changed(
                rules,
                filed_may_bid=rules.filed_may_bid or self.filed_may_bid,
                functions_released=max(rules.functions_released, self.functions_released),
                quality_weight=self.quality_weight,
                relation_weight=self.relation_weight,
                payment_delay=self.payment_delay,
            )
        return booked(revised, self.hours, self.cost)
