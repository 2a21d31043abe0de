"""Purchased services: tenders of each street, and what contracts take off committees and stations.

Mechanism  Free money of the month becomes contracts of a fixed size and length. Bids are scored by
           quality as evaluated, relation and noise; evaluation mixes true quality with reported
           activity, more so when the guidance centre's operator evaluates its peers. What bidders
           cannot take goes back; work that contracts do not cover falls back to the committee.
Source     Contract score (T18), evaluation bias (F41-F42).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org
from govsim.agents.district import ITEMS
from govsim.agents.ranks import rank_within

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

PURCHASES = ITEMS.index("purchases")


def tender(model: GovernanceModel) -> None:
    """Contracts end after their time, lapse when money is cut, and are awarded with what is free.

    Work is delivered under them in the same month; money for what is not delivered goes back.
    """
    world, t = model.world, model.organizations
    holders = contract_holders(model)
    age = t.contract_age.take(holders) + 1.0
    t.contract_age[holders] = age
    t.contract[holders[age >= world.contract_months]] = 0.0
    rows = org.existing(t)
    relation = t.relation.take(rows)
    relation += ((t.contract.take(rows) > 0.0) - relation) / world.contract_months
    t.relation[rows] = relation
    money = purchase_money(model)
    if holders.size:
        lapse(model, money)
    if money.any():
        award(model, np.floor((money - committed(model)) / world.contract_size + 1e-9))


def contract_holders(model: GovernanceModel) -> np.ndarray:
    """Rows of the organizations under contract, in order."""
    rows = org.formal(model.organizations)
    return rows[model.organizations.contract.take(rows) > 0.0]


def purchase_money(model: GovernanceModel) -> np.ndarray:
    """What each street may spend on purchased services this month, yuan."""
    share = model.streets.population_share * model.rules.street.purchase_budget
    total = share.sum()
    return model.districts.paid[0, PURCHASES] * share / total if total > 0 else np.zeros(share.shape)


def committed(model: GovernanceModel) -> np.ndarray:
    """Value of the contracts in force, by street, yuan a month."""
    t = model.organizations
    holders = contract_holders(model)
    return np.bincount(t.street.take(holders), weights=t.contract.take(holders), minlength=len(model.streets))


def lapse(model: GovernanceModel, money: np.ndarray) -> None:
    """Where money no longer covers the contracts, the youngest ones lapse."""
    t, world = model.organizations, model.world
    keep = np.floor(money / world.contract_size + 1e-9)
    holders = contract_holders(model)
    at = t.street.take(holders)
    if not (np.bincount(at, minlength=len(keep)) > keep).any():
        return
    order = np.lexsort((-t.contract_age.take(holders), at))  # rows are in the order of their slots
    at = at.take(order)
    t.contract[holders[order[rank_within(at, len(keep)) >= keep.take(at)]]] = 0.0


def award(model: GovernanceModel, number: np.ndarray) -> None:
    """The best-scored bidders of each street get its new contracts."""
    t, rules = model.organizations, model.rules.street
    awarding = number > 0
    if not awarding.any():
        return
    rows = org.formal(t)
    at = t.street.take(rows)
    may = (t.status.take(rows) == org.REGISTERED) | rules.filed_may_bid.take(at)
    may &= awarding.take(at)
    may &= t.contract.take(rows) == 0
    may &= ~t.dormant.take(rows)
    bidders, at = rows[may], at[may]
    if not bidders.size:
        return
    order = np.lexsort((-bid_scores(model, bidders), at.astype(np.int16)))  # short numbers are sorted faster
    at = at.take(order)
    won = bidders[order[rank_within(at, len(number)) < number.take(at)]]
    t.contract[won] = model.world.contract_size
    t.contract_age[won] = 0


def bid_scores(model: GovernanceModel, rows: np.ndarray) -> np.ndarray:
    """score = wq (evaluated quality) + wr (relation) + noise, for the given organizations."""
    world, t, rules = model.world, model.organizations, model.rules.street
    at = t.street.take(rows)
    bias = np.where(rules.operator_evaluates, world.evaluation_bias, world.evaluation_bias_independent).take(at)
    reported = np.where(t.motive.take(rows) == org.MISSION, t.activity.take(rows), world.reported_by_shells)
    evaluated = (1.0 - bias) * t.quality.take(rows) + bias * reported
    noise = world.bid_noise * model.chance.normal("tender", model.month, t.slot.take(rows))
    relation = rules.relation_weight.take(at) * t.relation.take(rows)
    return np.asarray(rules.quality_weight.take(at) * evaluated + relation + noise)


def relieve(model: GovernanceModel) -> None:
    """Contracted hours take released work off committees and stations from next month on.

    The relief of a street is what its contractors deliver, at most the released share of the work;
    it is divided by load.
    """
    world, communities, stations = model.world, model.communities, model.stations
    paid = model.districts.paid[0, PURCHASES]
    model.districts.returned[0] = paid - model.organizations.delivered.sum()
    if not model.contracted_hours.any():
        model.committee_relief[:] = model.station_relief[:] = 0.0
        return
    streets = len(model.streets)
    committee = communities.load + model.committee_relief
    station = stations.extra_load + model.station_relief
    work = np.bincount(communities.street, weights=committee, minlength=streets)
    work += np.bincount(stations.street, weights=station, minlength=streets)
    released = model.rules.street.functions_released * work
    done = np.minimum(model.contracted_hours, released) * world.channel_service_relief
    rate = np.divide(done, work, out=np.zeros(work.shape), where=work > 0)
    model.committee_relief[:] = committee * rate[communities.street]
    model.station_relief[:] = station * rate[stations.street]


def support(model: GovernanceModel) -> None:
    """Street hours for organizations help each formal one, with diminishing returns, next month."""
    world, t = model.world, model.organizations
    number = np.bincount(t.street.take(org.formal(t)), minlength=len(model.streets))
    hours = model.streets.organization_hours / np.maximum(number, 1)
    model.organization_help[:] = world.support_gain * (1.0 - np.exp(-hours / world.support_hours))
