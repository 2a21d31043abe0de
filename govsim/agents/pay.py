"""Pay for contract work: it falls due as many months after the work as the rules of the street allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.kept import while_rules_hold
from govsim.params import declared
from govsim.rules import Rules

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

LONGEST_DELAY = int((declared(Rules)["payment_delay"].bounds or (0, 0))[1])
"""Most months that the rules let a contract wait for its pay."""


def fall_due(model: GovernanceModel, rows: np.ndarray) -> np.ndarray | None:
    """Pay that falls due to each of these organizations, yuan; what is owed beyond it waits another month.

    None where nothing is owed to any.
    """
    t = model.organizations
    owed = t.owed.take(rows, axis=0)
    if not owed.any():
        return None
    owing = np.logical_or.reduce((owed > 0.0).T.copy(), axis=0).nonzero()[0]  # NumPy is slow along short axes
    to, owed = rows.take(owing), owed.take(owing, axis=0)
    now = owed * due(model).take(t.street.take(to), axis=0)
    owed -= now
    t.owed[to, 1:] = owed[:, :-1]
    paid = np.zeros(rows.size)
    paid[owing] = now.sum(axis=1)
    return paid


@while_rules_hold("payment_delay")
def due(model: GovernanceModel) -> np.ndarray:
    """1 for months since the work in which a street pays, else 0; shape (streets, LONGEST_DELAY)."""
    delay = np.maximum(1, model.rules.street.payment_delay)
    return (np.arange(1, LONGEST_DELAY + 1) >= delay[:, None]).astype(np.float64)
