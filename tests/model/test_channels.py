"""Each channel between the tiers: with it, a change upstream moves what lies behind; cut, it does not, bit for bit.

All other channels are cut but those that the path needs, so that the tested one is the only way through.
The channels are found in World; one without a row below fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from govsim.agents.bodies import BRANCH
from govsim.model import GovernanceModel
from govsim.params import declared
from govsim.run import RulesOf
from govsim.world import World
from tests.model.small import START, built, differences, restored, revision, scenario, state

CHANNELS = [name for name in declared(World) if name.startswith("channel_")]


@dataclass(frozen=True)
class Path:
    """What drives a channel (rules put in force, or a change of state) and what lies behind it."""

    drive: Mapping[str, Any] | Callable[[GovernanceModel], None]
    behind: str
    """State that moves, as "table.column", separated by spaces."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Rules in force throughout."""
    needs: str = ""
    """Other channels of the path."""
    world: Mapping[str, Any] = field(default_factory=dict)
    before: int = 1
    """Months before the change."""
    months: int = 2
    start: int = START


UNITS = {"unit_households": 126.0}
BODIES = {**UNITS, "mandate": 1.0}
POSTED = {"station_share": 1.0, "station_posts": 2.0}
STATIONS = {**POSTED, "moved_task_share": 0.3}
MONEY = {"purchase_budget": 5e6, "purchase_cap_share": 0.3}


def stronger_earthquake(model: GovernanceModel) -> None:
    model.world = replace(model.world, quake_upward=1.0, quake_volunteering=0.6)


def working_branches(model: GovernanceModel) -> None:
    model.courtyards.function[:, BRANCH] = 0.9


def working_bodies(model: GovernanceModel) -> None:
    model.courtyards.function[:] = 0.9


def full_trust(model: GovernanceModel) -> None:
    model.residents.trust_gov[:] = 0.95


def closer_neighbours(model: GovernanceModel) -> None:
    model.courtyards.social_capital[model.courtyards.community < 30] *= 1.8


def larger_organizations(model: GovernanceModel) -> None:
    model.organizations.members[:] *= 3.0


PATHS = {
    "channel_earthquake": Path(
        stronger_earthquake, "streets.attention residents.active", start=2008 * 12 + 2, months=3
    ),
    "channel_economy_revenue": Path({"weight_economy": 0.05}, "districts.revenue", months=3),
    "channel_passdown": Path({"weight_upward": 0.8}, "communities.passed_down communities.load"),
    "channel_visits": Path({"weight_service": 0.8}, "courtyards.shared_performance residents.satisfaction"),
    "channel_upkeep": Path({"weight_service": 0.8}, "courtyards.condition"),
    "channel_station_help": Path({"weight_service": 0.8}, "stations.back_office_hours", given=STATIONS),
    "channel_street_enabling": Path(
        {"weight_community": 0.8},
        "communities.enabling_hours courtyards.enabling_hours courtyards.support",
        given=UNITS,
    ),
    "channel_visible_pull": Path(
        {"demonstration_courtyards": 2}, "courtyards.enabling_hours", given=UNITS, needs="channel_street_enabling"
    ),
    "channel_organization_support": Path(
        {"weight_community": 0.8}, "organization_help organizations.activity", months=3
    ),
    "channel_slack_enabling": Path(
        {"committee_posts": 6.0}, "communities.enabling_hours courtyards.enabling_hours", given=UNITS
    ),
    "channel_refill": Path(
        {"committee_posts": 6.0, "station_posts": 8.0},
        "communities.refilled_tasks stations.refilled",
        given=STATIONS,
        months=4,
        needs="channel_task_transfer",
    ),
    "channel_task_transfer": Path(
        {"moved_task_share": 0.6}, "communities.moved communities.load stations.extra_load", given=POSTED
    ),
    "channel_paper": Path(
        {"weight_upward": 0.8},
        "communities.paper_hours communities.backlog windows.granted",
        world={"hours_regular_task": 12.0, "committee_staff": 5.0},
    ),
    "channel_burden_applying": Path({"station_share": 1.0}, "windows.known windows.apply", months=3),
    "channel_service_satisfaction": Path({"station_share": 1.0}, "residents.satisfaction", months=3),
    "channel_observability": Path(
        {"mandate": 1.0}, "courtyards.observability", given=UNITS, needs="channel_street_enabling", months=4
    ),
    "channel_monitoring": Path(
        {"mandate": 1.0}, "courtyards.monitoring", given=UNITS, needs="channel_street_enabling", months=4
    ),
    "channel_leadership": Path(
        working_branches,
        "courtyards.monitoring courtyards.observability",
        given=BODIES,
        before=3,
        months=1,
        needs="channel_street_enabling channel_monitoring channel_observability",
    ),
    "channel_bodies_contacts": Path(working_bodies, "residents.active", months=1),
    "channel_participation_condition": Path({"unit_households": 90.0}, "courtyards.condition"),
    "channel_condition_satisfaction": Path(
        {"weight_service": 0.8}, "courtyards.shared_performance residents.satisfaction", needs="channel_upkeep"
    ),
    "channel_satisfaction_trust": Path({"weight_service": 0.8}, "residents.trust_gov", needs="channel_visits"),
    "channel_trust_participation": Path(full_trust, "residents.active", months=1),
    "channel_burnout": Path(
        {"group_passdown": 0.6},
        "residents.burnout courtyards.burnout",
        given=BODIES,
        needs="channel_street_enabling",
        before=4,
        months=4,
    ),
    "channel_founding": Path(
        closer_neighbours, "organizations.status", world={"founding_base": -1.5, "founding_steering": 1.0}, months=8
    ),
    "channel_dependence": Path(MONEY, "organizations.responsiveness", months=8),
    "channel_service_relief": Path(
        {"functions_released": 0.6},
        "committee_relief communities.relieved communities.load",
        given={**MONEY, "functions_released": 0.0},
        months=6,
    ),
    "channel_organization_help": Path(larger_organizations, "windows.apply windows.takeup"),
    "channel_organization_services": Path(
        larger_organizations, "courtyards.shared_performance courtyards.condition courtyards.social_capital"
    ),
    "channel_shell_distrust": Path(
        {"audit_rate": 1.0},
        "shell_evidence residents.trust_gov",
        given={"filing_open": True, "organization_subsidy": 10_000.0},
        before=4,
        months=6,
    ),
    "channel_rank_pressure": Path({"count_quota": 1.0}, "streets.pressure streets.attention", months=5),
}
"""How each channel is driven and what lies behind it."""


def moved(channel: str, whole: bool) -> set[str]:
    """State that the drive moves, with the channel or with it cut."""
    path = PATHS[channel]
    through = {*path.needs.split(), *((channel,) if whole else ())}
    model = built(
        dict(path.given),
        months=path.before + path.months,
        start=path.start,
        world={**{name: name in through for name in CHANNELS}, **path.world},
    )
    for _ in range(path.before):
        model.step()
    with restored(model):
        for _ in range(path.months):
            model.step()
        still = state(model)
    if callable(path.drive):
        path.drive(model)
    else:
        driven = scenario(
            revision(dict(path.given), path.start),
            revision(dict(path.drive), path.start + path.before),
            months=path.before + path.months,
            start=path.start,
        )
        model.rules_of = RulesOf(driven, model.place)
    for _ in range(path.months):
        model.step()
    return differences(still, state(model))


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_carries_and_can_be_cut(channel: str) -> None:
    assert channel in PATHS, f"{channel} has no row in PATHS: say what drives it and what lies behind it"
    behind = set(PATHS[channel].behind.split())
    reached = moved(channel, whole=True)
    assert behind <= reached, f"the drive does not reach {sorted(behind - reached)}"
    past = behind & moved(channel, whole=False)
    assert not past, f"{sorted(past)} still move when {channel} is cut"


def test_every_row_is_a_channel() -> None:
    assert set(PATHS) == set(CHANNELS)


def test_all_channels_cut_still_make_a_district() -> None:
    """Every structural switch at once: the accounts balance and measures stay where they are under no reform."""
    model = built(months=6, world=dict.fromkeys(CHANNELS, False))
    for _ in range(6):
        model.step()
    assert (model.communities.passed_down == 0).all() and (model.organization_help == 0).all()
    assert 0 < model.residents.satisfaction.mean() < 1
