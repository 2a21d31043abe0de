"""Service stations: the district's windows for residents open in the communities.

Mechanism  Stations open at an even pace until the planned number stands; windows, items on offer and the
           households that a station must serve at least are set with them.
Expected   Shorter waits and fewer trips for cases among the items on offer; committees see less of the queue.
Fails      Queues saturate where the catchment outgrows the windows (T05); stations refill with tasks (T06).
Interacts  Needs people (`merit_hiring`); takes the committee's tasks only under `station_separation`.
           The larger number of stations holds; windows, items and catchment replace earlier ones.
Source     28 stations (article, F14), 4,000 registered households each at least (F34), 62 items (F35).
           Windows and the opening dates 2008-07 to 2009-03 are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, ramp, staff_hours, yearly_cost
from govsim.rules import Rules


@dataclass(frozen=True)
class ServiceStations(Reform):
    """Opens service stations over some months."""

    title: ClassVar[str] = "Service stations"
    title_zh: ClassVar[str] = "社区公共服务站"
    bundle: ClassVar[str] = "R1"
    enacted: ClassVar[str] = "2008-07-01"
    level: ClassVar[str] = "street"

    PLANNED: ClassVar[int] = 28
    """Stations of the district's plan; `Rules.station_share` is measured in it (article, F14)."""

    stations: int = param(
        28, bounds=(0, 40), unit="stations", source="article", tag="S", neutral=0,
        doc="stations when all are open, for the whole district", zh="全部开设后的全区服务站数")
    windows: int = param(
        3, bounds=(1, 8), unit="windows", neutral=3, doc="windows of a station", zh="每站窗口数")
    items: int = param(
        62, bounds=(1, 124), unit="items", source="article", tag="S", neutral=62,
        doc="service items that a station offers", zh="服务站受理事项数")
    min_catchment: float = param(
        4000.0, bounds=(1000, 10000), unit="registered households", source="article", tag="S", neutral=4000.0,
        doc="registered households that a station must serve at least", zh="每个服务站至少覆盖的户籍户数")
    ramp_months: int = param(
        9, bounds=(1, 48), unit="months", neutral=9,
        doc="months over which the stations open", zh="服务站陆续开设的月数")
    hours: float = staff_hours(10.0)
    cost: float = yearly_cost(500_000.0)

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """Open the stations due by now and set how they work, unless there are none."""
        revised = rules
        if self.stations > 0:
            opened = self.stations / self.PLANNED * ramp(months_in_force, self.ramp_months)
            revised = replace(
                rules,
                station_share=max(rules.station_share, opened),
                station_windows=self.windows,
                station_items=self.items,
                min_catchment=self.min_catchment,
            )
        return booked(revised, self.hours, self.cost)
