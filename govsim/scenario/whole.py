"""What only a whole scenario shows: rules that start twice at one place, and rules that leave their bounds together."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.month import first_day, month_name
from govsim.params import Fault
from govsim.place import Place
from govsim.scenario.force import Timetable, starts
from govsim.scenario.layers import Draft
from govsim.scenario.scenario import Revision, Scenario
from govsim.scenario.where import NEVER


def overlaps(revised: Sequence[tuple[Draft, Revision]], place: Place) -> list[Fault]:
    """Two starts of one rule at one place at overlapping times."""
    faults = []
    for number, (draft, later) in enumerate(revised):
        for _, earlier in revised[:number]:
            if not later.rule or later.rule != earlier.rule:
                continue
            mine, other = starts(later, place), starts(earlier, place)
            ends = [NEVER if item.end is None else item.end for item in (later, earlier)]
            both = (mine != NEVER) & (other != NEVER)
            first_over = (ends[1] != NEVER) & (other.clip(mine) > ends[1])
            last_over = (ends[0] != NEVER) & (other.clip(mine) > ends[0])
            clash = both & ~first_over & ~last_over
            if clash.any():
                community = place.communities[int(clash.argmax())]
                spot = place.streets[community.street].name if later.level == "street" else community.name
                faults.append(draft.entries["start"].fault(
                    f"{later.rule} is already in force in {spot} from {first_day(earlier.start)}; "
                    "end the first, or use other places"))
                break
    return faults


def unbounded(scenario: Scenario, place: Place, drafts: Sequence[Draft]) -> list[Fault]:
    """Composed rules that leave their bounds in some month, at the revision that makes them."""
    timetable = Timetable(scenario.rules, scenario.revisions, place)
    return [
        drafts[number].at.fault(f"{name} of the rules {message} in {month_name(month)}, after what is written "
                                "before it", False)
        for (number, name), (month, message) in timetable.faults(scenario.months).items()
    ]
