"""Appraisal reweighting: weight freed from the economy goes to other tasks, and residents may get a voice.

Mechanism  The weight that stripped functions leave behind is spread over upward tasks, service and community;
           shares that sum to less than one let the rest lapse. Surveyed satisfaction may enter the appraisal.
Expected   Attention follows the weights, so far as what they reward can be measured.
Fails      Weight goes upward: reporting and inspection are measured best, residents see no more of the street (T01).
Interacts  Has nothing to spread until `function_stripping` frees weight. Shares replace earlier ones as a set;
           the higher feedback weight holds.
Source     Direction only (article, F09, F13); the shares are the key assumption of R1. Feedback is not in the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class AppraisalReweighting(Reform):
    """Spreads the freed appraisal weight."""

    title: ClassVar[str] = "Appraisal reweighting"
    title_zh: ClassVar[str] = "考核权重调整"
    about_zh: ClassVar[str] = (
        "机制　职能剥离后留下的权重分配给对上任务、公共服务和社区建设；份额之和不足1的部分作废。居民满意度调查可纳入"
        "考核。\n"
        "预期　在所奖励工作可测度的范围内，注意力随权重而动。\n"
        "可能失败　权重转向对上：报告和检查最易测度，居民并不因此多见到街道（T01）。\n"
        "相互作用　须由 function_stripping 先释放权重。份额整组替换原有设置；取较高的反馈权重。\n"
        "来源　只有方向（报道，F09、F13）；份额是第一项改革的关键假定。反馈不见于报道。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    to_upward: float = param(
        0.3, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of freed weight for upward tasks (shares that sum to more than 1 are scaled to 1)",
        zh="释放权重转给对上任务的份额（合计超过1时按比例缩减）")
    to_service: float = param(
        0.4, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of freed weight for public service", zh="释放权重转给公共服务的份额")
    to_community: float = param(
        0.3, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of freed weight for building communities", zh="释放权重转给社区建设的份额")
    feedback_weight: float = param(
        0.0, bounds=(0, 0.4), unit="share", neutral=0.0,
        doc="weight of residents' surveyed satisfaction in the appraisal", zh="居民满意度反馈在考核中的权重")
    hours: float = staff_hours(4.0)
    cost: float = yearly_cost(200_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Set the three shares together, unless all are zero; raise the feedback weight."""
        revised = changed(rules, feedback_weight=max(rules.feedback_weight, self.feedback_weight))
        total = self.to_upward + self.to_service + self.to_community
        if total > 0:
            scale = max(1.0, total)
            revised = changed(
                revised,
                freed_to_upward=self.to_upward / scale,
                freed_to_service=self.to_service / scale,
                freed_to_community=self.to_community / scale,
            )
        return booked(revised, self.hours, self.cost)
