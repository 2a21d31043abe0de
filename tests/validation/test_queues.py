"""Waiting at windows against published values of the M/M/c queue (T05)."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest

from govsim.agents.service_station import erlang_c_wait

MINUTES = 60.0
"""With an hour a service, offered traffic in erlangs is the number of arrivals an hour."""

WAITING_LINE = [
    (0.5, 2, 0.0333), (1.0, 2, 0.3333), (1.5, 2, 1.9286), (1.9, 2, 17.5872),
    (1.0, 3, 0.0454), (2.0, 3, 0.8888), (2.5, 3, 3.5112), (2.8, 3, 12.2735),
    (2.0, 4, 0.1739), (3.0, 4, 1.5283), (3.8, 4, 16.9370),
    (2.0, 5, 0.0398), (4.0, 5, 2.2164), (4.8, 5, 21.6384),
]
"""Traffic in erlangs, servers, mean number waiting: Heizer and Render, Operations Management, table D.5.

Three values are cut off in print instead of rounded (0.0454, 0.8888, 2.2164), and the last is 21.6408 by the sum of all
states: the table itself is off there by 0.01%.
"""

MISPRINTED = 21.6384

EXAMPLES = [
    (300 / (365 * 24), 2 * 24 * 60, 3, 0.43 * 24 * 60, 0.005 * 24 * 60),  # Bronson, Operations Research: 0.43 days
    (45.0, 1.0, 2, 0.1636, 0.00005),  # Anderson, Sweeney, Williams, Burger Dome: 0.1636
    (10.0, 5.0, 2, 0.018 * 60, 0.0005 * 60),  # the same, multiple-server sheet: 0.018 hours
    (10.0, 5.0, 3, 0.002 * 60, 0.0005 * 60),
]
"""Arrivals an hour, minutes of service, servers, mean wait in minutes, half a unit of the last printed digit."""

DELAYED = [(3.87, 8, 0.05), (4.08, 10, 0.01), (1.0, 2, 1 / 3), (8.0, 10, 0.409)]
"""Traffic in erlangs, servers, share of calls that wait at all: printed Erlang C tables."""


@pytest.mark.parametrize(("erlangs", "servers", "waiting"), WAITING_LINE)
def test_length_of_the_line(erlangs: float, servers: int, waiting: float) -> None:
    """By Little's law the mean number waiting is arrivals times mean wait."""
    wait = erlang_c_wait(np.array([erlangs]), MINUTES, np.array([servers]))[0]
    found = erlangs * wait / MINUTES
    assert found == pytest.approx(waiting, abs=0.003 if waiting == MISPRINTED else 0.0001)
    states = [erlangs**number / factorial(number) for number in range(servers)]
    full = erlangs**servers / factorial(servers) / (1 - erlangs / servers)
    assert found == pytest.approx(full / (sum(states) + full) * erlangs / (servers - erlangs), rel=1e-12)


@pytest.mark.parametrize(("arrivals", "minutes", "servers", "wait", "rounding"), EXAMPLES)
def test_waits_of_textbooks(arrivals: float, minutes: float, servers: int, wait: float, rounding: float) -> None:
    found = erlang_c_wait(np.array([arrivals]), minutes, np.array([servers]))[0]
    assert found == pytest.approx(wait, abs=rounding)


@pytest.mark.parametrize(("erlangs", "servers", "delayed"), DELAYED)
def test_share_delayed(erlangs: float, servers: int, delayed: float) -> None:
    """The mean wait is the share delayed times 1 / (c mu - lambda)."""
    wait = erlang_c_wait(np.array([erlangs]), MINUTES, np.array([servers]))[0]
    assert wait / MINUTES * (servers - erlangs) == pytest.approx(delayed, abs=0.0006)
