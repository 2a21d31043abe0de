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

from dataclasses import dataclass
from typing import ClassVar

from govsim.params import param
from govsim.reforms.base import Reform, booked, ramp, staff_hours, yearly_cost
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class ServiceStations(Reform):
    """Opens service stations over some months."""

    title: ClassVar[str] = "Service stations"
    title_zh: ClassVar[str] = "社区公共服务站"
    about_zh: ClassVar[str] = (
        "机制　服务站按均匀速度开设，直至规划数；同时规定窗口数、受理事项数和每站至少服务的户数。\n"
        "预期　受理事项的等待缩短、跑动减少；居委会窗口压力下降。\n"
        "可能失败　服务户数超过窗口能力时排队饱和（T05）；服务站被任务重新填满（T06）。\n"
        "相互作用　需要人员（merit_hiring）；只有在 station_separation 之下才承接居委"
        "会任务。取较多的站数；窗口、事项和户数替换原有设置。\n"
        "来源　28个站（报道，F14），每站至少4000户籍户（F34），62项（F35）。窗口数和2008年7月至"
        "2009年3月的开设时间为假定。"
    )
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
            revised = changed(
                rules,
                station_share=max(rules.station_share, opened),
                station_windows=self.windows,
                station_items=self.items,
                min_catchment=self.min_catchment,
            )
        return booked(revised, self.hours, self.cost)
