"""Section reorganization: the economic section goes; three sections for residents' affairs come.

Mechanism  Job design: a section devoted to public service (social affairs) or to communities (community
           management, social organizations) holds a floor of attention there, whatever the appraisal rewards.
Expected   Attention to service and community rises even where the freed weight goes upward.
Fails      A floor binds only for staff moved into the sections (`staff_redeployment`).
Interacts  The higher of this and any earlier floor holds.
Source     One section abolished, three created in 2008 (article, F15); job design, T01. The size of
           the floors is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class SectionReorganization(Reform):
    """Attention floors under public service and community building."""

    title: ClassVar[str] = "Section reorganization"
    title_zh: ClassVar[str] = "内设机构改革"
    about_zh: ClassVar[str] = (
        "机制　岗位设计：设立专门负责公共服务（社会事业）或社区（社区管理、社会组织）的科室，无论考核奖励什么，都在这"
        "些任务上保有一定注意力。\n"
        "预期　即使释放的权重转向对上任务，对服务和社区的注意力也会上升。\n"
        "可能失败　下限只对转入科室的人员有效（staff_redeployment）。\n"
        "相互作用　取本项与已有下限中较高者。\n"
        "来源　2008年撤一科、设三科（报道，F15）；岗位设计理论 T01。下限大小为假定。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    floor_service: float = param(
        0.10, bounds=(0, 0.2), unit="share", neutral=0.0,
        doc="attention that the social affairs section holds on public service", zh="社会事业科对公共服务的注意力下限")
    floor_community: float = param(
        0.10, bounds=(0, 0.2), unit="share", neutral=0.0,
        doc="attention that the community and social organization sections hold on building communities",
        zh="社区管理科、社会组织科对社区建设的注意力下限")
    hours: float = staff_hours(6.0)
    cost: float = yearly_cost(200_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Raise the floors to at least these."""
        revised = changed(
            rules,
            section_floor_service=max(rules.section_floor_service, self.floor_service),
            section_floor_community=max(rules.section_floor_community, self.floor_community),
        )
        return booked(revised, self.hours, self.cost)
