"""What holds in every world and under every reform: accounts balance, shares are shares, numbers are numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsim.agents import courtyard
from govsim.agents import social_organization as org
from govsim.agents.rows import columns
from govsim.agents.social_organization import existing
from govsim.conservation import ConservationError, check, finite, require
from govsim.measures import MEASURES
from govsim.model import GovernanceModel
from govsim.params import declared
from govsim.reforms.base import Reform, found
from govsim.rules import Rules
from govsim.run import Run
from govsim.world import World
from tests.model.small import START, after, built, restored, revision, run, tables
from tests.strategies import some_fields

MONTHS = 12
FEW = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@st.composite
def reforms(draw: st.DrawFn) -> list[Reform]:
    """Some of the reforms, each with any parameters."""
    chosen = draw(st.lists(st.sampled_from(list(found().values())), max_size=17, unique=True))
    return [rule(**draw(some_fields(rule, 2))) for rule in chosen]


def sound(done: Run) -> None:
    """Shares in [0, 1], nothing infinite, and numbers wherever there is something to measure."""
    for level, frame in done.tables.items():
        for name, measure in MEASURES.items():
            values = frame[name].to_numpy()
            assert not np.isinf(values).any(), (level, name)
            if level == "district" and name != "station_load_rho":
                assert not np.isnan(values).any(), name
            low = {"takeup_gap": -1.0, "formal_function_gap": -1.0, "demonstration_lead": -1.0}.get(
                name, -np.inf if name == "expectation_gap" else 0.0
            )
            high = 1.0 if measure.unit in ("share", "0-1") else np.inf
            values = values[~np.isnan(values)]
            assert ((values >= low - 1e-9) & (values <= high + 1e-9)).all(), (level, name, values.min(), values.max())


@FEW
@given(some_fields(World, 15), reforms(), st.integers(0, 1000))
def test_any_world_under_any_reforms_keeps_its_accounts(world: dict[str, Any], chosen: list[Reform], seed: int) -> None:
    sound(run(*chosen, months=MONTHS, world=world, seed=seed))


@FEW
@given(some_fields(Rules, 12), some_fields(World, 5))
def test_any_rules_keep_the_accounts(rules: dict[str, Any], world: dict[str, Any]) -> None:
    """Rules set directly in the third month, with no reform at hand."""
    sound(run(revision(rules, START + 2), months=MONTHS, world=world))


@pytest.mark.parametrize("end", [0, 1], ids=["least", "most"])
def test_all_rules_at_their_bounds(end: int) -> None:
    """Every rule at once at its least, then at its most."""
    extreme = {
        name: bool(end) if known.kind is bool else known.kind(known.bounds[end])
        for name, known in declared(Rules).items()
        if known.kind is bool or known.bounds
    }
    sound(run(extreme, months=MONTHS))


def test_all_reforms_keep_the_accounts_over_the_years() -> None:
    sound(run(*(rule() for rule in found().values()), months=36))


# --- state that is shares, and faults that are told --------------------------------------------------


@pytest.fixture(scope="module")
def grown() -> GovernanceModel:
    return after(*(rule() for rule in found().values()), months=8)


@pytest.fixture
def busy(grown: GovernanceModel) -> Iterator[GovernanceModel]:
    with restored(grown) as borrowed:
        yield borrowed


def test_state_that_is_a_share_is_one(grown: GovernanceModel) -> None:
    for name, table in tables(grown):
        for attribute, known in columns(type(table)).items():
            values = getattr(table, attribute)
            if known.unit in ("share", "0-1", "share of hours") and values.dtype.kind == "f":
                assert values.min() >= 0 and values.max() <= 1 + 1e-6, (name, attribute, values.min(), values.max())


def numbers(model: GovernanceModel) -> list[tuple[str, str]]:
    """Every float column of every table."""
    return [
        (name, attribute)
        for name, table in tables(model)
        for attribute in columns(type(table))
        if getattr(table, attribute).dtype.kind == "f"
    ]


def owner(model: GovernanceModel, table: str) -> str:
    """Who owns a table: its kind of agent, or the class of a table without agents."""
    kinds = {kind.table_name: kind.__name__ for kind in model.agent_types}
    return kinds.get(table) or type(getattr(model, table)).__name__


def month(model: GovernanceModel) -> None:
    """A month that may raise: Mesa's clock, which stops for good at an error, is left out."""
    GovernanceModel.step(model)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_number_that_is_none_is_told_with_month_agent_and_column(busy: GovernanceModel, wrong: float) -> None:
    for table, attribute in numbers(busy):
        if attribute == "contacts_required" and wrong == np.inf:
            continue  # infinite for children, who never take part
        values = getattr(getattr(busy, table), attribute)
        kept = values.copy()
        row = int(existing(busy.organizations)[-1]) if table == "organizations" else len(values) - 1
        values[row] = wrong
        with pytest.raises(ConservationError) as told:
            finite(busy)
        message = str(told.value)
        for part in ("2007-08", owner(busy, table), f"row {row}", attribute):
            assert part in message, (part, message)
        values[:] = kept
    finite(busy)


def test_a_number_that_is_none_never_survives_the_last_month_of_a_quarter(busy: GovernanceModel) -> None:
    """Put anywhere into state, it is overwritten in the month or the month raises; it never spreads in silence."""
    raised = 0
    with np.errstate(all="ignore"):
        for table, attribute in numbers(busy):
            with restored(busy):
                getattr(getattr(busy, table), attribute)[:1] = np.nan
                try:
                    month(busy)
                except ConservationError as told:
                    raised += 1
                    assert "2007-09" in str(told)
                else:
                    for name, values in ((f"{t}.{a}", getattr(getattr(busy, t), a)) for t, a in numbers(busy)):
                        assert name.endswith("contacts_required") or np.isfinite(values).all(), (table, attribute, name)
    assert raised > 50


@pytest.mark.parametrize(("months", "found"), [(9, "03"), (2, "02")], ids=["quarter", "run"])
def test_numbers_are_looked_at_in_the_last_month_of_a_quarter_and_of_a_run(months: int, found: str) -> None:
    model = built(months=months)
    model.residents.reluctance[3] = np.nan
    for _ in range(int(found) - 1):
        month(model)
    with pytest.raises(ConservationError, match=f"2007-{found}: Resident in row 3: reluctance is nan"):
        month(model)


def test_a_process_that_makes_no_number_is_named(busy: GovernanceModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(model: GovernanceModel, *rows: slice) -> None:
        model.courtyards.condition /= 0.0 * model.courtyards.condition

    monkeypatch.setattr(courtyard, "keep_up", broken)
    with pytest.raises(ConservationError, match=r"2007-09.*courtyard.*live"):
        month(busy)


@pytest.mark.parametrize("loud", [True, False])
def test_a_run_names_month_process_and_agent(monkeypatch: pytest.MonkeyPatch, loud: bool) -> None:
    """Arithmetic that faults, and a number that is none without one."""

    def broken(model: GovernanceModel, *rows: slice) -> None:
        if model.month == START + 1:
            model.courtyards.condition[7] = (np.array([0.0]) / 0.0)[0] if loud else np.nan

    monkeypatch.setattr(courtyard, "keep_up", broken)
    with pytest.raises(ConservationError, match=r"2007-02: Courtyard in row 7: condition is nan after courtyard\.live"):
        run(months=3)


ACCOUNTS = [
    ("streets", "idle_hours", "staff hours of street offices"),
    ("communities", "worked", "staff hours of committees"),
    ("communities", "moved", "duties"),
    ("streets", "other_money", "money of street offices"),
    ("streets", "grant", "grants"),
    ("organizations", "delivered", "purchases"),
    ("windows", "settled", "cases"),
    ("stations", "served", "visits"),
    ("courtyards", "population", "people"),
    ("districts", "paid", "public-service budget"),
]


@pytest.mark.parametrize(("table", "attribute", "account"), ACCOUNTS)
def test_an_account_that_does_not_balance_is_told(
    busy: GovernanceModel, monkeypatch: pytest.MonkeyPatch, table: str, attribute: str, account: str
) -> None:
    """One per cent too much in one row, before the checks of the month."""

    def tampered(model: GovernanceModel) -> None:
        values = getattr(getattr(model, table), attribute)
        if account == "public-service budget":
            values[0, 0] += model.districts.public_budget[0]
        else:
            values[0] += 0.01 * max(values[0], 1000.0)
        check(model)

    monkeypatch.setattr("govsim.model.check", tampered)
    with pytest.raises(ConservationError, match=f"2007-09.*{account}"):
        month(busy)


def test_an_organization_cannot_vanish_unbooked(busy: GovernanceModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def tampered(model: GovernanceModel) -> None:
        model.organizations.status[np.flatnonzero(model.organizations.status == org.REGISTERED)[0]] = org.LATENT
        check(model)

    monkeypatch.setattr("govsim.model.check", tampered)
    with pytest.raises(ConservationError, match="organizations"):
        month(busy)


def test_rounding_is_no_violation(busy: GovernanceModel) -> None:
    """One part in a billion passes, one in a thousand does not."""
    ones = np.full(3, 5.0)
    require(busy, "test", ones, ones * (1 + 1e-9))
    with pytest.raises(ConservationError, match="row 0"):
        require(busy, "test", ones, ones * 1.001)
