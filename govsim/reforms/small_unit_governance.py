"""Small-unit governance: decisions move from the community to courtyards, buildings or groups.

Mechanism  Units of a target size are asked to set up a Party branch, a council and a self-management group. The
           mandate makes bodies formal; whether they work depends on enabling hours, leaders and attendance.
Expected   Formal coverage jumps; functional coverage follows, lower and slower; participation is best at
           intermediate unit sizes (T07).
Fails      Form without function; capture where nobody rotates (T20); groups that carry the committee's duties
           burn out (T21).
Interacts  Lives on the hours that R1 frees. Size and quorum replace earlier ones; the stronger mandate,
           rotation and passing down hold.
Source     Smaller units and three bodies (article, F32, F36, F37); target size as the mean old courtyard (C12). Quorum,
           rotation and passing down are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class SmallUnitGovernance(Reform):
    """Smaller units with three bodies each."""

    title: ClassVar[str] = "Small-unit governance"
    title_zh: ClassVar[str] = "小单元治理"
    about_zh: ClassVar[str] = (
        "机制　要求目标规模的单元建立党支部、议事会和自管小组。强制要求使组织成立；能否运转取决于支持工时、带头人和到"
        "会。\n"
        "预期　形式覆盖迅速上升；功能覆盖随后上升，较低也较慢；中等规模单元参与最好（T07）。\n"
        "可能失败　有形式无功能；职务不轮换时被少数人把持（T20）；承担居委会事务的小组倦怠（T21）。\n"
        "相互作用　依赖第一项改革腾出的工时。规模和法定人数替换原有设置；强制、轮换和转嫁取较强者。\n"
        "来源　划小单元、三个组织（报道，F32、F36、F37）；目标规模取老旧院落平均户数（C12）。法定人数、轮"
        "换和转嫁为假定。"
    )
    bundle: ClassVar[str] = "R2"
    enacted: ClassVar[str] = "2008-10-01"
    level: ClassVar[str] = "community"

    unit_households: float = param(
        126.0, bounds=(0, 3000), unit="households", neutral=0.0,
        doc="target size of the decision unit; 0 leaves it as it is", zh="治理单元目标户数；0为不变")
    mandate: float = param(
        1.0, bounds=(0, 1), unit="share", neutral=0.0,
        doc="how strongly courtyards are required to set up the three bodies", zh="要求院落建立三个组织的强度")
    quorum: float = param(
        0.3, bounds=(0.05, 0.6), unit="share of households", neutral=0.3,
        doc="households that must attend for a unit's meeting to decide", zh="治理单元会议法定到会户数份额")
    rotation: float = param(
        0.0, bounds=(0, 1), unit="share", neutral=0.0,
        doc="how far offices in the bodies rotate", zh="院落组织职务轮换程度")
    group_passdown: float = param(
        0.15, bounds=(0, 0.6), unit="share", neutral=0.0,
        doc="share of the committee's duties passed on to self-management groups", zh="居委会事务转嫁给自管小组的份额")
    hours: float = staff_hours(12.0)
    cost: float = yearly_cost(600_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Set size and quorum where there are units or bodies to have them; raise the rest."""
        revised = changed(
            rules,
            mandate=max(rules.mandate, self.mandate),
            rotation=max(rules.rotation, self.rotation),
            group_passdown=max(rules.group_passdown, self.group_passdown),
        )
        if self.unit_households > 0:
            revised = changed(revised, unit_households=self.unit_households)
        if self.unit_households > 0 or self.mandate > 0:
            revised = changed(revised, quorum=self.quorum)
        return booked(revised, self.hours, self.cost)
