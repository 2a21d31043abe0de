"""One agent's step: the kernel of all on one row, and what the plain agent does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from govsim.agents import courtyard, resident
from govsim.agents.courtyard import Courtyard
from govsim.agents.resident import Resident
from govsim.agents.rows import Row, columns
from govsim.model import GovernanceModel
from tests.model.small import differences, restored, revision, state
from tests.oracle.compare import Twins
from tests.oracle.places import model_of, small_place
from tests.oracle.test_processes import ALL_KINDS, EARLY_2008, EVERYTHING, LIVELY
from tests.oracle.world import OracleWorld

Kernel = Callable[[GovernanceModel, slice], None]


def act_and_reflect(model: GovernanceModel, rows: slice) -> None:
    resident.act(model, rows)
    resident.reflect(model, rows)


KERNELS: dict[type[Row], Kernel] = {Resident: act_and_reflect, Courtyard: courtyard.live}


@pytest.fixture(scope="module")
def busy() -> GovernanceModel:
    place = small_place(ALL_KINDS, streets=2, residents_each=100)
    model = model_of(place, revision(dict(EVERYTHING), EARLY_2008), start=EARLY_2008, months=6, world=LIVELY)
    for _ in range(6):
        model.step()
    resident.look_around(model)
    return model


def some_rows(model: GovernanceModel, kind: type[Row]) -> list[int]:
    count = len(getattr(model, kind.table_name))
    return sorted({*range(0, count, max(1, count // 40)), count - 1})


@pytest.mark.parametrize("kind", KERNELS)
def test_a_step_is_the_kernel_on_its_row(busy: GovernanceModel, kind: type[Row]) -> None:
    """Bit for bit the same as the kernel on that row and as the row after the kernel on all; others stay."""
    table = getattr(busy, kind.table_name)
    with restored(busy):
        KERNELS[kind](busy, slice(None))
        of_all = state(busy)
    for row in some_rows(busy, kind):
        before = state(busy)
        with restored(busy):
            KERNELS[kind](busy, slice(row, row + 1))
            of_row = state(busy)
        with restored(busy):
            kind(busy, row).step()
            stepped = state(busy)
        assert differences(of_row, stepped) == set()
        assert differences(before, stepped)
        for name in (f"{kind.table_name}.{column}" for column in columns(type(table))):
            assert np.array_equal(stepped[name][row], of_all[name][row]), (name, row)
            others = np.arange(len(table)) != row
            assert np.array_equal(stepped[name][others], before[name][others]), (name, row)


@pytest.mark.parametrize("kind", KERNELS)
def test_a_step_does_what_the_plain_agent_does(busy: GovernanceModel, kind: type[Row]) -> None:
    twins = Twins(free=False)
    twins.world = OracleWorld(busy)
    plain = twins.world.residents if kind is Resident else twins.world.courtyards
    with restored(busy):
        for row in some_rows(busy, kind):
            kind(busy, row).step()
            plain[row].step()
        twins.compare(twins.world, busy, "step")
    assert not twins.rounded


def test_all_plain_agents_are_mesa_agents(busy: GovernanceModel) -> None:
    world = OracleWorld(busy)
    kinds = {kind.__name__: len(agents) for kind, agents in world.agents_by_type.items()}
    assert kinds == {"Resident": len(busy.residents), "Courtyard": len(busy.courtyards), "Company": len(busy.companies)}
