"""Incubator: a guidance centre coaches organizations, run by another organization under contract.

Mechanism  The centre coaches a limited number of organizations at a time, which become more active and survive more
           often. Its operator may also evaluate those that it coaches. The running cost holds the operators' contracts.
Expected   Coached organizations last; the others do not gain.
Fails      An operator that evaluates its own work reports it too well (F41, F42).
Interacts  Coaches whom `dual_track_entry` brings. The larger capacity holds, the gain replaces an earlier one. Written
           after `supervision` it undoes an independent evaluation: leave `operator_evaluates` out to keep it.
Source     Centre at Chunxi Road from April 2010 (article, F39), run under contract by another organization (F41) that
           also evaluates (F42). Capacity, gain and the contracts' price are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class Incubator(Reform):
    """Guidance centres that coach organizations."""

    title: ClassVar[str] = "Incubator"
    title_zh: ClassVar[str] = "社会组织孵化"
    about_zh: ClassVar[str] = (
        "机制　中心同时辅导有限数量的组织，使其更活跃、更易存续。运营方也可评估所辅导的组织。运行经费含运营合同。\n"
        "预期　受辅导的组织更持久；其余无所得。\n"
        "可能失败　评估自身工作的运营方会报得过好（F41、F42）。\n"
        "相互作用　辅导 dual_track_entry 带来的组织。取较大容量，增益替换原有设置。若写在 supe"
        "rvision 之后，会取消独立评估；要保留独立评估，请不设 operator_evaluates。\n"
        "来源　春熙路中心自2010年4月运行（报道，F39），由另一组织按合同运营（F41）并负责评估（F42）。容"
        "量、增益和合同价格为假定。"
    )
    bundle: ClassVar[str] = "R3"
    enacted: ClassVar[str] = "2010-04-01"
    level: ClassVar[str] = "street"

    capacity: int = param(
        20, bounds=(0, 60), unit="organizations/centre", neutral=0,
        doc="organizations that a street's centre coaches at a time", zh="每个指导服务中心同时孵化数")
    gain: float = param(
        0.15, bounds=(0, 0.3), unit="share", neutral=0.15,
        doc="gain of a coached organization in activity and survival", zh="孵化对活跃度和存续的增益")
    operator_evaluates: bool = param(
        True, source="article", tag="S", neutral=False,
        doc="the centre's operator also evaluates organizations", zh="孵化运营方兼任评估")
    hours: float = staff_hours(10.0)
    cost: float = yearly_cost(1_600_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Raise the capacity, set its gain, and say whether the operator evaluates."""
        revised = changed(rules, operator_evaluates=rules.operator_evaluates or self.operator_evaluates)
        if self.capacity > 0:
            revised = changed(
                revised,
                incubator_capacity=max(rules.incubator_capacity, self.capacity),
                incubator_gain=self.gain,
            )
        return booked(revised, self.hours, self.cost)
