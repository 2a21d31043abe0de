"""Attribute: how much of a scenario's effect each of its reforms, or groups of them, brings about.

The reforms are split into parts; every set of parts (2^k worlds) runs with the same seeds, the rest
of the scenario unchanged. Within each seed the worlds are a game (`govsim.experiment.game`): Shapley
shares add up to the total effect, dividends say what parts do together and not alone, marginal
contributions what a part adds to each set before it. Intervals over seeds: `govsim.experiment.paired`.

A baseline that differs from the scenario in more than the parts adds one row, "rest": what the
scenario without any of the parts differs from the baseline by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.compare import HEADLINES, argument_faults, records, scenario_faults
from govsim.month import month_name
from govsim.params import Fault, InputError, nearest

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Revision, Scenario

MOST_PARTS = 8
"""Parts of an attribution: 256 worlds a seed."""

TOTAL = "total"
"""Row of the table of shares that is that of all parts together."""


@dataclass(frozen=True)
class Part:
    """A part of a scenario's reforms: its name as asked for, and positions in `Scenario.revisions`."""

    name: str
    revisions: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class Attribution:
    """What the parts of a scenario bring about; frames are tidy, one row a fact (see `attribution_tables`).

    `shares`        measure, quantity ("horizon", or "run": mean over the months since the first difference),
                    part (or "rest", "total"), effect, low, high (95%), positive (probability), of_total
                    (share of the total effect, where that is clear), least, most (mean marginal contribution
                    over all orders), pairs, worlds_low, worlds_high (middle 90% over plausible worlds)
    `interactions`  measure, quantity, parts (joined by " & "), size, effect (dividend), low, high, positive
    `marginals`     measure, quantity, part, after (set of parts before it), orders (in how many), effect, low, high
    `orders`        the same by order of adding: order, position; empty for more than 6 parts
    `worlds`        measure, quantity, parts, level (mean), effect against the baseline, low, high
    """

    scenario: Scenario
    baseline: Scenario
    parts: tuple[Part, ...]
    seeds: tuple[int, ...]
    measures: tuple[str, ...]
    horizon: str
    frames: Mapping[str, pd.DataFrame]
    """The tables above, and `precision` where one was wanted: measure, part (or "total"), wanted (half width),
    effect, low, high (of the confidence sequence), pairs, reached, needed."""
    notes: Mapping[tuple[str, str], int]
    worlds: int = 0
    """Plausible worlds that the seeds go through; 0 where every run is in the scenarios' own."""

    def __repr__(self) -> str:
        names = ", ".join(part.name for part in self.parts)
        return f"<Attribution of {self.scenario.name} to {names}, {len(self.seeds)} pairs, horizon {self.horizon}>"

    def to_dict(self) -> dict[str, Any]:
        """As JSON takes it; the table by order is left out, since `marginals` has its numbers."""
        return {
            **self.about(),
            **{name: records(frame) for name, frame in self.frames.items() if name != "orders"},
            "notes": [{"en": words[0], "zh": words[1], "runs": runs} for words, runs in self.notes.items()],
        }

    def about(self) -> dict[str, Any]:
        """What was asked."""
        return {
            "scenario": self.scenario.name, "baseline": self.baseline.name,
            "parts": {part.name: [self.scenario.revisions[at].name for at in part.revisions] for part in self.parts},
            "seeds": list(self.seeds), "worlds": self.worlds, "measures": list(self.measures), "horizon": self.horizon,
        }


def read_parts(scenario: Scenario, text: str) -> tuple[Part, ...]:
    """The parts written as in "R1,incubator+contracting": bundles, rules or entries of the scenario.

    Chinese commas are commas. InputError with every name that is missing, unknown, named twice or in two parts.
    """
    faults: list[Fault] = []
    parts: list[Part] = []
    taken: set[int] = set()
    groups = [[name.strip() for name in group.split("+")] for group in text.replace("，", ",").split(",")]
    if not all(name for names in groups for name in names):
        raise InputError([Fault("--bundles", f"a name is missing in {text!r}")])
    named: set[str] = set()
    for names in groups:
        found: list[int] = []
        for name in names:
            if name in named:
                faults.append(Fault("--bundles", f"{name!r} is named twice"))
                continue
            named.add(name)
            at = [number for number, item in enumerate(scenario.revisions) if name in names_of(item)]
            if not at:
                known = sorted(scenario.reform_names)
                has = f"{scenario.name} has {', '.join(known)}" if known else f"{scenario.name} has no reform"
                faults.append(Fault("--bundles", f"{name!r} is no reform of the scenario; {has}{nearest(name, known)}"))
            twice = [number for number in at if number in taken]
            doubled = [name] if twice == at else [scenario.revisions[number].name for number in twice]
            faults += [Fault("--bundles", f"{item!r} is in two groups") for item in doubled if twice]
            taken.update(at)
            found += at
        parts.append(Part("+".join(names), tuple(sorted(found))))
    if len(parts) > MOST_PARTS:
        faults.append(Fault("--bundles", f"{len(parts)} groups; at most {MOST_PARTS} are allowed"))
    if faults:
        raise InputError(dict.fromkeys(faults))
    return tuple(parts)


def names_of(revision: Revision) -> set[str]:
    """Names by which a revision is found: its own, its rule's, its bundle's."""
    return {revision.name, revision.rule, getattr(revision.change, "bundle", "")} - {""}


def world_of(scenario: Scenario, parts: Sequence[Part], set_: int) -> Scenario:
    """The scenario with the parts of a set (bits) and without the others."""
    dropped = [part for number, part in enumerate(parts) if not set_ >> number & 1]
    if not dropped:
        return scenario
    gone = {at for part in dropped for at in part.revisions}
    less = " [" + " ".join(f"−{part.name}" for part in dropped) + "]"
    return replace(
        scenario, revisions=tuple(item for number, item in enumerate(scenario.revisions) if number not in gone),
        name=scenario.name + less, title=scenario.title + less, title_zh=scenario.title_zh + less,
    )


def check(
    scenario: Scenario, baseline: Scenario | None, replications: int, horizon: str | None, measures: Sequence[str]
) -> None:
    """InputError with everything that is wrong with the arguments."""
    from govsim.experiment.results import names_at
    from govsim.measures import MEASURES

    faults = [] if baseline is None else scenario_faults(baseline, [scenario])
    faults += argument_faults(scenario, replications, horizon or month_name(scenario.end), HEADLINES, MEASURES)
    known = names_at("district", MEASURES)
    if not measures:
        faults.append(Fault("measures", "name at least one measure"))
    faults += [Fault("measures", f"{name!r} is not a measure; `govsim list measures` shows all{nearest(name, known)}")
               for name in measures if name not in known]
    if faults:
        raise InputError(faults)


def attribute(
    scenario: Scenario,
    bundles: str,
    *,
    baseline: Scenario | None = None,
    measures: Sequence[str] = HEADLINES,
    seed: int = 1,
    replications: int = 8,
    out: Path | None = None,
    horizon: str | None = None,
    until: Mapping[str, float] | None = None,
    worlds: int = 0,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Attribution:
    """Run what is missing of the 2^k worlds and share their effects out.

    `bundles` is as for `read_parts`; seeds, `out`, `horizon`, `worlds` as for `compare`, and `until` too,
    where it is the intervals of shares and total that become that narrow. Raises InputError with everything that
    is wrong with the arguments, RunsFailed when runs failed.
    """
    import numpy as np

    from govsim.experiment.attribution_tables import shares_at, tables
    from govsim.experiment.plausible import drawn_worlds, paired_in_worlds, worlds_notes
    from govsim.experiment.precise import most_pairs, precision_table, until_precise
    from govsim.experiment.runner import run_pairs
    from govsim.experiment.store import store_in, world_key

    parts = read_parts(scenario, bundles)
    check(scenario, baseline, replications, horizon, measures)
    sets = [world_of(scenario, parts, set_) for set_ in range(1 << len(parts))]
    if baseline is not None and world_key(baseline) == world_key(sets[0]):
        sets[0] = baseline
    elif baseline is not None:
        sets.append(baseline)
    last = horizon or month_name(scenario.end)
    chosen = tuple(dict.fromkeys(measures))
    names = [part.name for part in parts]
    with store_in(out) as store:

        def made(count: int) -> list[list[str]]:
            """Runs of the first seeds, by world."""
            pairs = paired_in_worlds(sets, range(seed, seed + count), worlds)
            store.check_room(pairs)
            ids = run_pairs(pairs, store, workers=workers, progress=progress, simulate=simulate)
            return [ids[number :: len(sets)] for number in range(len(sets))]

        reached = {}
        if until:
            labels = [{"measure": name, "part": part} for name in until for part in (*names, TOTAL)]
            widths = np.repeat(list(until.values()), len(names) + 1)
            replications, found = until_precise(
                lambda count: shares_at(store, made(count), len(names), last, tuple(until)), widths,
                most_pairs(replications, worlds),
            )
            reached = {"precision": precision_table(labels, found, widths)}
        by_world = made(replications)
        seeds = tuple(range(seed, seed + replications))
        frames = tables(store, by_world, names, last, chosen, drawn_worlds(seeds, worlds))
        notes = store.notes(run for world in by_world for run in world)
    base = sets[0] if len(sets) == 1 << len(parts) else sets[-1]
    notes = {**notes, **worlds_notes([scenario, base], len(seeds), worlds)}
    return Attribution(scenario, base, parts, seeds, chosen, last, frames | reached, notes, worlds)
