"""What follows from rules that hold for many months is kept while they hold.

Months in which a rule is the same everywhere share its array (`govsim.scenario.force`), so that it tells by itself
whether the rule has changed. What is kept is in `model.of_rules`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import attrgetter, is_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from govsim.model import GovernanceModel

Read = Callable[["GovernanceModel"], "np.ndarray"]


def while_rules_hold(*names: str) -> Callable[[Read], Read]:
    """A function that reads these rules of streets, two or more, the world and what never changes in a run.

    It is called again once one of them changes; what it returns is read-only.
    """
    rules = attrgetter(*names)

    def kept(read: Read) -> Read:
        name = f"{read.__module__}.{read.__qualname__}"  # models are pickled, and a wrapped function cannot be

        @wraps(read)
        def known(model: GovernanceModel) -> np.ndarray:
            given = (model.world, *rules(model.rules.street))
            before, values = model.of_rules.get(name, ((), None))
            if not (before and all(map(is_, before, given))):
                values = read(model)
                values.flags.writeable = False
                model.of_rules[name] = (given, values)
            return values

        return known

    return kept


def unchanged(model: GovernanceModel, process: str, *given: object) -> bool:
    """Whether a process that is asked each month is given the very same as the last time."""
    before = model.of_rules.get(process, ())
    model.of_rules = {**model.of_rules, process: given}
    return bool(before) and all(map(is_, before, given))
