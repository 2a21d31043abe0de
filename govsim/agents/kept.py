"""What follows from rules that hold for many months is kept while they hold.

Months of equal rules share all their arrays, and months in which a rule is the same everywhere share its array
(`govsim.scenario.force`), so that these tell by themselves whether rules have changed. What is kept is in
`model.of_rules`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from govsim.model import GovernanceModel

Read = Callable[["GovernanceModel"], "np.ndarray"]


def while_rules_hold(*names: str) -> Callable[[Read], Read]:
    """A function that reads these rules of streets, the world and what never changes in a run.

    It is called again once one of them changes; what it returns is read-only.
    """

    def kept(read: Read) -> Read:
        name = f"{read.__module__}.{read.__qualname__}"  # models are pickled, and a wrapped function cannot be

        @wraps(read)
        def known(model: GovernanceModel) -> np.ndarray:
            street, world = model.rules.street, model.world
            before = model.of_rules.get(name)
            if before is not None and before[0] is street and before[1] is world:
                return before[3]
            given = [getattr(street, rule) for rule in names]
            if before is not None and before[1] is world and all(map(is_, before[2], given)):
                values = before[3]
            else:
                values = read(model)
                values.flags.writeable = False
            model.of_rules[name] = (street, world, given, values)
            return values

        return known

    return kept


def unchanged(model: GovernanceModel, process: str, *given: object) -> bool:
    """Whether a process that is asked each month is given the very same as the last time."""
    before = model.of_rules.get(process, ())
    model.of_rules = {**model.of_rules, process: given}
    return bool(before) and all(map(is_, before, given))
