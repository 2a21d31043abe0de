"""simulate(scenario, seed) -> Run: the only door from experiments, reports and screens to the model."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from govsim.agents.in_common import MOST_RESIDENTS, InCommon
from govsim.agents.network import ties
from govsim.conservation import NotANumber
from govsim.detail import DETAIL
from govsim.memory import keep_freed_memory
from govsim.model import GovernanceModel
from govsim.month import month_name
from govsim.observation import Observer
from govsim.params import Fault, InputError, nearest
from govsim.place import Place, load_place
from govsim.scenario import RulesInForce, Scenario, Timetable, rules_in_force, timetable
from govsim.settled import Settled

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Run:
    """What came of one scenario and seed.

    `tables` has a frame a level (district, street, community, group, courtyard, as far as asked for):
    `month` ("2008-06"), `unit` (name), then one float64 column a measure, NaN where a measure is not
    defined at that unit.
    """

    scenario: Scenario
    seed: int
    tables: dict[str, pd.DataFrame]
    notes: tuple[tuple[str, str], ...] = ()
    """What a reader of this run must know, English and Chinese."""
    network: pd.DataFrame | None = None
    """Who is under whom, serves whom and works for whom each December and in the last month, a row a tie
    (see `govsim.agents.network.ties`); kept together with the table of the courtyards."""

    @property
    def district(self) -> pd.DataFrame:
        """The table of the district."""
        return self.tables["district"]

    @property
    def street(self) -> pd.DataFrame:
        """The table of the streets."""
        return self.tables["street"]

    @property
    def community(self) -> pd.DataFrame:
        """The table of the communities."""
        return self.tables["community"]

    @property
    def group(self) -> pd.DataFrame:
        """The table of the resident groups."""
        return self.tables["group"]

    @property
    def courtyard(self) -> pd.DataFrame:
        """The table of the courtyards; KeyError unless the run was asked for it (`detail="courtyard"`)."""
        return self.tables["courtyard"]

    def __repr__(self) -> str:
        tables = ", ".join(f"{name} {len(table)}" for name, table in self.tables.items())
        first, last = month_name(self.scenario.start), month_name(self.scenario.end)
        return f"<Run of {self.scenario.name}, seed {self.seed}, {first} to {last}; rows: {tables}>"


@dataclass(frozen=True)
class RulesOf:
    """The rules of a scenario by month: all that the model learns of it."""

    scenario: Scenario
    place: Place

    @cached_property
    def timetable(self) -> Timetable:
        """Found once; looking it up by the scenario's value takes longer than composing a month."""
        return timetable(self.scenario, self.place)

    def __call__(self, month: int) -> RulesInForce:
        return self.timetable.month(month)


@lru_cache(maxsize=8)
def known_place(name: str, tables: str) -> Place:
    """A place read once; `tables` is the checksum of a folder's tables, empty for a place of the program."""
    return load_place(name)


@cache
def settled() -> Settled:
    """The districts that this process keeps: settled ones, and those before a first change of the rules."""
    return Settled()


@lru_cache(maxsize=2)
def in_common(beginning: tuple[Hashable, ...], seed: int) -> InCommon:
    """What the runs that begin alike share, of the last ones that this process made."""
    return InCommon(keeps=True)


def made(scenario: Scenario, seed: int, rules_of: RulesOf, looking: bool = False) -> GovernanceModel:
    """The model of a scenario, made and settled anew; `looking` as in the model."""
    place = rules_of.place
    initial = rules_in_force(replace(scenario, revisions=()), place, scenario.start)
    return GovernanceModel(place, scenario.world, rules_of, initial, scenario.months, seed, scenario.sample, looking)


def build(scenario: Scenario, seed: int) -> GovernanceModel:
    """The model of a scenario after its burn-in, before the first month."""
    rules_of = RulesOf(scenario, known_place(scenario.place, scenario.tables))
    model = settled().get((scenario.beginning, seed), lambda: made(scenario, seed, rules_of))
    model.rules_of = rules_of
    return model


def simulate(
    scenario: Scenario,
    seed: int,
    *,
    detail: str = "community",
    progress: Callable[[int, int], None] | None = None,
    watch: Callable[[np.ndarray], None] | None = None,
) -> Run:
    """Run a scenario with a seed; `progress(done, all)` is called after each month.

    `detail` is a key of `govsim.detail.DETAIL`: the levels that the run has tables of. `watch(values)` is
    given the district's measures of each month, in the order of `MEASURES`. InputError for another `detail`
    or no seed.

    The same scenario and seed give the same tables, bit for bit, on one set of library versions.
    A number in state that is none raises ConservationError with month, process and agent.
    """
    if seed < 0:
        raise InputError([Fault("seed", f"must be a whole number, 0 or more, not {seed!r}")])
    if detail not in DETAIL:
        raise InputError([Fault("detail", f"{detail!r} is no level of detail{nearest(detail, DETAIL)}")])
    try:
        return simulated(scenario, seed, detail, progress, watch)
    except NotANumber:
        look_closely(scenario, seed)
        raise


def look_closely(scenario: Scenario, seed: int) -> None:
    """Repeat a run with a look at all state after each process, until the first number that is none raises."""
    model = made(scenario, seed, RulesOf(scenario, known_place(scenario.place, scenario.tables)), looking=True)
    for _ in scenario.months:
        model.step()


def simulated(
    scenario: Scenario,
    seed: int,
    detail: str,
    progress: Callable[[int, int], None] | None,
    watch: Callable[[np.ndarray], None] | None,
) -> Run:
    """The run of `simulate`."""
    keep_freed_memory()
    model, observer, networks = begun(scenario, seed, detail)
    if len(model.residents) <= MOST_RESIDENTS:
        model.in_common = in_common(scenario.beginning, seed)
    behind = len(observer.months)
    for done, month in enumerate(scenario.months):
        if done >= behind:
            if month == scenario.first_change and done > behind:
                course = (observer.record(), tuple(networks))
                settled().keep((scenario.beginning, seed, detail), month, model, course)
            model.step()
            observer.observe()
            if detail == "courtyard" and (model.month_text.endswith("-12") or month == scenario.end):
                networks.append(ties(model.network))
        if watch is not None:
            watch(observer.district(done))
        if progress is not None:
            progress(done + 1, len(scenario.months))
    run = Run(scenario, seed, observer.tables(), notes_on(model), joined(networks))
    model.let_go()
    return run


def begun(scenario: Scenario, seed: int, detail: str) -> tuple[GovernanceModel, Observer, list[pd.DataFrame]]:
    """Where a run begins: at its start, or where another's course that is kept is about to part from its own."""
    found = settled().latest((scenario.beginning, seed, detail), scenario.start, scenario.first_change)
    if found is None:
        model = build(scenario, seed)
        return model, Observer(model, detail), []
    model, (record, networks) = found
    model.rules_of = RulesOf(scenario, model.place)
    return model, Observer(model, detail, record), list(networks)


def joined(networks: list[pd.DataFrame]) -> pd.DataFrame | None:
    """The networks of several months as one table; None where there is none."""
    import pandas as pd

    return pd.concat(networks, ignore_index=True) if networks else None


def notes_on(model: GovernanceModel) -> tuple[tuple[str, str], ...]:
    """Warnings about a run: a sample too small, a burn-in that did not settle."""
    notes = []
    if model.population.floor_rules:
        notes.append(
            (
                f"at sample {model.sample:g} most courtyards are drawn at the least, 4 households: results need more",
                f"抽样比例 {model.sample:g} 下多数院落只抽到最低的4户；正式结果请用更大的比例",
            )
        )
    if not model.stationary:
        notes.append(
            (
                f"the burn-in was stopped after {model.burn_in_months} months without having settled",
                f"预热{model.burn_in_months}个月后仍未平稳",
            )
        )
    return tuple(notes)
