"""Supervision: audits, striking off, who evaluates, and numbers in the appraisal.

Mechanism  Audits find dormant and shell organizations, and may strike them off. Counting organizations in the
           appraisal makes streets want numbers, real or not.
Expected   Audits deter opportunists and clear the books; a count quota fills them.
Fails      Few audits and a quota: shells, and the dormant stay on the books (T17).
Interacts  Answers the shells that `dual_track_entry` invites. The higher audit rate and quota hold; the target
           replaces an earlier one. Independent evaluation takes the role from the operator of `incubator`, so
           it counts only if written after it.
Source     From gate-keeping to daily supervision (article, F50), supervision as one of four links (F51), operators that
           evaluate (F42). All numbers are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class Supervision(Reform):
    """Audits, delisting, evaluation and a count quota."""

    title: ClassVar[str] = "Supervision"
    title_zh: ClassVar[str] = "监督评估"
    about_zh: ClassVar[str] = (
        "机制　审计查出休眠和空壳组织，并可予以注销。把组织数量计入考核，使街道追求数量，无论虚实。\n"
        "预期　审计吓阻投机者并清理名册；数量指标则充塞名册。\n"
        "可能失败　审计少而有指标：空壳增多，休眠者留在册上（T17）。\n"
        "相互作用　应对 dual_track_entry 引来的空壳。审计率和指标取较高者；目标替换原有设置。独立评"
        "估取代 incubator 运营方的评估，须写在其后才起作用。\n"
        "来源　由把关转向准入加日常监管（报道，F50），监督是四个环节之一（F51），运营方兼评估（F42）。数字均"
        "为假定。"
    )
    bundle: ClassVar[str] = "R3"
    enacted: ClassVar[str] = "2010-03-01"
    level: ClassVar[str] = "street"

    audit_rate: float = param(
        0.1, bounds=(0, 1), unit="per year", neutral=0.0, doc="yearly chance of an audit", zh="年度审计概率")
    delisting: bool = param(
        True, neutral=False,
        doc="audited dormant and shell organizations are struck off", zh="审计后注销僵尸和空壳组织")
    independent_evaluation: bool = param(
        False, neutral=False, doc="the incubator's operator no longer evaluates", zh="评估独立于孵化运营方")
    count_quota: float = param(
        0.3, bounds=(0, 1), unit="share", neutral=0.0,
        doc="how far the number of organizations counts in the appraisal", zh="社会组织数量计入考核的程度")
    quota_target: float = param(
        1.0, bounds=(0, 10), unit="organizations/street/month", neutral=1.0,
        doc="new organizations a month that the count quota asks of a street", zh="数量指标要求每街道每月新增的组织数")
    hours: float = staff_hours(10.0)
    cost: float = yearly_cost(400_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Raise audits and quota; set the target where there is a quota."""
        revised = changed(
            rules,
            audit_rate=max(rules.audit_rate, self.audit_rate),
            delisting=rules.delisting or self.delisting,
            operator_evaluates=rules.operator_evaluates and not self.independent_evaluation,
        )
        if self.count_quota > 0:
            revised = changed(
                revised, count_quota=max(rules.count_quota, self.count_quota), quota_target=self.quota_target)
        return booked(revised, self.hours, self.cost)
