"""Twins: the same agent in two worlds, the first decision that differs, and the causes of what comes of it.

Mechanism  A trace tells when each number first differed between the worlds, the wiring which numbers follow from
which. A difference is put down to the number it follows from that differed last before it, and to all such that
came to differ in the same month, preferably of the agent's own surroundings; and so on back to the rules or
assumptions in which the scenarios differ. The chain tells how the first difference came about; what an outcome is
made of at the end of the run is told by the numbers that feed it directly, in both worlds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from govsim.experiment.compare import scenario_faults
from govsim.params import InputError
from govsim.trace import AT_START, RULES, WORLDS, Found, Kind, Trace, Words, trace
from govsim.wiring import wiring

if TYPE_CHECKING:
    import pandas as pd

    from govsim.scenario import Scenario

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "street": ("streets.visits", "streets.enabling_hours", "residents.satisfaction"),
    "community": ("communities.enabling_hours", "windows.takeup", "residents.satisfaction"),
    "courtyard": ("courtyards.function", "courtyards.condition", "residents.satisfaction"),
    "organization": ("organizations.status", "organizations.activity", "organizations.dependence"),
    "resident": ("residents.contribution", "residents.satisfaction", "residents.trust_gov"),
}
"""Kind of agent -> what its life comes to."""

DECISIONS: Mapping[str, tuple[str, ...]] = {
    "street": ("streets.attention",),
    "community": ("communities.enabling_hours", "communities.paper_hours", "companies.founded_now"),
    "courtyard": ("courtyards.formal", "residents.active", "residents.contribution", "residents.case"),
    "organization": ("organizations.status", "organizations.contract"),
    "resident": ("residents.active", "residents.contribution", "residents.case"),
}
"""Kind of agent -> what it decides, itself or by those who live in it."""


STATELESS = ("rules", "world", "model")
"""What has no course of its own in a trace."""


@dataclass(frozen=True)
class Step:
    """A first difference and what it is put down to: numbers, or revisions of the scenario."""

    found: Found
    causes: tuple[Found, ...]
    revisions: tuple[Words, ...]


@dataclass(frozen=True, repr=False)
class Twins:
    """The same agent in two worlds.

    `decision` is the first decision that differs, None where none does; `chain` every step up to the decision and
    the outcomes, in order; `outcomes` those that differ at all.
    """

    scenario: Scenario
    baseline: Scenario
    seed: int
    trace: Trace
    decision: Step | None
    chain: tuple[Step, ...]
    outcomes: tuple[str, ...]

    def __repr__(self) -> str:
        who = f"{self.trace.kind} {self.trace.name}"
        return f"<Twins of {who}: {self.scenario.name} and {self.baseline.name}, seed {self.seed}>"

    def ends(self, outcome: str) -> dict[str, float]:
        """An outcome in both worlds at the end of the run."""
        last = self.trace.series[self.trace.series["month"] == self.trace.series["month"].iloc[-1]]
        name = column_of(self.trace, outcome)
        return {world: float(last.loc[last["world"] == world, name].iloc[0]) for world in WORLDS}

    def feeds(self, outcome: str) -> dict[str, dict[str, float]]:
        """The agent's own numbers from which an outcome directly follows and that differ, at the end of the run."""
        here = {item.variable for item in self.trace.first if item.sphere == "here"}
        state = [name for name in sorted(wiring().sources[outcome] & here) if name.split(".")[0] not in STATELESS]
        return {name: self.ends(name) for name in state}

    def tables(self) -> dict[str, pd.DataFrame]:
        """The chain, all first differences, and the course of every number, as frames."""
        import pandas as pd

        chain = [
            {**flat(step.found), "because_of": " & ".join(item.variable for item in step.causes),
             "revisions": " & ".join(english for english, _ in step.revisions)}
            for step in self.chain
        ]
        return {
            "chain": pd.DataFrame(chain),
            "first_differences": pd.DataFrame([flat(item) for item in self.trace.first]),
            "course": self.trace.series,
        }

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "scenario": self.scenario.name,
            "baseline": self.baseline.name,
            "seed": self.seed,
            "kind": self.trace.kind,
            "agent": self.trace.name,
            "belongs_to": dict(self.trace.above),
            "decision": None if self.decision is None else spelled(self.decision),
            "chain": [spelled(step) for step in self.chain],
            "outcomes": {name: self.ends(name) | {"feeds": self.feeds(name)} for name in self.outcomes},
        }


def twins(
    scenario: Scenario, baseline: Scenario, kind: Kind, name: str, *, seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Twins:
    """Follow an agent in both worlds; InputError where the scenarios do not pair or nobody has the name."""
    faults = scenario_faults(baseline, [scenario])
    if faults:
        raise InputError(faults)
    return told_by(scenario, baseline, seed, trace(scenario, baseline, kind, name, seed=seed, progress=progress))


def told_by(scenario: Scenario, baseline: Scenario, seed: int, found: Trace) -> Twins:
    """What a trace tells: the first decision that differs, the chain behind it and the outcomes."""
    kind = found.kind
    known: dict[tuple[str, str], Found] = {(item.variable, item.sphere): item for item in found.first}
    outcomes = tuple(item for item in OUTCOMES[kind] if (item, "here") in known)
    decided = [item for item in found.first if item.variable in DECISIONS[kind] and item.sphere == "here"]
    wanted = [*decided[:1], *(known[item, "here"] for item in outcomes)]
    steps: dict[tuple[str, str], Step] = {}
    for item in wanted:
        back(item, known, steps, found.revisions)
    chain = tuple(sorted(steps.values(), key=lambda step: step.found.when))
    decision = steps[decided[0].variable, "here"] if decided else None
    return Twins(scenario, baseline, seed, found, decision, chain, outcomes)


def back(
    item: Found, known: Mapping[tuple[str, str], Found], steps: dict[tuple[str, str], Step],
    revisions: Mapping[str, tuple[Words, ...]],
) -> None:
    """Add a difference and everything it is put down to."""
    while (item.variable, item.sphere) not in steps:
        causes = causes_of(item, known)
        steps[item.variable, item.sphere] = Step(item, causes, revisions.get(item.variable, ()))
        if not causes:
            return
        for other in causes[1:]:
            back(other, known, steps, revisions)
        item = causes[0]


def causes_of(item: Found, known: Mapping[tuple[str, str], Found]) -> tuple[Found, ...]:
    """Of the numbers from which a difference follows, what differed last before it, and all of the same month.

    Of others of its kind only where nothing of the agent's own differed before; of numbers that one process
    writes by turns, in either order, only where nothing else did. Rules and what differs at the start have no cause.
    """
    if item.process in (RULES, AT_START):
        return ()
    names = (*wiring().sources.get(item.variable, frozenset()), item.variable)
    for sphere in ("here", "elsewhere"):
        given = [known[name, sphere] for name in names if (name, sphere) in known]
        before = [found for found in given if found.when < item.when]
        before = before or [found for found in given if found.when[:2] == item.when[:2] and found is not item]
        if before:
            before.sort(key=lambda found: found.when, reverse=True)
            return tuple(found for found in before if found is before[0] or found.month == item.month)
    return ()


def column_of(found: Trace, variable: str) -> str:
    """The column of the course that shows a number: of a vector, the component that differed first."""
    if variable in found.series.columns:
        return variable
    part = next(item.part for item in found.first if item.variable == variable and item.sphere == "here")
    return f"{variable}:{part}"


def flat(item: Found) -> dict[str, Any]:
    """A difference as a row."""
    content = asdict(item)
    del content["when"]
    return content


def spelled(step: Step) -> dict[str, Any]:
    """A step as JSON."""
    because, revisions = [item.variable for item in step.causes], [english for english, _ in step.revisions]
    return {**flat(step.found), "because_of": because, "revisions": revisions}
