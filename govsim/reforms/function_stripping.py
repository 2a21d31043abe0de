"""Function stripping: street offices lose their four economic functions.

Mechanism  Each stripped function leaves the list of feasible street tasks and frees a quarter of the
           economy's appraisal weight; `shadow_weight` is what stays informally when all four go.
           The functions pass to district departments.
Expected   Attention leaves the economy; where it goes depends on the weights left.
Fails      Freed attention may go to upward tasks, which are the next best measured (T01).
Interacts  `appraisal_reweighting` says where the freed weight goes. What is stripped once stays stripped.
Source     Decision of June 2008 (article, F10, F11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class FunctionStripping(Reform):
    """Takes economic functions off the street office's list."""

    title: ClassVar[str] = "Function stripping"
    title_zh: ClassVar[str] = "职能剥离"
    about_zh: ClassVar[str] = (
        "机制　每剥离一项职能，街道可行任务少一项，并释放四分之一的经济考核权重；四项全部剥离后仍非正式保留的为 sh"
        "adow_weight。职能转由区级部门承担。\n"
        "预期　注意力离开经济工作；转向何处取决于其余权重。\n"
        "可能失败　释放的注意力可能转向对上任务，因其可测度性仅次于经济（T01）。\n"
        "相互作用　appraisal_reweighting 决定释放的权重归向何处。已剥离的不再恢复。\n"
        "来源　2008年6月《决定》（报道，F10、F11）。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    investment_attraction: bool = param(
        True, doc="strip investment attraction", zh="剥离招商引资", source="article", tag="S", neutral=False)
    tax_assistance: bool = param(
        True, doc="strip tax assistance and protection", zh="剥离协税护税", source="article", tag="S", neutral=False)
    fixed_asset_investment: bool = param(
        True, doc="strip fixed-asset investment", zh="剥离固定资产投资", source="article", tag="S", neutral=False)
    economic_statistics: bool = param(
        True, doc="strip economic statistics", zh="剥离经济统计", source="article", tag="S", neutral=False)
    shadow_weight: float = param(
        0.03, bounds=(0, 0.12), unit="share", neutral=0.0,
        doc="appraisal weight that stays on the economy informally when all four functions go",
        zh="四项职能全部剥离后仍非正式保留的经济权重")
    hours: float = staff_hours(4.0)
    cost: float = yearly_cost(100_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Strip the chosen functions; the shadow weight matters only in their absence."""
        revised = changed(
            rules,
            investment_attraction=rules.investment_attraction and not self.investment_attraction,
            tax_assistance=rules.tax_assistance and not self.tax_assistance,
            fixed_asset_investment=rules.fixed_asset_investment and not self.fixed_asset_investment,
            economic_statistics=rules.economic_statistics and not self.economic_statistics,
            shadow_weight=max(rules.shadow_weight, self.shadow_weight),
        )
        return booked(revised, self.hours, self.cost)
