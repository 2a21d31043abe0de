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

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


def tender(model: GovernanceModel) -> None:
    """Contracts end after their time, lapse when money is cut, and are awarded with what is free.

    Work is delivered under them in the same month; money for what is not delivered goes back.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    rows, holders = org.existing(t), contract_holders(model)
    t.contract_age[holders] += 1
    t.contract[holders[t.contract_age[holders] >= world.contract_months]] = 0.0
    t.relation[rows] += ((t.contract[rows] > 0) - t.relation[rows]) / world.contract_months
    share = model.streets.population_share * rules.purchase_budget
    total = share.sum()
    money = model.districts.paid[0, org_item("purchases")] * share / total if total > 0 else np.zeros(len(share))
    lapse(model, money)
    free = money - committed(model)
    award(model, np.floor(free / world.contract_size + 1e-9).astype(np.int64))


def contract_holders(model: GovernanceModel) -> np.ndarray:
    """Rows of the organizations under contract, in order."""
    return (model.organizations.contract > 0).nonzero()[0]


def org_item(name: str) -> int:
    """Position of an item of the public-service budget."""
    from govsim.agents.district import ITEMS

    return ITEMS.index(name)


def committed(model: GovernanceModel) -> np.ndarray:
    """Value of the contracts in force, by street, yuan a month."""
    t = model.organizations
    holders = contract_holders(model)
    return np.bincount(t.street[holders], weights=t.contract[holders], minlength=len(model.streets))


def lapse(model: GovernanceModel, money: np.ndarray) -> None:
    """Where money no longer covers the contracts, the youngest ones lapse."""
    t, world = model.organizations, model.world
    keep = np.floor(money / world.contract_size + 1e-9).astype(np.int64)
    holders = contract_holders(model)
    if not (np.bincount(t.street[holders], minlength=len(keep)) > keep).any():
        return
    order = holders[np.lexsort((t.slot[holders], -t.contract_age[holders], t.street[holders]))]
    t.contract[order[rank_within(t.street[order], len(model.streets)) >= keep[t.street[order]]]] = 0.0


def rank_within(group: np.ndarray, groups: int) -> np.ndarray:
    """Position of each entry within its group, for a sorted group column.

    >>> rank_within(np.array([0, 0, 2, 2, 2]), 3).tolist()
    [0, 1, 0, 1, 2]
    """
    first = group.searchsorted(np.arange(groups))
    return np.arange(group.size) - first[group]


def award(model: GovernanceModel, number: np.ndarray) -> None:
    """The best-scored bidders of each street get its new contracts."""
    t, rules = model.organizations, model.rules.street
    if not (number > 0).any():
        return
    rows = org.is_formal(t).nonzero()[0]
    at = t.street[rows]
    may = (t.status[rows] == org.REGISTERED) | rules.filed_may_bid[at]
    bidders = rows[may & ~t.dormant[rows] & (t.contract[rows] == 0) & (number[at] > 0)]
    if not bidders.size:
        return
    score = bid_scores(model, bidders)
    order = bidders[np.lexsort((t.slot[bidders], -score, t.street[bidders]))]
    won = order[rank_within(t.street[order], len(model.streets)) < number[t.street[order]]]
    t.contract[won] = model.world.contract_size
    t.contract_age[won] = 0


def bid_scores(model: GovernanceModel, rows: np.ndarray) -> np.ndarray:
    """score = wq (evaluated quality) + wr (relation) + noise, for the given organizations."""
    world, t, rules = model.world, model.organizations, model.rules.street
    at = t.street[rows]
    bias = np.where(rules.operator_evaluates[at], world.evaluation_bias, world.evaluation_bias_independent)
    reported = np.where(t.motive[rows] == org.MISSION, t.activity[rows], world.reported_by_shells)
    evaluated = (1.0 - bias) * t.quality[rows] + bias * reported
    noise = world.bid_noise * model.chance.normal("tender", model.month, t.slot[rows])
    return np.asarray(rules.quality_weight[at] * evaluated + rules.relation_weight[at] * t.relation[rows] + noise)


def relieve(model: GovernanceModel) -> None:
    """Contracted hours take released work off committees and stations from next month on.

    The relief of a street is what its contractors deliver, at most the released share of the work;
    it is divided by load.
    """
    world, communities, stations = model.world, model.communities, model.stations
    streets = len(model.streets)
    committee = communities.load + model.committee_relief
    station = stations.extra_load + model.station_relief
    work = np.bincount(communities.street, weights=committee, minlength=streets)
    work += np.bincount(stations.street, weights=station, minlength=streets)
    released = model.rules.street.functions_released * work
    done = np.minimum(model.contracted_hours, released) * world.channel_service_relief
    rate = np.divide(done, work, out=np.zeros(work.shape), where=work > 0)
    paid = model.districts.paid[0, org_item("purchases")]
    model.districts.returned[0] = paid - model.organizations.delivered.sum()
    model.committee_relief[:] = committee * rate[communities.street]
    model.station_relief[:] = station * rate[stations.street]


def support(model: GovernanceModel) -> None:
    """Street hours for organizations help each formal one, with diminishing returns, next month."""
    world, t = model.world, model.organizations
    number = np.bincount(t.street[org.is_formal(t).nonzero()[0]], minlength=len(model.streets))
    hours = model.streets.organization_hours / np.maximum(number, 1)
    model.organization_help[:] = world.support_gain * (1.0 - np.exp(-hours / world.support_hours))
