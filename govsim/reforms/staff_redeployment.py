"""Staff redeployment: staff of the economic section move to the other sections.

Mechanism  The moved staff add hours to service and community work, beginning at low proficiency and
           learning; how long moving and learning take is behaviour (World), not rule.
Expected   Hours facing residents rise, at full effect only after training.
Fails      Months of work are lost to moving and learning.
Interacts  Gives the floors of `section_reorganization` somebody to bind. The larger share holds.
Source     One redeployed deputy head is reported (article, F16); that all move is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules


@dataclass(frozen=True)
class StaffRedeployment(Reform):
    """Moves economic staff to other sections."""

    title: ClassVar[str] = "Staff redeployment"
    title_zh: ClassVar[str] = "人员转岗"
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    moved: float = param(
        1.0, bounds=(0, 1), unit="share", neutral=0.0,
        doc="share of economic staff moved to other sections", zh="经济科室人员转岗份额")
    hours: float = staff_hours(8.0)
    cost: float = yearly_cost(300_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Move at least this share."""
        revised = replace(rules, economic_staff_moved=max(rules.economic_staff_moved, self.moved))
        return booked(revised, self.hours, self.cost)
