"""The month of residents and courtyards in plain Mesa: one object an agent, `AgentSet.do`, the model's own dice."""

from __future__ import annotations

from govsim.agents import bodies
from tests.oracle import world as oracle
from tests.oracle.courtyards import Courtyard
from tests.oracle.residents import Resident


def month(world: oracle.OracleWorld) -> None:
    """The processes of the oracle's month, each activated as Mesa's tutorials do."""
    residents, yards = world.agents_by_type[Resident], world.agents_by_type[Courtyard]
    dice = world.random.random
    oracle.move_households(world)
    yards.do("set_units")
    oracle.choose_demonstrations(world)
    oracle.found(world)
    for home in world.households:
        home.open_case(dice())
    for home in world.households:
        home.settle_case(dice(), dice())
    residents.do("hear_of_service")
    oracle.enable(world)
    residents.do("look_around")
    residents.do(lambda one: one.act(dice()))
    yards.do(lambda yard: yard.live([dice() for _ in bodies.BODIES]))
    yards.do("collect_fees")
    oracle.trade(world)
    residents.do("reflect")
    oracle.share_groups(world)
