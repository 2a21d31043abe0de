"""Fiscal guarantee: the district pays the street office; the street no longer lives on local tax.

Mechanism  The retained tax share falls and a grant by population, a multiple of the average budget of 2007,
           replaces it. Of the growth of revenue, at least `marginal_public_share` goes to public services.
Expected   Budgets per resident even out between streets; stripping functions stops costing a street its income.
Fails      A multiple below 1 cuts services; commercial streets lose, residential ones gain (T22).
Interacts  The lower tax share and the higher public share hold. Multiple and indexation count only where guaranteed.
Source     The main part of new revenue goes to public services (article, F18). Revenue sharing and its loss: T22,
           Shanghai 2014-15 (C29). The other numbers are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class FiscalGuarantee(Reform):
    """Replaces the street's share of tax by a guaranteed grant."""

    title: ClassVar[str] = "Fiscal guarantee"
    title_zh: ClassVar[str] = "财力保障"
    about_zh: ClassVar[str] = (
        "机制　街道税收分成下降，改为按人口拨款，数额为2007年平均预算的倍数。财政收入增量中至少 marginal"
        "_public_share 用于公共服务。\n"
        "预期　各街道人均财力趋于均等；剥离职能不再使街道失去收入。\n"
        "可能失败　倍数低于1会削减服务；商业街道受损，居住型街道得益（T22）。\n"
        "相互作用　取较低的税收分成和较高的公共份额。倍数和增长率只在实行保障时起作用。\n"
        "来源　新增财力主要用于公共服务（报道，F18）。税收分成及其取消：T22、上海2014—2015（C29）。"
        "其余数字为假定。"
    )
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-06-01"
    level: ClassVar[str] = "street"

    guaranteed: bool = param(
        True, neutral=False,
        doc="the district guarantees the street's budget by population", zh="区级按人口保障街道经费")
    multiple: float = param(
        1.0, bounds=(0.5, 1.3), unit="multiple of the budget of 2007", neutral=1.0,
        doc="guaranteed grant as a multiple of the streets' pre-reform budget", zh="保障经费相当于改革前街道预算的倍数")
    indexation: float = param(
        0.0, bounds=(0, 0.25), unit="per year", neutral=0.0,
        doc="yearly growth of the guaranteed grant", zh="保障经费年增长率")
    retained_tax_share: float = param(
        0.0, bounds=(0, 0.3), unit="share", neutral=0.3,
        doc="most of local tax that the street office may keep (at 0.3 it keeps what it kept)",
        zh="街道税收分成比例上限（取0.3即维持原状）")
    marginal_public_share: float = param(
        0.6, bounds=(0, 0.8), unit="share", source="article", tag="S", neutral=0.0,
        doc="least share of revenue growth since 2007 that goes to public services",
        zh="2007年以来新增财力用于公共服务的最低份额")
    hours: float = staff_hours(2.0)
    cost: float = yearly_cost(50_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Cap the tax share, raise the public share and, if guaranteed, set the grant."""
        revised = changed(
            rules,
            retained_tax_share=min(rules.retained_tax_share, self.retained_tax_share),
            marginal_public_share=max(rules.marginal_public_share, self.marginal_public_share),
        )
        if self.guaranteed:
            revised = changed(
                revised, grant_guaranteed=True, grant_multiple=self.multiple, grant_indexation=self.indexation)
        return booked(revised, self.hours, self.cost)
