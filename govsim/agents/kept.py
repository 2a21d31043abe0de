"""What is read from rules that hold for many months is kept while they hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from govsim.model import GovernanceModel


def while_rules_hold(read: Callable[[GovernanceModel], np.ndarray]) -> Callable[[GovernanceModel], np.ndarray]:
    """A function that reads rules, the world and what never changes in a run, called again once rules change.

    Months of equal rules share their arrays (`govsim.scenario.force`). What it returns is read-only.
    """

    @wraps(read)
    def kept(model: GovernanceModel) -> np.ndarray:
        holding = (model.rules.street, model.rules.community, model.world)
        known = model.of_rules.get(read)
        if known is None or any(one is not other for one, other in zip(known[0], holding, strict=True)):
            values = read(model)
            values.flags.writeable = False
            known = model.of_rules[read] = (holding, values)
        return known[1]

    return kept
