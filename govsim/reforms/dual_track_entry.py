"""Dual-track entry: organizations may file without a sponsor, and registering gets easier.

Mechanism  Filing asks for a few members, no capital and no sponsoring agency. Registration keeps its form; sponsors are
           easier to find, and its members, funds and exclusivity can be relaxed. A subsidy greets the newly formal: it
           is part of entry, because what an entrant expects to gain is weighed against what entry costs (T16, T17).
Expected   Filed organizations jump and saturate, mostly groups that were there; registered ones grow slowly.
Fails      Low cost and a subsidy draw shells (T17).
Interacts  `supervision` deters shells; `contracting` gives the filed something to do. The larger subsidy and the better
           chance of a sponsor hold; filing conditions replace earlier ones.
Source     Dual track (article, F50), funding link (F51); law of 1998 for registration (C14); filing thresholds
           elsewhere (C16), time (C17). Jinjiang's own thresholds are not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, held, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class DualTrackEntry(Reform):
    """Opens filing and eases registration."""

    title: ClassVar[str] = "Dual-track entry"
    title_zh: ClassVar[str] = "登记备案双轨制"
    about_zh: ClassVar[str] = (
        "机制　备案只要求少量成员，不要求资金和业务主管单位。登记形式不变，主管单位更易找到，会员、资金和排他性要求可"
        "放宽。新成立的组织获得资助：资助属于准入，因为进入者权衡预期所得与进入成本（T16、T17）。\n"
        "预期　备案组织跃升后饱和，多为已有团体；登记组织缓慢增长。\n"
        "可能失败　低成本加资助引来空壳（T17）。\n"
        "相互作用　supervision 遏制空壳；contracting 使备案组织有事可做。资助和找到主管单位的"
        "机会取较大者；备案条件替换原有设置。\n"
        "来源　双轨制（报道，F50）、资金环节（F51）；登记依1998年条例（C14）；备案门槛参照外地（C16）"
        "，时限（C17）。锦江本地门槛不详。"
    )
    bundle: ClassVar[str] = "R3"
    enacted: ClassVar[str] = "2010-03-01"
    level: ClassVar[str] = "street"

    filing: bool = param(
        True, source="article", tag="S", neutral=False,
        doc="organizations may file without registration", zh="开放备案")
    filing_members: int = param(
        10, bounds=(3, 50), unit="members", neutral=10, doc="members needed to file", zh="备案所需会员数")
    filing_funds: float = param(
        0.0, bounds=(0, 30_000), unit="yuan", neutral=0.0, doc="funds needed to file", zh="备案所需资金")
    filing_delay: int = param(
        1, bounds=(0, 6), unit="months", neutral=1, doc="months until a filing is settled", zh="备案办理月数")
    sponsor_probability: float = param(
        0.3, bounds=(0, 1), unit="per month", neutral=0.0,
        doc="least chance that an applicant for registration finds a sponsoring agency",
        zh="登记申请者每月找到业务主管单位的最低概率")
    members_relief: float = param(
        0.0, bounds=(0, 0.9), unit="share", neutral=0.0,
        doc="share by which the members needed to register fall", zh="登记所需会员数的降幅")
    funds_relief: float = param(
        0.0, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share by which the funds needed to register fall", zh="登记所需资金的降幅")
    exclusivity_lifted: bool = param(
        False, neutral=False,
        doc="registration may no longer be refused because a similar organization exists", zh="取消“一业一会”限制")
    organization_subsidy: float = param(
        3000.0, bounds=(0, 10_000), unit="yuan/organization", neutral=0.0,
        doc="funding support for a newly formal organization", zh="新成立组织的资助")
    hours: float = staff_hours(8.0)
    cost: float = yearly_cost(200_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Ease registration, subsidise entry and, if filing opens, set its conditions."""
        members = round(rules.registration_members * (1 - self.members_relief))
        revised = changed(
            rules,
            registration_members=int(held("registration_members", members)),
            registration_funds=rules.registration_funds * (1 - self.funds_relief),
            sponsor_probability=max(rules.sponsor_probability, self.sponsor_probability),
            niche_exclusive=rules.niche_exclusive and not self.exclusivity_lifted,
            organization_subsidy=max(rules.organization_subsidy, self.organization_subsidy),
        )
        if self.filing:
            revised = changed(
                revised,
                filing_open=True,
                filing_members=self.filing_members,
                filing_funds=self.filing_funds,
                filing_delay=self.filing_delay,
            )
        return booked(revised, self.hours, self.cost)
